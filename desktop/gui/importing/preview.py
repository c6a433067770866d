"""The first cards of an import, drawn as they will be studied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.gui.card_view import CardView
from desktop.gui.importing.reading import FirstCard
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.words import tr


class Preview(QWidget):
    """Shows one card, question and answer, with ways to the next and the one before."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._files: Callable[[str], Path | None] = lambda name: None
        self._cards: Sequence[FirstCard] = ()
        self._at = 0
        self.card = CardView(look, lambda name: self._files(name))
        self.card.setObjectName("preview-card")
        self.card.setFixedHeight(min(look.px(210), self.screen().availableGeometry().height() // 3))
        self.card.setProperty("role", "surface")
        self._where = label("", "caption")
        self._where.setObjectName("preview-where")
        self.back = self._button("preview-back", tr("Back"), -1)
        self.next = self._button("preview-next", tr("Next"), 1)
        row = QHBoxLayout()
        row.addWidget(self._where, 1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card, 1)
        column.addLayout(row)

    def _button(self, name: str, text: str, step: int) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(tr("Previous card") if step < 0 else tr("Next card"))
        made.setAutoDefault(False)
        made.clicked.connect(partial(self._go, step))
        return made

    def show_cards(self, cards: Sequence[FirstCard], files: Callable[[str], Path | None]) -> None:
        """Show some cards, and stay at the place where the last ones were looked at."""
        self._files = files
        self._cards = cards
        self._at = max(0, min(self._at, len(cards) - 1))
        self._show()

    def _go(self, step: int, _checked: bool = False) -> None:
        self._at += step
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._cards))
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < len(self._cards))
        if not self._cards:
            return
        face, options, deck = self._cards[self._at]
        self.card.ask(face, options, typing=False)
        for each in self.card.options:
            each.setEnabled(False)
        self.card.reveal(None, "")
        QTimer.singleShot(0, self, lambda: self.card.verticalScrollBar().setValue(0))
        where = tr("Card {at} of the first {count}").format(at=self._at + 1, count=len(self._cards))
        self._where.setText(" · ".join([where, *(["::".join(deck)] if deck else [])]))

    def forget(self) -> None:
        """Stop what moves or sounds."""
        self.card.media.forget()
