"""Pictures and sounds of the card that shows, each loaded with the first card that has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desktop.gui.pictures import Pictures
    from desktop.gui.sound import Sounds

LARGEST_OVERLAY = 4 << 20
"""Bytes of a drawing that lies over a picture."""


class CardMedia(QObject):
    """Finds, through the media store alone, what a card shows and plays.

    Args:
        find: returns the file that a card means by a name, or None.
        ratio: returns how many dots a pixel has on the screen.
        speed: returns the speed of sounds in per cent.
    """

    moved = Signal(str)
    """Tells the name of a moving picture that has a new frame."""
    told = Signal(str)
    """Tells why nothing is heard."""

    def __init__(
        self, find: Callable[[str], Path | None], ratio: Callable[[], float], speed: Callable[[], int]
    ) -> None:
        super().__init__()
        self._find = find
        self._ratio = ratio
        self._speed = speed

    @cached_property
    def _pictures(self) -> Pictures:
        from desktop.gui.pictures import Pictures  # heavy: most cards have none

        made = Pictures(self._find, self._ratio)
        made.moved.connect(self.moved)
        return made

    @cached_property
    def _sounds(self) -> Sounds:
        from desktop.gui.sound import Sounds  # heavy: most cards have none

        made = Sounds(self._find, self._speed)
        made.told.connect(self.told)
        return made

    def picture(self, name: str, room: QSize) -> QImage | None:
        """Return a picture no larger than the room; None where there is none to show."""
        return self._pictures.image(name, room)

    def overlay(self, name: str) -> bytes:
        """Return a drawing that lies over a picture, as it is in its file; empty where there is none."""
        file = self._find(name) if name else None
        try:
            small = file is not None and file.stat().st_size <= LARGEST_OVERLAY
            return file.read_bytes() if file is not None and small else b""
        except OSError:
            return b""

    def play(self, names: Sequence[str]) -> None:
        """Play sounds, one after the other."""
        if names:
            self._sounds.play(names)

    def replay(self) -> None:
        """Play the latest sounds of this card again."""
        if "_sounds" in self.__dict__:
            self._sounds.replay()

    def forget(self) -> None:
        """Stop everything: another card shows."""
        for part in ("_pictures", "_sounds"):
            if part in self.__dict__:
                getattr(self, part).forget()
