"""What `sides` found, as figures with their definitions."""

from __future__ import annotations

from desktop.study.sides import LATEST, MOST_PAIRS, SLIPS, Placing
from desktop.study.statistics.figure import SURE, Figure, Row, rate_row

LOOKED_AT = 2_000
"""Chosen or typed answers that are looked at: the latest of the whole collection."""

COUNTED = (
    f"The latest {LATEST} answers of each count. Answers in study and in practice both do, as this is about"
    " what was said and not about dates; answers that were taken back do not, nor those where nothing was"
    " chosen."
    f" The latest {LOOKED_AT:,} chosen or typed answers of the collection are looked at."
)
BY_TAG = (
    " Where the sides are tags, a pass counts as right and the words of a miss tell which side was meant."
)


def figures(placing: Placing) -> tuple[Figure, ...]:
    """Return how many things are on the right side, each of them, each side, and what is mixed up."""
    return _ready(placing), _things(placing), _sides(placing), _instead(placing), _pairs(placing)


def _ready(placing: Placing) -> Figure:
    return Figure(
        "on_the_right_side",
        "On the right side",
        "things",
        f"Things put on their side with at most one wrong answer in {SLIPS}. {COUNTED}{BY_TAG}",
        placing.asked,
        values={
            "on_the_right_side": placing.placed,
            "asked": placing.asked,
            "all": len(placing.things),
        },
    )


def _things(placing: Placing) -> Figure:
    return Figure(
        "placed_by_thing",
        "Placed right",
        "share",
        f"Answers that put each thing on its side. {COUNTED}{BY_TAG} {SURE}",
        placing.n,
        rows=tuple(rate_row(each.name, each.right, each.n) for each in placing.things),
    )


def _sides(placing: Placing) -> Figure:
    rows = []
    for side in placing.sides:
        of_side = placing.on(side)
        rows.append(rate_row(side, sum(each.right for each in of_side), sum(each.n for each in of_side)))
    return Figure(
        "placed_by_side",
        "Placed right by side",
        "share",
        f"Answers that put the things of each side there. {COUNTED}{BY_TAG} {SURE}",
        placing.n,
        rows=tuple(rows),
    )


def _instead(placing: Placing) -> Figure:
    rows = tuple(
        Row(f"{each.name}: {side or '?'}", times, each.n)
        for each in placing.things
        for side, times in sorted(each.instead.items())
    )
    return Figure(
        "said_instead",
        "What was said instead",
        "answers",
        f"How often each thing was put on which other side, of its answers (n). {COUNTED}{BY_TAG}",
        placing.n,
        rows=rows,
        values={"wrong": sum(row.value or 0 for row in rows)},
    )


def _pairs(placing: Placing) -> Figure:
    return Figure(
        "mixed_up",
        "Mixed up most",
        "times",
        f"The {MOST_PAIRS} pairs of things mixed up most: how often one was named where the other was asked"
        f" for, and how often each was put on the side of the other. {COUNTED}{BY_TAG}",
        placing.n,
        rows=tuple(Row(f"{each.one} / {each.other}", each.times, each.times) for each in placing.pairs),
    )
