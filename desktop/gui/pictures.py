"""Pictures of cards, from the media store alone: bounded in size, fitted to the window, moving or still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QMovie, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.render.svg import LARGEST, harmless

MOST_PIXELS = 40_000_000
"""Pictures with more are not drawn: they would take hundreds of megabytes."""
DEFAULT_SVG = QSize(300, 150)
"""Size of an SVG that names none, as browsers have it."""


class Pictures(QObject):
    """Loads the pictures of the card that shows.

    Args:
        find: returns the file that a note means by a name, or None.
        ratio: returns how many dots a pixel has on the screen.
    """

    moved = Signal(str)
    """Tells the name of a moving picture that has a new frame."""

    def __init__(self, find: Callable[[str], Path | None], ratio: Callable[[], float]) -> None:
        super().__init__()
        self._find = find
        self._ratio = ratio
        self._movies: dict[str, QMovie] = {}

    def image(self, name: str, room: QSize) -> QImage | None:
        """Return a picture no larger than the room; None where it is missing, no picture, or too large."""
        movie = self._movies.get(name)
        if movie is not None:
            return fitted(movie.currentImage(), room, self._ratio())
        file = self._find(name)
        image = still(name, file, room, self._ratio()) if file else None
        if file and image and not is_svg(name):
            reader = QImageReader(str(file))
            reader.setDecideFormatFromContent(True)
            if reader.supportsAnimation() and reader.imageCount() != 1:
                self._move(name, file)
        return image

    def forget(self) -> None:
        """Stop what moves: another card shows."""
        for movie in self._movies.values():
            movie.stop()
            movie.deleteLater()
        self._movies.clear()

    def _move(self, name: str, file: Path) -> None:
        movie = QMovie(str(file), QByteArray(), self)
        if not movie.isValid():
            return
        movie.frameChanged.connect(lambda _: self.moved.emit(name))
        self._movies[name] = movie
        movie.start()


def is_svg(name: str) -> bool:
    """Return whether a picture of this name is read as a drawing."""
    return name.lower().endswith(".svg")


def still(name: str, file: Path, room: QSize, ratio: float) -> QImage | None:
    """Return a picture that does not move, no larger than the room; see `Pictures.image`."""
    if is_svg(name):
        return svg(file, room, ratio)
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not is_bounded(reader.size()):
        return None
    image = reader.read()
    return None if image.isNull() else fitted(image, room, ratio)


def is_bounded(size: QSize) -> bool:
    """Return whether a picture of this size may be decoded."""
    return size.isValid() and 0 < size.width() * size.height() <= MOST_PIXELS


def fitted(image: QImage, room: QSize, ratio: float) -> QImage:
    """Return a picture scaled down into the room, sharp at the screen's ratio; never scaled up."""
    if image.isNull():
        return image
    shown = image.size()
    if shown.width() > room.width() or shown.height() > room.height():
        shown = shown.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    dots = (shown * ratio).boundedTo(image.size())
    if dots != image.size():
        image = image.scaled(
            dots, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    made = QImage(image)
    made.setDevicePixelRatio(max(1.0, dots.width() / max(1, shown.width())))
    return made


def svg(file: Path, room: QSize, ratio: float) -> QImage | None:
    """Return a drawing no larger than the room; None where it is none."""
    try:
        return drawn(file.read_bytes(), room, ratio) if file.stat().st_size <= LARGEST else None
    except OSError:
        return None


def drawn(content: bytes, room: QSize, ratio: float) -> QImage | None:
    """Return what an SVG draws, no larger than the room; None where it is none."""
    drawing = harmless(content)
    renderer = QSvgRenderer(QByteArray(drawing)) if drawing else None
    if renderer is None or not renderer.isValid():
        return None
    size = renderer.defaultSize() if renderer.defaultSize().isValid() else DEFAULT_SVG
    if size.width() > room.width() or size.height() > room.height():
        size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    size = size.expandedTo(QSize(1, 1))
    if not is_bounded(size * ratio):
        return None
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
