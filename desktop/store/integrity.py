"""Is everything as it should be: the file, the references, and what is derived from the log."""

from __future__ import annotations

from desktop.store.database import Database
from desktop.store.schedules import COLUMNS, Schedules, schedule_of
from desktop.study.schedule import NEW, Scheduler


def problems(database: Database, schedules: Schedules, scheduler: Scheduler) -> list[str]:
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
    derived = dict(schedules.folded(scheduler))
    wrong = sum(
        schedule_of(columns) != derived.get(card, NEW)
        for card, *columns in database.rows(f"SELECT card, {COLUMNS} FROM schedule")
    )
    if wrong:
        found.append(f"The schedule of {wrong} cards does not follow from their answers.")
    missing = database.value("SELECT COUNT(*) FROM card WHERE id NOT IN (SELECT card FROM schedule)")
    if missing:
        found.append(f"{missing} cards have no schedule.")
    counted = database.rows(
        "SELECT deck, state, repetition >= 2, ready, COUNT(*) FROM schedule GROUP BY 1, 2, 3, 4"
    )
    if set(counted) != set(database.rows("SELECT * FROM tally WHERE cards <> 0")):
        found.append("The counters of the decks are wrong.")
    return found
