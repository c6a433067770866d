"""The card at hand, drawn as it is studied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from desktop.gui.asking import asking
from desktop.gui.card_view import CardView
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.render.card import face
from desktop.store.cards import CardView as Card


class Preview(QFrame):
    """Shows one card: its question, or both sides."""

    noted = Signal(str)
    """Tells what somebody should know."""

    def __init__(self, look: Look, media: Callable[[str], Path | None], speed: Callable[[], int]) -> None:
        super().__init__()
        self.setObjectName("browser-preview")
        self.setProperty("role", "surface")
        self._card: Card | None = None
        self.view = CardView(look, media, speed, beside=True)
        self.view.setObjectName("preview-card")
        self.view.noted.connect(self.noted)
        self._title = label("", "caption")
        self._title.setObjectName("preview-title")
        self._sides = QToolButton()
        self._sides.setObjectName("preview-answer")
        self._sides.setText(tr("Answer"))
        self._sides.setAccessibleName(tr("Show the answer"))
        self._sides.setToolTip(tr("Show the answer too"))
        self._sides.setCheckable(True)
        self._sides.setChecked(True)
        self._sides.toggled.connect(lambda _: self._show())
        self._empty = label(tr("No card is selected."), "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 6)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        self._show()

    @property
    def card(self) -> Card | None:
        """The card that shows."""
        return self._card

    def show_card(self, card: Card | None) -> None:
        """Show a card, or that there is none."""
        if card != self._card:
            self._card = card
            self._show()

    def _show(self) -> None:
        card = self._card
        self.view.setVisible(card is not None)
        self._sides.setEnabled(card is not None)
        self._empty.setVisible(card is None)
        self._title.setText("")
        if card is None:
            self.view.media.forget()
            return
        self._title.setText(
            tr("Card {number} of {note_type}").format(
                number=card.ordinal + 1, note_type=card.note.note_type.name
            )
        )
        shown = face(card.note, card.ordinal, deck=card.deck_path)
        options = asking(card).options
        if self._sides.isChecked():
            self.view.show_whole(shown, options)
        else:
            self.view.ask(shown, options, typing=False)
        for each in self.view.options:
            each.setEnabled(False)

    def forget(self) -> None:
        """Stop what moves or sounds."""
        self.view.media.forget()
