"""Today lasts two hours longer, tonight only."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock


def test_answers_after_the_rollover_count_for_the_day_before_until_it_ends(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = with_cards(opened, 6)
    today = collection.today()
    clock.move(hours=17.5)  # half past three in the night
    collection.set_option("extended_day", today)
    collection.grade(cards[0], 4)
    clock.move(hours=1)
    collection.grade(cards[1], 4)
    assert collection.today() == today
    assert len(collection.plan().done) == 2
    collection.close()

    again = opened()  # the app was closed and opened again
    clock.move(hours=1.25)
    assert again.today() == today
    assert again.grade(cards[2], 4).day == today
    clock.move(hours=0.25)
    assert again.today() == today + 1
    assert again.grade(cards[3], 4).day == today + 1
    assert [row["day"] for row in again.reviews()] == [today] * 3 + [today + 1]
    assert again.plan().done == {cards[3]}
    clock.move(hours=22)
    assert again.today() == today + 2
    assert again.check() == []


def test_taking_it_back_ends_the_day_as_usual_and_answers_keep_theirs(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = with_cards(opened, 2)
    today = collection.today()
    clock.move(hours=18.5)  # half past four
    collection.set_option("extended_day", today)
    assert collection.today() == today
    graded = collection.grade(cards[0], 4)
    collection.undo()
    assert collection.undo().kind == "option"  # type: ignore[union-attr]
    assert collection.today() == today + 1
    assert graded.day == today


def test_a_clock_that_goes_back_is_still_on_that_day(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 2)
    today = collection.today()
    collection.set_option("extended_day", today)
    clock.move(hours=19)  # five in the morning
    collection.grade(cards[0], 4)
    clock.move(hours=-3)
    collection.grade(cards[1], 4)
    assert {row["day"] for row in collection.reviews()} == {today}
    clock.move(days=-1)
    assert collection.today() == today - 1
    assert collection.check() == []


def test_nonsense_is_no_day(opened: Opener) -> None:
    collection, _ = with_cards(opened, 1)
    with pytest.raises(UserError):
        collection.set_option("extended_day", "tonight")
    collection.set_option("extended_day", 10**9)
    assert collection.today() > 0
    collection.set_option("extended_day", -5)
    assert collection.options.extended_day == 0
