"""Adding notes and changing what they say."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from desktop.errors import NotFound, UserError
from desktop.store.collection import Collection
from desktop.store.library import NO_LONGER_MADE, TAKEN_BACK
from desktop.store.writing.notes import tidy
from desktop.study.kinds import kind
from desktop.study.note import DraftNote, Note, Template
from desktop.study.own_types import OWN_TYPES
from tests.store.conftest import Opener
from tests.store.helpers import basic, cloze, deck, plain_deck, query

BASIC = kind("basic").note_type
CLOZE = kind("cloze").note_type


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    notes = [basic("x", tags=["b", "a"]), cloze("g", "{{c1::a}} {{c2::b}}"), basic("y", section="Two")]
    made.install(deck(notes), "deck")
    return made


def deck_number(collection: Collection, name: str) -> int:
    return collection.deck_named(name)


def test_an_added_note_is_there_with_its_cards_and_studied_last(collection: Collection) -> None:
    two = deck_number(collection, "Two")
    added = collection.writing.add(BASIC, {"Question": "New?", "Answer": "Yes"}, deck=two, tags=["t::u", "a"])
    (card,) = (collection.card(number) for number in added.cards)
    assert card.note_number == added.note
    assert dict(card.note.fields) == {"Question": "New?", "Answer": "Yes", "Explanation": ""}
    assert card.note.tags == ("a", "t::u")
    assert card.deck == "Two"
    assert collection.plan(two).cards[-1] == card.number
    assert collection.check() == []


def test_each_added_note_has_an_identity_of_its_own(collection: Collection) -> None:
    one = deck_number(collection, "One")
    notes = [collection.writing.add(BASIC, {"Question": "Twice?"}, deck=one) for _ in range(2)]
    first, second = (collection.card(each.cards[0]).note.uid for each in notes)
    assert first != second


def test_adding_is_taken_back_and_named(collection: Collection) -> None:
    one = deck_number(collection, "One")
    before = collection.tree()
    added = collection.writing.add(CLOZE, {"Text": "{{c1::One}} <b>buyer</b>"}, deck=one)
    assert collection.undoable() == ("add", "One buyer")
    undone = collection.undo()
    assert undone is not None
    assert undone.cards == added.cards
    assert [row._replace(cards=0) for row in collection.tree()] == [row._replace(cards=0) for row in before]
    assert added.cards[0] not in [card.number for card in collection.cards()]
    assert added.cards[0] not in collection.plan().cards
    sql = "SELECT deleted FROM note WHERE id = ?"
    assert query(collection.folder, sql, added.note) == [(TAKEN_BACK,)]
    assert collection.check() == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"Question": " "}, "empty"), ({"Colour": "red", "Question": "x"}, "no field 'Colour'")],
)
def test_what_cannot_be_a_note_changes_nothing(
    collection: Collection, fields: dict[str, str], told: str
) -> None:
    one = deck_number(collection, "One")
    count = len(collection.cards())
    with pytest.raises(UserError, match=told):
        collection.writing.add(BASIC, fields, deck=one)
    with pytest.raises(NotFound, match="no such deck"):
        collection.writing.add(BASIC, {"Question": "x"}, deck=999)
    assert len(collection.cards()) == count
    assert collection.undoable() is None


def test_a_note_of_a_type_that_nobody_used_yet_brings_it_along(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(1), "deck")
    own = replace(CLOZE, templates=(Template("Card", "{{cloze:Text}}", "{{cloze:Text}}"),))
    collection.writing.add(own, {"Text": "{{c1::a}}"}, deck=collection.deck_named("One"))
    assert collection.cards()[-1].note.note_type == own


def test_fields_tags_and_deck_are_edited_in_one_step(collection: Collection) -> None:
    card = collection.cards(deck_number(collection, "One"))[0]
    two = deck_number(collection, "Two")
    collection.grade(card.number, 4)
    before = collection.card(card.number)
    changes = collection.writing.edit(card.note_number, {"Answer": "Mine"}, tags=["b", "c"], deck=two)
    assert changes.cards
    after = collection.card(card.number)
    assert (after.note.fields["Answer"], after.note.tags, after.deck) == ("Mine", ("b", "c"), "Two")
    assert after.schedule == before.schedule
    assert collection.check() == []
    undone = collection.undo()
    assert undone is not None
    assert card.number in undone.cards
    assert collection.card(card.number) == before
    assert collection.undoable() == ("review", "4")
    assert collection.check() == []


def test_tags_alone_are_a_step_that_shows_its_cards(collection: Collection) -> None:
    card = collection.cards(deck_number(collection, "One"))[0]
    collection.writing.edit(card.note_number, tags=[])
    assert collection.card(card.number).note.tags == ()
    undone = collection.undo()
    assert undone is not None
    assert undone.cards == (card.number,)
    assert collection.card(card.number).note.tags == ("a", "b")


def test_what_changes_nothing_is_no_step(collection: Collection) -> None:
    card = collection.cards()[0]
    changes = collection.writing.edit(
        card.note_number,
        dict(card.note.fields),
        tags=card.note.tags,
        deck=collection.writing.deck_of(card.note_number),
    )
    assert not changes.cards
    assert collection.undoable() is None


def test_cards_that_come_later_go_to_the_deck_that_is_chosen(collection: Collection) -> None:
    card = next(each for each in collection.cards() if each.note.note_type.kind == "cloze")
    two = deck_number(collection, "Two")
    collection.writing.edit(card.note_number, {"Text": "{{c1::a}} {{c3::c}}"}, deck=two)
    sql = "SELECT ordinal, deck, deleted FROM card WHERE note = ? ORDER BY ordinal"
    assert query(collection.folder, sql, card.note_number) == [
        (0, two, 0),
        (1, two, NO_LONGER_MADE),
        (2, two, 0),
    ]
    assert collection.check() == []


def test_editing_names_what_is_not_there(collection: Collection) -> None:
    with pytest.raises(NotFound, match="no such note"):
        collection.writing.edit(999, {"Question": "x"})
    assert collection.writing.deck_of(999) is None
    with pytest.raises(NotFound, match="no such deck"):
        collection.writing.edit(collection.cards()[0].note_number, {"Answer": "Mine"}, deck=999)
    assert collection.undoable() is None


def test_what_there_is_to_choose_from(collection: Collection) -> None:
    assert [each.uid for each in collection.writing.note_types()] == [each.uid for each in OWN_TYPES]
    assert collection.writing.tags() == ["a", "b"]
    collection.writing.edit(collection.cards()[0].note_number, tags=["b"])
    assert collection.writing.tags() == ["b"]


def test_tags_are_stored_tidy() -> None:
    assert tidy([" a ", "a", "", " two \n words ", "x\x1fy", "t" * 500]) == (
        "a",
        "two words",
        "x y",
        "t" * 500,
    )


def test_a_note_that_had_no_card_gets_some_in_the_deck_that_is_named(opened: Opener) -> None:
    collection = opened()
    kind_of = kind("occlusion").note_type
    bare = Note(UUID(int=5), kind_of, dict.fromkeys(kind_of.fields, "x"))
    collection.install(deck([DraftNote(bare, ("One",)), basic("x")]), "deck")
    ((number,),) = query(collection.folder, "SELECT id FROM note WHERE id NOT IN (SELECT note FROM card)")
    assert collection.writing.deck_of(number) is None
    shape = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2}}"
    collection.writing.edit(number, {"Occlusion": shape}, deck="One::Shapes")
    (card,) = (card for card in collection.cards() if card.note_number == number)
    assert card.deck == "Shapes"
    assert collection.check() == []
    collection.undo()
    assert number not in [card.note_number for card in collection.cards()]
    assert collection.check() == []


def test_a_note_becomes_another_kind_in_one_step_with_everything_else(collection: Collection) -> None:
    card = next(each for each in collection.cards() if each.note.note_type.kind == "cloze")
    number = card.note_number
    collection.grade(card.number, 4)
    before = collection.card(card.number)
    collection.writing.edit(number, {"Question": "a or b?", "Answer": "a"}, tags=["t"], note_type=BASIC)
    after = collection.card(card.number)
    assert after.note.note_type == BASIC
    assert dict(after.note.fields) == {"Question": "a or b?", "Answer": "a", "Explanation": ""}
    assert after.schedule == before.schedule
    sql = "SELECT ordinal, deleted FROM card WHERE note = ? ORDER BY ordinal"
    assert query(collection.folder, sql, number) == [(0, 0), (1, NO_LONGER_MADE)]
    assert collection.check() == []
    collection.undo()
    assert collection.card(card.number) == before
    assert query(collection.folder, sql, number) == [(0, 0), (1, 0)]
    assert collection.check() == []
    with pytest.raises(UserError, match="no field 'Text'"):
        collection.writing.edit(number, {"Text": "x"}, note_type=BASIC)
