"""What was done on a study day."""

from __future__ import annotations

from desktop.study.grades import PRACTICE
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, basic, deck


def test_the_summary_of_a_day(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 8)
    assert collection.summary().cards == 0
    for card, grade in zip(cards, (4, 2, 5, 1, 3), strict=False):
        clock.move(seconds=30)
        collection.grade(card, grade, took_ms=2000)
    collection.grade(cards[1], 4, took_ms=1000)  # the drill
    collection.grade(cards[6], 0, mode=PRACTICE)
    collection.grade(cards[5], 0)
    collection.undo()
    summary = collection.summary()
    assert (summary.cards, summary.answers, summary.seconds) == (5, 6, 11)
    assert summary.grades == (0, 1, 1, 1, 1, 1)
    assert summary.first_right == 3
    assert summary.missed == (cards[3], cards[1])
    assert (summary.next_day, summary.next_cards) == (collection.today() + 1, 5)
    assert collection.summary(collection.deck_named("One")) == summary
    clock.tomorrow()
    assert collection.summary().cards == 0


def test_a_deck_counts_its_own_cards_only(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic("a"), basic("b", section="Two")]), "deck")
    _, second = collection.cards()
    collection.grade(second.number, 1)
    one, two = (collection.summary(collection.deck_named(name)) for name in ("One", "Two"))
    assert (one.cards, one.missed, one.next_day) == (0, (), None)
    assert (two.cards, two.missed) == (1, (second.number,))
    assert collection.summary().cards == 1


def test_suspended_cards_are_not_promised(opened: Opener) -> None:
    collection, cards = with_cards(opened, 2)
    collection.grade(cards[0], 4)
    collection.suspend([cards[0]])
    assert (collection.summary().next_day, collection.summary().next_cards) == (None, 0)
