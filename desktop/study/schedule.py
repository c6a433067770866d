"""What the log says of one card, and the contract of everything that reads the log.

The state of a card is a fold over its log: `fold(scheduler, entries, uid)`. Nothing edits a
schedule in place, so undoing an answer, merging two copies and changing the scheduler are the
same operation: fold again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from desktop.study.grades import PRACTICE, STUDY

EASE_START = 250
EASE_FLOOR = 130
LEECH_TAG = "leech"
"""What the notes of such cards are tagged with, as Anki does."""
SEED = "seed"
RESET = "reset"
DUE = "due"
EASE = "ease"
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where a card stands.

    Attributes:
        repetition: passes in a row since it was last (re)learned, that one included; 0 = new.
        interval: days from the latest counted review to the next; 0 = new.
        ease: the ease factor in hundredths, never below 130.
        last_day: study day of the latest counted review.
        due: study day on which it comes back; None = new.
        drill: it was graded below 4 on `last_day` and not 4 or more since.
        lapses: counted failures after the first review.
        counted: reviews that moved the schedule.
        stability: days after which it is remembered with 90 %; None = its scheduler does not think so.
        difficulty: from 1 to 10; None with the stability.
    """

    repetition: int = 0
    interval: int = 0
    ease: int = EASE_START
    last_day: int | None = None
    due: int | None = None
    drill: bool = False
    lapses: int = 0
    counted: int = 0
    stability: float | None = None
    difficulty: float | None = None

    @property
    def is_new(self) -> bool:
        """Whether no review has counted yet."""
        return self.due is None

    @property
    def is_known(self) -> bool:
        """Whether it was remembered a day or more after it was last (re)learned."""
        return self.repetition >= 2

    def drill_pending(self, today: int) -> bool:
        """Whether it is to be asked again today. A drill lapses when the study day ends."""
        return self.drill and self.last_day == today


NEW = Schedule()


@dataclass(frozen=True, slots=True)
class Review:
    """One answer as the scheduler sees it.

    Attributes:
        day: study day, stored when the answer was given.
        grade: 0 to 5.
        at_ms: instant in UTC milliseconds; orders the reviews of one day.
        again: how many entries of its instant were taken back before it was written.
        mode: STUDY, or PRACTICE which never moves the schedule.
        shift: days by which the due day was moved when it was given; None = by the fuzz rule.
    """

    day: int
    grade: int
    at_ms: int = 0
    again: int = 0
    mode: str = STUDY
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something other than an answer that sets a card's state.

    Attributes:
        kind: SEED (take over `state`, from another program), KEPT (only its stability and difficulty),
            RESET (new again), DUE (comes on `due`) or EASE (the ease factor begins anew; all else stays).
        again: see `Review`.
        state: the state that a SEED or a KEPT sets.
        due: the study day that a DUE sets, but never the day of the latest review or one before it.
    """

    day: int
    kind: str
    at_ms: int = 0
    again: int = 0
    state: Schedule = NEW
    due: int | None = None


Entry = Review | Event


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the log and what it did.

    Attributes:
        kind: first, due, early, drill, extra, practice, or that of an event.
        before: the state that the entry met.
        after: the state that it left.
        scheduler: that decided so.
    """

    entry: Entry
    kind: str
    before: Schedule
    after: Schedule
    scheduler: Scheduler


class Scheduler(Protocol):
    """Decides when a card comes back. Pure: the same log always gives the same schedule."""

    @property
    def key(self) -> str:
        """The name it is stored under."""

    @property
    def title(self) -> str:
        """The name that people read."""

    @property
    def remembers(self) -> bool:
        """Whether its states have a stability and a difficulty."""

    @property
    def cap(self) -> int:
        """The longest interval in days."""

    @property
    def fuzz(self) -> bool:
        """Whether due days may be moved apart."""

    def grade(self, schedule: Schedule, review: Review, uid: UUID) -> Schedule:
        """Return the state after one answer in study mode.

        Args:
            schedule: the state before.
            review: the answer; its day is not before `schedule.last_day`.
            uid: the card's, so that chance differs from card to card.
        """

    def reason(self, step: Step) -> str:
        """Return in words how an answer that counted came to the interval after it, without its due day."""


def classify(schedule: Schedule, day: int) -> str:
    """Return how an answer on `day` is taken: first, due, early, drill or extra."""
    if schedule.due is None or schedule.last_day is None:
        return "first"
    if day == schedule.last_day:
        return "drill" if schedule.drill else "extra"
    return "due" if day >= schedule.due else "early"


def order_of(entry: Entry) -> tuple[int, int, str, int]:
    """Return the key that puts a log in its one order, whoever wrote the rows first."""
    return entry.day, entry.at_ms, entry.kind if isinstance(entry, Event) else "", entry.again


def state_after(scheduler: Scheduler, before: Schedule, entry: Entry, uid: UUID) -> Schedule:
    """Return the state that one entry leaves. Entries come in order."""
    if isinstance(entry, Event):
        return _set(before, entry, scheduler.remembers)
    return before if entry.mode == PRACTICE else scheduler.grade(before, entry, uid)


def step(scheduler: Scheduler, before: Schedule, entry: Entry, uid: UUID) -> Step:
    """Return what one entry does to a state. Entries come in order."""
    after = state_after(scheduler, before, entry, uid)
    if isinstance(entry, Event):
        kind = entry.kind
    else:
        kind = PRACTICE if entry.mode == PRACTICE else classify(before, entry.day)
    return Step(entry, kind, before, after, scheduler)


def _set(before: Schedule, event: Event, remembers: bool) -> Schedule:
    """Return the state after an event; what a newer version adds changes nothing here."""
    if event.kind == DUE and event.due is not None:
        earliest = event.due if before.last_day is None else before.last_day + 1
        return replace(before, due=max(event.due, earliest))
    if event.kind == SEED:
        return _seeded(before, event.state, remembers)
    if event.kind == KEPT and remembers and event.state.stability is not None:
        return replace(before, stability=event.state.stability, difficulty=event.state.difficulty)
    if event.kind == EASE:
        return replace(before, ease=EASE_START)
    return NEW if event.kind == RESET else before


def _seeded(before: Schedule, state: Schedule, remembers: bool) -> Schedule:
    """Return a state that comes from elsewhere; where it tells no stability, the answers before it do."""
    if not remembers:
        return replace(state, stability=None, difficulty=None) if state.stability is not None else state
    if state.stability is None:
        return replace(state, stability=before.stability, difficulty=before.difficulty)
    return state


def trace(scheduler: Scheduler, entries: Iterable[Entry], uid: UUID) -> Iterator[Step]:
    """Yield every step of a card's log, put in order first."""
    state = NEW
    for entry in sorted(entries, key=order_of):
        taken = step(scheduler, state, entry, uid)
        state = taken.after
        yield taken


def fold(scheduler: Scheduler, entries: Iterable[Entry], uid: UUID) -> Schedule:
    """Return the state of a card after its whole log."""
    state = NEW
    for entry in sorted(entries, key=order_of):
        state = state_after(scheduler, state, entry, uid)
    return state


def becomes_leech(before: Schedule, after: Schedule, from_lapses: int) -> bool:
    """Return whether an answer makes a card a leech: at so many lapses, and every half as many after that.

    Args:
        before: the state that the answer met.
        after: the state that it left.
        from_lapses: lapses from which on a card is a leech.
    """
    beyond = after.lapses - from_lapses
    return after.lapses > before.lapses and beyond >= 0 and beyond % max(1, from_lapses // 2) == 0
