"""What every kind of plan has on the page: its plans with what each does, and a button for one more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.labels import Button, label, plain_tip
from desktop.gui.words import tr
from desktop.store.changes import Changes

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

BESIDE = 520
"""Width that a plan and its buttons need beside each other, at 100 %."""


class Entry(NamedTuple):
    """A plan as the page shows it.

    Attributes:
        number: of the plan.
        title: what it is, such as "Thursday, 12 December".
        does: what it does from today on, in a sentence.
        result: what it has led to so far; "" = nothing to say.
        tip: how that was found out.
        over: whether it has no more effect.
    """

    number: int
    title: str
    does: str
    result: str = ""
    tip: str = ""
    over: bool = False


class Listed(QFrame):
    """One plan with its buttons.

    Args:
        entry: what it shows.
        change: asks for other values; None = it is over.
        remove: removes it.
    """

    def __init__(
        self, entry: Entry, change: Callable[[], object] | None, remove: Callable[[], object], beside: int
    ) -> None:
        super().__init__()
        self._beside = beside
        self.setObjectName(f"plan-{entry.number}")
        self.setProperty("role", "surface")
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(entry.title, "name", wrap=True))
        for name, text in (("result", entry.result), ("does", entry.does)):
            if text:
                line = label(text, "muted" if name == "does" else "body", wrap=True)
                line.setObjectName(f"plan-{name}-{entry.number}")
                line.setToolTip(plain_tip(entry.tip if name == "result" else ""))
                texts.addWidget(line)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        if change is not None:
            self._add("change", tr("Change…"), entry, change)
        self._add("remove", tr("Remove"), entry, remove)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(12)
        self._row.addLayout(texts, 1)
        self._row.addLayout(self.buttons)

    def _add(self, name: str, text: str, entry: Entry, do: Callable[[], object]) -> None:
        made = Button(text)
        made.setObjectName(f"plan-{name}-{entry.number}")
        told = f"{entry.title}. {entry.result} {entry.does}".strip()
        made.setAccessibleName(f"{text.rstrip('…')}: {entry.title}")
        made.setAccessibleDescription(told)
        made.setAutoDefault(True)
        made.clicked.connect(lambda _=False: do())
        self.buttons.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below where it is narrow."""
        super().resizeEvent(event)
        across = self.width() >= self._beside
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )


class Section(QWidget):
    """One kind of plan. A kind says what its texts are, and reads, adds and changes its plans.

    Args:
        window: of the app.
    """

    name = ""
    """Of the kind, as in the names of widgets."""
    title = ""
    explained = ""
    """What such a plan is for, in a sentence."""
    more = ""
    """What the button for one more says."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._asked = 0
        self._wants_keys = False
        self._shown: list[Listed] = []
        self.setObjectName(f"plans-{self.name}")
        self.add_button = Button(tr(self.more))
        self.add_button.setObjectName(f"plans-add-{self.name}")
        self.add_button.setAccessibleName(tr(self.more).rstrip("…"))
        self.add_button.setAutoDefault(True)
        self.add_button.clicked.connect(lambda _=False: self.add())
        self._note = label("", "caption", wrap=True)
        self._note.setObjectName(f"plans-note-{self.name}")
        self._note.hide()
        self._below = QVBoxLayout()
        self._below.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(tr(self.title), "section", wrap=True))
        column.addWidget(label(tr(self.explained), "muted", wrap=True))
        column.addLayout(self._below)
        column.addWidget(self._note)
        column.addLayout(row)

    # ------------------------------------------------------------------ what a kind does

    def read(self) -> tuple[list[Entry], str]:
        """Return its plans, and a note below them; on the thread of the jobs."""
        raise NotImplementedError

    def add(self) -> None:
        """Ask for one more and make it."""
        raise NotImplementedError

    def change(self, number: int) -> None:
        """Ask for other values of a plan and set them."""
        raise NotImplementedError

    # ------------------------------------------------------------------ what all do

    def refresh(self) -> None:
        """Read, and show it when that is done; what was asked for before no longer counts."""
        self._asked += 1
        asked = self._asked

        def show(found: tuple[list[Entry], str]) -> None:
            if asked == self._asked:
                self._show(*found)

        self._window.jobs.run(self.read, show, self._window.notices.refuse)

    def take_keys(self) -> None:
        """Take the keyboard: to the first plan, once they are read, else to the button for one more."""
        self.add_button.setFocus()
        self._wants_keys = True

    def _show(self, entries: list[Entry], note: str) -> None:
        focused = self._window.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        for each in self._shown:
            each.hide()
            each.deleteLater()
        self._shown = []
        beside = self._window.look.px(BESIDE)
        for entry in entries:
            change = None if entry.over else partial(self.change, entry.number)
            made = Listed(entry, change, partial(self.remove, entry.number, entry.title), beside)
            self._shown.append(made)
            self._below.addWidget(made)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._order()
        if self._wants_keys and self._shown and self.add_button.hasFocus():
            self._shown[0].findChildren(Button)[0].setFocus()
        elif name:
            kept = [found for each in self._shown if (found := each.findChild(QWidget, name))]
            (kept[0] if kept else self.add_button).setFocus()
        self._wants_keys = False

    def _order(self) -> None:
        buttons = [item for each in self._shown for item in each.findChildren(Button)] + [self.add_button]
        for one, other in pairwise(buttons):
            QWidget.setTabOrder(one, other)

    def remove(self, number: int, title: str) -> None:
        """Remove a plan; the notice takes that back."""
        self.carry_out(
            lambda: self._window.collection.plans.remove(number), tr("Removed: {plan}.").format(plan=title)
        )

    def carry_out(self, deed: Callable[[], Changes], told: str) -> None:
        """Do something with a plan, and say so."""
        carry_out(self._window, deed, told)
        self.add_button.setFocus()


def carry_out(window: MainWindow, deed: Callable[[], Changes], told: str) -> None:
    """Do something with a plan, and say so with a way back."""
    try:
        window.apply(deed())
    except UserError as error:
        window.notices.refuse(error)
    else:
        window.notices.tell(told, tr("Undo"), window.undo)
