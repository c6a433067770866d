"""Note types, notes and the cards that they make."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desktop.errors import NotFound, UserError
from desktop.store.collection import Collection
from desktop.store.library import NO_LONGER_MADE, Library
from desktop.study.kinds import kind
from tests.store.conftest import Opener
from tests.store.helpers import basic, cloze, deck


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    made.install(deck([cloze("g", "{{c1::a}} {{c2::b}}"), basic("x", tags=["b", "a"], topic="T")]), "deck")
    return made


@pytest.fixture
def library(collection: Collection) -> Library:
    return collection._parts.library


def states(collection: Collection, note: int) -> list[tuple[int, int]]:
    return collection._database.rows(
        "SELECT ordinal, deleted FROM card WHERE note = ? ORDER BY ordinal", note
    )


def test_a_note_comes_back_as_it_went_in(collection: Collection, library: Library) -> None:
    card = collection.cards()[-1]
    note = library.note(card.note_number)
    assert note == card.note
    assert note.tags == ("a", "b")
    assert note.note_type == kind("basic").note_type
    assert library.options_of(note.note_type.uid)[1] == {}


def test_what_is_not_there_is_named(library: Library) -> None:
    with pytest.raises(NotFound, match="note type"):
        library.note_type(999)
    with pytest.raises(NotFound, match="note type"):
        library.options_of(uuid4())
    with pytest.raises(NotFound, match="no such note"):
        library.note(999)
    assert library.cards_of(999) == []
    assert library.recard(999) == []


def test_gaps_that_come_and_go_take_their_cards_along(collection: Collection, library: Library) -> None:
    note = collection.cards()[0].note_number
    assert states(collection, note) == [(0, 0), (1, 0)]
    collection.writing.edit(note, {"Text": "{{c2::b}} {{c7::c}}"})
    assert states(collection, note) == [(0, NO_LONGER_MADE), (1, 0), (6, 0)]
    assert len(library.cards_of(note)) == 3
    collection.undo()
    assert states(collection, note) == [(0, 0), (1, 0), (6, NO_LONGER_MADE)]
    assert collection.check() == []


def test_a_card_that_a_person_deleted_does_not_come_back(collection: Collection) -> None:
    note = collection.cards()[0].note_number
    collection._database.execute_sql("UPDATE card SET deleted = 1 WHERE note = ? AND ordinal = 0", (note,))
    collection.writing.edit(note, {"Text": "{{c1::a}}"})
    assert states(collection, note) == [(0, 1), (1, NO_LONGER_MADE)]


@pytest.mark.parametrize("text", ["no gap", "", "{{c1::}}"])
def test_an_edit_that_nobody_could_answer_is_refused(collection: Collection, text: str) -> None:
    card = collection.cards()[0]
    with pytest.raises(UserError, match="gap"):
        collection.writing.edit(card.note_number, {"Text": text})
    assert collection.cards()[0] == card
    assert collection.undoable() is None
    assert states(collection, card.note_number) == [(0, 0), (1, 0)]
