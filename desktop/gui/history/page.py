"""The page: the history on one side, the recycle bin on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.gui.back_button import heading
from desktop.gui.history.bin_view import BinView
from desktop.gui.history.steps_view import StepsView
from desktop.gui.labels import Button
from desktop.gui.pages import Page
from desktop.gui.words import tr
from desktop.store.changes import Changes

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

ROOM = 20
"""Beside the text of a button, in pixels."""


class HistoryPage(Page):
    """Shows what was done and what was deleted, and brings any of it back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("history")
        self.setAccessibleName(tr("History and recycle bin"))
        self.steps = StepsView(window)
        self.bin = BinView(window)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.steps)
        self._stack.addWidget(self.bin)
        self._sides = QButtonGroup(self)
        self._sides.setExclusive(True)
        sides = QHBoxLayout()
        sides.setSpacing(8)
        for at, (name, text) in enumerate((("steps", tr("History")), ("bin", tr("Recycle bin")))):
            made = Button(text)
            made.setObjectName(f"history-{name}")
            made.setAccessibleName(text)
            made.setProperty("role", "side")
            made.setCheckable(True)
            self._sides.addButton(made, at)
            sides.addWidget(made)
        sides.addStretch(1)
        self._sides.button(0).setChecked(True)
        self._look = window.look
        self._look.changed.connect(self._dress)
        self._dress()
        self._sides.idClicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 20)
        column.setSpacing(12)
        column.addLayout(heading(self._look, "history", tr("History and recycle bin"), window.show_home))
        column.addLayout(sides)
        column.addWidget(self._stack, 1)

    @property
    def side(self) -> StepsView | BinView:
        """What shows."""
        return self.bin if self._sides.checkedId() else self.steps

    def _dress(self) -> None:
        """Give the two buttons room for their text in bold."""
        for each in self._sides.buttons():
            font = each.font()
            font.setBold(True)
            each.setMinimumWidth(QFontMetrics(font).horizontalAdvance(each.text()) + 2 * ROOM)

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.come()

    def come(self) -> None:
        """Show how things stand now; the keys go to the rows."""
        self.side.refresh()
        self.side.table.setFocus()

    def show_changes(self, changes: Changes) -> None:
        """Look again."""
        self.side.refresh()
