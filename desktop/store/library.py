"""Decks, notes and cards: reading them, taking them in, and updating what came from a deck file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.errors import NotFound
from desktop.store.database import Database, Row
from desktop.store.schedules import Schedules
from desktop.study.kinds import kind
from desktop.study.note import DraftDeck, DraftNote, Note, NoteType, Template, derived

NO_LONGER_MADE = 2
"""Value of a card's `deleted`: its note's text no longer calls for it (1: a person deleted it)."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What taking in a deck did to its notes.

    Attributes:
        kept: notes whose text the learner had changed, which stays.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0


def merged(mine: dict[str, str], shipped: dict[str, str], theirs: dict[str, str]) -> dict[str, str]:
    """Return a note's fields after an update: theirs, save where mine was edited since it was shipped."""
    return {
        name: mine[name] if name in mine and mine[name] != shipped.get(name, mine[name]) else theirs[name]
        for name in theirs
    }


class Library:
    """Notes and cards of one collection. Writes run inside the transaction that is open."""

    def __init__(self, database: Database, schedules: Schedules) -> None:
        self._database = database
        self._schedules = schedules

    def note_type(self, number: int) -> NoteType:
        """Return a note type by its row number."""
        row = self._database.row(
            "SELECT uid, name, kind, fields, templates, style FROM note_type WHERE id = ?", number
        )
        if row is None:
            raise NotFound("There is no such note type.")
        uid, name, key, fields, templates, style = row
        return NoteType(
            UUID(bytes=uid),
            name,
            key,
            tuple(json.loads(fields)),
            tuple(Template(*each) for each in json.loads(templates)),
            style,
        )

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

    def install(self, draft: DraftDeck, stamp: int, at_ms: int) -> Installed:
        """Take in a deck, or bring it to its newer version.

        Text that the learner did not touch follows the new version; schedules, the learner's own
        edits, moved and deleted notes, and notes that the new version lacks stay as they are.
        """
        counts = {"new": 0, "updated": 0, "unchanged": 0, "kept": 0}
        deck = self._deck(draft.uid, None, draft.name, draft.description)
        decks: dict[tuple[str, ...], int] = {(): deck}
        touched: list[int] = []
        fresh: list[int] = []
        for position, note in enumerate(draft.notes):
            for depth in range(1, len(note.deck) + 1):
                path = note.deck[:depth]
                if path not in decks:
                    uid = derived(draft.uid, "deck " + "\x1f".join(path))
                    decks[path] = self._deck(uid, decks[path[:-1]], path[-1], "")
            outcome = self._take_in(note, decks[note.deck], position, stamp, at_ms, fresh, touched)
            counts[outcome] += 1
        self._schedules.add(fresh)
        self._schedules.settle([*fresh, *touched])
        return Installed(**counts)

    def _deck(self, uid: UUID, parent: int | None, name: str, description: str) -> int:
        found = self._database.row("SELECT id, description FROM deck WHERE uid = ?", uid.bytes)
        if found:
            if description and found[1] != description:
                self._database.execute_sql(
                    "UPDATE deck SET description = ? WHERE id = ?", (description, found[0])
                )
            return int(found[0])
        place = self._database.value("SELECT COUNT(*) FROM deck WHERE parent IS ?", parent)
        cursor = self._database.execute_sql(
            "INSERT INTO deck (uid, parent, name, description, position) VALUES (?, ?, ?, ?, ?)",
            (uid.bytes, parent, name, description, place),
        )
        return int(cursor.lastrowid)

    def _type_number(self, note_type: NoteType) -> int:
        found = self._database.value("SELECT id FROM note_type WHERE uid = ?", note_type.uid.bytes)
        if found:
            return int(found)
        templates = [(each.name, each.question, each.answer) for each in note_type.templates]
        cursor = self._database.execute_sql(
            "INSERT INTO note_type (uid, name, kind, fields, templates, style) VALUES (?, ?, ?, ?, ?, ?)",
            (
                note_type.uid.bytes,
                note_type.name,
                note_type.kind,
                json.dumps(note_type.fields),
                json.dumps(templates),
                note_type.style,
            ),
        )
        return int(cursor.lastrowid)

    def _take_in(
        self,
        draft: DraftNote,
        deck: int,
        position: int,
        stamp: int,
        at_ms: int,
        fresh: list[int],
        touched: list[int],
    ) -> str:
        note, theirs = draft.note, dict(draft.note.fields)
        ship = json.dumps({"fields": theirs, "tags": sorted(note.tags), "topic": note.topic, "deck": deck})
        old = self._database.row("SELECT id, fields, shipped FROM note WHERE uid = ?", note.uid.bytes)
        if old is None:
            cursor = self._database.execute_sql(
                "INSERT INTO note (uid, note_type, fields, shipped, topic, created_ms)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    note.uid.bytes,
                    self._type_number(note.note_type),
                    json.dumps(theirs),
                    ship,
                    note.topic,
                    at_ms,
                ),
            )
            number = int(cursor.lastrowid)
            self._tag(number, note.tags, (), stamp)
            fresh += self._cards(number, note, theirs, deck, position)
            return "new"
        number, mine, shipped = int(old[0]), json.loads(old[1]), json.loads(old[2])
        self._order(number, position, touched)
        if ship == old[2]:
            return "unchanged"
        fields = merged(mine, shipped.get("fields", {}), theirs)
        self._database.execute_sql(
            "UPDATE note SET fields = ?, shipped = ?, topic = ?, note_type = ? WHERE id = ?",
            (json.dumps(fields), ship, note.topic, self._type_number(note.note_type), number),
        )
        self._tag(number, note.tags, shipped.get("tags", ()), stamp)
        if shipped.get("deck") != deck:
            self._database.execute_sql(
                "UPDATE card SET deck = ? WHERE note = ? AND deck IS ?", (deck, number, shipped.get("deck"))
            )
        fresh += self._cards(number, note, fields, deck, position)
        touched += [card for (card,) in self._database.rows("SELECT id FROM card WHERE note = ?", number)]
        return "kept" if fields != theirs else "updated"

    def _order(self, note: int, position: int, touched: list[int]) -> None:
        rows = self._database.rows("SELECT id FROM card WHERE note = ? AND position <> ?", note, position)
        self._database.execute_sql("UPDATE card SET position = ? WHERE note = ?", (position, note))
        touched += [card for (card,) in rows]

    def _tag(self, note: int, tags: Sequence[str], shipped: Sequence[str], stamp: int) -> None:
        rows = [(note, tag, 1, stamp) for tag in tags if tag not in shipped]
        rows += [(note, tag, 0, stamp) for tag in shipped if tag not in tags]
        self._database.many("INSERT OR REPLACE INTO note_tag VALUES (?, ?, ?, ?)", rows)

    def _cards(self, number: int, note: Note, fields: dict[str, str], deck: int, position: int) -> list[int]:
        """Make the cards that the fields call for; set aside those they no longer do."""
        wanted = kind(note.note_type.kind).ordinals(note.note_type, fields)
        there: dict[int, int] = dict(
            self._database.rows("SELECT ordinal, id FROM card WHERE note = ?", number)
        )
        gone = [(card,) for ordinal, card in there.items() if ordinal not in wanted]
        back = [(card,) for ordinal, card in there.items() if ordinal in wanted]
        self._database.many(f"UPDATE card SET deleted = {NO_LONGER_MADE} WHERE id = ? AND deleted = 0", gone)
        self._database.many(f"UPDATE card SET deleted = 0 WHERE id = ? AND deleted = {NO_LONGER_MADE}", back)
        added: list[int] = []
        for ordinal in wanted:
            if ordinal not in there:
                uid = derived(note.uid, f"card {ordinal}")
                cursor = self._database.execute_sql(
                    "INSERT INTO card (uid, note, deck, ordinal, position) VALUES (?, ?, ?, ?, ?)",
                    (uid.bytes, number, deck, ordinal, position),
                )
                added.append(int(cursor.lastrowid))
        return added

    def recard(self, note_number: int) -> None:
        """Bring a note's cards up to date after its text was edited or the edit undone."""
        note = self.note(note_number)
        row: Row | None = self._database.row(
            "SELECT deck, position FROM card WHERE note = ? ORDER BY ordinal LIMIT 1", note_number
        )
        if row is None:
            return
        self._schedules.add(self._cards(note_number, note, dict(note.fields), row[0], row[1]))
        cards: list[Any] = self._database.rows("SELECT id FROM card WHERE note = ?", note_number)
        self._schedules.settle(card for (card,) in cards)
