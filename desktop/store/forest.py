"""How decks lie in each other: always a forest, whatever two copies did to it apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from desktop.store.reader import Reader, Row

THERE = " WHERE deleted = 0"


class Place(NamedTuple):
    """A deck and where it lies.

    Attributes:
        parent: the deck it lies in; None = it lies in no other.
        name: as it was given.
        shown: with a number where an earlier deck beside it has the same name.
        options: JSON of what is set for it alone.
    """

    number: int
    uid: bytes
    parent: int | None
    name: str
    shown: str
    description: str
    options: str


class Forest:
    """The decks that were not deleted, each in its place.

    Two copies that moved decks apart can together make a ring of decks; it is cut above the deck
    with the smallest identity, so that every copy sees the same. What lies in a deck that was
    deleted elsewhere lies at the top.

    Args:
        read: returns the rows of a query.
        deleted: whether those that were deleted are in it, too.
    """

    def __init__(self, read: Callable[[str], list[Row]], *, deleted: bool = False) -> None:
        rows = read(
            f"SELECT id, uid, parent, name, description, options FROM deck{'' if deleted else THERE}"
            " ORDER BY position, name, uid"
        )
        parents = _without_rings({row[0]: row[2] for row in rows}, {row[0]: bytes(row[1]) for row in rows})
        self.children: dict[int | None, list[int]] = {}
        self.places: dict[int, Place] = {}
        taken: dict[int | None, set[str]] = {}
        for number, uid, _, name, description, options in rows:
            parent = parents[number]
            self.children.setdefault(parent, []).append(number)
            shown = _free(name, taken.setdefault(parent, set()))
            self.places[number] = Place(number, bytes(uid), parent, name, shown, description, options)

    def inside(self, deck: int | None) -> list[int]:
        """Return a deck and those below it, parents first, in their order; every deck for None."""
        if deck is not None and deck not in self.places:
            return []
        found: list[int] = []
        waiting = list(reversed(self.children.get(None, []))) if deck is None else [deck]
        while waiting:
            number = waiting.pop()
            found.append(number)
            waiting += reversed(self.children.get(number, []))
        return found

    @property
    def parents(self) -> dict[int, int | None]:
        """The deck that each deck lies in, parents first."""
        return {number: self.places[number].parent for number in self.inside(None)}

    def above(self, deck: int) -> tuple[int, ...]:
        """Return the decks that a deck lies in, from the top, and itself."""
        found: list[int] = []
        at: int | None = deck
        while at is not None and at in self.places:
            found.append(at)
            at = self.places[at].parent
        return tuple(reversed(found))

    def path(self, deck: int) -> tuple[str, ...]:
        """Return the names that a deck is shown under, from the top."""
        return tuple(self.places[each].shown for each in self.above(deck))


def table_of(decks: Iterable[int]) -> str:
    """Return the start of a query in which `inside` holds decks."""
    values = ", ".join(f"({int(number)})" for number in decks)
    return f"WITH inside (id) AS ({f'VALUES {values}' if values else 'SELECT NULL WHERE 0'})\n"


def subtree(reader: Reader, deck: int | None) -> str:
    """Return the start of a query in which `inside` holds a deck (None: all) and those below it."""
    return table_of(Forest(reader.rows).inside(deck))


def _without_rings(parents: Mapping[int, int | None], uids: Mapping[int, bytes]) -> dict[int, int | None]:
    """Return the parents of decks: those that are there, and none that leads back to the deck itself."""
    found = {number: parent if parent in parents else None for number, parent in parents.items()}
    settled: set[int] = set()
    for start in found:
        walked: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in settled and at not in walked:
            walked[at] = None
            at = found[at]
        if at is not None and at in walked:
            numbers = list(walked)
            ring = numbers[numbers.index(at) :]
            found[min(ring, key=lambda number: uids[number])] = None
        settled.update(walked)
    return found


def _free(name: str, taken: set[str]) -> str:
    """Return a name, with the first number that makes it differ from those that are taken."""
    shown, number = name, 1
    while shown.casefold() in taken:
        number += 1
        shown = f"{name} ({number})"
    taken.add(shown.casefold())
    return shown
