"""An interview on a day: how new cards and top-ups are spread."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.planning.interview import Pace, Today, pace, sentence, shares, split, window

DAY = date(2026, 12, 12).toordinal()
COUNTS = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("left", "before", "expected"),
    [
        (120, 27, Pace(6, DAY - 7, 0)),
        (121, 27, Pace(6, DAY - 7, 0)),
        (127, 27, Pace(7, DAY - 7, 0)),
        (10, 7, Pace(10, DAY - 7, 0)),
        (10, 6, Pace(2, DAY - 1, 10)),
        (10, 1, Pace(10, DAY - 1, 10)),
        (10, 0, Pace(0, DAY - 1, 10)),
        (0, 3, Pace(0, DAY - 1, 0)),
    ],
)
def test_new_cards_a_day(left: int, before: int, expected: Pace) -> None:
    assert pace(left, DAY - before, DAY) == expected


@given(COUNTS, st.integers(7, 400))
def test_whoever_studies_daily_has_seen_all_a_week_before(left: int, before: int) -> None:
    today, amounts = DAY - before, []
    while left:
        told = pace(left, today, DAY)
        assert told.late == 0
        amounts.append(told.a_day)
        left -= min(left, told.a_day)
        today += 1
    assert today <= DAY - 7 + 1
    assert not amounts or amounts[0] - amounts[-1] <= amounts[0]
    assert amounts == sorted(amounts, reverse=True)


@given(COUNTS, st.integers(1, 6))
def test_a_near_day_still_brings_all_and_says_that_it_is_late(left: int, before: int) -> None:
    today, told = DAY - before, pace(left, DAY - before, DAY)
    assert told.late == left
    while left:
        left -= min(left, pace(left, today, DAY).a_day)
        today += 1
    assert today <= DAY


@given(COUNTS, st.lists(st.integers(0, 300), min_size=1, max_size=3))
def test_days_get_as_even_as_they_can(cards: int, loads: list[int]) -> None:
    given_, full = shares(cards, loads), []
    assert sum(given_) == cards
    assert min(given_) >= 0
    for load, more in zip(loads, given_, strict=True):
        full.append(load + more)
    touched = [total for total, more in zip(full, given_, strict=True) if more]
    assert not touched or max(touched) - min(full) <= 1


def test_a_full_day_gets_none() -> None:
    assert shares(30, [100, 0, 0]) == [0, 15, 15]
    assert shares(30, [0, 100, 0]) == [15, 0, 15]
    assert shares(4, [0, 0, 0]) == [2, 1, 1]


@given(COUNTS, st.dictionaries(st.integers(1, 9), st.integers(0, 200)))
def test_decks_give_in_parts_of_what_they_have(count: int, there: dict[int, int]) -> None:
    found = split(count, there)
    assert sum(found.values()) == min(count, sum(there.values()))
    assert all(0 <= found[deck] <= there[deck] for deck in there)


def test_the_window_is_the_three_days_before() -> None:
    assert window(DAY) == (DAY - 3, DAY - 1)


def told(today: int, *, cards: int = 100, new: int = 30, top_ups: int = 0, missing: str = "") -> str:
    made = Today(DAY, cards, new, pace(new, today, DAY), top_ups=top_ups, missing=missing)
    return sentence(made, today)


@pytest.mark.parametrize(
    ("before", "numbers", "expected"),
    [
        (11, {}, "6 new cards a day until 5 Dec; top-ups from 9 Dec to 11 Dec."),
        (11, {"new": 3}, "1 new card a day until 5 Dec; top-ups from 9 Dec to 11 Dec."),
        (7, {}, "30 new cards today; top-ups from 9 Dec to 11 Dec."),
        (
            5,
            {},
            "6 new cards a day until 11 Dec; 30 cards come too late to have had both of the first"
            " intervals, 1 and 6 days; top-ups from 9 Dec to 11 Dec.",
        ),
        (2, {"new": 0, "top_ups": 12}, "All cards have been seen; 12 cards get a top-up today."),
        (2, {"new": 0, "top_ups": 1}, "All cards have been seen; 1 card gets a top-up today."),
        (
            1,
            {"new": 1},
            "1 new card today; 1 card comes too late to have had both of the first intervals, 1 and 6 days.",
        ),
        (1, {"new": 0}, "All cards have been seen; no card needs a top-up today."),
        (0, {}, "It is today. Nothing more is planned."),
        (-1, {}, "The day has passed, so the plan does nothing more."),
        (5, {"cards": 0, "new": 0}, "There are no cards in it, so there is nothing to do."),
        (5, {"missing": "deck"}, "The deck is deleted, so the plan rests."),
    ],
)
def test_what_a_plan_does_is_said_in_a_sentence(before: int, numbers: dict[str, int], expected: str) -> None:
    assert told(DAY - before, **numbers) == expected  # type: ignore[arg-type]
