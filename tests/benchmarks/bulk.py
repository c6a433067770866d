"""Changing 50,000 cards at once, and taking it back: prints figures as NAME=NUMBER, in seconds.

python -m tests.benchmarks.bulk FOLDER

Beside it the same rows are changed by bare statements of SQLite on the same file, without history, stamps or
counters: what is above that is the price of undo.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from desktop.store.bulk.dates import Reset
from desktop.store.bulk.deed import Deed
from desktop.store.bulk.deleting import DeleteCards
from desktop.store.bulk.marks import Suspend, Tag
from desktop.store.collection import Collection
from desktop.store.layout import COLLECTION
from tests.benchmarks.big import NOW

CARDS = 50_000
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def bare(folder: Path, deleted: int) -> float:
    """Return how long bare statements take for what deleting cards changes in the tables."""
    with closing(sqlite3.connect(folder / COLLECTION)) as database:
        database.execute("PRAGMA synchronous = FULL")

        def work() -> None:
            with database:
                database.execute(f"UPDATE note SET deleted = {deleted} WHERE id <= {CARDS}")
                database.execute(
                    f"UPDATE schedule SET state = {2 if deleted else 1} WHERE card IN"
                    f" (SELECT id FROM card WHERE note <= {CARDS})"
                )

        return seconds(work)


def main() -> None:
    """Measure one folder, which is as before afterwards."""
    folder = Path(sys.argv[1])
    collection = Collection(folder, lambda: NOW)
    with closing(sqlite3.connect(folder / COLLECTION)) as database:
        rows = database.execute("SELECT id, note FROM card WHERE deleted = 0 ORDER BY id LIMIT ?", (CARDS,))
        cards, notes = (list(each) for each in zip(*rows, strict=True))
    deeds: dict[str, Deed] = {
        "delete": DeleteCards(cards),
        "suspend": Suspend(cards),
        "tag": Tag(notes, ["a::b"]),
        "reset": Reset(cards),
    }
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        taken.setdefault("bare", []).append(bare(folder, 1))
        bare(folder, 0)
        collection.rebuild()
        for name, deed in deeds.items():
            works: dict[str, Callable[[], object]] = {
                f"{name}_count": partial(collection.bulk.count, deed),
                name: partial(collection.bulk.do, deed),
                f"{name}_undo": partial(collection.past.undo, deed.kind),
            }
            for figure, work in works.items():
                taken.setdefault(figure, []).append(seconds(work))
    figures = {name: statistics.median(each) for name, each in taken.items()}
    figures["steps"] = seconds(collection.past.steps)
    figures["bin"] = seconds(collection.past.binned)
    collection.close()
    print("\n".join(f"{name}={figure:.3f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
