"""Even days: of the days on which a card may come, the one that is least full is taken.

It is chosen when a card is answered, and the shift is written into the answer, so that the schedule stays
a fold over the log. The first two steps, 1 and 6 days, move never: they have no window.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from desktop.study import fuzz
from desktop.study.options import ANY_DAY, EASIER_DAY, FREE_DAY

REBALANCED_DAYS = 14
"""How many days from tomorrow on are made even when the days of the week were changed."""


def kind_of(day: int, week: str) -> str:
    """Return what a day may bring, see `Options.easy_days`: study days begin on a Monday, as ordinals do."""
    return week[(day - 1) % 7]


def evenest(days: Iterable[int], loads: Mapping[int, int], week: str, wish: int) -> int:
    """Return the least full of some days.

    A day that is to bring half as much counts as twice as full; one that is to bring nothing is taken only
    where there is no other. Of equals the one nearest to `wish` is taken, then the earlier.

    Args:
        days: to choose from; at least one.
        loads: cards on them already.
        week: see `Options.easy_days`.
        wish: the day that the fuzz alone would take.
    """

    def fullness(day: int) -> tuple[bool, int, int, int]:
        kind = kind_of(day, week)
        load = (loads.get(day, 0) + 1) * (2 if kind == EASIER_DAY else 1)
        return kind == FREE_DAY, load, abs(day - wish), day

    return min(days, key=fullness)


class Placed(NamedTuple):
    """A card that may move.

    Attributes:
        last_day: study day of its latest counted answer.
        cap: its longest interval.
    """

    card: int
    last_day: int
    repetition: int
    interval: int
    due: int
    cap: int


def rebalanced(
    cards: Iterable[Placed], loads: Mapping[int, int], week: str, today: int
) -> list[tuple[int, int]]:
    """Return the cards that come on another day when days are made even, each with that day.

    No card leaves the window of its fuzz, passes its cap or comes today; intervals stay. A card moves only
    to a day that is less full than its own is without it.

    Args:
        cards: due after today, in an order that every copy agrees on.
        loads: cards due on each day, they among them.
        week: see `Options.easy_days`.
        today: the study day.
    """
    full = dict(loads)
    moves: list[tuple[int, int]] = []
    for each in cards:
        exact = each.last_day + each.interval
        days = [exact + by for by in fuzz.choices(each.repetition, each.interval, each.cap)]
        days = [day for day in days if day > today]
        if len(days) < 2 or each.due not in days:
            continue
        full[each.due] = full.get(each.due, 1) - 1
        day = evenest(days, full, week, each.due)
        full[day] = full.get(day, 0) + 1
        if day != each.due:
            moves.append((each.card, day))
    return moves


def is_easy(day: int, week: str) -> bool:
    """Return whether a day is to bring less than others."""
    return kind_of(day, week) != ANY_DAY
