"""What can be said on the command line, and what is refused there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.cli import parsed, parser
from desktop.cli.arguments import instant
from desktop.study.calendar import Moment
from tests.cli.conftest import Say


def test_options_stand_before_or_after_the_command() -> None:
    for words in (["--data", "d", "--json", "decks"], ["decks", "--json", "--data", "d"]):
        parsed = parser().parse_args(words)
        assert (parsed.data, parsed.json, parsed.command) == ("d", True, "decks")
    assert not hasattr(parser().parse_args(["decks"]), "json")


def test_a_time_with_and_without_an_offset() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert instant("2026-11-25T12:00:00Z") == Moment(int(noon.timestamp() * 1000), 0)
    assert instant("2026-11-25T13:00:00+01:00") == Moment(int(noon.timestamp() * 1000), 60)
    local = datetime(2026, 11, 25, 12).astimezone()
    assert instant("2026-11-25T12:00") == Moment(
        int(local.timestamp() * 1000),
        int(local.utcoffset().total_seconds()) // 60,  # type: ignore[union-attr]
    )


@pytest.mark.parametrize(
    "words",
    [
        ("grade",),
        ("grade", "x"),
        ("grade", "x", "six"),
        ("grade", "x", "-1"),
        ("grade", "x", "2.5"),
        ("next", "--at", "yesterday"),
        ("next", "--at", "0001-01-01T00:00:00+00:00"),
        ("next", "--at", "9999-12-31T23:59:59-12:00"),
        ("restore",),
        ("decks", "--unknown"),
    ],
)
def test_wrong_use_is_two_and_makes_no_collection(say: Say, tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, err = say("--data", tmp_path / "none", *words)
    assert (code, out) == (2, "")
    assert "usage:" in err
    assert not (tmp_path / "none").exists()


def test_files_in_the_place_of_a_command_are_for_the_window(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.apkg"
    for each in (one, two):
        each.write_bytes(b"")
    found = parsed(["--data", str(tmp_path), str(one), str(two)])
    assert (found.command, found.data, found.brought) == (None, str(tmp_path), [one, two])
    assert parsed([]).brought == []
    assert parsed(["import", str(one)]).brought == []
    assert parsed(["import", str(one)]).files == [one]
    assert parsed(["--data", str(one)]).data == str(one)


def test_a_word_that_is_neither_command_nor_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        parsed([str(tmp_path / "missing.csv")])
    assert refused.value.code == 2
