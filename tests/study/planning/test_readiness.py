"""The estimate of what is remembered on a day."""

from __future__ import annotations

from math import exp, inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.planning.readiness import (
    PRIOR,
    WANTED,
    Estimate,
    bin_of,
    counted,
    fitted,
    part,
)

COUNTS = st.dictionaries(
    st.integers(-40, 40),
    st.tuples(st.integers(0, 500), st.floats(0, 1)).map(lambda n: (n[0], int(n[0] * n[1]))),
)


def answers(a: float, b: float, each: int = 4000) -> dict[int, tuple[int, int]]:
    """Return what a learner with this memory answers, without chance."""
    found = {}
    for at in range(-12, 9):
        p = 1 / (1 + exp(-(a + b * at * log(2) / 4)))
        found[at] = each, round(each * p)
    return found


def test_without_answers_the_prior_stands() -> None:
    told = fitted({})
    assert (told.a, told.b) == pytest.approx(PRIOR)
    assert told.answers == 0
    assert told.chance(10, 10) == pytest.approx(0.8416, abs=1e-4)
    assert told.ready_up_to == pytest.approx(0.59, abs=0.01)


@pytest.mark.parametrize(("a", "b"), [(1.0, -0.5), (3.0, -2.0), (0.0, -0.1), (2.2, -1.0)])
def test_enough_answers_outweigh_the_prior(a: float, b: float) -> None:
    told = fitted(answers(a, b))
    assert (told.a, told.b) == pytest.approx((a, b), abs=0.02)
    assert told.answers == 21 * 4000


def test_a_known_log_gives_known_numbers() -> None:
    """Golden: made once with a general maximiser (simplex search) of the same likelihood."""
    told = fitted({-8: (40, 39), -4: (60, 55), 0: (200, 160), 4: (30, 17)})
    assert told.answers == 330
    assert (told.a, told.b) == pytest.approx(GOLDEN, abs=1e-4)


GOLDEN = (1.44391, -1.32662)


@given(COUNTS)
def test_whatever_was_answered_there_is_an_estimate(counts: dict[int, tuple[int, int]]) -> None:
    told = fitted(counts)
    assert told.b <= 0
    assert abs(told.a) < 100
    chances = [told.chance(days, 30) for days in (0, 1, 7, 30, 365, 4000)]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)
    assert told == fitted(dict(reversed(counts.items())))._replace(a=told.a, b=told.b)


@given(COUNTS, st.integers(0, 9000), st.integers(0, 3650))
def test_ready_means_likely_enough(counts: dict[int, tuple[int, int]], days: int, interval: int) -> None:
    told = fitted(counts)
    chance = told.chance(days, interval)
    if abs(chance - WANTED) > 1e-6:
        assert told.is_ready(days, interval) == (chance > WANTED)


def test_what_never_fades_is_always_ready_or_never() -> None:
    assert Estimate(3.0, 0.0, 9).ready_up_to == inf
    assert Estimate(1.0, 0.0, 9).ready_up_to == 0
    assert fitted({0: (1000, 900), 8: (1000, 990)}).b == 0


def test_answers_are_counted_by_how_much_of_the_interval_had_passed() -> None:
    assert part(10, 10) == 1
    assert part(0, 4) == 0.125
    assert part(3, 0) == 3
    assert [bin_of(5, 10), bin_of(10, 10), bin_of(20, 10)] == [-4, 0, 4]
    assert counted([(10, 10, True), (10, 10, False), (20, 10, True)]) == {0: (2, 1), 4: (1, 1)}
