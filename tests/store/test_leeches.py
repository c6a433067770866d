"""Cards that are forgotten again and again."""

from __future__ import annotations

import pytest

from desktop.store.collection import Collection
from desktop.study.schedule import Schedule, becomes_leech
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock


@pytest.mark.parametrize(
    ("lapses", "most", "expected"),
    [(7, 8, False), (8, 8, True), (9, 8, False), (12, 8, True), (16, 8, True), (1, 1, True), (2, 1, True)],
)
def test_when_a_card_becomes_one(lapses: int, most: int, expected: bool) -> None:
    assert becomes_leech(Schedule(lapses=lapses - 1), Schedule(lapses=lapses), most) is expected
    assert not becomes_leech(Schedule(lapses=lapses), Schedule(lapses=lapses), most)


def forget(collection: Collection, card: int, clock: FakeClock, times: int) -> list[str]:
    """Forget a card so often; return what was done about it each time."""
    done = []
    for _ in range(times):
        collection.grade(card, 4)
        clock.move(days=1)
        done.append(collection.grade(card, 2).leech)
        clock.move(days=1)
    return done


def tags(collection: Collection, card: int) -> tuple[str, ...]:
    return collection.card(card).note.tags


def test_it_is_tagged_and_told_and_goes_with_the_answer(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    collection.set_option("leech_lapses", 3)
    assert forget(collection, cards[0], clock, 3) == ["", "", "tag"]
    assert tags(collection, cards[0]) == ("leech",)
    assert not collection.card(cards[0]).suspended
    assert collection.undoable() == ("review", "2")
    collection.undo()
    assert tags(collection, cards[0]) == ()
    assert collection.undoable() == ("review", "4")
    assert collection.grade(cards[0], 2).leech == "tag"
    assert tags(collection, cards[1]) == ()
    assert collection.check() == []


def test_it_may_be_suspended_where_its_deck_says_so(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    deck = collection.deck_named("One")
    collection.decks.set_options(deck, {"leech_lapses": 2, "leech_action": "suspend"})
    assert forget(collection, cards[0], clock, 2) == ["", "suspend"]
    assert collection.card(cards[0]).suspended
    assert cards[0] not in collection.plan().drills
    assert collection.check() == []
    collection.undo()
    assert not collection.card(cards[0]).suspended
    assert tags(collection, cards[0]) == ()
    assert collection.check() == []


def test_nothing_is_done_where_that_is_wanted(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    collection.set_option("leech_lapses", 1)
    collection.set_option("leech_action", "nothing")
    assert forget(collection, cards[0], clock, 2) == ["", ""]
    assert tags(collection, cards[0]) == ()


def test_what_was_done_since_is_undone_first(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    collection.set_option("leech_lapses", 1)
    forget(collection, cards[0], clock, 1)
    collection.flag([cards[0]], 2)
    assert collection.undo().kind == "flag"  # type: ignore[union-attr]
    assert tags(collection, cards[0]) == ("leech",)
    assert collection.undo().kind == "review"  # type: ignore[union-attr]
    assert tags(collection, cards[0]) == ()
