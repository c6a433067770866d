"""A second scheduler over the same log: what it would move, the change, and the way back."""

from __future__ import annotations

import pytest

from desktop.store.bulk.marks import Move
from desktop.store.collection import Collection
from desktop.store.what_if import Moves
from desktop.study.schedule import Schedule
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, deck, dump


class Stopped(Exception):
    """Somebody wants no more of it."""


@pytest.fixture
def collection(opened: Opener, clock: FakeClock) -> Collection:
    """Two decks of 30 cards each, answered for some weeks, late and early too."""
    made = opened()
    made.install(deck(basic(f"k{at}", section=("One", "Two")[at % 2]) for at in range(60)), "deck")
    for number in range(6):
        for place, view in enumerate(made.cards()):
            if number == 0 or (view.schedule.due or 0) <= made.today() + place % 2:
                made.grade(view.number, (4, 5, 3, 4, 2, 4, 4)[(place + number) % 7])
        clock.move(days=(1, 6, 13, 31, 60, 2)[number])
    return made


def at(collection: Collection, name: str) -> int:
    return collection.deck_named(name)


def schedules(collection: Collection, name: str) -> dict[int, Schedule]:
    return {view.number: view.schedule for view in collection.cards(at(collection, name))}


def due(collection: Collection, name: str) -> int:
    today = collection.today()
    return sum((each.due or 0) <= today for each in schedules(collection, name).values())


@pytest.mark.parametrize("name", ["One", "Deck"])
def test_what_is_told_beforehand_is_what_happens(collection: Collection, name: str) -> None:
    before, stored = schedules(collection, name), dump(collection.folder)
    told = collection.decks.what_if(at(collection, name), {"scheduler": "fsrs"})
    assert dump(collection.folder) == stored
    assert told.due_now == due(collection, name)

    collection.decks.set_option(at(collection, name), "scheduler", "fsrs")

    after = schedules(collection, name)
    assert told == Moves(
        later=sum((after[card].due or 0) > (each.due or 0) for card, each in before.items()),
        earlier=sum((after[card].due or 0) < (each.due or 0) for card, each in before.items()),
        due_now=told.due_now,
        due_then=due(collection, name),
    )
    assert told.moved == told.later + told.earlier > 0
    assert told.due_now != told.due_then
    assert collection.check() == []


def test_one_deck_changes_and_comes_back_as_it_was(collection: Collection) -> None:
    before, others = dump(collection.folder), schedules(collection, "Two")
    one = at(collection, "One")

    collection.decks.set_option(one, "scheduler", "fsrs")
    assert all(each.stability for each in schedules(collection, "One").values())
    assert schedules(collection, "Two") == others
    assert collection.check() == []

    collection.decks.set_option(one, "scheduler", None)
    assert dump(collection.folder)["schedule"] == before["schedule"]
    assert dump(collection.folder)["tally"] == before["tally"]
    for back in ("scheduler", "scheduler"):
        assert collection.undo() is not None, back
    assert dump(collection.folder)["schedule"] == before["schedule"]
    assert collection.decks.own(one) == {}


def test_the_whole_collection_changes_in_one_step_and_comes_back(collection: Collection) -> None:
    before = dump(collection.folder)
    collection.decks.set_option(None, "scheduler", "fsrs")
    fsrs = dump(collection.folder)
    assert fsrs["review"] == before["review"]
    assert fsrs["schedule"] != before["schedule"]
    assert collection.check() == []

    collection.decks.set_option(None, "scheduler", "sm2")
    assert dump(collection.folder)["schedule"] == before["schedule"]
    assert collection.undo() is not None
    assert dump(collection.folder)["schedule"] == fsrs["schedule"]
    assert collection.undo() is not None
    assert dump(collection.folder)["schedule"] == before["schedule"]
    assert collection.options.scheduler == "sm2"


def test_answers_under_fsrs_are_not_lost_to_sm2(collection: Collection, clock: FakeClock) -> None:
    """Both fold the same log, whichever was in force when an answer was given."""
    collection.decks.set_option(at(collection, "One"), "scheduler", "fsrs")
    card = collection.cards(at(collection, "One"))[0].number
    for grade in (4, 2, 5):
        offered = collection.preview(card, [2, 3, 4, 5])
        assert [each.due for each in offered] == sorted(each.due or 0 for each in offered)
        assert collection.grade(card, grade).after == offered[grade - 2]
        clock.move(days=3)
    assert collection.check() == []
    assert collection.trace(card)[-1].after == collection.card(card).schedule
    answers = collection.card(card).schedule.counted

    collection.decks.set_option(at(collection, "One"), "scheduler", "sm2")

    stands = collection.card(card).schedule
    assert stands.stability is None
    assert stands.counted <= answers
    assert len(collection.trace(card)) >= answers
    assert collection.check() == []


def test_a_retention_moves_only_what_aims_at_it(collection: Collection) -> None:
    collection.decks.set_option(at(collection, "One"), "scheduler", "fsrs")
    before = dump(collection.folder)["schedule"]
    told = collection.decks.what_if(None, {"retention": 80})
    assert 0 < told.moved <= 30
    assert told.earlier == 0
    assert collection.decks.what_if(at(collection, "Two"), {"retention": 80}).moved == 0
    others = schedules(collection, "Two")

    collection.decks.set_option(None, "retention", 80)

    assert schedules(collection, "Two") == others
    assert collection.check() == []
    collection.undo()
    assert dump(collection.folder)["schedule"] == before


def test_a_deck_inside_follows_and_cards_that_move_are_scheduled_as_there(collection: Collection) -> None:
    collection.decks.move(at(collection, "Two"), at(collection, "One"))
    before = dump(collection.folder)["schedule"]
    collection.decks.set_option(at(collection, "One"), "scheduler", "fsrs")
    inside = schedules(collection, "Two")
    assert all(each.stability for each in inside.values())

    collection.decks.move(at(collection, "Two"), None)
    assert not any(each.stability for each in schedules(collection, "Two").values())
    collection.bulk.do(Move(list(inside), at(collection, "One")))
    assert schedules(collection, "One").items() >= inside.items()
    assert collection.check() == []
    for _ in range(3):
        collection.undo()
    assert dump(collection.folder)["schedule"] == before


def test_progress_is_told_and_can_stop_both(collection: Collection) -> None:
    seen: list[tuple[int, int]] = []
    collection.decks.what_if(None, {"scheduler": "fsrs"}, lambda *done: seen.append(done))
    assert seen == [(0, 60)]
    before = dump(collection.folder)

    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        collection.decks.what_if(None, {"scheduler": "fsrs"}, stop)
    for number in (None, at(collection, "One")):
        with pytest.raises(Stopped):
            collection.decks.set_options(number, {"scheduler": "fsrs"}, stop)
        assert dump(collection.folder) == before
        assert collection.options.scheduler == "sm2"
    collection.decks.set_options(None, {"scheduler": "fsrs"})
    assert collection.check() == []


def test_cards_that_are_suspended_or_new_count_as_moved_by_nothing(collection: Collection) -> None:
    one = collection.cards(at(collection, "One"))
    collection.suspend([view.number for view in one])
    assert collection.decks.what_if(at(collection, "One"), {"scheduler": "fsrs"}) == Moves()


def test_what_is_buried_does_not_become_due_today(collection: Collection) -> None:
    told = collection.decks.what_if(None, {"scheduler": "fsrs"})
    collection.bury([view.number for view in collection.cards()])
    buried = collection.decks.what_if(None, {"scheduler": "fsrs"})
    assert buried[:2] == told[:2]
    assert buried[2:] == (0, 0)
