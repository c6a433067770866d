"""The index is made of the collection alone, and follows it."""

from __future__ import annotations

from contextlib import closing

from desktop.store.collection import Collection
from desktop.store.layout import SEARCH


def total(collection: Collection, text: str) -> int:
    with closing(collection.searcher()) as searcher:
        return searcher.search(text).total


def test_what_is_edited_is_found_by_its_new_words_and_no_longer_by_the_old(collection: Collection) -> None:
    number = next(v.note_number for v in collection.cards() if "cold" in str(v.note.fields["Question"]))
    before = total(collection, "cold")
    collection.edit_note(number, {"Question": "Call the warm Kunde", "Answer": "x"})

    assert total(collection, "kunde") >= 1
    assert total(collection, "cold") < before
    collection.undo()
    assert total(collection, "cold") == before
    assert total(collection, "kunde") == 0


def test_an_index_that_is_gone_or_damaged_is_made_anew(collection: Collection) -> None:
    found = total(collection, "cold")
    assert found
    for content in (None, b"no database at all" * 100):
        for each in [*collection.folder.glob(f"{SEARCH}*")]:
            each.unlink()
        if content is not None:
            (collection.folder / SEARCH).write_bytes(content)
        assert total(collection, "cold") == found
    assert collection.check() == []
