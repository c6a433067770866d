"""Backlogs, holidays and time budgets: read when a day is planned, and no schedule knows of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.store.catch_up import BEGUN
from desktop.store.collection import Collection
from desktop.study.planning.holiday import Late, placed, united
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, dump, plain_deck, query


def schedules(collection: Collection) -> list[tuple[object, ...]]:
    return dump(collection.folder)["schedule"]


def learned(collection: Collection, cards: list[int], clock: FakeClock, spread: int = 1) -> None:
    """Bring cards to their third step, some each day."""
    collection.set_option("new_per_day", 9999)
    for by in range(spread):
        for card in cards[by::spread]:
            collection.grade(card, 4)
        clock.tomorrow()
    clock.move(days=6)
    for by in range(spread):
        for card in cards[by::spread]:
            collection.grade(card, 4)
        clock.tomorrow()


def consistent(collection: Collection) -> None:
    """Make sure that Home says what is studied."""
    home, queue = collection.outlook(), collection.plan()
    assert (home.due, home.new, len(home.cards), home.due_cut, home.new_cut) == (
        queue.due,
        queue.new,
        len(queue.cards),
        queue.due_cut,
        queue.new_cut,
    )
    rows = [row for row in collection.tree() if row.depth == 0]
    assert sum(row.due_today for row in rows) >= queue.due
    if len(rows) == 1:
        assert (rows[0].due_today, rows[0].new_today) == (queue.due, queue.new)


# ---------------------------------------------------------------- catching up


def behind(opened: Opener, clock: FakeClock, number: int = 60) -> tuple[Collection, list[int]]:
    collection, cards = with_cards(opened, number + 20)
    collection.set_option("new_per_day", 9999)
    for card in cards[:number]:
        collection.grade(card, 4)
    clock.move(days=21)
    collection.set_option("new_per_day", 5)
    return collection, cards


def test_a_backlog_comes_in_portions_without_new_cards_until_it_is_clear(
    opened: Opener, clock: FakeClock
) -> None:
    collection, _ = behind(opened, clock, 90)
    collection.set_option("reviews_per_day", 30)
    before = schedules(collection)
    plan = collection.plan()
    assert plan.catch_up is not None
    assert (plan.catch_up.waiting, plan.catch_up.a_day, plan.due, plan.new) == (90, 30, 30, 0)
    consistent(collection)
    assert schedules(collection) == before
    days = 0
    while (plan := collection.plan()).catch_up or plan.left:
        assert days < 30
        if plan.catch_up:
            assert plan.new == 0
        for card in collection.plan().cards:
            collection.grade(card, 4)
        consistent(collection)
        clock.tomorrow()
        days += 1
        if collection.plan().new:
            break
    assert days == 2
    assert collection.plan().catch_up is None
    assert collection.check() == []


def test_a_day_of_it_stays_as_it_began_and_goes_on_below_two_days_worth(
    opened: Opener, clock: FakeClock
) -> None:
    collection, _ = behind(opened, clock)
    collection.set_option("reviews_per_day", 30)
    for card in collection.plan().cards[:10]:
        collection.grade(card, 4)
    plan = collection.plan()
    assert plan.catch_up is not None
    assert (plan.due, plan.catch_up.waiting) == (20, 50)
    assert query(collection.folder, "SELECT value FROM meta WHERE name = ?", BEGUN) == [("1",)]
    clock.tomorrow()
    plan = collection.plan()  # 50 are due now, less than two days' worth
    assert plan.catch_up is not None
    assert (plan.due, plan.new) == (30, 0)
    for card in plan.cards:
        collection.grade(card, 4)
    clock.tomorrow()
    assert collection.plan().catch_up is None
    assert collection.plan().new == 5
    collection.grade(collection.plan().cards[0], 4)
    assert query(collection.folder, "SELECT value FROM meta WHERE name = ?", BEGUN) == []


def test_portions_can_be_chosen_and_the_whole_can_be_turned_off(opened: Opener, clock: FakeClock) -> None:
    collection, _ = behind(opened, clock)
    collection.set_option("reviews_per_day", 30)
    collection.set_option("catch_up_per_day", 12)
    assert collection.plan().due == 12
    consistent(collection)
    forecast = collection.breaks.forecast(collection.outlook().catch_up)  # type: ignore[arg-type]
    assert (forecast.clear_on(12) or 10**9) > (forecast.clear_on(30) or 0) > collection.today()
    collection.set_option("catch_up", False)
    plan = collection.plan()
    assert (plan.catch_up, plan.due, plan.new) == (None, 30, 5)


def test_new_cards_beyond_the_limit_still_come_when_they_are_asked_for(
    opened: Opener, clock: FakeClock
) -> None:
    collection, _ = behind(opened, clock)
    collection.set_option("reviews_per_day", 30)
    assert collection.plan(extra_new=10).new == 10


# ---------------------------------------------------------------- holidays


def test_in_a_holiday_nothing_is_due_and_one_may_study_anyway(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 30)
    learned(collection, cards[:20], clock, 4)
    clock.move(days=10)
    before = schedules(collection)
    usual = collection.plan()
    today = collection.today()
    assert usual.due > 0
    number = collection.breaks.plan_holiday(today, today + 6)
    plan = collection.plan()
    assert (plan.away_until, plan.left, plan.waiting) == (today + 6, 0, 0)
    assert [(row.due, row.due_today, row.new_today) for row in collection.tree()] == [(0, 0, 0)] * len(
        collection.tree()
    )
    consistent(collection)
    anyway = collection.plan(anyway=True)
    assert (anyway.cards, anyway.due, anyway.new) == (usual.cards, usual.due, usual.new)
    assert schedules(collection) == before
    collection.plans.remove(number)
    assert collection.plan() == usual
    collection.undo()
    assert collection.plan().away_until == today + 6


def test_after_a_holiday_each_card_comes_once_on_the_day_that_the_rule_gives(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = with_cards(opened, 60)
    learned(collection, cards, clock, 6)
    today = collection.today()
    dues = {card: collection.card(card).schedule for card in cards}
    first, last = (
        min(each.due or 0 for each in dues.values()) + 1,
        max(each.due or 0 for each in dues.values()) - 1,
    )
    collection.breaks.plan_holiday(max(first, today), last)
    (holiday,) = united([(max(first, today), last)])
    inside = [
        Late(card, each.due or 0, each.interval)
        for card, each in dues.items()
        if holiday.first <= (each.due or 0) <= holiday.last
    ]
    expected = placed(inside, holiday)
    before = {card for card, each in dues.items() if (each.due or 0) < holiday.first}
    clock.move(days=holiday.first - 1 - today)
    came: dict[int, int] = {}
    for _ in range(holiday.last - holiday.first + holiday.after + 3):
        day = collection.today()
        consistent(collection)
        plan = collection.plan()
        for turn, card in enumerate(plan.cards):
            if card not in came:
                came[card] = day
            collection.grade(card, 5)
            if turn == len(plan.cards) // 2:  # the app is closed and opened within the day
                assert sorted(opened().plan().cards) == sorted(collection.plan().cards)
                consistent(collection)
        assert collection.plan().due == 0
        clock.tomorrow()
    assert {card: day for card, day in came.items() if card in expected} == expected
    assert not [card for card, day in came.items() if holiday.first <= day <= holiday.last]
    assert before <= set(came)
    assert collection.check() == []


def test_days_that_are_left_out_after_a_holiday_are_shared_out_anew(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 40)
    collection.set_option("balance", False)
    learned(collection, cards, clock)
    clock.move(days=2)
    today = collection.today()
    collection.breaks.plan_holiday(today, today + 9)
    clock.move(days=10)
    assert collection.plan().due == 4
    clock.move(days=5)
    assert collection.plan().due == 8
    clock.move(days=4)
    assert collection.plan().due == 40
    clock.move(days=30)
    assert collection.plan().due == 40


def test_two_holidays_that_overlap_are_one(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 10)
    learned(collection, cards, clock)
    today = collection.today()
    collection.breaks.plan_holiday(today, today + 10)
    collection.breaks.plan_holiday(today + 5, today + 20)
    assert collection.plan().away_until == today + 20


def test_a_holiday_that_makes_no_sense_is_refused(opened: Opener) -> None:
    collection, _ = with_cards(opened, 1)
    today = collection.today()
    for first, last in ((today + 2, today + 1), (today - 9, today - 1), (today, today + 366)):
        with pytest.raises(UserError):
            collection.breaks.plan_holiday(first, last)
    assert collection.plans.listed() == ()


def test_what_would_suffer_most_is_offered_before_and_once(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 50)
    learned(collection, cards[:40], clock)
    collection.grade(cards[40], 4)
    clock.tomorrow()
    collection.grade(cards[40], 4)  # due two days later than the others, with their interval
    clock.tomorrow()
    today = collection.today()
    assert collection.breaks.ahead() is None
    collection.breaks.plan_holiday(today + 3, today + 16)
    ahead = collection.breaks.ahead()
    assert ahead is not None
    assert ahead.holiday.first == today + 3
    assert ahead.cards == tuple(cards[:30])
    before = collection.card(cards[0]).schedule
    collection.grade(cards[0], 4)
    assert collection.card(cards[0]).schedule == before  # an early pass moves nothing
    again = collection.breaks.ahead()
    assert again is not None
    assert again.cards == tuple(cards[1:31])
    for card in cards[1:40]:
        collection.grade(card, 4)
    assert collection.breaks.ahead().cards == (cards[40],)  # type: ignore[union-attr]
    clock.move(days=3)
    assert collection.breaks.ahead() is None


# ---------------------------------------------------------------- budgets


def test_a_budget_cuts_the_day_and_names_what_stays_due(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 40)
    learned(collection, cards[:30], clock)
    clock.move(days=20)
    for card in cards[:12]:
        collection.grade(card, 4, took_ms=20_000)
    clock.tomorrow()
    collection.set_option("new_per_day", 5)
    before = schedules(collection)
    assert (collection.plan().due, collection.plan().new) == (18, 5)
    number = collection.breaks.plan_budget(4)
    plan = collection.plan()
    assert (plan.due, plan.new, plan.due_cut, plan.new_cut, plan.waiting) == (12, 0, 6, 5, 0)
    consistent(collection)
    for card in plan.cards[:3]:
        collection.grade(card, 4, took_ms=40_000)
    assert collection.plan().due == 6
    consistent(collection)
    for card in collection.plan().cards:
        collection.grade(card, 4, took_ms=20_000)
    plan = collection.plan()
    assert (plan.due, plan.due_cut) == (0, 9)
    assert collection.plan(extra_new=3).left == 3
    assert collection.breaks.plan_budget(60) == number
    assert collection.plan().due == 9
    assert len(before) == len(schedules(collection))
    collection.plans.remove(number)
    assert collection.plan().due_cut == 0


def test_budgets_that_make_no_sense_are_refused(opened: Opener) -> None:
    collection, _ = with_cards(opened, 1)
    for minutes in (0, -1, 5000):
        with pytest.raises(UserError):
            collection.breaks.plan_budget(minutes)
    assert collection.plans.listed() == ()


def test_a_limit_of_nothing_and_a_budget_go_together(opened: Opener) -> None:
    collection, _ = with_cards(opened, 9)
    collection.set_option("new_per_day", 0)
    collection.breaks.plan_budget(10)
    assert collection.plan().left == 0
    consistent(collection)


@settings(max_examples=20, deadline=None)
@given(
    st.integers(1, 60),
    st.integers(1, 30),
    st.one_of(st.none(), st.integers(1, 30)),
    st.one_of(st.none(), st.tuples(st.integers(-3, 6), st.integers(0, 9))),
    st.lists(st.integers(0, 5), max_size=12),
)
def test_home_says_what_is_studied_whatever_is_planned_and_no_schedule_moves(
    tmp_path_factory: pytest.TempPathFactory,
    number: int,
    limit: int,
    minutes: int | None,
    away: tuple[int, int] | None,
    grades: list[int],
) -> None:
    clock = FakeClock()
    collection = Collection(tmp_path_factory.mktemp("plans"), clock)
    try:
        collection.install(plain_deck(number), "deck")
        cards = [view.number for view in collection.cards()]
        learned(collection, cards[: number * 2 // 3], clock, 3)
        clock.move(days=12)
        collection.set_option("new_per_day", 6)
        collection.set_option("reviews_per_day", limit)
        before = schedules(collection)
        if minutes:
            collection.breaks.plan_budget(minutes)
        if away and away[0] + away[1] >= 0:
            today = collection.today()
            collection.breaks.plan_holiday(today + away[0], today + away[0] + away[1])
        consistent(collection)
        assert schedules(collection) == before
        for grade in grades:
            queue = collection.plan().cards
            if queue:
                collection.grade(queue[0], grade, took_ms=9000)
            consistent(collection)
        clock.move(days=4)
        consistent(collection)
        queue = collection.plan().cards
        assert len(set(queue)) == len(queue)
        assert collection.check() == []
    finally:
        collection.close()
