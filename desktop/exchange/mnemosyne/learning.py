"""Where a card of Mnemosyne stands, as this app counts it.

The due day is a date: midnight in UTC of the day that the learner's own calendar shows, whatever the time
zone. A grade of 2 or more is a pass there; 0 and 1 are asked again the same day.
"""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.exchange.mnemosyne.model import Learning
from desktop.study.schedule import EASE_FLOOR, Schedule

PASSED = 2
MOST_EASE = 1000


def local_day(seconds: float) -> int | None:
    """Return the day of an instant in local time; None where no calendar has it."""
    try:
        return datetime.fromtimestamp(seconds).date().toordinal()
    except (ValueError, OverflowError, OSError):
        return None


def date_day(seconds: float) -> int | None:
    """Return the day that a midnight in UTC stands for; None where no calendar has it."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date().toordinal()
    except (ValueError, OverflowError, OSError):
        return None


def schedule_of(learning: Learning) -> Schedule | None:
    """Return where a card stands; None = it is new, or its dates make no sense.

    Repetitions are one more than those since the last lapse; the interval is what lies between the last
    answer and the due day. A card in learning has lost its repetitions and is due the day after at latest.
    """
    if learning.grade < 0 or learning.last <= 0:
        return None
    return placed(learning, local_day(learning.last), date_day(learning.next))


def placed(learning: Learning, last: int | None, due: int | None) -> Schedule | None:
    """Return where a card stands whose days are known; see `schedule_of`."""
    if last is None or due is None:
        return None
    passed = learning.grade >= PASSED
    interval = max(1, due - last) if passed else 1
    return Schedule(
        repetition=max(0, learning.retentions_since_lapse) + 1 if passed else 0,
        interval=interval,
        ease=ease_of(learning.easiness),
        last_day=last,
        due=last + interval,
        drill=not passed,
        lapses=max(0, learning.lapses),
        counted=max(1, learning.acquisitions + learning.retentions),
    )


def ease_of(easiness: float) -> int:
    """Return an ease factor in hundredths."""
    if not 0 < easiness < MOST_EASE:
        return EASE_FLOOR
    return max(EASE_FLOOR, round(easiness * 100))
