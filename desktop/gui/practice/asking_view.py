"""One question of a mock test: chosen, typed, or kept in mind, without a word about right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.errors import NotFound
from desktop.gui.asking import Asking, asking
from desktop.gui.card_view import CardView
from desktop.gui.keys import letter_of
from desktop.gui.words import tr
from desktop.render.card import face
from desktop.store.cards import CardView as Card
from desktop.study.answers import compare
from desktop.study.choices import Asked, accepted
from desktop.study.mock_test import Question

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class AskingView(QWidget):
    """Shows a question and what was answered to it so far."""

    answered = Signal(str, bool)
    """Tells the response, and whether the answer is in mind without having been written."""
    next_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._asking = Asking()
        self.card: Card | None = None
        self.view = CardView(window.look, window.collection.media, lambda: window.settings.sound_speed)
        self.view.chosen.connect(self._choose)
        self.view.typed.connect(lambda _: self.next_wanted.emit())
        self.view.input.setPlaceholderText(tr("Your answer"))
        self.view.input.textChanged.connect(self._type)
        self.in_mind = QCheckBox(tr("I have it in mind"))
        self.in_mind.setObjectName("test-in-mind")
        self.in_mind.setToolTip(tr("Counts as answered without writing; at the end you judge it yourself."))
        self.in_mind.toggled.connect(lambda _: self._type())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self.in_mind, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_question(self, question: Question) -> None:
        """Show a question with its answer so far."""
        blockers = [QSignalBlocker(each) for each in (self.in_mind, self.view.input)]
        try:
            self.card = card = self._window.collection.card(question.card)
        except NotFound:
            self.card = None
            return
        self._asking = asking(card)
        shown = face(card.note, card.ordinal, deck=card.deck_path)
        choosing = bool(self._asking.options)
        self.view.ask(shown, self._asking.options, typing=not choosing)
        if not choosing:
            self.view.input.setText(question.response)
        self.in_mind.setVisible(not choosing and self._is_judged_by_person)
        self.in_mind.setChecked(question.in_mind)
        self._mark(question.response)
        del blockers
        self.take_focus()

    @property
    def _is_judged_by_person(self) -> bool:
        return self.card is not None and self._asking.check(self.card, "") is None

    def check(self, question: Question) -> bool | None:
        """Return whether an answer is right; None = the learner judges what is not just the same."""
        try:
            card = self._window.collection.card(question.card)
        except NotFound:
            return False
        verdict = asking(card).check(card, question.response)
        if verdict is not None:
            return verdict.right
        answers = accepted(Asked(card.note.note_type, card.note.fields, card.ordinal))
        return True if answers and compare(question.response, answers).right else None

    def take_focus(self) -> None:
        """Give the keyboard to the answer."""
        if self.view.input.isVisibleTo(self):
            self.view.input.setFocus()
        else:
            self.setFocus()

    def _choose(self, option: str) -> None:
        self._mark(option)
        self.answered.emit(option, False)

    def _mark(self, chosen: str) -> None:
        for html, button in zip(self._asking.options, self.view.options, strict=False):
            button.show_chosen(bool(chosen) and html == chosen)

    def _type(self) -> None:
        self.answered.emit(
            self.view.input.text(), self.in_mind.isChecked() and self.in_mind.isVisibleTo(self)
        )

    def choose_by_key(self, event: QKeyEvent) -> bool:
        """Choose an option by its digit; return whether there is one."""
        letter = letter_of(event)
        if letter.isdigit() and 1 <= int(letter) <= len(self.view.options):
            self.view.options[int(letter) - 1].click()
            return True
        return False

    def forget(self) -> None:
        """Stop what moves or sounds."""
        self.view.media.forget()
