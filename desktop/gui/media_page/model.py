"""The table of pictures and sounds: what there is, of one kind, in an order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.gui.words import notes, tr
from desktop.store.media_use import MediaFile

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NAME, SIZE, USED = range(3)
HEADS = ("Name", "Size", "Used by")
WIDTHS = (0, 90, 170)
ALL, UNUSED, MISSING, DELETED = "all", "unused", "missing", "deleted"
KINDS: dict[str, Callable[[MediaFile], bool]] = {
    ALL: lambda each: not each.is_missing and not each.deleted_ms,
    UNUSED: lambda each: each.is_unused,
    MISSING: lambda each: each.is_missing,
    DELETED: lambda each: bool(each.deleted_ms),
}
"""What can be shown."""
ORDERS: tuple[Callable[[MediaFile], Any], ...] = (
    lambda each: each.name.casefold(),
    lambda each: each.size,
    lambda each: each.uses,
)


def size_text(size: int) -> str:
    """Return a number of bytes as people read it."""
    if size < 1000:
        return tr("{size} bytes").format(size=size)
    for unit, bytes_ in (("kB", 1e3), ("MB", 1e6)):
        if size < bytes_ * 999.5:
            return f"{size / bytes_:.0f} {unit}" if size >= bytes_ * 9.95 else f"{size / bytes_:.1f} {unit}"
    return f"{size / 1e9:.1f} GB"


def used_text(each: MediaFile) -> str:
    """Return who uses a file."""
    if each.uses:
        return notes(each.uses)
    return tr("note type or bin") if each.kept else tr("nothing")


class MediaTable(QAbstractTableModel):
    """The files that are shown, a row each."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[MediaFile] = []
        self._every: Sequence[MediaFile] = ()
        self.kind = ALL
        self.words = ""
        self.order, self.falls = NAME, False

    def take(self, files: Sequence[MediaFile]) -> None:
        """Take in what there is now."""
        self._every = files
        self.show_files()

    def show_files(self) -> None:
        """Show what is asked for: files of a kind whose names hold some words, in an order."""
        fits = KINDS[self.kind]
        wanted = self.words.casefold().split()
        found = [
            each
            for each in self._every
            if fits(each) and all(word in each.name.casefold() for word in wanted)
        ]
        self.beginResetModel()
        self.files = sorted(found, key=ORDERS[self.order], reverse=self.falls)
        self.endResetModel()

    def count(self, kind: str) -> int:
        """Return how many files there are of a kind."""
        return sum(map(KINDS[kind], self._every))

    def size(self, kind: str) -> int:
        """Return how many bytes the files of a kind have."""
        return sum(each.size for each in self._every if KINDS[kind](each))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many files are shown."""
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        each = self.files[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            match index.column():
                case 0:
                    return each.name
                case 1:
                    return tr("missing") if each.is_missing else size_text(each.size)
            return used_text(each)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column, with the direction of the order."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        mark = ("  ↓" if self.falls else "  ↑") if section == self.order else ""
        return tr(HEADS[section]) + mark
