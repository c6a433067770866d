"""Choosing a backup to restore: date, why it was made, what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.errors import StoreDamaged
from desktop.gui.dialogs import Dialog
from desktop.gui.words import answers, cards, day_of_month, tr, weekday
from desktop.store.backups import Backup, examine

NAMES = {
    "daily": "once a day",
    "by hand": "by hand",
    "before upgrade": "before an upgrade",
    "before restore": "before another restore",
}


def described(backup: Backup) -> str:
    """Return a backup as people recognise it."""
    made = backup.made
    when = f"{weekday(made)}, {day_of_month(made)} {made.year}, {made:%H:%M}"
    reason = tr(NAMES.get(backup.reason, backup.reason))
    try:
        content = examine(backup.file)
    except StoreDamaged:
        return tr("{when} · damaged").format(when=when)
    return tr("{when} · {cards}, {answers} · {reason}").format(
        when=when, cards=cards(content.cards), answers=answers(content.reviews), reason=reason
    )


class BackupsDialog(Dialog):
    """Lists backups, latest first."""

    def __init__(self, parent: QWidget | None, backups: Sequence[Backup]) -> None:
        super().__init__(parent, "backups", tr("Restore a backup"), 620)
        self._list = QListWidget()
        self._list.setObjectName("backup-list")
        self._list.setAccessibleName(tr("Backups, latest first"))
        self._list.setProperty("role", "surface")
        self._list.setWordWrap(True)
        self._list.setMinimumHeight(200)
        self._list.itemActivated.connect(lambda _: self.accept())
        for backup in backups[:60]:
            item = QListWidgetItem(described(backup))
            item.setData(Qt.ItemDataRole.UserRole, backup)
            self._list.addItem(item)
        self.add_text(
            tr(
                "Your cards go back to how they were. What you have now is backed up first,"
                " so that Undo brings it back."
            )
            if backups
            else tr("There is no backup yet. The app makes one every day that you use it.")
        )
        self.column.addWidget(self._list, 1)
        self._list.setVisible(bool(backups))
        self._list.setCurrentRow(0)
        self.add_button("cancel", tr("Cancel"), self.reject)
        if backups:
            self.add_button("restore", tr("Restore"), self.accept, primary=True)
        self._list.setFocus()

    @property
    def chosen(self) -> Backup | None:
        """The backup that was chosen."""
        item = self._list.currentItem()
        found: Backup | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    @classmethod
    def ask(cls, parent: QWidget | None, backups: Sequence[Backup]) -> Backup | None:
        """Show the dialog; return the chosen backup, or None."""
        dialog = cls(parent, backups)
        return dialog.chosen if dialog.run() else None
