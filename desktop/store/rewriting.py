"""Setting a field of many rows at once, in SQL: gather what is to change, write it down, do it.

Everything runs inside the transaction that is open. What stays as it is is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.store.database import Database

GATHERED = """
CREATE TEMP TABLE IF NOT EXISTS gathered ("row" INTEGER PRIMARY KEY, before, after)
"""
GATHERED_TAGS = """
CREATE TEMP TABLE IF NOT EXISTS gathered_tag (
  note INTEGER, tag TEXT, before INTEGER, after INTEGER, PRIMARY KEY (note, tag)) WITHOUT ROWID
"""
WRITTEN_DOWN = """
INSERT INTO change (action, entity, "row", field, before, after)
SELECT ?, ?, "row", ?, json_quote(before), json_quote(after) FROM temp.gathered
"""
TAGS_WRITTEN_DOWN = """
INSERT INTO change (action, entity, "row", field, before, after)
SELECT ?, 'tag', note, tag, json_quote(before), json_quote(after) FROM temp.gathered_tag
"""
ORDINAL = "ordinal"
SPARE = 1_000_000
"""Added to the number of a card it makes an ordinal that no other card of its note has."""
IN_THE_WAY = """
SELECT "row" FROM temp.gathered UNION
SELECT c.id FROM temp.gathered g JOIN main.card m ON m.id = g."row"
JOIN main.card c ON c.note = m.note AND c.ordinal = g.after
"""
"""No two cards of a note share an ordinal: whatever has one that is wanted moves out of the way first."""


def gather(database: Database, entity: str, field: str, wanted: str, values: Sequence[Any]) -> int:
    """Gather the rows of a table whose field changes; return how many.

    Args:
        entity: the table.
        field: of it.
        wanted: a query for pairs of a row number and a value.
        values: bound in the query.
    """
    _empty(database, "gathered", GATHERED)
    database.execute_sql(
        f'WITH wanted ("row", value) AS ({wanted}) INSERT INTO temp.gathered'
        f' SELECT e.id, e.{field}, w.value FROM wanted w JOIN main.{entity} e ON e.id = w."row"'
        f" WHERE e.{field} IS NOT w.value",
        tuple(values),
    )
    return int(database.value("SELECT COUNT(*) FROM temp.gathered"))


def write_down(database: Database, entity: str, field: str, action: int) -> None:
    """Write what was gathered into the journal."""
    database.execute_sql(WRITTEN_DOWN, (action, entity, field))


def write(database: Database, entity: str, field: str, stamp: int) -> None:
    """Set the field of the rows that were gathered."""
    if field == ORDINAL:
        database.execute_sql(f"UPDATE main.card SET ordinal = {SPARE} + id WHERE id IN ({IN_THE_WAY})")
    database.execute_sql(
        f"UPDATE main.{entity} SET {field} = g.after, stamps = json_set(stamps, '$.{field}', ?)"
        f' FROM temp.gathered g WHERE {entity}.id = g."row"',
        (stamp,),
    )


def gather_tags(database: Database, wanted: str, values: Sequence[Any]) -> int:
    """Gather the tags of notes that change; return how many.

    Args:
        wanted: a query for a note, a tag, and whether the note is to have it (1) or not (0).
        values: bound in the query.
    """
    _empty(database, "gathered_tag", GATHERED_TAGS)
    database.execute_sql(
        "WITH wanted (note, tag, present) AS (" + wanted + ") INSERT OR IGNORE INTO temp.gathered_tag"
        " SELECT w.note, w.tag, COALESCE(t.present, 0), w.present"
        " FROM wanted w LEFT JOIN main.note_tag t ON t.note = w.note AND t.tag = w.tag"
        " WHERE COALESCE(t.present, 0) <> w.present",
        tuple(values),
    )
    return int(database.value("SELECT COUNT(*) FROM temp.gathered_tag"))


def write_down_tags(database: Database, action: int) -> None:
    """Write the tags that were gathered into the journal."""
    database.execute_sql(TAGS_WRITTEN_DOWN, (action,))


def write_tags(database: Database, stamp: int) -> None:
    """Give the tags that were gathered, or take them away."""
    database.execute_sql(
        "INSERT OR REPLACE INTO main.note_tag SELECT note, tag, after, ? FROM temp.gathered_tag", (stamp,)
    )


def _empty(database: Database, table: str, made: str) -> None:
    database.execute_sql(made)
    database.execute_sql(f"DELETE FROM temp.{table}")
