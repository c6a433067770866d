"""What the sections of holidays and of time budgets share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.plans.section import Entry, Section
from desktop.gui.words import tr
from desktop.store.breaks import Told
from desktop.store.plans import CHANGED

if TYPE_CHECKING:
    from desktop.gui.breaks.dialogs import PlanDialog
    from desktop.gui.main_window import MainWindow
    from desktop.store.plans import PlanRow


class BreakSection(Section):
    """Plans that a dialog of their own asks for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._breaks = window.collection.breaks

    def refresh(self) -> None:
        """Read anew; the day may be another one."""
        self._breaks = self._window.collection.breaks
        super().refresh()

    def title_of(self, told: Told) -> str:
        """Return what a plan is called."""
        raise NotImplementedError

    def ask(self, row: PlanRow | None) -> None:
        """Ask for a plan, or for other values of one, and store it."""
        raise NotImplementedError

    def read(self) -> tuple[list[Entry], str]:
        """Return the plans of the kind."""
        return [
            Entry(
                each.row.number,
                self.title_of(each),
                each.does,
                over=each.row.last_day is not None and each.row.last_day < each.now,
            )
            for each in self._breaks.told(self.name)
        ], ""

    def add(self) -> None:
        """Ask for one more."""
        self.ask(None)
        self.add_button.setFocus()

    def change(self, number: int) -> None:
        """Ask for other values of a plan."""
        try:
            row = self._window.collection.plans.numbered(number)
        except UserError as error:
            self._window.notices.refuse(error)
            return
        self.ask(row)


def ask(window: MainWindow, dialog: PlanDialog, told: str) -> None:
    """Let somebody plan in a dialog that stores it; show what it changes, with a way back."""
    if dialog.run():
        window.apply(CHANGED)
        window.notices.tell(told, tr("Undo"), window.undo)
    window.refocus()
