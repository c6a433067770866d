"""The page of pictures and sounds, by keys and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.gui.media_page.model import size_text
from desktop.policy import Policy
from tests.gui.conftest import ByHand, Desk, Key, Sit, marked_up, settle

ODD = '<b>Sales & "Co".txt'


def picture(folder: Path) -> bytes:
    image = QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#2266AA"))
    file = folder / "picture.png"
    assert image.save(str(file))
    return file.read_bytes()


def open_page(desk: Desk, work: ByHand) -> None:
    desk.menu("menu-media")
    assert desk.page == "media"
    work.drain()


@pytest.fixture
def desk(sit: Sit, work: ByHand, tmp_path: Path) -> Desk:
    made = sit(marked_up('<img src="seen.png">'), marked_up('<img src="seen.png"><img src="gone.png">'))
    made.collection.add_media("seen.png", picture(tmp_path))
    made.collection.add_media(ODD, b"x" * 2500)
    made.collection.add_media("word.mp3", b"sound")
    open_page(made, work)
    return made


def names(desk: Desk) -> list[str]:
    """What the table shows, read from its cells."""
    model = desk.find("media-table").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_it_lists_what_there_is_and_says_how_much(desk: Desk) -> None:
    assert names(desk) == [ODD, "seen.png", "word.mp3"]
    assert "3 files" in desk.text("media-told")
    assert "2 unused (2.5 kB)" in desk.text("media-told")
    assert "1 missing" in desk.text("media-told")
    assert desk.focus == "media-table"
    assert desk.text("media-name") == ODD


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("unused", [ODD, "word.mp3"]),
        ("missing", ["gone.png"]),
        ("deleted", []),
        ("all", [ODD, "seen.png", "word.mp3"]),
    ],
)
def test_kinds_by_buttons(desk: Desk, kind: str, shown: list[str]) -> None:
    desk.click(f"media-{kind}")
    assert names(desk) == shown
    assert desk.shows("media-table-empty") is not bool(shown)
    assert desk.shows("media-preview") is bool(shown)


def test_a_picture_is_shown_with_who_uses_it(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    assert desk.text("media-name") == "seen.png"
    assert "Used by 2 notes" in desk.text("media-about")
    assert desk.shows("media-picture")
    assert not desk.shows("media-delete")
    assert not desk.shows("media-play")
    desk.press(Key.Key_Down)
    assert desk.shows("media-play")
    assert not desk.shows("media-picture")


def test_part_of_a_name_and_the_order(desk: Desk) -> None:
    desk.find("media-search").setFocus()
    desk.type("s")
    assert names(desk) == [ODD, "seen.png"]
    desk.type("ee")
    assert names(desk) == ["seen.png"]
    desk.find("media-search").clear()
    header = desk.find("media-table").horizontalHeader()
    header.sectionClicked.emit(1)
    assert names(desk)[-1] == "word.mp3"
    header.sectionClicked.emit(1)
    assert names(desk)[0] == "word.mp3"


def test_delete_undo_and_restore(desk: Desk, work: ByHand) -> None:
    desk.press(Key.Key_Delete)
    work.drain()
    assert desk.notice == f"Deleted: {ODD}."
    assert names(desk) == ["seen.png", "word.mp3"]
    desk.click("media-deleted")
    assert names(desk) == [ODD]
    desk.click("media-restore")
    work.drain()
    assert names(desk) == []
    desk.click("notice-button")
    work.drain()
    assert names(desk) == [ODD]
    desk.click("media-all")
    desk.find("media-table").setFocus()
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Delete)
    assert desk.notice == "Only what nobody uses can be deleted."


def test_all_unused_at_once(desk: Desk, work: ByHand) -> None:
    assert not desk.shows("media-sweep")
    desk.click("media-unused")
    desk.click("media-sweep")
    work.drain()
    assert desk.notice == "Deleted: 2 files."
    assert names(desk) == []
    assert not desk.shows("media-sweep")


def test_enter_shows_its_notes_in_the_browser(desk: Desk, work: ByHand) -> None:
    desk.click("media-missing")
    desk.find("media-table").setFocus()
    desk.press(Key.Key_Return)
    work.drain()
    settle()
    assert desk.page == "browser"
    assert "nid:2" in [
        each.text() for each in desk.window.page("browser").findChildren(type(desk.find("search")))
    ]


def test_a_change_elsewhere_is_seen(desk: Desk, work: ByHand) -> None:
    desk.collection.add_media("later.png", b"y")
    desk.window.page("media").come()
    work.drain()
    assert "later.png" in names(desk)


def test_what_is_turned_off_rests(sit: Sit, work: ByHand) -> None:
    desk = sit(marked_up("x"), policy=Policy(disabled=frozenset({"delete"})))
    desk.collection.add_media("a.png", b"x")
    open_page(desk, work)
    desk.press(Key.Key_Delete)
    assert desk.notice == "Deleting cards is turned off by your administrator."
    assert desk.collection.media("a.png") is not None


def test_an_empty_collection_says_so(sit: Sit, work: ByHand) -> None:
    desk = sit(marked_up("x"))
    open_page(desk, work)
    assert desk.text("media-table-empty").startswith("There are no pictures")
    assert not desk.shows("media-preview")


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (2500, "2.5 kB"),
        (45_678, "46 kB"),
        (1_500_000, "1.5 MB"),
        (3_000_000_000, "3.0 GB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text
