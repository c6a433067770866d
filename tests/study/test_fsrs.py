"""FSRS-6 against py-fsrs, the reference of its authors, and what our log adds to it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from desktop.study import fsrs
from desktop.study.fsrs import FSRS, recall
from desktop.study.grades import AGAIN, EASY, GOOD, HARD, PRACTICE
from desktop.study.options import LIMITS, LONGEST_CAP
from desktop.study.schedule import (
    DUE,
    KEPT,
    NEW,
    RESET,
    SEED,
    Entry,
    Event,
    Review,
    Schedule,
    fold,
    order_of,
    trace,
)
from desktop.study.sm2 import SM2

CARD = UUID(int=1)
RATINGS = (Rating.Again, Rating.Again, Rating.Again, Rating.Hard, Rating.Good, Rating.Easy)
EXACT = FSRS(cap=LONGEST_CAP, fuzz=False)
DAY = 700_000
RETENTIONS = st.integers(*LIMITS["retention"])
ON_DAYS = st.lists(st.tuples(st.integers(1, 400), st.integers(0, 5)), min_size=1, max_size=30)
"""Days since the answer before, and grades."""


def log_of(rows: Sequence[tuple[int, int]]) -> list[Review]:
    day, log = DAY, []
    for gap, grade in rows:
        day += gap
        log.append(Review(day, grade, at_ms=day))
    return log


def reference(rows: Sequence[tuple[int, int]], retention: int, cap: int) -> tuple[Card, int]:
    """Return the card that py-fsrs makes of answers, and its interval."""
    scheduler = Scheduler(
        desired_retention=retention / 100,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=cap,
        enable_fuzzing=False,
    )
    at, card = datetime(1900, 1, 1, tzinfo=UTC), Card(card_id=1)
    for gap, grade in rows:
        at += timedelta(days=gap)
        card, _ = scheduler.review_card(card, RATINGS[grade], at)
    assert card.state == State.Review
    return card, (card.due - at).days


# ------------------------------------------------------------------ the formulas


@given(ON_DAYS, RETENTIONS, st.integers(1, LONGEST_CAP))
def test_it_is_what_py_fsrs_computes(rows: list[tuple[int, int]], retention: int, cap: int) -> None:
    expected, interval = reference(rows, retention, cap)

    state = fold(FSRS(cap, False, retention), log_of(rows), CARD)

    assert state.stability == pytest.approx(expected.stability, rel=1e-9, abs=0)
    assert state.difficulty == pytest.approx(expected.difficulty, rel=1e-9, abs=0)
    assert state.interval == interval
    assert state.due == (state.last_day or 0) + interval


@given(ON_DAYS, st.integers(0, 3000))
def test_recall_is_what_py_fsrs_expects(rows: list[tuple[int, int]], days: int) -> None:
    card, _ = reference(rows, 90, LONGEST_CAP)
    assert card.last_review is not None
    expected = Scheduler().get_card_retrievability(card, card.last_review + timedelta(days=days))

    state = fold(EXACT, log_of(rows), CARD)

    assert recall(state, (state.last_day or 0) + days) == pytest.approx(expected, rel=1e-9)


def test_the_parameters_are_the_published_ones() -> None:
    assert Scheduler().parameters == fsrs.W


@pytest.mark.parametrize(
    ("grades", "intervals"),
    [
        ((GOOD,) * 7, [2, 11, 46, 163, 497, 1346, 3292]),
        ((EASY,) * 5, [8, 66, 397, 1875, 7265]),
        ((HARD,) * 6, [1, 3, 7, 12, 18, 25]),
        ((GOOD, GOOD, GOOD, AGAIN, GOOD, GOOD), [2, 11, 46, 3, 8, 19]),
    ],
)
def test_golden_intervals_of_answers_on_their_day(grades: tuple[int, ...], intervals: list[int]) -> None:
    state, found = NEW, []
    for grade in grades:
        state = EXACT.grade(state, Review(state.due or DAY, grade), CARD)
        found.append(state.interval)
    assert found == intervals


def test_a_first_good_in_full() -> None:
    state = EXACT.grade(NEW, Review(DAY, GOOD), CARD)
    assert state == Schedule(1, 2, 250, DAY, DAY + 2, False, 0, 1, 2.3065, 2.11810397046)


@given(ON_DAYS)
def test_a_higher_retention_never_means_a_later_day(rows: list[tuple[int, int]]) -> None:
    intervals = [fold(FSRS(LONGEST_CAP, False, each), log_of(rows), CARD).interval for each in range(70, 98)]
    assert intervals == sorted(intervals, reverse=True)


# ------------------------------------------------------------------ the log


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    """Return a card's log: days close together, so that all kinds of entry occur; none is the same."""
    log: list[Entry] = []
    for place, day in enumerate(draw(st.lists(st.integers(DAY, DAY + 60), max_size=20))):
        at_ms = draw(st.integers(0, 3))
        what = draw(st.integers(0, 19))
        if what == 0:
            log.append(Event(day, RESET, at_ms, place))
        elif what == 1:
            log.append(Event(day, DUE, at_ms, place, due=day + draw(st.integers(-5, 40))))
        elif what == 2:
            log.append(
                Event(day, KEPT, at_ms, place, Schedule(stability=draw(st.floats(0.1, 900)), difficulty=4))
            )
        elif what == 3:
            state = Schedule(4, 30, 230, day - 3, day + 27, counted=4)
            log.append(Event(day, SEED, at_ms, place, state))
        else:
            mode = PRACTICE if what == 4 else "study"
            shift = draw(st.sampled_from([None, None, -1, 2]))
            log.append(Review(day, draw(st.integers(0, 5)), at_ms, place, mode, shift))
    return log


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_were_stored_does_not_matter(log: list[Entry], chance: random.Random) -> None:
    shuffled = list(log)
    chance.shuffle(shuffled)
    assert fold(FSRS(), shuffled, CARD) == fold(FSRS(), log, CARD)


