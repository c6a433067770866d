"""Breaks and little time: when a backlog will be clear, what to study ahead, holidays and budgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.store.catch_up import Forecast
from desktop.store.holidays import Ahead, study_ahead
from desktop.store.plans import BUDGET, HOLIDAY
from desktop.study.planning import budget, holiday

if TYPE_CHECKING:
    from desktop.store.parts import Parts, Reading
    from desktop.study.planning.catch_up import CatchUp


class Breaks:
    """What a collection knows of days that are not like any other.

    Args:
        reading: of the collection.
        parts: returns its parts, for what is written.
        today: the study day.
    """

    def __init__(self, reading: Reading, parts: Callable[[], Parts], today: int) -> None:
        self._reading = reading
        self._parts = parts
        self._today = today

    def forecast(self, backlog: CatchUp) -> Forecast:
        """Return what tells when a backlog will be clear."""
        return Forecast(self._reading.reader, self._today, backlog.done)

    def ahead(self) -> Ahead | None:
        """Return what is worth studying before a holiday; None where none begins soon."""
        return study_ahead(self._reading.reader, self._today)

    def plan_holiday(self, first: int, last: int) -> int:
        """Plan a holiday from a study day to another; return the plan's number. Undoable.

        Raises:
            UserError: it makes no sense; nothing was changed.
        """
        holiday.checked(first, last, self._today)
        return self._parts().plans.add(HOLIDAY, first_day=first, last_day=last)

    def plan_budget(self, minutes: int, deck: int | None = None) -> int:
        """Give a deck (None: all together) so many minutes a day; return the plan's number. Undoable.

        One that it has already becomes the new one.

        Raises:
            UserError: it makes no sense; nothing was changed.
        """
        budget.checked(minutes)
        plans = self._parts().plans
        for plan in plans.listed(BUDGET):
            if plan.deck == deck:
                plans.change(plan.number, data={"minutes": minutes})
                return plan.number
        return plans.add(BUDGET, deck=deck, data={"minutes": minutes})
