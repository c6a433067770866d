"""Counting what was learned in a large collection: prints figures as NAME=NUMBER.

python -m tests.benchmarks.counting FOLDER

First everything is counted once (seconds, and megabytes at the most); then, in milliseconds, what the page
asks for when it opens, with a connection of its own each time: after one more answer, for each period, and
with every breakdown.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop.store.collection import Collection
from desktop.study.statistics.evidence import BREAKDOWNS, DECK
from desktop.study.statistics.figures import FIGURES
from desktop.study.statistics.periods import PERIODS
from tests.benchmarks.big import NOW

TIMES = 5


def main(folder: str) -> None:
    """Measure and print."""
    collection = Collection(Path(folder), lambda: NOW)
    (card, *_) = collection.plan().cards

    def count(period: str, by: tuple[str, ...] = (DECK,)) -> None:
        with closing(collection.statistics()) as counted:
            evidence = counted.evidence(None, period, by)
        for figure in FIGURES.values():
            figure(evidence)

    def after_an_answer() -> float:
        collection.grade(card, 4)
        return took(lambda: count("month"))

    print(f"first_s={took(lambda: count('month')) / 1000:.1f}")
    print(f"memory_mb={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    print(f"after_an_answer={statistics.median(after_an_answer() for _ in range(TIMES)):.0f}")
    for period in PERIODS:
        print(f"{period}={statistics.median(took(lambda p=period: count(p)) for _ in range(TIMES)):.0f}")  # type: ignore[misc]
    every = statistics.median(took(lambda: count("all", BREAKDOWNS)) for _ in range(TIMES))
    print(f"every_breakdown={every:.0f}")
    collection.close()


def took(work: Callable[[], object]) -> float:
    """Return how long some work takes, in milliseconds."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
