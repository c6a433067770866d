"""SM-2 as its text has it (P. A. Wozniak, 1987; thesis 1990, chapter 3.2, steps 1 to 7).

Two official sources differ; this is the wording. In hundredths, with exact whole numbers:

- a pass (grade 3 to 5) moves the ease factor by +10, 0 or -14, never below 130, and only then
  sets the interval: 1, 6, then the previous interval times the *new* ease factor, rounded up;
- a fail (0 to 2) leaves the ease factor and starts the repetitions anew: 1, then 6;
- the due day counts from the day of the review, however late it was;
- a grade below 4 is asked again on the same day until 4 or 5, which moves nothing.

The text knows no early reviews. Here an early pass changes nothing and an early fail counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desktop.study import fuzz
from desktop.study.grades import DRILL_BELOW, PASS
from desktop.study.options import DEFAULT_CAP
from desktop.study.schedule import EASE_FLOOR, Review, Schedule, Step, classify
from desktop.study.spans import days_text, whole_days

FIRST_INTERVAL, SECOND_INTERVAL = 1, 6


def ease_change(grade: int) -> int:
    """Return 100 x (0.1 - (5-q)(0.08 + (5-q) 0.02)): step 5 of the text, in hundredths."""
    short = 5 - grade
    return 10 - short * (8 + 2 * short)


def next_interval(repetition: int, interval: int, ease: int) -> int:
    """Return the days after a pass that is the given repetition; a fraction is rounded up."""
    if repetition == 1:
        return FIRST_INTERVAL
    if repetition == 2:
        return SECOND_INTERVAL
    return -(-interval * ease // 100)


def words_of(step: Step, factor: int, grown: int) -> str:
    """Return in words how either reading of SM-2 came to an interval.

    Args:
        step: an answer that counted.
        factor: ease, in hundredths, that the interval before was multiplied by.
        grown: the product, rounded, before it is held at the cap.
    """
    before, after = step.before, step.after
    if isinstance(step.entry, Review) and step.entry.grade < PASS and before.counted:
        return f"starts over with {days_text(after.interval)}"
    if after.repetition <= 1:
        return f"first step, {days_text(after.interval)}"
    if after.repetition == 2:
        return f"second step, {days_text(after.interval)}"
    exact = before.interval * factor
    text = f"{whole_days(before.interval)} × {factor / 100:.2f} = {_hundredths(exact)}"
    if grown * 100 != exact:
        text += f", rounded {'up' if grown * 100 > exact else 'down'} to {grown}"
    return text if after.interval == grown else f"{text}, held at {after.interval}"


def _hundredths(number: int) -> str:
    whole, rest = divmod(number, 100)
    return f"{whole}.{rest:02}".rstrip("0").removesuffix(".") if rest else str(whole)


@dataclass(frozen=True, slots=True)
class SM2:
    """SM-2, the text reading.

    Attributes:
        cap: longest interval in days; the next interval grows from the capped one.
        fuzz: whether due days are moved apart. The interval itself never moves.
    """

    cap: int = DEFAULT_CAP
    fuzz: bool = True
    key = "sm2"
    title = "SM-2"
    remembers = False

    def grade(self, schedule: Schedule, review: Review, uid: UUID) -> Schedule:
        """Return the state after one answer; see the module for the rules."""
        kind = classify(schedule, review.day)
        if kind in ("drill", "extra"):
            return replace(schedule, drill=schedule.drill and review.grade < DRILL_BELOW)
        if kind == "early" and review.grade >= PASS:
            return schedule
        return self._advance(schedule, review, uid)

    def reason(self, step: Step) -> str:
        """Return the interval before times the new ease factor, rounded up."""
        before, after = step.before, step.after
        return words_of(step, after.ease, next_interval(after.repetition, before.interval, after.ease))

    def _advance(self, schedule: Schedule, review: Review, uid: UUID) -> Schedule:
        failed = review.grade < PASS
        ease, repetition = schedule.ease, 1
        lapses = schedule.lapses + (1 if failed and schedule.counted else 0)
        interval = FIRST_INTERVAL
        if not failed:
            ease = max(EASE_FLOOR, ease + ease_change(review.grade))
            repetition = schedule.repetition + 1
            interval = next_interval(repetition, schedule.interval, ease)
        interval = min(interval, self.cap)
        moved = fuzz.moved(review, uid, repetition, lapses, interval, self.cap, self.fuzz)
        return Schedule(
            repetition=repetition,
            interval=interval,
            ease=ease,
            last_day=review.day,
            due=review.day + interval + moved,
            drill=review.grade < DRILL_BELOW,
            lapses=lapses,
            counted=schedule.counted + 1,
        )
