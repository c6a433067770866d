from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from desktop.errors import StoreFull, UserError
from desktop.gui.notices import SHOWN_MS, Notices
from tests.gui.conftest import Desk, Sit, basic, settle


@pytest.fixture
def desk(sit: Sit) -> Desk:
    return sit(basic())


def timer_of(notices: Notices) -> QTimer:
    (found,) = notices.findChildren(QTimer)
    return found


def test_news_go_by_themselves(desk: Desk) -> None:
    desk.window.notices.tell("Something happened.")
    assert desk.notice == "Something happened."
    timer = timer_of(desk.window.notices)
    assert timer.isActive()
    assert timer.interval() == SHOWN_MS
    timer.timeout.emit()
    assert desk.notice == ""


def test_a_failure_stays_until_it_is_closed(desk: Desk) -> None:
    desk.window.notices.tell("News.")
    desk.window.notices.refuse(StoreFull("The disk is full.", "Free some space."))
    assert desk.notice == "The disk is full. Free some space."
    assert not timer_of(desk.window.notices).isActive()
    desk.click("notice-close")
    assert desk.notice == ""


def test_a_failure_without_a_hint(desk: Desk) -> None:
    desk.window.notices.refuse(UserError("No."))
    assert desk.notice == "No."


def test_the_next_one_takes_its_place(desk: Desk) -> None:
    done: list[int] = []
    desk.window.notices.tell("First.", "Do it", lambda: done.append(1))
    desk.window.notices.tell("Second.")
    assert desk.notice == "Second."
    assert not desk.find("notice-button").isVisible()
    assert done == []


def test_the_one_thing_to_do(desk: Desk) -> None:
    done: list[int] = []
    desk.window.notices.tell("First.", "Do it", lambda: done.append(1))
    assert desk.find("notice-button").accessibleName() == "Do it"
    desk.click("notice-button")
    assert done == [1]
    assert desk.notice == ""


def test_it_lies_inside_the_window_and_follows_it(desk: Desk) -> None:
    desk.window.notices.tell("A long sentence that says what has happened just now. " * 4, "Undo", print)
    for size in ((1040, 720), (360, 640), (1366, 768)):
        desk.window.resize(*size)
        settle()
        assert desk.window.rect().contains(desk.window.notices.geometry()), size
        for name in ("notice-button", "notice-close"):
            widget = desk.find(name)
            place = widget.geometry().translated(desk.window.notices.pos())
            assert desk.window.rect().contains(place), (size, name)
            assert widget.visibleRegion().boundingRect().size() == widget.size()


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_all_its_words_can_be_read(desk: Desk, percent: int) -> None:
    desk.settings.text_size = percent
    desk.window.notices.tell("A sentence that says what has happened just now, and why.", "Undo", print)
    for width in (1024, 360):
        desk.window.resize(width, 640)
        settle()
        text = desk.find("notice-text")
        assert text.height() >= text.heightForWidth(text.width()), width


def test_at_the_study_page_it_leaves_the_grades_free(desk: Desk) -> None:
    desk.begin()
    desk.flip()
    desk.window.notices.tell("Something happened.", "Undo", print)
    notice = desk.window.notices.geometry()
    for number in range(1, 5):
        grade = desk.find(f"grade-{number}")
        place = grade.rect().translated(grade.mapTo(desk.window, grade.rect().topLeft()))
        assert not notice.intersects(place)


def test_it_does_not_take_the_keyboard(desk: Desk) -> None:
    desk.begin()
    desk.window.notices.tell("Something happened.", "Undo", print)
    assert desk.focus == "study"
    desk.flip()
