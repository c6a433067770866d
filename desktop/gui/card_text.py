"""Card text: drawn by Qt's own rich text, as tall as it needs, selectable, never the keyboard's owner."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

LINE_HEIGHT = 112.0
"""Per cent of the font's own line; about 1.4 times the type size."""
LEFT_FROM = 180
"""Texts longer than this many letters are set flush left; shorter ones are centred."""


def size_for(length: int, largest: int, smallest: int) -> int:
    """Return the type size for a text: the largest up to 60 letters, the smallest from 320 on."""
    part = min(1.0, max(0.0, (length - 60) / 260))
    return round(largest - part * (largest - smallest))


class CardText(QTextBrowser):
    """One side of a card.

    Args:
        name: what a screen reader calls it.
        largest: type size in pixels of a short text, at 100 %.
        smallest: type size of a long one.
    """

    def __init__(self, name: str, largest: int, smallest: int) -> None:
        super().__init__()
        self._sizes = largest, smallest
        self._name = name
        self.setObjectName(name.lower())
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)

    @property
    def text(self) -> str:
        """The text as a screen reader gets it."""
        return self.toPlainText().strip()

    def show_html(self, html: str, style: str, scale: float, color: str, limit: int = 0) -> None:
        """Show cleaned HTML.

        Args:
            html: from the render layer.
            style: style sheet of the document.
            scale: text size; 1 = 100 %.
            color: of text that has none of its own.
            limit: largest type size in pixels; 0 = no limit but the text's own.
        """
        self.document().setDefaultStyleSheet(style)
        self.setHtml(html)
        length = len(self.text)
        size = round(size_for(length, *self._sizes) * scale)
        if limit:
            size = min(size, max(limit, round(self._sizes[1] * scale)))
        font = self.font()
        font.setPixelSize(max(8, size))
        self.setStyleSheet(f"QTextBrowser {{ font-size: {size}px; color: {color}; }}")
        self.document().setDefaultFont(font)
        centred = length <= LEFT_FROM and "<li" not in html and "<table" not in html
        layout = QTextBlockFormat()
        layout.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if centred:
            layout.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(layout)
        self.setAccessibleDescription(self.text)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(max(1, round(self.document().size().height()) + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as tall as the text at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the text."""
        return self.document().size().toSize()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing: no file and no address is ever opened from a card.

        Where it got nothing, Qt would go on to open the file itself: it gets a clear dot instead.
        """
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        dot = QImage(1, 1, QImage.Format.Format_ARGB32)
        dot.fill(Qt.GlobalColor.transparent)
        return dot

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and select all; every other key is for studying."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            event.ignore()
