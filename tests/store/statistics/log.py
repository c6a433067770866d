"""The figures counted once more, in plain Python, from nothing but the exported log."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from desktop.study.statistics.evidence import Tally

Row = Mapping[str, Any]


def counted(log: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the answers that count of each card, in the order in which they were given."""
    by_card: dict[str, list[Row]] = defaultdict(list)
    for row in log:
        if row["mode"] == "study" and not row["undone"]:
            by_card[row["card"]].append(row)
    return {card: sorted(rows, key=lambda row: (row["day"], row["at_ms"])) for card, rows in by_card.items()}


def days(log: Sequence[Row], cards: Iterable[str]) -> dict[int, Tally]:
    """Return what was done on each study day with some cards."""
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    wanted = set(cards)
    for card, rows in counted(log).items():
        last = None
        for row in rows if card in wanted else ():
            here = sums[row["day"]]
            here["answers"] += 1
            here["took_ms"] += row["took_ms"]
            if row["day"] == last:
                continue
            right = row["grade"] >= 3
            here["asked"] += 1
            here["right"] += right
            if last is None:
                here["met"] += 1
            elif not row["early"]:
                kind = "mature" if row["day"] - last >= 21 else "young"
                here[kind] += 1
                here[f"{kind}_right"] += right
            last = row["day"]
    return {day: Tally(**here) for day, here in sums.items()}


def right_first(
    log: Sequence[Row], since: int, names: Callable[[Row], Iterable[str]]
) -> dict[str, tuple[int, int]]:
    """Return how many cards were asked, and how many were right, under each name of an answer."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rows in counted(log).values():
        seen = set()
        for row in rows:
            if row["day"] in seen or row["day"] < since:
                continue
            seen.add(row["day"])
            for name in names(row):
                found[name][0] += 1
                found[name][1] += row["grade"] >= 3
    return {name: (n, right) for name, (n, right) in found.items()}


def hour(row: Row) -> str:
    """Return the hour that the learner's clock showed."""
    return str((row["at_ms"] // 60_000 + row["offset_min"]) // 60 % 24)
