"""Practice with choices: which cards make a round, and which cards lend them wrong answers."""

from __future__ import annotations

import json

from desktop.errors import NotFound
from desktop.store.forest import subtree
from desktop.store.library import Library
from desktop.store.reader import Reader, Row
from desktop.study.chance import draw
from desktop.study.choices import Asked
from desktop.study.grades import PRACTICE
from desktop.study.limits import room_for
from desktop.study.note import NoteType, card_uid
from desktop.study.queue import Candidate, Plan, one_of_each_kin

ROUND = 20
"""Cards of a round, at most."""
SPARE = 4
"""How many times as many are read, so that siblings can be left out."""
NEAR = 75
"""Cards before and after one that lend it wrong answers."""
ELSEWHERE = 50
"""Cards of other decks below the same top deck that do."""

LENDERS = """
WITH RECURSIVE above (id, parent) AS (
  SELECT id, parent FROM deck WHERE id = {deck}
  UNION SELECT deck.id, deck.parent FROM deck JOIN above ON deck.id = above.parent),
inside (id) AS (
  SELECT id FROM above WHERE parent IS NULL
  UNION SELECT deck.id FROM deck JOIN inside ON deck.parent = inside.id WHERE deck.deleted = 0),
near (id) AS (
  SELECT * FROM (SELECT id FROM card WHERE deck = {deck} AND id > {card} ORDER BY id LIMIT {near})
  UNION ALL
  SELECT * FROM (SELECT id FROM card WHERE deck = {deck} AND id < {card} ORDER BY id DESC LIMIT {near})
  UNION ALL
  SELECT * FROM (SELECT card.id FROM inside JOIN card ON card.deck = inside.id
                 WHERE card.deck <> {deck} LIMIT {elsewhere}))
SELECT n.note_type, n.fields, c.ordinal FROM near JOIN card c ON c.id = near.id JOIN note n ON n.id = c.note
WHERE c.deleted = 0 AND n.deleted = 0 AND c.note <> {note}
"""


def round_of(database: Reader, deck: int | None, today: int) -> Plan:
    """Return the cards of a round in a deck and those below it: due ones first, else known ones.

    Cards that were practiced today come after all others.
    """
    rows = database.rows(
        subtree(database, deck) + ", practiced (card) AS ("
        " SELECT card FROM review WHERE day = ? AND mode = ? AND id NOT IN (SELECT entry FROM void)),"
        " soonest AS ("
        " SELECT card, due, interval, card IN (SELECT card FROM practiced) AS late FROM schedule"
        " JOIN inside ON inside.id = deck"
        " WHERE state = 1 AND (ready <= ? OR ready = due)"  # the others are buried
        " ORDER BY late, due > ?, due LIMIT ?)"
        " SELECT card, n.uid, c.ordinal, COALESCE(NULLIF(n.topic, ''), n.id), due, interval, late"
        " FROM soonest JOIN card c ON c.id = card JOIN note n ON n.id = c.note",
        today,
        PRACTICE,
        today,
        today,
        ROUND * SPARE,
    )
    found = [
        (late, Candidate(card, card_uid(uid, ordinal), str(kin), due, days))
        for card, uid, ordinal, kin, due, days, late in rows
    ]
    found.sort(key=lambda each: (each[0], each[1].due > today, draw(each[1].uid, today)))
    chosen, held_back = one_of_each_kin((each for _, each in found), set(), room_for(ROUND))
    return Plan(cards=tuple(each.card for each in chosen), held_back=held_back)


def lenders(database: Reader, library: Library, number: int) -> list[Asked]:
    """Return cards of other notes near a card, and of the decks around its own."""
    place = database.row("SELECT deck, note FROM card WHERE id = ?", number)
    if place is None:
        raise NotFound("There is no such card.", "It may have been deleted.")
    deck, note = place
    rows = database.rows(
        LENDERS.format(deck=int(deck), card=int(number), note=int(note), near=NEAR, elsewhere=ELSEWHERE)
    )
    types: dict[int, NoteType] = {}
    return [_asked(row, types, library) for row in rows]


def _asked(row: Row, types: dict[int, NoteType], library: Library) -> Asked:
    type_number, fields, ordinal = row
    if type_number not in types:
        types[type_number] = library.note_type(type_number)
    return Asked(types[type_number], json.loads(fields), ordinal)
