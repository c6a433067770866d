"""Bringing a collection file from whatever is on the disk to an open, sound, current one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from desktop.errors import StoreDamaged, StoreNewer
from desktop.store.database import Database, damaged, explained
from desktop.store.schema import APPLICATION_ID, STEPS, VERSION

COLLECTION = "collection.db"
MAGIC = b"SQLite format 3\x00"
CHECK_UP_TO = 8 << 20
"""Files up to this size (bytes) are checked at every start; larger ones after a crash and with
each backup."""


def open_collection(file: Path, *, wal: bool, before_migration: Callable[[], object]) -> Database:
    """Open or create a collection, bring it to the current version, and make sure that it is sound.

    Raises:
        StoreNewer: a newer version of the app wrote it; nothing was touched.
        StoreDamaged: it is not a sound collection; nothing was touched.
        StoreError: the folder or file cannot be used.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        inspect_header(file)
        suspicious = _left_open(file)
        small = file.exists() and file.stat().st_size <= CHECK_UP_TO
    except OSError as error:
        raise explained(error, file) or error from error
    database = Database(file, wal=wal).open()
    try:
        if suspicious or small:
            check_sound(database)
        migrate(database, before_migration)
    except BaseException:
        database.close()
        raise
    return database


def inspect_header(file: Path) -> None:
    """Refuse a file that is no collection or a newer one, from its first bytes, without opening it."""
    if not file.exists():
        return
    with file.open("rb") as stream:
        header = stream.read(100)
    if not header:
        if any(file.parent.glob("backups/*.db")):
            raise damaged(file, "is empty")
        return
    if len(header) < 100 or not header.startswith(MAGIC):
        raise damaged(file, "is not a collection of cards, or is damaged")
    application, version = (int.from_bytes(header[at : at + 4], "big") for at in (68, 60))
    if application not in (0, APPLICATION_ID):
        raise damaged(file, "belongs to another program")
    if version > VERSION:
        raise newer(file, version)


def newer(file: Path, version: int) -> StoreNewer:
    """Return the error that says that a newer app wrote the collection."""
    return StoreNewer(
        f"A newer version of the app wrote these cards ({file}, layout {version}; this one knows {VERSION}).",
        "Install the newer version, or choose another folder. Nothing was changed.",
    )


def _left_open(file: Path) -> bool:
    """Return whether the last program to use the file did not close it."""
    return any(file.with_name(file.name + end).exists() for end in ("-wal", "-journal"))


def check_sound(database: Database) -> None:
    """Raise StoreDamaged unless SQLite finds the file sound."""
    try:
        answer = database.value("PRAGMA quick_check(1)")
    except sqlite3.DatabaseError as error:
        raise explained(error, database.file) or error from error
    if answer != "ok":
        raise damaged(database.file)


def migrate(database: Database, before: Callable[[], object]) -> None:
    """Bring a database to the current version, each step in one transaction.

    Args:
        database: open.
        before: makes a backup; called only where there is something to lose.
    """
    version = int(database.value("PRAGMA user_version"))
    if version > VERSION:
        raise newer(database.file, version)
    if 0 < version < VERSION:
        before()
    for number in range(version, VERSION):
        with database.write():
            if int(database.value("PRAGMA user_version")) != number:
                continue
            for statement in statements(STEPS[number]):
                database.execute_sql(statement)
            database.execute_sql(f"PRAGMA user_version = {number + 1}")
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def statements(script: str) -> list[str]:
    """Return the statements of a script; triggers stay whole."""
    found, pending = [], ""
    for line in script.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


__all__ = ["COLLECTION", "StoreDamaged", "check_sound", "inspect_header", "migrate", "open_collection"]
