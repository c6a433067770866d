"""Options that move due days: how many, is asked first; computing them anew does not hold the window up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.errors import UserError
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label
from desktop.gui.words import due_days, tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection


class DateMoving(QFrame):
    """A line that asks whether due days may move; it shows only while it asks or works.

    Args:
        wait: what rests while due days are computed anew.
    """

    changed = Signal(Changes)
    refused = Signal(UserError)
    ended = Signal()
    """Tells that a question was answered, or was none."""

    def __init__(self, collection: Collection, jobs: Jobs, wait: QWidget) -> None:
        super().__init__()
        self._collection = collection
        self._jobs = jobs
        self._wait = wait
        self._asked: tuple[int | None, Mapping[str, Any]] | None = None
        self.is_working = False
        self.setObjectName("date-moving")
        self.setProperty("role", "surface")
        self._text = label("", "body", wrap=True)
        self._text.setObjectName("date-moving-text")
        self._go = self._button("date-moving-go", tr("Change"), self._carry_out)
        self._leave = self._button("date-moving-leave", tr("Leave it"), self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.addWidget(self._text, 1)
        row.addWidget(self._go)
        row.addWidget(self._leave)
        self.hide()

    def _button(self, name: str, text: str, do: Any) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.clicked.connect(lambda _=False: do())
        return made

    def ask(self, deck: int | None, values: Mapping[str, Any]) -> None:
        """Count what setting options would move, then ask; where nothing moves, set them.

        Args:
            deck: whose options; None = of all.
            values: by name; None = the deck follows those it lies in.
        """
        if self.is_working:
            return
        self._asked = asked = (deck, values)
        self._show(tr("Counting the due days that this moves…"), asks=False)

        def told(count: int) -> None:
            if self._asked is asked:
                self._tell(count)

        self._jobs.run(
            lambda: self._collection.decks.apart(lambda decks: decks.dates_moved(*asked)), told, self._refuse
        )

    def _tell(self, count: int) -> None:
        if count:
            self._show(tr("This moves {days}.").format(days=due_days(count)), asks=True)
            self._go.setFocus()
        else:
            self._carry_out()

    def _carry_out(self) -> None:
        if self._asked is None:
            return
        asked, self._asked = self._asked, None
        self.is_working = True
        self._wait.setEnabled(False)
        self._show(tr("Computing the due days anew…"), asks=False)
        self._jobs.run(
            lambda: self._collection.decks.apart(lambda decks: decks.set_options(*asked)),
            self._done,
            self._refuse,
        )

    def leave(self) -> None:
        """Leave the option as it is."""
        self._asked = None
        self._end()

    def _done(self, changes: Changes) -> None:
        self._end()
        self.changed.emit(changes)

    def _refuse(self, error: UserError) -> None:
        self._asked = None
        self._end()
        self.refused.emit(error)

    def _end(self) -> None:
        self.is_working = False
        self._wait.setEnabled(True)
        self.hide()
        self.ended.emit()

    def _show(self, text: str, *, asks: bool) -> None:
        self._text.setText(text)
        self._go.setVisible(asks)
        self._leave.setVisible(asks)
        self.show()
