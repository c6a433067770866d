"""The queries that read Anki's schedules."""

from __future__ import annotations

import sqlite3

from desktop.exchange.anki.schedule import add_functions, states_sql


def test_answers_are_looked_up_by_card_even_where_no_column_has_a_type() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, ease, type)")
    connection.execute(
        "CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord, type, queue, due, ivl, factor, reps,"
        " lapses, odue, odid, flags, data)"
    )
    add_functions(connection, lambda at_ms: at_ms)
    plan = connection.execute(
        f"EXPLAIN QUERY PLAN {states_sql(730_000, has_log=True, has_odd=False)}"
    ).fetchall()
    connection.close()
    assert any("USING AUTOMATIC" in detail for *_, detail in plan), plan
