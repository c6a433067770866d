"""Asks for the day of an interview, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.deck_chooser import DeckChooser
from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label
from desktop.gui.plans.wording import long_day
from desktop.gui.words import tr
from desktop.study.calendar import date_of
from desktop.study.planning.typed_dates import date_ahead

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class InterviewDialog(Dialog):
    """A day, a deck and a tag; what was typed is read back in words.

    Args:
        window: of the app.
        day: study day that is set; None = none yet.
        deck: that is set.
        tag: that is set.
    """

    def __init__(
        self, window: MainWindow, day: int | None = None, deck: int | None = None, tag: str = ""
    ) -> None:
        super().__init__(window, "interview", tr("Interview date"), 460)
        collection = window.collection
        self._today = collection.today()
        self.day: int | None = None
        self.add_text(
            tr("New cards come in time for it, and each other card once more in the three days before."),
            "muted",
        )
        self._date = self._field("interview-date", tr("Day"), tr("12 December, or 2026-12-12"))
        self._read = label("", "caption", wrap=True)
        self._read.setObjectName("interview-read")
        self.column.addWidget(self._read)
        self._deck = DeckChooser("interview-deck", collection)
        self._deck.load()
        self._deck.setCurrentIndex(max(0, self._deck.findData(deck)))
        self._titled(tr("Deck"), self._deck)
        self._tag = self._field("interview-tag", tr("Tag"), tr("Any"))
        self._tag.setText(tag)
        completer = QCompleter(QStringListModel(collection.writing.tags(), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._tag.setCompleter(completer)
        self.add_button("cancel", tr("Cancel"), self.reject)
        self._save = self.add_button("save", tr("Save"), self.accept, primary=True)
        self._date.textChanged.connect(self._offer)
        if day is not None:
            self._date.setText(date_of(day).isoformat())
        self._date.selectAll()
        self._date.setFocus()
        self._offer()

    def _field(self, name: str, text: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setPlaceholderText(hint)
        self._titled(text, made)
        return made

    def _titled(self, text: str, field: QLineEdit | DeckChooser) -> None:
        title = label(text, "overline")
        title.setBuddy(field)
        self.column.addWidget(title)
        self.column.addWidget(field)

    def _offer(self) -> None:
        """Read back what was typed, or say what is wrong with it."""
        try:
            self.day = date_ahead(self._date.text(), self._today)
        except UserError as error:
            self.day = None
            typed = bool(self._date.text().strip())
            self._read.setText(str(error) if typed else tr("When is it?"))
        else:
            self._read.setText(
                tr("{day}, in {days}").format(
                    day=long_day(self.day, self._today), days=words.days(self.day - self._today)
                )
            )
        self._date.setAccessibleDescription(self._read.text())
        self._save.setEnabled(self.day is not None)
        self.fit()

    @property
    def deck(self) -> int | None:
        """The deck that was chosen; None = everything."""
        return self._deck.deck

    @property
    def tag(self) -> str:
        """The tag that was typed; "" = any."""
        return " ".join(self._tag.text().split())
