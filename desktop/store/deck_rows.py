"""Decks as screens list them, and why today brings what it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from desktop.study.limits import Limit
from desktop.study.queue import Plan


class DeckRow(NamedTuple):
    """A deck as Home shows it. Numbers include the decks below it.

    Attributes:
        name: as it is shown: with a number where an earlier deck beside it has the same name.
        depth: 0 for a deck that lies in no other.
        due: repetitions that are due.
        new: cards never studied.
        known: cards remembered a day or more after they were last learned.
        due_today: of those due, how many come today.
        new_today: of those new, how many come today.
        given: its name as it was given.
        color: one of COLORS; "" = none.
    """

    number: int
    uid: UUID
    parent: int | None
    name: str
    description: str
    depth: int
    cards: int
    due: int
    new: int
    known: int
    due_today: int = 0
    new_today: int = 0
    given: str = ""
    color: str = ""


class Outlook(NamedTuple):
    """What a deck holds today, and why.

    Attributes:
        due: repetitions that are due in it.
        new: cards in it that were never studied.
        due_limit: the limit that decides how many of those due come.
        new_limit: the limit that decides how many new ones come.
        names: of the decks whose limits those are; "" = of all decks together.
        interviews: study days of those that bring cards of it today.
    """

    plan: Plan
    due: int
    new: int
    due_limit: Limit
    new_limit: Limit
    names: tuple[str, str]
    interviews: tuple[int, ...] = ()


def paths(rows: Iterable[DeckRow]) -> list[str]:
    """Return the decks with their names joined by ``::``."""
    found: list[str] = []
    above: list[str] = []
    for row in rows:
        above = [*above[: row.depth], row.name]
        found.append("::".join(above))
    return found
