"""The table of what was found: it holds numbers alone, and the rows of the pages that were looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop.gui.browser.columns import Column, flag_name
from desktop.gui.words import tr
from desktop.store.search.results import CardRow

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
"""Rows that are read at once."""
KEPT = 40
"""Pages that are kept; the one that was looked at longest ago goes first."""
DRAGGED = "application/x-repertoire-selection"
"""Stands for what is selected while it is dragged; what that is, the table knows."""
ROW = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
OF_ROWS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class Results(QAbstractTableModel):
    """Cards or notes in order, a row each."""

    wanted = Signal(object)
    """Tells the row numbers of cards or notes whose rows are to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: array[int] = array("q")
        self.notes = False
        self.today = 0
        self.columns: Sequence[Column] = ()
        self._rows: dict[int, CardRow] = {}
        self._pages: OrderedDict[int, None] = OrderedDict()
        self._waiting: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def show_numbers(self, numbers: array[int], rows: Iterable[CardRow], *, notes: bool, today: int) -> None:
        """Show other results; rows known from before show until they were read anew."""
        self.beginResetModel()
        if notes != self.notes:
            self._rows.clear()
        self.numbers, self.notes, self.today = numbers, notes, today
        self._pages.clear()
        self._waiting.clear()
        self._keep(rows)
        if numbers:
            self._pages[0] = None
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def take(self, rows: Sequence[CardRow]) -> None:
        """Take in rows that were read."""
        self._keep(rows)
        places = {number: at for page in self._pages for at, number in self._of_page(page)}
        shown = [places[number] for row in rows if (number := self._number(row)) in places]
        if shown:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(shown), 0), self.index(max(shown), last))

    def ask_again(self) -> None:
        """Ask for what is looked at once more: it was not told, and nothing else comes in its place."""
        self._pages.clear()
        if self.numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.numbers) - 1, len(self.columns) - 1))

    def _of_page(self, page: int) -> Iterable[tuple[int, int]]:
        start = page * PAGE
        return enumerate(self.numbers[start : start + PAGE], start)

    def _number(self, row: CardRow) -> int:
        return row.note if self.notes else row.card

    def _keep(self, rows: Iterable[CardRow]) -> None:
        for row in rows:
            self._rows[self._number(row)] = row

    def row(self, at: int) -> CardRow | None:
        """Return what is known of a row; where that is nothing, or old, it is asked for."""
        number, page = self.numbers[at], at // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._pages[page] = None
            self._waiting.add(page)
            self._soon.start()
            while len(self._pages) > KEPT:
                gone, _ = self._pages.popitem(last=False)
                for _, old in self._of_page(gone):
                    self._rows.pop(old, None)
        return self._rows.get(number)

    def _ask(self) -> None:
        pages, self._waiting = sorted(self._waiting & self._pages.keys()), set()
        numbers = array("q", (number for page in pages for _, number in self._of_page(page)))
        if numbers:
            self.wanted.emit(numbers)

    # ------------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many were found."""
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns show."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, where it stands, or the whole row."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].side
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW):
            return None
        row = self.row(index.row())
        if role == ROW or row is None:
            return row
        text = self.columns[index.column()].show(row, self.today)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0 and row.flag:
            return tr("{text}, flag: {flag}").format(text=text, flag=flag_name(row.flag))
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].title)
        return self.columns[section].side if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that rows can be selected and dragged."""
        return OF_ROWS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Return what a dragged selection is."""
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what stands for the selection, however large it is."""
        made = QMimeData()
        made.setData(DRAGGED, b"selection")
        return made
