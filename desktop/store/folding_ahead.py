"""Schedules that an option would make others, computed before anything is locked: answers need not wait."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from desktop.store.database import Database
from desktop.store.options import Pretend
from desktop.store.reader import Row
from desktop.store.schedules import Schedules
from desktop.store.states import COLUMNS, columns_of
from desktop.study.schedule import Schedule

NOW = f"SELECT card, {COLUMNS} FROM schedule"
STATE = """
SELECT (SELECT COUNT(*) FROM void), (SELECT COUNT(*) FROM card),
  (SELECT group_concat(hex(name) || ' ' || hex(value)) FROM option),
  (SELECT group_concat(id || ' ' || IFNULL(parent, '') || ' ' || hex(options)) FROM deck)
"""
LATEST = "SELECT (SELECT IFNULL(MAX(id), 0) FROM review), (SELECT IFNULL(MAX(id), 0) FROM event)"
SINCE = "SELECT card FROM review WHERE id > ? UNION SELECT card FROM event WHERE id > ? AND card IS NOT NULL"


class Ahead(NamedTuple):
    """What would change.

    Attributes:
        schedules: of the cards that would have another, by row number.
        latest: the latest answer and event that were there before anything was read.
        state: all else that schedules follow from.
    """

    schedules: dict[int, Schedule]
    latest: Row
    state: Row


class FoldingAhead:
    """Computes the schedules of cards for options that are not set yet."""

    def __init__(self, database: Database, schedules: Schedules) -> None:
        self._database = database
        self._schedules = schedules

    def compute(self, pretend: Pretend) -> Ahead:
        """Return what options would change. Takes long; outside of a transaction nothing is locked."""
        latest, state = self._database.row(LATEST) or (), self._database.row(STATE) or ()
        decks = self._schedules.others(pretend)
        if not decks:
            return Ahead({}, latest, state)
        now = {card: tuple(rest) for card, *rest in self._database.rows(NOW)}
        cards = json.dumps(self._schedules.cards_of(decks))
        changed = {
            card: schedule
            for card, schedule in self._schedules.folded(cards, pretend)
            if now.get(card) != columns_of(schedule)
        }
        return Ahead(changed, latest, state)

    @contextmanager
    def carried(self, ahead: Ahead) -> Iterator[None]:
        """Around setting the options, inside the transaction that is open: write what was computed.

        Where it holds no more, it is computed anew.
        """
        if not self.holds(ahead):
            with self._schedules.following_decks():
                yield
            return
        yield
        self.store(ahead)

    def holds(self, ahead: Ahead) -> bool:
        """Return whether nothing but answers came since, inside the transaction that is open."""
        return (self._database.row(STATE) or ()) == ahead.state

    def store(self, ahead: Ahead) -> None:
        """Write it down, after the option was set; cards that were answered since are computed anew."""
        since = [card for (card,) in self._database.rows(SINCE, *ahead.latest)]
        self._schedules.store_all(ahead.schedules)
        if since:
            self._schedules.refold_all(since)
