"""Finding the cards to practice off the window's thread; the latest wish alone counts."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import closing
from random import Random
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.gui.jobs import Jobs
from desktop.gui.progressing import unless_stopped
from desktop.store.collection import Collection
from desktop.store.search.searcher import Searcher, Stop

SHUFFLED, HARDEST, IN_ORDER = ORDERS = ("shuffled", "hardest", "in order")
SPARE = 120
"""Cards that are told at least, where there are so many."""
OUT = "is:suspended"
NEW = "is:new"


class Wish(NamedTuple):
    """Which cards.

    Attributes:
        search: in the language of searches.
        cards: row numbers, where they were chosen by hand; None = those that the search finds.
        new_too: whether cards that were never studied come as well.
        order: one of ORDERS.
        most: how many.
        name: of them, as people read it.
        deck: in which they lie, where that is what was chosen.
    """

    search: str = ""
    cards: tuple[int, ...] | None = None
    new_too: bool = False
    order: str = SHUFFLED
    most: int = 20
    name: str = ""
    deck: int | None = None


class Found(NamedTuple):
    """What is to be practiced.

    Attributes:
        cards: row numbers, in order.
        spare: the same with some more, of which a game takes those that suit it.
        total: how many could be.
        new: how many more were never studied and stay out.
        problem: a sentence about what in the search means nothing.
    """

    wish: Wish
    cards: tuple[int, ...]
    spare: tuple[int, ...]
    total: int
    new: int
    problem: str = ""


def find(searcher: Searcher, wish: Wish, chance: Random, stop: Stop | None = None) -> Found:
    """Return the cards that are wished for, without those that are suspended."""
    problem = ""
    numbers: Sequence[int] = array("q", wish.cards or ())
    if wish.cards is None:
        hard = wish.order == HARDEST
        found = searcher.search(wish.search, sort="lapses" if hard else "created", descending=hard, stop=stop)
        numbers, problem = found.numbers, found.problem
    out = set(searcher.search(OUT, stop=stop).numbers)
    kept = [number for number in numbers if number not in out]
    new = 0
    if not wish.new_too and wish.cards is None:
        unmet = set(searcher.search(NEW, stop=stop).numbers)
        met = [number for number in kept if number not in unmet]
        kept, new = met, len(kept) - len(met)
    most = min(wish.most, len(kept))
    more = min(max(most, SPARE), len(kept))
    spare = tuple(chance.sample(kept, more) if wish.order == SHUFFLED else kept[:more])
    return Found(wish, spare[:most], spare, len(kept), new, problem)


class Finding(QObject):
    """Finds cards for one page.

    Args:
        collection: what is searched.
        jobs: beside whose runner the work is done.
    """

    found = Signal(object)
    """Tells `Found`."""
    failed = Signal(UserError)
    tags_found = Signal(object)
    """Tells the tags in use."""

    def __init__(self, collection: Collection, jobs: Jobs) -> None:
        super().__init__()
        self._collection = collection
        self._jobs = jobs.beside()
        self._chance = Random()  # noqa: S311  # a shuffle, no secret
        self._stop: Stop | None = None
        self._asked = 0

    def look(self, wish: Wish) -> None:
        """Look for cards; what was looked for before is given up."""
        if self._stop is not None:
            self._stop()
        stop = self._stop = Stop()
        self._asked += 1
        number, searcher = self._asked, self._collection.searcher()

        def work() -> Found:
            with closing(searcher):
                return find(searcher, wish, self._chance, stop)

        self._jobs.run(
            unless_stopped(work),
            lambda found: self._tell(number, lambda: self.found.emit(found)) if found else None,
            lambda error: self._tell(number, lambda: self.failed.emit(error)),
        )

    def _tell(self, number: int, tell: Callable[[], object]) -> None:
        if number == self._asked:
            self._stop = None
            tell()

    def look_for_tags(self) -> None:
        """Read the tags in use."""
        searcher = self._collection.searcher()

        def work() -> list[str]:
            with closing(searcher):
                return [row.tag for row in searcher.tags()]

        self._jobs.run(work, self.tags_found.emit, self.failed.emit)
