"""Extending today: said in the menu, undone by one step, over by itself."""

from __future__ import annotations

from PySide6.QtGui import QAction

from tests.gui.conftest import CTRL, Desk, HandClock, Key, Sit, basic


def entry(desk: Desk) -> QAction:
    menu = desk.window.menuBar().actions()[2].menu()
    menu.aboutToShow.emit()
    return next(each for each in menu.actions() if each.objectName() == "menu-extend")


def test_today_is_extended_and_ends_by_itself(sit: Sit, clock: HandClock) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(4)))
    assert entry(desk).text() == "E&xtend today by 2 hours"
    desk.menu("menu-extend")
    assert desk.notice == "Today lasts until 06:00: answers until then count for today."
    assert entry(desk).text() == "Today lasts until 06:00"
    assert not entry(desk).isEnabled()

    desk.begin()
    desk.answer_card()
    clock.move(hours=18.5)  # half past four
    desk.window.check_day()
    desk.answer_card()
    assert len(desk.collection.plan().done) == 2
    clock.move(hours=1.5)
    desk.window.check_day()
    assert desk.collection.plan().done == frozenset()
    assert entry(desk).text() == "E&xtend today by 2 hours"


def test_undo_ends_the_day_as_usual(sit: Sit) -> None:
    desk = sit(basic())
    desk.menu("menu-extend")
    desk.press(Key.Key_Z, CTRL)
    assert desk.notice == "Undone: Extend Today"
    assert desk.collection.options.extended_day == 0
    assert entry(desk).isEnabled()
