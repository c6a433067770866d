"""SM-2 as its author's company once published it in source form (a Delphi plug-in).

It differs from the text: the interval comes from the *old* ease factor and is rounded to the
nearest day (halves to even), every grade moves the ease factor, and a fail is followed by 1, 1, 6.
Reviews before the due day count like any other. Repeats on one day move nothing here either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desktop.study import fuzz
from desktop.study.grades import DRILL_BELOW, PASS
from desktop.study.options import DEFAULT_CAP
from desktop.study.schedule import EASE_FLOOR, Review, Schedule, Step, classify
from desktop.study.sm2 import FIRST_INTERVAL, SECOND_INTERVAL, ease_change, words_of


def half_even(hundredths: int) -> int:
    """Return hundredths as a whole number, halves to the even neighbour."""
    whole, rest = divmod(hundredths, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2 == 1))


@dataclass(frozen=True, slots=True)
class SM2Source:
    """SM-2, the plug-in reading; options as in `SM2`."""

    cap: int = DEFAULT_CAP
    fuzz: bool = True
    key = "sm2-source"
    title = "SM-2, as published in source form"
    remembers = False

    def grade(self, schedule: Schedule, review: Review, uid: UUID) -> Schedule:
        """Return the state after one answer; see the module for the rules."""
        if classify(schedule, review.day) in ("drill", "extra"):
            return replace(schedule, drill=schedule.drill and review.grade < DRILL_BELOW)
        failed = review.grade < PASS
        repetition = 0 if failed else schedule.repetition + 1
        interval = min(self._interval(schedule, repetition), self.cap)
        lapses = schedule.lapses + (1 if failed and schedule.counted else 0)
        moved = fuzz.moved(review, uid, repetition, lapses, interval, self.cap, self.fuzz)
        return Schedule(
            repetition=repetition,
            interval=interval,
            ease=max(EASE_FLOOR, schedule.ease + ease_change(review.grade)),
            last_day=review.day,
            due=review.day + interval + moved,
            drill=review.grade < DRILL_BELOW,
            lapses=lapses,
            counted=schedule.counted + 1,
        )

    def reason(self, step: Step) -> str:
        """Return the interval before times the old ease factor, to the nearest day."""
        before = step.before
        return words_of(step, before.ease, half_even(before.interval * before.ease))

    @staticmethod
    def _interval(schedule: Schedule, repetition: int) -> int:
        if repetition <= 1:
            return FIRST_INTERVAL
        if repetition == 2:
            return SECOND_INTERVAL
        return half_even(schedule.interval * schedule.ease)
