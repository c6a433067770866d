"""Tags of many notes from the command line: one step, refused where the policy or the search says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.places import POLICY
from tests.cli.conftest import Ask, Say


def tags(ask: Ask) -> dict[str, int]:
    return {row["tag"]: row["notes"] for row in ask("list", "tags")}


def test_tags_are_given_and_taken_away_in_one_step(ask: Ask) -> None:
    before = tags(ask)
    some = ask("search", "marketing", "--notes")["total"]
    told = ask("edit-tags", "marketing", "--add", "mine::exam", "--add", "b")
    assert told == {"found": some, "changed": some, "dry_run": False}
    assert tags(ask) == before | {"mine::exam": some, "b": some}
    ask("edit-tags", "tag:b", "--add", "c", "--remove", "b")
    assert tags(ask) == before | {"mine::exam": some, "c": some}
    assert ask("undo")["undone"] == "retag"
    assert tags(ask) == before | {"mine::exam": some, "b": some}
    ask("undo")
    assert tags(ask) == before


def test_a_tag_is_renamed(ask: Ask) -> None:
    ask("edit-tags", "--add", "old::one")
    count = tags(ask)["old::one"]
    assert ask("edit-tags", "--rename", "old", "new", "--dry-run")["changed"] == count
    assert "old::one" in tags(ask)
    assert ask("edit-tags", "--rename", "old", "new")["changed"] == count
    assert tags(ask)["new::one"] == count
    assert "old::one" not in tags(ask)


def test_it_says_how_many(say: Say) -> None:
    code, out, _ = say("edit-tags", "zzqqxx", "--add", "a")
    assert (code, out) == (0, "Notes found: 0; changed: 0.\n")
    assert "would change: " in say("edit-tags", "--add", "a", "--dry-run")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["marketing"], "Say what to do."),
        (["marketing", "--add", "a", "--rename", "b", "c"], "Say what to do."),
        (["is:frozen", "--add", "a"], "is:frozen"),
        (["--rename", "a", "  "], "Name a tag."),
    ],
)
def test_what_makes_no_sense_is_refused(say: Say, ask: Ask, words: list[str], told: str) -> None:
    before = tags(ask)
    code, out, err = say("edit-tags", *words)
    assert (code, out) == (1, "")
    assert told in err
    assert tags(ask) == before


def test_an_administrator_can_turn_it_off(say: Say, folder: Path) -> None:
    (folder.parent / POLICY).write_text('version = 1\ndisabled = ["edit"]\n', encoding="utf-8")
    code, out, err = say("edit-tags", "--add", "a")
    assert (code, out) == (1, "")
    assert "turned off by your administrator" in err
