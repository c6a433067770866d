"""Reading cards, and the log of what was done to them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.errors import NotFound
from desktop.study.grades import PRACTICE
from desktop.study.note import derived
from desktop.study.schedule import NEW
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, basic, cloze, deck, dump, query


def test_a_card_comes_with_everything_that_a_screen_shows(opened: Opener, clock: FakeClock) -> None:
    collection = opened()
    note = basic("a", "Ärger & <b>Spaß</b>?", tags=["z", "with space", "a"], topic="T")
    collection.install(deck([note, cloze("g", "{{c2::x}} {{c5::y}}")]), "deck")
    first, second, third = collection.cards()
    assert (first.note, first.deck, first.ordinal) == (
        type(note.note)(
            note.note.uid,
            note.note.note_type,
            note.note.fields,
            ("a", "with space", "z"),
            note.note.topic,
        ),
        "One",
        0,
    )
    assert (first.schedule, first.suspended, first.buried, first.flag, first.answers) == (NEW, False, 0, 0, 0)
    assert [each.ordinal for each in (second, third)] == [1, 4]
    assert second.note_number == third.note_number
    assert second.uid == derived(second.note.uid, "card 1")
    collection.grade(second.number, 4)
    collection.grade(second.number, 5, mode=PRACTICE)
    collection.suspend([second.number])
    collection.flag([second.number], 3)
    collection.bury([second.number])
    again = collection.card(second.number)
    assert (again.suspended, again.buried, again.flag, again.answers) == (True, collection.today() + 1, 3, 2)
    assert again.schedule.repetition == 1
    assert collection.card(third.number) == third


def test_identities_are_the_same_on_every_computer(tmp_path: Path, opened: Opener) -> None:
    made = []
    for name in ("one", "two"):
        collection = opened(tmp_path / name)
        collection.install(deck([basic("a"), cloze("g", "{{c1::x}} {{c2::y}}")]), "deck")
        made.append([view.uid for view in collection.cards()])
        collection.grade(collection.cards()[0].number, 4)
    assert made[0] == made[1]
    devices = {query(tmp_path / name, "SELECT uid FROM device WHERE id > 0")[0] for name in ("one", "two")}
    assert len(devices) == 2


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "/", "x/0", "3b1f0d6c-58a4-4e0e-9c1d-7f2a90c4e6b5", "0" * 32 + "/0", "0" * 32 + "/" + "9" * 40],
)
def test_a_card_that_is_not_there(opened: Opener, wrong: str) -> None:
    collection = opened()
    with pytest.raises(NotFound, match="no card"):
        collection.card_with(wrong)


def test_a_number_that_is_not_there(opened: Opener) -> None:
    collection = opened()
    before = dump(collection.folder)
    for attempt in (
        lambda: collection.card(1),
        lambda: collection.trace(1),
        lambda: collection.preview(1, [4]),
        lambda: collection.grade(1, 4),
    ):
        with pytest.raises(NotFound):
            attempt()
    collection.suspend([1])
    of_this_copy = ("meta", "device")
    after = dump(collection.folder, without=of_this_copy)
    assert after == {table: rows for table, rows in before.items() if table not in of_this_copy}


def test_a_card_is_found_by_its_name_in_any_form(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic("a")]), "deck")
    (card,) = collection.cards()
    assert card.name == f"{card.note.uid}/0"
    for text in (card.name, f"{card.note.uid.hex}/0", card.name.upper()):
        assert collection.card_with(text) == card.number


def test_a_folder_that_was_carried_elsewhere_opens_there(tmp_path: Path, opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic("a")]), "deck")
    collection.grade(collection.cards()[0].number, 4)
    made = collection.backup()
    collection.close()
    elsewhere = tmp_path / "usb stick" / "data"
    shutil.copytree(collection.folder, elsewhere)
    shutil.rmtree(collection.folder)
    moved = opened(elsewhere)
    assert len(moved.reviews()) == 1
    assert [each.file.name for each in moved.backups()] == [made.file.name]
    moved.restore(moved.backups()[0].file)
    assert moved.undo()
    assert not (tmp_path / "cards").exists()


def test_a_card_knows_the_decks_that_its_deck_lies_in(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic("a")]), "deck")
    (card,) = collection.cards()
    assert card.deck_path == ("Deck", "One")
    assert collection.card(card.number).deck == "One"
