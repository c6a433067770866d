"""The image with its shapes: drawn, chosen, moved, resized, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.gui.look import Look
from desktop.gui.occlusion_editor.keys import Keys
from desktop.gui.occlusion_editor.lens import STEP, Lens
from desktop.gui.occlusion_editor.painting import Painting, path_of
from desktop.gui.occlusion_editor.past import Past
from desktop.gui.occlusion_editor.pointer import Pointer
from desktop.gui.occlusion_editor.tools import CHOOSE, RECT
from desktop.gui.words import tr
from desktop.render.drawn_shapes import Drawing
from desktop.render.shape_geometry import Box
from desktop.render.shapes import Shape, Text

NOTCH = 120


class Canvas(QWidget):
    """Edits a drawing on an image.

    Attributes:
        tool: CHOOSE, or what is drawn.
        chosen: places in the drawing of the shapes that are chosen.
    """

    changed = Signal()
    """The drawing is another."""
    turned = Signal()
    """Another tool, or other shapes, are chosen."""
    label_wanted = Signal(int, QPointF)
    """Tells the place of a label to be written in the drawing, or -1 and the point for a new one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.past = Past()
        self.lens = Lens()
        self.image = QImage()
        self.chosen: frozenset[int] = frozenset()
        self.tool = RECT
        self.shown: Drawing | None = None
        """What shows while the mouse is held; None = the drawing itself."""
        self._pointer = Pointer(self)
        self._keys = Keys(self, self._pointer)
        self.setObjectName("occlusion-canvas")
        self.setAccessibleName(tr("Image"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        look.changed.connect(self.update)

    # ------------------------------------------------------------------ what there is

    @property
    def drawing(self) -> Drawing:
        """The drawing."""
        return self.past.now

    def show_image(self, image: QImage) -> None:
        """Show another image under the shapes."""
        self.image = image
        self.lens.show(QSizeF(image.deviceIndependentSize()))
        self.update()

    def start(self, drawing: Drawing) -> None:
        """Begin with the shapes of a note."""
        self.past.start(drawing)
        self.choose(())
        self._tell()

    def step(self, drawing: Drawing, chosen: Iterable[int] | None = None) -> None:
        """Go on to another drawing, as one step that can be taken back."""
        self.shown = None
        if self.past.step(drawing):
            self._tell()
        if chosen is not None:
            self.choose(chosen)
        self.update()

    def _tell(self) -> None:
        self.chosen = frozenset(at for at in self.chosen if at < len(self.drawing.items))
        self._describe()
        self.changed.emit()
        self.update()

    def undo(self) -> None:
        """Take the latest step back."""
        self.past.undo()
        self._tell()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.past.redo()
        self._tell()

    def choose(self, places: Iterable[int]) -> None:
        """Choose shapes."""
        self.chosen = frozenset(places)
        self._describe()
        if box := self.frame():
            self.lens.reveal(box)
        self.turned.emit()
        self.update()

    def use(self, tool: str) -> None:
        """Take up a tool."""
        self._pointer.cancel()
        self.tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool == CHOOSE else Qt.CursorShape.CrossCursor)
        self.turned.emit()
        self.update()

    def _describe(self) -> None:
        """Say what is chosen to those who do not see it."""
        count = len(self.drawing.numbers)
        told = tr("{count} hidden areas").format(count=count)
        for at in sorted(self.chosen):
            numbers = ", ".join(map(str, self.drawing.items[at].numbers))
            told += " · " + tr("chosen: area of card {numbers}").format(numbers=numbers)
        self.setAccessibleDescription(told)

    @property
    def box(self) -> QRectF:
        """Where the image lies."""
        return self.lens.box

    def at(self, point: QPointF) -> int | None:
        """Return the place of the topmost shape under a point."""
        drawn = list(enumerate(self.drawing.items))
        return next(
            (
                at
                for at, each in reversed(drawn)
                if each.shape and path_of(each.shape, self.box).contains(point)
            ),
            None,
        )

    def frame(self) -> QRectF | None:
        """Return the box around what is chosen, on the canvas."""
        box = (self.shown or self.drawing).box(self.chosen)
        return None if box is None else self.on_canvas(box)

    def on_canvas(self, box: Box) -> QRectF:
        """Return a box on the image as it lies on the canvas."""
        image = self.box
        return QRectF(
            image.left() + box.left * image.width(),
            image.top() + box.top * image.height(),
            box.width * image.width(),
            box.height * image.height(),
        )

    @property
    def can_resize(self) -> bool:
        """Whether one shape is chosen that has edges to pull, and is not turned."""
        if len(self.chosen) != 1:
            return False
        shape = self.drawing.items[next(iter(self.chosen))].shape
        return shape is not None and not isinstance(shape, Text) and not getattr(shape, "angle", 0.0)

    # ------------------------------------------------------------------ what is done to shapes

    def remove(self) -> None:
        """Remove what is chosen."""
        self.step(self.drawing.without(self.chosen), ())

    def copy(self) -> None:
        """Draw what is chosen once more, a little aside."""
        before = len(self.drawing.items)
        drawing = self.drawing.with_copies(self.chosen)
        self.step(drawing, range(before, len(drawing.items)))

    def group(self) -> None:
        """Let one card ask for all that is chosen."""
        self.step(self.drawing.grouped(self.chosen))

    def ungroup(self) -> None:
        """Let each of what is chosen have a card of its own."""
        self.step(self.drawing.ungrouped(self.chosen))

    def add(self, shape: Shape) -> None:
        """Add a shape, and choose it."""
        drawing = self.drawing.with_shape(shape)
        self.step(drawing, [len(drawing.items) - 1])

    # ------------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Let Tab go from shape to shape, and on to the next widget behind the last."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._keys.tab(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out a key."""
        if self.image.isNull() or not self._keys.press(event):
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ mouse and view

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw, choose, move or pull."""
        self.setFocus()
        if not self.image.isNull():
            self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Close a polygon, or write a label anew."""
        self._pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Shift or Alt, or by a touchpad across, move the image."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turned.x():
            self.lens.move(QPointF(turned.x() or turned.y(), 0 if not turned.x() else turned.y()))
        else:
            self.lens.enlarge(STEP ** (turned.y() / NOTCH), event.position())
        event.accept()
        self.update()

    def enlarge(self, factor: float) -> None:
        """Zoom about what is chosen, or the middle."""
        frame = self.frame()
        self.lens.enlarge(factor, frame.center() if frame else QPointF(self.width() / 2, self.height() / 2))
        self.update()

    def fit(self) -> None:
        """Show all of the image."""
        self.lens.fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the image in view."""
        super().resizeEvent(event)
        self.lens.resize(QSizeF(event.size()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys come here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which an image can be worked on."""
        return QSize(640, 460)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image, its shapes, and what is being done."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.color("raised"))
        if self.image.isNull():
            return
        painter.drawImage(self.box, self.image)
        painting = Painting(painter, self.box, theme, self.font(), self._look.scale)
        painting.drawing(self.shown or self.drawing, self.chosen)
        if self.can_resize and (frame := self.frame()):
            painting.handles(frame)
        if points := self._pointer.points:
            painting.begun(points, closes=self._pointer.closes)
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
