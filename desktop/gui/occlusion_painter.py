"""How an image with hidden areas is drawn: masks that hide all of a shape, marks, labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from desktop.gui.theme import Theme
from desktop.render.occlusion import ASKED, HIDDEN, REVEALED
from desktop.render.shapes import Ellipse, Polygon, Rect, Shape, Text

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

SMOOTH = 1.0
RIM = 1.5
OUTLINE = 3.0
SMALLEST_MARK, LARGEST_MARK = 11, 30
SMALLEST_LABEL = 9
LABEL_PART = 0.045
"""Height of the letters of a label that gives none, as a part of the image's."""
LABEL_SPACE = 3.0


def outline(shape: Shape, box: QRectF) -> QPainterPath:
    """Return where a shape lies on an image that is drawn in a box."""
    path = QPainterPath()
    if isinstance(shape, Polygon):
        points = [_place(x, y, box) for x, y in shape.points]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
        path.setFillRule(Qt.FillRule.WindingFill)
        return path
    corner = _place(shape.left, shape.top, box)
    if isinstance(shape, Rect):
        path.addRect(QRectF(corner, QSizeF(shape.width * box.width(), shape.height * box.height())))
    elif isinstance(shape, Ellipse):
        path.addEllipse(QRectF(corner, QSizeF(2 * shape.rx * box.width(), 2 * shape.ry * box.height())))
    return _turned(shape.angle, corner).map(path)


def _place(x: float, y: float, box: QRectF) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def _turned(angle: float, about: QPointF) -> QTransform:
    turn = QTransform()
    turn.translate(about.x(), about.y())
    turn.rotate(angle)
    turn.translate(-about.x(), -about.y())
    return turn


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _edges(path: QPainterPath) -> list[QLineF]:
    """Return the edges of a shape: drawn one by one they fill the holes that a stroke of tight curves has."""
    edges: list[QLineF] = []
    for polygon in path.toSubpathPolygons():
        points = polygon.toList()
        edges += [QLineF(start, end) for start, end in pairwise([*points, points[0]])]
    return edges


def sized(font: QFont, pixels: float, bold: bool = False) -> QFont:
    """Return a font at another size in pixels."""
    made = QFont(font)
    made.setPixelSize(max(1, round(pixels)))
    made.setBold(bold)
    return made


class OcclusionPainter:
    """Paints above an image.

    Args:
        painter: of the widget.
        box: where the image is drawn.
        theme: the colours.
        scale: text size; 1 = 100 %.
        font: of the widget.
        grown: pixels that a mask reaches beyond its shape.
    """

    def __init__(
        self, painter: QPainter, box: QRectF, theme: Theme, scale: float, font: QFont, grown: float
    ) -> None:
        self._painter = painter
        self._box = box
        self._theme = theme
        self._scale = scale
        self._font = font
        self._grown = grown

    def mask(self, path: QPainterPath, state: str) -> None:
        """Hide a shape, or draw a line around what it shows."""
        ground, fill = self._theme.color("surface"), self._color(state)
        if state == REVEALED:
            around = QPainterPath(path)  # the line runs outside, over nothing of what it shows
            around.addRect(self._box.united(path.boundingRect()).adjusted(-9, -9, 9, 9))
            around.setFillRule(Qt.FillRule.OddEvenFill)
            self._painter.save()
            self._painter.setClipPath(around, Qt.ClipOperation.IntersectClip)
            for color, width in ((ground, OUTLINE + RIM), (fill, OUTLINE)):
                self._painter.strokePath(path, _pen(color, 2 * width))
            self._painter.restore()
            return
        self._painter.strokePath(path, _pen(ground, 2 * (self._grown + SMOOTH + RIM)))
        self._painter.strokePath(path, _pen(fill, 2 * (self._grown + SMOOTH)))
        self._painter.fillPath(path, fill)
        self._painter.setPen(_pen(fill, 2 * self._grown))
        self._painter.drawLines(_edges(path))

    def question_mark(self, where: QRectF) -> None:
        """Draw a question mark on a mask, on a disc of its own where the mask is too small for it."""
        where = where.intersected(self._box)
        room = min(where.width(), where.height()) * 0.6
        size = max(SMALLEST_MARK, min(LARGEST_MARK, room)) * self._scale
        disc = QRectF(0, 0, size * 1.4, size * 1.4)
        disc.moveCenter(where.center())
        disc.moveLeft(max(self._box.left(), min(disc.left(), self._box.right() - disc.width())))
        disc.moveTop(max(self._box.top(), min(disc.top(), self._box.bottom() - disc.height())))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._color(ASKED))
        self._painter.drawEllipse(disc)
        self._painter.setFont(sized(self._font, size, bold=True))
        self._painter.setPen(self._theme.color("on_accent"))
        self._painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "?")

    def mark_parts(self, overlay: QSvgRenderer, parts: Sequence[str]) -> None:
        """Draw a question mark on every part of the overlay that is asked for."""
        whole = overlay.viewBoxF()
        if whole.isEmpty():
            return
        to_box = QTransform()
        to_box.translate(self._box.left(), self._box.top())
        to_box.scale(self._box.width() / whole.width(), self._box.height() / whole.height())
        to_box.translate(-whole.left(), -whole.top())
        for part in parts:
            where = to_box.mapRect(overlay.transformForElement(part).mapRect(overlay.boundsOnElement(part)))
            if where.intersects(self._box):
                self.question_mark(where)

    def label(self, text: Text) -> None:
        """Write a label on a ground of its own."""
        size = max(SMALLEST_LABEL * self._scale, (text.size or LABEL_PART) * self._box.height())
        font = sized(self._font, size)
        corner = _place(text.left, text.top, self._box)
        bounds = QFontMetricsF(font).boundingRect(QRectF(0, 0, 1e5, 1e5), 0, text.text)
        ground = QRectF(corner, bounds.size()).adjusted(0, 0, 2 * LABEL_SPACE, 0)
        self._painter.save()
        self._painter.setTransform(_turned(text.angle, corner), True)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("surface"))
        self._painter.drawRoundedRect(ground, LABEL_SPACE, LABEL_SPACE)
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color("text"))
        self._painter.drawText(ground.adjusted(LABEL_SPACE, 0, 0, 0), 0, text.text)
        self._painter.restore()

    def _color(self, state: str) -> QColor:
        return self._theme.color("muted" if state == HIDDEN else "accent")
