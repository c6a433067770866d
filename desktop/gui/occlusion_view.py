"""The widget that shows an image with hidden areas, as tall as its width asks for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.gui.occlusion_picture import LONGEST_SIDE, TALLEST, OcclusionPicture
from desktop.gui.theme import LIGHT, Theme
from desktop.render.occlusion import Scene


class OcclusionView(QWidget):
    """Shows one side of a card with an image; see `OcclusionPicture`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("occlusion")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._picture: OcclusionPicture | None = None

    def show_scene(
        self,
        scene: Scene,
        image: QImage,
        theme: Theme = LIGHT,
        *,
        overlay: bytes = b"",
        scale: float = 1.0,
        tallest: int = TALLEST,
    ) -> None:
        """Show a side; see `OcclusionPicture` for what is given."""
        picture = OcclusionPicture(scene, image, theme, overlay=overlay, scale=scale, tallest=tallest)
        self._picture = picture
        self.setAccessibleName(picture.name)
        self.setAccessibleDescription(picture.description)
        self._fit()
        self.update()

    @property
    def text(self) -> str:
        """What is to be seen, in words."""
        parts = (self.accessibleName().removesuffix("."), self.accessibleDescription())
        return ". ".join(part for part in parts if part)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the image, or of the sentence in its place, in so wide a room."""
        return self._picture.height_for(width, self.font()) if self._picture else 1

    def sizeHint(self) -> QSize:
        """Return the size of the image as it would show in all the room."""
        if self._picture is None:
            return QSize(1, 1)
        if self._picture.trouble:
            return QSize(320, self.heightForWidth(320))
        return self._picture.size_in(LONGEST_SIDE).toSize()

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

    @property
    def box(self) -> QRectF:
        """Where the image is drawn, in the widget."""
        return self._picture.box_in(self.width()) if self._picture else QRectF()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image, and above it what hides it."""
        if self._picture is not None:
            self._picture.paint(QPainter(self), self.size(), self.font())
