"""The door to searching: one for each window, used by the thread that works for it."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar
from uuid import UUID

from desktop.errors import UserError
from desktop.store.failures import explaining
from desktop.store.layout import SEARCH
from desktop.store.options import OptionTable
from desktop.store.search import conditions, overview, results, runs
from desktop.store.search.alike import alike
from desktop.store.search.link import Link, throw_away
from desktop.store.search.names import Names
from desktop.store.search.near import near
from desktop.store.search.results import COLUMNS, SORTS, CardRow, Found
from desktop.study.calendar import Clock
from desktop.study.incoming import Cancelled, Progress, no_progress
from desktop.study.query import Parsed, parse

DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")
"""How SQLite says that the index is not what it should be; the last: a table is missing."""
Result = TypeVar("Result")


class Stop:
    """Ends a search from any thread. Each is made for one search, before it begins."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._interrupt: Callable[[], None] | None = None
        self._is_asked = False

    def __call__(self) -> None:
        """End the search, now or as soon as it begins; after its end this does nothing."""
        with self._lock:
            self._is_asked = True
            if self._interrupt:
                self._interrupt()

    @contextmanager
    def watching(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Around a search: raise `Cancelled` where it is ended."""
        with self._lock:
            self._interrupt = connection.interrupt
        try:
            self.check()
            yield
            self.check()
        except sqlite3.OperationalError as error:
            self.check(error)
            raise
        finally:
            with self._lock:
                self._interrupt = None

    def check(self, cause: Exception | None = None) -> None:
        """Raise `Cancelled` where the search was ended."""
        if self._is_asked:
            raise Cancelled from cause


class Searcher:
    """Finds cards and notes. One thread uses it at a time; only a `Stop` may come from another.

    Args:
        file: the collection; it is open elsewhere, so that it has the present version.
        clock: tells the present moment.
        wal: whether SQLite may keep a write-ahead log beside the index.
    """

    def __init__(self, file: Path, clock: Clock, *, wal: bool = True) -> None:
        self._file = file
        self._index_file = file.with_name(SEARCH)
        self._clock = clock
        self._wal = wal
        self._link: Link | None = None

    def search(
        self,
        text: str,
        *,
        notes: bool = False,
        sort: str = "created",
        descending: bool = False,
        limit: int | None = None,
        offset: int = 0,
        stop: Stop | None = None,
        progress: Progress = no_progress,
    ) -> Found:
        """Return the cards, or the notes, that a text in the search language asks for.

        Args:
            text: see `study.query`.
            notes: whether notes are wanted instead of cards.
            sort: one of SORTS.
            descending: whether the order is turned round.
            limit: how many to return; None = all.
            offset: how many to pass over.
            stop: ends it early.
            progress: told while the index takes notes in.

        Raises:
            Cancelled: `stop` was called.
            UserError: the search cannot be carried out.
        """
        if sort not in COLUMNS:
            raise UserError(f"Results cannot be sorted by {sort!r}.", f"There are {', '.join(SORTS)}.")
        parsed = parse(text.encode("utf-8", "ignore").decode())

        def work(link: Link) -> Found:
            if COLUMNS[sort].needs_words or conditions.needs_words(parsed.query):
                self._refresh(link, stop, progress)
            return self._found(link, parsed, notes, sort, descending, limit, offset)

        return self._with_link(work, stop)

    def rows(self, numbers: Iterable[int], *, notes: bool = False) -> list[CardRow]:
        """Return what a table shows of some cards or notes, in their order; those gone are left out."""
        wanted = list(numbers)
        return self._with_link(lambda link: results.rows(link, Names(link), wanted, notes=notes))

    def cards_of(self, notes: Iterable[int]) -> array[int]:
        """Return the cards of notes, those that were deleted left out, note by note."""
        wanted = json.dumps(list(notes))
        return self._with_link(lambda link: link.numbers(results.CARDS_OF, (wanted,)))

    def notes_of(self, cards: Iterable[int]) -> array[int]:
        """Return the notes of cards, each once, in their order."""
        wanted = json.dumps(list(cards))
        return self._with_link(lambda link: link.numbers(results.NOTES_OF, (wanted,)))

    def tags(self) -> list[overview.TagRow]:
        """Return the tags in use, with how many notes each has."""
        return self._with_link(overview.tags)

    def note_types(self) -> list[overview.TypeRow]:
        """Return the note types, with how many notes each has."""
        return self._with_link(overview.note_types)

    def alike(self, note_type: UUID, html: str, *, but: int = 0, stop: Stop | None = None) -> tuple[int, ...]:
        """Return the notes of a type whose first field says the same; see `alike.alike`."""

        def work(link: Link) -> tuple[int, ...]:
            self._refresh(link, stop, no_progress)
            return alike(link, note_type, html, but)

        return self._with_link(work, stop)

    def near(self, note: int, also: str = "") -> tuple[int, ...]:
        """Return the notes that share the rarest words with a note; see `near.near`."""

        def work(link: Link) -> tuple[int, ...]:
            self._refresh(link, None, no_progress)
            return near(link, note, also)

        return self._with_link(work)

    def refresh(self, stop: Stop | None = None, progress: Progress = no_progress) -> None:
        """Bring the index up to date, as a search that needs it does first; see `search`."""
        self._with_link(lambda link: self._refresh(link, stop, progress), stop)

    def close(self) -> None:
        """Let go of the files; the next search opens them again."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def _refresh(self, link: Link, stop: Stop | None, progress: Progress) -> None:
        def told(done: int, total: int) -> None:
            if stop:
                stop.check()
            progress(done, total)

        link.index.refresh(told)

    def _found(
        self,
        link: Link,
        parsed: Parsed,
        notes: bool,
        sort: str,
        descending: bool,
        limit: int | None,
        offset: int,
    ) -> Found:
        names = Names(link)
        options = OptionTable(link).options
        condition = conditions.compiled(parsed.query, link, names, self._clock(), options)
        if places := COLUMNS[sort].places:
            link.put_places(places(names))
        sql, values = results.statement(
            condition,
            sort,
            notes=notes,
            descending=descending,
            place=runs.place(link.runs()) if sort == "created" else None,
        )
        problem = parsed.problem or condition.problem
        if limit is None and not offset:
            numbers = link.numbers(sql, values)
            return Found(numbers, len(numbers), problem)
        total = link.value(*results.counting(condition, notes=notes))
        window = (-1 if limit is None else max(0, limit), max(0, offset))
        return Found(link.numbers(sql, values, *window), int(total), problem)

    def _with_link(self, work: Callable[[Link], Result], stop: Stop | None = None) -> Result:
        """Do work on the link; where the index turns out to be damaged, once more on a new one."""
        try:
            return self._try(work, stop or Stop())
        except sqlite3.DatabaseError as error:
            if not getattr(error, "sqlite_errorname", "").startswith(DAMAGE):
                with explaining(self._file):
                    raise
        self.close()
        throw_away(self._index_file)
        with explaining(self._file):
            return self._try(work, stop or Stop())

    def _try(self, work: Callable[[Link], Result], stop: Stop) -> Result:
        if self._link is not None and not self._link.is_current():
            self.close()
        if self._link is None:
            self._link = Link(self._file, self._index_file, wal=self._wal)
        link = self._link
        link.matching.begin()
        try:
            with stop.watching(link.connection):
                return work(link)
        except sqlite3.OperationalError as error:
            if link.matching.problem:
                raise link.matching.problem from error
            raise
