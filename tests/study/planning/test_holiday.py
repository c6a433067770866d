"""Each card of a holiday comes on exactly one day after it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.study.planning.holiday import (
    LONGEST,
    MOST_AFTER,
    Holiday,
    Late,
    checked,
    days_after,
    placed,
    share,
    united,
)

DAY = 739_945
BREAKS = st.tuples(st.integers(DAY, DAY + 60), st.integers(1, 40)).map(lambda told: (told[0], sum(told) - 1))


def test_a_holiday_is_followed_by_as_many_days_as_it_had_at_most_two_weeks() -> None:
    assert [days_after(length) for length in (1, 3, 14, 15, 366)] == [1, 3, 14, 14, 14]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (DAY + 5, DAY + 4, "ends before it begins"),
        (DAY - 9, DAY - 1, "over already"),
        (DAY, DAY + LONGEST, "a year long at the most"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(first: int, last: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        checked(first, last, DAY)


def test_a_year_a_day_and_one_that_began_already_are_fine() -> None:
    checked(DAY, DAY + LONGEST - 1, DAY)
    checked(DAY, DAY, DAY)
    checked(DAY - 3, DAY + 3, DAY)


def test_holidays_that_overlap_or_touch_are_one() -> None:
    assert united([(DAY + 5, DAY + 9), (DAY, DAY + 6)]) == [Holiday(DAY, DAY + 9, 10)]
    assert united([(DAY, DAY + 6), (DAY + 7, DAY + 9)]) == [Holiday(DAY, DAY + 9, 10)]
    assert united([(DAY, DAY + 9), (DAY + 2, DAY + 3)]) == [Holiday(DAY, DAY + 9, 10)]


def test_the_next_holiday_leaves_less_room_after_the_first() -> None:
    assert united([(DAY, DAY + 6), (DAY + 10, DAY + 12)]) == [
        Holiday(DAY, DAY + 6, 3),
        Holiday(DAY + 10, DAY + 12, 3),
    ]


@given(st.lists(BREAKS, max_size=6))
def test_united_holidays_are_apart_and_the_days_after_them_too(breaks: list[tuple[int, int]]) -> None:
    found = united(breaks)
    away = {day for first, last in breaks for day in range(first, last + 1)}
    assert {day for each in found for day in range(each.first, each.last + 1)} == away
    for one, other in pairwise(found):
        assert one.last + one.after < other.first
    assert all(1 <= each.after <= MOST_AFTER for each in found)


@given(
    BREAKS,
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 400)), max_size=200),
)
def test_each_card_comes_exactly_once_after_it_the_least_late_first(
    told: tuple[int, int], dues: list[tuple[int, int]]
) -> None:
    (holiday,) = united([told])
    cards = [
        Late(number, holiday.first + by % (holiday.last - holiday.first + 1), interval)
        for number, (by, interval) in enumerate(dues)
    ]

    days = placed(cards, holiday)

    assert set(days) == {each.card for each in cards}
    assert all(holiday.last < day <= holiday.last + holiday.after for day in days.values())
    full = Counter(days.values())
    if cards:
        least = min(full[day] for day in range(holiday.last + 1, max(days.values()) + 1))
        assert max(full.values()) - least <= 1
    late = {each.card: (holiday.last + 1 - each.due) / each.interval for each in cards}
    in_turn = sorted(cards, key=lambda each: (days[each.card], late[each.card]))
    assert [late[each.card] for each in in_turn] == sorted(late.values())


def test_what_is_left_is_shared_out_over_the_days_that_are_left() -> None:
    assert [share(10, days) for days in (4, 3, 2, 1)] == [3, 4, 5, 10]
    assert share(0, 3) == 0
    holiday = Holiday(DAY, DAY + 4, 5)
    assert [holiday.left(DAY + by) for by in (-1, 0, 4, 5, 9, 10, 99)] == [0, 0, 0, 5, 1, 0, 0]
