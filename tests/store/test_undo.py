"""S-15: one history of answers and actions, many steps back, after a restart too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.store.collection import Collection
from desktop.study.grades import PRACTICE
from desktop.study.schedule import NEW
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, dump

Act = Callable[[Collection, list[int]], Any]
STATE = ("schedule", "tally", "card", "note", "option", "deck")


def studied(opened: Opener) -> tuple[Collection, list[int]]:
    collection = opened()
    notes = [*(basic(f"k{number}") for number in range(4)), cloze("c", "{{c1::One}} and {{c2::two}}")]
    collection.install(deck(notes), "deck")
    return collection, [view.number for view in collection.cards()]


def state(collection: Collection) -> dict[str, list[Any]]:
    """Return what undo must bring back to the letter: stamps tell when, and may differ."""
    rows = dump(collection.folder)
    return {
        "schedule": rows["schedule"],
        "tally": rows["tally"],
        "card": [row[:-1] for row in rows["card"] if row[-2] == 0],
        "note": [row[:-1] for row in rows["note"]],
        "option": [(name, value) for name, value, _ in rows["option"] if value != "null"],
        "options": [collection.options],
    }


def without_gone(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Leave out rows of cards that an edit made and its undo set aside: rows never go."""
    known = {row[0] for row in before["schedule"]}
    tally = (
        [row for row in after["tally"] if row[1] != 2]
        if len(after["schedule"]) > len(known)
        else after["tally"]
    )
    return after | {"schedule": [row for row in after["schedule"] if row[0] in known], "tally": tally}


ACTS: dict[str, tuple[Act, str, str]] = {
    "answer": (lambda c, cards: c.grade(cards[0], 4), "review", "4"),
    "failed answer": (lambda c, cards: c.grade(cards[1], 1), "review", "1"),
    "practice": (lambda c, cards: c.grade(cards[0], 5, mode=PRACTICE), "review", "5"),
    "suspend": (lambda c, cards: c.suspend(cards[:2]), "suspend", ""),
    "bury": (lambda c, cards: c.bury([cards[0]]), "bury", ""),
    "flag": (lambda c, cards: c.flag(cards, 3), "flag", ""),
    "edit": (lambda c, cards: c.writing.edit(c.card(cards[0]).note_number, {"Answer": "Mine"}), "edit", ""),
    "edit to more gaps": (
        lambda c, cards: c.writing.edit(
            c.card(cards[4]).note_number, {"Text": "{{c1::a}} {{c2::b}} {{c3::c}}"}
        ),
        "edit",
        "",
    ),
    "edit to fewer gaps": (
        lambda c, cards: c.writing.edit(c.card(cards[4]).note_number, {"Text": "{{c2::two}}"}),
        "edit",
        "",
    ),
    "edit to another gap": (
        lambda c, cards: c.writing.edit(c.card(cards[4]).note_number, {"Text": "{{c9::two}}"}),
        "edit",
        "",
    ),
    "cap": (lambda c, cards: c.set_option("cap", 3), "option", "cap"),
    "scheduler": (lambda c, cards: c.set_option("scheduler", "sm2-source"), "option", "scheduler"),
    "fuzz": (lambda c, cards: c.set_option("fuzz", False), "option", "fuzz"),
    "rollover": (lambda c, cards: c.set_option("rollover", 23), "option", "rollover"),
    "new cards a day": (lambda c, cards: c.set_option("new_per_day", 1), "option", "new_per_day"),
}


@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize("name", ACTS)
def test_everything_that_changes_something_can_be_taken_back(
    opened: Opener, clock: FakeClock, name: str, reopened: bool
) -> None:
    act, kind, label = ACTS[name]
    collection, cards = studied(opened)
    for day in range(5):
        for card in cards[::2]:
            collection.grade(card, 4 + day % 2)
        clock.move(days=6**day)
    before = state(collection)
    reviews = [row for row in collection.reviews() if not row["undone"]]
    act(collection, cards)
    assert state(collection) != before or name == "practice"
    assert collection.check() == []
    if reopened:
        collection.close()
        collection = opened()
    assert collection.undoable() == (kind, label)
    undone = collection.undo()
    assert undone
    assert (undone.kind, undone.label) == (kind, label)
    assert without_gone(before, state(collection)) == before
    assert [row for row in collection.reviews() if not row["undone"]] == reviews
    assert collection.check() == []
    assert collection.undoable() == ("review", "4")


