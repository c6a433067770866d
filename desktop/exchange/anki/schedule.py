"""What Anki knows of its cards, as schedules of ours: in SQL, since packages of 100,000 cards are usual.

Intervals, ease factors, due days and lapses carry over as they are. SM-2 asks for the repetition beside
the interval only to tell the first two intervals from later ones, so it is chosen such that the next interval
grows from the one that came over: 1 up to a day, 2 up to six days, else about the passes since the last
lapse, at least 3.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from desktop.study.calendar import LAST_DAY
from desktop.study.grades import AGAIN, EASY, GOOD, HARD, PRACTICE, STUDY
from desktop.study.schedule import EASE_FLOOR, EASE_START

NEW_CARD, REVIEW = 0, 2
FILTERED, MANUAL = 3, 4
"""Kinds of entries in Anki's log: an answer in a filtered deck; from MANUAL on, no answer at all."""
SECONDS_FROM = 1_000_000
"""Due numbers from here on are seconds since 1970, below it days or positions."""
MOST = 1_000_000_000
NUMBERS = "id, ord, did, odid, type, queue, due, odue, ivl, factor, reps, lapses, flags"


def _whole(column: str) -> str:
    return f"CASE typeof({column}) WHEN 'integer' THEN {column} ELSE whole({column}) END AS {column}"


IS_ODD = " OR ".join(f"typeof({name}) <> 'integer'" for name in ("nid", *NUMBERS.split(", ")))
HAS_ODD = f"SELECT EXISTS (SELECT 1 FROM cards WHERE {IS_ODD})"  # noqa: S608 - names of ours
"""The query for whether any number of a card is none; a package that Anki made has no such."""
CARDS = f"""
SELECT nid, {", ".join(map(_whole, NUMBERS.split(", ")))},
  CASE WHEN instr(data, '"s"') THEN memory(CAST(data AS BLOB)) ELSE '' END AS kept FROM cards"""  # noqa: S608 - names of ours
SOUND_CARDS = f"""
SELECT nid, {NUMBERS}, CASE WHEN instr(data, '"s"') THEN memory(CAST(data AS BLOB)) ELSE '' END AS kept
FROM cards"""  # noqa: S608 - names of ours
SENSIBLE = " AND ".join(f"{name} IS NOT NULL" for name in NUMBERS.split(", "))
ANSWERS = f"type < {MANUAL} AND ease BETWEEN 1 AND 4"
LOG = f"SELECT CAST(cid AS INTEGER) AS of, MAX(id) AS latest FROM revlog WHERE {ANSWERS} GROUP BY cid"  # noqa: S608 - as above
"""The cast lets SQLite look answers up by card even where the column has no type."""
NO_LOG = "SELECT NULL AS of, NULL AS latest"


HOME = "CASE WHEN odid THEN odid ELSE did END"
HOMES = f"SELECT nid AS note, {HOME} AS deck, MIN(ord) AS first FROM cards GROUP BY nid ORDER BY nid"  # noqa: S608 - names of ours
"""The query for the deck of each note's first card: note, deck."""
USED_DECKS = f"SELECT {HOME}, COUNT(*) FROM cards GROUP BY 1"  # noqa: S608 - names of ours


