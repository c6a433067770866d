"""D-12: what was deleted is listed with where it stood, and comes back with its schedule, next week too."""

from __future__ import annotations

from desktop.store.bulk.deleting import DeleteCards, DeleteNotes
from desktop.store.collection import Collection
from desktop.store.past.recycle_bin import CARD, DECK, NOTE
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck


def filled(opened: Opener) -> Collection:
    collection = opened()
    notes = [basic("a"), basic("b"), cloze("c", "{{c1::One}} {{c2::two}}"), basic("x", section="Two")]
    collection.install(deck(notes), "deck")
    return collection


def test_what_is_in_it_is_told_with_its_deck_and_schedule(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened)
    views = collection.cards()
    collection.grade(views[0].number, 4)
    collection.bulk.do(DeleteNotes([views[0].note_number]))
    clock.move(minutes=1)
    collection.bulk.do(DeleteCards([views[3].number]))
    clock.move(minutes=1)
    collection.decks.delete(collection.deck_named("Two"))
    rows = collection.past.bin_rows(collection.past.binned())
    assert [(row.key.entity, row.text, row.deck_path, row.cards, row.answers) for row in rows] == [
        (DECK, "Two", ("Deck", "Two"), 1, 0),
        (NOTE, "What is x?", ("Deck", "Two"), 1, 0),
        (CARD, "One two", ("Deck", "One"), 1, 0),
        (NOTE, "What is a?", ("Deck", "One"), 1, 1),
    ]
    assert [row.due for row in rows] == [None, None, None, collection.today() + 1]
    assert rows[0].key.at_ms == clock().at_ms


def test_everything_comes_back_identical_after_a_restart_and_weeks(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened)
    views = collection.cards()
    for view in views:
        collection.grade(view.number, 4)
    before = collection.cards()
    collection.bulk.do(DeleteNotes([views[0].note_number]))
    collection.bulk.do(DeleteCards([views[3].number]))
    collection.decks.delete(collection.deck_named("Deck"))
    collection.close()
    clock.move(days=25)
    again = opened()
    assert again.cards() == []
    keys = again.past.binned()
    again.past.recover(keys)
    assert again.cards() == before
    assert again.past.binned() == []
    assert again.check() == []
    again.undo()
    assert {key[:2] for key in again.past.binned()} == {key[:2] for key in keys}


def test_one_of_many_comes_back_alone(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened)
    notes = list(dict.fromkeys(view.note_number for view in collection.cards()))
    collection.bulk.do(DeleteNotes(notes))
    (key,) = [key for key in collection.past.binned() if key.number == notes[1]]
    assert collection.past.recover([key]).changed == 1
    assert [view.note_number for view in collection.cards()] == [notes[1]]


def test_it_shows_30_days_and_keeps_the_rest(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened)
    collection.bulk.do(DeleteNotes([1]))
    clock.move(days=31)
    assert collection.past.binned() == []
    assert [key[:2] for key in collection.past.binned(days=None)] == [(NOTE, 1)]
    collection.past.recover(collection.past.binned(days=None))
    assert collection.cards()[0].note_number == 1


def test_what_undo_took_back_is_not_in_it(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened)
    collection.decks.create("Deck::New")
    collection.undo()
    collection.writing.add(collection.writing.note_types()[0], {"Question": "N"}, deck=1)
    collection.undo()
    collection.bulk.do(DeleteNotes([1]))
    collection.undo()
    assert collection.past.binned(days=None) == []


def test_those_that_are_gone_from_it_have_no_row(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened)
    collection.bulk.do(DeleteNotes([1, 2]))
    keys = collection.past.binned()
    assert len(collection.past.bin_rows([*keys, keys[0]._replace(number=99)])) == 2
