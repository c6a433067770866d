"""Note types, notes and the cards that they make."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypedDict
from uuid import UUID

from desktop.errors import NotFound, UserError
from desktop.store.database import Database
from desktop.store.json_text import json_text
from desktop.store.schedules import LISTED, Schedules
from desktop.study.kinds import kind
from desktop.study.note import Note, NoteType, Template

NO_LONGER_MADE = 2
"""Value of `deleted`: what made it no longer calls for it (1: a person deleted it)."""
STRICT, ORDER = "strict", "order"
"""Options of a note type that are parts of it."""
TAKEN_BACK = 3
"""Value of `deleted`: the import or the step that made it was undone."""


class _Told(TypedDict):
    strict: bool
    order: tuple[int, ...]


class Library:
    """Notes and cards of one collection. Writes run inside the transaction that is open."""

    def __init__(self, database: Database, schedules: Schedules) -> None:
        self._database = database
        self._schedules = schedules

    def note_type(self, number: int) -> NoteType:
        """Return a note type by its row number."""
        row = self._database.row(
            "SELECT uid, name, kind, fields, templates, style, options FROM note_type WHERE id = ?", number
        )
        if row is None:
            raise NotFound("There is no such note type.")
        uid, name, key, fields, templates, style, options = row
        return NoteType(
            UUID(bytes=uid),
            name,
            key,
            tuple(json.loads(fields)),
            tuple(Template(*each) for each in json.loads(templates)),
            style,
            **told_in(options),
        )

    def type_number(self, note_type: NoteType) -> int:
        """Return the row number of a note type, which is written down where it is new."""
        found = self._database.value("SELECT id FROM note_type WHERE uid = ?", note_type.uid.bytes)
        if found:
            return int(found)
        return self._database.insert(
            "INSERT INTO note_type (uid, name, kind, fields, templates, style, options)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            note_type.uid.bytes,
            note_type.name,
            note_type.kind,
            json_text(note_type.fields),
            templates_text(note_type.templates),
            note_type.style,
            json_text(options_of(note_type)),
        )

    def options_of(self, uid: UUID) -> tuple[int, dict[str, Any]]:
        """Return the row number and the options of a note type."""
        row = self._database.row("SELECT id, options FROM note_type WHERE uid = ?", uid.bytes)
        if row is None:
            raise NotFound("There is no such note type.")
        return int(row[0]), json.loads(row[1])

    def note(self, number: int) -> Note:
        """Return a note by its row number."""
        row = self._database.row("SELECT uid, note_type, fields, topic FROM note WHERE id = ?", number)
        if row is None:
            raise NotFound("There is no such note.")
        tags = self._database.rows(
            "SELECT tag FROM note_tag WHERE note = ? AND present = 1 ORDER BY tag", number
        )
        return Note(
            UUID(bytes=row[0]),
            self.note_type(row[1]),
            json.loads(row[2]),
            tuple(tag for (tag,) in tags),
            row[3],
        )

    def check(self, note_type: NoteType, fields: Mapping[str, str]) -> None:
        """Make sure that a note can be asked with these fields.

        Raises:
            UserError: nobody could answer its cards.
        """
        if fault := kind(note_type.kind).fault(note_type, fields):
            raise UserError(fault.text)

    def cards_of(self, note: int) -> list[int]:
        """Return the row numbers of all cards of a note, those no longer made included."""
        return [card for (card,) in self._database.rows("SELECT id FROM card WHERE note = ?", note)]

    def make_cards(
        self, number: int, note: Note, fields: Mapping[str, str], deck: int, position: int
    ) -> list[int]:
        """Make the cards that fields call for; set aside those they no longer do.

        Returns:
            the new cards, which have no schedule yet.
        """
        there: dict[int, int] = dict(
            self._database.rows("SELECT ordinal, id FROM card WHERE note = ?", number)
        )
        wanted = kind(note.note_type.kind).ordinals(note.note_type, fields)
        changed = _Recarded()
        changed.see(number, wanted, there, deck, position)
        return self._carry_out(changed)

    def _carry_out(self, changed: _Recarded) -> list[int]:
        self._database.many(
            f"UPDATE card SET deleted = {NO_LONGER_MADE} WHERE id = ? AND deleted = 0", changed.gone
        )
        self._database.many(
            f"UPDATE card SET deleted = 0 WHERE id = ? AND deleted = {NO_LONGER_MADE}", changed.back
        )
        return [
            self._database.insert(
                "INSERT INTO card (note, deck, ordinal, position) VALUES (?, ?, ?, ?)", *values
            )
            for values in changed.new
        ]

    def recard(self, number: int) -> list[int]:
        """Bring a note's cards up to date after its text was edited or the edit undone; return them."""
        return self.recard_all([number])

    def recard_all(self, notes: Iterable[int]) -> list[int]:
        """Bring the cards of notes up to date after their text or type changed; return all their cards."""
        listed = json.dumps(list(notes))
        there: dict[int, dict[int, int]] = {}
        places: dict[int, tuple[int, int]] = {}
        cards: list[int] = []
        for card, note, ordinal, deck, position in self._database.rows(
            f"SELECT id, note, ordinal, deck, position FROM card WHERE note IN {LISTED}"
            " ORDER BY note, ordinal",
            listed,
        ):
            there.setdefault(note, {})[ordinal] = card
            places.setdefault(note, (deck, position))
            cards.append(card)
        types: dict[int, NoteType] = {}
        changed = _Recarded()
        for note, number, fields in self._database.rows(
            f"SELECT id, note_type, fields FROM note WHERE id IN {LISTED}", listed
        ):
            if note in there:
                note_type = types.get(number) or types.setdefault(number, self.note_type(number))
                wanted = kind(note_type.kind).ordinals(note_type, json.loads(fields))
                changed.see(note, wanted, there[note], *places[note])
        made = self._carry_out(changed)
        self._schedules.add(made)
        cards += made
        self._schedules.settle(cards)
        return cards


class _Recarded:
    """What is to happen to the cards of notes whose text changed."""

    def __init__(self) -> None:
        self.gone: list[tuple[int]] = []
        self.back: list[tuple[int]] = []
        self.new: list[tuple[int, int, int, int]] = []

    def see(
        self, note: int, wanted: Collection[int], there: Mapping[int, int], deck: int, position: int
    ) -> None:
        """Compare the cards that a note makes with those that are there, by ordinal."""
        self.gone += [(card,) for ordinal, card in there.items() if ordinal not in wanted]
        self.back += [(card,) for ordinal, card in there.items() if ordinal in wanted]
        self.new += [(note, deck, ordinal, position) for ordinal in wanted if ordinal not in there]


def options_of(note_type: NoteType) -> dict[str, Any]:
    """Return what the options of a type in the store say of it."""
    strict = {STRICT: True} if note_type.strict else {}
    return strict | ({ORDER: list(note_type.order)} if note_type.order else {})


def told_in(options: str) -> _Told:
    """Return what stored options say of a note type."""
    told = json.loads(options)
    return {"strict": bool(told.get(STRICT)), "order": tuple(told.get(ORDER, ()))}


def templates_text(templates: Iterable[Template]) -> str:
    """Return templates as they are stored."""
    return json_text(
        [(each.name, each.question, each.answer, *([True] if each.removed else [])) for each in templates]
    )
