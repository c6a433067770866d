"""Reading a collection: what both an open database and a first glance at it can do."""

from __future__ import annotations

from typing import Any, Protocol

Row = tuple[Any, ...]


class Reader(Protocol):
    """Runs queries."""

    def rows(self, sql: str, *params: Any) -> list[Row]:
        """Return all rows of a query."""

    def row(self, sql: str, *params: Any) -> Row | None:
        """Return the first row of a query, or None."""

    def value(self, sql: str, *params: Any) -> Any:
        """Return the first column of the first row of a query, or None."""

    def version(self) -> int:
        """Return a number that differs once another connection has changed the file."""

    def is_closed(self) -> bool:
        """Return whether nothing can be read any more."""
