"""Databases from outside: read from a private copy, with no trust in what they define."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.exchange.archive import LARGEST_PART
from desktop.exchange.sample import Sample

JOURNAL_BYTES = slice(18, 20)
NO_JOURNAL = b"\x01\x01"
MOST_STEPS = 5_000_000_000
"""Instructions of SQLite after which a query is given up."""
STRIDE = 1_000_000


class CopiedDatabase:
    """A private copy of a database, open for reading.

    Args:
        sample: the file.
        needed: tables that it must have; views are none.
        what: what it is no file of where they are missing.

    Raises:
        UserError: it is broken, too large, or something else.
    """

    def __init__(self, sample: Sample, needed: tuple[str, ...], what: str) -> None:
        self.name = sample.name
        self._steps = 0
        self._folder = Path(tempfile.mkdtemp(prefix="repertoire-import-"))
        self._connection: sqlite3.Connection | None = None
        try:
            with self._reading():
                self._connection = self._opened(sample)
                self.tables = self._tables(self._connection)
            if not self.tables.issuperset(needed):
                raise UserError(f"{sample.name} is a database, but none of {what}.")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Forget the copy."""
        if self._connection:
            self._connection.close()
            self._connection = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query."""
        if self._connection is None:
            raise UserError(f"{self.name} is closed.")
        with self._reading():
            yield from self._connection.execute(sql, values)

    def count(self, table: str) -> int:
        """Return the number of rows of a table; 0 where there is none."""
        if table not in self.tables:
            return 0
        return int(next(self.rows(f"SELECT COUNT(*) FROM {table}"))[0])  # noqa: S608 - a name of ours

    def _opened(self, sample: Sample) -> sqlite3.Connection:
        file = self._folder / "copy.db"
        if sample.size > LARGEST_PART:
            raise UserError(f"{self.name} is larger than {LARGEST_PART >> 30} GB.")
        if sample.path is None:
            raise UserError(f"{self.name} is no file.")
        shutil.copyfile(sample.path, file)
        with file.open("r+b") as opened:
            opened.seek(JOURNAL_BYTES.start)
            opened.write(NO_JOURNAL)  # nobody brings a write-ahead log along
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.set_progress_handler(self._step, STRIDE)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        return connection

    @staticmethod
    def _tables(connection: sqlite3.Connection) -> frozenset[str]:
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        return frozenset(name for (name,) in found)

    def _step(self) -> int:
        self._steps += STRIDE
        return int(self._steps > MOST_STEPS)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OverflowError, ValueError) as error:
            raise UserError(
                f"{self.name} is broken: its cards cannot be read.", "Export it again, then try once more."
            ) from error
        except OSError as error:
            raise UserError(f"{self.name} cannot be read: {error.strerror}.") from error
