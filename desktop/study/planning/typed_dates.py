"""Dates as people type them, read in one way everywhere."""

from __future__ import annotations

import re
from datetime import date

from desktop.errors import UserError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FORMS = "Write 2026-12-12, or 12 December 2026; without a year it is the next such day."
ISO = re.compile(r"(\d{4,})-(\d{1,2})-(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?([^\W\d_]+)\.?(?:,?\s+(\d{4,}))?", re.I)
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4,}))?", re.I)
NEAR = {"today": 0, "tomorrow": 1}
SHORTEST = 3
"""Letters that a month needs at the least."""
LEAP_YEARS = 8
"""Years within which there always is a 29 February."""


def typed_date(text: str, today: int) -> int:
    """Return the day that a person means.

    Args:
        text: such as "2026-12-12", "12 Dec", "December 12, 2026" or "tomorrow".
        today: the day it is; a date without a year is that day or the next such one after it.

    Raises:
        UserError: it is no date, or one that the calendar does not have.
    """
    typed = " ".join(text.split())
    if typed.casefold() in NEAR:
        return min(today + NEAR[typed.casefold()], date.max.toordinal())
    if found := ISO.fullmatch(typed):
        year, month, day = found.groups()
        return _day(int(day), int(month), year, today)
    if found := DAY_FIRST.fullmatch(typed):
        number, name, year = found.groups()
    elif found := MONTH_FIRST.fullmatch(typed):
        name, number, year = found.groups()
    else:
        raise _unknown(typed)
    return _day(int(number), _month(name, typed), year, today)


def date_ahead(text: str, today: int) -> int:
    """Return the day that a person means, which is to come.

    Raises:
        UserError: it is no date, or it is today or past.
    """
    day = typed_date(text, today)
    if day <= today:
        told = "is today" if day == today else "is past"
        raise UserError(f"{_named(date.fromordinal(day))} {told}.", "Choose a day that is still to come.")
    return day


def _month(name: str, typed: str) -> int:
    found = [at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(name.casefold())]
    if name.casefold() == "sept":
        return MONTHS.index("September") + 1
    if len(name) < SHORTEST or len(found) != 1:
        raise _unknown(typed)
    return found[0]


def _day(day: int, month: int, year: str | None, today: int) -> int:
    if not 1 <= month <= len(MONTHS):
        raise UserError(f"There is no month {month}.", FORMS)
    if year is not None:
        if not 1 <= int(year[:5]) <= date.max.year:
            raise UserError("The calendar ends with the year 9999.", FORMS)
        return _in_year(day, month, int(year))
    first = date.fromordinal(today).year
    for each in range(first, min(first + LEAP_YEARS, date.max.year) + 1):
        try:
            found = date(each, month, day).toordinal()
        except ValueError:
            continue
        if found >= today:
            return found
    return _in_year(day, month, first)


def _in_year(day: int, month: int, year: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        name = f"{day} {MONTHS[month - 1]}"
        some = f"{name} {year}" if (day, month) == (29, 2) else name
        raise UserError(f"There is no {some}.", FORMS) from None


def _named(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _unknown(typed: str) -> UserError:
    return UserError(f"“{typed[:40]}” is no date." if typed else "A date is missing.", FORMS)
