"""What a day holds: limits, siblings, drills, numbers, and when the day ends."""

from __future__ import annotations

import pytest

from desktop.store.collection import Collection
from desktop.study.grades import PRACTICE
from desktop.study.queue import SECONDS_PER_CARD
from desktop.study.session import StudySession
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, plain_deck, query


def with_cards(opened: Opener, number: int = 12) -> tuple[Collection, list[int]]:
    collection = opened()
    collection.install(plain_deck(number), "deck")
    return collection, [view.number for view in collection.cards()]


def all_due(collection: Collection, cards: list[int], clock: FakeClock) -> None:
    for card in cards:
        collection.grade(card, 4)
    clock.tomorrow()


# ---------------------------------------------------------------- limits


def test_new_cards_come_in_the_order_of_their_deck_up_to_the_limit(opened: Opener) -> None:
    collection, cards = with_cards(opened)
    collection.set_option("new_per_day", 5)
    plan = collection.plan()
    assert plan.cards == tuple(cards[:5])
    assert (plan.new, plan.due, plan.held_back, plan.waiting) == (5, 0, 0, 0)
    assert collection.plan(extra_new=3).cards == tuple(cards[:8])


def test_new_cards_of_today_count_against_the_limit_until_tomorrow(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened)
    collection.set_option("new_per_day", 5)
    for card in cards[:3]:
        collection.grade(card, 4)
    assert collection.plan().cards == tuple(cards[3:5])
    assert collection.plan().done == frozenset(cards[:3])
    clock.tomorrow()
    plan = collection.plan()
    assert (plan.new, plan.due) == (5, 3)
    assert plan.done == frozenset()


def test_no_new_cards_where_none_are_wanted(opened: Opener) -> None:
    collection, _ = with_cards(opened)
    collection.set_option("new_per_day", 0)
    assert collection.plan().cards == ()
    assert collection.plan(extra_new=2).new == 2


def test_due_cards_beyond_the_limit_wait(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened)
    all_due(collection, cards, clock)
    collection.set_option("reviews_per_day", 5)
    plan = collection.plan()
    assert (plan.due, plan.new, plan.waiting) == (5, 0, 7)
    for card in plan.cards[:2]:
        collection.grade(card, 4)
    plan = collection.plan()
    assert (plan.due, plan.waiting, len(plan.done)) == (3, 7, 2)
    for card in plan.cards:
        collection.grade(card, 4)
    plan = collection.plan()
    assert (plan.due, plan.waiting) == (0, 7)


def test_in_a_backlog_the_least_late_come_first(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 6)
    collection.set_option("fuzz", False)
    for _ in range(2):
        for card in cards[:3]:
            collection.grade(card, 4)
        clock.tomorrow()
    for card in cards[3:]:
        collection.grade(card, 4)
    clock.move(days=7)
    collection.set_option("reviews_per_day", 3)
    assert set(collection.plan().cards) == set(cards[:3])  # 2 of 6 days late, not 6 of 1


def test_the_time_expected_is_the_learners_own(opened: Opener) -> None:
    collection, cards = with_cards(opened)
    assert collection.seconds_per_card() == SECONDS_PER_CARD
    assert collection.plan().seconds == 12 * SECONDS_PER_CARD
    for number, card in enumerate([*cards, *cards][:15]):
        collection.grade(card, 4, took_ms=1_000_000_000 if number == 3 else 7000)
    collection.grade(cards[0], 4, took_ms=-5)
    assert collection.seconds_per_card() == 7
    assert max(row["took_ms"] for row in collection.reviews()) == 600_000
    assert min(row["took_ms"] for row in collection.reviews()) == 0


# ---------------------------------------------------------------- siblings


