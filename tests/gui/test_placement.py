from __future__ import annotations

import base64
import json

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.placement import is_in_reach, place, placed
from tests.gui.conftest import SCREENS, Sit, basic, settle


def visible_part(window: QWidget) -> QRect:
    return max(
        (each.availableGeometry().intersected(window.geometry()) for each in QGuiApplication.screens()),
        key=lambda part: part.width() * part.height(),
    )


def test_the_tests_have_the_screens_that_they_think(qapp: QApplication) -> None:
    assert [each.geometry() for each in QGuiApplication.screens()] == SCREENS


def test_the_first_place_is_the_middle_of_the_screen(sit: Sit) -> None:
    desk = sit(basic())
    assert desk.window.size().toTuple() == (1040, 720)
    assert visible_part(desk.window) == desk.window.geometry()


def test_the_place_is_remembered_and_does_not_creep_or_grow(sit: Sit) -> None:
    desk = sit(basic())
    desk.window.setGeometry(QRect(120, 90, 900, 600))
    settle()
    desk.leave()
    for _ in range(20):
        again = sit()
        assert again.window.geometry() == QRect(120, 90, 900, 600)
        again.leave()


def test_a_place_on_the_second_screen_is_kept(sit: Sit) -> None:
    desk = sit(basic())
    desk.window.setGeometry(QRect(1400, 40, 800, 500))
    settle()
    desk.leave()
    assert sit().window.geometry() == QRect(1400, 40, 800, 500)


@pytest.mark.parametrize(
    "place",
    [
        QRect(9000, 9000, 900, 600),
        QRect(-3000, 50, 900, 600),
        QRect(100, -5000, 900, 600),
        QRect(1366 - 20, 740, 900, 600),
    ],
)
def test_a_place_outside_all_screens_is_not_taken(sit: Sit, place: QRect) -> None:
    desk = sit(basic())
    desk.window.setGeometry(place)
    settle()
    desk.leave()
    again = sit()
    part = visible_part(again.window)
    assert part.width() >= 300
    assert part.height() >= 300
    assert any(
        each.geometry().contains(again.window.geometry().topLeft()) for each in QGuiApplication.screens()
    )


def test_a_window_larger_than_the_screen_fits(sit: Sit) -> None:
    desk = sit(basic())
    desk.window.setGeometry(QRect(0, 0, 5000, 4000))
    settle()
    desk.leave()
    again = sit()
    available = again.window.screen().availableGeometry()
    assert again.window.width() <= available.width()
    assert again.window.height() <= available.height()
    assert visible_part(again.window).height() >= 300


@pytest.mark.parametrize(
    "geometry",
    [
        "",
        "garbage",
        "ünlesbar",
        "AdnQywADAAA=",
        base64.b64encode(b"\x01\xd9\xd0\xcb" + b"\xff" * 60).decode(),
        base64.b64encode(b"\x00" * 200).decode(),
        "A" * 100_000,
    ],
)
def test_a_place_that_makes_no_sense(sit: Sit, geometry: str) -> None:
    desk = sit(basic())
    desk.leave()
    desk.settings.file.write_text(json.dumps({"geometry": geometry}), encoding="utf-8")
    again = sit()
    part = visible_part(again.window)
    assert part.width() >= 300
    assert part.height() >= 300
    again.begin()


def test_a_maximized_window_comes_back_maximized(sit: Sit) -> None:
    desk = sit(basic())
    desk.window.showMaximized()
    settle()
    desk.leave()
    again = sit()
    assert again.window.isMaximized()


def test_a_place_is_plain_text(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert placed(window).isascii()
    place(window, placed(window))
    assert is_in_reach(window.geometry())


@pytest.mark.parametrize(
    ("area", "reached"),
    [
        (QRect(0, 0, 400, 300), True),
        (QRect(1200, 700, 400, 300), True),
        (QRect(1300, 700, 400, 300), False),
        (QRect(-280, 10, 400, 300), True),
        (QRect(-281, 10, 400, 300), False),
        (QRect(10, 748, 400, 300), True),
        (QRect(10, 749, 400, 300), False),
        (QRect(10, -21, 400, 300), False),
    ],
)
def test_it_can_be_moved_where_enough_of_its_upper_edge_shows(
    qapp: QApplication, area: QRect, reached: bool
) -> None:
    assert is_in_reach(area) == reached
