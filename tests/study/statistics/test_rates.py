from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.statistics.rates import wilson

PUBLISHED = {
    (81, 263): (0.2553, 0.3662),
    (15, 148): (0.0624, 0.1605),
    (0, 20): (0.0, 0.1611),
    (1, 29): (0.0061, 0.1718),
}
"""To four places: R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3."""


@pytest.mark.parametrize(("counts", "interval"), PUBLISHED.items())
def test_published_intervals(counts: tuple[int, int], interval: tuple[float, float]) -> None:
    assert wilson(*counts) == pytest.approx(interval, abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_inside_and_more_evidence_makes_it_narrower(counts: tuple[int, int]) -> None:
    right, n = counts
    low, high = wilson(right, n)
    assert 0 <= low <= right / n + 1e-12
    assert right / n - 1e-12 <= high <= 1
    more = wilson(right * 10, n * 10)
    assert more[1] - more[0] < high - low


def test_no_evidence_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
