from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.gui import keys
from desktop.gui.keys import BY_PLACE, letter_of, place_of

NONE = Qt.KeyboardModifier.NoModifier


def event(key: int, scan: int = 0, virtual: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, scan, virtual, 0, "")


@pytest.mark.parametrize(
    ("letter", "scan"),
    [
        ("1", 2),
        ("0", 11),
        ("Q", 16),
        ("W", 17),
        ("E", 18),
        ("S", 31),
        ("F", 33),
        ("Z", 44),
        ("B", 48),
        ("M", 50),
    ],
)
def test_places_as_windows_linux_and_x11_give_them(letter: str, scan: int) -> None:
    assert place_of(event(0x42F, scan), "windows") == letter
    assert place_of(event(0x42F, scan + 8), "xcb") == letter
    assert place_of(event(0x42F, scan + 8), "wayland") == letter


def test_every_key_has_one_place() -> None:
    assert len(set(BY_PLACE.values())) == len(BY_PLACE) == 10 + 12 + 9 + 7


def test_what_is_typed_goes_before_the_place() -> None:
    assert letter_of(event(Qt.Key.Key_W, 44 + 8), "xcb") == "W"
    assert letter_of(event(Qt.Key.Key_4, 2 + 8), "xcb") == "4"


@pytest.mark.parametrize(
    ("key", "scan", "letter"),
    [
        (ord("Я"), 44, "Z"),
        (ord("Ц"), 17, "W"),
        (ord("ㅈ"), 17, "W"),
        (0, 17, "W"),
        (Qt.Key.Key_Ampersand, 2, "1"),
        (Qt.Key.Key_Eacute, 3, "2"),
        (Qt.Key.Key_QuoteDbl, 4, "3"),
        (Qt.Key.Key_Apostrophe, 5, "4"),
        (Qt.Key.Key_Ccedilla, 10, "9"),
        (Qt.Key.Key_Agrave, 11, "0"),
        (ord("Ğ"), 26, "["),
        (ord("Ş"), 39, ""),
        (Qt.Key.Key_Space, 57, ""),
        (Qt.Key.Key_Shift, 42, ""),
        (Qt.Key.Key_Return, 28, ""),
    ],
)
def test_the_key_that_is_meant(key: int, scan: int, letter: str) -> None:
    assert letter_of(event(key, scan + 8), "xcb") == letter


def test_a_key_without_a_place_means_nothing() -> None:
    assert letter_of(event(ord("Я"), 0), "xcb") == ""
    assert letter_of(event(ord("Я"), 0), "windows") == ""


def test_places_of_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys.sys, "platform", "darwin")
    assert letter_of(event(ord("Я"), 0, 6)) == "Z"
    assert letter_of(event(Qt.Key.Key_Ampersand, 0, 18)) == "1"
    assert letter_of(event(ord("Я"), 0, 200)) == ""
