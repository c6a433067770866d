"""Who uses which picture and sound, what is missing, and deleting what nobody uses."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from desktop.store.collection import Collection
from desktop.store.media_use import KEPT_DAYS, MediaFile
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, deck, query

ODD = 'a <b>& "c" é.png'


@pytest.fixture
def collection(opened: Opener) -> Collection:
    """Three notes and some files."""
    made = opened()
    texts = (
        "<img src=\"used.png\"> and <IMG SRC='Photo%201.JPG'>",
        "[sound:word.mp3] <img src=gone.png>",
        '<img src="used.png"><img src="used.png"><img src="https://far.example/x.png">',
    )
    made.install(deck(basic(f"k{at}", text) for at, text in enumerate(texts)), "deck")
    for name in ("used.png", "photo 1.jpg", "word.mp3", "unused.png", ODD, "_font.woff2"):
        made.add_media(name, name.encode() * 10)
    return made


def found(collection: Collection) -> Mapping[str, MediaFile]:
    return {each.name: each for each in collection.media_use.report().files}


def test_uses_are_counted_by_note(collection: Collection) -> None:
    files = found(collection)
    assert {name: each.uses for name, each in files.items()} == {
        "used.png": 2,
        "photo 1.jpg": 1,
        "word.mp3": 1,
        "unused.png": 0,
        ODD: 0,
        "_font.woff2": 0,
        "gone.png": 1,
    }
    assert files["gone.png"].is_missing
    assert [name for name, each in files.items() if each.is_unused] == [ODD, "unused.png"]
    assert files["used.png"].notes == [1, 3]
    assert collection.media_use.report().size == sum(each.size for each in files.values())


def test_one_content_under_two_names_counts_once(collection: Collection) -> None:
    before = collection.media_use.report().size
    collection.add_media("the same.png", b"unused.png" * 10)
    assert collection.media_use.report().size == before


def test_what_a_note_type_or_a_deleted_note_uses_is_kept(collection: Collection) -> None:
    """I-24: a picture that only a style names is used."""
    query(collection.folder, "UPDATE note_type SET style = '.card { background: url(unused.png) }'")
    query(collection.folder, "UPDATE note SET deleted = 1 WHERE id = 2")
    files = found(collection)
    assert not files["unused.png"].is_unused
    assert (files["word.mp3"].uses, files["word.mp3"].is_unused) == (0, False)
    assert files["gone.png"].uses == 0


def test_a_template_that_shows_the_file_a_field_names(collection: Collection) -> None:
    query(
        collection.folder, "UPDATE note SET fields = ? WHERE id = 1", json.dumps({"Question": "unused.png"})
    )
    assert found(collection)["unused.png"].is_unused
    template = json.dumps([["Card", '<img src="{{Question}}">', "{{Answer}}"]])
    query(collection.folder, "UPDATE note_type SET templates = ?", template)
    assert found(collection)["unused.png"].uses == 1


def test_what_nobody_uses_is_deleted_and_comes_back(collection: Collection, clock: FakeClock) -> None:
    use = collection.media_use
    use.delete(["unused.png", ODD, "used.png", "no such.png"])
    files = found(collection)
    assert {name for name, each in files.items() if each.deleted_ms} == {"unused.png", ODD}
    assert collection.media("unused.png") is None
    assert collection.media("used.png") is not None
    assert collection.undoable() == ("delete media", "")
    use.restore(["unused.png"])
    assert collection.media("unused.png") is not None
    assert collection.undo().kind == "restore media"  # type: ignore[union-attr]
    assert collection.media("unused.png") is None
    collection.undo()
    assert collection.media(ODD) is not None
    assert collection.undo() is None
    use.delete([ODD])
    assert collection.undoable() == ("delete media", ODD)
    clock.move(days=KEPT_DAYS + 1)
    assert ODD not in found(collection)
    assert collection.undo() is not None
    assert collection.media(ODD) is not None


def test_the_history_takes_it_back_and_does_it_again(collection: Collection) -> None:
    collection.media_use.delete(["unused.png"])
    collection.set_option("new_per_day", 3)
    step = next(each for each in collection.past.steps() if each.kind == "delete media")
    assert collection.past.outlook(step).changes == 1
    collection.past.reverse(step)
    assert collection.media("unused.png") is not None
    collection.past.reverse(step, again=True)
    assert collection.media("unused.png") is None
    assert collection.options.new_per_day == 3


def test_nothing_deleted_is_no_step(collection: Collection) -> None:
    collection.media_use.delete(["used.png"])
    assert collection.undoable() is None


def test_a_collection_without_media(opened: Opener) -> None:
    assert opened().media_use.report().files == ()
