from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest

from tests.gui.conftest import CTRL, Key, Sit, basic, settle


def test_every_menu_has_entries_and_every_entry_a_name(sit: Sit) -> None:
    desk = sit(basic())
    for title in desk.window.menuBar().actions():
        title.menu().aboutToShow.emit()
        entries = [each for each in title.menu().actions() if not each.isSeparator()]
        assert entries, title.text()
        assert all(each.objectName() and each.text() for each in entries)


def test_no_key_belongs_to_two_entries(sit: Sit) -> None:
    desk = sit(basic())
    keys = [key.toString() for action in desk.window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys)) > 8


def test_a_held_shortcut_counts_once(sit: Sit) -> None:
    desk = sit(basic())
    for action in desk.window.findChildren(QAction):
        if action.objectName().startswith("menu-"):
            assert not action.autoRepeat(), action.objectName()


def test_actions_of_a_card_work_only_where_a_card_shows(sit: Sit) -> None:
    desk = sit(basic())
    study_menu = desk.window.menuBar().actions()[2].menu()
    study_menu.aboutToShow.emit()
    actions = {each.objectName(): each for each in study_menu.actions()}
    assert not actions["action-suspend"].isEnabled()
    assert actions["menu-study"].isEnabled()
    desk.begin()
    assert actions["action-suspend"].isEnabled()
    assert not actions["action-skip"].isEnabled()
    desk.press(Key.Key_Escape)
    assert not actions["action-suspend"].isEnabled()


def test_the_theme_in_force_is_checked(sit: Sit) -> None:
    desk = sit(basic())
    view = desk.window.menuBar().actions()[3].menu()
    desk.settings.theme = "dark"
    view.aboutToShow.emit()
    checked = [each.objectName() for each in view.actions() if each.isChecked()]
    assert checked == ["menu-dark"]
    desk.menu("menu-light")
    assert desk.settings.theme == "light"


def test_menus_open_by_keyboard_and_esc_gives_the_keyboard_back(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    bar = desk.window.menuBar()
    bar.setActiveAction(bar.actions()[1])
    menu = bar.actions()[1].menu()
    settle()
    assert menu.isVisible()
    QTest.keyClick(menu, Key.Key_Escape)
    settle()
    assert not menu.isVisible()
    QTest.keyClick(bar, Key.Key_Escape)
    desk.window.activateWindow()
    settle()
    desk.flip()


def test_undo_by_its_place_and_nothing_else_by_chance(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    menus = desk.window.menus

    def event(key: int, scan: int) -> QKeyEvent:
        return QKeyEvent(QEvent.Type.KeyPress, key, CTRL, scan + 8, 0, 0, "")

    assert not menus.by_place(event(ord("Ы"), 31))
    assert not menus.by_place(event(Qt.Key.Key_Control, 29))
    assert desk.grades_given == [4]
    assert menus.by_place(event(ord("Я"), 44))
    assert desk.grades_given == []
    assert menus.by_place(event(ord("Й"), 16))
    assert not desk.window.isVisible()
