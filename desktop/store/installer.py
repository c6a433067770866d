"""Taking in a deck file, and bringing what came from one to its newer version."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from desktop.store.database import Database
from desktop.store.json_text import json_text
from desktop.store.library import NO_LONGER_MADE, Library
from desktop.store.schedules import Schedules
from desktop.store.shipped import merged, shipped_fields
from desktop.study.note import DraftDeck, DraftNote, Note, derived


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


class Installer:
    """Takes in one deck, inside the transaction that is open.

    Text that the learner did not touch follows the new version; schedules, the learner's own
    edits, moved and deleted notes, and notes that the new version lacks stay as they are.

    Args:
        stamp: makes the stamp of what is changed, when there is something to stamp.
        at_ms: when it is taken in.
    """

    def __init__(
        self,
        database: Database,
        library: Library,
        schedules: Schedules,
        stamp: Callable[[], int],
        at_ms: int,
    ) -> None:
        self._database = database
        self._library = library
        self._schedules = schedules
        self._stamp = cache(stamp)
        self._at_ms = at_ms
        self._fresh: list[int] = []
        self._touched: list[int] = []

    def install(self, draft: DraftDeck) -> Installed:
        """Take it in; return what that did."""
        counts = {"new": 0, "updated": 0, "unchanged": 0, "kept": 0}
        decks: dict[tuple[str, ...], int] = {(): self._deck(draft.uid, None, draft.name, draft.description)}
        for position, note in enumerate(draft.notes):
            for depth in range(1, len(note.deck) + 1):
                path = note.deck[:depth]
                if path not in decks:
                    uid = derived(draft.uid, "deck " + "\x1f".join(path))
                    decks[path] = self._deck(uid, decks[path[:-1]], path[-1], "")
            counts[self._take_in(note, decks[note.deck], position)] += 1
        self._schedules.add(self._fresh)
        self._schedules.settle([*self._fresh, *self._touched])
        self._set_aside_empty(decks[()], set(decks.values()))
        return Installed(**counts)

    def _deck(self, uid: UUID, parent: int | None, name: str, description: str) -> int:
        found = self._database.row(
            "SELECT id, description, deleted, json_extract(stamps, '$.description') FROM deck WHERE uid = ?",
            uid.bytes,
        )
        if found is None:
            place = self._database.value("SELECT COUNT(*) FROM deck WHERE parent IS ?", parent)
            return self._database.insert(
                "INSERT INTO deck (uid, parent, name, description, position) VALUES (?, ?, ?, ?, ?)",
                uid.bytes,
                parent,
                name,
                description,
                place,
            )
        number, was, deleted, edited = found
        if description and was != description and not edited:
            self._database.execute_sql("UPDATE deck SET description = ? WHERE id = ?", (description, number))
        if deleted == NO_LONGER_MADE:
            self._database.execute_sql("UPDATE deck SET deleted = 0 WHERE id = ?", (number,))
        return int(number)

    def _set_aside_empty(self, top: int, named: set[int]) -> None:
        """Hide sections that the new version no longer names and that hold nothing any more."""
        for number, uid, name in self._database.rows(
            "SELECT id, uid, name FROM deck WHERE parent = ? AND deleted = 0"
            " AND NOT EXISTS (SELECT 1 FROM card WHERE deck = deck.id)"
            " AND NOT EXISTS (SELECT 1 FROM deck below WHERE below.parent = deck.id)",
            top,
        ):
            parent = UUID(bytes=self._database.value("SELECT uid FROM deck WHERE id = ?", top))
            if number not in named and uid == derived(parent, f"deck {name}").bytes:
                self._database.execute_sql(
                    f"UPDATE deck SET deleted = {NO_LONGER_MADE} WHERE id = ?", (number,)
                )

    def _take_in(self, draft: DraftNote, deck: int, position: int) -> str:
        """Take in one note; return which count of `Installed` it belongs to."""
        note = draft.note
        ship = {"fields": dict(note.fields), "tags": sorted(note.tags), "topic": note.topic, "deck": deck}
        old = self._database.row("SELECT id, fields, shipped FROM note WHERE uid = ?", note.uid.bytes)
        if old is None:
            self._add(note, deck, position, json_text(ship))
            return "new"
        self._order(old[0], position)
        mine, shipped = json.loads(old[1]), json.loads(old[2])
        if ship == shipped:
            return "unchanged"
        return self._update(old[0], mine, shipped, note, deck, position, json_text(ship))

    def _add(self, note: Note, deck: int, position: int, ship: str) -> None:
        number = self._database.insert(
            "INSERT INTO note (uid, note_type, fields, shipped, topic, created_ms) VALUES (?, ?, ?, ?, ?, ?)",
            note.uid.bytes,
            self._library.type_number(note.note_type),
            json_text(dict(note.fields)),
            ship,
            note.topic,
            self._at_ms,
        )
        self._tag(number, note.tags, ())
        self._fresh += self._library.make_cards(number, note, note.fields, deck, position)

    def _update(
        self,
        number: int,
        mine: dict[str, str],
        shipped: dict[str, Any],
        note: Note,
        deck: int,
        position: int,
        ship: str,
    ) -> str:
        fields = merged(mine, shipped_fields(shipped, mine) or {}, note.fields)
        self._database.execute_sql(
            "UPDATE note SET fields = ?, shipped = ?, topic = ?, note_type = ? WHERE id = ?",
            (json_text(fields), ship, note.topic, self._library.type_number(note.note_type), number),
        )
        self._tag(number, note.tags, shipped.get("tags", ()))
        if shipped.get("deck") != deck:  # a card that the learner moved elsewhere stays there
            self._database.execute_sql(
                "UPDATE card SET deck = ? WHERE note = ? AND deck IS ?", (deck, number, shipped.get("deck"))
            )
        self._fresh += self._library.make_cards(number, note, fields, deck, position)
        self._touched += self._library.cards_of(number)
        return "kept" if fields != dict(note.fields) else "updated"

    def _order(self, note: int, position: int) -> None:
        moved = self._database.rows("SELECT id FROM card WHERE note = ? AND position <> ?", note, position)
        self._database.many(
            "UPDATE card SET position = ? WHERE id = ?", [(position, card) for (card,) in moved]
        )
        self._touched += [card for (card,) in moved]

    def _tag(self, note: int, tags: Sequence[str], shipped: Sequence[str]) -> None:
        changed = [(tag, 1) for tag in tags if tag not in shipped]
        changed += [(tag, 0) for tag in shipped if tag not in tags]
        self._database.many(
            "INSERT OR REPLACE INTO note_tag VALUES (?, ?, ?, ?)",
            [(note, tag, present, self._stamp()) for tag, present in changed],
        )
