from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QSpinBox

from desktop.gui.rows import VALUES
from desktop.study.options import LIMITS, Options
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic


@pytest.fixture
def desk(sit: Sit) -> Desk:
    made = sit(*(basic(f"card {number}") for number in range(30)))
    made.press(Key.Key_Comma, CTRL)
    assert made.page == "settings"
    return made


def choose(desk: Desk, name: str, key: Key, times: int = 1) -> None:
    """Change a drop-down box with the keys."""
    desk.find(name).setFocus()
    for _ in range(times):
        desk.press(key)


def enter(desk: Desk, name: str, text: str) -> None:
    """Type a number into a box."""
    box: QSpinBox = desk.find(name)
    box.setFocus()
    box.selectAll()
    desk.type(text)
    desk.press(Key.Key_Return)


def test_theme_by_keys_shows_at_once(desk: Desk) -> None:
    box: QComboBox = desk.find("theme")
    assert box.currentText() == "Like the desktop"
    choose(desk, "theme", Key.Key_Down, 2)
    assert desk.settings.theme == "dark"
    assert desk.look.theme.dark
    choose(desk, "theme", Key.Key_Up)
    assert desk.settings.theme == "light"
    assert not desk.look.theme.dark


def test_text_size_by_keys(desk: Desk) -> None:
    choose(desk, "text-size", Key.Key_Down)
    assert desk.settings.text_size == 110
    desk.press(Key.Key_0, CTRL)
    assert desk.find("text-size").currentText() == "100 %"


def test_a_size_between_the_steps_is_shown(desk: Desk) -> None:
    desk.settings.text_size = 133
    assert "133" in desk.find("text-size").currentText()


@pytest.mark.parametrize("name", ["new_per_day", "reviews_per_day", "leech_lapses", "cap"])
def test_numbers_are_stored_in_the_collection(desk: Desk, work: ByHand, name: str) -> None:
    enter(desk, name, "7")
    work.drain()
    assert getattr(desk.collection.options, name) == 7


@pytest.mark.parametrize("name", ["new_per_day", "reviews_per_day", "cap"])
def test_numbers_stay_inside_their_limits(desk: Desk, name: str) -> None:
    box: QSpinBox = desk.find(name)
    assert (box.minimum(), box.maximum()) == LIMITS[name]


def test_typing_a_number_stores_it_once(desk: Desk) -> None:
    enter(desk, "new_per_day", "123")
    assert desk.dump_rows("SELECT COUNT(*) FROM action") == [(1,)]


def test_home_follows_the_limit(desk: Desk) -> None:
    enter(desk, "new_per_day", "3")
    desk.press(Key.Key_Escape)
    assert desk.text("headline") == "3 new today, about 1 minute."


def test_the_start_of_a_study_day(desk: Desk) -> None:
    assert desk.find("rollover").currentText() == "04:00"
    choose(desk, "rollover", Key.Key_Down, 2)
    assert desk.collection.options.rollover == 6


@pytest.mark.parametrize("name", ["autoplay", "space_grades"])
def test_boxes_of_the_window(desk: Desk, name: str) -> None:
    before = getattr(desk.settings, name)
    desk.find(name).setFocus()
    desk.press(Key.Key_Space)
    assert getattr(desk.settings, name) is not before
    desk.press(Key.Key_Space)
    assert getattr(desk.settings, name) is before


@pytest.mark.parametrize("name", ["repeat_hard", "siblings_apart", "fuzz"])
def test_boxes_of_the_collection(desk: Desk, work: ByHand, name: str) -> None:
    desk.click(name)
    work.drain()
    assert getattr(desk.collection.options, name) is False
    desk.press(Key.Key_Z, CTRL)
    assert getattr(desk.collection.options, name) is True
    assert desk.find(name).isChecked()


@pytest.mark.parametrize("name", ["new_order", "new_place", "review_order", "buttons", "leech_action"])
def test_choices(desk: Desk, name: str) -> None:
    usual = getattr(desk.collection.options, name)
    choose(desk, name, Key.Key_Down)
    assert getattr(desk.collection.options, name) != usual
    assert desk.find(name).currentText() == VALUES[name][getattr(desk.collection.options, name)]
    desk.press(Key.Key_Z, CTRL)
    assert getattr(desk.collection.options, name) == usual


def test_the_scheduler(desk: Desk, work: ByHand) -> None:
    assert desk.find("scheduler").count() >= 2
    choose(desk, "scheduler", Key.Key_Down)
    work.drain()
    assert desk.collection.options.scheduler != Options().scheduler
    desk.press(Key.Key_Z, CTRL)
    assert desk.collection.options.scheduler == Options().scheduler
    assert desk.find("scheduler").currentData() == Options().scheduler


def test_each_group_can_be_reset(desk: Desk, work: ByHand) -> None:
    enter(desk, "new_per_day", "3")
    enter(desk, "reviews_per_day", "9")
    enter(desk, "cap", "100")
    work.drain()
    desk.click("fuzz")
    work.drain()
    choose(desk, "buttons", Key.Key_Down)
    choose(desk, "theme", Key.Key_Down, 2)
    desk.settings.text_size = 150
    desk.click("reset-Each day")
    assert desk.collection.options.new_per_day == Options().new_per_day
    assert desk.find("reviews_per_day").value() == Options().reviews_per_day
    assert desk.collection.options.cap == 100
    desk.click("reset-Scheduling")
    work.drain()
    assert desk.collection.options == Options(buttons=6)
    desk.click("reset-Answering")
    assert desk.collection.options == Options()
    assert desk.find("buttons").currentData() == 4
    desk.click("reset-Appearance")
    assert (desk.settings.theme, desk.settings.text_size) == ("system", 100)
    assert desk.find("theme").currentData() == "system"


def test_a_change_that_cannot_be_stored_is_told_and_taken_back(desk: Desk) -> None:
    desk.collection._database.execute_sql("PRAGMA query_only = ON")
    enter(desk, "new_per_day", "3")
    assert desk.notice.startswith("The app may not write to")
    assert desk.find("new_per_day").value() == 20
    desk.click("repeat_hard")
    assert desk.find("repeat_hard").isChecked()
    desk.collection._database.execute_sql("PRAGMA query_only = OFF")
    assert desk.collection.options == Options()


def test_a_wheel_over_the_page_does_not_change_numbers(desk: Desk) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    for name in ("new_per_day", "theme"):
        widget = desk.find(name)
        desk.find("settings-back").setFocus()
        middle = QPointF(widget.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(widget.mapToGlobal(widget.rect().center())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)
    assert desk.collection.options == Options()
    assert desk.settings.theme == "system"
