"""What is to be done to many cards or notes, with the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop.gui.words import tr
from desktop.store.bulk.deed import Deed
from desktop.store.bulk.marks import Move


class Wish(NamedTuple):
    """A deed.

    Attributes:
        doing: what is said meanwhile.
        done: what is said afterwards; `{count}` stands for how many cards or notes.
    """

    deed: Deed
    doing: str
    done: str


def moving(cards: Iterable[int], deck: int, name: str) -> Wish:
    """Return the wish to move cards to a deck that has a name."""
    safe = name.replace("{", "{{").replace("}", "}}")
    return Wish(
        Move(cards, deck), tr("Moving…"), tr("Moved to {deck}: {count}.").format(deck=safe, count="{count}")
    )
