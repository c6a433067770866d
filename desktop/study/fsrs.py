"""FSRS-6: a card comes back when the chance that it is still known has sunk to what a person wants.

Formulas and parameters of the Free Spaced Repetition Scheduler 6, as py-fsrs (MIT) has them, the reference
that the tests compare with. Its own interface takes 10 µs an answer on dates and objects, these lines 2 µs: a
change of scheduler reads a million answers again. Parameters are the published ones, fitted to no person.

- Stability is how many days it takes until the chance of recall is 90 %, difficulty lies between 1 and 10.
  Both follow from the first answer of each study day and the days that went by since the one before.
- Grades 0 to 2 are Again, 3 Hard, 4 Good, 5 Easy. There are no steps within a day: a grade below 4 is asked
  again the same day, as with SM-2, and that moves nothing.
- An answer before its day counts. What it adds grows with the days that went by, so that two copies that were
  studied apart and merged know each card a little better, and not many times as well as with SM-2.
- A card that came from elsewhere, without answers and without a stability, gets one from its interval and its
  ease factor, as fsrs-rs does it (`memory_state_from_sm2`).
- Stability and difficulty keep 12 digits: two systems whose mathematics end in another digit agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import exp, expm1
from uuid import UUID

from desktop.study import fuzz
from desktop.study.grades import DRILL_BELOW, EASY, GOOD, HARD, PASS
from desktop.study.options import DEFAULT_CAP, DEFAULT_RETENTION
from desktop.study.schedule import Review, Schedule, Step, classify
from desktop.study.spans import whole_days

W = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The published parameters w0 to w20. (w19, of answers within one day, is used by no formula here.)"""
DECAY = -W[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
LEAST_STABILITY = 0.001
EASIEST, HARDEST = 1.0, 10.0
RATINGS = (1, 1, 1, 2, 3, 4)
"""Again, Hard, Good or Easy for each grade."""
GROWTH, FORGETTING = exp(W[8]), exp(W[17] * W[18])
BY_GRADE = {HARD: W[15], GOOD: 1.0, EASY: W[16]}
REVERSION = W[4] - exp(W[5] * 3) + 1
"""The difficulty that all others slowly come back to: that of a first Easy."""

Memory = tuple[float, float]
"""Stability in days, and difficulty."""


def chance(stability: float, days: int) -> float:
    """Return how likely a card is remembered so many days after its latest answer."""
    return float((1 + FACTOR * days / stability) ** DECAY)


def recall(schedule: Schedule, day: int) -> float | None:
    """Return how likely a card is remembered on a study day if it is not asked before.

    None where its scheduler does not think in chances, or it is new.
    """
    if schedule.stability is None or schedule.last_day is None:
        return None
    return chance(schedule.stability, max(0, day - schedule.last_day))


def first(grade: int) -> Memory:
    """Return the memory that the first answer leaves."""
    rating = RATINGS[grade]
    return W[rating - 1], _held(_difficulty(W[4] - exp(W[5] * (rating - 1)) + 1))


def following(memory: Memory, days: int, grade: int) -> Memory:
    """Return the memory that an answer leaves.

    Args:
        memory: before it.
        days: since the latest answer, 1 or more.
        grade: 0 to 5.
    """
    stability, difficulty = memory
    lost = 1 - chance(stability, days)
    if grade < PASS:
        grown = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * exp(lost * W[14])
        grown = min(grown, stability / FORGETTING)
    else:
        spaced = expm1(lost * W[10]) * BY_GRADE[grade]
        grown = stability * (1 + GROWTH * (11 - difficulty) * stability ** -W[9] * spaced)
    change = W[6] * (3 - RATINGS[grade]) * (10 - difficulty) / 9
    harder = W[7] * REVERSION + (1 - W[7]) * (difficulty + change)
    return _held(max(LEAST_STABILITY, grown)), _held(_difficulty(harder))


def from_sm2(interval: int, ease: int) -> Memory:
    """Return the memory of a card of which only an interval in days and an ease in hundredths are known."""
    stability = max(float(interval), LEAST_STABILITY)
    growth = GROWTH * stability ** -W[9] * expm1(0.1 * W[10])
    return stability, _held(_difficulty(11 - (ease / 100 - 1) / growth))


def _difficulty(value: float) -> float:
    return min(max(value, EASIEST), HARDEST)


def _held(value: float) -> float:
    return float(f"{value:.12g}")


@cache
def _share(retention: int) -> float:
    """Return what part of its stability a card waits until the chance of recall is so many percent."""
    return float(((retention / 100) ** (1 / DECAY) - 1) / FACTOR)


@dataclass(frozen=True, slots=True)
class FSRS:
    """FSRS-6 with the published parameters.

    Attributes:
        cap: longest interval in days. What is known of a card is not held at it.
        fuzz: whether due days are moved apart. The interval itself never moves.
        retention: how likely a card is to be remembered when it comes, in percent.
    """

    cap: int = DEFAULT_CAP
    fuzz: bool = True
    retention: int = DEFAULT_RETENTION
    key = "fsrs"
    title = "FSRS-6"
    remembers = True

    def grade(self, schedule: Schedule, review: Review, uid: UUID) -> Schedule:
        """Return the state after one answer; see the module for the rules."""
        if classify(schedule, review.day) in ("drill", "extra"):
            return replace(schedule, drill=schedule.drill and review.grade < DRILL_BELOW)
        failed = review.grade < PASS
        stability, difficulty = self._memory(schedule, review)
        repetition = 1 if failed else schedule.repetition + 1
        lapses = schedule.lapses + (1 if failed and schedule.counted else 0)
        interval = min(max(1, self._wait(stability)), self.cap)
        moved = fuzz.moved(review, uid, repetition, lapses, interval, self.cap, self.fuzz)
        return Schedule(
            repetition=repetition,
            interval=interval,
            ease=schedule.ease,
            last_day=review.day,
            due=review.day + interval + moved,
            drill=review.grade < DRILL_BELOW,
            lapses=lapses,
            counted=schedule.counted + 1,
            stability=stability,
            difficulty=difficulty,
        )

    def reason(self, step: Step) -> str:
        """Return how likely it was to be remembered, and until when that is likely enough."""
        before, after = step.before, step.after
        waits = self._wait(after.stability or 0)
        until = f"recall should stay at {self.retention} % or more for {whole_days(waits)}"
        if waits < 1:
            until = f"recall should sink below {self.retention} % within a day, so 1 day"
        if after.interval < waits:
            until += f", held at {after.interval}"
        if before.due is None or before.last_day is None:
            return f"first answer; {until}"
        days = max(0, step.entry.day - before.last_day)
        stability, _ = known(before)
        passed = isinstance(step.entry, Review) and step.entry.grade >= PASS
        met = "remembered" if passed else "forgotten"
        expected = f"{chance(stability, days) * 100:.0f} %"
        return f"{met} after {whole_days(days)}, when {expected} was expected; {until}"

    def _wait(self, stability: float) -> int:
        """Return the days until a card has to come, to the nearest one, without limits."""
        return round(stability * _share(self.retention))

    @staticmethod
    def _memory(schedule: Schedule, review: Review) -> Memory:
        if schedule.due is None or schedule.last_day is None:
            return first(review.grade)
        return following(known(schedule), max(0, review.day - schedule.last_day), review.grade)


def known(schedule: Schedule) -> Memory:
    """Return the memory of a card that was answered, or came from elsewhere."""
    if schedule.stability is None or schedule.difficulty is None:
        return from_sm2(schedule.interval, schedule.ease)
    return schedule.stability, schedule.difficulty
