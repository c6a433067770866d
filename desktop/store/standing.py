"""Where a card that comes in stands: its columns, and the entry of the log that says so."""

from __future__ import annotations

from typing import Any

from desktop.store.states import TOLD, columns_of
from desktop.study.calendar import DAY_MS, EPOCH, LocalDays
from desktop.study.schedule import Schedule

LONGEST_TOOK = 600_000
"""Milliseconds that an answer of another program takes at the most."""
NOON_MS = DAY_MS // 2


def standing(
    schedule: Schedule, days: LocalDays, latest_ms: int | None, *, is_told: bool = True
) -> tuple[Any, ...]:
    """Return where a card stands: TOLD, whether to fold, whether it has a seed, its instant and day.

    Args:
        schedule: as it came.
        days: tells the study day of the seed.
        latest_ms: instant of its latest answer in UTC milliseconds; None = there is none.
        is_told: whether its source says where it stands; else that follows from its answers.
    """
    seeded = schedule.due is not None or (is_told and latest_ms is not None)
    at_ms = 0
    if latest_ms is not None:
        at_ms = latest_ms + 1
    elif seeded:
        at_ms = ((schedule.last_day or EPOCH) - EPOCH) * DAY_MS + NOON_MS
    return (
        *columns_of(schedule)[: len(TOLD.split(", "))],
        int(at_ms > 0 and not seeded),
        int(seeded),
        at_ms,
        days.day(at_ms) if seeded else 0,
    )
