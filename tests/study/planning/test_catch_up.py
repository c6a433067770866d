"""When a backlog is cleared in portions, how large they are, and when it will be clear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.planning.catch_up import HORIZON, clear_on, days_worth, median, state, usual_a_day

TODAY = 739_945
COUNTS = st.integers(0, 3000)


def test_it_begins_at_two_days_worth() -> None:
    assert state(399, 0, 200, None, begun=False) is None
    found = state(400, 0, 200, None, begun=False)
    assert found is not None
    assert (found.waiting, found.a_day, found.chosen) == (400, 40, False)


def test_a_days_worth_is_not_more_than_the_own_pace() -> None:
    assert days_worth(200, 80) == 80
    assert days_worth(200, 10) == 50
    assert days_worth(30, 80) == 30
    assert state(160, 0, 200, 80, begun=False)
    assert not state(159, 0, 200, 80, begun=False)


def test_it_stays_through_the_day_and_until_what_is_due_fits_into_one() -> None:
    assert state(350, 50, 200, None, begun=False)
    assert state(350, 0, 200, None, begun=False) is None
    assert state(350, 0, 200, None, begun=True)
    assert state(41, 0, 200, None, begun=True)
    assert state(40, 0, 200, None, begun=True) is None
    assert state(0, 0, 0, None, begun=True) is None


@pytest.mark.parametrize(
    ("waiting", "limit", "pace", "a_day"),
    [
        (412, 200, None, 40),
        (412, 200, 33, 40),
        (412, 30, 80, 30),
        (412, 200, 4, 20),
        (2000, 200, 40, 80),
        (20_000, 200, 150, 200),
        (12, 5, None, 5),
    ],
)
def test_portions_follow_the_own_pace_in_tens(waiting: int, limit: int, pace: int | None, a_day: int) -> None:
    assert usual_a_day(waiting, limit, pace) == a_day


def test_a_chosen_portion_counts_up_to_the_limit() -> None:
    chosen = state(412, 0, 200, None, begun=False, chosen=70)
    assert chosen is not None
    assert (chosen.a_day, chosen.chosen) == (70, True)
    held = state(412, 0, 50, None, begun=False, chosen=70)
    assert held is not None
    assert held.a_day == 50


def test_without_new_cards_and_nothing_coming_it_is_clear_when_all_are_through() -> None:
    assert clear_on((0, 30), {}, 40, 100, TODAY) == TODAY
    assert clear_on((0, 80), {}, 40, 1000, TODAY) == TODAY + 2  # those that start over come again


def test_cards_that_come_due_meanwhile_put_the_end_off() -> None:
    alone = clear_on((0, 412), {}, 40, 60, TODAY)
    coming = {TODAY + day: (2, 8) for day in range(1, 60)}
    later = clear_on((0, 412), coming, 40, 60, TODAY)
    assert alone is not None
    assert later is not None
    assert later > alone > TODAY + 9
    assert clear_on((0, 412), {TODAY + day: (10, 40) for day in range(1, 400)}, 40, 60, TODAY) is None


def test_what_is_answered_already_today_is_not_counted_twice() -> None:
    whole = clear_on((0, 100), {}, 40, 1000, TODAY, done=0)
    half = clear_on((0, 80), {}, 40, 1000, TODAY, done=20)
    assert whole == half


@given(COUNTS, COUNTS, st.integers(1, 500), st.floats(0, 400))
def test_more_a_day_is_never_later(young: int, known: int, a_day: int, interval: float) -> None:
    slow = clear_on((young, known), {}, a_day, interval, TODAY)
    quick = clear_on((young, known), {}, a_day + young + known, interval, TODAY)
    assert quick == TODAY
    if slow is not None:
        assert TODAY <= slow <= TODAY + HORIZON


def test_the_pace_is_a_median() -> None:
    assert median([]) is None
    assert median([5, 1, 100]) == 5
