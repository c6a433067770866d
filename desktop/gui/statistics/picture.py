"""The picture of a chart: the pointer and the arrow keys say its values, Enter and a click open the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.gui.look import Look
from desktop.gui.statistics.drawing import Canvas, Drawing

if TYPE_CHECKING:
    from collections.abc import Callable

HEIGHT = 190
NARROWEST = 20
"""Pixels of width from which on something can be drawn."""
TINT = 0.16
"""How much of the accent lies behind what is pointed at."""
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -7,
    Qt.Key.Key_PageDown: 7,
}
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Picture(QWidget):
    """Paints a drawing at its own size.

    Args:
        draw: makes the drawing for a canvas.
    """

    pointed = Signal(object)
    """The row that is pointed at, by the pointer or by keys; None = none is."""
    opened = Signal(int)
    """The row whose cards are wanted."""

    def __init__(self, look: Look, draw: Callable[[Canvas], Drawing]) -> None:
        super().__init__()
        self._look = look
        self._draw = draw
        self._made = Drawing()
        self._is_stale = False
        self._renderer = QSvgRenderer(self)
        self._at: int | None = None
        self.opens = True
        """Whether there are cards to be shown of a bar."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def at(self) -> int | None:
        """The row that is pointed at."""
        return self._at

    @property
    def rows(self) -> list[int]:
        """The rows that are drawn, in the order of the keys."""
        return sorted(self._drawing.places)

    def place_of(self, row: int) -> QRectF:
        """Return where a row is drawn."""
        return self._drawing.places[row]

    def redraw(self) -> None:
        """Draw anew before the next look at it: the figure, the theme or the size is another."""
        self._is_stale = True
        self.updateGeometry()
        self.update()

    @property
    def _drawing(self) -> Drawing:
        """The drawing at the present size, made when it is first needed and not at each step of a layout."""
        if self._is_stale and self.width() >= NARROWEST:
            self._is_stale = False
            look = self._look
            canvas = Canvas(self.width(), self.height(), look.theme, look.scale, self.font().family())
            self._made = self._draw(canvas)
            self._renderer.load(QByteArray(self._made.svg or b"<svg/>"))
            if self._at is not None and self._at not in self._made.places:
                self._at = None
                QTimer.singleShot(0, self, lambda: self.pointed.emit(self._at))
        return self._made

    def sizeHint(self) -> QSize:
        """Return the height that a picture has; it takes what width there is."""
        return QSize(self._look.px(280), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(160, self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing, and what is pointed at."""
        drawing, theme = self._drawing, self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._at is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            tint = theme.color("accent")
            tint.setAlphaF(TINT)
            painter.setBrush(tint)
            painter.drawRoundedRect(drawing.places[self._at], 4, 4)
        if drawing.svg:
            self._renderer.render(painter, QRectF(self.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw at the new size."""
        super().resizeEvent(event)
        self.redraw()

    # ------------------------------------------------------------------ pointing

    def _point(self, row: int | None) -> None:
        if row != self._at:
            self._at = row
            self.update()
        self.pointed.emit(row)

    def _under(self, point: QPointF) -> int | None:
        return next((row for row, place in self._drawing.places.items() if place.contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the pointer."""
        row = self._under(event.position())
        opens = row is not None and self.opens
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self._point(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cards of a bar."""
        row = self._under(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._point(row)
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from bar to bar, or open the cards of one."""
        rows = self.rows
        key = Qt.Key(event.key())
        if not rows or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in STEPS:
            step = STEPS[key]
            at = rows.index(self._at) + step if self._at in rows else 0 if step > 0 else len(rows) - 1
            self._point(rows[max(0, min(at, len(rows) - 1))])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point(rows[0 if key == Qt.Key.Key_Home else -1])
        elif key in OPENING and self._at is not None:
            if not event.isAutoRepeat():
                self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing any more."""
        super().focusOutEvent(event)
        self._point(None)
        self.update()
