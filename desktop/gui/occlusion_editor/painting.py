"""How the canvas shows shapes while they are drawn: the image can be seen through them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from desktop.gui.occlusion_painter import OcclusionPainter, outline, sized
from desktop.gui.theme import NORMAL, Theme
from desktop.render.drawn_shapes import Drawing
from desktop.render.shapes import Shape, Text

HANDLE = 9.0
SEEN = 0.45
"""How much of the image a shape covers."""
LABEL_ROOM = 24.0
"""Pixels about the corner of a label that stand for it."""


def path_of(shape: Shape, box: QRectF) -> QPainterPath:
    """Return where a shape lies on the canvas, labels too."""
    if not isinstance(shape, Text):
        return outline(shape, box)
    path = QPainterPath()
    corner = QPointF(box.left() + shape.left * box.width(), box.top() + shape.top * box.height())
    size = max(9.0, (shape.size or 0.045) * box.height())
    lines = shape.text.split("\n")
    width = max(LABEL_ROOM, 0.62 * size * max(len(line) for line in lines))
    path.addRect(QRectF(corner.x(), corner.y(), width, max(LABEL_ROOM, 1.3 * size * len(lines))))
    return path


def handles(box: QRectF) -> dict[str, QRectF]:
    """Return the handles of a box by the edges that they move: n, ne, e, …"""
    made: dict[str, QRectF] = {}
    for name, x, y in (
        ("nw", box.left(), box.top()),
        ("n", box.center().x(), box.top()),
        ("ne", box.right(), box.top()),
        ("e", box.right(), box.center().y()),
        ("se", box.right(), box.bottom()),
        ("s", box.center().x(), box.bottom()),
        ("sw", box.left(), box.bottom()),
        ("w", box.left(), box.center().y()),
    ):
        made[name] = QRectF(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE)
    return made


class Painting:
    """Paints a drawing above its image.

    Args:
        painter: of the canvas.
        box: where the image lies.
        theme: the colours.
        font: of the canvas.
        scale: text size; 1 = 100 %.
    """

    def __init__(self, painter: QPainter, box: QRectF, theme: Theme, font: QFont, scale: float) -> None:
        self._painter, self._box, self._theme, self._font, self._scale = painter, box, theme, font, scale

    def drawing(self, drawing: Drawing, chosen: Collection[int]) -> None:
        """Paint all shapes; those that are chosen stand out."""
        labels = OcclusionPainter(self._painter, self._box, self._theme, self._scale, self._font, 0)
        for at, item in enumerate(drawing.items):
            if item.shape is None:
                continue
            path = path_of(item.shape, self._box)
            if isinstance(item.shape, Text):
                labels.label(item.shape)
                if at in chosen:
                    self._frame(path.boundingRect())
                continue
            self._area(path, ", ".join(map(str, item.numbers)), is_chosen=at in chosen)

    def _area(self, path: QPainterPath, number: str, *, is_chosen: bool) -> None:
        fill = QColor(self._theme.color("accent"))
        fill.setAlphaF(SEEN)
        self._painter.fillPath(path, fill)
        self._painter.strokePath(path, QPen(self._theme.color("surface"), 4 if is_chosen else 3))
        edge = self._theme.color("text" if is_chosen else "accent")
        self._painter.strokePath(path, QPen(edge, 2 if is_chosen else 1.5))
        if is_chosen:
            self._frame(path.boundingRect())
        self._number(path.boundingRect().center(), number)

    def _number(self, where: QPointF, number: str) -> None:
        """Write the number of the card on a disc of its own: it can be read on every image."""
        size = round(NORMAL * self._scale)
        self._painter.setFont(sized(self._font, size, bold=True))
        width = max(1.6 * size, self._painter.fontMetrics().horizontalAdvance(number) + size)
        disc = QRectF(0, 0, width, 1.6 * size)
        disc.moveCenter(where)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("accent"))
        self._painter.drawRoundedRect(disc, 0.8 * size, 0.8 * size)
        self._painter.setPen(self._theme.color("on_accent"))
        self._painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, number)

    def _frame(self, box: QRectF) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._theme.color("text"), 1, Qt.PenStyle.DashLine))
        self._painter.drawRect(box)

    def handles(self, box: QRectF) -> None:
        """Paint what a box is pulled by."""
        self._painter.setPen(QPen(self._theme.color("text"), 1.5))
        self._painter.setBrush(self._theme.color("surface"))
        for each in handles(box).values():
            self._painter.drawRect(each)

    def begun(self, points: list[QPointF], *, closes: bool) -> None:
        """Paint what is being drawn."""
        line = QPolygonF(points)
        for color, width in (("surface", 4.0), ("accent", 2.0)):
            self._painter.setPen(QPen(self._theme.color(color), width))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            (self._painter.drawPolygon if closes else self._painter.drawPolyline)(line)
