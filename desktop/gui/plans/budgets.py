"""The section of time budgets: so many minutes a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.gui.plans.breaks import BreakSection, ask
from desktop.gui.words import tr
from desktop.store.breaks import Told
from desktop.store.plans import BUDGET

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow
    from desktop.store.plans import PlanRow


class Budgets(BreakSection):
    """Minutes a day."""

    name = BUDGET
    title = "Time"
    explained = (
        "A day brings as many cards as fit into your minutes, by your own usual time for an answer. Due cards"
        " come first; what does not fit stays due."
    )
    more = "Set minutes a day…"

    def title_of(self, told: Told) -> str:
        """Return what it is for."""
        if told.missing:
            return tr("A deleted deck")
        return told.deck or tr("Everything")

    def ask(self, row: PlanRow | None) -> None:
        """Ask for the minutes."""
        plan_budget(self._window, row)


def plan_budget(window: MainWindow, row: PlanRow | None = None) -> None:
    """Ask how many minutes a day has, and for which deck."""
    from desktop.gui.breaks.dialogs import BudgetDialog  # heavy: opened on demand

    ask(window, BudgetDialog(window, row), tr("The minutes a day are set."))
