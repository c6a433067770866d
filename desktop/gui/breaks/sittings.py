"""Short sittings: so many minutes, with an end that can be seen; and studying ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.gui.words import tr
from desktop.study.planning.budget import SITTINGS, within
from desktop.study.queue import Plan

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class SittingButtons(QWidget):
    """A button for each length that is shorter than all that is left today."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sittings")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        self._buttons = {minutes: self._button(minutes) for minutes in SITTINGS}
        for button in self._buttons.values():
            row.addWidget(button)

    def _button(self, minutes: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"sitting-{minutes}")
        made.setText(tr("{count} min").format(count=minutes))
        text = tr("Study for about {count} minutes").format(count=minutes)
        made.setAccessibleName(text)
        made.setToolTip(text)
        made.clicked.connect(lambda _=False: self.wanted.emit(minutes))
        return made

    def refresh(self, plan: Plan) -> None:
        """Offer what is shorter than all that is left."""
        shorter = [minutes for minutes in self._buttons if minutes * 60 < plan.seconds]
        for minutes, button in self._buttons.items():
            button.setVisible(minutes in shorter)
        self.setVisible(bool(shorter))


def study_for(window: MainWindow, minutes: int, deck: int | None = None) -> None:
    """Study for some minutes; where nothing is left today, say so as always."""
    collection = window.collection
    plan = collection.plan(deck)
    if plan.left:
        window.begin(deck, within(plan, minutes, collection.seconds_per_card()), minutes=minutes)
    else:
        window.study(deck)


def study_ahead(window: MainWindow) -> None:
    """Study the cards that a holiday would do most harm to."""
    found = window.collection.breaks.ahead()
    if found and found.cards:
        window.begin(None, Plan(cards=found.cards))
