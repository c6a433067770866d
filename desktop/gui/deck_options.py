"""The options of one deck: what it has for itself, what it follows, and why today brings what it does."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.date_moving import DateMoving
from desktop.gui.deck_numbers import RULE, explained
from desktop.gui.dialogs import Dialog
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label, plain_tip
from desktop.gui.look import Look
from desktop.gui.rows import Rows
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.study.options import FOLDED, PER_DAY

GROUPS = (
    ("Each day", RULE, PER_DAY),
    ("Order", "", ("new_order", "new_place", "review_order", "siblings_apart")),
    ("Answering", "", ("buttons", "repeat_hard")),
    ("Leeches", "", ("leech_lapses", "leech_action")),
    (
        "Scheduling",
        "A change computes due days anew; which ones it moves, is told first.",
        ("scheduler", "retention", "cap", "fuzz"),
    ),
)
"""Title, explanation and options of each group."""


class DeckOptionsDialog(Dialog):
    """Every option that a deck can have for itself; each change is stored at once and can be undone."""

    changed = Signal(Changes)
    refused = Signal(UserError)

    def __init__(self, parent: QWidget, collection: Collection, jobs: Jobs, look: Look, deck: int) -> None:
        place = collection.decks.place(deck)
        super().__init__(parent, "deck-options", tr("Options of {deck}").format(deck=place.shown), 680)
        self._collection = collection
        self._look = look
        self._deck = deck
        self._own: dict[str, Any] = {}
        self._above = tr("all your decks")
        if place.parent is not None:
            self._above = collection.decks.place(place.parent).shown
        body = QWidget()
        self._rows = Rows(look, collection.locked, self)
        self._why = label("", "body", wrap=True)
        self._why.setObjectName("deck-today")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("Today"), "overline"))
        column.addWidget(self._why)
        for title, text, names in GROUPS:
            group = self._rows.group(column, tr(title), tr(text), None)
            for name in names:
                self._add(group, name)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("deck-options-area")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setMinimumHeight(220)
        self.column.addWidget(area, 1)
        self._moving = DateMoving(collection, jobs, body)
        self._moving.changed.connect(self._tell)
        self._moving.refused.connect(self._refuse)
        self._moving.ended.connect(self._load)
        self.column.addWidget(self._moving)
        self._fault = label("", "body", wrap=True)
        self._fault.setObjectName("fault")
        self._fault.setProperty("tone", "again")
        self._fault.hide()
        self.column.addWidget(self._fault)
        self._all = self.add_button("reset-all", tr("Reset all"), self._reset_all)
        text = tr("Let the deck follow {deck} in everything").format(deck=self._above)
        self._all.setToolTip(plain_tip(text))
        self.add_button("close", tr("Close"), self.accept, primary=True)
        self.resize(self.width(), look.px(640))
        self._load()

    def _add(self, group: QVBoxLayout, name: str) -> None:
        words, row = self._rows.option(
            group, name, lambda: getattr(self._options, name), partial(self._set, name)
        )
        follows = label("", "muted", wrap=True)
        follows.setObjectName(f"follows-{name}")
        words.addWidget(follows)
        back = QToolButton()
        back.setObjectName(f"reset-{name}")
        text = tr("Follow {deck} again").format(deck=self._above)
        back.setAccessibleName(text)
        back.setToolTip(plain_tip(text))
        back.setIcon(self._look.icons.icon("undo-2"))
        back.setIconSize(QSize(self._look.px(16), self._look.px(16)))
        back.clicked.connect(lambda _=False: self._set(name, None))
        kept = back.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        back.setSizePolicy(kept)
        row.addWidget(back)

        def load() -> None:
            own = name in self._own
            back.setVisible(own)
            follows.setText(self._followed(name, own))

        self._rows.loaders.append(load)

    def _followed(self, name: str, own: bool) -> str:
        if name in self._collection.locked:
            return ""
        if own:
            return tr("Set for this deck")
        if name in PER_DAY:
            return tr("No limit of its own; as {deck}").format(deck=self._above)
        return tr("As {deck}").format(deck=self._above)

    def _load(self) -> None:
        """Show what is set now."""
        decks = self._collection.decks
        self._options = decks.options(self._deck)
        self._own = decks.own(self._deck)
        self._rows.load()
        self._all.setEnabled(bool(self._own))
        self._why.setText("\n".join(explained(decks.outlook(self._deck))))

    def _set(self, name: str, value: Any) -> None:
        if value is not None and value == getattr(self._options, name):
            return
        if name in FOLDED:
            self._moving.ask(self._deck, {name: value})
        else:
            self._do({name: value})

    def _do(self, values: dict[str, Any]) -> None:
        try:
            changes = self._collection.decks.set_options(self._deck, values)
        except UserError as error:
            self._refuse(error)
        else:
            self._tell(changes)
        self._load()

    def _reset_all(self) -> None:
        values = dict.fromkeys(self._own)
        if FOLDED.intersection(values):
            self._moving.ask(self._deck, values)
        else:
            self._do(values)

    def _tell(self, changes: Changes) -> None:
        self._fault.hide()
        self.changed.emit(changes)

    def _refuse(self, error: UserError) -> None:
        self._fault.setText(str(error))
        self._fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter end the typing of a number, and close the dialog only from its button."""
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enters or isinstance(self.focusWidget(), QPushButton):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Close, unless due days are being computed: that ends by itself."""
        if not self._moving.is_working:
            super().reject()

    def accept(self) -> None:
        """Close; see `reject`."""
        if not self._moving.is_working:
            super().accept()
