"""Entries of the log that are no answers: cards that are new again, or come on a day that a person set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.store.database import Database
from desktop.store.schedules import MANY, Schedules
from desktop.store.states import COLUMNS, PLACES, columns_of
from desktop.study.calendar import Clock
from desktop.study.options import Options
from desktop.study.schedule import DUE, EASE, EASE_START, NEW, RESET

LATEST = """
MAX({present}, COALESCE((SELECT MAX({column}) FROM review WHERE card = w.card), 0) + {step},
  COALESCE((SELECT MAX({column}) FROM event WHERE card = w.card), 0) + {step})
"""
WRITTEN = f"""
WITH w (card, data) AS ({{wanted}})
INSERT INTO event (card, day, at_ms, offset_min, kind, data, device)
SELECT w.card, {LATEST.format(present=":today", column="day", step=0)},
  {LATEST.format(present=":now", column="at_ms", step=1)}, :offset, :kind, w.data, :device
FROM w JOIN card c ON c.id = w.card
"""
"""Each comes after everything that the log of its card holds, whatever a clock once said."""
PUT = """
UPDATE schedule SET due = MAX(json_extract(e.data, '$.due'),
  COALESCE(schedule.last_day + 1, json_extract(e.data, '$.due')))
FROM event e WHERE e.card = schedule.card AND e.id > ? AND e.id <= ?
"""
RANGE = "event WHERE id > ? AND id <= ? AND card IS NOT NULL"
MADE_NEW = f"""
UPDATE schedule SET ({COLUMNS}) = ({PLACES})
WHERE card IN (SELECT card FROM {RANGE})
"""
EASED = f"UPDATE schedule SET ease = {EASE_START} WHERE card IN (SELECT card FROM {RANGE})"


class Events:
    """Writes events of many cards, inside the transaction that is open.

    Args:
        device: number of this copy.
    """

    def __init__(self, database: Database, schedules: Schedules, clock: Clock, device: int) -> None:
        self._database = database
        self._schedules = schedules
        self._clock = clock
        self._device = device

    def write(self, kind: str, options: Options, wanted: str, **values: Any) -> tuple[int, int]:
        """Write an event of each of many cards, and bring their schedules up to date.

        Args:
            kind: RESET, DUE, EASE, or SEED with the state that the schedule has already.
            options: in force, which tell the study day.
            wanted: a query for pairs of a card and the event's data.
            values: bound in it.

        Returns:
            the number of the last event before them, and of the last of them, for `Entries`.
        """
        moment = self._clock()
        before = self._last()
        values |= {"today": options.study_day(moment), "now": moment.at_ms, "offset": moment.offset_min}
        values |= {"kind": kind, "device": self._device}
        self._database.execute_sql(WRITTEN.format(wanted=wanted), values)
        events = before, self._last()
        cards = self.cards(events)
        with self._schedules.counted_afterwards(many=len(cards) > MANY):
            if kind == RESET:
                self._database.execute_sql(MADE_NEW, (*columns_of(NEW), *events))
            elif kind == DUE:
                self._database.execute_sql(PUT, events)
            elif kind == EASE:
                self._database.execute_sql(EASED, events)
        self._schedules.settle(cards)
        return events

    def cards(self, events: Sequence[int]) -> list[int]:
        """Return the cards of a range of events."""
        return [card for (card,) in self._database.rows(f"SELECT DISTINCT card FROM {RANGE}", *events)]

    def _last(self) -> int:
        return int(self._database.value("SELECT MAX(id) FROM event") or 0)
