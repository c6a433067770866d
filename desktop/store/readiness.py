"""How ready a person is for the interviews that are planned; counted over a connection of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from typing import NamedTuple

from desktop.store.forest import Forest
from desktop.store.interviews import Interviews
from desktop.store.parts import Parts
from desktop.store.plan_scope import Scope
from desktop.store.plans import PlanRow
from desktop.store.schedules import ENTRIES, LISTED
from desktop.store.states import entry_of
from desktop.study.calendar import Clock
from desktop.study.grades import PASS, PRACTICE
from desktop.study.note import card_uid
from desktop.study.planning.interview import LAST_DAYS, Today
from desktop.study.planning.readiness import Estimate, counted, fitted
from desktop.study.schedule import Review, Schedule, Step, trace

LATEST = 2000
"""Own answers that the estimate rests on at most: the latest."""
OFTEN = 50
"""Answers after which it is made anew."""
MOST_SINCE = 2000
"""Cards answered since a day up to which it is found out how ready one was on that day."""
SAMPLE = f"SELECT card, day FROM review ORDER BY day DESC, id DESC LIMIT {LATEST}"
LOG = "review r INDEXED BY review_day"
"""A few days of it: SQLite would rather read it all, in the order of the cards."""
STANDS = "practice = 0 AND NOT EXISTS (SELECT 1 FROM void WHERE entry = r.id)"
COUNT = f"""
, late (card, day) AS MATERIALIZED (
  SELECT card, MAX(day) FROM {LOG} WHERE day BETWEEN ? AND ? AND grade >= {PASS} AND {STANDS}
  GROUP BY card),
since (card) AS MATERIALIZED (SELECT DISTINCT card FROM {LOG} WHERE day > ? AND {STANDS})
SELECT COUNT(*) FROM {{cards}} LEFT JOIN late l ON l.card = s.card
WHERE s.state = 1 AND s.card NOT IN since
AND MAX(? - MAX(s.last_day, COALESCE(l.day, 0)), 0.5) <= ? * MAX(1, s.interval)
"""
"""Studied cards of which little enough of the interval has passed since they were last answered. An answer
before its day, such as a top-up, is an answer too, though it moves no schedule."""
IDENTITIES = f"""
SELECT c.id, n.uid, c.ordinal, c.deck FROM card c JOIN note n ON n.id = c.note WHERE c.id IN {LISTED}
"""
SINCE = f"SELECT DISTINCT card FROM {LOG} WHERE day > ? AND {STANDS}"


class Told(NamedTuple):
    """How things stand with an interview.

    Attributes:
        name: the path of the deck that it is about; "" = all decks.
        today: what the plan does.
        ready: how many of its cards are ready on the day, or were; None = it cannot be told.
        estimate: by which that was judged.
        now: the study day it is.
    """

    row: PlanRow
    name: str
    today: Today
    ready: int | None
    estimate: Estimate
    now: int


class Readiness:
    """Tells how ready one is; it keeps its estimate until enough was answered.

    Args:
        parts_anew: opens the collection once more.
        clock: tells the present moment.
    """

    def __init__(self, parts_anew: Callable[[], Parts], clock: Clock) -> None:
        self._parts_anew = parts_anew
        self._clock = clock
        self._estimate: tuple[int, Estimate] | None = None

    def told(self) -> list[Told]:
        """Return how things stand with each interview that was not removed, in the order of their days."""
        parts = self._parts_anew()
        with closing(parts.database):
            forest = Forest(parts.database.rows)
            today = parts.table.options.study_day(self._clock())
            asked = Interviews(parts.database, forest, parts.planner.day(today, forest)).asked
            if not asked:
                return []
            estimate = self._fresh(parts)
            return [
                Told(
                    each.row,
                    "::".join(forest.path(each.row.deck)) if each.row.deck is not None else "",
                    each.told,
                    _ready(parts, forest, each.row, today, estimate),
                    estimate,
                    today,
                )
                for each in asked
            ]

    def _fresh(self, parts: Parts) -> Estimate:
        latest = int(parts.database.value("SELECT MAX(id) FROM review") or 0) // OFTEN
        if self._estimate is None or self._estimate[0] != latest:
            self._estimate = latest, estimated(parts)
        return self._estimate[1]


def estimated(parts: Parts) -> Estimate:
    """Return the estimate that the latest answers of the log give."""
    sample = parts.database.rows(SAMPLE)
    since = min((day for _, day in sample), default=0)
    found: list[tuple[int, int, bool]] = []
    for steps in _traces(parts, {card for card, _ in sample}):
        found += [answer[1:] for answer in first_answers(steps) if answer[0] >= since]
    return fitted(counted(found))


def first_answers(steps: Iterable[Step]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the first answer of each day to a card that was due or came early.

    Returns:
        its day, days since the answer before, the interval that the card had, and whether it was right.
    """
    latest: int | None = None
    for step in steps:
        if not isinstance(step.entry, Review):
            latest = step.after.last_day
        elif step.entry.mode != PRACTICE:
            day = step.entry.day
            if step.kind in ("due", "early") and latest is not None and day > latest and step.before.interval:
                yield day, day - latest, step.before.interval, step.entry.grade >= PASS
            latest = day


def _ready(parts: Parts, forest: Forest, row: PlanRow, today: int, estimate: Estimate) -> int | None:
    """Return how many cards of a plan are ready on its day; of a past day, how many were."""
    day = row.last_day or 0
    scope = Scope(parts.database, forest, row)
    now = min(today, day)
    part = min(estimate.ready_up_to, 1e9)
    count = int(scope.value(COUNT, now - LAST_DAYS, now, max(today, day) if day >= today else day, day, part))
    if day >= today:
        return count
    since = scope.among(card for (card,) in parts.database.rows(SINCE, day))
    if len(since) > MOST_SINCE:
        return None
    return count + sum(_was_ready(steps, day, estimate) for steps in _traces(parts, since))


def _was_ready(steps: Iterable[Step], day: int, estimate: Estimate) -> bool:
    latest, stood = 0, Schedule()
    for step in steps:
        if step.entry.day > day:
            break
        stood = step.after
        if not isinstance(step.entry, Review):
            latest = stood.last_day or latest
        elif step.entry.mode != PRACTICE:
            latest = step.entry.day
    return not stood.is_new and estimate.is_ready(day - latest, stood.interval)


def _traces(parts: Parts, cards: Iterable[int]) -> Iterator[list[Step]]:
    """Yield what every answer did to each of some cards."""
    listed = json.dumps(sorted(cards))
    rows = parts.database.rows(IDENTITIES, listed)
    where = {card: (card_uid(uid, ordinal), deck) for card, uid, ordinal, deck in rows}
    schedulers = parts.table.schedulers()
    rows = parts.database.rows(ENTRIES.format(and_card=f"AND card IN {LISTED}"), listed, listed)
    for card, group in groupby(rows, key=lambda row: row[0]):
        uid, deck = where[card]
        yield list(trace(schedulers(deck), map(entry_of, group), uid))
