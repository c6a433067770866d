"""The cards that may come on a day, read from indexes: as many as the limits let come, and some to spare."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.store.day import Day
from desktop.store.forest import table_of
from desktop.store.reader import Reader
from desktop.study.limits import Limits, Room
from desktop.study.note import card_uid
from desktop.study.options import Options
from desktop.study.queue import Candidate

SPARE = 4
"""How many times the day's limit is read at the most, so that siblings can be left out."""
ARRANGED = """
COALESCE((SELECT e.key FROM note_type t, json_each(t.options, '$.order') e
  WHERE t.id = n.note_type AND e.value = c.ordinal), c.ordinal), c.ordinal
"""
"""The order of the cards of a note whose type has its templates in an order of their own."""
SOME_ARRANGED = "SELECT EXISTS (SELECT 1 FROM note_type WHERE options LIKE '%\"order\"%')"
ORDERS = {"due": "due", "short": "interval, due"}
"""How due cards are read for those orders of them that are asked for."""


def due_cards(
    reader: Reader,
    day: Day,
    inside: list[int],
    room: Room,
    options: Options,
    *,
    least_late: bool,
    time: Limits | None,
) -> Iterator[Candidate]:
    """Yield due cards of some decks.

    Args:
        reader: of the collection.
        day: the study day.
        inside: the decks.
        room: for due cards.
        options: how they are ordered.
        least_late: whether those that are least late for their interval are wanted.
        time: what fits into the day; None = everything.
    """
    order = ORDERS.get(options.review_order)
    if order is None:
        order = f"CAST({day.today} - due AS REAL) / MAX(1, interval)" if least_late else ""
    sorting = f"ORDER BY {order}" if order else ""
    groups = day.due.groups(inside)
    if time is not None:
        groups = [part for members in groups for part in time.groups(members)]
    for members in groups:
        rows = reader.rows(
            table_of(members) + ", soonest AS ("
            " SELECT card, s.deck, due, interval FROM schedule s JOIN inside ON inside.id = s.deck"
            f" WHERE state = 1 AND ready <= ? {day.away.condition} {sorting} LIMIT ?)"
            " SELECT card, n.uid, c.ordinal, COALESCE(NULLIF(n.topic, ''), n.id), due, interval,"
            " soonest.deck FROM soonest JOIN card c ON c.id = card JOIN note n ON n.id = c.note",
            day.today,
            *day.away.values,
            room.of(members[0]) * SPARE,
        )
        for card, uid, ordinal, kin, due, days, deck in rows:
            yield Candidate(card, card_uid(uid, ordinal), day.kin(deck, kin), due, days, deck)


def new_cards(
    reader: Reader,
    day: Day,
    inside: list[int],
    room: Room,
    options: Options,
    *,
    ordered: bool,
    planned: int,
) -> Iterator[Candidate]:
    """Yield the first new cards, deck by deck, each in its own order, beyond those that are planned.

    Args:
        reader: of the collection.
        day: the study day.
        inside: the decks.
        room: for new cards.
        options: how they are ordered.
        ordered: whether their order matters.
        planned: new cards that plans need.
    """
    order = f"s.position, {ARRANGED if ordered and reader.value(SOME_ARRANGED) else 'c.ordinal'}"
    if ordered and options.new_order == "shuffled":
        order = "n.uid, c.ordinal"
    for deck in inside:
        most = room.of(deck)
        if not most:
            continue
        for card, uid, ordinal, kin in reader.rows(
            "SELECT s.card, n.uid, c.ordinal, COALESCE(NULLIF(n.topic, ''), n.id) FROM schedule s"
            " JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note"
            f" WHERE s.state = 0 AND s.deck = ? AND s.ready <= ? ORDER BY {order} LIMIT ?",
            deck,
            day.today,
            (most + planned) * SPARE,
        ):
            yield Candidate(card, card_uid(uid, ordinal), day.kin(deck, kin), deck=deck)
