"""The history: sittings of answers and everything else that was done, latest first."""

from __future__ import annotations

from desktop.store.bulk.deleting import DeleteNotes
from desktop.store.bulk.marks import Flag, Suspend
from desktop.store.past.steps import ANSWERS, STANDS, TAKEN_BACK, UNDONE, Step
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, deck


def told(steps: list[Step]) -> list[tuple[str, str, int, str]]:
    return [(each.kind, each.label, each.amount, each.state) for each in steps]


def test_answers_are_told_by_sittings_in_their_place_among_the_rest(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([*(basic(f"k{at}") for at in range(4)), basic("x", section="Two")]), "deck")
    cards = [view.number for view in collection.cards()]
    for card in cards[:3]:
        collection.grade(card, 4)
        clock.move(minutes=4)
    collection.bulk.do(Suspend(cards[3:]))
    collection.grade(cards[3], 4)
    clock.move(minutes=25)
    for card in (cards[3], cards[4]):
        collection.grade(card, 5)
    collection.set_option("cap", 30)
    steps = collection.past.steps()
    assert told(steps) == [
        ("option", "cap", 1, STANDS),
        (ANSWERS, "", 2, STANDS),
        (ANSWERS, "One", 1, STANDS),
        ("suspend", "", 2, STANDS),
        (ANSWERS, "One", 3, STANDS),
    ]
    first = steps[-1]
    assert first.last_ms - first.first_ms == 8 * 60_000
    assert steps[3].of == "card"


def test_what_was_undone_is_marked(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck(basic(f"k{at}") for at in range(4)), "deck")
    cards = [view.number for view in collection.cards()]
    for card in cards[:3]:
        collection.grade(card, 4)
    collection.undo()
    collection.bulk.do(Flag(cards, 2))
    collection.undo()
    (flag, sitting) = collection.past.steps()
    assert (flag.kind, flag.state) == ("flag", UNDONE)
    assert (sitting.amount, sitting.gone, sitting.state) == (3, 1, STANDS)
    collection.undo()
    collection.undo()
    assert collection.past.steps()[1].state == UNDONE


def test_only_the_last_30_days_unless_more_is_asked_for(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([basic("a"), basic("b")]), "deck")
    (card, other) = [view.number for view in collection.cards()]
    collection.grade(card, 4)
    collection.bulk.do(Flag([card], 2))
    clock.move(days=31)
    collection.grade(other, 4)
    assert told(collection.past.steps()) == [(ANSWERS, "One", 1, STANDS)]
    assert len(collection.past.steps(days=60)) == 3


def test_it_is_there_after_a_restart(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    collection.install(deck([basic("a"), basic("b")]), "deck")
    note = collection.cards()[0].note_number
    collection.bulk.do(DeleteNotes([note]))
    steps = collection.past.steps()
    collection.close()
    again = opened()
    assert again.past.steps() == steps
    again.past.reverse(steps[0])
    taken, deleted = again.past.steps()
    assert (taken.kind, taken.state) == ("take back delete", STANDS)
    assert deleted.state == TAKEN_BACK
