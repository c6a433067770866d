"""The decks of an import, numbered as they come up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop.study.note import NAMESPACE, derived


class DeckPaths:
    """Gives paths of decks their numbers; two spellings of one path are one deck.

    Attributes:
        rows: decks that nobody wrote yet: number, parent, name, path, uid.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._known: dict[bytes, int] = {}
        self._uids: dict[tuple[str, ...], bytes] = {}

    def number(self, path: tuple[str, ...]) -> int:
        """Return the number of a deck; those above it get theirs before."""
        found = self._numbers.get(path)
        if found is None:
            uid = self.uid(path)
            parent = self.number(path[:-1]) if len(path) > 1 else None
            found = self._known.get(uid)
            if found is None:
                found = self._known[uid] = len(self._known) + 1
                self.rows.append((found, parent, path[-1], "::".join(path), uid))
            self._numbers[path] = found
        return found

    def uid(self, path: tuple[str, ...]) -> bytes:
        """Return the identity of a deck."""
        found = self._uids.get(path)
        if found is None:
            found = self._uids[path] = deck_uid(path).bytes
        return found


def deck_uid(path: tuple[str, ...]) -> UUID:
    """Return the identity of an imported deck: the same on every computer, whatever the case of its name."""
    return derived(NAMESPACE, "imported deck " + "\x1f".join(path).casefold())
