"""A break from a day to another: what is due in it comes on the days after it. Nothing is rewritten.

While it lasts nothing is due, and no new cards come; who wants to study may. The cards whose day lies in
it are shared out over `days_after` days, the least late for their interval first, as in any backlog; each
comes on one of them. What is not done on its day is shared out over those that are left. Cards that were due
before are due as they were. Removing the plan brings every day back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.errors import UserError

LONGEST = 366
"""Days of a holiday at the most."""
MOST_AFTER = 14
"""Days over which the cards of a holiday are shared out at the most."""
AHEAD_DAYS = 7
"""Days before a holiday on which studying ahead is offered."""
AHEAD_MOST = 30
"""Cards that are on offer then."""


class Holiday(NamedTuple):
    """A break.

    Attributes:
        first: its first study day.
        last: its last one.
        after: days after it over which its cards are shared out; see `united`.
    """

    first: int
    last: int
    after: int

    def left(self, today: int) -> int:
        """Return on how many days its cards can still come, today among them; 0 = it is not after it."""
        gone = today - self.last - 1
        return max(0, self.after - gone) if gone >= 0 else 0


class Late(NamedTuple):
    """A card that is due in a holiday."""

    card: int
    due: int
    interval: int


def days_after(length: int) -> int:
    """Return over how many days after a holiday its cards are shared out: as many as it had, at most 14."""
    return max(1, min(length, MOST_AFTER))


def checked(first: int, last: int, today: int) -> None:
    """Make sure that a holiday makes sense.

    Raises:
        UserError: it ends before it begins, it is over, or it is too long.
    """
    if last < first:
        raise UserError("The holiday ends before it begins.", "Give the first day, then the last one.")
    if last < today:
        raise UserError("That holiday is over already.", "Choose one that ends today or later.")
    if last - first + 1 > LONGEST:
        raise UserError("A holiday is a year long at the most.", "What waits longer is a backlog.")


def united(breaks: Iterable[tuple[int, int]]) -> list[Holiday]:
    """Return holidays in order: those that overlap or touch are one.

    Where the next one begins before the cards of one are through, they come on the days between.
    """
    joined: list[list[int]] = []
    for first, last in sorted(breaks):
        if joined and first <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    starts = [first for first, _ in joined[1:]]
    found = []
    for at, (first, last) in enumerate(joined):
        room = starts[at] - last - 1 if at < len(starts) else MOST_AFTER
        found.append(Holiday(first, last, min(days_after(last - first + 1), room)))
    return found


def share(cards: int, days: int) -> int:
    """Return how many of some cards come on the first of some days."""
    return -(-cards // days) if days > 0 else cards


def in_order(cards: Iterable[Late], holiday: Holiday) -> list[Late]:
    """Return cards, the least late for their interval first, as they are when the holiday is over."""
    end = holiday.last + 1
    return sorted(cards, key=lambda each: ((end - each.due) / max(1, each.interval), each.card))


def placed(cards: Sequence[Late], holiday: Holiday) -> dict[int, int]:
    """Return the study day on which each card of a holiday comes, if every day is done."""
    found: dict[int, int] = {}
    waiting = in_order(cards, holiday)
    for gone in range(holiday.after):
        count = share(len(waiting), holiday.after - gone)
        found |= {each.card: holiday.last + 1 + gone for each in waiting[:count]}
        waiting = waiting[count:]
    return found


def sentence(first: int, last: int, cards: int, today: int) -> str:
    """Return what a holiday does.

    Args:
        first: its first study day.
        last: its last one.
        cards: that are due in it.
        today: the study day.
    """
    count = last - first + 1
    after = days_after(count)
    days = "1 day" if count == 1 else f"{count:,} days"
    if today > last + after:
        return f"{days}, over."
    what = {0: "What would be due in it comes", 1: "1 card due in it comes"}.get(
        cards, f"{cards:,} cards due in it come"
    )
    span = "the day after it" if after == 1 else f"the {after} days after it"
    text = f"{days}. {what} on {span}."
    if today > last:
        return text
    return f"{text} Nothing is due." if today >= first else text
