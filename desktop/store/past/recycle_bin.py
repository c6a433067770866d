"""The recycle bin: what was deleted and can come back, with its schedule. Nothing leaves it by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from desktop.store.database import Database
from desktop.store.journal import COUNTER_BITS
from desktop.store.reader import Row
from desktop.study.folding import readable

NOTE, CARD, DECK = "note", "card", "deck"
LONGEST = 300
KEY = """
SELECT '{table}' AS entity, e.id, json_extract(e.stamps, '$.deleted') >> {bits} AS at_ms FROM {table} e
WHERE e.deleted = 1 AND at_ms >= :since
"""
KEYS = " UNION ALL ".join(KEY.format(table=table, bits=COUNTER_BITS) for table in (NOTE, CARD, DECK))
OF_CARDS = """
SELECT i.key, n.fields, c.deck, COUNT(*), SUM(s.counted), MIN(s.due)
FROM json_each(?) i JOIN card c ON {those} JOIN note n ON n.id = c.note
JOIN schedule s ON s.card = c.id GROUP BY i.key
"""
THOSE = {
    NOTE: "c.note = i.value AND c.deleted IN (0, 2)",
    CARD: "c.id = i.value",
}
OF_DECKS = """
SELECT i.key, d.name, d.id, (SELECT COUNT(*) FROM card c WHERE c.deck = d.id), 0, NULL
FROM json_each(?) i JOIN deck d ON d.id = i.value
"""


class Key(NamedTuple):
    """One thing in the bin.

    Attributes:
        entity: NOTE, CARD or DECK.
        number: its row number.
        at_ms: when it was deleted, in UTC milliseconds.
    """

    entity: str
    number: int
    at_ms: int


class Binned(NamedTuple):
    """What a table shows of one thing in the bin.

    Attributes:
        text: what it says, on one line.
        deck_path: names of the deck that it comes back into, from the top; of a deck, its own path.
        cards: how many it has.
        answers: that moved their schedules.
        due: the study day of the first of them that is due; None = they are new.
    """

    key: Key
    text: str
    deck_path: tuple[str, ...]
    cards: int
    answers: int
    due: int | None


def keys(database: Database, since_ms: int = 0) -> list[Key]:
    """Return what is in the bin, the latest first; cards that went with their note are in its entry.

    Args:
        database: open.
        since_ms: UTC milliseconds; what was deleted before stays out.
    """
    rows = database.execute_sql(
        f"SELECT * FROM ({KEYS}) ORDER BY at_ms DESC, entity <> '{DECK}', entity, id", {"since": since_ms}
    )
    return [Key(*row) for row in rows]


def rows(database: Database, wanted: Iterable[Key]) -> list[Binned]:
    """Return what a table shows of some things in the bin, in their order; those gone are left out."""
    listed = list(wanted)
    found: dict[int, Binned] = {}
    decks = {row[0]: row[1:] for row in database.rows("SELECT id, parent, name FROM deck")}
    for entity in (NOTE, CARD, DECK):
        places = [at for at, key in enumerate(listed) if key.entity == entity]
        numbers = json.dumps([listed[at].number for at in places])
        sql = OF_DECKS if entity == DECK else OF_CARDS.format(those=THOSE[entity])
        for at, said, deck, cards, answers, due in database.rows(sql, numbers):
            text = said if entity == DECK else _text(said)
            path = _path(decks, deck)
            found[places[at]] = Binned(listed[places[at]], text, path, cards, answers or 0, due)
    return [found[at] for at in sorted(found)]


def _path(decks: Mapping[int, Row], deck: int) -> tuple[str, ...]:
    """Return the names of a deck and those that it lay in, from the top, deleted ones included."""
    names: dict[int, str] = {}
    at: int | None = deck
    while at is not None and at in decks and at not in names:  # a ring of decks ends somewhere
        parent, names[at] = decks[at]
        at = parent
    return tuple(reversed(names.values()))


def _text(fields: str) -> str:
    texts = map(readable, json.loads(fields).values())
    return next((text for text in texts if text), "")[:LONGEST]