@given(logs(), st.lists(st.booleans(), min_size=20, max_size=20))
def test_two_copies_of_a_log_fold_together_to_the_whole(log: list[Entry], mine: list[bool]) -> None:
    here = {entry for entry, is_mine in zip(log, mine, strict=False) if is_mine}
    there = set(log) - here | set(list(here)[:2])
    assert fold(FSRS(), here | there, CARD) == fold(FSRS(), log, CARD)
    assert fold(FSRS(), here | here, CARD) == fold(FSRS(), here, CARD)


@given(logs())
def test_taking_answers_back_leads_to_where_the_answers_left_would(log: list[Entry]) -> None:
    ordered = sorted(log, key=order_of)
    steps = list(trace(FSRS(), log, CARD))
    for place, taken in enumerate(steps):
        assert fold(FSRS(), ordered[:place], CARD) == taken.before
    if steps:
        assert steps[-1].after == fold(FSRS(), log, CARD)


@given(logs())
def test_there_and_back_again_is_the_same_schedule(log: list[Entry]) -> None:
    before = fold(SM2(), log, CARD)
    fold(FSRS(), log, CARD)
    assert fold(SM2(), log, CARD) == before
    assert before.stability is None


@given(ON_DAYS, st.lists(st.tuples(st.integers(0, 29), st.integers(0, 5)), max_size=8))
def test_repeats_of_a_day_move_nothing_in_the_middle_of_a_log_either(
    rows: list[tuple[int, int]], repeats: list[tuple[int, int]]
) -> None:
    log = log_of(rows)
    more: list[Entry] = list(log)
    for number, (place, grade) in enumerate(repeats):
        more.append(Review(log[place % len(log)].day, grade, at_ms=10**9, again=number))
    with_repeats, without = fold(FSRS(), more, CARD), fold(FSRS(), log, CARD)
    assert replace(with_repeats, drill=False) == replace(without, drill=False)


@given(ON_DAYS, st.integers(1, 30), st.integers(3, 5))
def test_an_early_pass_never_brings_a_card_sooner(rows: list[tuple[int, int]], gap: int, grade: int) -> None:
    log = log_of(rows)
    before = fold(EXACT, log, CARD)
    after = fold(EXACT, [*log, Review(log[-1].day + gap, grade, at_ms=log[-1].day + gap)], CARD)
    assert (after.stability or 0) >= (before.stability or 0)
    assert (after.due or 0) >= (before.due or 0)


