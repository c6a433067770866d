"""D-12: what was deleted comes back as it was, after a restart too."""

from __future__ import annotations

import pytest

from desktop.store.bulk.deleting import DeleteCards, DeleteNotes, Restore
from desktop.store.collection import Collection
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, dump, query


def filled(opened: Opener, clock: FakeClock) -> Collection:
    collection = opened()
    notes = [*(basic(f"k{at}") for at in range(4)), cloze("c", "{{c1::One}} {{c2::two}} {{c3::three}}")]
    collection.install(deck(notes), "deck")
    for view in collection.cards()[:5]:
        collection.grade(view.number, 4)
    clock.move(days=3)
    return collection


def standing(collection: Collection) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is to come back: not the stamps, which tell when, nor the history."""
    rows = dump(collection.folder)
    return {
        "schedule": rows["schedule"],
        "tally": rows["tally"],
        "review": rows["review"],
        "card": [row[:-1] for row in rows["card"]],
        "note": [row[:-1] for row in rows["note"]],
        "deck": [row[:-1] for row in rows["deck"]],
    }


def test_notes_go_with_their_cards_and_undo_brings_them_back(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    before = standing(collection)
    notes = list(dict.fromkeys(view.note_number for view in collection.cards()))
    assert collection.bulk.count(DeleteNotes([*notes[1:], 999])) == 4
    collection.bulk.do(DeleteNotes(notes[1:]))
    assert [view.note_number for view in collection.cards()] == notes[:1]
    assert sum(row.cards for row in collection.tree() if row.depth == 0) == 1
    assert collection.check() == []
    collection.close()
    again = opened()
    assert again.undoable() == ("delete", "")
    again.undo()
    assert standing(again) == before
    assert again.check() == []


def test_the_label_of_one_note_is_what_it_says(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    collection.bulk.do(DeleteNotes([collection.cards()[0].note_number]))
    assert collection.undoable() == ("delete", "What is k0? It is k0.")


def test_a_note_stays_as_long_as_it_keeps_a_card(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    before = standing(collection)
    gaps = [view.number for view in collection.cards() if view.note.note_type.kind == "cloze"]
    note = collection.card(gaps[0]).note_number
    assert collection.bulk.do(DeleteCards(gaps[:2])).changed == 2
    assert query(collection.folder, "SELECT deleted FROM note WHERE id = ?", note) == [(0,)]
    assert [view.number for view in collection.cards() if view.note_number == note] == gaps[2:]
    collection.bulk.do(DeleteCards(gaps))
    assert query(collection.folder, "SELECT deleted FROM note WHERE id = ?", note) == [(1,)]
    assert collection.check() == []
    collection.undo()
    collection.undo()
    assert standing(collection) == before


def test_what_is_deleted_stays_deleted_when_the_text_is_edited(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    gaps = [view.number for view in collection.cards() if view.note.note_type.kind == "cloze"]
    note = collection.card(gaps[0]).note_number
    collection.bulk.do(DeleteCards(gaps[:1]))
    collection.writing.edit(note, {"Text": "{{c1::1}} {{c2::2}} {{c3::3}}"})
    assert [view.number for view in collection.cards() if view.note_number == note] == gaps[1:]


def test_restoring_brings_back_the_schedule_and_the_decks(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    before = standing(collection)
    cards = [view.number for view in collection.cards()]
    notes = list(dict.fromkeys(view.note_number for view in collection.cards()))
    collection.bulk.do(DeleteCards(cards[-1:]))
    collection.bulk.do(DeleteNotes(notes))
    collection.decks.delete(collection.deck_named("Deck"))
    collection.close()
    again = opened()
    assert again.cards() == []
    restore = Restore(notes=notes, cards=cards[-1:])
    assert again.bulk.count(restore) == 6
    assert again.bulk.do(restore).changed >= 6
    assert standing(again) == before
    assert again.check() == []
    assert again.undo().kind == "recover"  # type: ignore[union-attr]
    assert again.cards() == []
    assert again.check() == []


def test_a_card_comes_back_with_its_note(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    gaps = [view.number for view in collection.cards() if view.note.note_type.kind == "cloze"]
    collection.bulk.do(DeleteCards(gaps[:1]))
    collection.bulk.do(DeleteCards(gaps[1:]))
    collection.bulk.do(Restore(cards=gaps[:1]))
    assert [view.number for view in collection.cards() if view.number in gaps] == gaps
    assert collection.check() == []


def test_a_deck_comes_back_with_what_went_with_it_and_nothing_else(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    one = collection.deck_named("One")
    first = collection.cards()[0].note_number
    collection.bulk.do(DeleteNotes([first]))
    before = standing(collection)
    collection.decks.delete(one)
    assert collection.cards() == []
    collection.bulk.do(Restore(decks=[one]))
    assert standing(collection) == before
    collection.decks.delete(collection.deck_named("Deck"))
    collection.bulk.do(Restore(decks=[one]))
    assert [row.name for row in collection.tree()] == ["Deck", "One"]
    assert standing(collection) == before
    assert collection.check() == []


def test_many_are_deleted_in_as_few_statements_as_one(
    opened: Opener, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    """F-04: the time of a large deck is the database's, not that of a statement a card."""
    collection = opened()
    collection.install(deck([basic(f"k{at}") for at in range(300)]), "deck")
    notes = [view.note_number for view in collection.cards()]
    counts = []
    for chosen in (notes[:1], notes[1:]):
        caplog.clear()
        with caplog.at_level("DEBUG", logger="peewee"):
            collection.bulk.do(DeleteNotes(chosen))
        counts.append(len(caplog.records))
    assert counts[0] > 3
    assert counts[1] <= counts[0] + 3
    assert collection.cards() == []
    collection.undo()
    assert len(collection.cards()) == 299
