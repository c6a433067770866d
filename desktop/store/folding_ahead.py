"""Schedules that an option would make others, computed before anything is locked: answers need not wait."""

from __future__ import annotations

from typing import NamedTuple

from desktop.store.database import Database
from desktop.store.options import Pretend
from desktop.store.reader import Row
from desktop.store.schedules import MANY, Schedules
from desktop.study.schedule import Schedule

AHEAD = frozenset({"cap", "fuzz"})
"""Options that move days and nothing else: few cards change."""
NOW = "SELECT card, repetition, interval, ease, last_day, due, drill, lapses, counted FROM schedule"
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
    """Computes the schedules of all cards for an option that is not set yet."""

    def __init__(self, database: Database, schedules: Schedules) -> None:
        self._database = database
        self._schedules = schedules

    def compute(self, pretend: Pretend) -> Ahead:
        """Return what an option would change. Takes long; outside of a transaction nothing is locked."""
        latest, state = self._database.row(LATEST) or (), self._database.row(STATE) or ()
        now = {card: tuple(rest) for card, *rest in self._database.rows(NOW)}
        changed = {
            card: schedule
            for card, schedule in self._schedules.folded(None, pretend)
            if now.get(card) != _columns(schedule)
        }
        return Ahead(changed, latest, state)

    def holds(self, ahead: Ahead) -> bool:
        """Return whether nothing but answers came since, inside the transaction that is open."""
        return (self._database.row(STATE) or ()) == ahead.state

    def store(self, ahead: Ahead) -> None:
        """Write it down, after the option was set; cards that were answered since are computed anew."""
        since = [card for (card,) in self._database.rows(SINCE, *ahead.latest)]
        with self._schedules.counted_afterwards(many=len(ahead.schedules) > MANY):
            for card, schedule in ahead.schedules.items():
                self._schedules.store(card, schedule)
        if since:
            self._schedules.refold_all(since)


def _columns(schedule: Schedule) -> tuple[int | None, ...]:
    each = schedule
    moved = each.repetition, each.interval, each.ease, each.last_day, each.due
    return (*moved, int(each.drill), each.lapses, each.counted)
