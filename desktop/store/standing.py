"""Where a card that comes in stands: its columns, and the entry of the log that says so."""

from __future__ import annotations

from hashlib import sha1
from typing import Any

from desktop.store.schedules import columns_of
from desktop.study.calendar import DAY_MS, EPOCH, LocalDays
from desktop.study.schedule import Schedule

LONGEST_TOOK = 600_000
"""Milliseconds that an answer of another program takes at the most."""
NOON_MS = DAY_MS // 2


def standing(
    uid: bytes, schedule: Schedule, days: LocalDays, latest_ms: int | None, *, is_told: bool = True
) -> tuple[Any, ...]:
    """Return the columns of where a card stands, from its schedule to the day of its seed.

    Args:
        uid: of the card.
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
        *columns_of(schedule),
        int(at_ms > 0 and not seeded),
        tail(uid, "seed") if seeded else None,
        at_ms,
        days.day(at_ms) if seeded else 0,
    )


def tail(uid: bytes, key: str) -> bytes:
    """Return the identity of an entry of a card's log, 16 bytes; quicker than a UUID for millions."""
    return sha1(uid + key.encode(), usedforsecurity=False).digest()[:16]


def review_uid(card: bytes, at_ms: int) -> bytes:
    """Return the identity of an answer of another program."""
    return tail(card, f"review {at_ms}")
