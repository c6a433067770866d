from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.calendar import date_of
from desktop.study.statistics.periods import (
    ALL,
    BY_DAY,
    BY_MONTH,
    BY_WEEK,
    MONTH,
    YEAR,
    first_day,
    step_for,
    steps,
)

TODAY = date(2026, 3, 4).toordinal()


def test_a_year_of_days_is_365_and_today_is_one_of_them() -> None:
    assert TODAY - first_day(YEAR, TODAY, ()) + 1 == 365
    assert first_day(MONTH, TODAY, ()) == TODAY - 29


def test_everything_begins_with_the_first_answer_and_never_after_today() -> None:
    assert first_day(ALL, TODAY, [TODAY - 900, TODAY]) == TODAY - 900
    assert first_day(ALL, TODAY, []) == TODAY
    assert first_day(ALL, TODAY, [TODAY + 3]) == TODAY  # a clock that was wrong


@pytest.mark.parametrize(
    ("length", "finest", "step"),
    [
        (1, BY_DAY, BY_DAY),
        (31, BY_DAY, BY_DAY),
        (32, BY_DAY, BY_WEEK),
        (30, BY_WEEK, BY_WEEK),
        (371, BY_DAY, BY_WEEK),
        (372, BY_DAY, BY_MONTH),
        (4000, BY_WEEK, BY_MONTH),
    ],
)
def test_steps_are_neither_too_many_nor_too_fine(length: int, finest: str, step: str) -> None:
    assert step_for(TODAY - length + 1, TODAY, finest) == step


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    weeks = list(steps(TODAY - 29, TODAY, BY_WEEK))
    assert [date_of(first).weekday() for first, _ in weeks[1:]] == [0] * (len(weeks) - 1)
    months = list(steps(date(2025, 11, 20).toordinal(), TODAY, BY_MONTH))
    assert [date_of(first).isoformat() for first, _ in months] == [
        "2025-11-20",
        "2025-12-01",
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
    ]


@given(st.integers(700_000, 760_000), st.integers(0, 2_000), st.sampled_from([BY_DAY, BY_WEEK, BY_MONTH]))
def test_every_day_lies_in_one_step(since: int, length: int, step: str) -> None:
    found = list(steps(since, since + length, step))
    assert found[0][0] == since
    assert found[-1][1] == since + length
    for (_, last), (first, end) in pairwise(found):
        assert first == last + 1
        assert end >= first
