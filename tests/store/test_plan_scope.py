"""The cards that a plan is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.store.collection import Collection
from desktop.store.forest import Forest
from desktop.store.plan_scope import Scope
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, deck

Made = Callable[..., Scope]
TAGS = (["a"], ["a::b", "a"], ["ab"], ["A"], ["a::b"], [])


@pytest.fixture
def collection(opened: Opener) -> Collection:
    """Six cards in two decks, the first of which were studied."""
    found = opened()
    notes = [basic(f"k{at}", tags=tags, section="One" if at < 3 else "Two") for at, tags in enumerate(TAGS)]
    found.install(deck(notes), "deck")
    found.grade(1, 4)
    found.grade(2, 4)
    return found


@pytest.fixture
def scope(collection: Collection) -> Made:
    def make(deck: str | None = None, tag: str = "") -> Scope:
        number = None if deck is None else collection.deck_named(deck)
        plans = collection.plans
        row = plans.numbered(plans.add("interview", deck=number, tag=tag))
        return Scope(collection._database, Forest(collection._database.rows), row)

    return make


@pytest.mark.parametrize(
    ("deck", "tag", "cards"),
    [
        (None, "", {1, 2, 3, 4, 5, 6}),
        ("Deck", "", {1, 2, 3, 4, 5, 6}),
        ("Two", "", {4, 5, 6}),
        (None, "a", {1, 2, 5}),
        (None, "a::b", {2, 5}),
        ("Two", "a", {5}),
        ("One", "nobody", set()),
    ],
)
def test_deck_and_tag_say_which_cards(
    collection: Collection, scope: Made, deck: str | None, tag: str, cards: set[int]
) -> None:
    made = scope(deck, tag)
    assert made.among([1, 2, 3, 4, 5, 6, 99]) == cards
    new, studied = made.counts
    assert (sum(new.values()), studied) == (len(cards - {1, 2}), len(cards & {1, 2}))
    today = collection.today()
    assert {card for card, _, _ in made.new(today, 99, shuffled=False)} == cards - {1, 2}
    assert {card for card, _ in made.later(today + 1, today)} == cards & {1, 2}
    assert made.later(today + 2, today) == []
    assert made.value("SELECT COUNT(*) FROM {cards} WHERE s.state = ? AND 7 = ?", 0, 7) == len(cards - {1, 2})


def test_suspended_and_deleted_cards_are_not_in_it(
    collection: Collection, scope: Made, clock: FakeClock
) -> None:
    collection.suspend([1, 3])
    assert scope().counts[1] == 1
    assert sum(scope(tag="a").counts[0].values()) == 1
    collection.decks.delete(collection.deck_named("Two"))
    assert scope(tag="a").counts == ({}, 1)


def test_few_are_read_deck_by_deck_in_their_order(collection: Collection, scope: Made) -> None:
    made = scope()
    assert [card for card, _, _ in made.new(collection.today(), 2, shuffled=False)] == [3, 4]
    shuffled = [card for card, _, _ in made.new(collection.today(), 9, shuffled=True)]
    assert shuffled[0] == 3
    assert sorted(shuffled) == [3, 4, 5, 6]
