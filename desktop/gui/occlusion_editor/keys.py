"""What keys do on the canvas: everything that the mouse does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from desktop.gui.occlusion_editor.lens import STEP
from desktop.gui.occlusion_editor.pointer import Pointer
from desktop.gui.occlusion_editor.tools import CHOOSE, ELLIPSE, LABEL, POLYGON, RECT
from desktop.render.shape_geometry import Box
from desktop.render.shapes import Ellipse, Polygon, Rect, Text

if TYPE_CHECKING:
    from desktop.gui.occlusion_editor.canvas import Canvas

Key = Qt.Key
TOOLS = {Key.Key_V: CHOOSE, Key.Key_R: RECT, Key.Key_E: ELLIPSE, Key.Key_P: POLYGON, Key.Key_T: LABEL}
ARROWS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
FAR = 10
"""Pixels that an arrow moves a shape by with Shift."""
USUAL = 0.2
"""Size of a shape that keys draw, as a part of the room that shows."""


class Keys:
    """Carries out keys on a canvas."""

    def __init__(self, canvas: Canvas, pointer: Pointer) -> None:
        self._canvas = canvas
        self._pointer = pointer

    def tab(self, event: QKeyEvent) -> bool:
        """Go to the next shape by Tab; return whether there was one."""
        step = {Key.Key_Tab: 1, Key.Key_Backtab: -1}.get(Key(event.key()), 0)
        if not step or self._canvas.image.isNull():
            return False
        places = [at for at, each in enumerate(self._canvas.drawing.items) if each.shape]
        now = [places.index(at) for at in self._canvas.chosen if at in places]
        after = (max(now) if step > 0 else min(now)) + step if now else (0 if step > 0 else len(places) - 1)
        is_there = 0 <= after < len(places)
        self._canvas.choose([places[after]] if is_there else ())
        return is_there

    def press(self, event: QKeyEvent) -> bool:
        """Carry out a key; return whether it means anything here."""
        canvas, key, held = self._canvas, Key(event.key()), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in ARROWS and canvas.chosen:
            self._nudge(*ARROWS[key], far=bool(held & Qt.KeyboardModifier.ShiftModifier), resizes=control)
        elif key in (Key.Key_Return, Key.Key_Enter) and not control:
            self._enter()
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            if not self._pointer.drop_point():
                canvas.remove()
        elif key == Key.Key_Escape and (self._pointer.is_busy or canvas.chosen):
            self._pointer.cancel()
            canvas.choose(())
        elif not control and key in TOOLS:
            canvas.use(TOOLS[key])
        elif key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus):
            canvas.enlarge(1 / STEP if key == Key.Key_Minus else STEP)
        elif key == Key.Key_0:
            canvas.fit()
        elif control and key == Key.Key_A:
            canvas.choose(at for at, each in enumerate(canvas.drawing.items) if each.shape)
        else:
            return False
        return True

    def _enter(self) -> None:
        canvas = self._canvas
        labels = [at for at in canvas.chosen if isinstance(canvas.drawing.items[at].shape, Text)]
        if self._pointer.is_busy:
            self._pointer.close()
        elif len(canvas.chosen) == 1 and labels:
            canvas.label_wanted.emit(labels[0], QPointF())
        else:
            self._draw()

    def _draw(self) -> None:
        """Draw a shape of the usual size in the middle of what shows."""
        canvas = self._canvas
        middle = canvas.lens.place(QPointF(canvas.width() / 2, canvas.height() / 2))
        corner = canvas.lens.place(QPointF())
        wide, high = ((middle.x() - corner.x()) * 2 * USUAL, (middle.y() - corner.y()) * 2 * USUAL)
        left, top = middle.x() - wide / 2, middle.y() - high / 2
        if canvas.tool == RECT:
            canvas.add(Rect(left, top, wide, high))
        elif canvas.tool == ELLIPSE:
            canvas.add(Ellipse(left, top, wide / 2, high / 2))
        elif canvas.tool == POLYGON:
            canvas.add(Polygon(((middle.x(), top), (left + wide, top + high), (left, top + high))))
        elif canvas.tool == LABEL:
            canvas.label_wanted.emit(-1, middle)

    def _nudge(self, across: int, down: int, *, far: bool, resizes: bool) -> None:
        canvas, pixels = self._canvas, FAR if far else 1
        size = canvas.box.size()
        x, y = across * pixels / max(1.0, size.width()), down * pixels / max(1.0, size.height())
        if not resizes:
            canvas.step(canvas.drawing.with_moved(canvas.chosen, x, y))
        elif canvas.can_resize and (box := canvas.drawing.box(canvas.chosen)):
            fitted = Box(box.left, box.top, box.width + x, box.height + y)
            canvas.step(canvas.drawing.with_fitted(next(iter(canvas.chosen)), fitted))
        if frame := canvas.frame():
            canvas.lens.reveal(frame)
