"""Icons of one set, drawn in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from desktop import assets

SIZE = 40
FAINT = 0.4
"""How much of an icon shows on a button that rests."""


def drawing(name: str, color: QColor) -> bytes:
    """Return an icon's SVG in a colour. Qt draws `currentColor` black, so it is replaced."""
    text = assets.icon(name).read_text(encoding="utf-8")
    return text.replace("currentColor", color.name()).encode()


def pixmap(name: str, color: QColor, size: int, scale: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` logical pixels."""
    from PySide6.QtSvg import QSvgRenderer  # heavy: the first window paints without it

    made = QPixmap(round(size * scale), round(size * scale))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing(name, color))).render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    made.setDevicePixelRatio(scale)
    return made


class Icons:
    """Makes icons and makes them anew when the theme changes.

    Args:
        color: returns the colour that the theme gives to icons now.
        ratio: returns how many dots a pixel has on the finest screen.
    """

    def __init__(self, color: Callable[[], QColor], ratio: Callable[[], float]) -> None:
        self._color = color
        self._ratio = ratio

    def icon(self, name: str, color: QColor | None = None) -> QIcon:
        """Return an icon, drawn for the finest screen at up to twice the usual size; faint where it rests."""
        drawn = pixmap(name, color or self._color(), SIZE, self._ratio())
        made = QIcon(drawn)
        made.addPixmap(_faint(drawn), QIcon.Mode.Disabled)
        return made


def _faint(drawn: QPixmap) -> QPixmap:
    made = QPixmap(drawn.size())
    made.setDevicePixelRatio(drawn.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(FAINT)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return made
