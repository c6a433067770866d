"""Making, naming, moving and deleting decks, and taking it back (D-12, D-13)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.errors import NotFound, UserError
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.store.deck_rows import paths
from desktop.study.deck_names import DEEPEST, LONGEST_NAME
from desktop.study.options import COLORS
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, deck, dump

ODD = '<b>Sales</b> & "Co"'


def names(collection: Collection) -> list[str]:
    return paths(collection.tree())


def seen(collection: Collection) -> dict[str, list[Any]]:
    """Return everything that undo must bring back; stamps tell when, and may differ."""
    rows = dump(collection.folder)
    return {
        "deck": [row[:-1] for row in rows["deck"] if not row[-2]],
        "card": [row[:-1] for row in rows["card"]],
        "schedule": rows["schedule"],
        "tally": rows["tally"],
    }


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    sections = ("One", "One", "Two", "Three")
    made.install(deck(basic(f"k{at}", section=name) for at, name in enumerate(sections)), "deck")
    return made


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("text", ["", "  ", "::", "a::", "::a", "a:: ::b", "\x00", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none_is_refused_with_a_sentence(collection: Collection, text: str) -> None:
    before = seen(collection)
    with pytest.raises(UserError, match="name"):
        collection.decks.create(text)
    with pytest.raises(UserError, match="name"):
        collection.decks.rename(collection.deck_named("One"), text)
    assert seen(collection) == before
    assert collection.undoable() is None


# ---------------------------------------------------------------- making


def test_a_deck_is_made_with_those_that_it_lies_in(collection: Collection) -> None:
    number = collection.decks.create("Sales::North::2026")
    assert names(collection)[-3:] == ["Sales", "Sales::North", "Sales::North::2026"]
    assert collection.deck_named("Sales::North::2026") == number
    collection.undo()
    assert names(collection) == ["Deck", "Deck::One", "Deck::Two", "Deck::Three"]


def test_five_times_the_same_deck_is_one(collection: Collection) -> None:
    assert len({collection.decks.create("deck::one::New") for _ in range(5)}) == 1
    assert names(collection).count("Deck::One::New") == 1


def test_a_deck_is_made_in_another(collection: Collection) -> None:
    number = collection.decks.create(ODD, inside=collection.deck_named("Two"))
    assert collection.decks.forest().path(number) == ("Deck", "Two", ODD)
    with pytest.raises(NotFound):
        collection.decks.create("x", inside=4711)


def test_decks_do_not_lie_in_each_other_without_end(collection: Collection) -> None:
    deep = collection.decks.create("::".join(f"d{at}" for at in range(DEEPEST)))
    for refused in (
        lambda: collection.decks.create("x", inside=deep),
        lambda: collection.decks.create("::".join("x" * (DEEPEST + 1))),
        lambda: collection.decks.move(collection.deck_named("Deck"), deep),
    ):
        with pytest.raises(UserError, match=f"At most {DEEPEST} decks"):
            refused()


# ---------------------------------------------------------------- moving


def test_a_deck_changes_its_place(collection: Collection) -> None:
    two = collection.deck_named("Two")
    collection.decks.shift(two, -1)
    assert names(collection) == ["Deck", "Deck::Two", "Deck::One", "Deck::Three"]
    assert collection.decks.shift(two, -1) == Changes()
    collection.decks.shift(two, 1)
    collection.decks.shift(two, 1)
    assert collection.decks.shift(two, 1) == Changes()
    assert names(collection) == ["Deck", "Deck::One", "Deck::Three", "Deck::Two"]
    collection.decks.move(two, None)
    assert names(collection) == ["Deck", "Deck::One", "Deck::Three", "Two"]
    collection.decks.move(two, collection.deck_named("Deck"), collection.deck_named("Three"))
    assert names(collection) == ["Deck", "Deck::One", "Deck::Two", "Deck::Three"]


def test_a_deck_cannot_lie_in_itself(collection: Collection) -> None:
    top, one = collection.deck_named("Deck"), collection.deck_named("One")
    inner = collection.decks.create("Deck::One::Inner")
    before = seen(collection)
    for into in (top, one, inner):
        with pytest.raises(UserError, match="Deck cannot be moved into itself"):
            collection.decks.move(top, into)
    with pytest.raises(UserError, match="itself"):
        collection.decks.rename(top, "Deck::One::Deck")
    assert seen(collection) == before


def test_a_path_as_a_name_moves_a_deck(collection: Collection) -> None:
    one = collection.deck_named("One")
    collection.decks.rename(one, "Sales::North")
    assert names(collection) == ["Deck", "Deck::Two", "Deck::Three", "Sales", "Sales::North"]
    assert len(collection.cards(collection.deck_named("Sales"))) == 2
    assert collection.check() == []


def test_decks_may_have_one_name_and_are_told_apart(collection: Collection) -> None:
    two = collection.deck_named("Two")
    collection.decks.rename(two, "One")
    assert names(collection) == ["Deck", "Deck::One", "Deck::One (2)", "Deck::Three"]
    assert collection.deck_named("Deck::One (2)") == two
    assert collection.tree()[2].given == "One"


# ---------------------------------------------------------------- deleting


def test_a_deleted_deck_takes_its_cards_along(collection: Collection) -> None:
    one = collection.deck_named("One")
    assert collection.decks.cards_inside(collection.deck_named("Deck")) == 4
    assert collection.decks.cards_inside(one) == 2
    collection.decks.delete(one)
    assert names(collection) == ["Deck", "Deck::Two", "Deck::Three"]
    assert collection.plan().new == 2
    assert [row.cards for row in collection.tree()] == [2, 1, 1]
    assert collection.check() == []
    for deed in (collection.decks.place, collection.decks.delete):
        with pytest.raises(NotFound):
            deed(one)


def test_a_deleted_deck_comes_back_with_its_schedules_after_a_restart(
    opened: Opener, collection: Collection, clock: FakeClock
) -> None:
    for view in collection.cards():
        collection.grade(view.number, 4)
    collection.suspend([collection.cards()[0].number])
    clock.move(days=3)
    before = seen(collection)
    collection.decks.delete(collection.deck_named("Deck"))
    assert collection.tree() == ()
    assert collection.plan().cards == ()
    collection.close()
    again = opened()
    undone = again.undo()
    assert undone is not None
    assert (undone.kind, undone.label, undone.cards) == ("delete deck", "Deck", ())
    assert seen(again) == before
    assert again.check() == []


def test_what_was_deleted_before_stays_deleted(collection: Collection) -> None:
    collection.decks.delete(collection.deck_named("One"))
    before = seen(collection)
    collection.decks.delete(collection.deck_named("Deck"))
    collection.undo()
    assert seen(collection) == before


# ---------------------------------------------------------------- how it looks


def test_a_deck_has_a_colour_and_a_description(collection: Collection) -> None:
    one = collection.deck_named("One")
    collection.decks.paint(one, COLORS[3])
    collection.decks.describe(one, f"  {ODD}\nin two lines ")
    row = collection.tree()[1]
    assert (row.color, row.description) == (COLORS[3], f"{ODD}\nin two lines")
    collection.decks.paint(one, "")
    assert collection.tree()[1].color == ""
    with pytest.raises(UserError, match="no colour"):
        collection.decks.paint(one, "<b>")
    with pytest.raises(UserError, match="description"):
        collection.decks.describe(one, "x" * 100_000)


# ---------------------------------------------------------------- taking back

DEEDS: dict[str, Callable[[Collection, int], object]] = {
    "new deck": lambda c, one: c.decks.create("A::B::C"),
    "rename deck": lambda c, one: c.decks.rename(one, ODD),
    "move deck": lambda c, one: c.decks.move(one, None),
    "colour deck": lambda c, one: c.decks.paint(one, "red"),
    "describe deck": lambda c, one: c.decks.describe(one, ODD),
    "delete deck": lambda c, one: c.decks.delete(one),
}


@pytest.mark.parametrize("kind", DEEDS)
def test_each_is_one_step_that_can_be_taken_back(collection: Collection, kind: str) -> None:
    before = seen(collection)
    DEEDS[kind](collection, collection.deck_named("One"))
    assert seen(collection) != before
    assert collection.undoable() is not None
    assert collection.undoable()[0] == kind  # type: ignore[index]
    collection.undo()
    assert seen(collection) == before
    assert collection.undoable() is None
    assert collection.check() == []


@pytest.mark.parametrize("kind", DEEDS)
def test_each_can_run_beside_the_window(collection: Collection, kind: str) -> None:
    one = collection.deck_named("One")
    collection.decks.apart(lambda decks: DEEDS[kind](type("Like", (), {"decks": decks}), one))
    assert collection.undoable()[0] == kind  # type: ignore[index]


def test_what_changes_nothing_is_no_step(collection: Collection) -> None:
    one, deck_number = collection.deck_named("One"), collection.deck_named("Deck")
    assert collection.decks.rename(one, "One") == Changes()
    assert collection.decks.move(one, deck_number, collection.deck_named("Two")) == Changes()
    assert collection.decks.paint(one, "") == Changes()
    assert collection.undoable() is None
