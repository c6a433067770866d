"""The cards that a plan is about, read from kept counters and indexes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from desktop.store.forest import Forest, table_of
from desktop.store.plans import PlanRow
from desktop.store.reader import Reader

OF_TAG = "(tag = ? OR (tag >= ? || '::' AND tag < ? || ':;')) AND present = 1"
"""A tag and those below it."""
CARDS = f"""
(SELECT DISTINCT note FROM note_tag WHERE {OF_TAG}) t
CROSS JOIN card c ON c.note = t.note CROSS JOIN schedule s ON s.card = c.id JOIN inside ON inside.id = s.deck
"""
COUNTED = {
    False: "SELECT deck, state, SUM(cards) FROM tally JOIN inside ON inside.id = deck"
    " WHERE state < 2 GROUP BY 1, 2",
    True: f"SELECT s.deck, s.state, COUNT(*) FROM {CARDS} WHERE s.state < 2 GROUP BY 1, 2",
}
NEW = """
SELECT s.card, COALESCE(NULLIF(n.topic, ''), n.id), s.deck
FROM {cards} JOIN card o ON o.id = s.card JOIN note n ON n.id = o.note
WHERE s.state = 0 AND s.ready <= ? ORDER BY {order} LIMIT ?
"""
MOST = 2000
"""Cards that get a top-up at the most, those that are due soonest after the day: nobody can look at more."""
LATER = f"""
SELECT s.card, s.deck FROM {{cards}} CROSS JOIN card o ON o.id = s.card
WHERE s.state = 1 AND s.ready >= ? AND o.buried <= ? ORDER BY s.ready LIMIT {MOST}
"""
BY_DECK = "inside CROSS JOIN schedule s ON s.deck = inside.id"
BY_DAY = "schedule s INDEXED BY schedule_ready CROSS JOIN (SELECT 1) ON s.deck IN (SELECT id FROM inside)"
"""How cards are read: of few decks or few cards, or the first of many."""
AMONG = (
    "SELECT s.card FROM listed l CROSS JOIN schedule s ON s.card = l.card JOIN inside ON inside.id = s.deck"
)
HAS_TAG = f"""
WHERE EXISTS (SELECT 1 FROM card c JOIN note_tag t ON t.note = c.note WHERE c.id = s.card AND {OF_TAG})
"""
LARGE = 4
"""How many times as many studied cards as MOST are read by day, not by deck."""


class Scope:
    """The cards that a plan is about: those of a deck and below it, or with a tag, or both."""

    def __init__(self, reader: Reader, forest: Forest, row: PlanRow) -> None:
        self._reader = reader
        self.decks = forest.inside(row.deck)
        self._inside = table_of(self.decks)
        self._tag = (row.tag,) * 3 if row.tag else ()

    @cached_property
    def counts(self) -> tuple[dict[int, int], int]:
        """How many new cards lie in each deck, and how many were studied."""
        new: dict[int, int] = {}
        studied = 0
        for deck, state, cards in self._reader.rows(self._inside + COUNTED[bool(self._tag)], *self._tag):
            if state == 0:
                new[deck] = cards
            else:
                studied += cards
        return new, studied

    def value(self, query: str, *values: object) -> Any:
        """Return the value of a query that `{cards}` in it stands for the cards in."""
        cards = CARDS if self._tag else BY_DECK
        before = query[: query.index("{cards}")].count("?")
        sql = self._inside.rstrip() + query.format(cards=cards)
        return self._reader.value(sql, *values[:before], *self._tag, *values[before:])

    def among(self, cards: Iterable[int]) -> set[int]:
        """Return those of some cards that are in it."""
        values = ", ".join(f"({int(card)})" for card in cards)
        if not values:
            return set()
        listed = f"{self._inside.rstrip()}, listed (card) AS (VALUES {values}) {AMONG}"
        rows = self._reader.rows(listed + (HAS_TAG if self._tag else ""), *self._tag)
        return {card for (card,) in rows}

    def new(self, today: int, most: int, *, shuffled: bool) -> list[tuple[int, object, int]]:
        """Return the first new cards that may come today, deck by deck in their order."""
        order = "n.uid, o.ordinal" if shuffled else "s.position, o.ordinal"
        found: list[tuple[int, object, int]] = []
        there, _ = self.counts
        for deck in self.decks:
            if len(found) < most and there.get(deck):
                sql = table_of([deck]) + NEW.format(cards=CARDS if self._tag else BY_DECK, order=order)
                found += self._reader.rows(sql, *self._tag, today, most - len(found))
        return found

    def later(self, day: int, today: int) -> list[tuple[int, int]]:
        """Return the studied cards that are not due before a day, each with its deck; see MOST."""
        by = BY_DAY if self.counts[1] > MOST * LARGE else BY_DECK
        sql = self._inside + LATER.format(cards=CARDS if self._tag else by)
        return self._reader.rows(sql, *self._tag, day, today)
