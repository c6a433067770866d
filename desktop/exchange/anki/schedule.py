"""What Anki knows of a card, as a schedule of ours.

Intervals, ease factors, due days and lapses carry over as they are. SM-2 asks for the repetition beside
the interval only to tell the first two intervals from later ones, so it is chosen such that the next interval
grows from the one that came over: 1 up to a day, 2 up to six days, else about the passes since the last
lapse, at least 3.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from desktop.study.calendar import LAST_DAY
from desktop.study.grades import AGAIN, EASY, GOOD, HARD, PRACTICE, STUDY
from desktop.study.incoming import CardState, PastReview
from desktop.study.schedule import EASE_FLOOR, EASE_START, NEW, Schedule

NEW_CARD, LEARNING, REVIEW, RELEARNING = range(4)
SUSPENDED, BURIED_BY_HAND, BURIED = -1, -3, -2
GRADES = {1: AGAIN, 2: HARD, 3: GOOD, 4: EASY}
FILTERED, MANUAL = 3, 4
"""Kinds of entries in Anki's log: an answer in a filtered deck; from MANUAL on, no answer at all."""
DAY_SECONDS = 86_400
SECONDS_FROM = 1_000_000
"""Due numbers from here on are seconds since 1970, below it days or positions."""
EPOCH = 719_163


class CardRow(NamedTuple):
    """A row of ``cards``, with numbers made whole."""

    note: int
    number: int
    ordinal: int
    deck: int
    home: int
    type: int
    queue: int
    due: int
    home_due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    flags: int
    data: str


CARD_COLUMNS = (
    "nid, id, ord, did, odid, type, queue, due, odue, ivl, factor, reps, lapses, flags,"
    " CASE WHEN instr(data, '\"s\"') THEN data ELSE '' END"
)
WHOLE = frozenset([int])


def whole(value: Any) -> int:
    """Return a value as a whole number; floats are cut, texts that are none raise ValueError."""
    return value if type(value) is int else int(float(value or 0))


def card_row(row: tuple[Any, ...]) -> CardRow:
    """Return a row of CARD_COLUMNS.

    Raises:
        ValueError: a number is none.
    """
    data = row[14]
    if WHOLE.issuperset(map(type, row[:14])) and type(row[14]) is str:
        return CardRow._make(row)
    numbers = [whole(value) for value in row[:14]]
    return CardRow._make([*numbers, data if isinstance(data, str) else ""])


def past_review(at_ms: int, ease: int, took_ms: int, factor: int, kind: int) -> PastReview | None:
    """Return an answer of Anki's log; None where it is none, such as a date set by hand."""
    if kind >= MANUAL or ease not in GRADES:
        return None
    counted = kind != FILTERED or factor
    return PastReview(at_ms, GRADES[ease], max(0, took_ms), STUDY if counted else PRACTICE)


def state_of(
    card: CardRow,
    reviews: tuple[PastReview, ...],
    last_day: int | None,
    zero: int,
    deck: tuple[str, ...] | None,
) -> CardState:
    """Return what is known of a card.

    Args:
        card: its row.
        reviews: its history.
        last_day: study day of its latest answer; None = there is none.
        zero: study day from which Anki's days are counted.
        deck: path of its deck; None = the note's.
    """
    schedule = _schedule(card, last_day, zero)
    return CardState(
        card.ordinal,
        deck,
        max(0, card.due) if card.type == NEW_CARD and 0 <= card.due < SECONDS_FROM else None,
        card.queue == SUSPENDED,
        card.queue in (BURIED, BURIED_BY_HAND),
        card.flags & 7,
        schedule,
        reviews,
        card.data if card.data and _is_json(card.data) else "",
    )


def _schedule(card: CardRow, last_day: int | None, zero: int) -> Schedule:
    if card.type == NEW_CARD:
        return NEW
    ease = max(EASE_FLOOR, min(card.factor // 10, 9999)) if card.factor > 0 else EASE_START
    due = card.home_due if card.home and card.home_due else card.due
    if card.type == REVIEW:
        interval, day = max(1, min(card.interval, LAST_DAY)), _day(due, zero)
        repetition = _repetition(card, interval)
    else:
        interval = 1
        day = _day(due, zero) if last_day is None else last_day + 1
        repetition = 1
    before = day - interval if last_day is None else min(last_day, day - 1)
    return Schedule(
        repetition=repetition,
        interval=interval,
        ease=ease,
        last_day=max(1, before),
        due=day,
        drill=False,
        lapses=max(0, card.lapses),
        counted=max(1, card.reps),
    )


def _repetition(card: CardRow, interval: int) -> int:
    if interval <= 1:
        return 1
    return 2 if interval <= 6 else max(3, card.reps - 2 * card.lapses)


def _day(due: int, zero: int) -> int:
    """Return the study day of a due number; learning cards have seconds instead of days."""
    day = due // DAY_SECONDS + EPOCH if due >= SECONDS_FROM else zero + due
    return max(2, min(day, LAST_DAY))


def _is_json(data: str) -> bool:
    try:
        return isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        return False
