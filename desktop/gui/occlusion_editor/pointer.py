"""What the mouse does on the canvas, from the press of a button to its release."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from desktop.gui.occlusion_editor.painting import handles
from desktop.gui.occlusion_editor.tools import CHOOSE, LABEL, POLYGON, RECT
from desktop.render.shape_geometry import Box
from desktop.render.shapes import MOST_POINTS, Ellipse, Polygon, Rect, Text

if TYPE_CHECKING:
    from desktop.gui.occlusion_editor.canvas import Canvas

CLICK = 4.0
"""Pixels that the mouse may move between press and release of a click."""
NEAR = 10.0
"""Pixels about the first corner of a polygon within which a click closes it."""
CURSORS = {
    "n": Qt.CursorShape.SizeVerCursor,
    "s": Qt.CursorShape.SizeVerCursor,
    "e": Qt.CursorShape.SizeHorCursor,
    "w": Qt.CursorShape.SizeHorCursor,
    "nw": Qt.CursorShape.SizeFDiagCursor,
    "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor,
    "sw": Qt.CursorShape.SizeBDiagCursor,
}
Follow = Callable[[QPointF], None]


class Pointer:
    """Draws with the tool of a canvas, or works on what is there."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._start = QPointF()
        self._follow: Follow | None = None
        self._end: Follow | None = None
        self._corners: list[QPointF] = []
        """Of a polygon that is being drawn, on the image."""
        self._at = QPointF()
        self.points: list[QPointF] = []
        """What shows of a shape that is being drawn, on the canvas."""
        self.closes = False

    @property
    def is_busy(self) -> bool:
        """Whether something is begun."""
        return bool(self._corners) or self._follow is not None

    def cancel(self) -> None:
        """Give up what is begun."""
        self._follow = self._end = None
        self._corners.clear()
        self.points = []
        self._canvas.shown = None
        self._canvas.update()

    # ------------------------------------------------------------------ events

    def press(self, event: QMouseEvent) -> None:
        """Begin something."""
        at = event.position()
        self._start = self._at = at
        if event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            self._begin(self._pan, None)
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif self._corners or self._canvas.tool == POLYGON:
            self._corner(at)
        elif (edge := self._edge(at)) is not None:
            self._begin_resizing(edge)
        elif self._canvas.tool == CHOOSE:
            self._press_shape(at, adds=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif self._canvas.tool == LABEL:
            self._begin(lambda _: None, lambda where: self._label(where))
        else:
            self._begin(self._stretch, self._draw)

    def move(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self._at = event.position()
        if self._follow is not None:
            self._follow(self._at)
        elif self._corners:
            self._show_corners()
        else:
            self._show_cursor()
        self._canvas.update()

    def release(self, event: QMouseEvent) -> None:
        """End what was begun."""
        end, self._follow, self._end = self._end, None, None
        if end is not None:
            end(event.position())
        self._canvas.update()

    def double_click(self, event: QMouseEvent) -> None:
        """Close a polygon, or write a label anew."""
        if self._corners:
            self.close()
            return
        at = self._canvas.at(event.position())
        if at is not None and isinstance(self._canvas.drawing.items[at].shape, Text):
            self._canvas.choose([at])
            self._canvas.label_wanted.emit(at, QPointF())

    def _begin(self, follow: Follow, end: Follow | None) -> None:
        self._follow, self._end = follow, end

    def _is_click(self, at: QPointF) -> bool:
        return (at - self._start).manhattanLength() < CLICK

    # ------------------------------------------------------------------ seeing

    def _edge(self, at: QPointF) -> str | None:
        """Return the handle under a point."""
        frame = self._canvas.frame() if self._canvas.can_resize else None
        if frame is None:
            return None
        return next(
            (name for name, box in handles(frame).items() if box.adjusted(-2, -2, 2, 2).contains(at)), None
        )

    def _show_cursor(self) -> None:
        edge = self._edge(self._at)
        if edge is not None:
            self._canvas.setCursor(CURSORS[edge])
        elif self._canvas.tool != CHOOSE:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        else:
            over = self._canvas.at(self._at) is not None
            self._canvas.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)

    def _pan(self, at: QPointF) -> None:
        self._canvas.lens.move(at - self._start)
        self._start = at

    # ------------------------------------------------------------------ what is there

    def _press_shape(self, at: QPointF, *, adds: bool) -> None:
        canvas, found = self._canvas, self._canvas.at(at)
        if found is None:
            before = canvas.chosen if adds else frozenset()
            self._begin(self._stretch, lambda where: self._choose_inside(where, before))
            return
        if adds:
            canvas.choose(canvas.chosen ^ {found})
            return
        if found not in canvas.chosen:
            canvas.choose([found])
        self._begin(self._drag, self._settle)

    def _drag(self, at: QPointF) -> None:
        step = self._canvas.lens.place(at) - self._canvas.lens.place(self._start)
        self._canvas.shown = self._canvas.drawing.with_moved(self._canvas.chosen, step.x(), step.y())

    def _settle(self, at: QPointF) -> None:
        shown = self._canvas.shown
        self._canvas.shown = None
        if shown is not None and not self._is_click(at):
            self._canvas.step(shown)

    def _begin_resizing(self, edge: str) -> None:
        place = next(iter(self._canvas.chosen))
        box = self._canvas.drawing.box([place])
        if box is None:
            return

        def pull(at: QPointF) -> None:
            to = self._canvas.lens.place(at)
            x, y = max(0.0, min(to.x(), 1.0)), max(0.0, min(to.y(), 1.0))
            left = x if "w" in edge else box.left
            right = x if "e" in edge else box.right
            top = y if "n" in edge else box.top
            bottom = y if "s" in edge else box.bottom
            fitted = Box(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))
            self._canvas.shown = self._canvas.drawing.with_fitted(place, fitted)

        self._begin(pull, self._settle)

    def _choose_inside(self, at: QPointF, before: frozenset[int]) -> None:
        self.points = []
        lasso = QRectF(self._start, at).normalized()
        inside = set()
        for place, each in enumerate(self._canvas.drawing.items):
            box = self._canvas.drawing.box([place]) if each.shape else None
            if box is not None and lasso.contains(self._canvas.on_canvas(box)):
                inside.add(place)
        self._canvas.choose(before | inside)

    # ------------------------------------------------------------------ new shapes

    def _stretch(self, at: QPointF) -> None:
        box = QRectF(self._start, at).normalized()
        self.points = [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
        self.closes = True

    def _draw(self, at: QPointF) -> None:
        """Add what was drawn; a click alone chooses what is there."""
        self.points = []
        canvas = self._canvas
        if self._is_click(at):
            found = canvas.at(at)
            canvas.choose(() if found is None else [found])
            return
        first, last = (self._inside(each) for each in (self._start, at))
        left, top = min(first.x(), last.x()), min(first.y(), last.y())
        width, height = abs(first.x() - last.x()), abs(first.y() - last.y())
        if not width or not height:
            return
        if canvas.tool == RECT:
            canvas.add(Rect(left, top, width, height))
        else:
            canvas.add(Ellipse(left, top, width / 2, height / 2))

    def _inside(self, at: QPointF) -> QPointF:
        place = self._canvas.lens.place(at)
        return QPointF(max(0.0, min(place.x(), 1.0)), max(0.0, min(place.y(), 1.0)))

    def _label(self, at: QPointF) -> None:
        found = self._canvas.at(at)
        if found is not None and isinstance(self._canvas.drawing.items[found].shape, Text):
            self._canvas.choose([found])
            self._canvas.label_wanted.emit(found, QPointF())
        else:
            self._canvas.label_wanted.emit(-1, self._inside(at))

    # ------------------------------------------------------------------ polygons

    def _on_canvas(self, place: QPointF) -> QPointF:
        box = self._canvas.box
        return QPointF(box.left() + place.x() * box.width(), box.top() + place.y() * box.height())

    def _corner(self, at: QPointF) -> None:
        if len(self._corners) >= 3 and (self._on_canvas(self._corners[0]) - at).manhattanLength() < NEAR:
            self.close()
            return
        if len(self._corners) < MOST_POINTS:
            self._corners.append(self._inside(at))
        self._show_corners()

    def _show_corners(self) -> None:
        self.points = [*(self._on_canvas(each) for each in self._corners), self._at]
        self.closes = False

    def drop_point(self) -> bool:
        """Take the latest corner of a polygon back; return whether there was one."""
        if not self._corners:
            return False
        self._corners.pop()
        self._show_corners()
        if not self._corners:
            self.points = []
        self._canvas.update()
        return True

    def close(self) -> None:
        """Add the polygon that was drawn, if it has a size."""
        corners = list(dict.fromkeys((each.x(), each.y()) for each in self._corners))
        self.cancel()
        across, down = {x for x, _ in corners}, {y for _, y in corners}
        if len(corners) >= 3 and len(across) > 1 and len(down) > 1:
            self._canvas.add(Polygon(tuple(corners)))
