"""A score sheet on paper. Always dark on light: paper is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont

from desktop.exchange.target import written as safely
from desktop.gui.practice.score_sheet import (
    answers,
    estimate,
    group_title,
    headline,
    share,
    verdict,
)
from desktop.gui.printing.pages import A4, MARGIN, MM, Pages
from desktop.gui.theme import LIGHT
from desktop.gui.words import tr
from desktop.study.mock_test import MockTest

TITLE, SECTION, TEXT, SMALL = 20, 14, 12, 10
WRAP = int(Qt.TextFlag.TextWordWrap)
TOGETHER = 20 * MM
"""Height that a question and its answers need, so that they stand on one page."""
ASIDE = 30 * MM
"""Width of the column for right and wrong."""


def write_score(test: MockTest, day: str, target: Path) -> None:
    """Write the score sheet of a test as a PDF.

    Args:
        test: that was handed in.
        day: of it, as people read it.
        target: the file.
    """
    title = tr("Mock test: {name}").format(name=test.name)
    with safely(target) as partial:
        pages = Pages(partial, A4, title)
        try:
            _Writer(pages).write(test, title, day)
        except BaseException:
            pages.painter.end()
            raise
        pages.end()


class _Writer:
    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._top = float(MARGIN)
        self._across = pages.size.width() - 2 * MARGIN

    def write(self, test: MockTest, title: str, day: str) -> None:
        self._line(title, TITLE, bold=True)
        self._line(day, SMALL, LIGHT.muted)
        self._line(headline(test), SECTION, bold=True)
        if said := estimate(test):
            self._line(said, SMALL, LIGHT.muted)
        for group, scores in test.breakdowns().items():
            self._top += 4 * MM
            self._line(group_title(group), SECTION, bold=True)
            for score in scores:
                self._line(score.name, TEXT, aside=share(score))
        self._top += 4 * MM
        self._line(tr("Every question"), SECTION, bold=True)
        for at, question in enumerate(test.questions, 1):
            self._make_room(TOGETHER)
            self._line(f"{at}. {question.text}", TEXT, aside=verdict(question)[0])
            self._line(answers(question), SMALL, LIGHT.muted)
            self._top += 1.5 * MM

    def _make_room(self, height: float) -> None:
        """Turn the page where less than a height is left."""
        if self._top + height > self._pages.size.height() - MARGIN:
            self._pages.turn()
            self._top = float(MARGIN)

    def _line(
        self, text: str, pixels: int, color: str = LIGHT.text, *, bold: bool = False, aside: str = ""
    ) -> None:
        painter = self._pages.painter
        font = QFont(painter.font())
        font.setPixelSize(pixels)
        font.setBold(bold)
        painter.setFont(font)
        box = QRectF(MARGIN, self._top, self._across - (ASIDE if aside else 0), 10_000)
        height = painter.boundingRect(box, WRAP, text).height()
        self._make_room(height)
        painter.setFont(font)
        box.moveTop(self._top)
        painter.setPen(QColor(color))
        painter.drawText(QRectF(box.topLeft(), QSizeF(box.width(), height)), WRAP, text)
        if aside:
            right = QRectF(MARGIN + self._across - ASIDE, self._top, ASIDE, height)
            painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), aside)
        self._top += height + MM