def test_two_copies_that_were_studied_on_the_same_days_do_not_inflate_intervals() -> None:
    """What counting early answers does to SM-2 (its median card came out 3.8 times as far away)."""
    here = [Review(DAY + at, GOOD, at_ms=2 * at) for at in (0, 2, 13, 59)]
    there = [Review(DAY + at + 1, GOOD, at_ms=2 * at + 1) for at in (0, 2, 13, 59)]
    alone, merged = fold(EXACT, there, CARD), fold(EXACT, [*here, *there], CARD)
    assert 1 <= merged.interval / alone.interval < 1.5


# ------------------------------------------------------------------ what came from elsewhere

SEEDED = Schedule(4, 30, 230, DAY, DAY + 30, counted=6, lapses=1)


def test_a_card_of_which_only_interval_and_ease_are_known_gets_a_memory_of_them() -> None:
    """The formula of fsrs-rs for cards of SM-2 (`memory_state_from_sm2`), at 90 %."""
    stability, difficulty = fsrs.from_sm2(30, 230)
    assert stability == 30
    assert fsrs.from_sm2(10, 250) == (10, pytest.approx(6.914056, abs=1e-6))
    assert fsrs.from_sm2(30, 130)[1] > fsrs.from_sm2(30, 250)[1]
    assert fsrs.from_sm2(1, 9999)[1] == 1
    state = fold(EXACT, [Event(DAY, SEED, state=SEEDED), Review(DAY + 30, GOOD, 1)], CARD)
    assert (state.stability, state.difficulty) == fsrs.following((30.0, difficulty), 30, GOOD)
    assert (state.repetition, state.lapses, state.counted) == (5, 1, 7)


def test_a_seed_with_answers_before_it_keeps_what_they_tell() -> None:
    log: list[Entry] = [*log_of([(1, GOOD), (3, GOOD), (9, EASY)])]
    told = fold(EXACT, log, CARD)
    seed = Event(told.last_day or 0, SEED, 10**9, state=replace(SEEDED, last_day=told.last_day))
    state = fold(EXACT, [*log, seed], CARD)
    assert (state.stability, state.difficulty) == (told.stability, told.difficulty)
    assert (state.interval, state.due) == (SEEDED.interval, SEEDED.due)
    assert fold(SM2(fuzz=False), [*log, seed], CARD) == seed.state


def test_a_memory_that_came_along_is_taken_over() -> None:
    kept = Event(DAY, KEPT, 5, state=Schedule(stability=44.5, difficulty=3.25))
    log = [kept, Event(DAY, SEED, 5, state=SEEDED)]
    state = fold(EXACT, log, CARD)
    assert state == replace(SEEDED, stability=44.5, difficulty=3.25)
    assert fold(SM2(), log, CARD) == SEEDED
    after = fold(EXACT, [*log, Review(DAY + 30, GOOD, 9)], CARD)
    assert (after.stability, after.difficulty) == fsrs.following((44.5, 3.25), 30, GOOD)


def test_a_memory_of_a_card_that_is_new_here_is_forgotten_at_its_first_answer() -> None:
    kept = Event(DAY, KEPT, 5, state=Schedule(stability=44.5, difficulty=3.25))
    assert fold(EXACT, [kept], CARD).is_new
    assert fold(EXACT, [kept, Review(DAY, GOOD, 9)], CARD) == fold(EXACT, [Review(DAY, GOOD, 9)], CARD)


# ------------------------------------------------------------------ recall


def test_recall_is_known_only_where_the_scheduler_thinks_in_chances() -> None:
    state = fold(EXACT, log_of([(1, GOOD), (2, GOOD)]), CARD)
    assert state.last_day is not None
    assert state.stability is not None
    assert recall(state, state.last_day) == 1
    assert recall(state, state.last_day - 5) == 1
    assert recall(state, state.last_day + round(state.stability)) == pytest.approx(0.9, abs=0.01)
    assert recall(NEW, DAY) is None
    assert recall(fold(SM2(), log_of([(1, GOOD)]), CARD), DAY) is None
