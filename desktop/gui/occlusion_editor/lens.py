"""Where an image lies on the canvas: fitted, or enlarged and moved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

MARGIN = 16.0
STEP = 1.25
MOST = 16.0
LEAST = 0.05
KEPT = 48.0
"""Pixels of the image that stay in view, however far it is moved."""


class Lens:
    """Places an image of a size in a room of a size."""

    def __init__(self) -> None:
        self._image = QSizeF()
        self._room = QSizeF()
        self._zoom = 0.0
        """Pixels on the canvas for one of the image; 0 = as much as fits."""
        self._centre = QPointF(0.5, 0.5)
        """What of the image is in the middle of the room."""

    def show(self, image: QSizeF) -> None:
        """Show another image, all of it."""
        self._image = image
        self.fit()

    def resize(self, room: QSizeF) -> None:
        """Show the image in another room."""
        self._room = room

    def fit(self) -> None:
        """Show all of the image."""
        self._zoom = 0.0
        self._centre = QPointF(0.5, 0.5)

    @property
    def is_fitted(self) -> bool:
        """Whether all of the image shows."""
        return self._zoom == 0.0

    @property
    def _fitting(self) -> float:
        width = max(1.0, self._room.width() - 2 * MARGIN) / max(1.0, self._image.width())
        height = max(1.0, self._room.height() - 2 * MARGIN) / max(1.0, self._image.height())
        return min(width, height, 4.0)

    @property
    def zoom(self) -> float:
        """Pixels on the canvas for one of the image."""
        return self._zoom or self._fitting

    @property
    def box(self) -> QRectF:
        """Where the image lies on the canvas."""
        size = self._image * self.zoom
        left = self._room.width() / 2 - self._centre.x() * size.width()
        top = self._room.height() / 2 - self._centre.y() * size.height()
        return QRectF(QPointF(left, top), size)

    def place(self, at: QPointF) -> QPointF:
        """Return the place on the image under a point of the canvas, as parts of its width and height."""
        box = self.box
        return QPointF(
            (at.x() - box.left()) / max(1.0, box.width()), (at.y() - box.top()) / max(1.0, box.height())
        )

    def enlarge(self, factor: float, at: QPointF) -> None:
        """Enlarge the image; what is under a point stays there."""
        before = self.place(at)
        self._zoom = max(LEAST, min(self.zoom * factor, MOST))
        size = self._image * self.zoom
        self._look_at(
            QPointF(
                before.x() + (self._room.width() / 2 - at.x()) / max(1.0, size.width()),
                before.y() + (self._room.height() / 2 - at.y()) / max(1.0, size.height()),
            )
        )

    def move(self, by: QPointF) -> None:
        """Move the image by pixels of the canvas."""
        size = self._image * self.zoom
        self._zoom = self.zoom
        self._look_at(
            self._centre - QPointF(by.x() / max(1.0, size.width()), by.y() / max(1.0, size.height()))
        )

    def reveal(self, box: QRectF) -> None:
        """Move the image as far as a part of it, on the canvas, needs to be seen."""
        room = QRectF(QPointF(), self._room)
        if self.is_fitted or room.contains(box):
            return
        across = max(0.0, room.left() - box.left()) - max(0.0, box.right() - room.right())
        down = max(0.0, room.top() - box.top()) - max(0.0, box.bottom() - room.bottom())
        self.move(QPointF(across, down))

    def _look_at(self, centre: QPointF) -> None:
        size = self._image * self.zoom
        across = 0.5 + (self._room.width() / 2 - KEPT) / max(1.0, size.width())
        down = 0.5 + (self._room.height() / 2 - KEPT) / max(1.0, size.height())
        self._centre = QPointF(
            max(0.5 - across, min(centre.x(), 0.5 + across)), max(0.5 - down, min(centre.y(), 0.5 + down))
        )
