"""What follows from fields of rows, brought up to date after an action or its undo has set them."""

from __future__ import annotations

import json

from desktop.store.forest import Forest
from desktop.store.parts import Parts
from desktop.study.options import FOLDED, own_options

REWRITTEN = """
SELECT DISTINCT "row" FROM change WHERE action = ? AND entity = 'note' AND field IN ('fields', 'note_type')
"""
"""The notes whose cards may not be the same."""
TYPES = """
SELECT DISTINCT "row" FROM change
WHERE action = ? AND entity = 'note_type' AND field IN ('fields', 'templates')
"""
"""The note types whose notes may have other fields, or other cards."""
CARDS = """
SELECT "row" FROM change WHERE action = ? AND entity = 'card' GROUP BY "row" ORDER BY MAX(id) DESC
"""
OF_NOTES = """
SELECT c.id FROM (
  SELECT "row", MAX(id) AS latest FROM change WHERE action = ? AND entity IN ('note', 'tag') GROUP BY "row") t
JOIN card c ON c.note = t."row" ORDER BY t.latest DESC, c.ordinal
"""
OF_DECKS = """
SELECT c.id FROM (
  SELECT DISTINCT "row" FROM change WHERE action = ? AND entity = 'deck' AND field = 'deleted') t
JOIN card c ON c.deck = t."row"
"""
OPTIONS = "SELECT DISTINCT field FROM change WHERE action = ? AND entity = 'option'"


DECKS = """
SELECT "row", field, before, after FROM change
WHERE action = ? AND entity = 'deck' AND field IN ('parent', 'options')
"""


def follow(parts: Parts, action: int) -> list[int]:
    """Bring cards, schedules and options up to date, inside the transaction that is open.

    Args:
        parts: of the collection.
        action: number of the one whose changes were made or taken back.

    Returns:
        the cards that it concerns, latest first.
    """

    def numbers(sql: str) -> list[int]:
        return [number for (number,) in parts.database.rows(sql, action)]

    if types := numbers(TYPES):
        from desktop.store.writing.following import follow_type  # heavy: few actions change a note type

        for number in types:
            follow_type(parts, number, action)
    parts.library.recard_all(numbers(REWRITTEN))
    cards = list(dict.fromkeys([*numbers(CARDS), *numbers(OF_NOTES)]))
    parts.schedules.settle(dict.fromkeys([*cards, *numbers(OF_DECKS)]))
    if decks := _scheduled_otherwise(parts, action):
        parts.schedules.refold_decks(decks)
    if ("card", "ordinal") in parts.journal.fields(action):
        parts.schedules.refold_all(cards)  # chance differs from place to place
    if options := [name for (name,) in parts.database.rows(OPTIONS, action)]:
        parts.history.options_changed(*options)
    return cards


def _scheduled_otherwise(parts: Parts, action: int) -> list[int]:
    """Return the decks whose cards may have another scheduler since an action changed a deck above them."""
    varies = parts.table.varies()
    changed = [
        deck
        for deck, field, before, after in parts.database.rows(DECKS, action)
        if (varies if field == "parent" else _folded(before) != _folded(after))
    ]
    forest = Forest(parts.database.rows, deleted=True)
    return list(dict.fromkeys(inside for deck in changed for inside in forest.inside(deck)))


def _folded(change: str) -> dict[str, object]:
    """Return the options that enter the fold, of a value in the journal."""
    own = own_options(json.loads(change))
    return {name: own[name] for name in FOLDED.intersection(own)}
