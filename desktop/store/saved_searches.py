"""Searches that a person gave a name. Keeping, renaming and removing them can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from desktop.errors import UserError
from desktop.store.changes import Changes
from desktop.store.database import Database
from desktop.store.journal import Journal
from desktop.study.folding import folded

LONGEST_NAME = 200
CHANGED = Changes(decks=True)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name.

    Attributes:
        query: in the language of `study.query`.
    """

    number: int
    uid: UUID
    name: str
    query: str


class SavedSearches:
    """The saved searches of a collection."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def listed(self) -> tuple[SavedSearch, ...]:
        """Return them in the order that they were made in."""
        return tuple(
            SavedSearch(number, UUID(bytes=uid), name, query)
            for number, uid, name, query in self._database.rows(
                "SELECT id, uid, name, query FROM saved_search WHERE deleted = 0 ORDER BY position, id"
            )
        )

    def keep(self, name: str, query: str) -> Changes:
        """Keep a search under a name, in the place of one with that name. Undoable.

        Raises:
            UserError: it has no name.
        """
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name:
            raise UserError("A search is kept under a name.", "Give it one.")
        same = [each.number for each in self.listed() if folded(each.name) == folded(name)]
        with self._journal.action("search", name) as action:
            number = same[0] if same else self._add(name, query)
            action.set("saved_search", number, name=name, query=query, deleted=0)
        return CHANGED

    def _add(self, name: str, query: str) -> int:
        """Add a row that counts as deleted, which undoing its making brings it back to."""
        place = self._database.value("SELECT MAX(position) FROM saved_search")
        return self._database.insert(
            "INSERT INTO saved_search (uid, name, query, position, deleted) VALUES (?, ?, ?, ?, 1)",
            uuid4().bytes,
            name,
            query,
            0 if place is None else place + 1,
        )

    def rename(self, number: int, name: str) -> Changes:
        """Give one another name. Undoable.

        Raises:
            UserError: it has no name.
        """
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name:
            raise UserError("A search is kept under a name.", "Give it one.")
        with self._journal.action("search", name) as action:
            action.set("saved_search", number, name=name)
        return CHANGED

    def remove(self, number: int) -> Changes:
        """Remove one. Undoable."""
        name = self._database.value("SELECT name FROM saved_search WHERE id = ?", number)
        with self._journal.action("remove search", name or "") as action:
            action.set("saved_search", number, deleted=1)
        return CHANGED