def states_sql(zero: int, *, has_log: bool, has_odd: bool) -> str:
    """Return the query for the state of every card.

    Its columns: note, ordinal, card, deck, position, suspended, buried, flag, then repetition (NULL = it is
    new), interval, ease, last_day, due, lapses, counted, and kept. It asks for the functions that
    `add_functions` adds.

    Args:
        zero: study day from which Anki's days are counted.
        has_log: whether there is a log of answers.
        has_odd: whether some numbers of cards may be none; such cards are left out.
    """
    cards = SOUND_CARDS
    if has_odd:
        cards = f"SELECT * FROM ({CARDS}) WHERE {SENSIBLE} AND typeof(nid) = 'integer'"  # noqa: S608
    seconds = f"study_day(MIN(due, {MOST} * 1000) * 1000)"
    due = f"CASE WHEN due >= {SECONDS_FROM} THEN {seconds} ELSE {zero} + due END"
    made = f"""
SELECT nid AS note, ord AS ordinal, id AS card, {HOME} AS deck,
  CASE WHEN type = {NEW_CARD} AND due BETWEEN 0 AND {SECONDS_FROM - 1} THEN due END AS position,
  queue = -1 AS suspended, queue IN (-2, -3) AS buried, flags & 7 AS flag, type <> {NEW_CARD} AS studied,
  CASE type WHEN {REVIEW} THEN MAX(1, MIN(ivl, {LAST_DAY})) ELSE 1 END AS interval,
  CASE WHEN factor > 0 THEN MAX({EASE_FLOOR}, MIN(factor / 10, 9999)) ELSE {EASE_START} END AS ease,
  CASE WHEN type = {REVIEW} OR latest IS NULL THEN MAX(2, MIN({due}, {LAST_DAY}))
    ELSE study_day(latest) + 1 END AS due,
  study_day(latest) AS latest, MAX(3, MIN(reps, {MOST}) - 2 * MIN(lapses, {MOST})) AS passes,
  MAX(0, MIN(lapses, {MOST})) AS lapses, MAX(1, MIN(reps, {MOST})) AS counted, kept
FROM (SELECT nid, id, ord, did, odid, type, queue, CASE WHEN odid AND odue THEN odue ELSE due END AS due, ivl,
  factor, reps, lapses, flags, kept FROM ({cards}))
LEFT JOIN ({LOG if has_log else NO_LOG}) ON of = id"""  # noqa: S608 - names of ours
    return f"""
SELECT note, ordinal, card, deck, position, suspended, buried, flag,
  CASE WHEN studied THEN CASE WHEN interval <= 1 THEN 1 WHEN interval <= 6 THEN 2 ELSE passes END END
    AS repetition,
  interval, ease,
  MAX(1, CASE WHEN latest IS NULL THEN due - interval ELSE MIN(latest, due - 1) END) AS last_day,
  due, lapses, counted, kept
FROM ({made})"""  # noqa: S608 - names of ours


REVIEWS = f"""
SELECT nid AS note, ord AS ordinal, cards.id AS card, revlog.id AS at_ms,
  CASE ease WHEN 1 THEN {AGAIN} WHEN 2 THEN {HARD} WHEN 3 THEN {GOOD} ELSE {EASY} END AS grade,
  CASE typeof(time) WHEN 'integer' THEN MAX(0, time) ELSE 0 END AS took_ms,
  CASE WHEN revlog.type = {FILTERED} AND NOT revlog.factor THEN '{PRACTICE}' ELSE '{STUDY}' END AS mode
FROM revlog JOIN cards ON cards.id = cid
WHERE revlog.{ANSWERS} AND typeof(revlog.id) = 'integer'"""  # noqa: S608 - names of ours
"""The query for the answers of the log: note, ordinal, card, at_ms, grade, took_ms, mode."""
NO_ANSWERS = f"SELECT COUNT(*) FROM revlog JOIN cards ON cards.id = cid WHERE NOT (revlog.{ANSWERS})"  # noqa: S608
ODD = f"SELECT COUNT(*) FROM ({CARDS}) WHERE NOT ({SENSIBLE})"  # noqa: S608
ORPHANS = "SELECT COUNT(*) FROM cards WHERE nid NOT IN (SELECT id FROM notes)"


def add_functions(connection: sqlite3.Connection, study_day: Callable[[int], int]) -> None:
    """Let a connection run the queries of this module.

    Args:
        study_day: returns the study day, as an ordinal, of an instant in UTC milliseconds.
    """

    def day(at_ms: Any) -> int | None:
        return max(1, min(study_day(at_ms), LAST_DAY - 1)) if isinstance(at_ms, int) else None

    connection.create_function("whole", 1, _as_whole, deterministic=True)
    connection.create_function("memory", 1, _memory, deterministic=True)
    connection.create_function("study_day", 1, day, deterministic=True)


def _as_whole(value: Any) -> int | None:
    """Return a value as a whole number; floats are cut, texts that are none give None."""
    try:
        number = int(float(value or 0))
    except (TypeError, ValueError, OverflowError):
        return None
    return number if abs(number) < 1 << 63 else None


def _memory(data: bytes) -> str:
    """Return what another scheduler remembers of a card, a JSON object; else nothing."""
    text = data.decode("utf-8", "replace")
    try:
        return text if isinstance(json.loads(text), dict) else ""
    except (ValueError, RecursionError):
        return ""
