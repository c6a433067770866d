"""The section of holidays: from when to when, and what becomes of the cards that are due then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.gui.plans.breaks import BreakSection, ask
from desktop.gui.plans.wording import long_day
from desktop.gui.words import tr
from desktop.store.breaks import Told
from desktop.store.plans import HOLIDAY

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow
    from desktop.store.plans import PlanRow


class Holidays(BreakSection):
    """Plans to be away."""

    name = HOLIDAY
    title = "Holidays"
    explained = (
        "Nothing is due while you are away. What would be comes on the days after it, and a list of what to"
        " study ahead is offered in the week before. No date moves."
    )
    more = "Plan a holiday…"

    def title_of(self, told: Told) -> str:
        """Return the days."""
        first, last = told.row.first_day or 0, told.row.last_day or 0
        if first == last:
            return long_day(first, told.now)
        return tr("{first} to {last}").format(first=long_day(first, told.now), last=long_day(last, told.now))

    def ask(self, row: PlanRow | None) -> None:
        """Ask for the days."""
        plan_holiday(self._window, row)


def plan_holiday(window: MainWindow, row: PlanRow | None = None) -> None:
    """Ask for the days of a holiday, or for others, and plan it."""
    from desktop.gui.breaks.dialogs import HolidayDialog  # heavy: opened on demand

    ask(window, HolidayDialog(window, row), tr("The holiday is planned."))
