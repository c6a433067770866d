"""Below a question of a mock test: back, on, how far it is, the time left, handing in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.gui.labels import Button, label
from desktop.gui.words import tr
from desktop.study.mock_test import MockTest


class Bars(QWidget):
    """The foot of a question."""

    go = Signal(int)
    hand_in = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._back = self._button("test-back", "◂", tr("The question before (Page Up)"))
        self._on = self._button("test-on", "▸", tr("The next question (Page Down or Enter)"))
        self._back.clicked.connect(lambda _=False: self.go.emit(-1))
        self._on.clicked.connect(lambda _=False: self.go.emit(1))
        self.hand_in_button = self._button("test-hand-in", tr("Hand in"), tr("Hand in"))
        self.hand_in_button.clicked.connect(lambda _=False: self.hand_in.emit())
        self._how_far = label("", "caption", wrap=True)
        self._how_far.setObjectName("test-how-far")
        self._time = label("", "caption")
        self._time.setObjectName("test-time")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self._on)
        row.addSpacing(8)
        row.addWidget(self._how_far, 1)
        row.addWidget(self._time)
        row.addWidget(self.hand_in_button)

    def _button(self, name: str, text: str, tip: str) -> Button:
        made = Button(text)
        made.setObjectName(name)
        made.setAccessibleName(tip)
        made.setToolTip(tip)
        made.setAutoDefault(True)
        return made

    def show_test(self, test: MockTest) -> None:
        """Show how far a test is."""
        text = tr("Question {at} of {all}").format(at=test.at + 1, all=len(test.questions))
        left = len(test.open)
        text += " · " + (tr("{count} without an answer").format(count=left) if left else tr("all answered"))
        self._how_far.setText(text)
        self._back.setEnabled(test.at > 0)
        self._on.setEnabled(test.at + 1 < len(test.questions))

    def show_time(self, text: str) -> None:
        """Show the time that is left; "" = there is no limit."""
        self._time.setText(text)
        self._time.setVisible(bool(text))
