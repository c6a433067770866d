"""Choosing what kind of note it is, and the deck that it goes to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from desktop.gui.combo import Combo
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.store.deck_rows import paths
from desktop.store.writing.notes import Writing
from desktop.study.deck_names import BETWEEN
from desktop.study.note import NoteType

MOST_SHOWN = 80
"""Letters of a name."""


class Chooser(Combo):
    """A box that is no wider than it must."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)


class TypeChooser(Chooser):
    """Chooses a note type; a choice between the two sides stands beside the others as if it were one."""

    chosen = Signal()

    def __init__(self, writing: Writing) -> None:
        super().__init__("note-type", tr("Kind of note"))
        self._writing = writing
        self._entries: list[tuple[NoteType, bool]] = []
        self.activated.connect(lambda _: self.chosen.emit())
        self.load()

    def load(self) -> None:
        """Offer the note types there are now; the chosen one stays."""
        before = self._entries[self.currentIndex()] if self._entries else None
        self._entries = []
        self.clear()
        for note_type in self._writing.note_types():
            if note_type.kind == "occlusion":
                continue  # they are drawn, not written
            self._add(note_type, note_type.name)
            if note_type.kind == "choice" and note_type.name == "Choice":
                self._add(note_type, tr("Sales or marketing?"), sides=True)
        uids = [(note_type.uid, sides) for note_type, sides in self._entries]
        if before is not None and (before[0].uid, before[1]) in uids:
            self.setCurrentIndex(uids.index((before[0].uid, before[1])))

    def _add(self, note_type: NoteType, name: str, *, sides: bool = False) -> None:
        self._entries.append((note_type, sides))
        self.addItem(name if len(name) <= MOST_SHOWN else f"{name[: MOST_SHOWN - 1]}…")

    @property
    def note_type(self) -> NoteType:
        """The type that is chosen."""
        return self._entries[self.currentIndex()][0]

    @property
    def sides(self) -> bool:
        """Whether a choice between the two sides is wanted."""
        return self._entries[self.currentIndex()][1]

    def choose(self, note_type: NoteType, *, sides: bool = False) -> None:
        """Choose a type, which is offered from then on."""
        uids = [(each.uid, is_sides) for each, is_sides in self._entries]
        if (note_type.uid, sides) not in uids:
            self._add(note_type, note_type.name, sides=sides)
            uids.append((note_type.uid, sides))
        self.setCurrentIndex(uids.index((note_type.uid, sides)))

    def with_uid(self, uid: str) -> NoteType | None:
        """Return the type with an identity; None where there is none."""
        return next((each for each, _ in self._entries if str(each.uid) == uid), None)


class DeckChooser(Chooser):
    """Chooses a deck by its path; typing finds it by any part of that, or names a new one."""

    def __init__(self, collection: Collection) -> None:
        super().__init__("deck", tr("Deck"))
        self._collection = collection
        self._decks: list[tuple[int, str, str]] = []
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if completer := self.completer():
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            if popup := completer.popup():
                popup.setObjectName("deck-completions")
                popup.setAccessibleName(tr("Decks"))
        if line := self.lineEdit():
            line.setObjectName("deck-line")
            line.setAccessibleName(tr("Deck"))
            line.editingFinished.connect(self._settle)
        self.load()

    def load(self) -> None:
        """Offer the decks there are now; the chosen one stays."""
        before, typed = self.number, self.currentText() if self.count() and self.is_new else ""
        rows = self._collection.tree()
        self._decks = [(row.number, str(row.uid), path) for row, path in zip(rows, paths(rows), strict=True)]
        self.blockSignals(True)
        self.clear()
        self.addItems([path for _, _, path in self._decks])
        self.blockSignals(False)
        if before is not None:
            self.choose(before)
        elif typed:
            self.setEditText(typed)
        self._show_start()

    def _settle(self) -> None:
        """Take what was typed for the deck that it names."""
        at = self._typed
        if at is not None:
            self.setCurrentIndex(at)
            self.setEditText(self.itemText(at))
            self._show_start()

    def _show_start(self) -> None:
        """Show how a long path begins."""
        if line := self.lineEdit():
            line.setCursorPosition(0)

    @property
    def _typed(self) -> int | None:
        """The place of the deck that is named; of none for a new one; that of the one before for nothing."""
        text = self.currentText().strip()
        if not text:
            return self.currentIndex()
        at = self.findText(text, Qt.MatchFlag.MatchFixedString)
        return at if at >= 0 else None

    @property
    def is_new(self) -> bool:
        """Whether a deck is named that is not there yet."""
        return self._typed is None

    @property
    def number(self) -> int | None:
        """The row number of the deck; None where there is none, or it is new."""
        at = self._typed
        return self._decks[at][0] if at is not None and 0 <= at < len(self._decks) else None

    @property
    def target(self) -> int | str | None:
        """The deck as `Writing.add` takes it; None where there is none."""
        return self.currentText().strip() if self.is_new else self.number

    @property
    def uid(self) -> str:
        """The identity of the deck; empty where there is none, or it is new."""
        at = self._typed
        return self._decks[at][1] if at is not None and 0 <= at < len(self._decks) else ""

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the deck and those it lies in, from the top."""
        at = self._typed
        text = self.currentText().strip() if at is None else self.itemText(at)
        return tuple(text.split(BETWEEN))

    def choose(self, number: int) -> None:
        """Choose a deck by its row number."""
        at = next((at for at, deck in enumerate(self._decks) if deck[0] == number), -1)
        if at >= 0:
            self.setCurrentIndex(at)
            self._show_start()

    def with_uid(self, uid: str) -> int | None:
        """Return the deck with an identity; None where there is none."""
        return next((number for number, each, _ in self._decks if each == uid), None)


class Choosers(QWidget):
    """Both choosers side by side."""

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self.types = TypeChooser(collection.writing)
        self.decks = DeckChooser(collection)
        self._new_deck = label("", "muted", wrap=True)
        self._new_deck.setObjectName("new-deck")
        self._new_deck.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, box in ((tr("Kind of note"), self.types), (tr("Deck"), self.decks)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(text, "overline"))
            column.addWidget(box)
            row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self._new_deck)
        self.decks.currentTextChanged.connect(lambda _: self._tell_new())

    def _tell_new(self) -> None:
        """Say where a deck is named that is not there yet."""
        text = tr("There is no deck {deck} yet: it is made together with the note.")
        is_new = self.decks.is_new
        self._new_deck.setText(text.format(deck=BETWEEN.join(self.decks.path)) if is_new else "")
        self._new_deck.setVisible(is_new)
