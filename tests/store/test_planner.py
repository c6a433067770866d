"""What a day holds: limits, siblings, drills, numbers, and when the day ends."""

from __future__ import annotations

from desktop.store.bulk.marks import Move
from desktop.store.collection import Collection
from desktop.study.queue import SECONDS_PER_CARD
from desktop.study.session import StudySession
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, basic, cloze, deck, query


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


# ---------------------------------------------------------------- numbers


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


def test_a_number_is_explained_by_what_the_tree_counts(opened: Opener, clock: FakeClock) -> None:
    """S-11: decks inside each other, cards set aside, limits: the explanation counts as Home does."""
    collection, cards = with_cards(opened)
    all_due(collection, cards[:9], clock)
    collection.suspend(cards[:2])
    collection.bury(cards[2:3])
    inside = collection.decks.create("Inside", inside=collection.tree()[0].number)
    collection.bulk.do(Move([*cards[3:8], *cards[12:15]], inside))
    collection.set_option("reviews_per_day", 3)
    rows = collection.tree()
    assert {row.due for row in rows} == {1, 5, 6}
    for row in rows:
        found = collection.decks.outlook(row.number)
        assert (found.due, found.new) == (row.due, row.new)
        assert (found.plan.due, found.plan.new) == (row.due_today, row.new_today)
