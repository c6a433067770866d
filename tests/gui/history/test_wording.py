from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop.gui.history import wording
from desktop.store.past.recycle_bin import CARD, DECK, NOTE, Binned, Key
from desktop.store.past.steps import ANSWERS, STANDS, TAKEN_BACK, UNDONE, Step
from desktop.study.calendar import Moment

TODAY = date(2026, 3, 2)
NOW = Moment((datetime(2026, 3, 2, 9, 0) - datetime(1970, 1, 1)).days * 86_400_000 + 9 * 3_600_000, 60)
MINUTE = 60_000


def step(kind: str, label: str = "", amount: int = 1, of: str = "card", **more: object) -> Step:
    values: dict[str, object] = {"last": 0, "first_ms": 0, "last_ms": 0, "state": STANDS} | more
    return Step(number=1, kind=kind, label=label, amount=amount, of=of, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (TODAY, "Today"),
        (date(2026, 3, 1), "Yesterday"),
        (date(2026, 2, 28), "Sat, 28 Feb"),
        (date(2025, 12, 31), "Wed, 31 Dec 2025"),
    ],
)
def test_days(when: date, text: str) -> None:
    assert wording.day(when, TODAY) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (0, 0, "Today, 10:00"),
        (-30, -16, "Today, 09:30–09:44"),
        (-11 * 60, 0, "Yesterday, 23:00 – Today, 10:00"),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(first: int, last: int, text: str) -> None:
    assert wording.when(NOW.at_ms + first * MINUTE, NOW.at_ms + last * MINUTE, NOW) == text


def test_what_was_done_and_to_how_many() -> None:
    sitting = step(ANSWERS, "<b>Sales</b>", 42, "", last=42)
    assert wording.what(sitting) == "Answers in <b>Sales</b>"
    assert wording.how_many(sitting) == "42 answers"
    assert wording.what(step(ANSWERS, "", 2, "")) == "Answers"
    assert wording.what(step("move", "Two", 1200)) == "Move to Two"
    assert wording.how_many(step("move", "Two", 1200)) == "1,200 cards"
    assert wording.what(step("tag", "a, b", 3, "note")) == "Add Tags: a, b"
    assert wording.how_many(step("tag", "a, b", 1, "tag")) == "1 note"
    assert wording.what(step("option", "cap", 1, "option")) == "Option: Longest interval, in days"
    assert wording.what(step("option", "rollover", 1, "option")) == "Option"
    assert wording.how_many(step("option", "cap", 1, "option")) == ""
    assert wording.what(step("take back tag", "a")) == "Take Back “Add Tags”: a"


def test_what_became_of_it() -> None:
    assert wording.state(step("flag")) == ""
    assert wording.state(step("flag", state=UNDONE)) == "undone"
    assert wording.state(step("flag", state=TAKEN_BACK)) == "taken back"
    assert wording.state(step(ANSWERS, amount=5, gone=2)) == "2 taken back"


def test_what_is_in_the_bin() -> None:
    note = Binned(Key(NOTE, 1, 0), "Text", ("Deck", "One"), 2, 3, 10)
    card = Binned(Key(CARD, 1, 0), "Text", ("Deck", "One"), 1, 0, None)
    deck = Binned(Key(DECK, 1, 0), "One", ("Deck", "One"), 12, 0, None)
    assert [wording.name(each) for each in (note, card, deck)] == ["Text", "One card of: Text", "Deck: One"]
    assert [wording.path(each) for each in (note, card, deck)] == ["Deck › One", "Deck › One", "Deck"]
    assert [wording.holds(each) for each in (note, card, deck)] == ["2 cards", "1 card", "12 cards"]
    assert [wording.stands(each, 9) for each in (note, card, deck)] == ["due tomorrow, 3 answers", "new", ""]
    assert wording.name(note._replace(text="")) == "(no text)"
