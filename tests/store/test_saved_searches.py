from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.store.collection import Collection
from tests.store.conftest import Opener


def names(collection: Collection) -> list[tuple[str, str]]:
    return [(each.name, each.query) for each in collection.searches.listed()]


def test_searches_are_kept_in_their_order(opened: Opener) -> None:
    collection = opened()
    collection.searches.keep("Hard", "ease<2")
    collection.searches.keep("  An  early one ", "is:new")
    assert names(collection) == [("Hard", "ease<2"), ("An early one", "is:new")]
    kept = names(collection)
    collection.close()
    assert names(opened()) == kept


def test_one_name_is_there_once(opened: Opener) -> None:
    collection = opened()
    collection.searches.keep("Café", "a")
    collection.searches.keep("CAFE", "b")
    assert names(collection) == [("CAFE", "b")]


@pytest.mark.parametrize("name", ["", " \n"])
def test_a_search_without_a_name_is_refused(opened: Opener, name: str) -> None:
    collection = opened()
    with pytest.raises(UserError, match="under a name"):
        collection.searches.keep(name, "a")
    collection.searches.keep("A", "a")
    with pytest.raises(UserError, match="under a name"):
        collection.searches.rename(collection.searches.listed()[0].number, name)
    assert names(collection) == [("A", "a")]


def test_each_step_can_be_taken_back(opened: Opener) -> None:
    collection = opened()
    states = [names(collection)]
    steps = (
        lambda: collection.searches.keep("A", "a"),
        lambda: collection.searches.keep("B", "b"),
        lambda: collection.searches.keep("a", "c"),
        lambda: collection.searches.rename(collection.searches.listed()[1].number, "C"),
        lambda: collection.searches.remove(collection.searches.listed()[0].number),
        lambda: collection.searches.keep("a", "d"),
    )
    for step in steps:
        step()
        states.append(names(collection))
    assert collection.undoable() == ("search", "a")
    for before in reversed(states[:-1]):
        undone = collection.undo()
        assert undone is not None
        assert undone.changes.decks
        assert names(collection) == before
    assert collection.undoable() is None


def test_what_changes_nothing_is_no_step(opened: Opener) -> None:
    collection = opened()
    collection.searches.keep("A", "a")
    collection.searches.keep("A", "a")
    collection.undo()
    assert collection.undoable() is None
