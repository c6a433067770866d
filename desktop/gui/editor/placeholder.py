"""What stands in a field for a picture that is not there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter

from desktop.gui.editor.document import ROOM
from desktop.gui.theme import Theme


def missing(name: str, font: QFont, theme: Theme) -> QImage:
    """Return a frame with the name of the picture in it."""
    metrics = QFontMetrics(font)
    text = metrics.elidedText(name or "?", Qt.TextElideMode.ElideMiddle, ROOM.width() - 16)
    size = QSize(metrics.horizontalAdvance(text) + 16, metrics.height() + 8)
    made = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setFont(font)
    painter.setPen(theme.color("muted"))
    frame = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
    painter.drawRoundedRect(frame, 4, 4)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return made
