"""The door to practice: rounds, mock tests, and what a card is mixed up with. Nothing here moves a date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from desktop.errors import NotFound
from desktop.store import practice
from desktop.store.answers import LONGEST_ANSWER_MS, LONGEST_RESPONSE
from desktop.store.cards import CardView
from desktop.store.changes import Changes
from desktop.store.journal import MOCK_TEST
from desktop.store.mixed_up import MixedUp, said_instead, worst_of
from desktop.store.parts import Parts
from desktop.study.calendar import Clock
from desktop.study.choices import Asked
from desktop.study.mock_test import Given
from desktop.study.queue import Plan

WRITE = """
INSERT INTO review (card, day, at_ms, offset_min, grade, practice, took_ms, response, device)
VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)
"""


class Instead(NamedTuple):
    """What was answered instead of the right answer, most often.

    Attributes:
        text: as one line; "" = nothing wrong was ever chosen or typed.
        times: how often.
        n: answers that were chosen or typed.
    """

    text: str
    times: int
    n: int


class Practising:
    """Chooses cards to practice with, and writes answers of practice down.

    Args:
        parts: of the collection, for the window's thread.
        parts_anew: opens the collection once more, for any thread.
        clock: tells the present moment.
        today: returns the study day.
    """

    def __init__(
        self, parts: Parts, parts_anew: Callable[[], Parts], clock: Clock, today: Callable[[], int]
    ) -> None:
        self._parts = parts
        self._parts_anew = parts_anew
        self._clock = clock
        self._today = today

    def round(self, deck: int | None = None) -> Plan:
        """Return cards to practice with choices in a deck (None: everywhere); none was never studied."""
        return practice.round_of(self._parts.database, deck, self._today())

    def lenders(self, card: int) -> list[Asked]:
        """Return cards near a card whose answers can stand beside its own as wrong ones."""
        return practice.lenders(self._parts.database, self._parts.library, card)

    def cards(self, numbers: Iterable[int]) -> list[CardView]:
        """Return cards by their numbers, on any thread; those that are gone are left out."""
        with self._apart() as parts:
            found = []
            for number in numbers:
                with suppress(NotFound):
                    found.append(parts.cards.numbered(number))
        return found

    def hand_in(self, given: Iterable[Given], label: str) -> Changes:
        """Write the answers of a mock test down, all in one step. Undoable.

        Args:
            given: the answers.
            label: of what was tested, as the history says it.
        """
        parts, moment, today = self._parts, self._clock(), self._today()
        device = parts.meta.device()
        answers = list(given)
        if not answers:
            return Changes()
        with parts.journal.action(MOCK_TEST, label) as action:
            before = int(parts.database.value("SELECT MAX(id) FROM review") or 0)
            for card, grade, took_ms, response in answers:
                at_ms = parts.schedules.free_instant(card, moment.at_ms)
                took_ms = max(0, min(took_ms, LONGEST_ANSWER_MS))
                values = (card, today, at_ms, moment.offset_min, grade, took_ms, response[:LONGEST_RESPONSE])
                parts.database.execute_sql(WRITE, (*values, device))
            last = int(parts.database.value("SELECT MAX(id) FROM review") or 0)
            action.remember(made={"review": [(before, last)]}, count=len(answers), what="card")
        return Changes(cards=True)

    def instead(self, card: int) -> Instead:
        """Return what was answered instead of a card's right answer, in study and in practice."""
        with self._apart() as parts:
            found = said_instead(parts, card)
        text, times = found.most_common(1)[0] if found else ("", 0)
        return Instead(text, times, found.total())

    def mixed_up(self, card: int, near: Sequence[int], instead: str = "") -> MixedUp | None:
        """Return the card that a card is most likely mixed up with; None where nothing is like it.

        Args:
            card: its number.
            near: notes with words in common; see `Searcher.near`.
            instead: what was answered instead of the right answer; see `instead`.
        """
        with self._apart() as parts:
            return worst_of(parts, card, near, instead)

    @contextmanager
    def _apart(self) -> Iterator[Parts]:
        parts = self._parts_anew()
        try:
            yield parts
        finally:
            parts.database.close()
