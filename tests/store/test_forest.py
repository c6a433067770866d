"""Decks are a forest, whatever two copies did to them apart."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store.collection import Collection
from desktop.store.forest import Forest, subtree, table_of
from tests.store.conftest import Opener
from tests.store.helpers import basic, deck, query


def forest_of(rows: list[tuple[int, int | None, str]]) -> Forest:
    return Forest(
        lambda _: [(number, bytes([number]), parent, name, "", "{}") for number, parent, name in rows]
    )


def test_decks_come_with_their_parents_first() -> None:
    forest = forest_of([(1, None, "A"), (2, 1, "B"), (3, None, "C"), (4, 2, "D"), (5, 1, "E")])
    assert forest.inside(None) == [1, 2, 4, 5, 3]
    assert forest.inside(1) == [1, 2, 4, 5]
    assert forest.inside(99) == []
    assert forest.above(4) == (1, 2, 4)
    assert forest.path(4) == ("A", "B", "D")


def test_decks_of_one_name_are_told_apart() -> None:
    forest = forest_of([(1, None, "Sales"), (2, None, "sales"), (3, None, "Sales"), (4, 1, "Sales")])
    assert [forest.places[number].shown for number in (1, 2, 3, 4)] == [
        "Sales",
        "sales (2)",
        "Sales (3)",
        "Sales",
    ]
    forest = forest_of([(1, None, "Sales"), (2, None, "Sales (2)"), (3, None, "Sales")])
    assert forest.places[3].shown == "Sales (3)"


def test_a_ring_is_cut_above_the_smallest_identity() -> None:
    forest = forest_of([(3, 5, "C"), (5, 4, "E"), (4, 3, "D"), (9, 5, "below")])
    assert forest.inside(None) == [3, 4, 5, 9]
    assert forest.inside(4) == [4, 5, 9]
    assert forest.path(9) == ("C", "D", "E", "below")
    assert forest_of([(1, 1, "its own")]).inside(None) == [1]


def test_what_lay_in_a_deck_that_is_gone_lies_at_the_top() -> None:
    assert forest_of([(2, 1, "B"), (3, 2, "C")]).path(3) == ("B", "C")


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_every_deck_is_there_once_whatever_its_parents(parents: list[int]) -> None:
    rows = [(number, parent or None, "x") for number, parent in enumerate(parents, 1)]
    forest = forest_of(rows)
    assert sorted(forest.inside(None)) == [number for number, _, _ in rows]
    assert all(forest.above(number)[-1] == number for number, _, _ in rows)
    assert len({forest.path(number) for number, _, _ in rows}) == len(rows)
    assert forest.inside(None) == forest_of(rows).inside(None)


def ring(opened: Opener) -> Collection:
    collection = opened()
    collection.install(deck([basic("a", section="One"), basic("b", section="Two")]), "deck")
    one, two = collection.deck_named("One"), collection.deck_named("Two")
    query(collection.folder, "UPDATE deck SET parent = ? WHERE id = ?", two, one)
    query(collection.folder, "UPDATE deck SET parent = ? WHERE id = ?", one, two)
    return collection


def test_a_collection_with_a_ring_works_everywhere(opened: Opener) -> None:
    collection = ring(opened)
    assert [row.depth for row in collection.tree()] == [0, 0, 1]
    assert collection.plan().new == 2
    names = [row.number for row in collection.tree()]
    assert [collection.plan(number).new for number in names] == [0, 2, 1]
    assert [len(collection.cards(number)) for number in names] == [0, 2, 1]
    assert {view.deck_path for view in collection.cards()} in (
        {("One",), ("One", "Two")},
        {("Two",), ("Two", "One")},
    )
    assert collection.summary(names[1]).cards == 0
    assert collection.practising.round(names[1]).cards == ()
    assert collection.practising.lenders(collection.cards()[0].number) == []
    with closing(collection.outgoing(names[1])) as reading:
        assert len(reading.decks) == 2
    assert collection.check() == []


def test_a_ring_is_searched(opened: Opener) -> None:
    collection = ring(opened)
    with closing(collection.searcher()) as searcher:
        found = [searcher.search(f"deck:{name}").total for name in ("One", "Two")]
    assert sorted(found) == [1, 2]  # one lies in the other


@pytest.mark.parametrize("numbers", [[], [1], range(3000)])
def test_any_number_of_decks_can_be_asked_for(opened: Opener, numbers: list[int]) -> None:
    collection = opened()
    reader = collection._reading.reader
    assert reader.value(table_of(numbers) + "SELECT COUNT(id) FROM inside") == len(numbers)
    assert reader.rows(subtree(reader, None) + "SELECT id FROM inside WHERE id > 0") == []
