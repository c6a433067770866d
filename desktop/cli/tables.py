"""Rows as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

LONGEST_QUESTION = 60


def factor(ease: float | None) -> str:
    """Return an ease factor; empty where there is none."""
    return "" if ease is None else f"{ease:.2f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]], right: frozenset[int] = frozenset()) -> str:
    """Return rows under their heads, each column as wide as it must be; numbers on the right."""
    lines = [tuple(heads), *(tuple("" if each is None else str(each) for each in row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            text.rjust(width) if column in right else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def shortened(text: str) -> str:
    """Return the first line of a text, cut where it is long."""
    first = text.split("\n", 1)[0]
    return first if len(first) <= LONGEST_QUESTION else first[: LONGEST_QUESTION - 1].rstrip() + "…"
