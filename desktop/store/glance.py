"""A first glance at a collection that is as it should be, so that Home shows at once.

It only reads, over a plain connection: importing peewee would take a fifth of the whole start.
Whatever is not plainly right is left to `files.open_collection`, which says what is wrong.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from desktop.errors import StoreBusy
from desktop.store.failures import busy
from desktop.store.layout import CHECK_UP_TO
from desktop.store.reader import Row
from desktop.store.schema import APPLICATION_ID, FOLD, VERSION


class Glance:
    """Reads a collection that nobody is writing to."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection

    def rows(self, sql: str, *params: Any) -> list[Row]:
        """Return all rows of a query.

        Raises:
            StoreBusy: another program wrote at the same moment; open the collection instead.
        """
        if self._connection is None:
            raise sqlite3.ProgrammingError("the glance is over")
        try:
            return self._connection.execute(sql, params).fetchall()
        except sqlite3.DatabaseError as error:  # somebody is writing just now
            raise busy() from error

    def row(self, sql: str, *params: Any) -> Row | None:
        """Return the first row of a query, or None."""
        return next(iter(self.rows(sql, *params)), None)

    def value(self, sql: str, *params: Any) -> Any:
        """Return the first column of the first row of a query, or None."""
        found = self.row(sql, *params)
        return found[0] if found else None

    def version(self) -> int:
        """Return always the same: what is glanced at does not change."""
        return 0

    def is_closed(self) -> bool:
        """Return whether the glance is over."""
        return self._connection is None

    def close(self) -> None:
        """End the glance."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def glance(file: Path, mark: str = str(FOLD)) -> Glance | None:
    """Return a glance at a collection; None where opening it has anything to decide, repair or say.

    Args:
        file: of the collection.
        mark: of the rules that its schedules must follow from.
    """
    if not file.exists() or any(file.with_name(file.name + end).exists() for end in ("-wal", "-journal")):
        return None
    try:
        seen = Glance(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True))
    except sqlite3.Error:
        return None
    try:
        if _is_sound(seen, mark, file.stat().st_size <= CHECK_UP_TO):
            return seen
    except (sqlite3.Error, OSError, StoreBusy):
        pass
    seen.close()
    return None


def _is_sound(seen: Glance, mark: str, small: bool) -> bool:
    return (
        seen.value("PRAGMA application_id") == APPLICATION_ID
        and seen.value("PRAGMA user_version") == VERSION
        and seen.value("SELECT value FROM meta WHERE name = 'fold'") == mark
        and (not small or seen.value("PRAGMA quick_check(1)") == "ok")
    )
