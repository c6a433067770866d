"""How many cards a day brings where decks lie in each other: one rule.

A limit holds for its deck and all decks inside it together, the collection's for all decks. A card
comes only where every deck that it lies in has room, whichever deck is studied.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

NONE: Mapping[int, int] = MappingProxyType({})
Level = int | None
"""A deck; None = all decks together."""


class Limit(NamedTuple):
    """The limit that decides in a deck.

    Attributes:
        level: whose limit it is.
        most: cards a day.
        used: of those, already today.
    """

    level: Level
    most: int
    used: int

    @property
    def left(self) -> int:
        """How many more it lets come."""
        return max(0, self.most - self.used)


class Limits:
    """The limits of one kind on one day.

    Args:
        most: cards a day, by level; there is always one for None.
        above: returns the decks that a deck lies in, from the top, and itself.
        decks: of the cards that used them up today.
    """

    def __init__(
        self, most: Mapping[Level, int], above: Callable[[int], Iterable[int]], decks: Iterable[int]
    ) -> None:
        self._above = above
        used = dict.fromkeys(most, 0)
        for deck in decks:
            for level in self._levels(used, deck):
                used[level] += 1
        self._limits = {level: Limit(level, most[level], used[level]) for level in most}

    @property
    def of_decks(self) -> bool:
        """Whether any deck has a limit of its own."""
        return len(self._limits) > 1

    def _levels(self, most: Container[Level], deck: Level) -> list[Level]:
        """Return the levels that count in a deck, from the top."""
        return [None, *(each for each in (self._above(deck) if deck is not None else ()) if each in most)]

    def deciding(self, deck: Level) -> Limit:
        """Return the limit that leaves the least in a deck; of several the one furthest inside."""
        levels = self._levels(self._limits, deck)
        return min((self._limits[level] for level in reversed(levels)), key=lambda limit: limit.left)

    def groups(self, decks: Iterable[int]) -> list[list[int]]:
        """Return decks, those together for which the same limits count."""
        found: dict[tuple[Level, ...], list[int]] = {}
        for deck in decks:
            found.setdefault(tuple(self._levels(self._limits, deck)), []).append(deck)
        return list(found.values())

    def coming(
        self, parents: Mapping[int, Level], there: Mapping[int, int], planned: Mapping[int, int] = NONE
    ) -> dict[int, int]:
        """Return how many cards come if one deck alone is studied, for each deck.

        Args:
            parents: the deck that each deck lies in, parents first.
            there: how many cards wait in each deck itself.
            planned: of those, how many come whatever the limits are; they count for them all the same.
        """
        sure = {deck: planned.get(deck, 0) for deck in parents}
        rest = {deck: max(0, there.get(deck, 0) - sure[deck]) for deck in parents}
        for deck, parent in reversed(list(parents.items())):
            if deck in self._limits:
                rest[deck] = min(rest[deck], max(0, self._limits[deck].left - sure[deck]))
            if parent is not None:
                rest[parent] += rest[deck]
                sure[parent] += sure[deck]
        left: dict[Level, int] = {None: self._limits[None].left}
        for deck, parent in parents.items():
            own = self._limits[deck].left if deck in self._limits else left[parent]
            left[deck] = min(left[parent], own)
        return {deck: sure[deck] + min(rest[deck], max(0, left[deck] - sure[deck])) for deck in parents}

    def room(self, extra: int = 0) -> Room:
        """Return the room that is left, `extra` cards more at every level."""
        left = {level: limit.left + extra for level, limit in self._limits.items()}
        return Room(left, cache(lambda deck: self._levels(left, deck)))


class Room:
    """Room for cards, that gets less with each card that is taken."""

    def __init__(self, left: dict[Level, int], levels: Callable[[Level], Iterable[Level]]) -> None:
        self._left = left
        self._levels = levels

    def of(self, deck: Level) -> int:
        """Return how many more cards a deck has room for."""
        return min(self._left[level] for level in self._levels(deck))

    def take(self, deck: int) -> bool:
        """Take room for a card of a deck, if there is any."""
        levels = list(self._levels(deck))
        if any(self._left[level] <= 0 for level in levels):
            return False
        for level in levels:
            self._left[level] -= 1
        return True

    def force(self, deck: int) -> None:
        """Take room for a card of a deck, whether there is any or not."""
        for level in self._levels(deck):
            self._left[level] = max(0, self._left[level] - 1)


def room_for(most: int) -> Room:
    """Return room for a number of cards, whatever their decks."""
    return Room({None: most}, lambda _: (None,))
