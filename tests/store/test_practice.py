"""Practice with choices: what comes, and who lends wrong answers."""

from __future__ import annotations

from desktop.store.collection import Collection
from desktop.store.practice import ELSEWHERE, NEAR, ROUND
from desktop.study.choices import accepted
from desktop.study.grades import PRACTICE
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, plain_deck


def studied(opened: Opener, clock: FakeClock, number: int = 30) -> tuple[Collection, list[int]]:
    """Return cards of which every other one is due and the rest are known until the day after."""
    collection = opened()
    collection.install(plain_deck(number), "deck")
    cards = [view.number for view in collection.cards()]
    for card in cards[1::2]:
        collection.grade(card, 5)
    clock.move(days=6)
    for card in cards[1::2]:
        collection.grade(card, 5)
    clock.tomorrow()
    for card in cards[::2]:
        collection.grade(card, 4)
    clock.tomorrow()
    return collection, cards


def test_due_cards_come_first_then_known_ones(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    due = set(collection.plan().cards) & set(cards[::2])

    plan = collection.practising.round()

    assert len(plan.cards) == ROUND
    assert set(plan.cards[: len(due)]) == due
    assert plan.cards == collection.practising.round().cards


def test_what_was_never_studied_does_not_come(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(5), "deck")

    assert collection.practising.round().cards == ()
    collection.grade(collection.cards()[0].number, 4)
    assert len(collection.practising.round().cards) == 1


def test_another_round_begins_with_other_cards(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    first = collection.practising.round().cards
    for card in first:
        collection.grade(card, 4, mode=PRACTICE)

    second = collection.practising.round().cards

    assert set(second[: len(cards) - ROUND]) == set(cards) - set(first)
    assert len(second) == ROUND


def test_practice_moves_no_schedule(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    before = [collection.card(card).schedule for card in cards]
    for card in collection.practising.round().cards:
        collection.grade(card, 2, mode=PRACTICE)

    assert [collection.card(card).schedule for card in cards] == before
    assert collection.check() == []


def test_siblings_suspended_and_buried_cards_stay_away(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([basic("a"), basic("b"), basic("c"), cloze("d", "{{c1::x}} {{c2::y}}")]), "deck")
    cards = [view.number for view in collection.cards()]
    for card in cards:
        collection.grade(card, 4)
    clock.tomorrow()
    collection.suspend([cards[0]])
    collection.bury([cards[1]])

    plan = collection.practising.round()

    assert len(plan.cards) == 2
    assert cards[2] in plan.cards
    assert plan.held_back == 1


def test_a_round_of_one_deck(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([basic("a", section="One"), basic("b", section="Two")]), "deck")
    for view in collection.cards():
        collection.grade(view.number, 4)
    clock.tomorrow()

    (card,) = collection.practising.round(collection.deck_named("Two")).cards

    assert collection.card(card).deck == "Two"


def test_neighbours_lend_their_answers(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(NEAR * 4), "deck")
    cards = collection.cards()
    middle = cards[NEAR * 2].number

    lent = {accepted(each)[0] for each in collection.practising.lenders(middle)}

    near = [*cards[NEAR : NEAR * 2], *cards[NEAR * 2 + 1 : NEAR * 3 + 1]]
    assert lent == {view.note.fields["Answer"] for view in near}


def test_decks_around_lend_too_and_other_decks_do_not(opened: Opener) -> None:
    collection = opened()
    far = (basic(f"far {number}", section="Far") for number in range(ELSEWHERE + 9))
    collection.install(deck([basic("a", section="One"), cloze("b", "{{c1::it}} {{c2::is}}"), *far]), "deck")
    number = next(view.number for view in collection.cards() if view.ordinal == 1)

    lent = [accepted(each)[0] for each in collection.practising.lenders(number)]

    assert "It is a." in lent
    assert "it" not in lent
    assert sum(text.startswith("It is far") for text in lent) == ELSEWHERE


def test_a_note_type_can_be_compared_strictly_and_that_undone(opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(2), "deck")
    card = collection.cards()[0].number
    note_type = collection.card(card).note.note_type

    assert collection.set_strict(note_type.uid, True).cards
    assert not collection.set_strict(note_type.uid, True).cards
    assert collection.card(card).note.note_type.strict
    assert collection.undoable() == ("strict", "")
    assert collection.undo() is not None
    assert not collection.card(card).note.note_type.strict
    assert collection.undoable() is None
