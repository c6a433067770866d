"""Files that the system asks the running app to open: macOS sends events, others name them at the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The application object; keeps what it is asked to open until a window takes it."""

    files_came = Signal()

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        self._files: list[Path] = []

    def event(self, event: QEvent) -> bool:
        """Keep the file of an event that names one."""
        if isinstance(event, QFileOpenEvent) and event.url().isLocalFile():
            self._files.append(Path(event.url().toLocalFile()))
            self.files_came.emit()
            return True
        return super().event(event)

    def take_files(self) -> list[Path]:
        """Return what came since the last time."""
        files, self._files = self._files, []
        return files


class OpenedFiles(QObject):
    """Brings files in as long as a window lives: those named at the start, and those that come.

    Args:
        window: lives as long.
        application: is told of files.
        bring: is given them, together where they came together.
        named: on the command line. macOS sends these as events once more, before the window shows.
    """

    def __init__(
        self,
        window: QObject,
        application: Application,
        bring: Callable[[Sequence[Path]], object],
        named: Sequence[Path] = (),
    ) -> None:
        super().__init__(window)
        self._application = application
        self._bring = bring
        application.files_came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._give(list(dict.fromkeys(each.absolute() for each in (*named, *application.take_files()))))

    def _take(self) -> None:
        self._give(self._application.take_files())

    def _give(self, files: Sequence[Path]) -> None:
        if files:
            self._bring(files)
