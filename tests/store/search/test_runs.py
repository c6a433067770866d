"""The order in which notes were made, told by their numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store.collection import Collection
from desktop.store.search import runs
from desktop.store.search.runs import MOST, TABLE, Run
from desktop.store.search.searcher import Searcher
from tests.store.helpers import FakeClock, basic, deck, query


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.execute(TABLE)
    yield made
    made.close()


def test_notes_that_come_as_they_were_made_are_one_run(connection: sqlite3.Connection) -> None:
    runs.extend(connection, [(1, 10), (2, 10), (5, 30)])
    runs.extend(connection, [(6, 30), (7, 40)])
    assert runs.read(connection) == [Run(1, 10, 40)]
    assert runs.place(runs.read(connection)) == ""


def test_older_notes_that_come_later_are_a_run_of_their_own(connection: sqlite3.Connection) -> None:
    runs.extend(connection, [(1, 100), (2, 110), (3, 10), (4, 20), (5, 120)])
    assert runs.read(connection) == [Run(1, 100, 110), Run(3, 10, 20), Run(5, 120, 120)]
    order = f"SELECT note FROM run c ORDER BY {runs.place(runs.read(connection))}"
    assert connection.execute(order).fetchall() == [(3,), (1,), (5,)]


def test_notes_made_among_those_of_a_run_have_no_order_by_number(connection: sqlite3.Connection) -> None:
    runs.extend(connection, [(1, 100), (2, 200), (3, 150)])
    assert runs.place(runs.read(connection)) is None


def test_no_more_runs_are_kept_than_are_of_use(connection: sqlite3.Connection) -> None:
    runs.extend(connection, [(number, -number) for number in range(1, 100)])
    assert len(runs.read(connection)) == MOST + 1
    assert runs.place(runs.read(connection)) is None


@given(st.lists(st.integers(0, 5) | st.integers(50, 55), max_size=12), st.integers(0, 12))
def test_the_order_is_that_of_the_times(made: list[int], part: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE)
    connection.execute("CREATE TABLE c (note INTEGER PRIMARY KEY, made INTEGER)")
    notes = list(enumerate(made, 1))
    connection.executemany("INSERT INTO c VALUES (?, ?)", notes)
    runs.extend(connection, notes[:part])
    runs.extend(connection, notes[part:])
    place = runs.place(runs.read(connection))
    if place is not None:
        keys = f"{place}, " * bool(place)
        found = connection.execute(f"SELECT c.made, c.note FROM c ORDER BY {keys}c.note").fetchall()
        assert found == sorted(found)
    connection.close()


def test_cards_that_were_brought_in_come_where_their_making_belongs(
    collection: Collection, searcher: Searcher, clock: FakeClock
) -> None:
    clock.tomorrow()
    collection.install(deck([basic("new", "Newest")], version=2), "more")
    number = max(view.note_number for view in collection.cards())
    query(collection.folder, "UPDATE note SET created_ms = 5 WHERE id = ?", number)
    for text in ("", "Newest or cold", "is:new"):
        for descending in (False, True):
            found = searcher.search(text, sort="created", descending=descending)
            rows = searcher.rows(found.numbers)
            times = [row.created_ms for row in rows]
            assert times == sorted(times, reverse=descending)
            assert [row.note for row in rows][-1 if descending else 0] == number
