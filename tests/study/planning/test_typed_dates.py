from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.study.planning.typed_dates import MONTHS, date_ahead, typed_date

TODAY = date(2026, 11, 25).toordinal()


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2026-12-12", 2026, 12, 12),
        ("2026-3-1", 2026, 3, 1),
        (" 12  december 2026 ", 2026, 12, 12),
        ("12 Dec", 2026, 12, 12),
        ("12th of Dec.", 2026, 12, 12),
        ("12. Dec", 2026, 12, 12),
        ("December 12, 2027", 2027, 12, 12),
        ("Sept 3rd", 2027, 9, 3),
        ("3 September 2026", 2026, 9, 3),
        ("25 Nov", 2026, 11, 25),
        ("24 Nov", 2027, 11, 24),
        ("29 February", 2028, 2, 29),
        ("today", 2026, 11, 25),
        ("Tomorrow", 2026, 11, 26),
        ("2038-01-20", 2038, 1, 20),
        ("31 Dec 9999", 9999, 12, 31),
    ],
)
def test_dates_as_people_type_them(text: str, year: int, month: int, day: int) -> None:
    assert date.fromordinal(typed_date(text, TODAY)) == date(year, month, day)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 February", "There is no 30 February."),
        ("2026-02-30", "There is no 30 February."),
        ("29 Feb 2027", "There is no 29 February 2027."),
        ("31 June", "There is no 31 June."),
        ("0 June", "There is no 0 June."),
        ("2026-13-01", "There is no month 13."),
        ("10000-01-01", "The calendar ends with the year 9999."),
        ("0000-01-01", "The calendar ends with the year 9999."),
        ("12 Ma", "“12 Ma” is no date."),
        ("12/12/2026", "“12/12/2026” is no date."),
        ("soon", "“soon” is no date."),
        ("", "A date is missing."),
        ("١٢ Dec ²", "“١٢ Dec ²” is no date."),
    ],
)
def test_what_is_no_date_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UserError) as raised:
        typed_date(text, TODAY)
    assert raised.value.message == said
    assert raised.value.hint


def test_a_day_ahead_is_neither_past_nor_today() -> None:
    assert date_ahead("tomorrow", TODAY) == TODAY + 1
    with pytest.raises(UserError, match=r"^25 November 2026 is today\."):
        date_ahead("today", TODAY)
    with pytest.raises(UserError, match=r"^12 December 2020 is past\."):
        date_ahead("2020-12-12", TODAY)


@given(st.dates())
def test_every_day_can_be_typed_in_every_form(when: date) -> None:
    year, month = f"{when.year:04}", MONTHS[when.month - 1]
    forms = (
        f"{year}-{when:%m-%d}",
        f"{when.day} {month} {year}",
        f"{month[:3]} {when.day}, {year}",
    )
    for form in forms:
        assert typed_date(form, TODAY) == when.toordinal()


def whole(text: str, today: int) -> bool:
    """Return whether the answer is a day of the calendar or a sentence."""
    try:
        return 1 <= typed_date(text, today) <= date.max.toordinal()
    except UserError as error:
        return error.message.endswith(".")


@given(st.text(max_size=30) | st.from_regex(r"\d{1,6}[-./ ][A-Za-z\d]{1,4}[-./ ]?\d{0,30}", fullmatch=True))
def test_whatever_is_typed_is_a_day_or_a_sentence(text: str) -> None:
    assert whole(text, TODAY)


@pytest.mark.parametrize("text", ["1 Jan", "29 Feb", "tomorrow"])
def test_the_calendar_ends_in_peace(text: str) -> None:
    assert whole(text, date.max.toordinal())
