"""A learner who never stops: answers cards and says so, until somebody kills the process.

Every line that it prints names an answer that `Collection.grade` has acknowledged.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from desktop.store.collection import Collection
from tests.store.helpers import FakeClock, plain_deck


def main(folder: str, seed: str, wal: str) -> None:
    chance = random.Random(seed)
    clock = FakeClock()
    collection = Collection(Path(folder), clock, wal=wal == "wal")
    collection.install(plain_deck(12), "deck")
    cards = [view.number for view in collection.cards()]
    while True:
        clock.move(hours=chance.choice((0, 0, 1, 30)))
        what = chance.random()
        card = chance.choice(cards)
        if what < 0.1:
            collection.suspend([card], chance.random() < 0.5)
        elif what < 0.15:
            collection.set_option("cap", chance.randint(5, 500))
        else:
            graded = collection.grade(card, chance.randint(0, 5), took_ms=1500, response="words " * 40)
            print(graded.review, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
