"""On which day a card comes back, where that may be one of several: the least full of them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from desktop.store.options import OptionTable
from desktop.store.reader import Reader
from desktop.study import fuzz
from desktop.study.grades import STUDY
from desktop.study.options import ANY_DAY
from desktop.study.planning.balance import evenest
from desktop.study.schedule import Review, Schedule, Scheduler, step

ON_DAYS = "SELECT ready, COUNT(*) FROM schedule WHERE state = 1 AND ready BETWEEN ? AND ? GROUP BY ready"
"""Read from an index alone."""


def loads(reader: Reader, first: int, last: int) -> dict[int, int]:
    """Return how many cards are due on each day from `first` to `last` that has any."""
    return dict(reader.rows(ON_DAYS, first, last))


class Balance:
    """Chooses the shift that is stored with an answer; see `study.planning.balance`."""

    def __init__(self, reader: Reader, table: OptionTable) -> None:
        self._reader = reader
        self._table = table

    def chosen(self, review: Review, uid: UUID, before: Schedule, scheduler: Scheduler) -> Review:
        """Return an answer with its shift; as it is where it moves nothing, or where nothing is to be even.

        Args:
            review: an answer given now, after all that the log of its card holds.
            uid: the card's.
            before: where the card stands.
            scheduler: of the card.
        """
        options = self._table.options
        week = options.easy_days
        wanted = options.balance or week != ANY_DAY * 7
        if not wanted or not scheduler.fuzz or review.mode != STUDY:
            return review
        after = step(scheduler, before, review, uid).after
        if after.due is None or after.counted == before.counted:
            return review
        exact = review.day + after.interval
        days = [exact + by for by in fuzz.choices(after.repetition, after.interval, scheduler.cap)]
        if len(days) < 2:
            return review
        found = loads(self._reader, days[0], days[-1])
        if before.due in found:
            found[before.due] -= 1
        return replace(review, shift=evenest(days, found, week, after.due) - exact)
