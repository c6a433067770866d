"""The recycle bin: what was deleted, where it was and stands, and taking it out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.history import wording
from desktop.gui.history.rows import Index, Rows
from desktop.gui.labels import Button, label
from desktop.gui.words import tr
from desktop.store.bulk.deed import Done
from desktop.store.past.past import SHOWN_DAYS
from desktop.store.past.recycle_bin import Binned, Key
from desktop.study.calendar import Moment

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

NOWHERE = QModelIndex()
HEADS = ("What", "Deck", "Cards", "Stands", "Deleted")
WIDTHS = (0, 180, 110, 190, 150)
PAGE = 100
"""Rows that are read at once."""


class Bin(QAbstractTableModel):
    """What is in the bin: keys alone, and the rows of the pages that were looked at."""

    wanted = Signal(object)
    """Tells the keys whose rows are to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: Sequence[Key] = ()
        self._rows: dict[Key, Binned] = {}
        self._asked: set[int] = set()
        self._waiting: set[int] = set()
        self._now = Moment(0)
        self._today = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def show_keys(self, keys: Sequence[Key], now: Moment, today: int) -> None:
        """Show what is in the bin now."""
        self.beginResetModel()
        self.keys, self._now, self._today = keys, now, today
        self._asked.clear()
        self._rows.clear()
        self.endResetModel()

    def take(self, rows: Sequence[Binned]) -> None:
        """Take in rows that were read."""
        self._rows |= {row.key: row for row in rows}
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, len(HEADS) - 1))

    def _ask(self) -> None:
        pages, self._waiting = sorted(self._waiting), set()
        self.wanted.emit([key for page in pages for key in self.keys[page * PAGE : (page + 1) * PAGE]])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how much is in the bin."""
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell; where its row is not known, it is asked for."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        key, page = self.keys[index.row()], index.row() // PAGE
        if index.column() == len(HEADS) - 1:
            return wording.when(key.at_ms, key.at_ms, self._now)
        if page not in self._asked:
            self._asked.add(page)
            self._waiting.add(page)
            self._soon.start()
        row = self._rows.get(key)
        if row is None:
            return ""
        match index.column():
            case 0:
                return wording.name(row)
            case 1:
                return wording.path(row)
            case 2:
                return wording.holds(row)
        return wording.stands(row, self._today)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr(HEADS[section])


class BinView(QWidget):
    """Shows the bin, and takes things out of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._past = window.collection.past
        self._asides = window.jobs.beside()
        self._is_busy = False
        self.setObjectName("bin")
        self.model = Bin()
        empty = tr("The recycle bin is empty. What you delete stays here and comes back with its schedule.")
        self.table = Rows(window.look, "bin-table", tr("Deleted"), WIDTHS, empty, path=1)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setModel(self.model)
        self.table.watch()
        self.told = label("", "body", wrap=True)
        self.told.setObjectName("bin-told")
        self.older = QCheckBox(tr("Also what was deleted earlier"))
        self.older.setObjectName("bin-older")
        self.older.setAccessibleName(self.older.text())
        self.button = Button(tr("Restore"))
        self.button.setObjectName("bin-restore")
        self.button.setAccessibleName(self.button.text())
        self.button.setEnabled(False)
        self._build()
        self.model.wanted.connect(self._read)
        self.table.chosen.connect(self._offer)
        self.table.entered.connect(self._restore)
        self.older.toggled.connect(lambda _: self.refresh())
        self.button.clicked.connect(lambda _=False: self._restore())

    def _build(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addWidget(self.told)
        texts.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addLayout(texts, 1)
        foot.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(frame, 1)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Look into the bin again."""
        days = None if self.older.isChecked() else SHOWN_DAYS
        self._asides.run(lambda: self._past.binned(days), self._show, self._window.notices.refuse)

    def _show(self, keys: list[Key]) -> None:
        row = max(0, self.table.currentIndex().row())
        collection = self._window.collection
        self.model.show_keys(keys, collection.clock(), collection.today())
        self.table.empty.setVisible(not keys)
        if keys:
            self.table.selectRow(min(row, len(keys) - 1))
        self._offer()

    def _read(self, keys: list[Key]) -> None:
        self._asides.run(lambda: self._past.bin_rows(keys), self.model.take, self._window.notices.refuse)

    def _offer(self) -> None:
        """Say how many are selected, and offer to take them out."""
        count = len(self.table.chosen_rows)
        self.button.setEnabled(bool(count) and not self._is_busy)
        total = len(self.model.keys)
        text = (
            tr("Selected: {count} of {total}. ").format(count=f"{count:,}", total=f"{total:,}")
            if total
            else ""
        )
        self.told.setText(text + tr("Nothing leaves the recycle bin by itself."))

    def _restore(self) -> None:
        window = self._window
        keys = [self.model.keys[row] for row in self.table.chosen_rows]
        if not keys or not self.button.isEnabled() or not window.errands.may("delete"):
            return
        self._is_busy = True
        self.button.setEnabled(False)

        def tell(done: Done) -> None:
            self._is_busy = False
            window.apply(done.changes)
            text = tr("Restored, with their schedules: {count}.").format(count=f"{done.changed:,}")
            window.notices.tell(text, tr("Undo"), window.undo)
            self.refresh()

        def refuse(error: UserError) -> None:
            self._is_busy = False
            window.notices.refuse(error)
            self.refresh()

        window.jobs.run(lambda: self._past.recover(keys), tell, refuse)
