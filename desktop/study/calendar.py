"""The study day: the calendar date of the local time, some hours after midnight.

A day is an integer, ``date.toordinal()`` of the study day. Days are never counted in
seconds: a day with a clock change has 23 or 25 hours, and some midnights do not exist.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

DEFAULT_ROLLOVER = 4
"""Hour of the local day at which a study day starts."""
EXTENSION = 2
"""Hours by which one study day can be made longer."""

LAST_DAY = date.max.toordinal()
EPOCH = date(1970, 1, 1).toordinal()
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
MINUTE_MS = 60_000


class Moment(NamedTuple):
    """An instant together with the wall clock that a person saw.

    Attributes:
        at_ms: milliseconds since 1970-01-01 UTC.
        offset_min: minutes that the local clock was ahead of UTC.
    """

    at_ms: int
    offset_min: int = 0

    def local(self) -> datetime:
        """Return what the wall clock showed, without a zone."""
        utc = datetime(1970, 1, 1) + timedelta(milliseconds=self.at_ms)
        return utc + timedelta(minutes=self.offset_min)


Clock = Callable[[], Moment]
"""Tells the present moment. The one clock of a running program is passed in from the top."""


def moment_of(when: datetime) -> Moment:
    """Return the moment of an aware or (taken as local) naive datetime."""
    aware = when.astimezone() if when.tzinfo is None else when
    offset = aware.utcoffset() or timedelta(0)
    since = aware.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return Moment(since // timedelta(milliseconds=1), offset // timedelta(minutes=1))


def system_clock() -> Moment:
    """Return the computer's present moment."""
    try:
        return moment_of(datetime.now().astimezone())
    except ValueError:  # the zone is set to nonsense: a day or more ahead of UTC
        return moment_of(datetime.now(UTC))


def study_day(moment: Moment, rollover: int = DEFAULT_ROLLOVER, extended: int = 0) -> int:
    """Return the study day of a moment; it starts at `rollover` o'clock (0 to 23) local time.

    Args:
        moment: an instant with its wall clock.
        rollover: hour at which a study day starts.
        extended: a study day that lasts EXTENSION hours longer, by the wall clock; the day after it is
            so much shorter, and no other day changes.
    """
    day = (moment.local() - timedelta(hours=rollover)).date().toordinal()
    if extended and day == extended + 1:
        return (moment.local() - timedelta(hours=rollover + EXTENSION)).date().toordinal()
    return day


class LocalDays:
    """The study days of many instants of the past, with the clock as it stood here at each of them.

    Args:
        rollover: hour at which a study day starts.
    """

    def __init__(self, rollover: int = DEFAULT_ROLLOVER) -> None:
        self._rollover_ms = rollover * HOUR_MS
        self._offsets: dict[int, int] = {}

    def offset_min(self, at_ms: int) -> int:
        """Return by how many minutes the local clock was ahead of UTC; 0 where no calendar reaches."""
        hour = at_ms // HOUR_MS
        offset = self._offsets.get(hour)
        if offset is None:
            try:
                offset = (time.localtime(hour * 3600).tm_gmtoff or 0) // 60
            except (OverflowError, OSError, ValueError):
                offset = 0
            self._offsets[hour] = offset
        return offset

    def day(self, at_ms: int) -> int:
        """Return the study day of an instant in UTC milliseconds."""
        return (at_ms + self.offset_min(at_ms) * 60_000 - self._rollover_ms) // DAY_MS + EPOCH


def day_start_ms(day: int, offset_min: int, rollover: int = DEFAULT_ROLLOVER) -> int:
    """Return the instant (UTC milliseconds) at which a study day starts.

    Args:
        day: the study day.
        offset_min: minutes that the local clock is ahead of UTC.
        rollover: hour at which it starts.
    """
    return (day - EPOCH) * DAY_MS + rollover * HOUR_MS - offset_min * MINUTE_MS


def date_of(day: int) -> date:
    """Return the calendar date of a study day, held inside what a calendar can show."""
    return date.fromordinal(max(1, min(day, LAST_DAY)))
