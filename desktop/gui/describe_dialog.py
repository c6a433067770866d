"""What a deck is about, in its owner's words."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr


class DescribeDialog(Dialog):
    """One box for a text."""

    def __init__(self, parent: QWidget | None, name: str, text: str) -> None:
        super().__init__(parent, "describe-deck", tr("Description of {deck}").format(deck=name), 560)
        self._box = QPlainTextEdit(text)
        self._box.setObjectName("deck-description")
        self._box.setAccessibleName(tr("Description"))
        self._box.setPlaceholderText(tr("What is in the deck, and for whom"))
        self._box.setTabChangesFocus(True)
        self._box.setMinimumHeight(120)
        self.column.addWidget(self._box)
        self.add_button("cancel", tr("Cancel"), self.reject)
        self.add_button("save", tr("Save"), self.accept, primary=True)
        self._box.setFocus()

    @property
    def text(self) -> str:
        """What was typed."""
        return self._box.toPlainText()
