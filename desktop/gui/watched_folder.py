"""A folder whose new decks are offered: never taken in by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject

from desktop.gui.notices import Notices
from desktop.gui.settings import Settings
from desktop.gui.words import tr


class WatchedFolder(QObject):
    """Looks out for new files of known formats, from its start on.

    Args:
        parent: lives as long.
        settings: name the folder; "" = none is watched.
        notices: offer what came.
        bring: opens the dialog on files.
    """

    def __init__(
        self, parent: QObject, settings: Settings, notices: Notices, bring: Callable[[Sequence[Path]], object]
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._notices = notices
        self._bring = bring
        self._watcher = QFileSystemWatcher(self)
        self._known: set[str] = set()
        self._offered: list[Path] = []
        self._watcher.directoryChanged.connect(lambda _: self.look())
        settings.changed.connect(self._follow)
        self._follow("watched_folder")

    def _follow(self, name: str) -> None:
        if name != "watched_folder":
            return
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)
        self._offered = []
        folder = self._settings.watched_folder
        if folder and Path(folder).is_dir():
            self._watcher.addPath(folder)
            self._known = set(self._names())

    def _names(self) -> list[str]:
        folder = self._settings.watched_folder
        try:
            return sorted(each.name for each in Path(folder).iterdir() if each.is_file()) if folder else []
        except OSError:
            return []

    def look(self) -> None:
        """Offer what came since the last look."""
        from desktop.exchange.formats import FORMATS  # heavy: only where something came

        suffixes = {suffix for each in FORMATS for suffix in each.suffixes}
        names = self._names()
        folder = Path(self._settings.watched_folder)
        new = [folder / name for name in names if name not in self._known]
        self._known = set(names)
        self._offered = [each for each in self._offered if each.name in self._known]
        fresh = [each for each in new if each.suffix.lower() in suffixes]
        if not fresh:
            return
        self._offered += fresh
        if len(self._offered) == 1:
            text = tr("A new file came into your folder: {name}").format(name=self._offered[0].name)
        else:
            text = tr("New files came into your folder: {count}").format(count=len(self._offered))
        self._notices.tell(text, tr("Import…"), self._take)

    def _take(self) -> None:
        files, self._offered = self._offered, []
        self._bring(files)
