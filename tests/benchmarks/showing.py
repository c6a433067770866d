"""A card on the screen, and the wait until it has painted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from desktop.gui.application import make_application
from desktop.gui.card_view import CardView
from desktop.gui.look import Look
from desktop.gui.settings import Settings
from tests.benchmarks.faces import Find

SIZE = 1040, 600
ROUNDS = 20
"""Rounds of events after which nothing is left to paint."""


class Paints(QObject):
    """Counts the paints of the widgets that it watches."""

    seen = 0

    def watch(self, *widgets: QWidget) -> None:
        for each in widgets:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen += 1
        return False


class Screen:
    """The application with one card in a window, and a bare browser in another."""

    def __init__(self, find: Find) -> None:
        self.application = make_application()
        folder = Path(mkdtemp())
        self._look = Look(self.application, Settings(folder), folder)
        self._look.apply()
        self.card = CardView(self._look, find)
        self.bare = QTextBrowser()
        self._paints = Paints()
        self._paints.watch(self.card.question.viewport(), self.card.answer.viewport(), self.bare.viewport())
        for each in (self.card, self.bare):
            each.resize(*SIZE)
            each.show()
        self.settle()

    def settle(self) -> None:
        """Let everything be laid out and painted."""
        for _ in range(ROUNDS):
            QApplication.processEvents()

    def until_painted(self, before: int) -> bool:
        """Process events until something has painted; return whether it has."""
        for _ in range(ROUNDS):
            QApplication.processEvents()
            if self._paints.seen > before:
                return True
        return False

    def flip(self) -> float | None:
        """Return the milliseconds from showing the answer until it is painted; None = nothing changed."""
        return self._timed(lambda: self.card.reveal(None, ""))

    def paint_bare(self, html: str) -> float | None:
        """Return the same of a bare browser that gets HTML which is ready."""
        return self._timed(lambda: self.bare.setHtml(html))

    def _timed(self, act: Callable[[], object]) -> float | None:
        before, begin = self._paints.seen, time.perf_counter()
        act()
        painted = self.until_painted(before)
        return (time.perf_counter() - begin) * 1000 if painted else None
