"""A change of note type says what happens to texts and cards, keeps schedules, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from desktop.errors import UserError
from desktop.store.bulk.retyping import ChangeType
from desktop.store.collection import Collection
from desktop.study.kinds import kind
from desktop.study.note import DraftNote, Note, NoteType, Template, derived
from tests.store.conftest import Opener
from tests.store.helpers import DECK, FakeClock, basic, cloze, deck, dump

BASIC = kind("basic").note_type
TYPED = kind("typed").note_type
CLOZE = kind("cloze").note_type
BOTH_WAYS = NoteType(
    UUID(int=5),
    "Both ways",
    "basic",
    ("Front", "Back"),
    (Template("There", "{{Front}}", "{{Back}}"), Template("Back", "{{Back}}", "{{Front}}")),
)
TURNED = replace(
    BOTH_WAYS,
    uid=UUID(int=6),
    name="Turned",
    templates=tuple(reversed(BOTH_WAYS.templates)),
    fields=("B", "F"),
)
TURNED = replace(TURNED, templates=(Template("Back", "{{B}}", "{{F}}"), Template("There", "{{F}}", "{{B}}")))


def both_ways(key: str) -> DraftNote:
    fields = {"Front": f"front {key}", "Back": f"back {key}"}
    return DraftNote(Note(derived(DECK, key), BOTH_WAYS, fields), ("One",))


@pytest.fixture
def collection(opened: Opener, clock: FakeClock) -> Collection:
    made = opened()
    notes = [both_ways("a"), both_ways("b"), basic("c"), cloze("d", "{{c1::x}} {{c2::y}}")]
    made.install(deck(notes), "deck")
    for days in (1, 7, 30):
        for at, view in enumerate(made.cards()):
            made.grade(view.number, 3 + at % 3)
        clock.move(days=days)
    return made


def notes_of(collection: Collection, name: str) -> list[int]:
    found = [view.note_number for view in collection.cards() if view.note.note_type.name == name]
    return list(dict.fromkeys(found))


def standing(collection: Collection) -> list[object]:
    known = {row[0] for row in dump(collection.folder)["note"]}
    return [
        (view.number, view.ordinal, view.note, view.schedule, view.answers)
        for view in collection.cards()
        if view.note_number in known
    ]


def test_cards_of_the_same_places_stay(collection: Collection) -> None:
    before = {view.number: view.schedule for view in collection.cards()}
    whole = standing(collection)
    change = ChangeType(notes_of(collection, BASIC.name), TYPED, {"Question": "Question", "Answer": "Answer"})
    told = collection.bulk.retyped(change)
    assert (told.notes, told.unfit, told.kept, told.made, told.aside) == (1, 0, 1, 0, 0)
    assert collection.bulk.count(change) == 1
    collection.bulk.do(change)
    (note,) = notes_of(collection, TYPED.name)
    view = next(view for view in collection.cards() if view.note_number == note)
    assert view.note.fields["Question"] == "What is c?"
    assert {view.number: view.schedule for view in collection.cards()} == before
    assert collection.check() == []
    assert collection.bulk.count(change) == 0
    assert collection.undoable() == ("change type", TYPED.name)
    collection.undo()
    assert standing(collection) == whole
    assert collection.check() == []


@pytest.mark.parametrize("scheduler", ["sm2", "fsrs"])
def test_cards_change_places_with_their_schedules(collection: Collection, scheduler: str) -> None:
    collection.set_option("scheduler", scheduler)
    notes = notes_of(collection, "Both ways")
    before = {view.number: (view.ordinal, view.schedule) for view in collection.cards()}
    mine = {view.number for view in collection.cards() if view.note_number in notes}
    whole = standing(collection)
    change = ChangeType(notes, TURNED, {"F": "Front", "B": "Back"}, {0: 1, 1: 0})
    collection.bulk.do(change)
    assert {view.number: (view.ordinal, view.schedule) for view in collection.cards()} == {
        card: (1 - ordinal if card in mine else ordinal, schedule)
        for card, (ordinal, schedule) in before.items()
    }
    assert collection.check() == []
    for view in collection.cards():
        collection.grade(view.number, 4)
    assert collection.check() == []
    for _ in before:
        collection.undo()
    collection.undo()
    assert standing(collection) == whole
    assert collection.check() == []


def test_what_goes_nowhere_is_counted_and_cards_that_are_not_made_wait(collection: Collection) -> None:
    notes = notes_of(collection, "Both ways")
    change = ChangeType(notes, BASIC, {"Question": "Back"}, {0: None, 1: 0})
    told = collection.bulk.retyped(change)
    assert told.lost == {"Front": 2}
    assert (told.kept, told.made, told.aside) == (2, 0, 2)
    whole = standing(collection)
    second = {view.number for view in collection.cards() if view.note_number in notes and view.ordinal == 1}
    collection.bulk.do(change)
    assert {view.number for view in collection.cards() if view.note_number in notes} == second
    assert collection.check() == []
    collection.undo()
    assert standing(collection) == whole
    assert collection.check() == []


def test_new_cards_are_made_and_stand_out_of_the_way_of_an_undo(collection: Collection) -> None:
    notes = notes_of(collection, "Both ways")
    whole = standing(collection)
    change = ChangeType(notes, TURNED, {"F": "Front", "B": "Back"}, {0: None, 1: 0})
    told = collection.bulk.retyped(change)
    assert (told.kept, told.made, told.aside) == (2, 2, 2)
    collection.bulk.do(change)
    made = [view for view in collection.cards() if view.note_number in notes and not view.answers]
    assert [view.ordinal for view in made] == [1, 1]
    assert collection.check() == []
    collection.undo()
    assert standing(collection) == whole
    assert collection.check() == []


def test_notes_that_nobody_could_answer_stay(collection: Collection) -> None:
    notes = notes_of(collection, BASIC.name)
    change = ChangeType(notes, CLOZE, {"Text": "Question"})
    assert collection.bulk.retyped(change).unfit == 1
    assert collection.bulk.do(change).changed == 0
    assert notes_of(collection, BASIC.name) == notes


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda c: ChangeType(range(9), BASIC, {}), "several types"),
        (lambda c: ChangeType(notes_of(c, "Both ways"), BASIC, {"Question": "No"}), "no field 'No'"),
        (lambda c: ChangeType(notes_of(c, "Both ways"), BASIC, {"No": "Front"}), "no field 'No'"),
        (lambda c: ChangeType(notes_of(c, "Both ways"), TURNED, {}, {0: 1, 1: 1}), "become one"),
    ],
)
def test_what_makes_no_sense_is_told(collection: Collection, change: object, told: str) -> None:
    before = dump(collection.folder)
    with pytest.raises(UserError, match=told):
        collection.bulk.do(change(collection))  # type: ignore[operator]
    assert dump(collection.folder) == before
