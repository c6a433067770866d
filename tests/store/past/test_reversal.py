"""Any step of the history is taken back, in any order: what changed since stays, and nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.store.bulk.dates import Reset, SetDue
from desktop.store.bulk.deleting import DeleteCards, DeleteNotes
from desktop.store.bulk.marks import Flag, Move, RenameTag, Suspend, Tag
from desktop.store.bulk.replacing import Replace
from desktop.store.collection import Collection
from desktop.store.past.steps import Step
from desktop.study.incoming import Incoming
from desktop.study.schedule import LEECH_TAG
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck
from tests.store.incoming import file, take_in, two_way


def filled(opened: Opener, clock: FakeClock) -> Collection:
    collection = opened()
    notes = [
        *(basic(f"k{at}", tags=["a"]) for at in range(4)),
        cloze("c", "{{c1::One}} {{c2::two}}"),
        basic("x", section="Two"),
    ]
    collection.install(deck(notes), "deck")
    for days in (1, 8):
        for view in collection.cards():
            collection.grade(view.number, 4)
        clock.move(days=days)
    return collection


def seen(collection: Collection) -> list[Any]:
    """Return all that a person sees of the cards."""
    return [
        (each.number, each.note, each.deck_path, each.schedule, each.suspended, each.flag, each.answers)
        for each in collection.cards()
    ]


def cards_of(collection: Collection) -> list[int]:
    return [view.number for view in collection.cards()]


def notes_of(collection: Collection) -> list[int]:
    return list(dict.fromkeys(view.note_number for view in collection.cards()))


ACTS: dict[str, Callable[[Collection], object]] = {
    "flag": lambda c: c.bulk.do(Flag(cards_of(c)[:3], 2)),
    "suspend": lambda c: c.bulk.do(Suspend(cards_of(c)[:3])),
    "move": lambda c: c.bulk.do(Move(cards_of(c)[:3], c.deck_named("Two"))),
    "tag": lambda c: c.bulk.do(Tag(notes_of(c), ["b"])),
    "rename tag": lambda c: c.bulk.do(RenameTag("a", "z")),
    "reset": lambda c: c.bulk.do(Reset(cards_of(c)[:3])),
    "set due": lambda c: c.bulk.do(SetDue(cards_of(c)[:3], c.today() + 5)),
    "delete": lambda c: c.bulk.do(DeleteNotes(notes_of(c)[:2])),
    "delete cards": lambda c: c.bulk.do(DeleteCards([cards_of(c)[4]])),
    "replace": lambda c: c.bulk.do(Replace(notes_of(c), "It is", "That was")),
    "edit": lambda c: c.writing.edit(notes_of(c)[4], {"Text": "{{c1::a}} {{c3::b}}"}, tags=["q"]),
    "add": lambda c: c.writing.add(c.writing.note_types()[0], {"Question": "N"}, deck=c.deck_named("One")),
    "option": lambda c: c.set_option("cap", 3),
    "deck options": lambda c: c.decks.set_option(c.deck_named("One"), "cap", 2),
    "delete deck": lambda c: c.decks.delete(c.deck_named("Two")),
    "rename deck": lambda c: c.decks.rename(c.deck_named("Two"), "Three"),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_older_step_is_taken_back_and_done_again(opened: Opener, clock: FakeClock, name: str) -> None:
    collection = filled(opened, clock)
    last = cards_of(collection)[3]
    collection.set_option("new_per_day", 7)
    before = seen(collection)
    ACTS[name](collection)
    after = seen(collection)
    assert after != before or name in ("option", "deck options")
    collection.set_option("new_per_day", 8)  # something else, so that it is not the latest
    step = collection.past.steps()[1]
    told = collection.past.outlook(step)
    assert told.changes
    assert told.kept == 0
    done = collection.past.reverse(step)
    assert done.changed == told.changes
    assert seen(collection) == before
    assert collection.check() == []
    assert collection.past.outlook(step).changes == 0
    collection.past.reverse(step, again=True)
    assert seen(collection) == after
    assert collection.check() == []
    for expected in (before, after):
        undone = collection.undo()
        assert undone is not None
        assert seen(collection) == expected
        assert collection.check() == []
    assert collection.undo().kind == "option"  # type: ignore[union-attr]
    collection.undo()
    assert seen(collection) == before
    assert collection.check() == []
    assert collection.card(last).schedule


def test_nothing_is_left_to_take_back_twice(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    collection.bulk.do(Flag(cards_of(collection), 2))
    step = collection.past.steps()[0]
    collection.past.reverse(step)
    undoable = collection.undoable()
    assert collection.past.reverse(step).changed == 0
    assert collection.undoable() == undoable


def test_what_changed_since_stays_unless_told(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    cards = cards_of(collection)
    collection.bulk.do(Flag(cards, 2))
    collection.bulk.do(Flag(cards[:2], 5))
    step = collection.past.steps()[1]
    told = collection.past.outlook(step)
    assert (told.changes, told.kept) == (len(cards) - 2, 2)
    assert "changed since" in told.said[0]
    assert collection.past.outlook(step, force=True)[:2] == (len(cards), 0)
    collection.past.reverse(step)
    assert [view.flag for view in collection.cards()] == [5, 5, *[0] * (len(cards) - 2)]
    collection.undo()
    collection.past.reverse(step, force=True)
    assert {view.flag for view in collection.cards()} == {0}


def test_an_older_edit_leaves_a_later_one_alone(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    note = notes_of(collection)[0]
    collection.writing.edit(note, {"Question": "First"})
    step = collection.past.steps()[0]
    collection.writing.edit(note, {"Question": "Second"})
    assert collection.past.outlook(step).kept == 1
    collection.past.reverse(step)
    assert collection.cards()[0].note.fields["Question"] == "Second"
    collection.past.reverse(step, force=True)
    assert collection.cards()[0].note.fields["Question"] == "What is k0?"


def sitting(collection: Collection) -> Step:
    return next(each for each in collection.past.steps() if each.is_sitting)


def test_a_whole_sitting_is_taken_back_and_given_again(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    before = seen(collection)
    cards = cards_of(collection)
    for card in cards:
        collection.grade(card, 2)
    after = seen(collection)
    collection.bulk.do(Suspend(cards[:1]))
    collection.bulk.do(Suspend(cards[1:2]))
    collection.undo()
    step = sitting(collection)
    assert collection.past.outlook(step).changes == len(cards)
    collection.past.reverse(step)
    assert [row[3] for row in seen(collection)] == [row[3] for row in before]
    assert collection.check() == []
    step = sitting(collection)
    assert (step.gone, step.amount) == (len(cards), len(cards))
    undone = collection.undo()
    assert undone is not None
    assert set(undone.cards) == set(cards)
    assert [row[3] for row in seen(collection)] == [row[3] for row in after]
    assert collection.check() == []
    assert sum(not row["undone"] for row in collection.reviews()) == 3 * len(cards)


def test_later_answers_to_the_same_cards_are_told_and_count_anew(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    for view in collection.cards():
        collection.grade(view.number, 4)
    oldest = [each for each in collection.past.steps() if each.is_sitting][-1]
    told = collection.past.outlook(oldest)
    assert "count anew: 14" in told.said[0]
    collection.past.reverse(oldest)
    assert {view.schedule.repetition for view in collection.cards()} == {2}
    assert collection.check() == []


def test_answers_to_cards_that_go_are_told(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    (added,) = ACTS["add"](collection).cards  # type: ignore[attr-defined]
    collection.grade(added, 4)
    step = next(each for each in collection.past.steps() if each.kind == "add")
    assert "come back with the cards: 1" in collection.past.outlook(step).said[0]
    collection.past.reverse(step)
    assert added not in cards_of(collection)
    collection.undo()
    assert collection.card(added).answers == 1
    assert added in cards_of(collection)


def test_a_step_that_is_no_longer_there_and_a_whole_backup_are_told(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    made = collection.backup()
    collection.restore(made.file)
    ACTS["flag"](collection)
    flag, step = collection.past.steps()[:2]
    assert step.kind == "restore"
    with pytest.raises(UserError, match="latest step"):
        collection.past.reverse(step)
    with pytest.raises(UserError, match="no longer"):
        collection.past.outlook(flag._replace(number=999))


@pytest.mark.parametrize("seed", range(6))
def test_any_steps_in_any_order_are_all_undone_in_the_end(
    opened: Opener, clock: FakeClock, seed: int
) -> None:
    chance = random.Random(seed)
    collection = filled(opened, clock)
    start = collection.past.steps()[0]
    before = seen(collection)
    names = [name for name in ACTS if name != "add"]
    for _ in range(14):
        clock.move(minutes=chance.randrange(40))
        if chance.random() < 0.5 or collection.past.steps()[0] == start:
            with suppress(UserError, IndexError):  # there may be no such note or deck left
                ACTS[chance.choice(names)](collection)
        else:
            step = chance.choice([each for each in collection.past.steps() if each.first_ms > start.last_ms])
            again, force = chance.random() < 0.4, chance.random() < 0.4
            told = collection.past.outlook(step, again=again, force=force)
            done = collection.past.reverse(step, again=again, force=force)
            assert done.changed == told.changes
        if cards := cards_of(collection):
            collection.grade(chance.choice(cards), chance.randrange(6))
        assert collection.check() == []
    for _ in range(100):
        if collection.past.steps()[0] == start:
            break
        last = collection.undoable()
        if last is None or seen(collection) == before:
            break
        collection.undo()
        assert collection.check() == []
    assert seen(collection) == before


def incoming(*keys: str) -> Incoming:
    return file(*(two_way(f"front {key}", f"back {key}", key=key) for key in keys))


def test_an_older_import_goes_with_what_it_brought_and_comes_back(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    before = seen(collection)
    take_in(collection, incoming("p", "q"))
    mine = [card for card in cards_of(collection) if card not in {row[0] for row in before}]
    collection.grade(mine[0], 4)
    collection.bulk.do(DeleteNotes([collection.card(mine[-1]).note_number]))
    after = seen(collection)
    step = next(each for each in collection.past.steps() if each.kind == "import")
    told = collection.past.outlook(step)
    assert told.changes >= 1
    assert "come back with the cards: 1" in told.said[-1]
    collection.past.reverse(step)
    assert seen(collection) == before
    assert len(collection.past.binned()) == 1
    assert collection.check() == []
    assert collection.undo().kind == "take back import"  # type: ignore[union-attr]
    assert seen(collection) == after
    assert collection.check() == []
    collection.past.reverse(step)
    take_in(collection, incoming("p", "q"))
    assert collection.check() == []
    assert {row[0] for row in after} <= set(cards_of(collection))
    with pytest.raises(UserError, match="once more"):
        collection.past.reverse(step, again=True)


def test_an_import_that_changed_notes_leaves_what_was_changed_since(opened: Opener, clock: FakeClock) -> None:
    collection = filled(opened, clock)
    take_in(collection, incoming("p", "q"))
    newer = file(two_way("front p", "newer p", key="p"), two_way("front q", "newer q", key="q"))
    take_in(collection, newer)
    first = next(view for view in collection.cards() if view.note.fields.get("Back") == "newer p")
    collection.writing.edit(first.note_number, {"Back": "mine"})
    step = next(each for each in collection.past.steps() if each.kind == "import")
    told = collection.past.outlook(step)
    assert told.kept >= 1
    collection.past.reverse(step)
    backs = {view.note.fields.get("Back") for view in collection.cards()}
    assert {"mine", "back q"} <= backs
    assert "newer q" not in backs
    assert collection.check() == []


@pytest.mark.parametrize("doing", ["tag", "suspend"])
def test_leeches_are_unmarked_with_the_answers_that_made_them(
    opened: Opener, clock: FakeClock, doing: str
) -> None:
    collection = filled(opened, clock)
    collection.set_option("leech_lapses", 1)
    collection.set_option("leech_action", doing)
    before = seen(collection)
    for card in cards_of(collection):
        collection.grade(card, 1)
    after = seen(collection)
    assert all(LEECH_TAG in row[1].tags for row in after)
    (step, *_) = collection.past.steps()
    assert (step.is_sitting, step.amount) == (True, len(before))
    collection.past.reverse(step)
    assert seen(collection) == before
    assert collection.check() == []
    collection.undo()
    assert seen(collection) == after
    assert collection.check() == []
