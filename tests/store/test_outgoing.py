from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import NotFound
from desktop.store.collection import Collection
from desktop.study.grades import PRACTICE
from desktop.study.incoming import CardState, PastReview
from desktop.study.outgoing import Outgoing, OutgoingNote
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, query
from tests.store.incoming import file, picture, take_in, two_way


def filled(opened: Opener, clock: FakeClock) -> Collection:
    """A deck of two sections, some of it studied."""
    collection = opened()
    notes = [
        basic("a", tags=("b2b", "leech")),
        basic("b", topic="t"),
        cloze("c", "{{c1::x}} {{c2::y}}", section="Two"),
    ]
    collection.install(deck(notes), "deck")
    first, second, third, fourth = (view.number for view in collection.cards())
    collection.grade(first, 4, took_ms=5000)
    collection.grade(second, 2, took_ms=6000, mode=PRACTICE)
    clock.tomorrow()
    collection.grade(first, 3, took_ms=7000)
    collection.suspend([second])
    collection.flag([third], 5)
    collection.bury([fourth])
    return collection


def notes_of(collection: Collection, **more: Any) -> list[OutgoingNote]:
    with closing(collection.outgoing(**more)) as outgoing:
        return list(outgoing.make())


def test_everything_goes_with_decks_in_their_order(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    with closing(collection.outgoing()) as outgoing:
        assert outgoing.whole
        assert [each.path for each in outgoing.decks] == [("Deck",), ("Deck", "One"), ("Deck", "Two")]
        assert outgoing.decks[0].description == "A deck."
        assert outgoing.count == 3
        notes = list(outgoing.make())
        assert [each.note.fields for each in notes] == [
            dict(view.note.fields) for view in collection.cards() if view.ordinal == 0
        ]
        assert [each.deck for each in notes] == [("Deck", "One"), ("Deck", "One"), ("Deck", "Two")]
        assert [len(each.cards) for each in notes] == [1, 1, 2]
        assert list(outgoing.make()) == notes, "asked again, it says the same"
        assert {each.kind for each in outgoing.note_types} == {"basic", "cloze"}


def test_where_cards_stand_goes_with_them(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    views = collection.cards()
    states = [state for each in notes_of(collection) for state in each.cards]
    assert states[0].schedule == views[0].schedule
    assert [each[1:] for each in states[0].reviews] == [(4, 5000, "study"), (3, 7000, "study")]
    assert [each[1:] for each in states[1].reviews] == [(2, 6000, PRACTICE)]
    assert states[1].schedule is None, "practice moves no card"
    assert [each.suspended for each in states] == [False, True, False, False]
    assert [each.flag for each in states] == [0, 0, 5, 0]
    assert [each.buried for each in states] == [False, False, False, True]


def test_what_was_taken_back_does_not_go(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    [third] = [view.number for view in collection.cards()][2:3]
    collection.grade(third, 5)
    collection.undo()
    assert notes_of(collection)[2].cards[0].reviews == ()


def test_a_deck_goes_with_those_below_it_alone(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    with closing(collection.outgoing(collection.deck_named("Two"))) as outgoing:
        assert outgoing.name == "Two"
        assert not outgoing.whole
        assert [each.path for each in outgoing.decks] == [("Deck", "Two")]
        assert [each.note.note_type.kind for each in outgoing.make()] == ["cloze"]
        assert [each.kind for each in outgoing.note_types] == ["cloze"]
    with closing(collection.outgoing(collection.deck_named("Deck"))) as outgoing:
        assert outgoing.count == 3
    with pytest.raises(NotFound):
        collection.outgoing(999)


def test_single_cards_go_without_the_names_of_other_decks(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    chosen = collection.cards()[3]
    with closing(collection.outgoing(cards=[chosen.number, chosen.number, 999])) as outgoing:
        [only] = list(outgoing.make())
        assert only.note.uid == chosen.note.uid
        assert [state.ordinal for state in only.cards] == [1]
        assert [each.path for each in outgoing.decks] == [("Deck", "Two")]
        assert not outgoing.whole


def test_for_others_there_is_nothing_of_the_learner(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    for each in notes_of(collection, with_progress=False):
        assert each.created_ms is None
        assert each.modified_ms is None
        assert "leech" not in each.note.tags
        for state in each.cards:
            assert state == CardState(state.ordinal, position=state.position)


def test_deleted_notes_and_decks_stay_here(opened: Opener, clock: FakeClock, tmp_path: Path) -> None:
    collection = filled(opened, clock)
    query(tmp_path / "cards", "UPDATE note SET deleted = 1 WHERE id = 1")
    assert len(notes_of(collection)) == 2
    query(tmp_path / "cards", "UPDATE deck SET deleted = 1 WHERE name = 'Two'")
    assert len(notes_of(collection)) == 1


def test_it_is_of_one_moment_whatever_is_answered_meanwhile(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    with closing(collection.outgoing()) as outgoing:
        collection.grade(collection.cards()[2].number, 5)
        collection.writing.edit(collection.cards()[0].note_number, {"Question": "Changed?"})
        notes = list(outgoing.make())
    assert notes[2].cards[0].reviews == ()
    assert notes[0].note.fields["Question"] == "What is a?"


def test_it_can_only_read(opened: Opener, clock: FakeClock) -> None:
    from desktop.store.outgoing import Reading

    collection = filled(opened, clock)
    reading = Reading(collection.file, clock(), collection.options, None, None, True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading._connection.execute("DELETE FROM main.review")
    reading.close()


def test_media_are_found_as_notes_mean_them(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    collection.add_media("📈 ROI.PNG", b"a picture")
    with closing(collection.outgoing()) as outgoing:
        found = outgoing.find_media("📈 roi.png")
        assert found is not None
        assert (found.name, found.size, found.read()) == ("📈 roi.png", 9, b"a picture")
        assert outgoing.find_media("gone.png") is None
        assert list(outgoing.all_media()) == ["📈 ROI.PNG"]


def test_the_time_of_the_latest_change_goes_too(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    made = clock().at_ms - 86_400_000
    clock.move(hours=1)
    collection.writing.edit(collection.cards()[0].note_number, {"Explanation": "More."})
    first, second, _ = notes_of(collection)
    assert (first.created_ms, first.modified_ms) == (made, clock().at_ms)
    assert (second.created_ms, second.modified_ms) == (made, made)


def test_batches_leave_nothing_out_and_keep_the_order(
    opened: Opener, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.outgoing.BATCH", 3)
    collection = opened()
    collection.install(deck(basic(f"k{number}", tags=(f"t{number}",)) for number in range(10)), "deck")
    with closing(collection.outgoing()) as outgoing:
        notes = list(outgoing.make())
        assert [each.note.tags for each in notes] == [(f"t{number}",) for number in range(10)]
        assert len(list(islice(outgoing.make(), 4))) == 4


def as_incoming(outgoing: Outgoing) -> Any:
    return file(*outgoing.make(), deck=("Elsewhere",))


def test_what_goes_out_and_comes_in_elsewhere_is_the_same(
    opened: Opener, clock: FakeClock, tmp_path: Path
) -> None:
    here, there = opened(), opened(tmp_path / "there")
    answers = tuple(PastReview(clock().at_ms - days * 86_400_000, 4, 3000) for days in (9, 5, 1))
    studied = CardState(0, ("Sales", "Below"), 3, reviews=answers, flag=2, kept='{"s": 3.5}')
    one = two_way("one", "eins", key="1", cards=(studied, CardState(1, suspended=True)))
    take_in(here, file(one, media=[picture("a.png")]))
    clock.tomorrow()
    here.grade(here.cards()[0].number, 5, took_ms=2000)
    with closing(here.outgoing()) as outgoing:
        take_in(there, as_incoming(outgoing))
    [before], [after] = notes_of(here), notes_of(there)
    assert after._replace(modified_ms=before.modified_ms) == before
    assert [state.kept for state in before.cards] == ['{"s": 3.5}', ""]
    assert (before.deck, before.cards[1].deck) == (("Sales", "Below"), ("Sales",))
    assert there.cards()[0].schedule == here.cards()[0].schedule