def test_one_card_of_a_note_or_topic_a_day(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    notes = [
        basic("a", topic="T"),
        basic("b", topic="T"),
        basic("c"),
        cloze("d", "{{c1::one}} {{c2::two}} {{c3::three}}"),
    ]
    collection.install(deck(notes), "deck")
    cards = [view.number for view in collection.cards()]
    plan = collection.plan()
    assert plan.cards == (cards[0], cards[2], cards[3])
    assert plan.held_back == 3
    collection.grade(cards[0], 4)
    assert collection.plan().cards == (cards[2], cards[3])
    clock.tomorrow()
    plan = collection.plan()
    assert set(plan.cards) == {cards[0], cards[2], cards[3]}  # the one that is due keeps its sibling away
    collection.suspend([cards[0]])
    assert cards[1] in collection.plan().cards


def test_siblings_that_are_due_together_come_on_different_days(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([cloze("d", "{{c1::one}} {{c2::two}}"), basic("a")]), "deck")
    for view in collection.cards():
        collection.grade(view.number, 4)
    clock.tomorrow()
    plan = collection.plan()
    assert (plan.due, plan.held_back, plan.waiting) == (2, 1, 0)
    for card in plan.cards:
        collection.grade(card, 4)
    assert collection.plan().cards == ()
    clock.tomorrow()
    assert collection.plan().due == 1


# ---------------------------------------------------------------- out of study


def test_suspended_buried_and_deleted_cards_do_not_come(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 6)
    collection.grade(cards[0], 4)
    clock.tomorrow()
    collection.suspend([cards[0], cards[1]])
    collection.bury([cards[2]])
    query(collection.folder, "UPDATE card SET deleted = 1 WHERE id = ?", cards[3])
    with collection._database.write():
        collection._parts.schedules.settle([cards[3]])
    assert collection.plan().cards == (cards[4], cards[5])
    (top, one) = collection.tree()
    assert (top.cards, top.new, top.due) == (one.cards, one.new, one.due) == (3, 2, 0)
    clock.tomorrow()
    assert collection.plan().cards == (cards[2], cards[4], cards[5])
    assert collection.card(cards[2]).buried == collection.today()
    collection.suspend([cards[0]], False)
    assert cards[0] in collection.plan().cards
    assert collection.check() == []


# ---------------------------------------------------------------- drills


def test_drills_are_asked_again_after_a_restart_and_end_with_the_day(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = with_cards(opened, 4)
    collection.grade(cards[0], 2)
    clock.move(minutes=1)
    collection.grade(cards[1], 3)
    clock.move(minutes=1)
    collection.grade(cards[2], 4)
    collection.close()
    collection = opened()
    plan = collection.plan()
    assert plan.drills == (cards[0], cards[1])
    assert plan.left == 3
    collection.set_option("repeat_hard", False)
    assert collection.plan().drills == (cards[0],)
    collection.grade(cards[0], 4)
    assert collection.plan().drills == ()
    collection.undo()
    assert collection.plan().drills == (cards[0],)
    clock.tomorrow()
    assert collection.plan().drills == ()


def test_a_drill_failed_again_goes_behind_the_others(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 2)
    for card in (cards[0], cards[1], cards[0]):
        collection.grade(card, 1)
        clock.move(minutes=1)
    assert collection.plan().drills == (cards[1], cards[0])


def test_a_sitting_goes_on_where_it_was_left(opened: Opener, clock: FakeClock) -> None:
    def sitting(collection: Collection) -> StudySession:
        return StudySession(collection, collection.plan(), seconds_per_card=10)

    collection, _ = with_cards(opened, 6)
    session = sitting(collection)
    for grade in (4, 2, 3):
        clock.move(seconds=9)
        session.grade(grade)
    there = session.progress
    order = (session.current, session.upcoming)
    collection.close()
    session = sitting(opened())
    assert session.progress == there
    assert (session.current, session.upcoming) == order
    while session.current:
        clock.move(seconds=9)
        session.grade(4)
    assert session.progress.done == 6


# ---------------------------------------------------------------- the day


def test_the_study_day_ends_at_the_rollover(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    collection.grade(cards[0], 4)
    today = collection.today()
    clock.move(hours=17, minutes=59)  # 3:59 in the night
    assert collection.today() == today
    assert cards[0] not in collection.plan().cards
    clock.move(minutes=1)
    assert collection.today() == today + 1
    assert cards[0] in collection.plan().cards
    collection.set_option("rollover", 5)
    assert collection.today() == today


def test_an_answer_keeps_the_day_it_was_given_on(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    clock.move(hours=16)  # 2 in the night, still the day before
    graded = collection.grade(cards[0], 4)
    collection.set_option("rollover", 0)
    (row,) = collection.reviews()
    assert row["day"] == graded.day == collection.today() - 1
    assert collection.check() == []


# ---------------------------------------------------------------- S-04: the clock


def test_a_clock_that_went_back_is_noticed(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    assert collection.clock_is_behind() == 0
    clock.move(days=40)
    collection.grade(cards[0], 4)
    assert collection.clock_is_behind() == 0
    clock.move(days=-40)
    assert collection.clock_is_behind() == 40
    collection.undo()
    assert collection.clock_is_behind() == 0
    collection.grade(cards[0], 4)
    clock.move(hours=-3)
    assert collection.clock_is_behind() == 0
    clock.move(hours=-10)
    assert collection.clock_is_behind() == 1


def test_a_jumping_clock_loses_no_card_and_makes_no_negative_time(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 4)
    for card, by in zip(cards, ({"hours": -3}, {"days": 40}, {"days": -40}, {"hours": 3}), strict=True):
        collection.grade(card, 4, took_ms=-7)
        clock.move(**by)
        stand = collection.card(card).schedule
        assert stand.interval == 1
        assert stand.due is not None
        assert stand.last_day is not None
        assert stand.due == stand.last_day + 1
    assert min(row["took_ms"] for row in collection.reviews()) == 0
    assert collection.check() == []
    clock.move(days=41)
    assert set(collection.plan().cards) == set(cards)


def test_an_answer_before_the_latest_one_is_put_in_order(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 1)
    collection.grade(cards[0], 4)
    clock.move(days=1)
    collection.grade(cards[0], 4)
    clock.move(days=-3)
    preview = collection.preview(cards[0], range(6))
    graded = collection.grade(cards[0], 5)
    assert graded.after == preview[5] == collection.card(cards[0]).schedule
    assert [step.entry.day for step in collection.trace(cards[0])] == sorted(
        row["day"] for row in collection.reviews()
    )
    assert collection.check() == []


@pytest.mark.parametrize("times", [2, 3, 10])
def test_answers_at_one_instant_keep_their_order(opened: Opener, times: int) -> None:
    """A script that names the time says the same one twice."""
    collection, cards = with_cards(opened, 1)
    for turn in range(times):
        preview = collection.preview(cards[0], [turn % 6])
        assert [collection.grade(cards[0], turn % 6).after] == preview
    assert [step.entry.grade for step in collection.trace(cards[0])] == [turn % 6 for turn in range(times)]  # type: ignore[union-attr]
    assert collection.check() == []


# ---------------------------------------------------------------- numbers


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


def test_the_tree_adds_up(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    notes = [basic(f"k{number}", section=f"S{number % 3}") for number in range(9)]
    collection.install(deck(notes), "deck")
    cards = {view.number: view.deck for view in collection.cards()}
    for _ in range(2):
        for card in list(cards)[:4]:
            collection.grade(card, 4)
        clock.tomorrow()
    clock.move(days=9)
    top, *sections = collection.tree()
    assert [row.name for row in sections] == ["S0", "S1", "S2"]
    assert (top.depth, {row.depth for row in sections}) == (0, {1})
    for name in ("cards", "new", "due", "known"):
        assert getattr(top, name) == sum(getattr(row, name) for row in sections)
    assert (top.cards, top.new, top.due, top.known) == (9, 5, 4, 4)
    assert [len(collection.cards(row.number)) for row in sections] == [3, 3, 3]
    assert set(collection.plan(sections[0].number).cards) <= {
        card for card, name in cards.items() if name == "S0"
    }


def test_the_counters_forget_days_that_have_passed(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    for _ in range(60):
        for card in cards:
            collection.grade(card, 2)
        clock.tomorrow()
    assert len(query(collection.folder, "SELECT * FROM tally")) <= 3


# ---------------------------------------------------------------- the check itself


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE schedule SET ease = 777", "does not follow from their answers"),
        ("UPDATE schedule SET due = due + 1 WHERE due IS NOT NULL", "does not follow"),
        ("DELETE FROM schedule WHERE card = 1", "1 cards have no schedule"),
        ("UPDATE schedule SET state = 2", "do not go with their cards"),
        ("UPDATE schedule SET ready = 5", "do not go with their cards"),
        ("UPDATE schedule SET position = 99", "do not go with their cards"),
        ("UPDATE card SET suspended = 1", "do not go with their cards"),
        ("UPDATE tally SET cards = cards + 1", "counters"),
        ("DELETE FROM tally", "counters"),
        ("DELETE FROM review", "does not follow"),
        ("UPDATE card SET deck = 77", "refers to a deck that is not there"),
    ],
)
def test_the_check_finds_what_is_wrong_and_a_rebuild_mends_what_is_derived(
    opened: Opener, harm: str, found: str
) -> None:
    collection, cards = with_cards(opened, 3)
    for card in cards[:2]:
        collection.grade(card, 4)
    collection.close()
    query(collection.folder, harm)
    collection = opened()
    problems = collection.check()
    assert any(found in problem for problem in problems), problems
    collection.rebuild()
    if "deck = 77" not in harm:
        assert collection.check() == []


def test_a_rebuild_when_the_rules_changed(opened: Opener) -> None:
    collection, cards = with_cards(opened, 3)
    collection.grade(cards[0], 4)
    collection.close()
    query(collection.folder, "UPDATE schedule SET ease = 999")
    query(collection.folder, "UPDATE meta SET value = '0' WHERE name = 'fold'")
    assert opened().check() == []
