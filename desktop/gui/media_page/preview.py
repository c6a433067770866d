"""One picture or sound, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from desktop.gui.card_media import CardMedia
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.media_page.model import size_text, used_text
from desktop.gui.words import tr
from desktop.store.media_use import KEPT_DAYS, MediaFile

SOUNDS = (".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac", ".spx", ".3gp", ".mp4", ".webm")
WIDE, HIGH = 240, 200


class MediaPreview(QFrame):
    """Shows the file at hand.

    Args:
        find: returns the file of a name.
        speed: of sounds, in per cent.
    """

    told = Signal(str)
    browse_wanted = Signal()
    delete_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, look: Look, find: Callable[[str], Path | None], speed: Callable[[], int]) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("media-preview")
        self.setProperty("role", "surface")
        self._media = CardMedia(find, self.devicePixelRatioF, speed)
        self._media.told.connect(self.told)
        self._file: MediaFile | None = None
        self._picture = QLabel()
        self._picture.setObjectName("media-picture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = label("", "name", wrap=True)
        self._name.setObjectName("media-name")
        self._about = label("", "muted", wrap=True)
        self._about.setObjectName("media-about")
        self.play = self._button("media-play", tr("Play"), self._play)
        self.browse = self._button("media-browse", tr("Show its notes"), self.browse_wanted.emit)
        self.delete = self._button("media-delete", tr("Delete"), self.delete_wanted.emit)
        self.restore = self._button("media-restore", tr("Restore"), self.restore_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        for each in (
            self._picture,
            self._name,
            self._about,
            self.play,
            self.browse,
            self.delete,
            self.restore,
        ):
            column.addWidget(each)
        column.addStretch(1)
        look.changed.connect(self._dress)
        self._dress()

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.clicked.connect(lambda _=False: do())
        return made

    def _dress(self) -> None:
        self.setFixedWidth(self._look.px(WIDE) + 30)
        self.show_file(self._file, 1 if self._file else 0)

    def show_file(self, file: MediaFile | None, count: int) -> None:
        """Show a file.

        Args:
            file: at hand.
            count: how many are selected.
        """
        self._file = file
        self._media.forget()
        self.setVisible(file is not None)
        if file is None:
            return
        self._name.setText(file.name if count < 2 else tr("{count} files").format(count=f"{count:,}"))
        self._about.setText(self._said(file) if count < 2 else "")
        is_there = not file.is_missing and not file.deleted_ms
        self._show_picture(file if is_there and count < 2 else None)
        self.play.setVisible(is_there and count < 2 and file.name.lower().endswith(SOUNDS))
        self.browse.setVisible(bool(file.uses))
        self.delete.setVisible(file.is_unused)
        self.restore.setVisible(bool(file.deleted_ms))

    def _said(self, file: MediaFile) -> str:
        if file.is_missing:
            return tr("There is no file of this name. Used by {who}.").format(who=used_text(file))
        if file.deleted_ms:
            return tr("{size}. Deleted files are on offer here for {days} days.").format(
                size=size_text(file.size), days=KEPT_DAYS
            )
        return tr("{size}. Used by {who}.").format(size=size_text(file.size), who=used_text(file))

    def _show_picture(self, file: MediaFile | None) -> None:
        room = QSize(self._look.px(WIDE), self._look.px(HIGH))
        is_picture = file is not None and not file.name.lower().endswith(SOUNDS)
        image = self._media.picture(file.name, room) if file is not None and is_picture else None
        self._picture.setVisible(image is not None)
        if image is not None and file is not None:
            self._picture.setPixmap(QPixmap.fromImage(image))
            self._picture.setAccessibleName(file.name)

    def _play(self) -> None:
        if self._file is not None:
            self._media.play([self._file.name])

    def forget(self) -> None:
        """Stop what moves and what is heard."""
        self._media.forget()
