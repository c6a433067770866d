"""What a figure is, and what several of them are made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.study.statistics.evidence import Evidence, Tally, total
from desktop.study.statistics.periods import BY_DAY, step_for, steps
from desktop.study.statistics.rates import wilson

WEEK = 7
NAME, CARD, RANGE = "name", "card", "range"
"""What the key of a row can be, beside a day, week or month (its first study day) and an hour."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar of a figure.

    Attributes:
        key: a study day, an hour, where a range begins, the number of a card, or a name.
        value: in the unit of the figure; None = nothing is known.
        n: answers or cards that it rests on.
        last: last day of the step, or end of the range; None = the range has none, or there is none.
        low: beginning of the interval around a share.
        high: its end.
        search: finds the cards of it; "" = no search does.
    """

    key: int | str
    value: float | None
    n: int
    last: int | None = None
    low: float | None = None
    high: float | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure about learning.

    Attributes:
        name: unlike any other's.
        title: what people call it.
        unit: of the values in its rows.
        definition: what is counted, and what is not.
        n: answers or cards that it rests on.
        axis: what the keys of its rows are.
        values: what its sentence says, by name.
    """

    name: str
    title: str
    unit: str
    definition: str
    n: int
    axis: str = NAME
    rows: tuple[Row, ...] = ()
    values: Mapping[str, float | None] = field(default_factory=dict)


COUNTED = "Answers in study mode count; practice and answers that were taken back do not."
FIRST = "Only the first answer of a card on a study day counts, a pass being Hard or better."
SURE = "The interval is Wilson's for 95 %."


def share(right: int, n: int) -> float | None:
    """Return a share; None of nothing."""
    return right / n if n else None


def rate_row(key: int | str, right: int, n: int, last: int | None = None, search: str = "") -> Row:
    """Return a row with a share and how sure one can be of it."""
    low, high = wilson(right, n) if n else (None, None)
    return Row(key, share(right, n), n, last, low, high, search)


def answered(today: int, first: int, last: int, key: str = "rated") -> str:
    """Return the search for cards answered, or introduced, between two study days."""
    return f"{key}:{today - last}..{today - first}"


def during(evidence: Evidence, first: int, last: int) -> Tally:
    """Return what was done between two study days, both included."""
    return total(evidence.days[day] for day in range(first, last + 1) if day in evidence.days)


def over_time(evidence: Evidence, finest: str = BY_DAY) -> Iterable[tuple[int, int, Tally]]:
    """Yield the first and last day of each step of the period, with what was done in it."""
    step = step_for(evidence.since, evidence.today, finest)
    for first, last in steps(evidence.since, evidence.today, step):
        yield first, last, during(evidence, first, last)
