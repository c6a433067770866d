"""Cards as a screen shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from desktop.errors import NotFound
from desktop.store.database import Database
from desktop.store.forest import Forest
from desktop.store.library import Library
from desktop.store.reader import Row
from desktop.store.states import COLUMNS, schedule_of
from desktop.study.note import Note, NoteType, card_name, card_uid, identity_of
from desktop.study.schedule import Schedule

SEPARATOR = "\x1f"
VIEWS = f"""
SELECT c.id, c.ordinal, c.suspended, c.buried, c.flag, d.id, d.name,
 (SELECT COUNT(*) FROM review r WHERE r.card = c.id AND r.id NOT IN (SELECT entry FROM void)),
 n.id, n.uid, n.note_type, n.fields, n.topic,
 (SELECT group_concat(tag, char(31)) FROM note_tag WHERE note = n.id AND present = 1),
 {", ".join("s." + name for name in COLUMNS.split(", "))}
FROM card c JOIN note n ON n.id = c.note JOIN deck d ON d.id = c.deck JOIN schedule s ON s.card = c.id
"""


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything that a screen shows about one card.

    Attributes:
        deck_path: names of its deck and of those that lies in, from the top.
        buried: study day from which it may show again.
        answers: how often it was answered, without what was taken back.
    """

    number: int
    note_number: int
    note: Note
    ordinal: int
    deck_path: tuple[str, ...]
    schedule: Schedule
    suspended: bool
    buried: int
    flag: int
    answers: int

    @property
    def uid(self) -> UUID:
        """The card's identity: the same on every computer."""
        return card_uid(self.note.uid.bytes, self.ordinal)

    @property
    def name(self) -> str:
        """What `Cards.number_of` finds it by."""
        return card_name(self.note.uid.bytes, self.ordinal)

    @property
    def deck(self) -> str:
        """The name of its deck."""
        return self.deck_path[-1]


class Cards:
    """Reads cards, each with its note and schedule in one query."""

    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    def numbered(self, number: int) -> CardView:
        """Return one card by its row number."""
        rows = self._database.rows(VIEWS + "WHERE c.id = ?", number)
        if not rows:
            raise NotFound("There is no such card.", "It may have been deleted.")
        return next(self._views(rows))

    def of_decks(self, decks: list[int]) -> list[CardView]:
        """Return all cards of decks that were not deleted, deck by deck, each in its order."""
        found: list[CardView] = []
        for deck in decks:
            rows = self._database.rows(
                VIEWS + "WHERE c.deck = ? AND c.deleted = 0 AND n.deleted = 0 ORDER BY c.position, c.ordinal",
                deck,
            )
            found += self._views(rows)
        return found

    def number_of(self, name: str) -> int:
        """Return the row number of a card that was not deleted, by its name."""
        identity = identity_of(name)
        number = identity and self._database.value(
            "SELECT c.id FROM card c JOIN note n ON n.id = c.note"
            " WHERE n.uid = ? AND c.ordinal = ? AND c.deleted = 0 AND n.deleted = 0",
            *identity,
        )
        if number is None:
            raise NotFound(f"There is no card {name!r}.", "The command `cards` lists them.")
        return int(number)

    def _views(self, rows: list[Row]) -> Iterator[CardView]:
        types: dict[int, NoteType] = {}
        forest = Forest(self._database.rows)
        for row in rows:
            number, ordinal, suspended, buried, flag, deck, name, answers = row[:8]
            note_number, note_uid, type_number, fields, topic, tags = row[8:14]
            if type_number not in types:
                types[type_number] = self._library.note_type(type_number)
            labels = tuple(sorted(tags.split(SEPARATOR))) if tags else ()
            note = Note(UUID(bytes=note_uid), types[type_number], json.loads(fields), labels, topic)
            yield CardView(
                number=number,
                note_number=note_number,
                note=note,
                ordinal=ordinal,
                deck_path=forest.path(deck) or (name,),
                schedule=schedule_of(row[14:]),
                suspended=bool(suspended),
                buried=buried,
                flag=flag,
                answers=answers,
            )
