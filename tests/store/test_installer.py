"""A deck and its newer versions: text follows, what the learner did stays."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from desktop.errors import NotFound, UserError
from desktop.store.collection import Collection
from desktop.store.installer import Installed
from desktop.study.note import DraftNote
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, dump, plain_deck, query

OTHER = UUID("00000000-0000-0000-0000-00000000e0e0")


def view_of(collection: Collection, key: str) -> str:
    """Return the question of the note with a key."""
    return next(
        view.note.fields["Question"] for view in collection.cards() if view.note.uid == basic(key).note.uid
    )


def number_of(collection: Collection, draft: DraftNote, ordinal: int = 0) -> int:
    return next(
        view.number
        for view in collection.cards()
        if view.note.uid == draft.note.uid and view.ordinal == ordinal
    )


def first_version() -> list[DraftNote]:
    return [
        basic("untouched", "Old?", tags=["keep", "drop"]),
        basic("edited", "Old?"),
        basic("removed"),
        basic("suspended"),
        cloze("gaps", "{{c1::one}} {{c2::two}}"),
        basic("moved", section="Two"),
    ]


def second_version() -> list[DraftNote]:
    return [
        basic("added"),
        basic("untouched", "New?", tags=["keep", "fresh"], topic="T"),
        basic("edited", "New?"),
        basic("suspended", "New?"),
        cloze("gaps", "{{c2::two}} {{c3::three}}"),
        basic("moved", section="Three"),
    ]


def test_a_new_version_updates_text_and_keeps_all_that_is_the_learners(
    opened: Opener, clock: FakeClock
) -> None:
    collection = opened()
    assert collection.install(deck(first_version()), "1") == Installed(new=6)
    for _ in range(3):
        for view in collection.cards():
            collection.grade(view.number, 4)
        clock.move(days=9)
    edited = collection.card(number_of(collection, basic("edited")))
    collection.writing.edit(edited.note_number, {"Question": "Mine?"})
    collection.suspend([number_of(collection, basic("suspended"))])
    before = {view.uid: view.schedule for view in collection.cards()}
    columns = "card, repetition, interval, ease, last_day, due, drill, lapses, counted"
    rows = query(collection.folder, f"SELECT {columns} FROM schedule")

    did = collection.install(deck(second_version(), version=2), "2")

    assert did == Installed(new=1, updated=4, unchanged=0, kept=1)
    after = {view.uid: view for view in collection.cards()}
    assert set(rows) <= set(query(collection.folder, f"SELECT {columns} FROM schedule"))
    gone = {uid for uid in before if uid not in after}
    assert len(gone) == 1  # the gap that the new text lacks
    assert all(after[uid].schedule == before[uid] for uid in before if uid in after)
    assert view_of(collection, "untouched") == "New?"
    assert view_of(collection, "edited") == "Mine?"
    assert view_of(collection, "removed") == "What is removed?"
    untouched = collection.card(number_of(collection, basic("untouched")))
    assert untouched.note.tags == ("fresh", "keep")
    assert untouched.note.topic.endswith(" T")
    assert collection.card(number_of(collection, basic("suspended"))).suspended
    assert collection.card(number_of(collection, basic("added"))).schedule.is_new
    assert collection.card(number_of(collection, cloze("gaps", ""), 2)).schedule.is_new
    assert collection.card(number_of(collection, basic("moved"))).deck == "Three"
    assert [view.note.uid for view in collection.cards()][:2] == [
        basic("added").note.uid,
        basic("untouched").note.uid,
    ]
    assert [row.name for row in collection.tree()] == ["Deck", "One", "Three"]
    assert collection.check() == []


def test_a_gap_that_comes_back_has_its_schedule(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([cloze("gaps", "{{c1::one}} {{c2::two}}")]), "1")
    for view in collection.cards():
        collection.grade(view.number, 5)
    then = [view.schedule for view in collection.cards()]
    collection.install(deck([cloze("gaps", "{{c1::one}} two")], 2), "2")
    assert len(collection.cards()) == 1
    collection.install(deck([cloze("gaps", "{{c1::one}} {{c2::TWO}}")], 3), "3")
    assert [view.schedule for view in collection.cards()] == then
    assert collection.check() == []


def test_a_section_that_comes_back_is_the_same_deck(opened: Opener) -> None:
    collection = opened()
    decks = []
    for version, section in enumerate(("One", "Two", "One"), 1):
        collection.install(deck([basic("a", section=section)], version), str(version))
        assert [row.name for row in collection.tree()] == ["Deck", section]
        decks.append(collection.deck_named(section))
        assert len(collection.cards(decks[-1])) == 1
        assert collection.check() == []
    assert decks[0] == decks[2] != decks[1]


def test_taking_it_in_twice_changes_nothing(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck(first_version()), "1")
    collection.grade(collection.cards()[0].number, 4)
    collection.writing.edit(collection.cards()[1].note_number, {"Question": "Mine?"})
    before = dump(collection.folder)
    clock.tomorrow()
    assert collection.install(deck(first_version()), "1") == Installed(unchanged=6)
    assert dump(collection.folder) == before
    assert collection.install(deck(first_version()), "same text, other date") == Installed(unchanged=6)
    assert dump(collection.folder, without=["meta"]) == {k: v for k, v in before.items() if k != "meta"}


def test_an_older_version_does_not_take_text_back(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(second_version(), 2), "2")
    before = dump(collection.folder, without=["meta"])
    assert "1" not in collection.installed()
    assert collection.install(deck(first_version(), 1), "1") == Installed(unchanged=6)
    assert "1" in collection.installed()
    assert dump(collection.folder, without=["meta"]) == before


def test_a_deleted_note_stays_deleted(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(first_version()), "1")
    number = number_of(collection, basic("untouched"))
    query(collection.folder, "UPDATE card SET deleted = 1 WHERE id = ?", number)
    query(collection.folder, "UPDATE note SET deleted = 1 WHERE uid = ?", basic("edited").note.uid.bytes)
    collection.install(deck(second_version(), 2), "2")
    left = {view.note.uid for view in collection.cards()}
    assert basic("untouched").note.uid not in left
    assert basic("edited").note.uid not in left
    assert collection.check() == []
    with pytest.raises(NotFound):
        collection.card_with(str(collection.card(number).uid))


def test_a_card_that_the_learner_moved_stays_there(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(first_version()), "1")
    number = number_of(collection, basic("untouched"))
    query(
        collection.folder,
        "UPDATE card SET deck = ? WHERE id = ?",
        collection.deck_named("Two"),
        number,
    )
    moved = [
        basic(name, "New?", section="Elsewhere") if name in ("untouched", "edited") else basic(name)
        for name in ("untouched", "edited", "removed")
    ]
    collection.install(deck(moved, 2), "2")
    assert collection.card(number).deck == "Two"
    assert collection.card(number_of(collection, basic("edited"))).deck == "Elsewhere"


def test_two_decks_do_not_touch_each_other(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(first_version()), "1")
    mine = [DraftNote(basic("other").note, ("One",))]
    collection.install(deck(mine, 1, "Other", OTHER), "other")
    collection.install(deck(mine, 2, "Other", OTHER), "other 2")
    assert [(row.name, row.depth, row.cards) for row in collection.tree()] == [
        ("Deck", 0, 7),
        ("One", 1, 6),
        ("Two", 1, 1),
        ("Other", 0, 1),
        ("One", 1, 1),
    ]
    assert collection.deck_named("other::one") != collection.deck_named("One")
    assert collection.deck_named("deck::ONE") == collection.deck_named("One")
    with pytest.raises(NotFound, match="no deck called 'Three'"):
        collection.deck_named("Three")


def test_a_deck_that_cannot_be_taken_in_leaves_nothing(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = opened()
    before = dump(collection.folder)

    def broken(cards: object) -> None:
        raise MemoryError

    monkeypatch.setattr(collection._parts.schedules, "settle", broken)
    with pytest.raises(MemoryError):
        collection.install(deck(first_version()), "1")
    assert dump(collection.folder) == before
    assert "1" not in collection.installed()


def test_an_edit_of_a_field_that_is_not_there_is_refused(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(first_version()), "1")
    with pytest.raises(UserError, match="no field 'Colour'"):
        collection.writing.edit(collection.cards()[0].note_number, {"Colour": "red"})
    with pytest.raises(NotFound):
        collection.writing.edit(999, {"Question": "x"})


def test_a_description_of_ones_own_stays(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(1), "deck")
    collection.decks.describe(collection.deck_named("Deck"), "Mine")
    collection.install(replace(plain_deck(1, 2), description="Newer."), "newer")
    assert collection.tree()[0].description == "Mine"


def test_a_deck_that_was_renamed_moved_and_painted_stays_so(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(2), "deck")
    one = collection.deck_named("One")
    collection.decks.rename(one, "Mine::Uno")
    collection.decks.paint(one, "red")
    collection.install(plain_deck(3, 2), "newer")
    assert [(row.name, row.depth, row.cards) for row in collection.tree()] == [
        ("Deck", 0, 0),
        ("Mine", 0, 3),
        ("Uno", 1, 3),
    ]
    assert collection.check() == []
