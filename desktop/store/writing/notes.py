"""Adding notes and changing what they say. Each is one step that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import uuid4

from desktop.errors import NotFound, UserError
from desktop.store.changes import Changes
from desktop.store.database import Database
from desktop.store.decks import Decks
from desktop.store.journal import Action, Journal
from desktop.store.json_text import json_text
from desktop.store.library import TAKEN_BACK, Library
from desktop.store.schedules import Schedules
from desktop.store.search.names import DISTINCT_TAGS
from desktop.study.calendar import Clock
from desktop.study.folding import readable
from desktop.study.note import Note, NoteType
from desktop.study.own_types import OWN_TYPES

LONGEST_LABEL = 80
UNCHANGED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Added:
    """A note that was added.

    Attributes:
        note: its row number.
        cards: row numbers of the cards that it makes.
    """

    note: int
    cards: tuple[int, ...]
    changes: Changes


class Writing:
    """Writes the notes of one collection."""

    def __init__(
        self,
        database: Database,
        library: Library,
        schedules: Schedules,
        journal: Journal,
        decks: Decks,
        clock: Clock,
    ) -> None:
        self._database = database
        self._library = library
        self._schedules = schedules
        self._journal = journal
        self._decks = decks
        self._clock = clock

    # ------------------------------------------------------------------ what there is to choose from

    def note_types(self) -> list[NoteType]:
        """Return the note types there are: those that come with the app first, whether in use or not."""
        own = {each.uid: each for each in OWN_TYPES}
        numbers = self._database.rows("SELECT id FROM note_type WHERE deleted = 0 ORDER BY name, id")
        stored = {each.uid: each for each in (self._library.note_type(number) for (number,) in numbers)}
        first = [stored.pop(uid, note_type) for uid, note_type in own.items()]
        return [*first, *stored.values()]

    def tags(self) -> list[str]:
        """Return the tags there are, in their order."""
        return [
            tag
            for (tag,) in self._database.rows(DISTINCT_TAGS)
            if self._database.value("SELECT 1 FROM note_tag WHERE tag = ? AND present = 1 LIMIT 1", tag)
        ]

    def note(self, number: int) -> Note:
        """Return a note by its row number.

        Raises:
            NotFound: there is none.
        """
        return self._library.note(number)

    def deck_of(self, number: int) -> int | None:
        """Return the deck of a note's first card; None where it has no card."""
        found = self._database.value(
            "SELECT deck FROM card WHERE note = ? ORDER BY deleted, ordinal LIMIT 1", number
        )
        return None if found is None else int(found)

    def is_made(self, card: int) -> bool:
        """Return whether a card is there: its note still makes it, and nobody deleted either."""
        found = self._database.value(
            "SELECT 1 FROM card c JOIN note n ON n.id = c.note"
            " WHERE c.id = ? AND c.deleted = 0 AND n.deleted = 0",
            card,
        )
        return found is not None

    # ------------------------------------------------------------------ writing

    def add(
        self, note_type: NoteType, fields: Mapping[str, str], *, deck: int | str, tags: Iterable[str] = ()
    ) -> Added:
        """Add a note. Undoable.

        Args:
            note_type: in use already, or one that comes with the app.
            fields: HTML by field name; those that are left out are empty.
            deck: row number of the deck of its cards, or the path of one that is made where it is not there.
            tags: see `tidy`.

        Raises:
            UserError: nobody could answer its cards, or there is no such field or deck; nothing was changed.
        """
        texts = dict.fromkeys(note_type.fields, "") | dict(fields)
        _know(note_type, fields)
        self._library.check(note_type, texts)
        label = next((text for text in map(readable, texts.values()) if text), "")
        with self._journal.action("add", label[:LONGEST_LABEL]) as action:
            place = self._deck(action, deck)
            note = Note(uuid4(), note_type, texts)
            # It counts as taken back at first: undoing the step brings it back to that.
            number = self._database.insert(
                "INSERT INTO note (uid, note_type, fields, created_ms, deleted) VALUES (?, ?, ?, ?, ?)",
                note.uid.bytes,
                self._library.type_number(note_type),
                json_text(texts),
                self._clock().at_ms,
                TAKEN_BACK,
            )
            action.set("note", number, deleted=0)
            self._tag(action, number, (), tidy(tags))
            cards = self._make_cards(number, note, place)
        return Added(number, tuple(cards), Changes(cards=True, decks=True))

    def edit(
        self,
        number: int,
        fields: Mapping[str, str] = UNCHANGED,
        *,
        tags: Iterable[str] | None = None,
        deck: int | str | None = None,
        note_type: NoteType | None = None,
    ) -> Changes:
        """Change a note; its cards keep their schedules. One step, which can be taken back.

        Cards that the new text no longer calls for are set aside.

        Args:
            number: of the note.
            fields: the new HTML of those fields that change.
            tags: all of its tags from now on, see `tidy`; None = as they are.
            deck: row number or path of the deck that all of its cards move to, see `add`; None = they stay.
                A note that has no cards yet needs one to get some.
            note_type: what it is from now on, with `fields` as all of its texts; None = it stays what it is.
                A card keeps its place and its schedule; those that the type does not make are set aside.

        Raises:
            UserError: nobody could answer its cards any more, or there is no such field or deck; nothing was
                changed.
        """
        with self._journal.action("edit") as action:
            note = self._library.note(number)
            kept = note.note_type if note_type is None else note_type
            _know(kept, fields)
            texts = (dict(note.fields) if note_type is None else dict.fromkeys(kept.fields, "")) | dict(
                fields
            )
            if texts != dict(note.fields):
                self._library.check(kept, texts)
                action.set("note", number, fields=json_text(texts))
            action.set("note", number, note_type=self._library.type_number(kept))
            if tags is not None:
                self._tag(action, number, note.tags, tidy(tags))
            place = None if deck is None else self._deck(action, deck)
            if place is not None:
                for card in self._library.cards_of(number):
                    action.set("card", card, deck=place)
            if not action.begun:
                return Changes()
            if not self._library.recard(number) and place is not None:
                self._make_cards(number, self._library.note(number), place)
        return Changes(cards=True, decks=True)

    def _make_cards(self, number: int, note: Note, deck: int) -> list[int]:
        """Make the cards of a note that has none yet, behind all new cards of a deck."""
        last = self._database.value("SELECT MAX(position) FROM schedule WHERE deck = ? AND state = 0", deck)
        position = number if last is None else max(number, last + 1)
        cards = self._library.make_cards(number, note, note.fields, deck, position)
        self._schedules.add(cards)
        self._schedules.settle(cards)
        return cards

    def _deck(self, action: Action, deck: int | str) -> int:
        """Return the row number of a deck, which is made where a path leads to none."""
        if isinstance(deck, str):
            return self._decks.within(action, deck)
        if self._database.value("SELECT 1 FROM deck WHERE id = ? AND deleted = 0", deck) is None:
            raise NotFound("There is no such deck.", "It may have been deleted.")
        return deck

    def _tag(self, action: Action, number: int, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        for tag in sorted({*before, *after}):
            if (tag in before) != (tag in after):
                action.tag(number, tag, present=tag in after)


def _know(note_type: NoteType, fields: Iterable[str]) -> None:
    if strange := set(fields) - set(note_type.fields):
        raise UserError(f"The note has no field {min(strange)!r}.")


def tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are stored: each once, none empty, single spaces, no signs that are no text."""
    clean = (" ".join("".join(sign if sign.isprintable() else " " for sign in tag).split()) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in clean if tag))
