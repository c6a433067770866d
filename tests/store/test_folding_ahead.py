"""A longest interval for a whole collection: computed before the lock, right whatever comes between."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from desktop.store.collection import Collection
from desktop.store.folding_ahead import FoldingAhead
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, dump

Act = Callable[[Collection, list[int]], object]


def studied(opened: Opener, clock: FakeClock) -> tuple[Collection, list[int]]:
    chance = random.Random(7)
    collection, cards = with_cards(opened)
    for _ in range(9):
        for card in cards:
            collection.grade(card, chance.choice([1, 3, 4, 4, 5, 5]))
        clock.move(days=chance.randrange(3, 40))
    return collection, cards


def schedules(collection: Collection) -> list[object]:
    rows = dump(collection.folder)
    return [rows["schedule"], rows["tally"]]


@pytest.mark.parametrize(
    ("name", "value"), [("cap", 20), ("cap", 3), ("cap", 36_000), ("fuzz", False), ("scheduler", "fsrs")]
)
def test_it_is_what_computing_everything_anew_gives(
    opened: Opener, clock: FakeClock, name: str, value: object
) -> None:
    collection, _ = studied(opened, clock)
    collection.set_option("cap", 300)
    before = schedules(collection)
    collection.set_option(name, value)
    after = schedules(collection)
    assert after != before or value == 36_000
    collection.rebuild()
    assert schedules(collection) == after
    assert collection.check() == []
    collection.undo()
    assert schedules(collection) == before


@pytest.mark.parametrize("deck", [False, True])
@pytest.mark.parametrize(("name", "value"), [("cap", 20), ("scheduler", "fsrs")])
@pytest.mark.parametrize(
    "between",
    [
        lambda c, cards: c.grade(cards[0], 1),
        lambda c, cards: [c.grade(card, 4) for card in cards],
        lambda c, cards: c.undo(),
        lambda c, cards: c.suspend(cards[:5]),
        lambda c, cards: c.decks.set_option(c.tree()[0].number, "cap", 9),
    ],
)
def test_what_comes_between_computing_and_writing_counts(
    opened: Opener,
    clock: FakeClock,
    between: Act,
    name: str,
    value: object,
    deck: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collection, cards = studied(opened, clock)
    compute = FoldingAhead.compute

    def interrupted(self: FoldingAhead, pretend: object) -> object:
        found = compute(self, pretend)  # type: ignore[arg-type]
        with monkeypatch.context() as context:
            context.setattr(FoldingAhead, "compute", compute)
            other = opened()
            between(other, cards)
            other.close()
        return found

    monkeypatch.setattr(FoldingAhead, "compute", interrupted)
    if deck:
        collection.decks.set_options(collection.tree()[0].number, {name: value})
    else:
        collection.set_option(name, value)
    after = schedules(collection)
    assert collection.check() == []
    collection.rebuild()
    assert schedules(collection) == after
