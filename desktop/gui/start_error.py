"""When the cards cannot be opened: what happened, and every way out."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import StoreDamaged, StoreInUse, UserError
from desktop.gui.backups_dialog import BackupsDialog
from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr
from desktop.store.backups import Backup, listed


class Way(Enum):
    """What a person wants to do about it."""

    AGAIN = auto()
    FOLDER = auto()
    RESTORE = auto()
    QUIT = auto()


class StartError(Dialog):
    """Says why the cards could not be opened and asks what to do."""

    def __init__(self, error: UserError, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, "start-error", tr("Your cards could not be opened"), 560)
        self.way = Way.QUIT
        self.folder = folder
        self.backup: Backup | None = None
        self.add_text(error.message)
        if error.hint:
            self.add_text(error.hint, "muted")
        self.add_button("quit", tr("Quit"), self.reject)
        self.add_button("folder", tr("Choose another folder…"), self._choose_folder)
        self._backups = listed(folder)
        if isinstance(error, StoreDamaged) and self._backups:
            self.add_button("restore", tr("Restore a backup…"), self._choose_backup, primary=True)
        elif not isinstance(error, StoreInUse):
            self.add_button("again", tr("Try again"), lambda: self._go(Way.AGAIN), primary=True)

    def _go(self, way: Way) -> None:
        self.way = way
        self.accept()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("A folder for your cards"))
        if chosen:
            self.folder = Path(chosen)
            self._go(Way.FOLDER)

    def _choose_backup(self) -> None:
        self.backup = BackupsDialog.ask(self, self._backups)
        if self.backup:
            self._go(Way.RESTORE)
