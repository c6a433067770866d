"""Each note keeps its earlier versions, and can say again what it said once."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.store.bulk.replacing import Replace
from desktop.store.collection import Collection
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    made.install(deck([basic("a"), cloze("c", "{{c1::One}}")]), "deck")
    return made


def test_a_note_that_was_never_changed_has_one(collection: Collection) -> None:
    (only,) = collection.past.versions(1)
    assert only.is_present
    assert only.fields["Question"] == "What is a?"
    assert collection.past.versions(99) == []


def test_every_text_is_kept_with_when_and_why(collection: Collection, clock: FakeClock) -> None:
    clock.move(hours=1)
    collection.writing.edit(1, {"Question": "Second <b>one</b>"})
    clock.move(hours=1)
    collection.bulk.do(Replace([1], "one", "two"))
    told = collection.past.versions(1)
    assert [(each.fields["Question"], each.kind, each.is_present) for each in told] == [
        ("Second <b>two</b>", "replace", True),
        ("Second <b>one</b>", "edit", False),
        ("What is a?", "", False),
    ]
    assert told[0].since_ms - told[1].since_ms == 3_600_000


def test_one_of_them_is_brought_back_and_that_is_undone(collection: Collection, clock: FakeClock) -> None:
    collection.writing.edit(1, {"Question": "Second"})
    clock.move(hours=1)
    collection.writing.edit(1, {"Question": "Third"})
    oldest = collection.past.versions(1)[-1]
    collection.past.bring_back(1, oldest)
    assert collection.cards()[0].note.fields["Question"] == "What is a?"
    told = collection.past.versions(1)
    assert [(each.fields["Question"], each.is_present) for each in told] == [
        ("What is a?", True),
        ("Third", False),
        ("Second", False),
    ]
    collection.undo()
    assert collection.cards()[0].note.fields["Question"] == "Third"


def test_a_version_that_nobody_could_answer_is_refused(collection: Collection) -> None:
    collection.writing.edit(2, {"Text": "{{c1::Two}}"})
    old = collection.past.versions(2)[-1]
    with pytest.raises(UserError):
        collection.past.bring_back(2, old._replace(fields={"Text": "no gap"}))
    with pytest.raises(UserError, match="no field"):
        collection.past.bring_back(2, old._replace(fields={"Gone": "x"}))
