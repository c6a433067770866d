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
    """

    repetition: int = 0
    interval: int = 0
    ease: int = EASE_START
    last_day: int | None = None
    due: int | None = None
    drill: bool = False
    lapses: int = 0
    counted: int = 0

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
        kind: SEED (take over `state`, from another program), RESET (new again), DUE (comes on `due`) or EASE
            (the ease factor begins anew; all else stays).
        again: see `Review`.
        state: the state that a SEED sets.
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
        factor: ease, in hundredths, that the interval before was multiplied by.
        grown: the product, rounded as the scheduler does, before it is held at the cap.
    """

    entry: Entry
    kind: str
    before: Schedule
    after: Schedule
    factor: int = 0
    grown: int = 0


class Scheduler(Protocol):
    """Decides when a card comes back. Pure: the same log always gives the same schedule."""

    @property
    def key(self) -> str:
        """The name it is stored under."""

    @property
    def title(self) -> str:
        """The name that people read."""

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

    def growth(self, before: Schedule, after: Schedule) -> tuple[int, int]:
        """Return the ease that an interval is multiplied by, and the rounded product before the cap.

        Args:
            before: the state before an answer from the third repetition on.
            after: the state after it.
        """


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


def step(scheduler: Scheduler, before: Schedule, entry: Entry, uid: UUID) -> Step:
    """Return what one entry does to a state. Entries come in order."""
    if isinstance(entry, Event):
        return Step(entry, entry.kind, before, _set(before, entry))
    if entry.mode == PRACTICE:
        return Step(entry, PRACTICE, before, before)
    after = scheduler.grade(before, entry, uid)
    return Step(entry, classify(before, entry.day), before, after, *scheduler.growth(before, after))


def _set(before: Schedule, event: Event) -> Schedule:
    """Return the state after an event; what a newer version adds changes nothing here."""
    if event.kind == DUE and event.due is not None:
        earliest = event.due if before.last_day is None else before.last_day + 1
        return replace(before, due=max(event.due, earliest))
    if event.kind == EASE:
        return replace(before, ease=EASE_START)
    return {SEED: event.state, RESET: NEW}.get(event.kind, before)


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
    for taken in trace(scheduler, entries, uid):
        state = taken.after
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
