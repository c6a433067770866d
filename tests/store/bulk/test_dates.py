"""When many cards come: each is an entry of the log, so that what follows from the log stays true."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.store.bulk.dates import Reset, SetDue, SpreadOut
from desktop.store.collection import Collection
from desktop.study.explain import sentence
from desktop.study.schedule import NEW, Schedule
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock


def studied(opened: Opener, clock: FakeClock) -> tuple[Collection, list[int]]:
    """Return twelve cards: nine have answers of some days, three are new."""
    collection, cards = with_cards(opened)
    for days in (1, 6, 20):
        for at, card in enumerate(cards[:9]):
            collection.grade(card, 3 + at % 3)
        clock.move(days=days)
    return collection, cards


def schedules(collection: Collection, cards: list[int]) -> list[Schedule]:
    return [collection.card(card).schedule for card in cards]


def test_cards_are_new_again_and_undo_knows_what_they_were(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    before = schedules(collection, cards)
    assert collection.bulk.count(Reset(cards)) == 9
    assert collection.bulk.do(Reset(cards[1:])).changed == 8
    assert schedules(collection, cards) == [before[0], *[NEW] * 11]
    assert collection.check() == []
    assert len(collection.reviews()) == 27
    collection.grade(cards[1], 4)
    assert collection.card(cards[1]).schedule.repetition == 1
    collection.undo()
    undone = collection.undo()
    assert undone is not None
    assert set(undone.cards) == set(cards[1:9])
    assert schedules(collection, cards) == before
    assert collection.check() == []


def test_twice_in_one_instant_and_after_an_undo(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    before = schedules(collection, cards)
    for _ in range(2):
        collection.bulk.do(SetDue(cards, collection.today() + 3))
        collection.bulk.do(SetDue(cards, collection.today() + 5))
        assert {each.due for each in schedules(collection, cards)} == {collection.today() + 5}
        assert collection.check() == []
        collection.undo()
        assert {each.due for each in schedules(collection, cards)} == {collection.today() + 3}
        collection.undo()
        assert schedules(collection, cards) == before


def test_a_day_is_set_and_nothing_else(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    today = collection.today()
    before = schedules(collection, cards)
    collection.bulk.do(SetDue(cards, today + 2, today + 4))
    after = schedules(collection, cards)
    assert [each.due for each in after] == [today + 2 + at % 3 for at in range(12)]
    assert [(each.repetition, each.interval, each.ease, each.last_day) for each in after] == [
        (each.repetition, each.interval, each.ease, each.last_day) for each in before
    ]
    assert collection.plan().left == 0
    assert collection.check() == []
    clock.move(days=2)
    assert collection.plan().left == 4
    assert sentence(collection.trace(cards[0])[-1], today) == "22 Dec: put on 24 Dec by hand."


def test_a_card_of_today_comes_tomorrow_at_the_earliest(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    collection.grade(cards[0], 4)
    collection.bulk.do(SetDue(cards[:2], collection.today()))
    assert [each.due for each in schedules(collection, cards[:2])] == [
        collection.today() + 1,
        collection.today(),
    ]
    assert collection.check() == []


@pytest.mark.parametrize("away", [-1, 40_000])
def test_days_that_make_no_sense(opened: Opener, clock: FakeClock, away: int) -> None:
    collection, cards = studied(opened, clock)
    with pytest.raises(UserError, match="Choose a day"):
        collection.bulk.do(SetDue(cards, collection.today() + away))


def test_due_cards_are_shared_out_over_days(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened, clock)
    clock.move(days=200)
    today = collection.today()
    assert collection.plan().due == 9
    spread = SpreadOut(cards, 3)
    assert collection.bulk.count(spread) == 9
    assert collection.bulk.do(spread).changed == 9
    due = [each.due for each in schedules(collection, cards[:9])]
    assert sorted(each - today for each in due if each is not None) == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert collection.check() == []
    assert collection.plan().due == 3
    collection.undo()
    assert collection.plan().due == 9
    with pytest.raises(UserError):
        collection.bulk.count(SpreadOut(cards, 0))


def test_it_counts_after_an_answer_that_a_wrong_clock_put_in_the_future(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = with_cards(opened, 2)
    clock.move(days=30)
    collection.grade(cards[0], 4)
    clock.move(days=-30)
    collection.bulk.do(Reset(cards))
    assert schedules(collection, cards) == [NEW, NEW]
    assert collection.check() == []
