from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.store.collection import Collection
from desktop.store.search.searcher import Searcher
from tests.store.conftest import Opener, clock, opened
from tests.store.helpers import basic, cloze, deck

__all__ = ["clock", "opened"]

Open = Callable[[Collection], Searcher]
Texts = Callable[..., list[str]]

NOTES = (
    basic("a", "What does a buyer ask first?", tags=["sales::closing", "leech"]),
    basic("b", "Who makes a cold call?", tags=["Sales"]),
    basic("c", "Call the cold customer"),
    basic("d", "Café prices are 5% &amp; up", tags=["marketing"]),
    basic("e", "東京タワーは高い", section="Two"),
    cloze("f", "A {{c1::conversion}} comes before the {{c2::invoice}}", section="Two"),
    basic("g", "C++ or C? It is well-known.", section="Two"),
)


@pytest.fixture
def searching() -> Iterator[Open]:
    """Makes searchers that are closed at the end."""
    made: list[Searcher] = []

    def make(collection: Collection) -> Searcher:
        made.append(collection.searcher())
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    made.install(deck(NOTES), "deck")
    return made


@pytest.fixture
def searcher(collection: Collection, searching: Open) -> Searcher:
    return searching(collection)


@pytest.fixture
def keys(searcher: Searcher) -> Texts:
    """Returns the keys of the notes that are found (see NOTES), one for each card."""
    of_text = {note.note.fields.get("Answer") or note.note.fields["Text"]: note for note in NOTES}
    order = {id(note): "abcdefg"[at] for at, note in enumerate(NOTES)}

    def find(text: str, **more: object) -> list[str]:
        found = searcher.search(text, **more)  # type: ignore[arg-type]
        notes = more.get("notes") is True
        assert found.total == len(found.numbers)
        uids = {note.note.uid.bytes: order[id(note)] for note in of_text.values()}
        return [uids[row.note_uid] for row in searcher.rows(found.numbers, notes=notes)]

    return find
