"""What was done on a study day."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.store.forest import subtree
from desktop.store.reader import Reader
from desktop.study.grades import PASS, STUDY


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What was done on a study day.

    Attributes:
        cards: different cards answered.
        answers: answers given, repeats of the day included.
        seconds: time spent on them.
        grades: how often each grade 0 to 5 was the first of a card that day.
        first_right: cards whose first answer that day was a pass.
        missed: cards whose first answer was a fail, latest first.
        next_day: study day of the next due card; None where there is none.
        next_cards: how many are due on it.
    """

    cards: int
    answers: int
    seconds: float
    grades: tuple[int, ...]
    first_right: int
    missed: tuple[int, ...]
    next_day: int | None
    next_cards: int


def summary(database: Reader, deck: int | None, today: int) -> DaySummary:
    """Return what was done today in a deck and those below it."""
    rows = database.rows(
        subtree(database, deck)
        + "SELECT r.card, r.grade, r.took_ms FROM review r JOIN card c ON c.id = r.card"
        " JOIN inside ON inside.id = c.deck WHERE r.day = ? AND r.mode = ?"
        " AND r.id NOT IN (SELECT entry FROM void) ORDER BY r.at_ms, r.id",
        today,
        STUDY,
    )
    firsts: dict[int, int] = {}
    for card, grade, _ in rows:
        firsts.setdefault(card, grade)
    following = database.row(
        subtree(database, deck) + "SELECT ready, SUM(cards) FROM tally JOIN inside ON inside.id = deck"
        " WHERE state = 1 AND ready > ? AND cards > 0 GROUP BY ready ORDER BY ready LIMIT 1",
        today,
    )
    return DaySummary(
        cards=len(firsts),
        answers=len(rows),
        seconds=sum(row[2] for row in rows) / 1000,
        grades=tuple(sum(grade == each for grade in firsts.values()) for each in range(6)),
        first_right=sum(grade >= PASS for grade in firsts.values()),
        missed=tuple(card for card, grade in reversed(firsts.items()) if grade < PASS),
        next_day=following[0] if following else None,
        next_cards=following[1] if following else 0,
    )
