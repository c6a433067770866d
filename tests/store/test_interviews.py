"""A plan for an interview: read from the cards as they stand, never written into them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.store.collection import Collection
from desktop.store.plans import INTERVIEW
from desktop.study.explain import present
from desktop.study.note import DraftNote
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, basic, deck, dump, plain_deck, query

FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)


def interview(collection: Collection, days: int, *, deck: int | None = None, tag: str = "") -> int:
    today = collection.today()
    return collection.plans.add(INTERVIEW, deck=deck, tag=tag, first_day=today, last_day=today + days)


def study(collection: Collection, grade: int = 4) -> tuple[int, ...]:
    plan = collection.plan()
    for card in plan.cards:
        collection.grade(card, grade)
    return plan.cards


def new_today(collection: Collection, name: str = "Deck") -> int:
    return next(row.new_today for row in collection.tree() if row.name == name)


def agree(collection: Collection) -> None:
    """Check that every number on Home is what studying that deck alone brings."""
    for row in collection.tree():
        plan = collection.plan(row.number)
        assert (row.new_today, row.due_today) == (plan.new, plan.due), row.name
    assert collection.outlook().new == collection.plan().new
    assert collection.outlook().due == collection.plan().due


# ---------------------------------------------------------------- new cards


def test_new_cards_come_beyond_the_limit_as_the_plan_needs(opened: Opener) -> None:
    collection, cards = with_cards(opened, 40)
    collection.set_option("new_per_day", 2)
    number = interview(collection, 16)
    plan = collection.plan()
    assert (plan.new, plan.planned) == (4, 4)  # 40 in the 10 days up to 7 days before
    assert plan.cards == tuple(cards[:4])
    agree(collection)
    collection.plans.remove(number)
    assert collection.plan().cards == tuple(cards[:2])


def test_where_the_limit_brings_more_the_plan_changes_nothing(opened: Opener) -> None:
    collection, cards = with_cards(opened, 40)
    interview(collection, 16)
    assert collection.plan().new == 20
    assert collection.plan().cards == tuple(cards[:20])
    agree(collection)


def test_a_limit_of_none_yields_to_the_plan_which_was_wished_later(opened: Opener) -> None:
    collection, cards = with_cards(opened, 40)
    collection.set_option("new_per_day", 0)
    assert collection.plan().new == 0
    interview(collection, 16)
    assert collection.plan().cards == tuple(cards[:4])
    agree(collection)


def test_a_limit_that_an_administrator_holds_stays(opened: Opener) -> None:
    collection = opened(locked={"new_per_day": 3})
    collection.install(plain_deck(40), "deck")
    interview(collection, 16)
    assert collection.plan().new == 3
    agree(collection)


def test_a_deck_says_which_interview_brings_its_cards(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(two_decks()), "deck")
    collection.set_option("new_per_day", 0)
    interview(collection, 16, deck=collection.deck_named("Two"))
    told = {name: collection.decks.outlook(collection.deck_named(name)) for name in ("One", "Two")}
    assert (told["One"].interviews, told["One"].plan.planned) == ((), 0)
    assert (told["Two"].interviews, told["Two"].plan.planned) == ((collection.today() + 16,), 2)


def test_a_glance_sees_the_same(opened: Opener) -> None:
    collection, _ = with_cards(opened, 40)
    collection.set_option("new_per_day", 2)
    interview(collection, 16)
    expected = collection.plan(), collection.tree()
    collection.close()
    seen = opened(at_once=False)
    assert seen._opened is None
    assert (seen.plan(), seen.tree()) == expected
    assert seen._opened is None


def test_what_another_program_plans_is_seen(opened: Opener) -> None:
    collection, _ = with_cards(opened, 40)
    collection.set_option("new_per_day", 2)
    assert collection.plan().new == 2
    other = opened()
    number = interview(other, 16)
    assert collection.plan().new == 4
    other.plans.remove(number)
    assert collection.plan().new == 2


def test_siblings_come_on_one_day_only_where_there_are_no_others(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic(f"k{at}", topic=f"T{at // 10}") for at in range(20)]), "deck")
    collection.set_option("new_per_day", 0)
    number = interview(collection, 11)
    cards = [view.number for view in collection.cards()]
    plan = collection.plan()
    assert (plan.new, plan.held_back) == (4, 0)
    assert set(plan.cards) >= {cards[0], cards[10]}
    agree(collection)
    collection.plans.change(number, last_day=collection.today() + 16)
    assert collection.plan().cards == (cards[0], cards[10])


def test_what_came_today_counts(opened: Opener) -> None:
    collection, cards = with_cards(opened, 40)
    collection.set_option("new_per_day", 0)
    interview(collection, 16)
    for card in cards[:3]:
        collection.grade(card, 4)
    assert collection.plan().cards == (cards[3],)
    collection.grade(cards[3], 4)
    assert collection.plan().cards == ()
    collection.undo()
    assert collection.plan().cards == (cards[3],)
    agree(collection)


def test_the_cards_of_the_plan_come_before_others(opened: Opener) -> None:
    collection = opened()
    notes = [basic(f"k{at}", tags=["exam"] if at >= 20 else []) for at in range(30)]
    collection.install(deck(notes), "deck")
    cards = [view.number for view in collection.cards()]
    collection.set_option("new_per_day", 5)
    interview(collection, 11, tag="exam")
    assert collection.plan().cards == (*cards[20:22], *cards[:3])
    agree(collection)


def two_decks() -> list[DraftNote]:
    return [basic(f"k{at}", section="One" if at < 20 else "Two", tags=["t::a"]) for at in range(40)]


def test_decks_inside_each_other_agree(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(two_decks()), "deck")
    one, two = (collection.deck_named(name) for name in ("One", "Two"))
    collection.set_option("new_per_day", 7)
    collection.decks.set_option(two, "new_per_day", 1)
    interview(collection, 14, deck=two)
    interview(collection, 20, tag="t")
    agree(collection)
    assert new_today(collection, "Two") == 3
    study(collection)
    agree(collection)
    assert collection.plan(one).new == 0


def test_two_plans_for_one_card_bring_it_once(opened: Opener) -> None:
    collection, cards = with_cards(opened, 40)
    collection.set_option("new_per_day", 0)
    interview(collection, 16)
    interview(collection, 26)
    assert collection.plan().cards == tuple(cards[:4])
    agree(collection)


def test_siblings_stay_apart(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic(f"k{at}", topic=f"T{at // 4}") for at in range(40)]), "deck")
    collection.set_option("new_per_day", 0)
    interview(collection, 26)
    assert collection.plan().new == 2
    agree(collection)
    cards = [view.number for view in collection.cards()]
    assert collection.plan().cards == (cards[0], cards[4])


@FEW
@given(st.integers(1, 30), st.integers(0, 12), st.integers(8, 16), st.booleans(), st.integers(1, 6))
def test_whoever_studies_daily_has_met_all_cards_a_week_before(
    count: int, limit: int, days: int, with_tag: bool, of_a_kin: int
) -> None:
    clock = FakeClock()
    with TemporaryDirectory() as folder:
        collection = Collection(Path(folder), clock, wal=False)
        notes = (basic(f"k{at}", topic=f"T{at // of_a_kin}", tags=["x"]) for at in range(count))
        collection.install(deck(notes), "deck")
        collection.set_option("new_per_day", limit)
        interview(collection, days, tag="x" if with_tag else "")
        last = collection.today() + days
        while collection.today() <= last - 7:
            if of_a_kin == 1:
                agree(collection)
            for card in collection.plan().cards:
                collection.grade(card, 4)
            clock.tomorrow()
        schedules = [view.schedule for view in collection.cards()]
        collection.close()
    assert not any(each.is_new for each in schedules)


# ---------------------------------------------------------------- top-ups


def learned(opened: Opener, clock: FakeClock, count: int = 30) -> tuple[Collection, list[int]]:
    """Cards with an interval of 15 days or so, due after the interview in 10 days."""
    collection, cards = with_cards(opened, count)
    for days in (1, 6, 1):
        for card in cards:
            collection.grade(card, 4)
        clock.move(days=days)
    return collection, cards


def test_each_card_gets_one_top_up_in_the_last_three_days(opened: Opener, clock: FakeClock) -> None:
    collection, cards = learned(opened, clock)
    before = dump(collection.folder)["schedule"]
    interview(collection, 10)
    came: list[int] = []
    for _ in range(12):
        agree(collection)
        plan = collection.plan()
        assert plan.top_ups == plan.due == len(plan.cards)
        came += study(collection)
        assert collection.plan().cards == ()
        clock.tomorrow()
        if collection.today() > collection.plans.listed()[0].last_day:  # type: ignore[operator]
            break
    assert sorted(came) == cards
    assert dump(collection.folder)["schedule"] == before  # an early pass moves nothing


def test_the_days_of_the_top_ups_are_even(opened: Opener, clock: FakeClock) -> None:
    collection, _ = learned(opened, clock)
    interview(collection, 3)
    counts = []
    for _ in range(3):
        counts.append(len(study(collection)))
        clock.tomorrow()
    assert counts == [10, 10, 10]
    assert study(collection) == ()


def test_a_full_day_gets_fewer(opened: Opener, clock: FakeClock) -> None:
    collection, _ = learned(opened, clock)
    interview(collection, 3)
    query(
        collection.folder,
        "UPDATE schedule SET due = ?, ready = ? WHERE card <= 12",
        *[collection.today()] * 2,
    )
    plan = collection.plan()
    assert (plan.due - plan.top_ups, plan.top_ups) == (12, 0)
    agree(collection)


def test_a_top_up_says_why_it_comes(opened: Opener, clock: FakeClock) -> None:
    collection, cards = learned(opened, clock, 3)
    interview(collection, 3)
    (card,) = collection.plan().cards
    day = collection.plans.interview_of(card)
    assert day == collection.today() + 3
    assert [collection.plans.interview_of(each) for each in cards if each != card] == [None, None]
    said = present(collection.card(card).schedule, collection.today(), day)
    assert said.startswith("It comes once more before your interview on ")
    collection.grade(card, 4)
    assert collection.plans.interview_of(card) is None


def test_what_was_missed_comes_on_the_next_day(opened: Opener, clock: FakeClock) -> None:
    collection, cards = learned(opened, clock)
    interview(collection, 3)
    clock.move(days=2)
    assert sorted(study(collection)) == cards


def test_a_fail_counts_and_is_no_second_top_up(opened: Opener, clock: FakeClock) -> None:
    collection, _ = learned(opened, clock, 3)
    interview(collection, 3)
    (card,) = collection.plan().cards
    graded = collection.grade(card, 2)
    assert graded.after.due == collection.today() + 1
    clock.tomorrow()
    assert collection.plan().top_ups == 1
    assert card in collection.plan().cards  # due, as any card that was failed


def test_suspended_and_buried_cards_get_none(opened: Opener, clock: FakeClock) -> None:
    collection, cards = learned(opened, clock, 6)
    interview(collection, 3)
    clock.move(days=2)
    collection.suspend(cards[:2])
    collection.bury(cards[2:3])
    assert sorted(collection.plan().cards) == cards[3:]


def test_chance_is_shared_by_copies(opened: Opener, clock: FakeClock, tmp_path: Path) -> None:
    picks = []
    for name in ("a", "b"):
        own = FakeClock()
        collection = opened(tmp_path / name, clock=own)
        drafts = list(plain_deck(30).notes)
        collection.install(deck(drafts if name == "a" else reversed(drafts)), "deck")
        for days in (1, 6, 1):
            for view in collection.cards():
                collection.grade(view.number, 4)
            own.move(days=days)
        interview(collection, 3)
        picks.append({collection.card(card).name for card in collection.plan().cards})
    assert picks[0] == picks[1]
    assert len(picks[0]) == 10


@FEW
@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=2, max_size=3),
    st.integers(0, 2**13),
)
def test_plans_together_never_top_a_card_up_twice_and_move_no_schedule(
    plans: list[tuple[int, bool]], chance: int
) -> None:
    clock = FakeClock()
    with TemporaryDirectory() as folder:
        collection = Collection(Path(folder), clock, wal=False)
        collection.install(deck(basic(f"k{at}", tags=["x"] if at % 2 else []) for at in range(9)), "deck")
        cards = [view.number for view in collection.cards()]
        for days in (1, 6, 1):
            for card in cards:
                collection.grade(card, 5)
            clock.move(days=days)
        before = dump(Path(folder))["schedule"]
        for days, tagged in plans:
            interview(collection, days, tag="x" if tagged else "")
        assert dump(Path(folder))["schedule"] == before
        came: Counter[int] = Counter()
        for day in range(13):
            agree(collection)
            if chance >> day & 1 or day % 3 == 2:
                for card in collection.plan().cards:
                    collection.grade(card, 4)
                    came[card] += 1
            clock.tomorrow()
        assert dump(Path(folder))["schedule"] == before
        for each in collection.plans.listed():
            collection.plans.remove(each.number)
        assert dump(Path(folder))["schedule"] == before
        collection.close()
    assert not came or max(came.values()) == 1


# ---------------------------------------------------------------- odd plans and odd days


def test_a_plan_for_a_deck_that_is_deleted_rests_until_it_is_back(opened: Opener) -> None:
    collection = opened()
    collection.install(deck(two_decks()), "deck")
    two = collection.deck_named("Two")
    collection.set_option("new_per_day", 0)
    interview(collection, 16, deck=two)
    assert collection.plan().new == 2
    collection.decks.delete(two)
    assert collection.plan().new == 0
    agree(collection)
    collection.undo()
    assert collection.plan().new == 2


def test_a_tag_without_cards_brings_none(opened: Opener) -> None:
    collection, _ = with_cards(opened, 5)
    collection.set_option("new_per_day", 0)
    interview(collection, 16, tag="nobody")
    assert collection.plan().cards == ()
    agree(collection)


@pytest.mark.parametrize("days", [0, -1, -4000])
def test_a_day_that_has_come_has_no_more_effect(opened: Opener, clock: FakeClock, days: int) -> None:
    collection, _ = learned(opened, clock, 5)
    interview(collection, days)
    assert collection.plan().cards == ()
    agree(collection)


@pytest.mark.parametrize("year", [2038, 2100, 9999])
def test_days_far_away_are_days(opened: Opener, year: int) -> None:
    collection, _ = with_cards(opened, 5)
    collection.set_option("new_per_day", 0)
    interview(collection, datetime(year, 12, 31).toordinal() - collection.today())
    assert collection.plan().new == 1
    agree(collection)


def test_a_year_without_study_leaves_what_is_left_for_what_is_left(opened: Opener, clock: FakeClock) -> None:
    collection, _ = with_cards(opened, 40)
    collection.set_option("new_per_day", 0)
    interview(collection, 376)
    assert collection.plan().new == 1
    clock.move(days=360)
    assert collection.plan().new == 4  # 40 in 10 days
    clock.move(days=365)
    assert collection.plan().new == 0


def test_a_clock_that_was_ahead_and_came_back_asks_anew(opened: Opener, clock: FakeClock) -> None:
    collection, _ = with_cards(opened, 40)
    collection.set_option("new_per_day", 0)
    interview(collection, 16)
    clock.move(days=300)
    assert collection.plan().cards == ()
    clock.move(days=-300)
    assert collection.plan().new == 4


@pytest.mark.parametrize("hours", [-10, 0, 5.5, 14])
def test_the_days_of_a_plan_are_those_of_the_wall_clock(opened: Opener, hours: float) -> None:
    """The clock goes back within the plan, and the zone may be any: a plan counts calendar days."""
    zone = timezone(timedelta(hours=hours))
    clock = FakeClock(datetime(2026, 10, 20, 23, 50, tzinfo=zone))
    collection = opened(clock=clock)
    collection.install(plain_deck(40), "deck")
    collection.set_option("new_per_day", 0)
    interview(collection, 16)
    told = []
    for _ in range(11):
        told.append(len(study(collection)))
        clock.tomorrow()
        if clock.when.day == 25:
            clock.when = clock.when.astimezone(timezone(timedelta(hours=hours - 1))) + timedelta(hours=1)
    fresh = [view.schedule.is_new for view in collection.cards()]
    assert not any(fresh)
    assert told[0] == 4
