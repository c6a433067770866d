"""An image with hidden areas, drawn so that nothing of what is hidden can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from desktop.gui.occlusion_painter import OcclusionPainter, outline, sized
from desktop.gui.theme import NORMAL, Theme
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


class OcclusionPicture:
    """One side of a card with an image. It is no widget, and loads nothing: images are given to it.

    A shape that is asked for bears a question mark, so that its colour does not speak alone. Where
    the masks of a question cannot be drawn, the whole image is hidden.

    Args:
        scene: what lies where.
        image: the one that the scene names; none where it is missing.
        theme: the colours.
        overlay: the SVG that the scene names, as it is in its file.
        scale: text size; 1 = 100 %.
        tallest: height of the image at most, in pixels.

    Attributes:
        name: what it is, for screen readers.
        description: the labels on it.
    """

    def __init__(
        self,
        scene: Scene,
        image: QImage,
        theme: Theme,
        *,
        overlay: bytes = b"",
        scale: float = 1.0,
        tallest: int = TALLEST,
    ) -> None:
        self._scene, self._theme, self._scale, self._tallest = scene, theme, scale, max(1, tallest)
        self.trouble = trouble(image, scene.image)
        self._image = QImage() if self.trouble else image
        self._fitted = QImage()
        self._overlay: QSvgRenderer | None = None
        self._asked: tuple[str, ...] = ()
        self._take_overlay(overlay if scene.overlay else b"")
        covered = (scene.needs_overlay and self._overlay is None) or self._asks_outside()
        self._masks = (Mask(WHOLE, ASKED),) if covered else scene.masks
        self.name = self.trouble or (tr("Image, all of it hidden") if covered else described(scene, tr))
        self.description = labels(scene)

    def _take_overlay(self, drawing: bytes) -> None:
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

    # ------------------------------------------------------------------ size

    def height_for(self, width: int, font: QFont) -> int:
        """Return the height of the image, or of the sentence in its place, in so wide a room."""
        if self.trouble:
            room = QRectF(0, 0, max(1, width), self._tallest)
            metrics = QFontMetricsF(sized(font, NORMAL))
            return round(metrics.boundingRect(room, _wrap(), self.trouble).height()) + 2
        return round(self.size_in(width).height())

    def size_in(self, width: int) -> QSizeF:
        """Return the size of the image in so wide a room."""
        image = self._image.deviceIndependentSize()
        return (image * zoom(image, max(1, width), self._tallest)).expandedTo(QSizeF(1, 1))

    def box_in(self, width: int) -> QRectF:
        """Return where the image is drawn in so wide a room."""
        size = self.size_in(width)
        return QRectF((width - size.width()) / 2, 0, size.width(), size.height())

    def _grown(self, width: int) -> float:
        """Return how far masks reach: a dot of an enlarged image spreads over half of those beside it."""
        image = self._image.deviceIndependentSize()
        return GROWN + SPREAD * max(0.0, zoom(image, max(1, width), self._tallest) - 1)

    # ------------------------------------------------------------------ drawing

    def paint(self, painter: QPainter, room: QSize, font: QFont) -> None:
        """Draw the image, and above it what hides it."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.trouble:
            painter.setFont(sized(font, NORMAL))
            painter.setPen(self._theme.color("muted"))
            painter.drawText(QRectF(QPointF(), QSizeF(room)), _wrap(), self.trouble)
            return
        if self._image.isNull():
            return
        box = self.box_in(room.width())
        painter.setClipRect(box)
        self._draw_image(painter, box)
        grown = self._grown(room.width())
        above = OcclusionPainter(painter, box, self._theme, self._scale, font, grown)
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


def _wrap() -> int:
    return Qt.AlignmentFlag.AlignHCenter.value | Qt.TextFlag.TextWordWrap.value
