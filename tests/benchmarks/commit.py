"""Storing one answer through the app, and the same two statements in raw SQLite; milliseconds."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop.store.collection import Collection
from desktop.study.calendar import system_clock

COUNT = 400


def median_ms(action: Callable[[int], object]) -> float:
    """Return the median time of an action, in milliseconds."""
    times = []
    for turn in range(COUNT):
        begin = time.perf_counter()
        action(turn)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


folder = Path(sys.argv[1])
collection = Collection(folder, system_clock)
cards = [card.number for card in collection.cards()]
ours = median_ms(lambda turn: collection.grade(cards[turn % len(cards)], 4, took_ms=900))
collection.close()

database = sqlite3.connect(folder / "collection.db", isolation_level=None)
for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
    database.execute(f"PRAGMA {pragma}")


def raw(turn: int) -> None:
    """Write a row of the log and a schedule, in one transaction."""
    card = cards[turn % len(cards)]
    database.execute("BEGIN IMMEDIATE")
    database.execute(
        "INSERT INTO review (card, day, at_ms, offset_min, grade, took_ms, response, device)"
        " VALUES (?, 739945, ?, 0, 4, 900, '', 0)",
        (card, turn),
    )
    due = 739951 + turn % 3
    database.execute(
        "UPDATE schedule SET repetition = 2, interval = 6, ease = 250, last_day = 739945, due = ?, drill = 0,"
        " lapses = 0, counted = 2, state = 1, ready = ? WHERE card = ?",
        (due, due, card),
    )
    database.execute("COMMIT")


print(ours, median_ms(raw))
