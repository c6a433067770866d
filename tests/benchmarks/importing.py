"""Takes a package of so many notes in, with schedules and answers: prints seconds and peak megabytes.

python -m tests.benchmarks.importing 10000
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from desktop.exchange import formats
from desktop.store.collection import Collection
from desktop.study.calendar import system_clock
from desktop.study.incoming import Choices
from tests.exchange.anki.packages import card, note, package, review

AT = 1_795_000_000_000


def main() -> None:
    """Measure one size."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        file = package(
            Path(folder) / "big.apkg",
            "anki21",
            notes=[
                note(n, f"What is thing {n}?", f"It is <b>{n}</b>.", tags=f"t{n % 1200}")
                for n in range(1, count)
            ],
            cards=[
                card(n, n, type=2, queue=2, due=n % 400, ivl=30, factor=2360, reps=5) for n in range(1, count)
            ],
            reviews=[review(AT + n, n, 3) for n in range(1, count)],
        )
        with closing(Collection(Path(folder) / "cards", system_clock)) as collection:
            begin = time.perf_counter()
            work = collection.start_import(formats.read(file), Choices())
            work.plan()
            work.apply()
            took = time.perf_counter() - begin
            work.close()
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


main()
