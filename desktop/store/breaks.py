"""Breaks and little time: when a backlog will be clear, what to study ahead, holidays and budgets."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from desktop.store.budgets import SPENT
from desktop.store.catch_up import Forecast
from desktop.store.forest import Forest
from desktop.store.holidays import Ahead, study_ahead
from desktop.store.plans import BUDGET, HOLIDAY, PlanRow, standing
from desktop.store.reader import Reader
from desktop.study.planning import budget, holiday

if TYPE_CHECKING:
    from desktop.store.parts import Parts, Reading
    from desktop.study.planning.catch_up import CatchUp


class Told(NamedTuple):
    """A plan and what it does.

    Attributes:
        deck: the path of its deck; "" = all.
        missing: whether that deck was deleted.
        does: a sentence.
        now: the study day.
    """

    row: PlanRow
    deck: str
    missing: bool
    does: str
    now: int


class Breaks:
    """What a collection knows of days that are not like any other.

    Args:
        reading: of the collection.
        parts: returns its parts, for what is written.
        parts_anew: opens the collection once more.
        today: the study day.
    """

    def __init__(
        self,
        reading: Reading,
        parts: Callable[[], Parts],
        parts_anew: Callable[[], Parts],
        today: int,
    ) -> None:
        self._reading = reading
        self._parts = parts
        self._parts_anew = parts_anew
        self._today = today

    def forecast(self, backlog: CatchUp) -> Forecast:
        """Return what tells when a backlog will be clear."""
        return Forecast(self._reading.reader, self._today, backlog.done)

    def ahead(self) -> Ahead | None:
        """Return what is worth studying before a holiday; None where none begins soon."""
        if self._reading.reader.is_closed():
            return None
        return study_ahead(self._reading.reader, self._today)

    def told(self, kind: str) -> list[Told]:
        """Return how things stand with the plans of a kind, HOLIDAY or BUDGET; any thread may."""
        parts = self._parts_anew()
        with closing(parts.database):
            forest = Forest(parts.database.rows)
            return [
                Told(
                    row,
                    "::".join(forest.path(row.deck)) if row.deck is not None else "",
                    row.deck is not None and row.deck not in forest.places,
                    _does(parts.database, forest, row, self._today),
                    self._today,
                )
                for row in standing(parts.database, kind)
            ]

    def plan_holiday(self, first: int, last: int, number: int | None = None) -> int:
        """Plan a holiday from a study day to another, or change one; return the plan's number. Undoable.

        Raises:
            UserError: it makes no sense; nothing was changed.
        """
        holiday.checked(first, last, self._today)
        plans = self._parts().plans
        if number is None:
            return plans.add(HOLIDAY, first_day=first, last_day=last)
        plans.change(number, first_day=first, last_day=last)
        return number

    def plan_budget(self, minutes: int, deck: int | None = None, number: int | None = None) -> int:
        """Give a deck (None: all together) so many minutes a day; return the plan's number. Undoable.

        One that it has already becomes the new one.

        Raises:
            UserError: it makes no sense; nothing was changed.
        """
        budget.checked(minutes)
        plans = self._parts().plans
        same = [plan.number for plan in plans.listed(BUDGET) if plan.deck == deck]
        number = same[0] if same else number
        if number is None:
            return plans.add(BUDGET, deck=deck, data={"minutes": minutes})
        plans.change(number, deck=deck, data={"minutes": minutes})
        return number


def _does(reader: Reader, forest: Forest, row: PlanRow, today: int) -> str:
    if row.kind == BUDGET:
        inside = set(forest.inside(row.deck))
        spent = sum(took for deck, took in reader.rows(SPENT, today) if deck in inside)
        return budget.sentence(int(row.data.get("minutes", 0)), spent / 1000)
    first, last = row.first_day or 0, row.last_day or 0
    due = reader.value("SELECT COUNT(*) FROM schedule WHERE state = 1 AND ready BETWEEN ? AND ?", first, last)
    return holiday.sentence(first, last, int(due), today)
