"""Words with their readings above them: an inline object of a document, drawn with the text's own font."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter

from desktop.render.drawing import Reading

SMALLEST = 9
"""Type size in pixels that a reading has at least."""
OVERLAP = 0.12
"""Of the reading's line, which lies in the free part of the word's: in type sizes of the word."""


def _small(reading: Reading, font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(SMALLEST, round(QFontInfo(font).pixelSize() * reading.share)))
    small.setUnderline(False)
    small.setStrikeOut(False)
    return small


def _rise(reading: Reading, font: QFont) -> float:
    """Return how far the reading's baseline lies above the word's."""
    below = QFontMetricsF(_small(reading, font)).descent()
    return QFontMetricsF(font).ascent() - OVERLAP * QFontInfo(font).pixelSize() + below


def size_of(reading: Reading, font: QFont) -> QSizeF:
    """Return the room above the baseline that a word with its reading needs."""
    small = QFontMetricsF(_small(reading, font))
    words, above = QFontMetricsF(font).horizontalAdvance(reading.base), small.horizontalAdvance(reading.above)
    return QSizeF(ceil(max(words, above)), ceil(_rise(reading, font) + small.ascent()))


def draw(painter: QPainter, rect: QRectF, reading: Reading, font: QFont, color: QColor) -> None:
    """Draw a word with its reading; the bottom of the rectangle is the word's baseline."""
    small = _small(reading, font)
    painter.save()
    for text, each, baseline, ink in (
        (reading.base, font, rect.bottom(), color),
        (reading.above, small, rect.bottom() - _rise(reading, font), QColor(reading.color or color)),
    ):
        left = rect.center().x() - QFontMetricsF(each).horizontalAdvance(text) / 2
        painter.setFont(each)
        painter.setPen(ink)
        painter.drawText(QPointF(left, baseline), text)
    painter.restore()
