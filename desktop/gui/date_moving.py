"""Options that move due days: how many, is asked first; computing them anew does not hold the window up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from desktop.errors import UserError
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label
from desktop.gui.progressing import Progressing, unless_stopped
from desktop.gui.words import moved, tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.store.what_if import Moves


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
        self._work = Progressing(self)
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
        self._work.stop()
        self._asked = asked = (deck, values)
        work = self._begin(tr("Counting the due days that this moves…"))

        def told(moves: Moves | None) -> None:
            if self._asked is asked and moves is not None:
                self._tell(moves)

        self._jobs.run(
            unless_stopped(
                lambda: self._collection.decks.apart(lambda decks: decks.what_if(*asked, progress=work))
            ),
            told,
            self._refuse,
        )

    def _begin(self, text: str) -> Progressing:
        """Show what is done, and how far it is as it goes on."""
        self._work = work = Progressing(self)

        def show(done: int, total: int) -> None:
            if self._work is work and not work.stopped:
                self._show(f"{text} {done * 100 // max(1, total)} %", asks=False)

        work.told.connect(show)
        self._show(text, asks=False)
        return work

    def _tell(self, moves: Moves) -> None:
        if moves.moved:
            self._show(moved(moves), asks=True)
            self._go.setFocus()
        else:
            self._carry_out()

    def _carry_out(self) -> None:
        if self._asked is None:
            return
        asked, self._asked = self._asked, None
        self.is_working = True
        self._wait.setEnabled(False)
        work = self._begin(tr("Computing the due days anew…"))
        self._jobs.run(
            unless_stopped(
                lambda: self._collection.decks.apart(lambda decks: decks.set_options(*asked, progress=work))
            ),
            self._done,
            self._refuse,
        )

    def leave(self) -> None:
        """Leave the option as it is, also while due days are counted or computed."""
        self._work.stop()
        self._asked = None
        if not self.is_working:
            self._end()

    def _done(self, changes: Changes | None) -> None:
        self._end()
        if changes is not None:
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
        self._leave.setVisible(not self.is_working or not self._wait.isAncestorOf(self))
        if self.isHidden():
            self.show()
            QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        """Scroll to the line once it has its place: it may stand below what shows of a page."""
        at = self.parentWidget()
        while at is not None and not isinstance(at, QScrollArea):
            at = at.parentWidget()
        if isinstance(at, QScrollArea):
            at.ensureWidgetVisible(self)
