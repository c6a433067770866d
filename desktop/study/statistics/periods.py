"""Periods of study days, and the days, weeks and months that they are shown in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from desktop.study.calendar import date_of

MONTH, QUARTER, YEAR, ALL = PERIODS = ("month", "quarter", "year", "all")
LENGTHS = {MONTH: 30, QUARTER: 91, YEAR: 365}
"""In study days, today included."""
BY_DAY, BY_WEEK, BY_MONTH = "day", "week", "month"
MOST_DAYS, MOST_WEEKS = 31, 53


def first_day(period: str, today: int, days: Iterable[int]) -> int:
    """Return the first study day of a period.

    Args:
        period: one of PERIODS.
        today: its last day.
        days: study days with answers; ALL begins with the first of them.
    """
    if period in LENGTHS:
        return today - LENGTHS[period] + 1
    return min(min(days, default=today), today)


def step_for(since: int, today: int, finest: str = BY_DAY) -> str:
    """Return in what a period is shown, so that the steps are neither too many nor finer than wanted."""
    length = today - since + 1
    if finest == BY_DAY and length <= MOST_DAYS:
        return BY_DAY
    return BY_WEEK if length <= MOST_WEEKS * 7 else BY_MONTH


def steps(since: int, today: int, step: str) -> Iterator[tuple[int, int]]:
    """Yield first and last day of each step of a period; weeks begin on Monday. The ends may be cut off."""
    first = since
    while first <= today:
        last = min(_end(first, step), today)
        yield first, last
        first = last + 1


def _end(day: int, step: str) -> int:
    if step == BY_DAY:
        return day
    when = date_of(day)
    if step == BY_WEEK:
        return day + 6 - when.weekday()
    following = date(when.year + when.month // 12, when.month % 12 + 1, 1)
    return following.toordinal() - 1
