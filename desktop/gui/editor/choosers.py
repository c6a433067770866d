"""Choosing what kind of note it is, and the deck that it goes to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.store.planner import paths
from desktop.store.writing.notes import Writing
from desktop.study.note import NoteType

MOST_SHOWN = 80
"""Letters of a name."""


class TypeChooser(QComboBox):
    """Chooses a note type; a choice between the two sides stands beside the others as if it were one."""

    chosen = Signal()

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self._writing = writing
        self._entries: list[tuple[NoteType, bool]] = []
        self.setObjectName("note-type")
        self.setAccessibleName(tr("Kind of note"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
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
        if before is not None:
            self.choose(before[0], sides=before[1])

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


class DeckChooser(QComboBox):
    """Chooses a deck by its path; typing finds it by any part of that."""

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self._decks: list[tuple[int, str, str]] = []
        self.setObjectName("deck")
        self.setAccessibleName(tr("Deck"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
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
        before = self.number
        rows = self._collection.tree()
        self._decks = [(row.number, str(row.uid), path) for row, path in zip(rows, paths(rows), strict=True)]
        self.blockSignals(True)
        self.clear()
        self.addItems([path for _, _, path in self._decks])
        self.blockSignals(False)
        if before is not None:
            self.choose(before)

    def _settle(self) -> None:
        """Show the deck that is chosen, whatever was typed that is none."""
        at = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if at >= 0:
            self.setCurrentIndex(at)
        self.setEditText(self.itemText(self.currentIndex()))

    @property
    def number(self) -> int | None:
        """The row number of the deck; None where there is none."""
        at = self.currentIndex()
        return self._decks[at][0] if 0 <= at < len(self._decks) else None

    @property
    def uid(self) -> str:
        """The identity of the deck; empty where there is none."""
        at = self.currentIndex()
        return self._decks[at][1] if 0 <= at < len(self._decks) else ""

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the deck and those it lies in, from the top."""
        return tuple(self.itemText(self.currentIndex()).split("::"))

    def choose(self, number: int) -> None:
        """Choose a deck by its row number."""
        at = next((at for at, deck in enumerate(self._decks) if deck[0] == number), -1)
        if at >= 0:
            self.setCurrentIndex(at)

    def with_uid(self, uid: str) -> int | None:
        """Return the deck with an identity; None where there is none."""
        return next((number for number, each, _ in self._decks if each == uid), None)
