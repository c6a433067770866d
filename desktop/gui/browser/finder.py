"""Searching off the window's thread: the latest wish alone counts, and is never overtaken by an older one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.gui.jobs import Jobs
from desktop.gui.progressing import unless_stopped
from desktop.store.collection import Collection
from desktop.store.search.overview import TagRow, TypeRow
from desktop.store.search.results import CardRow, Found
from desktop.store.search.searcher import Searcher, Stop

FIRST_ROWS = 100
"""Rows that come along with the numbers of what was found."""


class Wish(NamedTuple):
    """What is looked for.

    Attributes:
        text: in the language of searches.
        notes: whether notes are wanted instead of cards.
        sort: what results are sorted by.
    """

    text: str = ""
    notes: bool = False
    sort: str = ""
    descending: bool = False


class Hits(NamedTuple):
    """What was found, with its first rows."""

    wish: Wish
    found: Found
    rows: list[CardRow]


class Overview(NamedTuple):
    """What there is to choose from."""

    tags: list[TagRow]
    note_types: list[TypeRow]


class Finder(QObject):
    """Finds cards for one page, over a connection and a thread of its own.

    Args:
        collection: what is searched.
        jobs: beside whose runner the work is done.
    """

    found = Signal(object)
    """Tells `Hits`."""
    _begun = Signal(int, object)
    """Tells, from the worker, the number of a search with its first rows, while the others are sorted."""
    failed = Signal(UserError)
    indexed = Signal(int, int)
    """Tells how many notes of how many the index of words has taken in."""

    def __init__(self, collection: Collection, jobs: Jobs) -> None:
        super().__init__()
        self._collection = collection
        self._jobs = jobs.beside()
        self._asides = jobs.beside()
        self._overviews = 0
        self._searcher: Searcher | None = None
        self._stop: Stop | None = None
        self._asked = 0
        self._running = 0
        self._rests = False
        self._begun.connect(self._tell_begun)

    def search(self, wish: Wish, *, first_rows: bool = False) -> None:
        """Look for something; what was looked for before is given up.

        Args:
            wish: what is looked for.
            first_rows: whether the first rows of everything are told before all of it is.
        """
        if self._stop is not None:
            self._stop()
        stop = self._stop = Stop()
        self._asked += 1
        number, searcher = self._asked, self._open()

        def find(limit: int | None = None) -> Hits:
            found = searcher.search(
                wish.text,
                notes=wish.notes,
                sort=wish.sort,
                descending=wish.descending,
                limit=limit,
                stop=stop,
                progress=self.indexed.emit,
            )
            return Hits(wish, found, searcher.rows(found.numbers[:FIRST_ROWS], notes=wish.notes))

        def look() -> Hits:
            if first_rows and not wish.text.strip():
                self._begun.emit(number, find(FIRST_ROWS))
            return find()

        def told(hits: Hits | None) -> None:
            if hits is not None and number == self._asked:
                self._stop = None
                self.found.emit(hits)

        def refused(error: UserError) -> None:
            if number == self._asked:
                self._stop = None
                self.failed.emit(error)

        self._run(unless_stopped(look), told, refused)

    def _tell_begun(self, number: int, hits: Hits) -> None:
        if number == self._asked:
            self.found.emit(hits)

    @property
    def is_looking(self) -> bool:
        """Whether a search has not come back yet."""
        return self._stop is not None

    def rows(self, numbers: Sequence[int], notes: bool, then: Callable[[list[CardRow]], object]) -> None:
        """Read what the table shows of some cards or notes."""
        number, searcher, wanted = self._asked, self._open(), array("q", numbers)

        def read() -> list[CardRow]:
            """Read, unless something else is looked for by now."""
            return searcher.rows(wanted, notes=notes) if number == self._asked else []

        self._run(read, then, self.failed.emit)

    def cards_of(self, notes: Sequence[int], then: Callable[[array[int]], object]) -> None:
        """Look up the cards of some notes."""
        searcher, wanted = self._open(), array("q", notes)
        self._run(lambda: searcher.cards_of(wanted), then, self.failed.emit)

    def notes_of(self, cards: Sequence[int], then: Callable[[array[int]], object]) -> None:
        """Look up the notes of some cards."""
        searcher, wanted = self._open(), array("q", cards)
        self._run(lambda: searcher.notes_of(wanted), then, self.failed.emit)

    def overview(self, then: Callable[[Overview], object]) -> None:
        """Read the tags and note types in use, beside the searches: it takes long. The latest wish counts."""
        self._overviews += 1
        number, searcher = self._overviews, self._collection.searcher()

        def read() -> Overview | None:
            if number != self._overviews:
                return None
            with closing(searcher):
                return Overview(searcher.tags(), searcher.note_types())

        def told(found: Overview | None) -> None:
            if found is not None and number == self._overviews:
                then(found)

        self._asides.run(read, told, self.failed.emit)

    def rest(self) -> None:
        """Let go of the files until something is looked for again."""
        if self._stop is not None:
            self._stop()
        self._asked += 1
        self._overviews += 1
        self._stop = None
        self._rests = True
        self._close_if_idle()

    def _open(self) -> Searcher:
        self._rests = False
        if self._searcher is None:
            self._searcher = self._collection.searcher()
        return self._searcher

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[UserError], object]
    ) -> None:
        self._running += 1

        def end(call: Callable[[], object]) -> None:
            self._running -= 1
            call()
            self._close_if_idle()

        self._jobs.run(
            work, lambda result: end(lambda: done(result)), lambda error: end(lambda: failed(error))
        )

    def _close_if_idle(self) -> None:
        if self._rests and not self._running and self._searcher is not None:
            self._searcher.close()
