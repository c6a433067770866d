"""Pictures of cards on paper: of a deck on its way out, and of cards that hide parts of one."""

from __future__ import annotations

from hashlib import sha1
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from desktop.gui.pictures import still
from desktop.gui.theme import LIGHT
from desktop.render.occlusion import Scene
from desktop.study.outgoing import Outgoing, Written

SHARP = 3.0
"""Dots of a picture for each pixel."""


class PrintedPictures:
    """Pictures of a deck on its way out, each unpacked into a folder of our own when it is drawn."""

    def __init__(self, outgoing: Outgoing, folder: Path, written: Written) -> None:
        self._outgoing = outgoing
        self._folder = folder
        self._written = written
        self._known: dict[str, Path | None] = {}

    def file(self, name: str) -> Path | None:
        """Return the file of a picture; None where there is none."""
        if name not in self._known:
            found = self._outgoing.find_media(name)
            file = self._folder / sha1(name.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
            if found is None:
                self._written.missing.append(name)
            else:
                file.write_bytes(found.read())
                self._written.media += 1
            self._known[name] = file if found else None
        return self._known[name]

    def image(self, name: str, room: QSize) -> QImage | None:
        """Return a picture no larger than a room."""
        file = self.file(name)
        return still(name, file, room, SHARP) if file else None

    def scene(self, scene: Scene, width: int) -> QImage:
        """Return an image of a card that hides parts of it, as the window draws it."""
        from desktop.gui.occlusion_picture import OcclusionPicture  # heavy: few cards have one

        overlay = self.file(scene.overlay) if scene.overlay else None
        picture = OcclusionPicture(
            scene,
            self.image(scene.image, QSize(width, 2 * width)) or QImage(),
            LIGHT,
            overlay=overlay.read_bytes() if overlay else b"",
            tallest=2 * width,
        )
        room = QSize(width, max(1, picture.height_for(width, QFont())))
        image = QImage(room * SHARP, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(SHARP)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        picture.paint(painter, room, QFont())
        painter.end()
        return image
