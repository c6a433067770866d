"""The warning that another note begins with the same words, looked up while somebody writes."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from desktop.errors import UserError
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.store.collection import Collection

PAUSE_MS = 250
"""How long nothing was typed before the lookup."""


class Doubles(QWidget):
    """Looks notes up off the window's thread, and offers to go to the one that it found."""

    due = Signal()
    """It is time to ask."""
    wanted = Signal(int)
    """Somebody wants to see a note."""

    def __init__(self, collection: Collection, jobs: Jobs) -> None:
        super().__init__()
        self._collection = collection
        self._jobs = jobs
        self._asked: tuple[UUID, str, int] | None = None
        self._is_looking = False
        self.found: tuple[int, ...] = ()
        self._text = label("", "body", wrap=True)
        self._text.setProperty("tone", "hard")
        self._text.setObjectName("double")
        self._button = QPushButton(tr("Show it"))
        self._button.setObjectName("show-double")
        self._button.setAccessibleName(tr("Show the other note"))
        self._button.clicked.connect(lambda _=False: self._go())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.due)
        self.hide()

    def ask_soon(self) -> None:
        """Look when nothing was typed for a moment."""
        self._pause.start()

    def ask(self, note_type: UUID, html: str, but: int) -> None:
        """Look for notes that begin with the same words.

        Args:
            note_type: identity of the type of the note.
            html: of its first field; empty = there is nothing to look for.
            but: row number of the note itself; 0 = it is new.
        """
        if (note_type, html, but) == self._asked:
            return
        self._asked = note_type, html, but
        if html:
            self._look()
        else:
            self._show(())

    def _go(self) -> None:
        if self.found:
            self.wanted.emit(self.found[0])

    def _look(self) -> None:
        if self._is_looking or self._asked is None:
            return
        self._is_looking = True
        asked = self._asked
        searcher = self._collection.searcher()

        def work() -> tuple[int, ...]:
            try:
                return searcher.alike(asked[0], asked[1], but=asked[2])
            finally:
                searcher.close()

        self._jobs.run(work, partial(self._take, asked), lambda error: self._fail(asked, error))

    def _take(self, asked: tuple[UUID, str, int], found: tuple[int, ...]) -> None:
        if not isValid(self):
            return  # the dialog was closed meanwhile
        self._is_looking = False
        if asked == self._asked:
            self._show(found)
        else:
            self._look()

    def _fail(self, asked: tuple[UUID, str, int], _error: UserError) -> None:
        """A lookup that cannot be made is no reason to disturb anybody who writes."""
        self._take(asked, ())

    def _show(self, found: tuple[int, ...]) -> None:
        self.found = found
        one = tr("Another note of this type begins with the same words.")
        more = tr("{count} other notes of this type begin with the same words.")
        self._text.setText(one if len(found) == 1 else more.format(count=len(found)))
        self.setVisible(bool(found))
