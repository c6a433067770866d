"""Writing answers down, whatever the clock says; and what the log tells."""

from __future__ import annotations

from uuid import UUID

import pytest

from desktop.study.grades import PRACTICE, STUDY
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, basic, deck, query


def test_an_answer_keeps_the_day_it_was_given_on(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    clock.move(hours=16)  # 2 in the night, still the day before
    graded = collection.grade(cards[0], 4)
    collection.set_option("rollover", 0)
    (row,) = collection.reviews()
    assert row["day"] == graded.day == collection.today() - 1
    assert collection.check() == []


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
        assert [collection.trace(cards[0], turn % 6)[-1].after] == preview
        assert [collection.grade(cards[0], turn % 6).after] == preview
    assert [step.entry.grade for step in collection.trace(cards[0])] == [turn % 6 for turn in range(times)]  # type: ignore[union-attr]
    assert collection.check() == []


def test_the_log_tells_all_of_an_answer(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([basic("a")]), "deck")
    (card,) = collection.cards()
    graded = collection.grade(card.number, 2, took_ms=3210, response="Größe 'x' \u0000 " + "y" * 600)
    (row,) = collection.reviews()
    moment = clock()
    assert row | {"response": ""} == {
        "review": str(graded.review),
        "card": card.name,
        "day": collection.today(),
        "at_ms": moment.at_ms,
        "offset_min": 60,
        "shift": None,
        "early": False,
        "grade": 2,
        "mode": "study",
        "took_ms": 3210,
        "response": "",
        "undone": False,
    }
    assert row["response"].startswith("Größe 'x' \u0000 y")
    assert len(row["response"]) == 500
    (device,) = query(collection.folder, "SELECT d.uid FROM review r JOIN device d ON d.id = r.device")[0]
    assert UUID(bytes=device).version == 4


def test_an_answer_before_its_day_is_marked_for_good(opened: Opener, clock: FakeClock) -> None:
    collection, (card, *_) = with_cards(opened)
    for days, mode in ((0, STUDY), (1, STUDY), (2, STUDY), (0, PRACTICE), (9, STUDY)):
        clock.move(days=days, minutes=1)
        collection.grade(card, 4, mode=mode)
    assert [row["early"] for row in collection.reviews()] == [False, False, True, False, False]


def test_the_trace_explains_the_schedule(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([basic("a")]), "deck")
    (card,) = collection.cards()
    for days, grade in ((0, 4), (1, 3), (0, 4), (3, 5), (9, 1), (0, 5)):
        clock.move(days=days, minutes=1)
        collection.grade(card.number, grade)
    steps = collection.trace(card.number)
    assert [step.kind for step in steps] == ["first", "due", "drill", "early", "due", "drill"]
    assert steps[-1].after == collection.card(card.number).schedule
    assert [step.before for step in steps[1:]] == [step.after for step in steps[:-1]]


def test_answers_that_came_from_elsewhere_are_looked_through_once(opened: Opener) -> None:
    collection, cards = with_cards(opened, 2)
    collection.grade(cards[0], 4)
    with collection._database.write():
        collection._database.execute_sql("UPDATE review SET device = 0")
    assert collection.undoable() is None
    collection.grade(cards[1], 3)
    assert collection.undoable() == ("review", "3")
    collection.undo()
    assert collection.undoable() is None
