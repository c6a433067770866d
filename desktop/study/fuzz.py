"""Moving due days apart a little, so that cards learned together do not stay together."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from desktop.study.chance import RANGE, draw
from desktop.study.schedule import Review

BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
FROM_REPETITION = 3


@cache
def window(interval: int) -> int:
    """Return by how many days at most a due day may move: none below 2.5 days, else one day
    and a share of the days beyond (15 % up to 7, 10 % up to 20, 5 % after), as Anki has it.
    """
    if interval < 2.5:
        return 0
    return int(1 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in BANDS))


def shift(uid: UUID, repetition: int, lapses: int, interval: int) -> int:
    """Return by how many days the due day moves, from -window to +window.

    The two fixed steps of SM-2, 1 and 6 days, stay as they are: a newcomer sees them kept to the
    letter. A draw is scaled to the window (not taken modulo its width) so that, at one
    repetition, a longer interval never ends up due before a shorter one.
    """
    if repetition < FROM_REPETITION:
        return 0
    width = window(interval)
    return draw(uid, repetition, lapses) * (2 * width + 1) // RANGE - width


def choices(repetition: int, interval: int, cap: int) -> range:
    """Return the shifts that are possible: those inside the window that lead neither past the cap nor back
    to the day of the review."""
    width = window(interval) if repetition >= FROM_REPETITION else 0
    return range(max(1 - interval, -width), min(width, max(0, cap - interval)) + 1)


def moved(review: Review, uid: UUID, repetition: int, lapses: int, interval: int, cap: int, on: bool) -> int:
    """Return the shift that a review's due day gets: the one stored with it, else by the rule.

    A stored one was chosen inside the window of another interval where the scheduler was changed since:
    it is held inside the window of this one. No due day moves further than `cap` days from its review, or
    to the day of the review itself. Where due days are not to be moved, none is.
    """
    if not on:
        return 0
    wanted = review.shift
    if wanted is None:
        wanted = shift(uid, repetition, lapses, interval)
    possible = choices(repetition, interval, cap)
    return max(possible[0], min(wanted, possible[-1]))