def test_unsuspend_and_unflag_can_be_taken_back(opened: Opener) -> None:
    collection, cards = studied(opened)
    collection.suspend(cards)
    collection.flag(cards, 7)
    before = state(collection)
    collection.suspend(cards[:3], False)
    collection.flag(cards[:3], 0)
    assert [collection.card(card).suspended for card in cards] == [False] * 3 + [True] * 3
    assert collection.undo().kind == "unflag"  # type: ignore[union-attr]
    undone = collection.undo()
    assert undone
    assert (undone.kind, set(undone.cards)) == ("unsuspend", set(cards[:3]))
    assert state(collection) == before


def test_nothing_can_be_undone_at_first(opened: Opener) -> None:
    collection, _ = studied(opened)
    assert collection.undoable() is None
    assert collection.undo() is None


def test_a_mixed_history_is_taken_back_in_its_order_after_a_restart(opened: Opener, clock: FakeClock) -> None:
    collection, cards = studied(opened)
    states = [state(collection)]
    kinds = []
    for number in range(30):
        clock.move(hours=7)
        card = cards[number % len(cards)]
        match number % 5:
            case 0 | 1:
                collection.grade(card, number % 6)
                kinds.append("review")
            case 2:
                collection.flag([card], number % 7 + 1)
                kinds.append("flag")
            case 3:
                collection.set_option("cap", 100 + number)
                kinds.append("option")
            case _:
                collection.grade(card, 5)
                collection.undo()
                collection.suspend([card], not collection.card(card).suspended)
                kinds.append("suspend")
        states.append(state(collection))
    for kind in reversed(kinds):
        collection.close()
        collection = opened()
        assert state(collection) == states.pop()
        assert collection.undoable()
        assert collection.undoable()[0].removeprefix("un") == kind  # type: ignore[index]
        assert collection.undo().kind.removeprefix("un") == kind  # type: ignore[union-attr]
    assert state(collection) == states.pop()
    assert collection.undo() is None
    assert collection.check() == []


def test_undo_of_the_last_card_brings_it_and_the_counts_back(opened: Opener) -> None:
    collection, _ = studied(opened)
    for card in collection.plan().cards:
        collection.grade(card, 4)
    assert collection.plan().cards == ()
    done = collection.summary()
    last = collection.reviews()[-1]
    undone = collection.undo()
    assert undone
    (card,) = undone.cards
    assert collection.card(card).name == last["card"]
    assert collection.card(card).schedule == NEW
    assert card in collection.plan().cards
    assert collection.summary().cards == done.cards - 1


def test_undo_never_removes_a_row_of_the_log(opened: Opener) -> None:
    collection, cards = studied(opened)
    graded = collection.grade(cards[0], 4)
    collection.undo()
    (row,) = collection.reviews()
    assert (row["review"], row["undone"]) == (str(graded.review), True)
    collection.grade(cards[0], 3)
    assert [row["undone"] for row in collection.reviews()] == [True, False]
    assert collection.card(cards[0]).answers == 1


def test_an_answer_far_back_can_be_undone_under_later_ones_of_other_cards(
    opened: Opener, clock: FakeClock
) -> None:
    collection, cards = studied(opened)
    for _ in range(4):
        for card in cards[:2]:
            collection.grade(card, 4)
        clock.move(days=20)
    for _ in range(8):
        assert collection.undo()
    assert {collection.card(card).schedule for card in cards} == {NEW}
    assert collection.check() == []


def test_undo_of_an_option_that_a_failure_rolled_back_is_not_offered(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, cards = studied(opened)
    collection.grade(cards[0], 4)

    def broken(**_many: bool) -> None:
        raise MemoryError

    monkeypatch.setattr(collection._parts.schedules, "counted_afterwards", broken)
    with pytest.raises(MemoryError):
        collection.set_option("cap", 5)
    assert collection.options.cap == 3650
    assert collection.scheduler == collection.options.make_scheduler()
    assert collection.undoable() == ("review", "4")
