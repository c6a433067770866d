"""Packages that Anki wrote, beside what Anki itself reads from them."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.exchange.anki.identity import uid_of
from desktop.exchange.anki.schedule import MANUAL
from desktop.study.grades import AGAIN, EASY, GOOD, HARD
from desktop.study.incoming import CardState, IncomingNote

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
PACKAGES = sorted(
    path
    for folder in ("small", "small-fsrs")
    for path in (CORPUS / "anki" / folder).glob("*.*pkg")
    if path.with_name(f"{path.name}.expected.json").exists()
)
HOSTILE = sorted((CORPUS / "anki" / "hostile").glob("*.apkg"))
REAL = sorted(
    path
    for pattern in ("*.apkg", "*.colpkg", "*.anki2", "*.anki21")
    for path in (CORPUS / "real").glob(pattern)
    if path.stat().st_size != 59  # a file of Git LFS, not a collection
)
GRADES = {1: AGAIN, 2: HARD, 3: GOOD, 4: EASY}
REFUSED = {
    "db-not-sqlite": "broken",
    "db-scrambled": "broken",
    "db-truncated": "broken",
    "empty-zip": "without an Anki collection",
    "meta-from-the-future": "not known here",
    "no-collection": "without an Anki collection",
    "not-a-zip": "no Anki package",
    "truncated": "no whole zip archive",
    "zero-bytes": "no Anki package",
}
BROKEN = {"real/apk063__temp.apkg"}
LESS = {"card-without-note": 46, "notetype-missing": 46, "col-json-broken": 0, "col-row-missing": 0}
pytestmark = pytest.mark.skipif(not PACKAGES, reason="no corpus beside the checkout")


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def expected_of(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8")
    )
    return told


def differences(note: IncomingNote, told: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    if dict(note.note.fields) != told["fields"]:
        yield "fields"
    if sorted(note.note.tags) != sorted(told["tags"]):
        yield "tags"
    states = {state.ordinal: state for state in note.cards}
    if states.keys() != {card["ord"] for card in told["cards"]}:
        yield "cards"
    options = expected.get("import_options")
    for card in told["cards"] if options is None or options["with_scheduling"] else ():
        yield from differing(states[card["ord"]], note, card, expected)


def differing(
    state: CardState, note: IncomingNote, card: dict[str, Any], expected: dict[str, Any]
) -> Iterator[str]:
    home = tuple((card["home_deck"] or card["deck"]).split("::"))
    if (state.deck or note.deck) != home:
        yield f"deck {state.deck or note.deck} not {home}"
    if (state.suspended, state.buried, state.flag) != (
        card["queue"] == -1,
        card["queue"] in (-2, -3),
        card["flag"],
    ):
        yield "marks"
    answers = [each for each in card["revlog"] if each[0] in GRADES and each[5] < MANUAL]
    if [(each.grade, each.took_ms) for each in state.reviews] != [
        (GRADES[each[0]], each[4]) for each in answers
    ]:
        yield "reviews"
    schedule = state.schedule
    assert schedule is not None
    if schedule.is_new != (card["type"] == 0):
        yield "new"
    elif card["type"] == 2:
        ease = max(130, card["factor"] // 10) if card["factor"] else 250
        if (schedule.interval, schedule.ease, schedule.lapses) != (max(1, card["ivl"]), ease, card["lapses"]):
            yield f"schedule {schedule}"
        today = today_there(expected)
        if (schedule.due or 0) - today != card["due_in_days"]:
            yield f"due in {(schedule.due or 0) - today} days, not {card['due_in_days']}"
    if bool(card["memory"]) != bool(state.kept):
        yield "memory"


def today_there(expected: dict[str, Any]) -> int:
    begun = datetime.fromtimestamp(expected["next_day_starts_at"], UTC).date()
    return date.toordinal(begun) - 1


@pytest.mark.parametrize("path", PACKAGES, ids=named)
def test_notes_cards_schedules_and_history_are_those_of_anki(path: Path) -> None:
    expected = expected_of(path)
    with closing(formats.read(path)) as incoming:
        found = {each.note.uid: each for each in incoming.notes()}
        media = {each.name: hashlib.sha256(each.read()).hexdigest() for each in incoming.media}
    assert incoming.skipped == []
    assert len(found) == expected["notes"] == len(expected["sample_notes"])
    assert sum(len(each.cards) for each in found.values()) == expected["cards"]
    for told in expected["sample_notes"]:
        assert list(differences(found[uid_of(told["guid"])], told, expected)) == [], told["guid"]
    for name, digest in expected["media"].items():
        kept = {each.casefold(): sha for each, sha in media.items()}
        assert kept[name.casefold()] == digest, name


@pytest.mark.parametrize("path", PACKAGES, ids=named)
def test_note_types_are_those_of_anki(path: Path) -> None:
    with closing(formats.read(path)) as incoming:
        types = {each.note.note_type.name: each.note.note_type for each in incoming.notes()}
    for told in expected_of(path)["notetypes"]:
        if told["notes"] and told["name"] in types:
            found = types[told["name"]]
            assert list(found.fields) == [each["name"] for each in told["fields"]]
            sides = [(each["name"], each["qfmt"], each["afmt"]) for each in told["templates"]]
            assert [(each.name, each.question, each.answer) for each in found.templates] == sides
            assert (found.kind != "basic", found.style) == (told["cloze"], told["css"])


@pytest.mark.parametrize("path", HOSTILE, ids=named)
def test_a_hostile_package_is_taken_as_far_as_it_goes_or_refused(path: Path) -> None:
    before = path.read_bytes()
    name = path.stem
    if name in REFUSED:
        with pytest.raises(UserError, match=REFUSED[name]) as told:
            formats.read(path)
        assert not re.search(r"Error|Exception|Traceback|\bsqlite3", str(told.value))
        return
    with closing(formats.read(path)) as incoming:
        found = list(incoming.notes())
        for each in incoming.media:
            if each.size < 1 << 20:
                each.read()
    assert len(found) == LESS.get(name, 47)
    assert len(found) + len(incoming.skipped) + (name == "card-without-note") == 47
    assert path.read_bytes() == before


@pytest.mark.parametrize("path", REAL, ids=named)
def test_a_real_collection_comes_in_whole(path: Path) -> None:
    if named(path) in BROKEN:
        with pytest.raises(UserError):
            formats.read(path)
        return
    incoming = formats.read(path)
    with closing(incoming):
        found = list(incoming.notes())
        told = incoming.count
    assert len(found) + len(incoming.skipped) == told
    if path.suffix in (".anki2", ".anki21"):
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as direct:
            assert direct.execute("SELECT COUNT(*) FROM notes").fetchone() == (told,)
