"""Taking entries of the log back, and giving them again. A row that was written stays for good."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from desktop.store.database import Database
from desktop.store.options import OptionTable
from desktop.store.schedules import LISTED, Schedules
from desktop.study.calendar import Clock

Ranges = Mapping[str, Sequence[Sequence[int]]]
"""By table, ``review`` or ``event``: ranges of row numbers, each the one before the first and the last."""
NUMBER_IN_VOID = {"review": "e.id", "event": "-e.id"}
COPIED = {
    "review": "offset_min, grade, practice, took_ms, shift, early, response, device",
    "event": "offset_min, kind, data, device",
}
SAME = {"review": "", "event": "AND o.day = e.day AND o.kind = e.kind"}
"""What an entry is known by, besides its card and instant."""
STANDING = """
SELECT DISTINCT e.id FROM {table} o JOIN {table} e ON e.card = o.card AND e.at_ms = o.at_ms {same}
WHERE o.id > ? AND o.id <= ? AND NOT EXISTS (SELECT 1 FROM void WHERE entry = {entry}) ORDER BY e.id
"""
"""Entries, or the same ones given again."""
GONE = """
SELECT e.id FROM {table} e WHERE e.id > ? AND e.id <= ? AND e.card IS NOT NULL
  AND EXISTS (SELECT 1 FROM void WHERE entry = {entry}) ORDER BY e.id
"""
VOID = "INSERT OR IGNORE INTO void SELECT {entry}, ?, ? FROM {table} e WHERE e.id IN " + LISTED
AGAIN = """
INSERT OR IGNORE INTO {table} (card, day, at_ms, again, {columns})
SELECT e.card, e.day, e.at_ms, (SELECT COUNT(*) FROM {table} o
  WHERE o.card = e.card AND o.at_ms = e.at_ms {same}), {columns}
FROM {table} e WHERE e.id > ? AND e.id <= ? AND e.card IS NOT NULL
  AND EXISTS (SELECT 1 FROM void WHERE entry = {entry})
  AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.card = e.card AND o.at_ms = e.at_ms {same}
    AND NOT EXISTS (SELECT 1 FROM void WHERE entry = {other}))
ORDER BY e.id
"""
"""What stands already, given again before, is not given twice."""


class Entries:
    """Takes answers and events of many cards back, inside the transaction that is open.

    Args:
        device: number of this copy.
    """

    def __init__(
        self, database: Database, schedules: Schedules, table: OptionTable, clock: Clock, device: int
    ) -> None:
        self._database = database
        self._schedules = schedules
        self._table = table
        self._clock = clock
        self._device = device

    def cards(self, ranges: Ranges) -> list[int]:
        """Return the cards that entries belong to."""
        found: dict[int, None] = {}
        for table, each in ranges.items():
            for low, high in each:
                sql = f"SELECT DISTINCT card FROM {table} WHERE id > ? AND id <= ? AND card IS NOT NULL"
                found |= dict.fromkeys(card for (card,) in self._database.rows(sql, low, high))
        return list(found)

    def count(self, ranges: Ranges, *, stands: bool) -> int:
        """Return how many entries stand, or were taken back."""
        return sum(
            len(self._database.rows(self._numbers(table, stands=stands), low, high))
            for table, each in ranges.items()
            for low, high in each
        )

    def _numbers(self, table: str, *, stands: bool) -> str:
        query = STANDING if stands else GONE
        return query.format(table=table, entry=NUMBER_IN_VOID[table], same=SAME[table])

    def take_back(self, ranges: Ranges) -> dict[str, list[tuple[int, int]]]:
        """Take those entries back that stand; return which those were."""
        taken: dict[str, list[tuple[int, int]]] = {}
        for table, each in ranges.items():
            entry = NUMBER_IN_VOID[table]
            sql = self._numbers(table, stands=True)
            found = {number for low, high in each for (number,) in self._database.rows(sql, low, high)}
            numbers = sorted(found)
            self._database.execute_sql(
                VOID.format(table=table, entry=entry),
                (self._clock().at_ms, self._device, json.dumps(numbers)),
            )
            if numbers:
                taken[table] = ranges_of(numbers)
        self._schedules.refold_all(self.cards(taken))
        return taken

    def give_again(self, ranges: Ranges) -> dict[str, list[tuple[int, int]]]:
        """Write entries that were taken back once more; return where they stand now."""
        given: dict[str, list[tuple[int, int]]] = {}
        for table, each in ranges.items():
            before = self._last(table)
            entry = NUMBER_IN_VOID[table]
            sql = AGAIN.format(
                table=table,
                columns=COPIED[table],
                same=SAME[table],
                entry=entry,
                other=entry.replace("e.", "o."),
            )
            for low, high in each:
                self._database.execute_sql(sql, (low, high))
            if self._last(table) > before:
                given[table] = [(before, self._last(table))]
        self._schedules.refold_all(self.cards(given))
        return given

    def _last(self, table: str) -> int:
        return int(self._database.value(f"SELECT MAX(id) FROM {table}") or 0)


def ranges_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return growing numbers as ranges, each the one before the first and the last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number - 1, number))
    return found
