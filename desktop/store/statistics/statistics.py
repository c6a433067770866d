"""The door to what was counted: one for each window, used by the thread that works for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from desktop.errors import UserError
from desktop.store.failures import explaining
from desktop.store.layout import STATISTICS
from desktop.store.options import OptionTable
from desktop.store.search.link import throw_away
from desktop.store.statistics import reading
from desktop.store.statistics.counters import Counters
from desktop.study.calendar import Clock
from desktop.study.statistics.evidence import BREAKDOWNS, DECK, Evidence, Part
from desktop.study.statistics.periods import MONTH, PERIODS, first_day

DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_CONSTRAINT")
"""How SQLite says that the counters are not what they should be; the third: a table is missing."""
Result = TypeVar("Result")


class Statistics:
    """Counts what was learned. One thread uses it at a time.

    Args:
        file: the collection; it is open elsewhere, so that it has the present version.
        clock: tells the present moment.
        wal: whether SQLite may keep a write-ahead log beside the counters.
    """

    def __init__(self, file: Path, clock: Clock, *, wal: bool = True) -> None:
        self._file = file
        self._counted = file.with_name(STATISTICS)
        self._clock = clock
        self._wal = wal
        self._counters: Counters | None = None

    def evidence(
        self, deck: int | None = None, period: str = MONTH, by: Sequence[str] = BREAKDOWNS
    ) -> Evidence:
        """Return what the figures are made of.

        Args:
            deck: its row number; those below it count with it. None = everywhere.
            period: one of PERIODS, up to today.
            by: the breakdowns that are wanted, of BREAKDOWNS.

        Raises:
            UserError: there is no such period.
        """
        if period not in PERIODS:
            raise UserError(f"There is no period {period!r}.", f"There are {', '.join(PERIODS)}.")
        return self._with_counters(lambda counters: self._evidence(counters, deck, period, by))

    def close(self) -> None:
        """Let go of the files; the next call opens them again."""
        if self._counters is not None:
            self._counters.close()
            self._counters = None

    def _evidence(self, counters: Counters, deck: int | None, period: str, by: Sequence[str]) -> Evidence:
        today = OptionTable(counters).options.study_day(self._clock())
        days = reading.days(counters, deck)
        since = first_day(period, today, days)
        looked_at = reading.looked_at(days, since, today)
        intervals, eases = reading.standing(counters, deck)

        def parts(each: str) -> tuple[Part, ...]:
            if each == DECK:
                return reading.by_deck(counters, deck, since, today)
            return reading.by_other(counters, each, deck, looked_at, today)

        return Evidence(
            today,
            since,
            days,
            reading.ahead(counters, deck, today),
            intervals,
            eases,
            reading.hardest(counters, deck),
            {each: parts(each) for each in by},
            looked_at,
        )

    def _with_counters(self, work: Callable[[Counters], Result]) -> Result:
        """Do work on fresh counters; where they turn out to be damaged, once more on new ones."""
        try:
            return self._try(work)
        except sqlite3.DatabaseError as error:
            if not getattr(error, "sqlite_errorname", "").startswith(DAMAGE):
                with explaining(self._file):
                    raise
        self.close()
        throw_away(self._counted)
        with explaining(self._file):
            return self._try(work)

    def _try(self, work: Callable[[Counters], Result]) -> Result:
        if self._counters is not None and not self._counters.is_current():
            self.close()
        if self._counters is None:
            self._counters = Counters(self._file, self._counted, wal=self._wal)
        self._counters.refresh()
        return work(self._counters)
