"""Cards and answers that come in as tables, gathered set by set into the file of an import."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from desktop.store.standing import LONGEST_TOOK, standing
from desktop.study.calendar import LocalDays
from desktop.study.incoming import Tables
from desktop.study.schedule import NEW, Schedule

TABLES = """
CREATE TABLE state (
  note INTEGER, ordinal INTEGER, card INTEGER, deck INTEGER, position INTEGER, suspended INTEGER,
  buried INTEGER, flag INTEGER, repetition INTEGER, interval INTEGER, ease INTEGER, last_day INTEGER,
  due INTEGER, lapses INTEGER, counted INTEGER, kept TEXT, PRIMARY KEY (note, ordinal)) WITHOUT ROWID;
"""
"""What the source knows of its cards."""

# CROSS JOIN keeps the order of the tables: the larger one is walked, the others are looked up.
STATES = """
INSERT OR REPLACE INTO state
SELECT n.id, x.ordinal, x.card, x.deck, x.position, x.suspended, x.buried, x.flag,
  x.repetition, x.interval, x.ease, x.last_day, x.due, x.lapses, x.counted, x.kept
FROM ({states}) x CROSS JOIN note n ON n.number = x.note
"""
CARDS = """
INSERT INTO card
SELECT NULL, n.id, p.ordinal, COALESCE(place_of_card(x.deck), n.deck), COALESCE(x.position, n.id),
  COALESCE(x.suspended, 0), COALESCE(x.buried, 0), COALESCE(x.flag, 0), x.card
FROM note n CROSS JOIN pattern p ON p.number = n.makes
LEFT JOIN state x ON x.note = n.id AND x.ordinal = p.ordinal ORDER BY n.id, p.ordinal
"""
ANSWERED = "FROM ({reviews}) r CROSS JOIN card c ON c.number = r.card"
REVIEWS = f"""
INSERT INTO review (card, day, at_ms, offset_min, grade, mode, took_ms)
SELECT c.id, local_day(r.at_ms), r.at_ms, local_offset(r.at_ms), r.grade, r.mode,
  MIN(r.took_ms, {LONGEST_TOOK}) {ANSWERED}"""
UNMADE = "SELECT (SELECT COUNT(*) FROM state) - (SELECT COUNT(number) FROM card WHERE number IS NOT NULL)"
STUDIED = """
SELECT c.id, x.repetition, x.interval, x.ease, x.last_day, x.due, x.lapses, x.counted, r.latest, x.kept
FROM card c CROSS JOIN state x ON x.note = c.note AND x.ordinal = c.ordinal
LEFT JOIN (SELECT card, MAX(at_ms) AS latest FROM review GROUP BY card) r ON r.card = c.id
WHERE x.repetition IS NOT NULL OR x.kept <> '' OR r.latest IS NOT NULL
"""


def gather(
    stage: sqlite3.Connection,
    tables: Tables,
    days: LocalDays,
    deck: Callable[[tuple[str, ...]], int],
    *,
    history: bool,
) -> tuple[int, bool]:
    """Fill the tables of cards and of their history; `note` and `pattern` are filled already.

    Args:
        stage: the file of the import, with the source attached.
        tables: of the source.
        days: tells study days.
        deck: makes a deck, and returns its number.
        history: whether answers and dates are taken over.

    Returns:
        how many cards of the source no note makes, and whether it knows how cards were studied.
    """
    stage.create_function(
        "place_of_card", 1, lambda number: deck(tables.decks[number]) if number in tables.decks else None
    )
    stage.execute(STATES.format(states=tables.states))
    stage.execute(CARDS)
    stage.execute("CREATE INDEX card_number ON card (number) WHERE number IS NOT NULL")
    if history:
        _take_history(stage, tables, days)
    (unmade,) = stage.execute(UNMADE).fetchone()
    return unmade, _is_studied(stage, tables)


def _take_history(stage: sqlite3.Connection, tables: Tables, days: LocalDays) -> None:
    if tables.reviews:
        stage.create_function("local_day", 1, days.day, deterministic=True)
        stage.create_function("local_offset", 1, days.offset_min, deterministic=True)
        stage.execute(REVIEWS.format(reviews=tables.reviews))
    rows = []
    for card, repetition, *rest, latest, kept in stage.execute(STUDIED):
        schedule = NEW
        if repetition is not None:
            interval, ease, last_day, due, lapses, counted = rest
            schedule = Schedule(repetition, interval, ease, last_day, due, False, lapses, counted)
        rows.append((card, *standing(schedule, days, latest), kept))
    stage.executemany(f"INSERT INTO standing VALUES ({', '.join('?' * 14)})", rows)


def _is_studied(stage: sqlite3.Connection, tables: Tables) -> bool:
    found = stage.execute(
        "SELECT EXISTS (SELECT 1 FROM card c CROSS JOIN state x ON x.note = c.note AND x.ordinal = c.ordinal"
        " WHERE x.repetition IS NOT NULL OR x.kept <> '')"
    ).fetchone()[0]
    if not found and tables.reviews:
        found = stage.execute(
            f"SELECT EXISTS (SELECT 1 {ANSWERED.format(reviews=tables.reviews)})"
        ).fetchone()[0]
    return bool(found)
