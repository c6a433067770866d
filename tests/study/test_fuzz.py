from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.fuzz import choices, moved, shift, window
from desktop.study.schedule import Review

UIDS = st.uuids()
REPETITIONS = st.integers(3, 40)
LAPSES = st.integers(0, 20)
INTERVALS = st.integers(1, 36_500)


@pytest.mark.parametrize(
    ("interval", "days"),
    [
        (1, 0),
        (2, 0),
        (3, 1),
        (7, 1),
        (10, 1),
        (11, 2),
        (15, 2),
        (20, 2),
        (21, 3),
        (40, 3),
        (41, 4),
        (100, 6),
        (365, 20),
    ],
)
def test_the_window_grows_by_shares_of_the_interval(interval: int, days: int) -> None:
    assert window(interval) == days


@given(UIDS, REPETITIONS, LAPSES, INTERVALS)
def test_a_shift_stays_in_its_window_and_never_reaches_the_day_of_the_review(
    uid: UUID, repetition: int, lapses: int, interval: int
) -> None:
    found = shift(uid, repetition, lapses, interval)

    assert abs(found) <= window(interval)
    assert interval + found >= 1


@given(UIDS, st.integers(0, 2), LAPSES, INTERVALS)
def test_the_first_steps_are_kept_to_the_letter(
    uid: UUID, repetition: int, lapses: int, interval: int
) -> None:
    assert shift(uid, repetition, lapses, interval) == 0


@given(UIDS, REPETITIONS, LAPSES, INTERVALS)
def test_a_longer_interval_is_never_due_before_a_shorter_one(
    uid: UUID, repetition: int, lapses: int, interval: int
) -> None:
    longer = interval + 1

    assert interval + shift(uid, repetition, lapses, interval) <= longer + shift(
        uid, repetition, lapses, longer
    )


def test_cards_learned_together_come_apart() -> None:
    shifts = [shift(UUID(int=number), 3, 0, 15) for number in range(1000)]

    assert set(shifts) == {-2, -1, 0, 1, 2}
    assert min(shifts.count(days) for days in set(shifts)) > 150


@given(UIDS, INTERVALS, st.one_of(st.none(), st.integers(-(10**6), 10**6)), st.booleans())
def test_no_shift_leads_past_the_cap_or_back_to_the_day_of_the_review(
    uid: UUID, interval: int, stored: int | None, on: bool
) -> None:
    review = Review(day=1000, grade=4, shift=stored)

    days = interval + moved(review, uid, 3, 0, interval, cap=interval, on=on)

    assert 1 <= days <= interval


def test_a_stored_shift_is_kept_and_where_fuzz_is_off_nothing_moves() -> None:
    review = Review(day=1000, grade=4, shift=-2)

    assert moved(review, UUID(int=7), 3, 0, 15, cap=3650, on=True) == -2
    assert moved(review, UUID(int=7), 3, 0, 15, cap=3650, on=False) == 0
    assert moved(Review(1000, 4), UUID(int=7), 3, 0, 15, cap=3650, on=False) == 0


@given(UIDS, st.integers(1, 40), INTERVALS, st.integers(-(10**6), 10**6))
def test_a_stored_shift_of_another_interval_is_held_in_the_window_of_this_one(
    uid: UUID, repetition: int, interval: int, stored: int
) -> None:
    found = moved(Review(1000, 4, shift=stored), uid, repetition, 0, interval, cap=36_500, on=True)

    assert found in choices(repetition, interval, 36_500)
    assert abs(found) <= (window(interval) if repetition >= 3 else 0)
