"""Sounds of cards, through QtMultimedia where it is installed; without it, one clear line.

The module is an optional part (`pip install "repertoire-cards[sound]"`; the installers hold it). It is
imported with the first sound that is played, never at the start.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

from desktop.gui.words import tr

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

SPEEDS = (50, 75, 100, 125, 150, 200)
"""Speeds on offer, in per cent."""


class Sounds(QObject):
    """Plays the sounds of a card one after the other.

    Args:
        find: returns the file that a note means by a name, or None.
        speed: returns the speed in per cent.
    """

    told = Signal(str)
    """Tells why nothing is heard."""

    def __init__(self, find: Callable[[str], Path | None], speed: Callable[[], int]) -> None:
        super().__init__()
        self._find = find
        self._speed = speed
        self._waiting: deque[str] = deque()
        self._last: tuple[str, ...] = ()
        self._player: QMediaPlayer | None = None
        self._output: QAudioOutput | None = None
        self._is_missing = False

    def play(self, names: Sequence[str]) -> None:
        """Play sounds by the names that a note gives them, in their order, instead of any that play."""
        self._last = tuple(names)
        self._waiting = deque(names)
        if names and self._made() is None:
            self._waiting.clear()
            self.told.emit(tr("Sounds need a part that is not installed here (QtMultimedia)."))
            return
        self._next()

    def replay(self) -> None:
        """Play the latest sounds again."""
        self.play(self._last)

    def forget(self) -> None:
        """Stop, and forget the latest sounds: another card shows."""
        self._last = ()
        self._waiting.clear()
        if self._player is not None:
            self._player.stop()

    def _made(self) -> QMediaPlayer | None:
        """Return the player, made at its first use; None where there can be none."""
        if self._player is not None or self._is_missing:
            return self._player
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer  # heavy: the first sound loads it
        except ImportError:
            self._is_missing = True
            return None
        self._output = QAudioOutput(self)
        player = QMediaPlayer(self)
        player.setAudioOutput(self._output)
        player.mediaStatusChanged.connect(self._status_changed)
        self._player = player
        return player

    def _next(self) -> None:
        player = self._player
        while player is not None and self._waiting:
            name = self._waiting.popleft()
            file = self._find(name)
            if file is None:
                self.told.emit(tr("The sound {name} is missing.").format(name=name))
                continue
            player.setSource(QUrl.fromLocalFile(str(file)))
            player.setPlaybackRate(self._speed() / 100)
            player.play()
            return

    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        ended = type(status).EndOfMedia, type(status).InvalidMedia
        if status == ended[1]:
            self.told.emit(tr("A sound could not be played."))
        if status in ended:
            self._next()
