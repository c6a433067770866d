"""Where cards stand, and what their logs say, between rows of tables and values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from desktop.store.reader import Row
from desktop.study.schedule import DUE, KEPT, NEW, SEED, Entry, Event, Review, Schedule

TOLD = "repetition, interval, ease, last_day, due, drill, lapses, counted"
"""Columns that other programs tell of a card."""
COLUMNS = f"{TOLD}, stability, difficulty"
PLACES = ", ".join("?" * len(COLUMNS.split(", ")))
"""SQL: a place for the value of each of COLUMNS."""
LONGEST_STABILITY = 36_500.0
"""Days; nothing that another program tells is taken for more."""


def schedule_of(row: Iterable[Any]) -> Schedule:
    """Return the schedule in the COLUMNS of a row."""
    repetition, interval, ease, last_day, due, drill, *rest = row
    return Schedule(repetition, interval, ease, last_day, due, bool(drill), *rest)


def columns_of(schedule: Schedule) -> tuple[Any, ...]:
    """Return the COLUMNS of a schedule."""
    each = schedule
    return (
        each.repetition,
        each.interval,
        each.ease,
        each.last_day,
        each.due,
        int(each.drill),
        each.lapses,
        each.counted,
        each.stability,
        each.difficulty,
    )


def entry_of(row: Row) -> Entry:
    """Return the log entry in a row of ENTRIES."""
    _, day, grade, at_ms, again, mode, shift, kind, data = row
    if kind is None:
        return Review(day, grade, at_ms, again, mode, shift)
    if kind == SEED:
        return Event(day, kind, at_ms, again, Schedule(**json.loads(data)))
    if kind == KEPT:
        return Event(day, kind, at_ms, again, memory_of(data))
    return Event(day, kind, at_ms, again, due=int(json.loads(data)["due"]) if kind == DUE else None)


def memory_of(data: str) -> Schedule:
    """Return how well a card is known, as Anki keeps it in JSON; NEW where that makes no sense."""
    told = json.loads(data)
    memory = [told.get(name) for name in ("s", "d")]
    if any(type(each) not in (int, float) or each != each for each in memory) or memory[0] <= 0:
        return NEW
    stability, difficulty = (min(max(each, 0), LONGEST_STABILITY) for each in memory)
    return Schedule(stability=float(stability), difficulty=float(max(1, min(difficulty, 10))))
