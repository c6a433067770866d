"""A game: fronts of cards and their backs, mixed, to be put together again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from desktop.study.grades import AGAIN, GOOD

PAIRS = 6
"""Pairs of a round."""
FEWEST = 2
"""Pairs that a round needs."""
LONGEST = 90
"""Letters of a side that a tile has room for."""


class Pair(NamedTuple):
    """A card as the game shows it: both sides as one line of text."""

    card: int
    front: str
    back: str

    @property
    def fits(self) -> bool:
        """Whether both sides say something, and no more than a tile holds."""
        return all(0 < len(side) <= LONGEST for side in (self.front, self.back))


def rounds(pairs: Iterable[Pair]) -> tuple[tuple[Pair, ...], ...]:
    """Return pairs by rounds, in their order; in none of them two fronts, or two backs, are the same.

    A round of fewer than FEWEST is none: what it would have held is left out.
    """
    waiting = [pair for pair in pairs if pair.fits]
    made: list[tuple[Pair, ...]] = []
    while waiting:
        taken: dict[str, Pair] = {}
        backs: set[str] = set()
        left: list[Pair] = []
        for pair in waiting:
            front, back = pair.front.casefold(), pair.back.casefold()
            if len(taken) == PAIRS or front in taken or back in backs:
                left.append(pair)
            else:
                taken[front] = pair
                backs.add(back)
        if len(taken) >= FEWEST:
            made.append(tuple(taken.values()))
        waiting = left
    return tuple(made)


@dataclass
class Round:
    """One round while it is being played.

    Attributes:
        fronts: in the order that they show in.
        backs: the same pairs in another order.
        matched: cards that were put together.
        missed: cards whose front or back was put with a wrong one since it was last open.
    """

    fronts: Sequence[Pair]
    backs: Sequence[Pair]
    matched: set[int] = field(default_factory=set)
    missed: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, pairs: Sequence[Pair], chance: Random) -> Round:
        """Mix the sides of some pairs."""
        return cls(chance.sample(pairs, len(pairs)), chance.sample(pairs, len(pairs)))

    @property
    def is_over(self) -> bool:
        """Whether all were put together."""
        return len(self.matched) == len(self.fronts)

    def put_together(self, front: int, back: int) -> bool:
        """Return whether two sides, by their places, are one card; where not, both were missed."""
        one, other = self.fronts[front].card, self.backs[back].card
        if one == other:
            self.matched.add(one)
        else:
            self.missed |= {one, other} - self.matched
        return one == other

    def grade(self, card: int) -> int:
        """Return what the log says of a card that was put together: Good at the first try, else Again."""
        return AGAIN if card in self.missed else GOOD

    def close_again(self, card: int) -> bool:
        """Put a pair of this round together whose answer was given again; return whether it was apart."""
        was = card not in self.matched and any(pair.card == card for pair in self.fronts)
        if was:
            self.matched.add(card)
        return was

    def open_again(self, card: int) -> bool:
        """Take a pair apart whose answer was taken back; return whether it was together."""
        was = card in self.matched
        self.matched.discard(card)
        return was
