"""Which cards the notes of a type make, and which of them are not there yet or no longer called for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.store.database import Database
from desktop.store.library import NO_LONGER_MADE
from desktop.study.kinds import kind
from desktop.study.layout import is_empty
from desktop.study.note import NoteType

Texts = Callable[[dict[str, str]], dict[str, str]]


@dataclass(slots=True)
class Difference:
    """What cards a type calls for beside those there are; the numbers are of notes that were not deleted.

    Attributes:
        notes: all whose cards are not as they should be.
        fresh: cards to be made.
        gone: cards that nothing calls for any more.
        back: cards that were set aside and are called for again.
    """

    notes: set[int] = field(default_factory=set)
    fresh: int = 0
    gone: int = 0
    back: int = 0


def difference(
    database: Database, number: int, note_type: NoteType, texts: Texts = lambda fields: fields
) -> Difference:
    """Return what cards a note type calls for beside those there are.

    Args:
        database: open.
        number: row number of the type.
        note_type: as it is, or is to be.
        texts: makes of a note's fields what they are to be.
    """
    found = Difference()
    cards = _cards(database, number)
    wanted = _ordinals(note_type)
    for note, fields, deleted in database.rows(
        "SELECT id, fields, deleted FROM note WHERE note_type = ?", number
    ):
        calls = wanted(texts(json.loads(fields)))
        there = cards.get(note, {})
        fresh = sum(ordinal not in there for ordinal in calls)
        gone = sum(ordinal not in calls and not state for ordinal, state in there.items())
        back = sum(ordinal in calls and state == NO_LONGER_MADE for ordinal, state in there.items())
        if fresh or gone or back:
            found.notes.add(note)
        if not deleted:
            found.fresh += fresh
            found.gone += gone
            found.back += back
    return found


def _cards(database: Database, number: int) -> dict[int, dict[int, int]]:
    """Return the state of every card by note and ordinal."""
    found: dict[int, dict[int, int]] = {}
    for note, ordinal, deleted in database.rows(
        "SELECT c.note, c.ordinal, c.deleted FROM note n CROSS JOIN card c ON c.note = n.id"
        " WHERE n.note_type = ?",
        number,
    ):
        found.setdefault(note, {})[ordinal] = deleted
    return found


def _ordinals(note_type: NoteType) -> Callable[[dict[str, str]], tuple[int, ...]]:
    """Return what tells which cards fields call for; unless their text decides it asks once for many."""
    asked = kind(note_type.kind)
    if asked.text_decides:
        return lambda fields: asked.ordinals(note_type, fields)
    known: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def ordinals(fields: dict[str, str]) -> tuple[int, ...]:
        key = tuple([is_empty(fields.get(name, "")) for name in note_type.fields])
        if key not in known:
            known[key] = asked.ordinals(note_type, {name: fields.get(name, "") for name in note_type.fields})
        return known[key]

    return ordinals
