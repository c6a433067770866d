"""One open SQLite file: how it is opened, how it fails, how it is written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import peewee

from desktop.errors import StoreBusy
from desktop.store.failures import explaining
from desktop.store.layout import BUSY_SECONDS
from desktop.store.reader import Row


class Database(peewee.SqliteDatabase):
    """A connection whose failures are sentences.

    Args:
        file: the database.
        wal: whether a write-ahead log may be tried: only on a disk of this computer.
        busy_seconds: how long another program's lock is waited for.
    """

    def __init__(self, file: Path, *, wal: bool = True, busy_seconds: float = BUSY_SECONDS) -> None:
        super().__init__(str(file), timeout=busy_seconds, autoconnect=False)
        self.file = file
        self._wal = wal
        self._busy_seconds = busy_seconds

    def open(self) -> Database:
        """Connect and set how durable writing is. Every commit is on the disk when it returns."""
        try:
            with explaining(self.file):
                self.connect()
            self.execute_sql("PRAGMA foreign_keys = ON")
            self._use("wal" if self._wal else "delete")
            self.execute_sql("PRAGMA synchronous = FULL")
        except BaseException:
            self.close()
            raise
        return self

    def _use(self, mode: str) -> None:
        """Switch the journal mode. Where two programs do so at once, SQLite refuses one without waiting."""
        until = time.monotonic() + self._busy_seconds
        while True:
            try:
                if self.mode() != mode:
                    self.execute_sql(f"PRAGMA journal_mode = {mode}")
                return
            except StoreBusy:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement; see peewee. Failures that a person can act on become `StoreError`."""
        with explaining(self.file):
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]

    def begin(self, lock_type: str | None = None) -> None:
        """Begin; see `execute_sql` for failures."""
        with explaining(self.file):
            super().begin(lock_type)

    def commit(self) -> None:
        """Commit; see `execute_sql` for failures."""
        with explaining(self.file):
            super().commit()

    def rollback(self) -> None:
        """Roll back, unless SQLite has done so itself (it does when the disk is full)."""
        if self._connection.in_transaction:
            with explaining(self.file):
                super().rollback()

    @property
    def _connection(self) -> sqlite3.Connection:
        if self.is_closed():
            raise peewee.InterfaceError("the collection is not open in this thread")
        connection: sqlite3.Connection = self.connection()  # type: ignore[no-untyped-call]
        return connection

    def write(self) -> AbstractContextManager[Any]:
        """Return a transaction that holds the one right to write from its first moment."""
        return self.atomic("IMMEDIATE")

    def mode(self) -> str:
        """Return the journal mode that SQLite really uses, whichever was asked for."""
        return str(self.value("PRAGMA journal_mode"))

    def version(self) -> int:
        """Return a number that differs once another connection has changed the file."""
        return int(self.value("PRAGMA data_version"))

    def rows(self, sql: str, *params: Any) -> list[Row]:
        """Return all rows of a query."""
        cursor = self.execute_sql(sql, params)
        with explaining(self.file):
            found: list[Row] = cursor.fetchall()
        return found

    def row(self, sql: str, *params: Any) -> Row | None:
        """Return the first row of a query, or None."""
        cursor = self.execute_sql(sql, params)
        with explaining(self.file):
            found: Row | None = cursor.fetchone()
        cursor.close()
        return found

    def value(self, sql: str, *params: Any) -> Any:
        """Return the first column of the first row of a query, or None."""
        found = self.row(sql, *params)
        return found[0] if found else None

    def insert(self, sql: str, *params: Any) -> int:
        """Run one INSERT; return the number of the new row."""
        return int(self.execute_sql(sql, params).lastrowid)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows, inside the transaction that is open."""
        with explaining(self.file):
            self._connection.executemany(sql, rows)
