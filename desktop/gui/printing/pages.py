"""The pages of a PDF, and what all of them share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.gui.theme import LIGHT

A4 = QPageSize.PageSizeId.A4
LETTER = QPageSize.PageSizeId.Letter
DOTS = 1200
"""A printer's dots in an inch; drawings and letters are lines, pictures have fewer."""
PIXELS = 96
MM = PIXELS / 25.4
MARGIN = 12 * MM
SMALL = 9


class Pages:
    """The pages of one file, drawn on in pixels of 1/96 inch."""

    def __init__(self, file: Path, paper: QPageSize.PageSizeId, title: str) -> None:
        self._writer = QPdfWriter(str(file))
        self._writer.setResolution(DOTS)
        self._writer.setPageLayout(
            QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self._writer.setTitle(title)
        self._writer.setCreator("Repertoire")
        size = QPageSize(paper).size(QPageSize.Unit.Point)
        self.size = QSizeF(size.width(), size.height()) * PIXELS / 72
        self.painter = QPainter()
        if not self.painter.begin(self._writer):
            raise OSError(0, "the file could not be opened")
        self._scale()
        self.number = 1

    def _scale(self) -> None:
        self.painter.resetTransform()
        self.painter.scale(DOTS / PIXELS, DOTS / PIXELS)

    def turn(self) -> None:
        """Begin the next page."""
        if not self._writer.newPage():
            raise OSError(0, "the file could not be written")
        self._scale()
        self.number += 1

    def end(self) -> None:
        """Finish the file."""
        if not self.painter.end():
            raise OSError(0, "the file could not be written")

    def note(self, box: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
        """Write something small."""
        font = QFont()
        font.setPixelSize(SMALL)
        self.painter.setFont(font)
        self.painter.setPen(QColor(LIGHT.muted))
        self.painter.drawText(box, align, text)
