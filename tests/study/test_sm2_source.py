"""SM-2 as once published in source form, against what the oracle says of that reading."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.grades import AGAIN, EASY, GOOD, HARD
from desktop.study.schedule import NEW, Review, fold
from desktop.study.sm2_source import SM2Source, half_even

GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "sm2_golden.json").read_text(encoding="utf-8"))
CARD = UUID(int=1)
UNCAPPED = 10**9


def fed(sequence: dict[str, Any]) -> list[list[int]]:
    """Return the reviews that the oracle fed to this reading: all but repeats of one day."""
    return [
        review
        for review, row in zip(sequence["reviews"], sequence["expect"], strict=True)
        if row[0] not in ("drill", "extra")
    ]


def once_a_day(sequence: dict[str, Any]) -> bool:
    """Whether the oracle fed at most one review a day.

    It takes a second one on the same day (after an early pass, which the text reading ignores) for
    one more repetition. Here repeats on one day move nothing, so these sequences cannot agree.
    """
    return max(Counter(day for day, _ in fed(sequence)).values(), default=0) <= 1


SEQUENCES = [each for each in GOLDEN["sequences"] if once_a_day(each)]


def test_all_but_twelve_golden_sequences_can_be_compared() -> None:
    assert len(SEQUENCES) == 288


@pytest.mark.parametrize("sequence", SEQUENCES, ids=lambda each: each["id"])
def test_a_golden_sequence_ends_as_the_published_source_would(sequence: dict[str, Any]) -> None:
    log = [Review(day, grade, at_ms=place) for place, (day, grade) in enumerate(sequence["reviews"])]

    state = fold(SM2Source(cap=sequence["max_interval"] or UNCAPPED, fuzz=False), log, CARD)

    assert [state.repetition, state.interval, state.ease] == sequence["source_final"]


@pytest.mark.parametrize(
    ("grades", "intervals"),
    [
        ([GOOD] * 7, [1, 6, 15, 38, 95, 238, 595]),
        ([EASY] * 7, [1, 6, 16, 45, 130, 390, 1209]),
        ([HARD] * 7, [1, 6, 13, 27, 52, 94, 156]),
        ([GOOD, GOOD, GOOD, AGAIN, GOOD, GOOD, GOOD], [1, 6, 15, 1, 1, 6, 13]),
    ],
)
def test_the_known_lists_come_out(grades: list[int], intervals: list[int]) -> None:
    found, state = [], NEW
    for grade in grades:
        state = SM2Source(fuzz=False).grade(state, Review(state.due or 1000, grade), CARD)
        found.append(state.interval)

    assert found == intervals


@given(st.integers(0, 10**9))
def test_halves_go_to_the_even_neighbour(hundredths: int) -> None:
    whole = half_even(hundredths)

    assert abs(whole * 100 - hundredths) <= 50
    if hundredths % 100 == 50:
        assert whole % 2 == 0


def test_forty_five_days_times_2_9_are_130() -> None:
    assert half_even(45 * 290) == 130


def test_an_early_pass_counts_here() -> None:
    state = fold(SM2Source(fuzz=False), [Review(0, GOOD), Review(1, GOOD), Review(3, GOOD)], CARD)

    assert (state.repetition, state.interval, state.due) == (3, 15, 18)
