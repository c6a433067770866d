from __future__ import annotations

import random
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.grades import AGAIN, EASY, GOOD, HARD, PRACTICE, STUDY
from desktop.study.schedule import (
    NEW,
    RESET,
    SEED,
    Entry,
    Event,
    Review,
    Schedule,
    classify,
    fold,
    order_of,
    step,
    trace,
)
from desktop.study.sm2 import SM2

CARD = UUID(int=1)
SM = SM2(fuzz=False)


@st.composite
def reviews(draw: st.DrawFn) -> list[Entry]:
    """Return a card's log: days close together, so that all kinds of review occur; none is the same."""
    days = draw(st.lists(st.integers(0, 60), max_size=20))
    return [
        Review(
            day=day,
            grade=draw(st.integers(0, 5)),
            at_ms=draw(st.integers(0, 3)),
            again=place,
            mode=draw(st.sampled_from([STUDY, STUDY, STUDY, PRACTICE])),
            shift=draw(st.sampled_from([None, None, -1, 2])),
        )
        for place, day in enumerate(days)
    ]


def test_an_empty_log_leaves_a_card_new() -> None:
    assert fold(SM, [], CARD) == NEW
    assert NEW.is_new
    assert not NEW.is_known
    assert list(trace(SM, [], CARD)) == []


@given(reviews(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_were_stored_does_not_matter(log: list[Entry], chance: random.Random) -> None:
    shuffled = list(log)
    chance.shuffle(shuffled)

    assert fold(SM2(), shuffled, CARD) == fold(SM2(), log, CARD)
    assert list(trace(SM2(), shuffled, CARD)) == list(trace(SM2(), log, CARD))


@given(reviews(), st.lists(st.booleans(), min_size=20, max_size=20))
def test_two_copies_of_a_log_fold_together_to_the_whole(log: list[Entry], mine: list[bool]) -> None:
    here = {entry for entry, is_mine in zip(log, mine, strict=False) if is_mine}
    there = set(log) - here | set(list(here)[:2])

    merged = here | there

    assert fold(SM2(), merged, CARD) == fold(SM2(), log, CARD)


@given(reviews(), st.integers(0, 5), st.integers(0, 90))
def test_a_practice_answer_moves_nothing_wherever_it_falls(log: list[Entry], grade: int, day: int) -> None:
    practised = [*log, Review(day, grade, at_ms=9, mode=PRACTICE)]

    assert fold(SM2(), practised, CARD) == fold(SM2(), log, CARD)


@given(reviews(), st.integers(0, 19))
def test_taking_an_answer_back_leads_to_where_the_answers_left_would(log: list[Entry], place: int) -> None:
    ordered = sorted(log, key=order_of)
    steps = list(trace(SM2(), log, CARD))
    for taken_back in ordered[place:][-1:]:
        left = [entry for entry in log if entry is not taken_back]
        assert fold(SM2(), left, CARD) == steps[-1].before


@given(reviews())
def test_the_last_step_explains_the_state(log: list[Entry]) -> None:
    steps = list(trace(SM2(), log, CARD))

    assert len(steps) == len(log)
    assert [each.before for each in steps] == [NEW, *[each.after for each in steps]][:-1]
    assert (steps[-1].after if steps else NEW) == fold(SM2(), log, CARD)


@given(reviews())
def test_stepping_answer_by_answer_is_the_fold(log: list[Entry]) -> None:
    state = NEW
    for entry in sorted(log, key=order_of):
        state = step(SM2(), state, entry, CARD).after

    assert state == fold(SM2(), log, CARD)


def test_answers_of_one_day_are_ordered_by_instant_then_identity() -> None:
    log = [Review(5, GOOD, 20, b"a"), Review(5, AGAIN, 10, b"z"), Review(5, HARD, 10, b"b")]

    for order in permutations(log):
        assert [each.entry for each in trace(SM, order, CARD)] == [log[2], log[1], log[0]]


def test_a_reset_makes_a_card_new_again() -> None:
    log = [Review(0, GOOD), Review(1, GOOD), Event(7, RESET), Review(8, GOOD)]

    steps = list(trace(SM, log, CARD))

    assert [each.kind for each in steps] == ["first", "due", "reset", "first"]
    assert steps[2].after == NEW
    assert steps[3].after == fold(SM, [Review(8, GOOD)], CARD)


def test_a_seed_takes_over_the_state_of_another_program() -> None:
    taken = Schedule(repetition=4, interval=38, ease=236, last_day=100, due=138, counted=9)
    log = [Review(90, AGAIN), Event(100, SEED, state=taken), Review(138, GOOD)]

    steps = list(trace(SM, log, CARD))

    assert [each.kind for each in steps] == ["first", "seed", "due"]
    assert steps[1].after == taken
    assert (steps[2].after.repetition, steps[2].after.interval) == (5, 90)


@pytest.mark.parametrize(
    ("day", "kind"), [(10, "extra"), (11, "early"), (15, "early"), (16, "due"), (400, "due")]
)
def test_an_answer_is_taken_by_its_day(day: int, kind: str) -> None:
    state = Schedule(repetition=2, interval=6, last_day=10, due=16, counted=2)

    assert classify(state, day) == kind


def test_a_repeat_on_the_day_of_a_low_grade_is_a_drill_until_it_is_good() -> None:
    log = [Review(0, grade, at_ms=place) for place, grade in enumerate([AGAIN, HARD, GOOD, AGAIN])]

    steps = list(trace(SM, log, CARD))

    assert [each.kind for each in steps] == ["first", "drill", "drill", "extra"]
    assert [each.after.drill_pending(0) for each in steps] == [True, True, False, False]
    assert {(each.after.interval, each.after.ease, each.after.due) for each in steps} == {(1, 250, 1)}


def test_a_drill_lapses_when_its_day_ends() -> None:
    state = fold(SM, [Review(0, AGAIN)], CARD)

    assert state.drill_pending(0)
    assert not state.drill_pending(1)


def test_a_card_is_known_from_the_second_repetition_on() -> None:
    assert [fold(SM, [Review(day, EASY) for day in days], CARD).is_known for days in ([0], [0, 1])] == [
        False,
        True,
    ]
