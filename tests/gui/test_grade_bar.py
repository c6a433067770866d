from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.grade_bar import GradeBar
from desktop.study.schedule import Schedule
from tests.gui.conftest import Key, Sit, basic, settle

TODAY = 739_677


@pytest.fixture
def bar(qtbot: QtBot) -> GradeBar:
    made = GradeBar()
    qtbot.addWidget(made)
    made.resize(900, 70)
    made.show()
    return made


def after(*days: int) -> list[Schedule]:
    return [replace(Schedule(), due=TODAY + each, interval=each) for each in days]


def test_four_grades_with_keys_1_to_4(bar: GradeBar) -> None:
    assert list(bar.grades) == [2, 3, 4, 5]
    assert [bar.grade_of_key(digit) for digit in range(7)] == [None, 2, 3, 4, 5, None, None]
    assert [each.name for each in bar.buttons.values()] == ["Again", "Hard", "Good", "Easy"]


def test_six_grades_with_keys_0_to_5(bar: GradeBar) -> None:
    bar.use(6)
    assert list(bar.grades) == [0, 1, 2, 3, 4, 5]
    assert [bar.grade_of_key(digit) for digit in range(7)] == [0, 1, 2, 3, 4, 5, None]
    assert len({each.name for each in bar.buttons.values()}) == 6
    bar.use(4)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(bar.buttons) == 4


def test_it_offers_to_show_the_answer_first(bar: GradeBar) -> None:
    bar.ask(can_reveal=True)
    assert bar.show_button.isVisible()
    assert not bar.buttons[4].isVisible()
    bar.ask(can_reveal=False)
    assert not bar.show_button.isVisible()


def test_intervals_are_shown_and_spoken(bar: GradeBar) -> None:
    chosen = bar.offer(after(1, 3, 6, 400), TODAY, None, 4)
    assert [each.accessibleName() for each in bar.buttons.values()] == [
        "Again, 1 day",
        "Hard, 3 days",
        "Good, 6 days",
        "Easy, 1.1 years",
    ]
    assert chosen is bar.buttons[4]
    assert bar.buttons[4].toolTip() == "Comes back in 6 days (3)"


def test_a_repeat_on_the_same_day_is_told(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.flip()
    again, hard = desk.find("grade-1"), desk.find("grade-2")
    assert again.accessibleName() == "Again, today"
    assert again.toolTip() == "Asked again today, then in 1 day (1)"
    assert hard.toolTip() == "Asked once more today, then in 1 day (2)"
    assert desk.find("grade-4").toolTip() == "Comes back in 1 day (4)"


def test_practice_shows_no_interval(bar: GradeBar) -> None:
    bar.offer(None, TODAY, None, 4)
    assert {each.accessibleName() for each in bar.buttons.values()} == {
        "Again, practice",
        "Hard, practice",
        "Good, practice",
        "Easy, practice",
    }


@pytest.mark.parametrize(("right", "enabled"), [(None, {2, 3, 4, 5}), (True, {3, 4, 5}), (False, {2})])
def test_which_grades_can_be_given(bar: GradeBar, right: bool | None, enabled: set[int]) -> None:
    bar.offer(after(1, 1, 1, 1), TODAY, right, 4)
    assert {grade for grade, each in bar.buttons.items() if each.isEnabled()} == enabled


def test_nothing_jumps_when_the_grades_come(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    bar = desk.find("grade-bar")
    question = desk.window.study_view.card_view.question
    place = question.mapTo(desk.window, question.rect().topLeft())
    before = bar.geometry()
    desk.press(Key.Key_Space)
    assert bar.geometry() == before
    assert question.mapTo(desk.window, question.rect().topLeft()) == place


@pytest.mark.parametrize(("width", "six"), [(900, False), (900, True), (250, False), (330, True)])
def test_no_grade_lies_over_another_and_no_word_is_cut(
    qtbot: QtBot, bar: GradeBar, width: int, six: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar.setParent(window)
    bar.use(6 if six else 4)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.resize(width, 400)
    window.show()
    bar.offer(after(*[1000] * len(bar.grades)), TODAY, None, 4)
    bar.setGeometry(0, 0, width, 400)
    settle()
    places = [each.geometry() for each in bar.buttons.values()]
    for at, place in enumerate(places):
        assert bar.rect().contains(place)
        assert not any(place.intersects(other) for other in places[:at])
    for each in bar.buttons.values():
        assert each.width() >= each.minimumSizeHint().width()
    bar.setParent(None)
    rows = {place.top() for place in places}
    assert len(rows) == (1 if width == 900 else 2)
