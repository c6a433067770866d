"""Bringing a collection file from whatever is on the disk to an open, sound, current one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from desktop.errors import StoreError, StoreNewer
from desktop.store import schema
from desktop.store.database import Database
from desktop.store.failures import damaged, explaining
from desktop.store.layout import BUSY_SECONDS, CHECK_UP_TO
from desktop.store.schema import APPLICATION_ID, statements

SMALLEST = 512
"""Bytes of the smallest database there can be; SQLite takes less for an empty one."""
TABLES = "SELECT COUNT(*) FROM sqlite_master"
NO_COLLECTION = "is not a collection of cards, or is damaged"


def open_collection(
    file: Path,
    *,
    wal: bool,
    before_migration: Callable[[], object],
    busy_seconds: float = BUSY_SECONDS,
) -> Database:
    """Open or create a collection, bring it to the current version, and make sure that it is sound.

    Raises:
        StoreNewer: a newer version of the app wrote it; nothing was touched.
        StoreDamaged: it is not a sound collection; nothing was touched.
        StoreError: the folder or file cannot be used.
    """
    with explaining(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        suspicious = left_open(file)
        inspect(file, suspicious)
        small = file.exists() and file.stat().st_size <= CHECK_UP_TO
    database = Database(file, wal=wal, busy_seconds=busy_seconds).open()
    try:
        if suspicious or small:
            check_sound(database)
        migrate(database, before_migration)
    except BaseException:
        database.close()
        raise
    return database


def left_open(file: Path) -> bool:
    """Return whether the last program to use the file did not close it, or is using it."""
    return any(file.with_name(file.name + end).exists() for end in ("-wal", "-journal"))


def inspect(file: Path, suspicious: bool) -> None:
    """Refuse what is no collection or a newer one, without changing a byte of it.

    SQLite reads the header, not we: closing a file of our own would drop the locks that another
    connection of this process has on it.

    Args:
        file: may be missing.
        suspicious: it was not closed, so that it may only make sense once SQLite has recovered
            it. It is looked at again after that.
    """
    size = file.stat().st_size if file.exists() else 0
    if not size:
        from desktop.store.backups import listed  # heavy: only where there is no collection

        if listed(file.parent):
            raise damaged(
                file,
                "is empty" if file.exists() else "is missing",
                "Restore a backup, or move the backups elsewhere to start anew.",
            )
        return
    if size < SMALLEST:
        raise damaged(file, NO_COLLECTION)
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as closed:
            (application,) = closed.execute("PRAGMA application_id").fetchone()
            (version,) = closed.execute("PRAGMA user_version").fetchone()
            (page,) = closed.execute("PRAGMA page_size").fetchone()
            (tables,) = (0,) if application else closed.execute(TABLES).fetchone()
    except sqlite3.Error as error:
        if suspicious:
            return
        if error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise damaged(file, NO_COLLECTION) from error
        raise
    refuse(file, application, version, tables)
    if size % page and not suspicious:
        raise damaged(file, "is cut short")


def refuse(file: Path, application: int, version: int, tables: int) -> None:
    """Raise unless the marks in a file are those of a collection that this app can use."""
    if application not in (0, APPLICATION_ID) or (application == 0 and (version or tables)):
        raise StoreError(
            f"The file {file} belongs to another program.", "Choose another folder. Nothing was changed."
        )
    if version > schema.VERSION:
        raise StoreNewer(
            f"A newer version of the app wrote these cards"
            f" ({file}, layout {version}; this one knows {schema.VERSION}).",
            "Install the newer version, or choose another folder. Nothing was changed.",
        )


def check_sound(database: Database) -> None:
    """Raise StoreDamaged unless SQLite finds the file sound."""
    if database.value("PRAGMA quick_check(1)") != "ok":
        raise damaged(database.file)


def migrate(database: Database, before: Callable[[], object]) -> None:
    """Bring a database to the current version, each step in one transaction.

    Args:
        database: open.
        before: makes a backup; called only where there is something to lose.
    """
    version = int(database.value("PRAGMA user_version"))
    tables = int(database.value(TABLES)) if not version else 0
    refuse(database.file, int(database.value("PRAGMA application_id")), version, tables)
    if 0 < version < schema.VERSION:
        before()
    if version == schema.VERSION:
        return
    database.execute_sql("PRAGMA foreign_keys = OFF")  # a table that is made anew is missing for a moment
    for number in range(version, schema.VERSION):
        with database.write():
            if int(database.value("PRAGMA user_version")) != number:
                continue  # another start was quicker
            for statement in statements(schema.STEPS[number]):
                database.execute_sql(statement)
            database.execute_sql(f"PRAGMA user_version = {number + 1}")
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute_sql("PRAGMA foreign_keys = ON")
    if version:
        with suppress(StoreError):  # only the space that a step may have freed stays taken
            database.execute_sql("VACUUM")
