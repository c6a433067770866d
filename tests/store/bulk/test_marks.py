"""Decks, tags, flags and rest of many cards at once: one step each, which can be taken back."""

from __future__ import annotations

import pytest

from desktop.errors import NotFound, UserError
from desktop.store.bulk.deed import Deed
from desktop.store.bulk.marks import (
    Bury,
    Flag,
    Move,
    RenameTag,
    Suspend,
    Tag,
    Unbury,
    Unflag,
    Unsuspend,
    Untag,
)
from desktop.store.collection import Collection
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, basic, deck, query

DECK = "SELECT id FROM deck WHERE name = 'Two'"


def tags(collection: Collection) -> dict[int, list[str]]:
    return {view.note_number: list(view.note.tags) for view in collection.cards()}


def tagged(opened: Opener) -> tuple[Collection, list[int]]:
    collection = opened()
    collection.install(
        deck(
            [basic("a", tags=["lead"]), basic("b", tags=["lead::cold", "leader"]), basic("c", section="Two")]
        ),
        "deck",
    )
    return collection, [view.note_number for view in collection.cards()]


@pytest.mark.parametrize(
    ("before", "deed", "field", "value"),
    [
        (None, Suspend, "suspended", True),
        (Suspend, Unsuspend, "suspended", False),
        (None, lambda cards: Flag(cards, 3), "flag", 3),
        (lambda cards: Flag(cards, 9), Unflag, "flag", 0),
        (Bury, Unbury, "buried", 0),
    ],
)
def test_a_mark_is_set_on_all_of_the_chosen_cards_and_on_no_other(
    opened: Opener, before: type[Deed] | None, deed: type[Deed], field: str, value: object
) -> None:
    collection, cards = with_cards(opened)
    if before:
        collection.bulk.do(before(cards))
    chosen = cards[::2]
    old = {card: getattr(collection.card(card), field) for card in cards}
    made = deed(chosen)
    assert collection.bulk.count(made) == len(chosen)
    done = collection.bulk.do(made)
    assert (done.changed, done.changes.cards) == (len(chosen), True)
    assert {card: getattr(collection.card(card), field) for card in cards} == old | dict.fromkeys(
        chosen, value
    )
    assert collection.bulk.count(made) == 0
    assert collection.bulk.do(made).changed == 0
    assert collection.check() == []
    assert collection.undo().kind == made.kind  # type: ignore[union-attr]
    assert {card: getattr(collection.card(card), field) for card in cards} == old
    assert collection.check() == []


def test_buried_cards_come_tomorrow(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    collection.bulk.do(Bury(cards))
    assert collection.plan().left == 0
    clock.tomorrow()
    assert collection.plan().left == 3


def test_cards_move_to_a_deck_and_are_counted_there(opened: Opener) -> None:
    collection, _ = tagged(opened)
    cards = [view.number for view in collection.cards()]
    ((two,),) = query(collection.folder, DECK)
    assert collection.bulk.count(Move(cards, two)) == 2
    collection.bulk.do(Move(cards, two))
    assert {row.name: row.new for row in collection.tree()} == {"Deck": 3, "One": 0, "Two": 3}
    assert collection.undoable() == ("move", "Two")
    collection.undo()
    assert {row.name: row.new for row in collection.tree()} == {"Deck": 3, "One": 2, "Two": 1}
    with pytest.raises(NotFound):
        collection.bulk.do(Move(cards, 99))


def test_more_cards_than_a_query_has_room_for(opened: Opener) -> None:
    collection, cards = with_cards(opened, 5)
    assert collection.bulk.do(Suspend(range(-50_000, 50_000))).changed == len(cards)


def test_tags_come_and_go(opened: Opener) -> None:
    collection, notes = tagged(opened)
    before = tags(collection)
    give = Tag(notes, ["lead", "  new  one ", "lead"])
    assert collection.bulk.count(give) == 3
    assert collection.bulk.do(give).changed == 3
    assert tags(collection) == {
        notes[0]: ["lead", "new one"],
        notes[1]: ["lead", "lead::cold", "leader", "new one"],
        notes[2]: ["lead", "new one"],
    }
    assert collection.undoable() == ("tag", "lead, new one")
    collection.bulk.do(Untag(notes[1:], ["lead", "nothing"]))
    assert tags(collection)[notes[1]] == ["lead::cold", "leader", "new one"]
    assert tags(collection)[notes[0]] == ["lead", "new one"]
    collection.undo()
    collection.undo()
    assert tags(collection) == before
    with pytest.raises(UserError):
        collection.bulk.do(Tag(notes, ["\n", ""]))


def test_a_tag_is_renamed_with_those_below_it_and_with_no_other(opened: Opener) -> None:
    collection, notes = tagged(opened)
    before = tags(collection)
    rename = RenameTag("lead", "buyer")
    assert collection.bulk.count(rename) == 2
    collection.bulk.do(rename)
    assert tags(collection) == {notes[0]: ["buyer"], notes[1]: ["buyer::cold", "leader"], notes[2]: []}
    collection.undo()
    assert tags(collection) == before


def test_a_tag_can_go_below_itself_and_become_one_with_another(opened: Opener) -> None:
    collection, notes = tagged(opened)
    collection.bulk.do(RenameTag("lead", "lead::cold", notes))
    assert tags(collection)[notes[0]] == ["lead::cold"]
    assert tags(collection)[notes[1]] == ["lead::cold::cold", "leader"]
    collection.bulk.do(RenameTag("lead::cold", "LEADER", [notes[1]]))
    assert tags(collection)[notes[0]] == ["lead::cold"]
    assert tags(collection)[notes[1]] == ["LEADER::cold", "leader"]
    collection.bulk.do(RenameTag("LEADER::cold", "leader"))
    assert tags(collection)[notes[1]] == ["leader"]


def test_a_tag_of_500_letters_with_signs_is_a_tag(opened: Opener) -> None:
    collection, notes = tagged(opened)
    strange = """'"; DROP TABLE note; --%_<b>&""" + "é" * 470
    collection.bulk.do(Tag(notes, [strange]))
    assert all(strange in each for each in tags(collection).values())
    collection.bulk.do(RenameTag(strange, "plain"))
    assert all("plain" in each and strange not in each for each in tags(collection).values())
