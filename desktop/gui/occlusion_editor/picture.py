"""The picture whose parts are hidden: of a file, the clipboard or a note; kept when the note is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

from desktop.gui.drops import files_of
from desktop.gui.editor.media_in import Keep, content_of, pasted_picture, picture_tag
from desktop.gui.pictures import drawn, is_svg, still

ROOM = QSize(4000, 4000)
"""A larger picture is scaled down while it is worked on."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is not kept yet.

    Attributes:
        name: of its file.
        content: of its file.
        image: what it shows.
    """

    name: str
    content: bytes
    image: QImage

    def tag(self, keep: Keep) -> str:
        """Keep it; return its tag.

        Raises:
            UserError: it could not be kept.
        """
        return picture_tag(self.name, self.content, keep)


def of_content(name: str, content: bytes) -> Picture:
    """Return a picture.

    Raises:
        UserError: it is none that can be shown.
    """
    picture_tag(name, content, lambda name, _: name)  # says what is wrong with it
    if is_svg(name):
        return Picture(name, content, drawn(content, ROOM, 1.0) or QImage())
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return Picture(name, content, reader.read())


def of_file(file: Path) -> Picture:
    """Return the picture in a file; see `of_content`."""
    return of_content(file.name, content_of(file))


def of_image(image: QImage) -> Picture:
    """Return a picture that has no file; see `of_content`."""
    made: list[tuple[str, bytes]] = []

    def keep(name: str, content: bytes) -> str:
        made.append((name, content))
        return name

    pasted_picture(image, keep)
    return Picture(*made[0], image)


def offered(data: QMimeData) -> bool:
    """Return whether what is dragged or copied may be a picture."""
    return bool(files_of(data)) or data.hasImage()


def of_data(data: QMimeData) -> Picture | None:
    """Return the picture that is dragged or copied; None where there is none. See `of_content`."""
    if files := files_of(data):
        return of_file(files[0])
    image = data.imageData() if data.hasImage() else None
    return of_image(image) if isinstance(image, QImage) and not image.isNull() else None


def of_clipboard() -> Picture | None:
    """Return the picture in the clipboard; None where there is none. See `of_content`."""
    return of_data(QGuiApplication.clipboard().mimeData())


def of_note(name: str, find: Callable[[str], Path | None]) -> QImage:
    """Return the picture that a note names; a null one where it cannot be shown."""
    file = find(name) if name else None
    return (still(name, file, ROOM, 1.0) if file else None) or QImage()
