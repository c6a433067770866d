"""Notes that somebody may be writing for the second time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.store.collection import Collection
from desktop.store.search.searcher import Searcher
from desktop.study.kinds import kind
from tests.store.conftest import Opener
from tests.store.helpers import basic, cloze, deck

BASIC = kind("basic").note_type.uid
LONG = "What does a sales person do in the first minute of a meeting with a buyer?"


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    texts = ["Café <b>price</b>?", LONG, LONG + " And then?", "Caf", "<img src='x.png'>"]
    made.install(
        deck([*(basic(f"k{at}", text) for at, text in enumerate(texts)), cloze("c", "{{c1::Caf}}")]), "d"
    )
    return made


@pytest.fixture
def searcher(collection: Collection) -> Iterator[Searcher]:
    made = collection.searcher()
    yield made
    made.close()


def notes(collection: Collection) -> list[int]:
    return [card.note_number for card in collection.cards()]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("cafe PRICE?", [0]),
        ("Café&nbsp; price?", [0]),
        (LONG.upper(), [1]),
        (LONG + " And <i>then</i>?", [2]),
        ("caf", [3]),
        ("<img src=x.png>", [4]),
        ("ca", []),
        ("Café price? no", []),
        (LONG[:40], []),
        ("", []),
        ("<br>", []),
        ("' OR 1=1 --\x1f", []),
    ],
)
def test_the_first_field_decides_without_case_accents_and_markup(
    collection: Collection, searcher: Searcher, text: str, at: list[int]
) -> None:
    numbers = notes(collection)
    assert list(searcher.alike(BASIC, text)) == [numbers[place] for place in at]


def test_other_types_deleted_notes_and_the_note_itself_do_not_count(
    collection: Collection, searcher: Searcher
) -> None:
    number = notes(collection)[3]
    assert searcher.alike(kind("typed").note_type.uid, "Caf") == ()
    assert searcher.alike(BASIC, "Caf", but=number) == ()
    added = collection.writing.add(
        kind("basic").note_type, {"Question": "CAF"}, deck=collection.deck_named("One")
    )
    assert searcher.alike(BASIC, "Caf") == (number, added.note)
    collection.undo()
    assert searcher.alike(BASIC, "Caf") == (number,)


def test_a_changed_note_is_known_by_what_it_says_now(collection: Collection, searcher: Searcher) -> None:
    number = notes(collection)[3]
    assert searcher.alike(BASIC, "Caf") == (number,)
    collection.writing.edit(number, {"Question": "Tea"})
    assert searcher.alike(BASIC, "Caf") == ()
    assert searcher.alike(BASIC, "tea") == (number,)
