"""The day that a card comes on is chosen when it is answered, stored, and shown before."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.store.bulk.rebalancing import Rebalance
from desktop.store.collection import Collection
from desktop.study.fuzz import choices, shift
from desktop.study.planning.balance import is_easy
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, dump, query


def learned(collection: Collection, cards: list[int], clock: FakeClock, steps: tuple[int, ...]) -> None:
    """Answer all cards Good on the days of the given steps."""
    for days in steps:
        for card in cards:
            collection.grade(card, 4)
        clock.move(days=days)


def dues(collection: Collection, cards: list[int]) -> Counter[int]:
    return Counter(collection.card(card).schedule.due or 0 for card in cards)


def test_cards_of_one_day_are_shared_out_evenly(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 50)
    learned(collection, cards, clock, (1, 6, 0))
    found = dues(collection, cards)
    today = collection.today()
    assert set(found) == {today + 15 + by for by in range(-2, 3)}
    assert set(found.values()) == {10}
    assert collection.check() == []
    collection.rebuild()
    assert dues(collection, cards) == found


def test_the_first_two_steps_stay_and_have_no_shift(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 5)
    learned(collection, cards, clock, (1, 0))
    assert dues(collection, cards) == {collection.today() + 6: 5}
    assert query(collection.folder, "SELECT DISTINCT shift FROM review") == [(None,)]


def test_without_balance_the_fuzz_decides(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 9)
    collection.set_option("balance", False)
    learned(collection, cards, clock, (1, 6, 0))
    for card in cards:
        view = collection.card(card)
        assert view.schedule.due == collection.today() + 15 + shift(view.uid, 3, 0, 15)


def test_easy_days_are_left_alone(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 30)
    clock.move(days=-1)  # a Tuesday: fifteen days after the third answer it is a Wednesday again
    collection.set_option("easy_days", "NNONNNN")
    learned(collection, cards, clock, (1, 6, 0))
    found = dues(collection, cards)
    assert not [day for day in found if is_easy(day, "NNONNNN")]
    assert max(found.values()) - min(found.values()) <= 1


def test_a_drill_an_early_pass_and_practice_store_no_shift(opened: Opener, clock: FakeClock) -> None:
    collection, (card,) = with_cards(opened, 1)
    learned(collection, [card], clock, (1, 6))
    collection.grade(card, 3)  # counts
    collection.grade(card, 4)  # a drill
    clock.tomorrow()
    collection.grade(card, 4)  # early
    clock.move(days=30)
    collection.grade(card, 5, mode="practice")
    shifts = [shift for (shift,) in query(collection.folder, "SELECT shift FROM review ORDER BY id")]
    assert shifts[0:2] == [None, None]
    assert shifts[2] is not None
    assert shifts[3:] == [None, None, None]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), min_size=3, max_size=25))
def test_what_is_shown_is_what_is_stored_and_stays_in_the_window(
    tmp_path_factory, answers: list[tuple[int, int]]
) -> None:
    clock = FakeClock()
    collection = Collection(tmp_path_factory.mktemp("balance"), clock)
    try:
        from tests.store.helpers import plain_deck

        collection.install(plain_deck(4), "deck")
        collection.set_option("cap", 60)
        cards = [view.number for view in collection.cards()]
        for turn, (grade, days) in enumerate(answers):
            card = cards[turn % 4]
            (shown,) = collection.preview(card, [grade])
            traced = collection.trace(card, grade)[-1].after
            after = collection.grade(card, grade).after
            assert after == shown == traced == collection.card(card).schedule
            if after.last_day == collection.today():
                moved = (after.due or 0) - after.last_day - after.interval
                assert moved in choices(after.repetition, after.interval, 60)
                assert (after.due or 0) - after.last_day <= 60
            clock.move(days=days)
        assert collection.check() == []
    finally:
        collection.close()


def test_rebalancing_is_one_step_that_moves_no_interval_and_no_statistic(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = with_cards(opened, 40)
    learned(collection, cards, clock, (1, 6, 5))
    before = dump(collection.folder, without=["meta", "action", "change"])
    standing = {card: collection.card(card).schedule for card in cards}
    busy = max(day for day in dues(collection, cards))
    week = "".join("O" if (busy - 1) % 7 == at else "N" for at in range(7))
    collection.set_option("easy_days", week)

    deed = Rebalance()
    count = collection.bulk.count(deed)
    done = collection.bulk.do(deed)

    assert done.changed == count > 0
    assert not [day for day in dues(collection, cards) if is_easy(day, week)]
    for card in cards:
        now = collection.card(card).schedule
        assert (now.interval, now.ease, now.repetition, now.counted, now.lapses) == (
            standing[card].interval,
            standing[card].ease,
            standing[card].repetition,
            standing[card].counted,
            standing[card].lapses,
        )
        assert (now.due or 0) - (now.last_day or 0) - now.interval in choices(3, now.interval, 3650)
    assert len(collection.reviews()) == 120
    assert collection.check() == []
    collection.rebuild()
    assert not [day for day in dues(collection, cards) if is_easy(day, week)]

    assert collection.undo().kind == "rebalance"  # type: ignore[union-attr]
    assert {card: collection.card(card).schedule for card in cards} == standing
    collection.undo()
    after = dump(collection.folder, without=["meta", "action", "change"])
    assert after["schedule"] == before["schedule"]
    assert after["tally"] == before["tally"]
    assert collection.bulk.count(deed) == 0
