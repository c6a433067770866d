"""Pictures and sounds on their way into a note: looked at, kept by the media store, written into a field."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from desktop.errors import UserError
from desktop.gui.pictures import MOST_PIXELS, is_bounded, is_svg
from desktop.gui.words import tr
from desktop.render.svg import LARGEST as LARGEST_SVG
from desktop.render.svg import harmless

Keep = Callable[[str, bytes], str]
"""Keeps a file under a name, and returns the name that notes find it by."""
SOUNDS = ("mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "aac", "spx", "3gp")
PICTURES = ("png", "jpg", "jpeg", "gif", "webp", "bmp", "svg", "tif", "tiff", "ico")
LARGEST = 256 << 20
"""Bytes of a file that is read at all; the store takes no more either."""


def content_of(file: Path) -> bytes:
    """Return what is in a file.

    Raises:
        UserError: it cannot be read.
    """
    try:
        if file.stat().st_size > LARGEST:
            text = tr("{file} is larger than {size} MB.").format(file=file.name, size=LARGEST >> 20)
            raise UserError(text, tr("Use a smaller file."))
        return file.read_bytes()
    except OSError as error:
        text = tr("{file} cannot be read: {why}.").format(file=file.name, why=error.strerror or error)
        raise UserError(text) from error


def picture_tag(name: str, content: bytes, keep: Keep) -> str:
    """Keep a picture; return its tag.

    Raises:
        UserError: it is none that can be shown, or too large; nothing was kept.
    """
    if is_svg(name):
        if not _is_drawing(content):
            raise UserError(tr("{file} is no drawing that can be shown.").format(file=name))
    else:
        buffer = QBuffer()
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        reader.setDecideFormatFromContent(True)
        size = reader.size()
        if not reader.canRead() or not size.isValid():
            hint = tr("PNG, JPEG, GIF, WebP and SVG can.")
            raise UserError(tr("{file} is no picture that can be shown.").format(file=name), hint)
        if not is_bounded(size):
            text = tr(
                "{file} is too large to be shown: {width} by {height} dots; {most} million are the most."
            )
            raise UserError(
                text.format(
                    file=name, width=size.width(), height=size.height(), most=MOST_PIXELS // 1_000_000
                ),
                tr("Make it smaller first."),
            )
    return f'<img src="{escape(quote(keep(name, content)))}">'


def _is_drawing(content: bytes) -> bool:
    from PySide6.QtSvg import QSvgRenderer  # heavy: few pictures are drawings

    drawing = harmless(content) if len(content) <= LARGEST_SVG else None
    return drawing is not None and QSvgRenderer(QByteArray(drawing)).isValid()


def pasted_picture(image: QImage, keep: Keep) -> str:
    """Keep a picture that comes without a name; return its tag."""
    if not is_bounded(image.size()):
        raise UserError(tr("The picture is too large."), tr("Make it smaller first."))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    content = bytes(buffer.data().data())
    return picture_tag(f"picture-{hashlib.sha256(content).hexdigest()[:12]}.png", content, keep)


def sound_tag(file: Path, keep: Keep) -> str:
    """Keep a sound; return what plays it.

    Raises:
        UserError: it is none, or cannot be read.
    """
    if not is_sound(file):
        text = tr("{file} is no sound file that is known.").format(file=file.name)
        raise UserError(text, tr("Known are {names}.").format(names=", ".join(SOUNDS)))
    name = file.name.translate({ord("["): "(", ord("]"): ")"})
    return f"[sound:{keep(name, content_of(file))}]"


def is_sound(file: Path) -> bool:
    """Return whether a file is taken for a sound."""
    return file.suffix.lower().removeprefix(".") in SOUNDS
