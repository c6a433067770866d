"""What a failing disk or database means to a person. Knows SQLite's own errors, and those in peewee's."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly


def explained(error: BaseException, file: Path) -> StoreError | None:
    """Return what a database error means to a person; None where it is a mistake of ours."""
    while not isinstance(error, (sqlite3.Error, OSError)) and isinstance(
        getattr(error, "orig", None), BaseException
    ):
        error = error.orig  # type: ignore[attr-defined]  # what SQLite said, inside what peewee made of it
    if isinstance(error, OSError):
        return _explained_os(error, file)
    if not isinstance(error, sqlite3.Error):
        return None
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
        return busy()
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")):
        return _full(file)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return _read_only(file)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(file)
    if name.startswith("SQLITE_IOERR"):
        return StoreError(
            f"The disk that holds {file.parent} did not answer.", "Check the disk or network, then try again."
        )
    return None


def _explained_os(error: OSError, file: Path) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _full(file)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        there = (each for each in file.parents if os.path.exists(each))  # noqa: PTH110  Path's own may raise
        return _no_writing(next(there, file.parent))
    return StoreError(f"{file} could not be used: {error.strerror or error}.", "Choose another folder.")


def _full(file: Path) -> StoreFull:
    """Return the error for a full disk; SQLite reports a used-up quota as a failed write."""
    return StoreFull(
        f"There is no room left on the disk that holds {file.parent}, or your share of it is used up.",
        "Free some space, then try again. The card stays until its answer is stored.",
    )


def _read_only(file: Path) -> StoreError:
    if not file.parent.exists():
        return StoreError(
            f"The folder {file.parent} is not there any more.", "Connect its disk again, then try again."
        )
    return _no_writing(file.parent)


def _no_writing(folder: Path) -> StoreReadOnly:
    return StoreReadOnly(
        f"The app may not write to {folder}.", "Allow it to, or choose another folder for your cards."
    )


def busy() -> StoreBusy:
    """Return the error that says that another program holds the file."""
    return StoreBusy(
        "Another program is using your cards at the moment.",
        "Close other copies of the app or wait a moment, then try again. Nothing was lost.",
    )


def damaged(
    file: Path,
    what: str = "is damaged",
    hint: str = "Restore a backup; the damaged file is kept beside it.",
) -> StoreDamaged:
    """Return the error that says that a collection file is not sound."""
    return StoreDamaged(f"The file that holds your cards {what}: {file}", hint)


@contextmanager
def explaining(file: Path) -> Iterator[None]:
    """Turn failures of the disk or of SQLite into sentences; mistakes of ours pass unchanged."""
    try:
        yield
    except Exception as error:
        meaning = explained(error, file)
        if meaning is None:
            raise
        raise meaning from error
