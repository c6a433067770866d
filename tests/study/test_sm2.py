"""SM-2, the text reading, against vectors of an oracle that reckons in fractions."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.study.grades import AGAIN, EASY, GOOD, HARD
from desktop.study.schedule import NEW, Review, Schedule, classify, trace
from desktop.study.sm2 import SM2, ease_change, next_interval

GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "sm2_golden.json").read_text(encoding="utf-8"))
CARD = UUID(int=1)
UNCAPPED = 10**9


def rows_of(scheduler: SM2, reviews: Sequence[Sequence[int]]) -> list[list[Any]]:
    log = [Review(day, grade, at_ms=place) for place, (day, grade) in enumerate(reviews)]
    return [
        [
            step.kind,
            step.after.repetition,
            step.after.interval,
            step.after.ease,
            step.after.due,
            int(step.after.drill),
            step.after.lapses,
        ]
        for step in trace(scheduler, log, CARD)
    ]


def on_time(scheduler: SM2, grades: Sequence[int]) -> list[Schedule]:
    """Return where a card stands after each grade, each given on its due day."""
    stands, state = [], NEW
    for grade in grades:
        state = scheduler.grade(state, Review(state.due or 1000, grade), CARD)
        stands.append(state)
    return stands


def test_there_are_three_hundred_golden_sequences_of_seven_columns() -> None:
    assert len(GOLDEN["sequences"]) == 300
    assert GOLDEN["columns"] == ["kind", "n", "interval", "ef_hundredths", "due", "drill", "lapses"]
    assert sum(len(each["reviews"]) for each in GOLDEN["sequences"]) == 4518


@pytest.mark.parametrize("sequence", GOLDEN["sequences"], ids=lambda each: each["id"])
def test_every_row_of_a_golden_sequence_comes_out(sequence: dict[str, Any]) -> None:
    scheduler = SM2(cap=sequence["max_interval"] or UNCAPPED, fuzz=False)

    assert rows_of(scheduler, sequence["reviews"]) == sequence["expect"]


@pytest.mark.parametrize(
    ("grades", "intervals"),
    [
        ([GOOD] * 7, [1, 6, 15, 38, 95, 238, 595]),
        ([EASY] * 7, [1, 6, 17, 50, 150, 465, 1488]),
        ([HARD] * 7, [1, 6, 13, 26, 47, 79, 121]),
        ([GOOD, GOOD, GOOD, AGAIN, GOOD, GOOD, GOOD], [1, 6, 15, 1, 6, 15, 38]),
    ],
)
def test_the_known_lists_come_out(grades: list[int], intervals: list[int]) -> None:
    stands = on_time(SM2(fuzz=False), grades)

    assert [each.interval for each in stands] == intervals


def test_fifty_days_times_2_9_are_145_where_binary_floats_would_say_146() -> None:
    assert math.ceil(50 * 2.9) == 145
    assert math.ceil(50 * (2.5 + 0.1 + 0.1 + 0.1 + 0.1)) == 146

    assert next_interval(5, 50, 290) == 145


def test_the_golden_sequences_tell_floats_from_whole_numbers() -> None:
    def in_floats(reviews: Sequence[Sequence[int]]) -> list[int]:
        repetition, interval, ease, intervals = 0, 0, 2.5, []
        for _, grade in reviews:
            if grade < 3:
                repetition, interval = 1, 1
            else:
                ease = max(1.3, ease + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))
                repetition += 1
                interval = {1: 1, 2: 6}.get(repetition, math.ceil(interval * ease))
            intervals.append(interval)
        return intervals

    plain = [
        each
        for each in GOLDEN["sequences"]
        if not each["max_interval"] and {row[0] for row in each["expect"]} <= {"first", "due"}
    ]
    wrong = [each["id"] for each in plain if in_floats(each["reviews"]) != [row[2] for row in each["expect"]]]

    assert len(plain) > 50
    assert wrong


@pytest.mark.parametrize(("grade", "change"), [(5, 10), (4, 0), (3, -14), (2, -32), (1, -54), (0, -80)])
def test_the_ease_moves_by_the_formula_of_the_text(grade: int, change: int) -> None:
    assert ease_change(grade) == change


def test_the_ease_never_falls_below_its_floor() -> None:
    assert [each.ease for each in on_time(SM2(), [HARD] * 12)][-3:] == [130, 130, 130]


def test_the_ease_rises_again_after_a_row_of_hard_answers() -> None:
    stands = on_time(SM2(), [HARD] * 10 + [EASY] * 10)

    assert stands[9].ease == 130
    assert stands[-1].ease == 230


def test_a_fail_leaves_the_ease_and_starts_over() -> None:
    before, after = on_time(SM2(fuzz=False), [EASY, EASY, EASY, AGAIN])[-2:]

    assert (after.repetition, after.interval, after.ease) == (1, 1, before.ease)
    assert (after.lapses, after.drill) == (1, True)


def test_a_first_answer_that_fails_is_no_lapse() -> None:
    assert on_time(SM2(), [AGAIN])[-1].lapses == 0


def test_an_early_pass_moves_nothing() -> None:
    state = on_time(SM2(fuzz=False), [GOOD, GOOD, GOOD])[-1]
    assert state.due is not None
    early = state.due - 1

    assert classify(state, early) == "early"
    assert [SM2().grade(state, Review(early, grade), CARD) for grade in (HARD, GOOD, EASY)] == [state] * 3


def test_an_early_fail_counts() -> None:
    state = on_time(SM2(fuzz=False), [GOOD, GOOD, GOOD])[-1]
    assert state.due is not None

    after = SM2().grade(state, Review(state.due - 1, AGAIN), CARD)

    assert (after.repetition, after.interval, after.lapses) == (1, 1, 1)
    assert after.due == state.due


def test_the_due_day_counts_from_the_day_of_a_late_review() -> None:
    state = on_time(SM2(fuzz=False), [GOOD, GOOD])[-1]
    assert state.due is not None
    late = state.due + 90

    after = SM2(fuzz=False).grade(state, Review(late, GOOD), CARD)

    assert (after.interval, after.due) == (15, late + 15)


def test_the_interval_grows_from_the_capped_one() -> None:
    stands = on_time(SM2(cap=20, fuzz=False), [GOOD] * 5)

    assert [each.interval for each in stands] == [1, 6, 15, 20, 20]


def test_fuzz_moves_the_due_day_but_not_the_interval() -> None:
    grades = [GOOD] * 6
    for number in range(50):
        state = NEW
        for place, grade in enumerate(grades):
            state = SM2().grade(state, Review(state.due or 1000, grade), UUID(int=number))
            assert state.interval == [1, 6, 15, 38, 95, 238][place]
