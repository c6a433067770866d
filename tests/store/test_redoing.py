"""What undo took back is done again, step by step, until something else is done."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.study.schedule import LEECH_TAG
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, query
from tests.store.incoming import file, take_in, two_way
from tests.store.past.test_reversal import ACTS as CHANGES
from tests.store.past.test_reversal import cards_of, filled, seen
from tests.store.test_undo import ACTS, state, studied, without_gone


@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize("name", ACTS)
def test_everything_that_is_taken_back_can_be_done_again(opened: Opener, name: str, reopened: bool) -> None:
    act, kind, label = ACTS[name]
    collection, cards = studied(opened)
    collection.grade(cards[0], 4)
    before = state(collection)
    act(collection, cards)
    after = state(collection)
    for _ in range(2):
        collection.undo()
        if reopened:
            collection.close()
            collection = opened()
        assert without_gone(before, state(collection)) == before
        found = collection.redoable()
        assert found is not None
        assert (found.kind, found.label, found.why_not) == (kind, label, "")
        done = collection.past.redo()
        assert done is not None
        assert (done.kind, done.label) == (kind, label)
        assert state(collection) == after
        assert collection.check() == []
        assert collection.redoable() is None
        assert collection.undoable() == (kind, label)


@pytest.mark.parametrize("name", CHANGES)
def test_changes_of_many_at_once_are_done_again(opened: Opener, clock: FakeClock, name: str) -> None:
    collection = filled(opened, clock)
    before = seen(collection)
    CHANGES[name](collection)
    after = seen(collection)
    for _ in range(2):
        collection.undo()
        assert seen(collection) == before
        collection.past.redo()
        assert seen(collection) == after
        assert collection.check() == []


def latest(collection: Collection) -> list[object]:
    return query(collection.folder, "SELECT (SELECT MAX(id) FROM action), (SELECT MAX(id) FROM review)")


@pytest.mark.parametrize("seed", range(8))
def test_a_mixed_history_goes_back_and_forth_in_its_order(
    opened: Opener, clock: FakeClock, seed: int
) -> None:
    chance = random.Random(seed)
    collection = filled(opened, clock)
    states, kinds = [seen(collection)], []
    while len(kinds) < 14:
        clock.move(minutes=chance.randrange(40))
        rows = latest(collection)
        with suppress(UserError, IndexError):  # there may be no such note or deck left
            if chance.random() < 0.5 and (cards := cards_of(collection)):
                collection.grade(chance.choice(cards), chance.randrange(6))
            elif chance.random() < 0.4:
                step = chance.choice(collection.past.steps()[:4])
                if not collection.past.reverse(step, again=chance.random() < 0.4).changed:
                    continue
            else:
                CHANGES[chance.choice([each for each in CHANGES if each != "option"])](collection)
            now = collection.undoable()
            if now is None or rows == latest(collection):
                continue
            kinds.append(now[0])
            states.append(seen(collection))
    at = len(kinds)
    for _ in range(40):
        back = at > 0 and (chance.random() < 0.6 or at == len(kinds))
        if back:
            at -= 1
            undone = collection.undo()
            assert undone is not None
            assert undone.kind == kinds[at]
        else:
            done = collection.past.redo()
            assert done is not None
            assert done.kind == kinds[at]
            at += 1
        assert seen(collection) == states[at]
        assert collection.check() == []


def test_something_else_that_is_done_ends_it_with_the_reason(opened: Opener) -> None:
    collection, cards = studied(opened)
    assert collection.redoable() is None
    assert collection.past.redo() is None
    collection.flag(cards[:2], 2)
    collection.grade(cards[0], 4)
    collection.undo()
    collection.undo()
    collection.grade(cards[1], 4)
    found = collection.redoable()
    assert found is not None
    assert found.kind == "flag"
    assert "since" in found.why_not
    before = state(collection)
    assert collection.past.redo() is None
    assert state(collection) == before
    collection.undo()
    found = collection.redoable()
    assert found is not None
    assert (found.kind, found.why_not) == ("review", ""), "what was taken back last can be done again"
    collection.past.redo()
    assert collection.redoable() is None, "and nothing from before"


def test_an_import_is_brought_in_once_more_instead(opened: Opener) -> None:
    collection, _ = studied(opened)
    take_in(collection, file(two_way("front", "back", key="k")))
    collection.undo()
    found = collection.redoable()
    assert found is not None
    assert found.kind == "import"
    assert "Bring the file in" in found.why_not
    assert collection.past.redo() is None


def test_an_answer_that_is_given_again_marks_its_leech_again(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened)
    collection.set_option("leech_lapses", 2)
    for _ in range(2):
        collection.grade(cards[0], 4)
        clock.tomorrow()
        collection.grade(cards[0], 4)
        clock.move(days=7)
        collection.grade(cards[0], 1)
        clock.tomorrow()

    def is_leech() -> bool:
        return LEECH_TAG in collection.card(cards[0]).note.tags

    assert is_leech()
    for _ in range(2):
        collection.undo()
        assert not is_leech()
        collection.past.redo()
        assert is_leech()
    assert collection.check() == []


def test_a_later_answer_leaves_the_order_of_undo_right(opened: Opener) -> None:
    collection, cards = studied(opened)
    collection.grade(cards[0], 4)
    collection.flag([cards[0]], 1)
    collection.undo()
    collection.undo()
    collection.past.redo()
    collection.past.redo()
    assert collection.undoable() == ("flag", "")
    collection.grade(cards[1], 3)
    assert collection.undoable() == ("review", "3")
