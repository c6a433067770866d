"""Notes that say the same are found whatever their case, accents and markup, and made one."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.store.bulk.duplicates import Group, Merge
from desktop.store.collection import Collection
from tests.store.conftest import Opener
from tests.store.helpers import basic, cloze, deck

NOTES = (
    basic("a", "Café <b>prices</b>", tags=["x"]),
    basic("b", "CAFE PRICES", tags=["y", "z"]),
    basic("c", "cafe  prices&nbsp;"),
    basic("d", "Something else"),
    cloze("e", "Café {{c1::prices}}"),
)


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    made.install(deck(NOTES), "deck")
    return made


def of(collection: Collection, note: int) -> dict[str, str]:
    return dict(next(view.note.fields for view in collection.cards() if view.note_number == note))


def test_the_first_field_is_compared_within_a_type(collection: Collection) -> None:
    assert collection.bulk.duplicates() == [Group("cafe prices", (1, 2, 3))]
    assert collection.bulk.duplicates(among=[2, 3, 4]) == [Group("cafe prices", (2, 3))]
    assert collection.bulk.duplicates(among=[1, 4]) == []


def test_any_field_can_be_compared_and_empty_ones_are_like_no_other(collection: Collection) -> None:
    assert collection.bulk.duplicates(field="Explanation") == []
    collection.writing.edit(4, {"Answer": "it is A."})
    assert collection.bulk.duplicates(field="Answer") == [Group("it is a.", (1, 4))]
    assert collection.bulk.duplicates(field="No such field") == []


def test_what_a_merge_would_do_is_said_before(collection: Collection) -> None:
    second = next(view.number for view in collection.cards() if view.note_number == 2)
    collection.grade(second, 4)
    collection.writing.edit(3, {"Explanation": "Why"})
    told = collection.bulk.merging([1, 2, 3])
    assert (told.keep, told.gone, told.answers) == (2, (1, 3), 1)
    assert dict(told.filled) == {"Explanation": "Why"}
    assert told.differing == ("Question", "Answer")
    assert collection.bulk.merging([1, 2, 3], keep=3).keep == 3
    for notes, keep in (([1], None), ([], None), ([1, 2], 4)):
        with pytest.raises(UserError):
            collection.bulk.merging(notes, keep)


def test_one_note_stays_with_its_schedule_and_all_tags_and_undo_brings_all_back(
    collection: Collection,
) -> None:
    cards = {view.note_number: view.number for view in collection.cards()}
    collection.grade(cards[2], 4)
    collection.writing.edit(3, {"Explanation": "Why"})
    before = [(view.note, view.schedule) for view in collection.cards()]
    schedule = collection.card(cards[2]).schedule
    merge = Merge(((1, 2, 3), (4, 99)))
    assert collection.bulk.count(merge) == 2
    done = collection.bulk.do(merge)
    assert done.changed == 2
    assert "differ" in done.said[0]
    assert [view.note_number for view in collection.cards()] == [2, 4, 5]
    view = collection.card(cards[2])
    assert view.schedule == schedule
    assert view.note.tags == ("x", "y", "z")
    assert of(collection, 2) == {"Question": "CAFE PRICES", "Answer": "It is b.", "Explanation": "Why"}
    assert collection.check() == []
    collection.undo()
    assert [(view.note, view.schedule) for view in collection.cards()] == before
    assert collection.check() == []


def test_the_note_to_stay_can_be_chosen(collection: Collection) -> None:
    collection.bulk.do(Merge(((1, 2, 3),), keep=frozenset({3})))
    assert [view.note_number for view in collection.cards()] == [3, 4, 5]
    assert collection.undoable() == ("merge", "Café prices")
