"""The page of plans. One more kind is a module with a `Section` and a line in SECTIONS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.gui.back_button import heading
from desktop.gui.page import centred
from desktop.gui.pages import Page
from desktop.gui.plans.budgets import Budgets
from desktop.gui.plans.holidays import Holidays
from desktop.gui.plans.interviews import Interviews
from desktop.gui.words import tr
from desktop.store.changes import Changes

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow
    from desktop.gui.plans.section import Section

SECTIONS: tuple[type[Section], ...] = (Interviews, Holidays, Budgets)
"""Kinds of plans, in their order on the page."""
WIDEST = 860


class PlansPage(Page):
    """Lists the plans by kind, with what each does today."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("plans")
        self.setAccessibleName(tr("Plans"))
        self._look = window.look
        self.sections = [kind(window) for kind in SECTIONS]
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(24)
        column.addLayout(heading(self._look, "plans", tr("Plans"), window.show_home))
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self._body = centred(column, self)
        self._look.changed.connect(self._dress)
        self._dress()

    def come(self) -> None:
        """Show how things stand now; the keys go to the first kind."""
        self.sections[0].take_keys()
        self._refresh()

    def show_changes(self, changes: Changes) -> None:
        """Show what an operation changed."""
        self._refresh()

    def _refresh(self) -> None:
        for section in self.sections:
            section.refresh()

    def _dress(self) -> None:
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
