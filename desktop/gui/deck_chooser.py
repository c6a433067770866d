"""Choosing a deck to look at, or everything."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop.gui.combo import Combo
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.store.deck_rows import paths


class DeckChooser(Combo):
    """A list of the decks with everything above them; it tells by `currentIndexChanged`."""

    def __init__(self, name: str, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self.setObjectName(name)
        self.setAccessibleName(tr("Deck"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)

    @property
    def deck(self) -> int | None:
        """The deck that is chosen; None = everything."""
        found = self.currentData()
        return None if found is None else int(found)

    def load(self) -> None:
        """Offer the decks there are now, without telling; the chosen one stays."""
        chosen = self.deck
        self.blockSignals(True)
        self.clear()
        self.addItem(tr("Everything"), None)
        rows = self._collection.tree()
        for row, path in zip(rows, paths(rows), strict=True):
            self.addItem(path, row.number)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page; over a list it would choose something else unseen."""
        event.ignore()
