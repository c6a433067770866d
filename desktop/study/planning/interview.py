"""Being ready on a day: how many new cards come a day, and one more look at the others just before it.

Everything is computed anew each day from where the cards stand: nothing is written into schedules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FIRST_INTERVALS = 7
"""Days that the first two intervals take together: 1 and 6."""
LAST_DAYS = 3
"""Days before the interview on which cards get a top-up."""


class Pace(NamedTuple):
    """How the new cards of a plan come.

    Attributes:
        a_day: how many come today, those that came already included.
        until: the last study day on which new ones come.
        late: how many cannot have both of their first intervals before the interview.
    """

    a_day: int
    until: int
    late: int


def pace(left: int, today: int, day: int) -> Pace:
    """Return how new cards are spread so that all have had 1 and 6 days before an interview.

    Where that is no longer possible, they are spread over the days that are left.

    Args:
        left: cards that were new at the start of today.
        today: the study day.
        day: the study day of the interview.
    """
    last = day - FIRST_INTERVALS
    in_time = today <= last
    until = last if in_time else day - 1
    days = until - today + 1
    if days < 1:
        return Pace(0, until, left)
    return Pace(-(-left // days), until, 0 if in_time else left)


def window(day: int) -> tuple[int, int]:
    """Return the first and the last study day of the top-ups before an interview."""
    return day - LAST_DAYS, day - 1


def shares(cards: int, loads: Sequence[int]) -> list[int]:
    """Return how many cards each of some days gets, so that the days get as even as they can.

    Args:
        cards: how many are to be spread.
        loads: what each day holds already.
    """
    low, high = min(loads), max(loads) + cards
    while low < high:  # the highest level that the cards can fill the days up to
        level = (low + high + 1) // 2
        enough = sum(max(0, level - load) for load in loads) <= cards
        low, high = (level, high) if enough else (low, level - 1)
    given = [max(0, low - load) for load in loads]
    left = cards - sum(given)
    for at, load in enumerate(loads):
        if left and load <= low:
            given[at] += 1
            left -= 1
    return given


def split(count: int, there: Mapping[int, int]) -> dict[int, int]:
    """Return how many of `count` cards each deck gives, in parts of what it has; it is all they have at most.

    Args:
        count: how many are wanted.
        there: how many each deck has.
    """
    total = sum(there.values())
    count = min(count, total)
    found: dict[int, int] = {}
    passed = given = 0
    for deck, cards in there.items():
        passed += cards
        found[deck] = passed * count // total - given if total else 0
        given += found[deck]
    return found


class Today(NamedTuple):
    """What an interview plan does today.

    Attributes:
        day: study day of the interview.
        cards: how many cards the plan is about.
        new: of those, how many were never studied.
        pace: of the new ones.
        came: new cards of it that came today already.
        top_ups: cards of it that come today before they are due.
        missing: "" or what is gone that it was about: "deck".
    """

    day: int
    cards: int
    new: int
    pace: Pace
    came: int = 0
    top_ups: int = 0
    missing: str = ""


def sentence(told: Today, today: int) -> str:
    """Return what a plan does from today on."""
    if told.missing:
        return f"The {told.missing} is deleted, so the plan rests."
    if today > told.day:
        return "The day has passed, so the plan does nothing more."
    if not told.cards:
        return "There are no cards in it, so there is nothing to do."
    if today == told.day:
        return "It is today. Nothing more is planned."
    parts = [*_new(told, today), *_top_ups(told, today)]
    text = "; ".join(parts) + "."
    return text[0].upper() + text[1:]


def _new(told: Today, today: int) -> Iterable[str]:
    from desktop.study.explain import day_text  # heavy: Home shows before it

    if not told.new:
        yield "all cards have been seen"
        return
    until = day_text(told.pace.until, today)
    cards = "1 new card" if told.pace.a_day == 1 else f"{told.pace.a_day} new cards"
    many = "today" if told.pace.until == today else f"a day until {until}"
    yield f"{cards} {many}"
    if told.pace.late:
        late = "1 card comes" if told.pace.late == 1 else f"{told.pace.late} cards come"
        yield f"{late} too late to have had both of the first intervals, 1 and 6 days"


def _top_ups(told: Today, today: int) -> Iterable[str]:
    from desktop.study.explain import day_text  # heavy: Home shows before it

    first, last = window(told.day)
    if today < first:
        yield f"top-ups from {day_text(first, today)} to {day_text(last, today)}"
    elif told.top_ups or not told.new:
        cards = "1 card gets a top-up" if told.top_ups == 1 else f"{told.top_ups} cards get a top-up"
        yield f"{cards if told.top_ups else 'no card needs a top-up'} today"
