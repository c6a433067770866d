"""What an operation changed, told to whoever shows it."""

from __future__ import annotations

from typing import NamedTuple


class Changes(NamedTuple):
    """What an operation changed, so that a view can tell whether it cares."""

    cards: bool = False
    decks: bool = False
    options: bool = False
    everything: bool = False


class Undone(NamedTuple):
    """What was taken back.

    Attributes:
        kind: review, or the kind of the action.
        label: what it was done to, or the grade of a review.
        cards: the cards it concerns, latest first.
    """

    kind: str
    label: str
    cards: tuple[int, ...]
    changes: Changes
