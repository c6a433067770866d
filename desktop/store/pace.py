"""How fast somebody answers, and what is to be asked again today."""

from __future__ import annotations

from collections.abc import Container

from desktop.store.day import Day
from desktop.store.reader import Reader
from desktop.study.grades import PASS, STUDY
from desktop.study.queue import SECONDS_PER_CARD

TIMED_REVIEWS = 100
TIMED_ENOUGH = 10
DRILLED = """
SELECT s.card, s.deck, (SELECT grade FROM review r WHERE r.card = s.card AND r.day = s.last_day
    AND r.mode = ? AND r.id NOT IN (SELECT entry FROM void) ORDER BY r.at_ms DESC LIMIT 1) AS latest,
  (SELECT MAX(at_ms) FROM review r WHERE r.card = s.card) AS at
FROM schedule s WHERE s.last_day = ? AND s.drill = 1 AND s.state <> 2 ORDER BY at
"""


def seconds_per_card(reader: Reader) -> float:
    """Return the median time of the latest answers; a guess until there are ten."""
    rows = reader.rows("SELECT took_ms FROM review WHERE took_ms > 0 ORDER BY id DESC LIMIT ?", TIMED_REVIEWS)
    times = sorted(took_ms for (took_ms,) in rows)
    return float(times[len(times) // 2]) / 1000 if len(times) >= TIMED_ENOUGH else SECONDS_PER_CARD


def drills(reader: Reader, day: Day, inside: Container[int]) -> list[tuple[int, int]]:
    """Return the cards of some decks that are to be asked again today, each with its deck."""
    if not day.answered:
        return []
    return [
        (card, deck)
        for card, deck, grade, _ in reader.rows(DRILLED, STUDY, day.today)
        if deck in inside and (day.options(deck).repeat_hard or (grade or 0) < PASS)
    ]
