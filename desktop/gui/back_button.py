"""The way back from a page, at the head of each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.words import tr

ICON = 18
GAP = 4
"""Pixels between the arrow and the title."""


class BackButton(QToolButton):
    """Leads back to where one came from.

    Args:
        page: name of the page.
        go: leads back.
    """

    def __init__(self, look: Look, page: str, go: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(f"{page}-back")
        self.setAccessibleName(tr("Back"))
        self.setToolTip(tr("Back (Esc)"))
        self.clicked.connect(lambda _=False: go())
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(self._look.icons.icon("arrow-left"))
        self.setIconSize(QSize(self._look.px(ICON), self._look.px(ICON)))


def heading(look: Look, page: str, title: str, go: Callable[[], object]) -> QHBoxLayout:
    """Return the head of a page: the way back, and its title."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(BackButton(look, page, go))
    row.addWidget(label(title, "title", wrap=True), 1)
    return row
