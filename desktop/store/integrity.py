"""Is everything as it should be: the file, the references, and what is derived from the log."""

from __future__ import annotations

from desktop.store.database import Database
from desktop.store.schedules import STATE, Schedules
from desktop.store.states import COLUMNS, schedule_of
from desktop.study.schedule import NEW

SETTLED = f"""
JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note JOIN deck d ON d.id = c.deck
WHERE s.deck <> c.deck OR s.position <> c.position OR s.ready <> MAX(COALESCE(s.due, 0), c.buried)
   OR s.state <> {STATE.format(schedule="s")}
"""
"""Picks the rows of `schedule` whose place is not that of their card."""


def problems(database: Database, schedules: Schedules) -> list[str]:
    """Return what is wrong, one sentence each; an empty list where nothing is."""
    found = [
        f"The file is damaged: {row[0]}."
        for row in database.rows("PRAGMA integrity_check(20)")
        if row[0] != "ok"
    ]
    found += [
        f"A row of {table} refers to a {parent} that is not there."
        for table, _, parent, _ in database.rows("PRAGMA foreign_key_check")
    ]
    derived = dict(schedules.folded())
    wrong = sum(
        schedule_of(columns) != derived.get(card, NEW)
        for card, *columns in database.rows(f"SELECT card, {COLUMNS} FROM schedule")
    )
    if wrong:
        found.append(f"The schedule of {wrong} cards does not follow from their answers.")
    missing = database.value("SELECT COUNT(*) FROM card WHERE id NOT IN (SELECT card FROM schedule)")
    if missing:
        found.append(f"{missing} cards have no schedule.")
    unsettled = database.value(f"SELECT COUNT(*) FROM schedule s {SETTLED}")
    if unsettled:
        found.append(f"{unsettled} schedules do not go with their cards.")
    counted = database.rows(
        "SELECT deck, state, repetition >= 2, ready, COUNT(*) FROM schedule GROUP BY 1, 2, 3, 4"
    )
    if set(counted) != set(database.rows("SELECT * FROM tally")):
        found.append("The counters of the decks are wrong.")
    return found
