"""Progress of one piece of work, carried from the worker to the window, and the wish to stop it back."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.gui.words import tr
from desktop.study.incoming import Cancelled

TOLD_SECONDS = 0.05
"""Between two messages to the window: it draws no more often."""


class Progressing(QObject):
    """Carries the progress of one piece of work to the window, and the wish to stop it back."""

    told = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stopped = False
        self._last = 0.0

    def stop(self) -> None:
        """Have the work end as soon as it tells of itself again."""
        self.stopped = True

    def __call__(self, done: int, total: int) -> None:
        """Tell the window; raise `Cancelled` where the person stopped it."""
        if self.stopped:
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= TOLD_SECONDS:
            self._last = now
            self.told.emit(done, total)


def unless_stopped(work: Callable[[], Any]) -> Callable[[], Any]:
    """Return work whose result is None where the person stopped it."""

    def run() -> Any:
        try:
            with _plainly():
                return work()
        except Cancelled:
            return None

    return run


def pieces_unless_stopped(pieces: Generator[object, None, Any]) -> Generator[object, None, Any]:
    """Return work in pieces whose result is None where the person stopped it."""
    try:
        with _plainly():
            return (yield from pieces)
    except Cancelled:
        return None


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(tr("That did not work: {why}.").format(why=error.strerror or error)) from error
