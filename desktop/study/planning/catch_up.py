"""Catching up after a break: so many due cards a day, no new ones until it is clear. Nothing is rewritten.

It begins by itself once two days' worth or more is due. A day's worth is what the limit of due cards lets
come, but not more than the learner's own pace (the median of answers on the latest days of study; at
least LEAST_WORTH). It ends when what is due fits into one day of it. Order, siblings and the limits of
decks stay as they are. Plans for an interview still bring their cards: who must be ready on a day comes to
that first, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

DAYS_WORTH = 2
LEAST_WORTH = 50
USUAL_PACE = 40
"""Cards a day of somebody whose own pace is not known yet."""
LEAST_A_DAY = 20
WEEKS = 28
"""Days in which a backlog is cleared, if twice the own pace is enough for that."""
HORIZON = 365
"""Days for which it is told when a backlog will be clear."""
FORGOTTEN = 0.15
"""Share of the cards of a backlog that start over; they come again the next day and six days after that."""
SECOND_STEP, THIRD_STEP = 6, 15
CHOICES = (10, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500)
"""Cards a day on offer."""


class CatchUp(NamedTuple):
    """A backlog that is being cleared.

    Attributes:
        waiting: cards that are due.
        a_day: how many of them come a day.
        chosen: whether the learner chose that.
        done: due cards answered today already.
    """

    waiting: int
    a_day: int
    chosen: bool = False
    done: int = 0


def days_worth(limit: int, pace: int | None) -> int:
    """Return how many due cards are a day's worth.

    Args:
        limit: of due cards a day.
        pace: answers on a usual day of study; None = not known.
    """
    return limit if pace is None else min(limit, max(LEAST_WORTH, pace))


def usual_a_day(waiting: int, limit: int, pace: int | None) -> int:
    """Return how many cards a day are taken where nobody chose: the own pace, in tens.

    Where that would take more than WEEKS it is more, up to twice the pace; never more than the limit.
    """
    own = USUAL_PACE if pace is None else max(LEAST_A_DAY, pace)
    wanted = max(own, min(-(-waiting // WEEKS), 2 * own))
    return min(limit, _tens(wanted))


def _tens(number: int) -> int:
    return -(-number // 10) * 10


def state(
    waiting: int, done: int, limit: int, pace: int | None, *, begun: bool, chosen: int = 0
) -> CatchUp | None:
    """Return the backlog that is being cleared on a day, or None.

    Args:
        waiting: cards due now.
        done: due cards answered today already, so that a day stays what it was at its start.
        limit: of due cards a day.
        pace: answers on a usual day of study; None = not known.
        begun: whether one was being cleared on the day of study before.
        chosen: cards a day that the learner wants; 0 = the usual.
    """
    start = waiting + done
    a_day = min(limit, chosen) if chosen else usual_a_day(start, limit, pace)
    begins = start >= DAYS_WORTH * max(1, days_worth(limit, pace))
    if not begins and not (begun and start > a_day):
        return None
    return CatchUp(waiting, a_day, bool(chosen), done) if start > a_day else None


def clear_on(
    waiting: tuple[int, int],
    coming: Mapping[int, tuple[int, int]],
    a_day: int,
    interval: float,
    today: int,
    done: int = 0,
) -> int | None:
    """Return the study day at whose end nothing is left of a backlog; None = not within HORIZON.

    What comes due meanwhile is in it: the cards that have their day already, and those of the backlog
    itself, which come back: a pass after six days, later after twice its interval, fifteen days at least;
    a fail the next day.

    Args:
        waiting: cards due now: in their first step, and others.
        coming: the same for days after today.
        a_day: cards answered a day.
        interval: usual days between two answers of the others, before the break.
        today: the study day.
        done: of the day's cards, how many are answered already.
    """
    young, known = map(float, waiting)
    back: defaultdict[int, float] = defaultdict(float)
    again: defaultdict[int, float] = defaultdict(float)
    later = max(THIRD_STEP, round(2 * interval))
    for day in range(today, today + HORIZON + 1):
        if day > today:
            first, others = coming.get(day, (0, 0))
            young += first + again[day]
            known += others + back[day]
        room = max(0, a_day - (done if day == today else 0))
        if young + known <= room:
            return day
        share = room / (young + known)
        young_done, known_done = young * share, known * share
        young, known = young - young_done, known - known_done
        again[day + 1] += FORGOTTEN * (young_done + known_done)
        back[day + SECOND_STEP] += (1 - FORGOTTEN) * young_done
        back[day + later] += (1 - FORGOTTEN) * known_done
    return None


def median(counts: Iterable[int]) -> int | None:
    """Return the middle of some numbers, the greater of two; None where there is none."""
    found = sorted(counts)
    return found[len(found) // 2] if found else None
