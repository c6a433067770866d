"""Shares, and how sure one can be of them."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""Of the normal distribution, for 95 %."""


def wilson(right: int, n: int) -> tuple[float, float]:
    """Return the interval that holds a share in 95 of 100 cases (E. B. Wilson, 1927); (0, 1) for no evidence.

    Args:
        right: how many of them.
        n: how many there were.
    """
    if n <= 0:
        return 0.0, 1.0
    share, square = right / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)
