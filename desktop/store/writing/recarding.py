"""The cards of all notes of a type, brought up to date with it; `Library.recard` does so for one note."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop.store.database import Database
from desktop.store.library import NO_LONGER_MADE
from desktop.store.schedules import SETTLE, Schedules
from desktop.study.kinds import kind
from desktop.study.layout import is_empty
from desktop.study.note import NoteType

Texts = Callable[[dict[str, str]], dict[str, str]]
LARGE = 5000
"""Cards from which on it is quicker to count all cards anew than each as it changes."""

PLACE = """
(SELECT {column} FROM card c WHERE c.note = w.note ORDER BY c.ordinal LIMIT 1)
"""
MAKE = f"""
INSERT INTO card (note, deck, ordinal, position)
SELECT w.note, {PLACE.format(column="deck")}, w.ordinal, {PLACE.format(column="position")}
FROM temp.wanted w WHERE EXISTS (SELECT 1 FROM card c WHERE c.note = w.note) ORDER BY w.note, w.ordinal
"""


@dataclass(slots=True)
class Difference:
    """What cards a type calls for beside those there are; of notes that were not deleted, `live` of each.

    Attributes:
        fresh: note and ordinal of the cards to be made.
        gone: cards that nothing calls for any more.
        back: cards that were set aside and are called for again.
    """

    fresh: list[tuple[int, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    live_fresh: int = 0
    live_gone: int = 0
    live_back: int = 0


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
        live = not deleted
        for ordinal, (card, state) in there.items():
            if ordinal in calls and state == NO_LONGER_MADE:
                found.back.append(card)
                found.live_back += live
            elif ordinal not in calls and not state:
                found.gone.append(card)
                found.live_gone += live
        fresh = [(note, ordinal) for ordinal in calls if ordinal not in there]
        found.fresh += fresh
        found.live_fresh += live * len(fresh)
    return found


def _cards(database: Database, number: int) -> dict[int, dict[int, tuple[int, int]]]:
    """Return number and state of every card by note and ordinal."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for note, ordinal, card, deleted in database.rows(
        "SELECT c.note, c.ordinal, c.id, c.deleted FROM note n CROSS JOIN card c ON c.note = n.id"
        " WHERE n.note_type = ?",
        number,
    ):
        found.setdefault(note, {})[ordinal] = card, deleted
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


def recard(database: Database, schedules: Schedules, number: int, found: Difference) -> None:
    """Make the cards that a type calls for and set aside the others, in the transaction that is open."""
    last = int(database.value("SELECT MAX(id) FROM card") or 0)
    database.execute_sql("CREATE TEMP TABLE IF NOT EXISTS wanted (note INTEGER, ordinal INTEGER)")
    database.execute_sql("DELETE FROM temp.wanted")
    database.many("INSERT INTO temp.wanted VALUES (?, ?)", found.fresh)
    database.execute_sql(MAKE)
    for cards, state, before in ((found.gone, NO_LONGER_MADE, 0), (found.back, 0, NO_LONGER_MADE)):
        database.many(
            f"UPDATE card SET deleted = {state} WHERE id = ? AND deleted = {before}",
            ((card,) for card in cards),
        )
    with schedules.counted_afterwards(many=_is_large(database, number)):
        schedules.add(_numbers(database, last))
        settle(database, number)


def settle(database: Database, number: int) -> None:
    """Bring the schedules of all cards of a type up to date with the cards."""
    database.execute_sql(SETTLE + "AND n.note_type = ?", (number,))


def _numbers(database: Database, after: int) -> Iterator[int]:
    return (card for (card,) in database.rows("SELECT id FROM card WHERE id > ?", after))


def _is_large(database: Database, number: int) -> bool:
    count = "SELECT COUNT(*) FROM card c JOIN note n ON n.id = c.note WHERE n.note_type = ?"
    return int(database.value(count, number)) > LARGE
