"""The connection of a search: to the index, which it may write, and to the collection, which it may not."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.store.layout import BUSY_SECONDS
from desktop.store.reader import Row
from desktop.store.search import runs
from desktop.store.search.index import Index
from desktop.store.search.matching import Matching
from desktop.store.search.vocabulary import BETWEEN, Vocabulary

BESIDE = ("", "-wal", "-shm", "-journal")
MEMORY_KB = 16_384


class Link:
    """Reads both files as one, see `reader.Reader`. SQLite's errors come as they are.

    Args:
        collection: open elsewhere, so that it has the present version.
        index: made where it is missing.
        wal: whether SQLite may keep a write-ahead log beside the index.
    """

    def __init__(self, collection: Path, index: Path, *, wal: bool) -> None:
        self._collection = collection
        self._identity = identity(collection)
        self._connection: sqlite3.Connection | None = sqlite3.connect(
            f"{index.absolute().as_uri()}?mode=rwc",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self.matching = Matching()
            self.matching.add_to(self.connection)
            self._run(f"PRAGMA journal_mode = {'wal' if wal else 'delete'}")
            self._run("PRAGMA synchronous = NORMAL")
            self._run("PRAGMA temp_store = MEMORY")
            self._run("CREATE TEMP TABLE place (of INTEGER PRIMARY KEY, place INTEGER NOT NULL)")
            self._run("ATTACH DATABASE ? AS collection", f"{collection.absolute().as_uri()}?mode=ro")
            for schema in ("main", "collection"):
                self._run(f"PRAGMA {schema}.cache_size = -{MEMORY_KB}")
            self.index = Index(self.connection)
            self.index.prepare()
            self._vocabulary = (-1, -1), Vocabulary()
        except BaseException:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection."""
        if self._connection is None:
            raise sqlite3.ProgrammingError("the search is closed")
        return self._connection

    def _run(self, sql: str, *params: Any) -> sqlite3.Cursor:
        return self.connection.execute(sql, params)

    def close(self) -> None:
        """Let go of both files."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def is_closed(self) -> bool:
        """Return whether it was closed."""
        return self._connection is None

    def is_current(self) -> bool:
        """Return whether the file that is read is still the collection."""
        return not self.is_closed() and self._identity == identity(self._collection)

    def rows(self, sql: str, *params: Any) -> list[Row]:
        """Return all rows of a query."""
        return self._run(sql, *params).fetchall()

    def row(self, sql: str, *params: Any) -> Row | None:
        """Return the first row of a query, or None."""
        cursor = self._run(sql, *params)
        found: Row | None = cursor.fetchone()
        cursor.close()
        return found

    def value(self, sql: str, *params: Any) -> Any:
        """Return the first column of the first row of a query, or None."""
        found = self.row(sql, *params)
        return found[0] if found else None

    def numbers(self, sql: str, values: Sequence[Any], limit: int = -1, offset: int = 0) -> array[int]:
        """Return the one column, `number`, of a query, in its order.

        It is one step of SQLite: Python, and with it the window, does not take turns with it for each row.

        Args:
            sql: the query, without a limit: one is added, which keeps its order.
            values: bound in it.
            limit: how many to return; -1 = all.
            offset: how many to pass over.
        """
        joined = f"SELECT group_concat(number) FROM ({sql} LIMIT ? OFFSET ?)"
        found: str | None = self.connection.execute(joined, (*values, limit, offset)).fetchone()[0]
        return array("q", map(int, found.split(","))) if found else array("q")

    def put_places(self, places: Mapping[int, int]) -> None:
        """Let `temp.place` hold the places of few things that results are sorted by."""
        self._run("DELETE FROM place")
        self.connection.executemany("INSERT INTO place VALUES (?, ?)", places.items())

    def vocabulary(self) -> Vocabulary:
        """Return the words of the index; they are read anew where they may have changed."""
        state = int(self.value("PRAGMA main.data_version")), self.index.batches
        if self._vocabulary[0] != state:
            joined = self.value(f"SELECT group_concat(word, '{BETWEEN}') FROM word")
            self._vocabulary = state, Vocabulary(joined or "")
        return self._vocabulary[1]

    def runs(self) -> list[runs.Run]:
        """Return in which runs the notes of the index were made."""
        return runs.read(self.connection)

    def version(self) -> int:
        """Return a number that differs once another connection has changed the collection."""
        return int(self.value("PRAGMA collection.data_version"))


def identity(file: Path) -> tuple[int, int]:
    """Return what tells a file from another one of its name."""
    found = file.stat()
    return found.st_dev, found.st_ino


def throw_away(index: Path) -> None:
    """Remove an index that no link is open to; what another program holds stays."""
    for end in BESIDE:
        with suppress(OSError):
            index.with_name(index.name + end).unlink(missing_ok=True)
