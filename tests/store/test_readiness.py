"""How ready one is on the day of an interview, as the log has it."""

from __future__ import annotations

import random

import pytest

from desktop.store.collection import Collection
from desktop.store.plans import INTERVIEW
from desktop.store.readiness import Told, first_answers
from desktop.study.planning.readiness import counted, fitted
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, basic, deck


def interview(collection: Collection, days: int, **more: object) -> int:
    today = collection.today()
    return collection.plans.add(INTERVIEW, first_day=today, last_day=today + days, **more)  # type: ignore[arg-type]


def told(collection: Collection) -> Told:
    (found,) = collection.readiness().told()
    return found


def learned(collection: Collection, cards: list[int], clock: FakeClock) -> None:
    for days in (1, 6, 1):
        for card in cards:
            collection.grade(card, 4)
        clock.move(days=days)


def test_without_interviews_nothing_is_told(opened: Opener) -> None:
    assert opened().readiness().told() == []


def test_new_cards_are_not_ready(opened: Opener) -> None:
    collection, _ = with_cards(opened, 5)
    interview(collection, 10)
    assert (told(collection).ready, told(collection).today.cards) == (0, 5)
    assert told(collection).estimate.answers == 0


def test_what_lies_too_long_is_not_ready_and_a_top_up_makes_it_so(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 6)
    learned(collection, cards, clock)  # intervals of 15 days, answered yesterday
    interview(collection, 4)
    assert told(collection).ready == 6  # 5 days of 15
    clock.move(days=1)
    collection.plans.change(told(collection).row.number, last_day=collection.today() + 12)
    assert told(collection).ready == 0  # 14 days of 15
    clock.move(days=10)
    for card in cards[:2]:
        assert collection.grade(card, 4).after == collection.card(card).schedule
    assert told(collection).ready == 2
    collection.undo()
    assert told(collection).ready == 1


def test_only_cards_of_the_plan_count(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(
        deck(basic(f"k{at}", tags=["x::y"] if at < 2 else [], section="One") for at in range(6)), "deck"
    )
    learned(collection, [view.number for view in collection.cards()], clock)
    interview(collection, 2, tag="x")
    assert (told(collection).ready, told(collection).today.cards) == (2, 2)
    collection.plans.change(told(collection).row.number, tag="", deck=collection.deck_named("One"))
    assert (told(collection).ready, told(collection).name) == (6, "Deck::One")
    collection.plans.change(told(collection).row.number, deck=collection.decks.create("Empty"))
    assert (told(collection).ready, told(collection).today.cards, told(collection).name) == (0, 0, "Empty")


def test_of_a_day_that_has_passed_it_says_what_was_reached(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 6)
    learned(collection, cards, clock)
    interview(collection, 4)
    clock.move(days=4)
    reached = told(collection).ready
    assert reached == 6
    clock.move(days=20)
    assert told(collection).ready == reached
    for card in cards[:3]:
        collection.grade(card, 2)
    assert told(collection).ready == reached
    clock.move(days=700)
    assert told(collection).ready == reached


def test_the_estimate_follows_the_learners_own_answers(opened: Opener, clock: FakeClock) -> None:
    """Somebody who forgets half of what is due is ready for less than the prior would have it."""
    collection, cards = with_cards(opened, 30)
    chance = random.Random(7)
    readiness = collection.readiness()
    interview(collection, 300)
    before = readiness.told()[0].estimate
    for _ in range(30):
        for card in cards:
            due = collection.card(card).schedule.due
            if due is None or due <= collection.today():
                collection.grade(card, chance.choice((2, 4)))
        clock.tomorrow()
    after = readiness.told()[0].estimate
    assert before.answers == 0
    assert after.answers > 200
    assert after.chance(6, 6) < 0.7 < before.chance(6, 6)


def test_what_counts_as_an_answer_is_the_first_of_a_day_to_what_was_learned(
    opened: Opener, clock: FakeClock
) -> None:
    collection, (card, *_) = with_cards(opened, 1)
    start = collection.today()
    for grade, days in ((4, 1), (2, 0), (4, 0), (5, 1), (4, 3), (4, 4), (4, 0)):
        collection.grade(card, grade)
        clock.move(days=days)
    collection.grade(card, 4, mode="practice")
    found = list(first_answers(collection.trace(card)))
    assert found == [
        (start + 1, 1, 1, False),
        (start + 2, 1, 1, True),
        (start + 5, 3, 6, True),
        (start + 9, 4, 6, True),
    ]
    assert fitted(counted(each[1:] for each in found)).answers == 4


@pytest.mark.parametrize("days", [5, 4000])
def test_a_deck_that_is_gone_leaves_nobody_ready(opened: Opener, days: int) -> None:
    collection, _ = with_cards(opened, 3)
    interview(collection, days, deck=collection.deck_named("Deck"))
    collection.decks.delete(collection.deck_named("Deck"))
    assert (told(collection).ready, told(collection).today.missing, told(collection).name) == (0, "deck", "")
