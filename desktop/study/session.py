"""One sitting: which card is shown, what an answer does to the queue, how far it is."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from desktop.study.grades import PASS, PRACTICE, STUDY
from desktop.study.queue import Plan
from desktop.study.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer that is safely stored.

    Attributes:
        review: number of its row in the log.
        day: study day it was given on.
        repeats_hard: whether its deck asks for a card again on the day after Hard.
        leech: what was done because it was forgotten so often: `Options.leech_action`; "" = nothing.
    """

    card: int
    review: int
    grade: int
    day: int
    before: Schedule
    after: Schedule
    repeats_hard: bool = True
    leech: str = ""


class Ledger(Protocol):
    """Where answers are written down."""

    def grade(
        self, card: int, grade: int, *, took_ms: int = 0, mode: str = STUDY, response: str = ""
    ) -> Graded:
        """Store an answer for good, or raise and store nothing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sitting is.

    Attributes:
        done: cards answered.
        total: cards of the sitting.
        repeats: cards still to be asked again today.
        seconds: expected time left.
    """

    done: int
    total: int
    repeats: int
    seconds: float


class StudySession:
    """A queue of cards. It moves only after the ledger has stored the answer."""

    def __init__(
        self,
        ledger: Ledger,
        plan: Plan,
        *,
        seconds_per_card: float,
        mode: str = STUDY,
    ) -> None:
        self.mode = mode
        self._ledger = ledger
        self._seconds = seconds_per_card
        self._done = set(plan.done)
        self._front: deque[int] = deque()
        self._main = deque(plan.cards)
        self._drills = deque(plan.drills)

    @property
    def current(self) -> int | None:
        """The card to show; None at the end."""
        queue = self._source()
        return queue[0] if queue else None

    @property
    def upcoming(self) -> int | None:
        """The card that probably comes next, to make it ready ahead of time."""
        queued = [card for queue in self._queues() for card in list(queue)[:2]]
        return queued[1] if len(queued) > 1 else None

    @property
    def progress(self) -> Progress:
        """How far the sitting is."""
        left = {card for queue in (self._front, self._main) for card in queue} - self._done
        repeats = len(self._drills) + sum(card in self._done for card in self._front)
        return Progress(
            done=len(self._done),
            total=len(self._done) + len(left),
            repeats=repeats,
            seconds=(len(left) + repeats) * self._seconds,
        )

    def grade(self, grade: int, *, took_ms: int = 0, response: str = "") -> Graded:
        """Store the answer to the current card, then move on."""
        queue = self._source()
        if not queue:
            raise LookupError("no card is being asked")
        graded = self._ledger.grade(queue[0], grade, took_ms=took_ms, mode=self.mode, response=response)
        queue.popleft()
        self._done.add(graded.card)
        if self._asks_again(graded):
            self._drills.append(graded.card)
        return graded

    def skip(self, card: int) -> None:
        """Take a card out of this sitting: it was suspended, buried or deleted."""
        for queue in self._queues():
            while card in queue:
                queue.remove(card)

    def skip_drills(self) -> None:
        """Leave what was to be asked again today."""
        self._drills.clear()

    def bring_back(self, card: int, schedule: Schedule, today: int) -> None:
        """Show a card now whose last answer (or suspension) was undone."""
        self.skip(card)
        if not schedule.drill_pending(today):
            self._done.discard(card)
        self._front.appendleft(card)

    def answered(self, card: int, schedule: Schedule, today: int) -> None:
        """Go on behind a card that was answered elsewhere."""
        self.skip(card)
        self._done.add(card)
        if schedule.drill_pending(today):
            self._drills.append(card)

    def _queues(self) -> tuple[deque[int], ...]:
        return self._front, self._main, self._drills

    def _source(self) -> deque[int]:
        return next((queue for queue in self._queues() if queue), self._front)

    def _asks_again(self, graded: Graded) -> bool:
        if self.mode == PRACTICE:
            return graded.grade < PASS
        if not graded.after.drill_pending(graded.day):
            return False
        return graded.repeats_hard or graded.grade < PASS
