"""In which order cards are found, and what a table shows of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from desktop.store.collection import Collection
from desktop.store.search.index import KEY
from desktop.store.search.results import SORTS, CardRow
from desktop.store.search.searcher import Searcher
from desktop.study.folding import folded, readable
from tests.store.helpers import FakeClock, basic, deck, query
from tests.store.search.conftest import Texts

KEYS: dict[str, Callable[[CardRow], Any]] = {
    "question": lambda row: folded(row.text)[:KEY],
    "deck": lambda row: [folded(name) for name in row.deck_path],
    "due": lambda row: row.due,
    "interval": lambda row: None if row.due is None else row.interval,
    "ease": lambda row: None if row.due is None else row.ease,
    "lapses": lambda row: row.lapses,
    "reviews": lambda row: row.reviews,
    "created": lambda row: row.created_ms,
    "edited": lambda row: row.edited_ms,
    "note_type": lambda row: folded(row.note_type),
    "tags": lambda row: row.tags[0] if row.tags else None,
}


@pytest.fixture
def varied(collection: Collection, clock: FakeClock) -> Collection:
    rng = random.Random(3)
    for day in range(4):
        clock.tomorrow()
        notes = [
            basic(f"v{day}{n}", f"{rng.choice('zyx')}{n}", tags=rng.choice([[], ["b"], ["c", "a"]]))
            for n in range(5)
        ]
        collection.install(deck(notes, version=day + 2), f"{day}")
        for view in rng.sample(collection.cards(), 6):
            collection.grade(view.number, rng.choice((1, 3, 4, 5)))
    collection.writing.edit(collection.cards()[0].note_number, {"Explanation": "x"})
    return collection


def test_every_column_is_tried_here() -> None:
    assert set(KEYS) == set(SORTS)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("text", ["", "deck:deck -cold"])
@pytest.mark.parametrize("sort", SORTS)
def test_cards_come_in_order(
    varied: Collection, searcher: Searcher, sort: str, text: str, descending: bool
) -> None:
    found = searcher.search(text, sort=sort, descending=descending)
    keys = [KEYS[sort](row) for row in searcher.rows(found.numbers)]
    assert len(keys) == len(found.numbers) > 20
    told = [key for key in keys if key is not None]
    assert told == sorted(told, reverse=descending)
    assert keys[: len(told)] == told  # those without a value come last
    assert len({repr(key) for key in keys}) > 1 or sort == "lapses"


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("notes", [False, True])
@pytest.mark.parametrize("text", ["", "-cold", "is:new", "z or y or x"])
def test_pages_make_up_the_whole(
    varied: Collection, searcher: Searcher, sort: str, notes: bool, text: str
) -> None:
    whole = searcher.search(text, sort=sort, notes=notes)
    assert whole.total > 7
    pages = [
        searcher.search(text, sort=sort, notes=notes, limit=7, offset=start)
        for start in range(0, whole.total, 7)
    ]
    assert [number for page in pages for number in page.numbers] == list(whole.numbers)
    assert {page.total for page in pages} == {whole.total}


def test_a_note_is_found_once(searcher: Searcher, keys: Texts) -> None:
    assert keys("invoice") == ["f", "f"]
    assert keys("invoice", notes=True) == ["f"]
    assert keys("card:2", notes=True) == ["f"]


def test_a_row_holds_what_a_table_shows(collection: Collection, searcher: Searcher, clock: FakeClock) -> None:
    view = collection.cards()[3]
    collection.grade(view.number, 4)
    collection.suspend([view.number])
    collection.flag([view.number], 3)
    (row,) = searcher.rows(searcher.search("cafe").numbers)
    assert (row.card, row.note, row.ordinal) == (view.number, view.note_number, view.ordinal)
    assert row.note_uid == view.note.uid.bytes
    assert row.text == "Café prices are 5% & up"
    assert row.answer == readable(view.note.fields["Answer"])
    assert row.deck_path == ("Deck", "One")
    assert row.note_type == "Question and answer"
    assert row.tags == ("marketing",)
    assert (row.interval, row.ease, row.reviews, row.lapses) == (1, 250, 1, 0)
    assert (row.suspended, row.flag, row.buried, row.deleted) == (True, 3, 0, False)
    assert row.created_ms == row.edited_ms == clock().at_ms


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(
    collection: Collection, searcher: Searcher
) -> None:
    numbers = [view.number for view in collection.cards()][::-1]
    assert [row.card for row in searcher.rows([*numbers[:2], 999_999, *numbers[2:]])] == numbers


def test_a_note_shows_its_first_card_that_is_there(collection: Collection, searcher: Searcher) -> None:
    first, second = (view for view in collection.cards() if view.note.note_type.kind == "cloze")
    query(collection.folder, "UPDATE card SET deleted = 2 WHERE id = ?", first.number)
    (row,) = searcher.rows([first.note_number], notes=True)
    assert row.card == second.number
