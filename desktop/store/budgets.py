"""Time budgets as a study day meets them: how many answers each leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop.store.plans import BUDGET, standing
from desktop.store.reader import Reader
from desktop.study.limits import Level, Limits
from desktop.study.planning.budget import answers

PLENTY = 1 << 40
"""Answers that fit where there is no budget."""
SPENT = (
    "SELECT c.deck, SUM(r.took_ms) FROM review r JOIN card c ON c.id = r.card"
    " WHERE r.day = ? AND r.practice = 0 GROUP BY c.deck"
)


def budgets(reader: Reader) -> dict[Level, int]:
    """Return the minutes a day, by deck (None = all together); of several for one the least."""
    found: dict[Level, int] = {}
    for plan in standing(reader, BUDGET):
        minutes = plan.data.get("minutes")
        if isinstance(minutes, int) and minutes > 0:
            found[plan.deck] = min(minutes, found.get(plan.deck, minutes))
    return found


def time_limits(
    reader: Reader,
    above: Callable[[int], Iterable[int]],
    today: int,
    drills: Mapping[int, int],
    per_card: Callable[[], float],
) -> Limits | None:
    """Return how many answers fit into the day, by deck; None = there is no budget.

    Args:
        reader: of the collection.
        above: returns the decks that a deck lies in, and itself.
        today: the study day.
        drills: repeats that are still to come today, by deck.
        per_card: returns the seconds for an answer.
    """
    found = budgets(reader)
    if not found:
        return None
    seconds: dict[Level, float] = {level: minutes * 60.0 for level, minutes in found.items()}
    usual = per_card()
    spent: dict[int, float] = {deck: took / 1000 for deck, took in reader.rows(SPENT, today)}
    for deck in {*spent, *drills}:
        used = spent.get(deck, 0) + drills.get(deck, 0) * usual
        for level in (None, *above(deck)):
            if level in seconds:
                seconds[level] -= used
    most: dict[Level, int] = {None: PLENTY}
    most |= {level: answers(left, usual) for level, left in seconds.items()}
    return Limits(most, above, ())
