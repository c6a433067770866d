"""One open SQLite file: how it is opened, how it fails, how it is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import peewee

from desktop.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly

BUSY_SECONDS = 5
Row = tuple[Any, ...]


def explained(error: BaseException, file: Path) -> StoreError | None:
    """Return what a database error means to a person; None where it is a mistake of ours."""
    while isinstance(error, peewee.PeeweeException) and error.args and isinstance(error.args[0], Exception):
        error = error.args[0]
    if isinstance(error, OSError):
        return _explained_os(error, file)
    if not isinstance(error, sqlite3.Error):
        return None
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy(
            "Another program is using your cards at the moment.",
            "Close other copies of the app or wait a moment, then try again. Nothing was lost.",
        )
    if name.startswith("SQLITE_FULL"):
        return StoreFull(
            f"There is no room left on the disk that holds {file.parent}.",
            "Free some space, then try again. The card stays until its answer is stored.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return StoreReadOnly(
            f"The app may not write to {file.parent}.",
            "Allow it to, or choose another folder for your cards.",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(file)
    if name.startswith("SQLITE_IOERR"):
        return StoreError(
            f"The disk that holds {file.parent} did not answer.", "Check the disk or network, then try again."
        )
    return None


def _explained_os(error: OSError, file: Path) -> StoreError:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(f"There is no room left on the disk that holds {file.parent}.", "Free some space.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreReadOnly(
            f"The app may not write to {file.parent}.",
            "Allow it to, or choose another folder for your cards.",
        )
    return StoreError(f"{file} could not be used: {error.strerror or error}.", "Choose another folder.")


def damaged(file: Path, what: str = "is damaged") -> StoreDamaged:
    """Return the error that says that a collection file is not sound."""
    return StoreDamaged(
        f"The file that holds your cards {what}: {file}",
        "Restore a backup; the damaged file is kept beside it.",
    )


class Database(peewee.SqliteDatabase):
    """A connection whose failures are sentences.

    Args:
        file: the database.
        wal: whether a write-ahead log may be tried: only on a disk of this computer.
    """

    def __init__(self, file: Path, *, wal: bool = True, busy_seconds: float = BUSY_SECONDS) -> None:
        super().__init__(str(file), timeout=busy_seconds)
        self.file = file
        self._wal = wal

    def open(self) -> Database:
        """Connect and set how durable writing is. Every commit is on the disk when it returns."""
        try:
            self.connect()
            self.execute_sql("PRAGMA foreign_keys = ON")
            mode = self.value("PRAGMA journal_mode")
            if self._wal and mode != "wal":
                mode = self.value("PRAGMA journal_mode = WAL")
            elif not self._wal and mode != "delete":
                mode = self.value("PRAGMA journal_mode = DELETE")
            self.execute_sql("PRAGMA synchronous = FULL")
        except BaseException:
            self.close()
            raise
        return self

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement; see peewee. Failures that a person can act on become `StoreError`."""
        try:
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]
        except peewee.PeeweeException as error:
            raise explained(error, self.file) or error from error

    def commit(self) -> None:
        """Commit; see `execute_sql` for failures."""
        try:
            super().commit()
        except peewee.PeeweeException as error:
            raise explained(error, self.file) or error from error

    def rollback(self) -> None:
        """Roll back, unless SQLite has done so itself (it does when the disk is full)."""
        if self._connection.in_transaction:
            super().rollback()

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = self.connection()  # type: ignore[no-untyped-call]
        return connection

    def write(self) -> AbstractContextManager[Any]:
        """Return a transaction that holds the one right to write from its first moment."""
        return self.atomic("IMMEDIATE")

    def rows(self, sql: str, *params: Any) -> list[Row]:
        """Return all rows of a query."""
        found: list[Row] = self.execute_sql(sql, params).fetchall()
        return found

    def row(self, sql: str, *params: Any) -> Row | None:
        """Return the first row of a query, or None."""
        found: Row | None = self.execute_sql(sql, params).fetchone()
        return found

    def value(self, sql: str, *params: Any) -> Any:
        """Return the first column of the first row of a query, or None."""
        found = self.row(sql, *params)
        return found[0] if found else None

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows, inside the transaction that is open."""
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise explained(error, self.file) or error from error
