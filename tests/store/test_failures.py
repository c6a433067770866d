"""What a failing disk or database means to a person."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from pathlib import Path

import peewee
import pytest

from desktop.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly, UserError
from desktop.store.failures import explained, explaining
from desktop.store.layout import COLLECTION


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (28, StoreFull),  # ENOSPC
        (122, StoreFull),  # EDQUOT
        (13, StoreReadOnly),  # EACCES
        (30, StoreReadOnly),  # EROFS
        (5, StoreError),  # EIO
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the numbers are Linux's")
def test_what_the_system_says_becomes_a_sentence(tmp_path: Path, number: int, kind: type[UserError]) -> None:
    error = explained(OSError(number, os.strerror(number)), tmp_path / COLLECTION)
    assert type(error) is kind
    assert error.hint


def test_an_unknown_error_is_not_explained(tmp_path: Path) -> None:
    assert explained(ValueError("x"), tmp_path) is None
    assert explained(peewee.OperationalError("x"), tmp_path) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", StoreBusy),
        ("SQLITE_BUSY_SNAPSHOT", StoreBusy),
        ("SQLITE_LOCKED_SHAREDCACHE", StoreBusy),
        ("SQLITE_FULL", StoreFull),
        ("SQLITE_IOERR_WRITE", StoreFull),
        ("SQLITE_READONLY_DIRECTORY", StoreReadOnly),
        ("SQLITE_CANTOPEN", StoreReadOnly),
        ("SQLITE_CORRUPT_INDEX", StoreDamaged),
        ("SQLITE_NOTADB", StoreDamaged),
        ("SQLITE_IOERR_READ", StoreError),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(tmp_path: Path, name: str, kind: type[UserError]) -> None:
    inner = sqlite3.OperationalError("x")
    inner.sqlite_errorname = name
    outer = peewee.OperationalError("x")
    outer.orig = inner
    for error in (inner, outer):
        meaning = explained(error, tmp_path / COLLECTION)
        assert type(meaning) is kind
        assert meaning.hint


def test_a_mistake_of_ours_passes_and_a_failure_keeps_its_cause(tmp_path: Path) -> None:
    with pytest.raises(KeyError), explaining(tmp_path):
        raise KeyError("ours")
    wrong = sqlite3.OperationalError("no such table: review")
    wrong.sqlite_errorname = "SQLITE_ERROR"
    with pytest.raises(sqlite3.OperationalError), explaining(tmp_path):
        raise wrong
    cause = OSError(errno.ENOSPC, "full")
    with pytest.raises(StoreFull) as caught, explaining(tmp_path):
        raise cause
    assert caught.value.__cause__ is cause


def test_where_no_folder_can_be_made_the_one_above_is_named(tmp_path: Path) -> None:
    error = explained(OSError(errno.EROFS, "Read-only file system"), tmp_path / "a" / "b" / "lock")
    assert isinstance(error, StoreReadOnly)
    assert error.message == f"The app may not write to {tmp_path}."
