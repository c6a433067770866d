"""Work off the window's thread: one serial runner, and the only place with threads. Or on it, in pieces."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.errors import UserError

Work = Callable[[], Any]


class Executor(Protocol):
    """Runs work some time, one piece after the other."""

    def submit(self, work: Work) -> object:
        """Take a piece of work."""

    def shutdown(self) -> None:
        """Finish what was taken, then stop."""


class Jobs(QObject):
    """Runs work on another thread and brings its result back to the window's thread.

    Args:
        executor: runs the work; one thread by default, made at the first job.
    """

    _finished = Signal(object)

    def __init__(self, executor: Executor | None = None) -> None:
        super().__init__()
        self._executor = executor
        self._is_given = executor is not None
        self._beside: list[Jobs] = []
        self._finished.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    def run(self, work: Work, done: Callable[[Any], object], failed: Callable[[UserError], object]) -> None:
        """Run work; then, on the window's thread, `done` with its result or `failed` with its error.

        An error that is no UserError is a mistake of ours and is raised on the window's thread.
        """

        def job() -> None:
            try:
                result = work()
            except UserError as error:
                told = error
                self._finished.emit(lambda: failed(told))
            except Exception as error:
                bug = error
                self._finished.emit(lambda: _raise(bug))
            else:
                self._finished.emit(lambda: done(result))

        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor  # heavy: most starts run no job

            self._executor = ThreadPoolExecutor(max_workers=1)
        self._executor.submit(job)

    def run_here(
        self,
        pieces: Generator[object, None, Any],
        done: Callable[[Any], object],
        failed: Callable[[UserError], object],
    ) -> None:
        """Run work that only the window's thread can do, piece by piece; the window answers in between."""

        def go_on() -> None:
            try:
                next(pieces)
            except StopIteration as ended:
                done(ended.value)
            except UserError as error:
                failed(error)
            else:
                QTimer.singleShot(0, self, go_on)

        QTimer.singleShot(0, self, go_on)

    def beside(self) -> Jobs:
        """Return another runner, for work that must not wait for this one's; it closes with it."""
        made = Jobs(self._executor if self._is_given else None)
        self._beside.append(made)
        return made

    def close(self) -> None:
        """Wait for what was begun."""
        for each in self._beside:
            each.close()
        if self._executor is not None:
            self._executor.shutdown()


def _raise(error: Exception) -> None:
    raise error
