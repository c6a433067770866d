"""Moving many cards to a deck."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from desktop.gui.browser.bulk_dialog import BulkDialog
from desktop.gui.browser.wish import Wish, moving
from desktop.gui.words import tr
from desktop.store.deck_rows import paths
from desktop.study.folding import folded

NUMBER = 256
"""Qt's first role that is free: the number of a deck."""


class MoveDialog(BulkDialog):
    """Asks for a deck; what is typed narrows the list."""

    name = "bulk-move"

    def title(self, count: int) -> str:
        """Return the title."""
        return tr("Move {count}").format(count=self.counted(count))

    def verb(self) -> str:
        """Return what the button says."""
        return tr("Move them")

    def build(self) -> None:
        """Add the decks and a field that narrows them."""
        self._field = QLineEdit()
        self._field.setObjectName("deck-name")
        self._field.setAccessibleName(tr("Part of the deck's name"))
        self._field.setPlaceholderText(tr("Part of the deck's name"))
        self._field.textChanged.connect(self._narrow)
        self._list = QListWidget()
        self._list.setObjectName("deck-list")
        self._list.setAccessibleName(tr("Decks"))
        self._list.setProperty("role", "surface")
        rows = self.window_at_work.collection.tree()
        for row, path in zip(rows, paths(rows), strict=True):
            item = QListWidgetItem(path.replace("::", " › "))
            item.setData(NUMBER, row.number)
            self._list.addItem(item)
        self._list.currentRowChanged.connect(lambda _: self.refresh())
        self._list.itemDoubleClicked.connect(lambda _: self.accept())
        self.column.addWidget(self._field)
        self.column.addWidget(self._list, 1)
        self._field.setFocus()

    def _narrow(self, text: str) -> None:
        wanted = folded(text).split()
        first = None
        for at in range(self._list.count()):
            item = self._list.item(at)
            name = folded(item.text())
            item.setHidden(not all(word in name for word in wanted))
            first = item if first is None and not item.isHidden() else first
        self._list.setCurrentRow(self._list.row(first) if first else -1)

    def entered(self) -> Wish | None:
        """Return what is entered."""
        item = self._list.currentItem()
        if item is None or item.isHidden():
            return None
        return moving(self.numbers, item.data(NUMBER), item.text().rpartition(" › ")[2])
