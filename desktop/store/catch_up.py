"""What is behind, and when a backlog will be clear; see `study.planning.catch_up`."""

from __future__ import annotations

from collections.abc import Callable

from desktop.store.reader import Reader
from desktop.study.options import Options
from desktop.study.planning.catch_up import HORIZON, CatchUp, clear_on, median, state

BEGUN = "catching up"
"""Name in `meta` of what says that a backlog was being cleared on the latest day of study. Each copy finds
out by itself; without it a copy begins anew at two days' worth."""
PACE_DAYS = 14
"""Days of study that tell the pace."""
FEWEST_DAYS = 3
SAMPLE = 500
"""Due cards that tell the usual interval."""
WAITING = "SELECT SUM(cards) FROM tally WHERE state = 1 AND ready <= ?"
COMING = (
    "SELECT MAX(ready, ?), SUM(iif(known, 0, cards)), SUM(iif(known, cards, 0)) FROM tally"
    " WHERE state = 1 AND ready <= ? GROUP BY 1"
)
"""What comes on each day: in its first step, and others. What is due comes today."""
ANSWERED = f"""
WITH RECURSIVE studied (day) AS (
  SELECT MAX(day) FROM review WHERE day < ?
  UNION ALL SELECT (SELECT MAX(day) FROM review WHERE day < studied.day) FROM studied
  WHERE studied.day IS NOT NULL LIMIT {PACE_DAYS})
SELECT (SELECT COUNT(*) FROM review r WHERE r.day = studied.day) FROM studied WHERE day IS NOT NULL
"""
"""Answers on the latest days of study, read from an index alone."""


def pace(reader: Reader, today: int) -> int | None:
    """Return how many answers are usual on a day of study; None = too few days."""
    counts = [count for (count,) in reader.rows(ANSWERED, today)]
    return median(counts) if len(counts) >= FEWEST_DAYS else None


def catching_up(reader: Reader, options: Options, today: int, done: int, away: int = 0) -> CatchUp | None:
    """Return the backlog that is being cleared today, or None.

    Args:
        reader: of the collection.
        options: of the collection.
        today: the study day.
        done: due cards answered today.
        away: due cards that a holiday puts off, which are not behind.
    """
    due = int(reader.value(WAITING, today) or 0) - away
    if not options.catch_up or due <= 0:
        return None
    begun = reader.value("SELECT 1 FROM meta WHERE name = ?", BEGUN) is not None
    return state(
        due,
        done,
        options.reviews_per_day,
        pace(reader, today),
        begun=begun,
        chosen=options.catch_up_per_day,
    )


class Forecast:
    """Tells when a backlog will be clear, for any number of cards a day."""

    def __init__(self, reader: Reader, today: int, done: int) -> None:
        self._today = today
        self._done = done
        self._coming = {
            day: (first, others) for day, first, others in reader.rows(COMING, today, today + HORIZON)
        }
        self._waiting = self._coming.pop(today, (0, 0))
        self._interval = reader.value(
            "SELECT AVG(interval) FROM (SELECT interval FROM schedule WHERE state = 1 AND ready <= ?"
            " AND repetition >= 2 LIMIT ?)",
            today,
            SAMPLE,
        )

    def clear_on(self, a_day: int) -> int | None:
        """Return the study day at whose end nothing is left; None = not within a year."""
        return clear_on(self._waiting, self._coming, a_day, self._interval or 0.0, self._today, self._done)


class Remembered:
    """Writes down, once a study day, whether a backlog is being cleared.

    Args:
        write: runs a statement inside the transaction that is open.
        now: tells whether one is being cleared on a study day.
    """

    def __init__(self, write: Callable[[str, tuple[str, ...]], object], now: Callable[[int], bool]) -> None:
        self._write = write
        self._now = now
        self._day = 0

    def note(self, day: int) -> None:
        """Write it down at the first answer of a study day."""
        if day == self._day:
            return
        self._day = day
        if self._now(day):
            self._write("INSERT OR IGNORE INTO meta VALUES (?, '1')", (BEGUN,))
        else:
            self._write("DELETE FROM meta WHERE name = ?", (BEGUN,))
