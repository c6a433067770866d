"""After a mock test: the learner judges the answers that no program can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import NotFound
from desktop.gui.card_view import CardView
from desktop.gui.keys import letter_of
from desktop.gui.labels import Button, label
from desktop.gui.words import tr
from desktop.render.card import face
from desktop.study.mock_test import Question

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class JudgingView(QWidget):
    """Shows one answer after the other."""

    judged = Signal(bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.setObjectName("judging")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._how_far = label("", "section", wrap=True)
        self._how_far.setObjectName("judging-how-far")
        self._yours = label("", "body", wrap=True)
        self._yours.setObjectName("judging-yours")
        self.view = CardView(window.look, window.collection.media, lambda: window.settings.sound_speed)
        self.right = self._button("judge-right", tr("1  It was right"), True)
        self.wrong = self._button("judge-wrong", tr("2  It was not"), False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.right)
        row.addWidget(self.wrong)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._how_far)
        column.addWidget(self._yours)
        column.addWidget(self.view, 1)
        column.addLayout(row)

    def _button(self, name: str, text: str, is_right: bool) -> Button:
        made = Button(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setAutoDefault(True)
        made.clicked.connect(lambda _=False: self.judged.emit(is_right))
        return made

    def show_answer(self, question: Question, left: int) -> None:
        """Show an answer with the right one.

        Args:
            question: with its answer.
            left: answers to be judged, this one included.
        """
        text = tr("Was it right? This is the last.") if left == 1 else tr("Was it right? {count} to go.")
        self._how_far.setText(text.format(count=left))
        yours = tr("You wrote: {text}").format(text=question.said)
        self._yours.setText(yours if question.response.strip() else tr("You had it in mind."))
        try:
            card = self._window.collection.card(question.card)
        except NotFound:
            return
        self.view.ask(face(card.note, card.ordinal, deck=card.deck_path), (), typing=False)
        self.view.reveal(None, "")
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge by 1 and 2."""
        letter = letter_of(event)
        if letter in ("1", "2") and not event.isAutoRepeat():
            self.judged.emit(letter == "1")
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Stop what moves or sounds."""
        self.view.media.forget()
