"""An image with hidden areas, drawn so that nothing of what is hidden can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.gui.occlusion_painter import OcclusionPainter, outline, sized
from desktop.gui.theme import LIGHT, NORMAL, Theme
from desktop.gui.words import tr
from desktop.render.occlusion import ASKED, HIDDEN, Mask, Scene, asked_parts, described, labels
from desktop.render.shapes import WHOLE
from desktop.render.svg import harmless

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 32_767
"""What can be drawn at all, in pixels."""
TINY, MOST_ZOOM = 240, 4.0
"""An image whose longer side is shorter than this is enlarged to it, at most so many times."""
GROWN = 2.0
"""A mask reaches so many pixels beyond its shape: its edge is round and hides what lies below it."""
SPREAD = 1.5
TALLEST = 520
"""Height of an image in pixels where the owner says nothing else."""


def trouble(image: QImage, name: str) -> str:
    """Return in a sentence why an image cannot be shown; empty where it can."""
    if not name:
        return tr("This card names no image.")
    if image.isNull():
        return tr("“{name}” cannot be shown: it is missing, too large, or no image.").format(name=name)
    width, height = image.width(), image.height()
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        size = f"{width:,} × {height:,}"
        return tr("The image is too large to show: {size} pixels.").format(size=size)
    return ""


def zoom(image: QSizeF, width: float, height: float) -> float:
    """Return how large an image shows in a room: all of it, at most as large as it is unless tiny."""
    longest = max(image.width(), image.height(), 1.0)
    most = min(MOST_ZOOM, max(1.0, TINY / longest))
    return min(most, width / max(1.0, image.width()), height / max(1.0, image.height()))


def _draws(drawing: QSvgRenderer) -> bool:
    """Return whether a drawing shows anything at all."""
    sample = QImage(256, 256, QImage.Format.Format_Alpha8)
    sample.fill(0)
    painter = QPainter(sample)
    drawing.render(painter)
    painter.end()
    return any(bytes(sample.constBits()))


class OcclusionView(QWidget):
    """Shows one side of a card with an image. It loads nothing: images are given to it.

    A shape that is asked for bears a question mark, so that its colour does not speak alone. Where
    the masks of a question cannot be drawn, the whole image is hidden.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("occlusion")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._scene = Scene("", False)
        self._image = QImage()
        self._fitted = QImage()
        self._overlay: QSvgRenderer | None = None
        self._asked: tuple[str, ...] = ()
        self._masks: tuple[Mask, ...] = ()
        self._trouble = ""
        self._theme: Theme = LIGHT
        self._scale = 1.0
        self._tallest = TALLEST

    def show_scene(
        self,
        scene: Scene,
        image: QImage,
        theme: Theme,
        *,
        overlay: bytes = b"",
        scale: float = 1.0,
        tallest: int = TALLEST,
    ) -> None:
        """Show a side.

        Args:
            scene: what lies where.
            image: the one that the scene names; none where it is missing.
            theme: the colours.
            overlay: the SVG that the scene names, as it is in its file.
            scale: text size; 1 = 100 %.
            tallest: height of the image at most, in pixels.
        """
        self._scene, self._theme, self._scale, self._tallest = scene, theme, scale, max(1, tallest)
        self._trouble = trouble(image, scene.image)
        self._image = QImage() if self._trouble else image
        self._fitted = QImage()
        self._take_overlay(overlay if scene.overlay else b"")
        covered = (scene.needs_overlay and self._overlay is None) or self._asks_outside()
        self._masks = (Mask(WHOLE, ASKED),) if covered else scene.masks
        self._say(covered)
        self._fit()
        self.update()

    def _take_overlay(self, drawing: bytes) -> None:
        self._overlay, self._asked = None, ()
        safe = harmless(drawing) if drawing else None
        if safe is None or b"<use" in safe:  # masks need none, and a few can draw millions
            return
        from PySide6.QtSvg import QSvgRenderer  # heavy: few cards have a drawing over their image

        renderer = QSvgRenderer(QByteArray(safe))
        if renderer.isValid() and (self._scene.revealed or _draws(renderer)):
            self._overlay = renderer
            if not self._scene.revealed:
                self._asked = asked_parts(safe.decode())

    def _asks_outside(self) -> bool:
        """Return whether all that a question asks for lies beside the image, where it hides nothing."""
        box = QRectF(QPointF(), self._image.deviceIndependentSize())
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        asked = [mask.shape for mask in self._scene.masks if mask.state == ASKED]
        return bool(asked) and not any(outline(shape, box).intersects(inner) for shape in asked)

    def _say(self, covered: bool) -> None:
        """Tell screen readers what is to be seen."""
        name = self._trouble or (tr("Image, all of it hidden") if covered else described(self._scene, tr))
        self.setAccessibleName(name)
        self.setAccessibleDescription(labels(self._scene))

    @property
    def text(self) -> str:
        """What is to be seen, in words."""
        parts = (self.accessibleName().removesuffix("."), self.accessibleDescription())
        return ". ".join(part for part in parts if part)

    # ------------------------------------------------------------------ size

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the image, or of the sentence in its place, in so wide a room."""
        if self._trouble:
            room = QRect(0, 0, max(1, width), self._tallest)
            metrics = QFontMetricsF(sized(self.font(), NORMAL))
            return round(metrics.boundingRect(QRectF(room), self._wrap(), self._trouble).height()) + 2
        return round(self._size(width).height())

    def sizeHint(self) -> QSize:
        """Return the size of the image as it would show in all the room."""
        if self._trouble:
            return QSize(320, self.heightForWidth(320))
        return self._size(LONGEST_SIDE).toSize()

    def minimumSizeHint(self) -> QSize:
        """Return a size at which something can still be recognised."""
        return QSize(min(120, self.sizeHint().width()), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the width asks for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self.heightForWidth(self.width())))
        self.updateGeometry()

    def _size(self, width: int) -> QSizeF:
        image = self._image.deviceIndependentSize()
        return (image * zoom(image, max(1, width), self._tallest)).expandedTo(QSizeF(1, 1))

    @property
    def _grown(self) -> float:
        """How far masks reach: a dot of an enlarged image spreads over half of those beside it."""
        image = self._image.deviceIndependentSize()
        return GROWN + SPREAD * max(0.0, zoom(image, max(1, self.width()), self._tallest) - 1)

    @property
    def box(self) -> QRectF:
        """Where the image is drawn, in the widget."""
        size = self._size(self.width())
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image, and above it what hides it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._trouble:
            painter.setFont(sized(self.font(), NORMAL))
            painter.setPen(self._theme.color("muted"))
            painter.drawText(QRectF(self.rect()), self._wrap(), self._trouble)
            return
        if self._image.isNull():
            return
        box = self.box
        painter.setClipRect(box)
        self._draw_image(painter, box)
        above = OcclusionPainter(painter, box, self._theme, self._scale, self.font(), self._grown)
        if self._overlay is not None:
            self._overlay.render(painter, box)
            above.mark_parts(self._overlay, self._asked)
        for text in self._scene.texts:
            above.label(text)
        for mask in self._masks:
            state = HIDDEN if mask.shape == WHOLE else mask.state  # so large, the accent would shout
            above.mask(outline(mask.shape, box), state)
        for mask in self._masks:
            if mask.state == ASKED:
                above.question_mark(outline(mask.shape, box).boundingRect())

    def _draw_image(self, painter: QPainter, box: QRectF) -> None:
        """Draw the image with as many dots as the screen has, scaled once a size."""
        dots = (box.size() * painter.deviceTransform().m11()).toSize().expandedTo(QSize(1, 1))
        if self._fitted.size() != dots:
            self._fitted = self._image.scaled(
                dots, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._fitted.setDevicePixelRatio(1.0)
        painter.drawImage(box, self._fitted)

    def _wrap(self) -> int:
        return Qt.AlignmentFlag.AlignHCenter.value | Qt.TextFlag.TextWordWrap.value
