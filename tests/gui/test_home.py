from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import bundled
from desktop.gui.home import footnote, greeting, headline
from desktop.study.queue import Plan
from tests.gui.conftest import (
    ByHand,
    HandClock,
    Key,
    Sit,
    basic,
    make_desk,
    settle,
)

# ---------------------------------------------------------------------- first start


def test_first_start_on_the_decks_that_come_with_the_app(
    qapp: QApplication, tmp_path: Path, clock: HandClock, work: ByHand
) -> None:
    collection = bundled.open_collection(tmp_path / "data", clock)
    desk = make_desk(qapp, collection, clock, work, tmp_path / "cache")
    desk.window.show()
    desk.window.activateWindow()
    settle()
    desk.window.warm_up()
    assert desk.text("headline") == "20 new today, about 6 minutes."
    assert desk.focus == "study-button"
    assert desk.find("study-button").accessibleName() == "Study. 20 new today, about 6 minutes."
    desk.press(Key.Key_Return)
    assert desk.page == "study"
    assert desk.question
    assert desk.text("progress-text") == "0 of 20 · 6 min left"
    QTest.qWait(0)
    desk.leave()


def test_the_rest_is_made_after_the_first_picture(qtbot: QtBot, sit: Sit) -> None:
    desk = sit(basic())
    desk.window.home._painted = False
    with qtbot.waitSignal(desk.window.home.shown_first, timeout=2000):
        desk.window.home.update()
    with qtbot.assertNotEmitted(desk.window.home.shown_first, wait=80):
        desk.window.home.update()


# ---------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("hour", "text"),
    [
        (0, "Good evening."),
        (3, "Good evening."),
        (4, "Good morning."),
        (11, "Good morning."),
        (12, "Good afternoon."),
        (17, "Good afternoon."),
        (18, "Good evening."),
        (23, "Good evening."),
    ],
)
def test_greetings(hour: int, text: str) -> None:
    assert greeting(hour) == text


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (Plan(), "Nothing to study today."),
        (Plan(done=frozenset({1})), "All done for today."),
        (Plan(cards=(1, 2), new=2, seconds=40), "2 new today, about 1 minute."),
        (Plan(cards=(1, 2), new=1, due=1, seconds=400), "2 cards today, about 7 minutes."),
        (Plan(cards=(1,), due=1, seconds=18), "1 card today, about 1 minute."),
        (Plan(cards=(1,), new=1, done=frozenset({2}), seconds=18), "1 card left today, about 1 minute."),
        (Plan(drills=(1, 2), done=frozenset({1, 2}), seconds=9), "2 cards left today, about 1 minute."),
        (
            Plan(cards=tuple(range(1234)), due=1234, seconds=36_000),
            "1,234 cards today, about 600 minutes.",
        ),
    ],
)
def test_the_headline(plan: Plan, text: str) -> None:
    assert headline(plan) == text


def test_the_footnote_explains_what_is_missing() -> None:
    assert footnote(Plan()) == ""
    assert footnote(Plan(waiting=12)) == "12 more are due and wait for another day."
    assert footnote(Plan(waiting=1)) == "1 more is due and waits for another day."
    assert footnote(Plan(held_back=1)).startswith("1 held back until another day: it would")
    assert footnote(Plan(held_back=3, waiting=1)).count(".") == 2
    assert "3 held back" in footnote(Plan(held_back=3))


def test_the_greeting_follows_the_clock(sit: Sit, clock: HandClock) -> None:
    clock.move(hours=9)
    desk = sit(basic())
    greetings = [each.text() for each in desk.window.home.findChildren(type(desk.find("headline")))]
    assert "Good evening." in greetings


# ---------------------------------------------------------------------- buttons


def test_corner_buttons_lead_to_settings_and_help(sit: Sit) -> None:
    desk = sit(basic())
    desk.click("settings-button")
    assert desk.page == "settings"
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    opened = desk.with_dialog(
        lambda: desk.click("help-button"), lambda dialog: QTest.keyClick(dialog, Key.Key_Escape)
    )
    assert opened == "help"


def test_after_the_last_card_the_button_shows_the_day(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Return)
    assert desk.page == "home"
    assert desk.text("headline") == "All done for today."
    assert desk.text("study-button") == "Today in review"
    desk.press(Key.Key_Return)
    assert desk.page == "summary"


def test_an_empty_collection_says_so(sit: Sit) -> None:
    desk = sit()
    assert desk.text("headline") == "Nothing to study today."
    desk.press(Key.Key_Return)
    assert desk.page == "summary"
    assert desk.text("summary-sentence") == "Nothing was studied yet today."


def test_a_held_enter_does_not_run_through_the_pages(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    assert desk.page == "summary"
    for _ in range(5):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_Return, "\r", repeat=True)
    assert desk.page == "summary"
    desk.press(Key.Key_Return)
    assert desk.page == "home"
    for _ in range(5):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_Return, "\r", repeat=True)
    assert desk.page == "home"


def test_what_comes_after_the_first_picture_waits_for_no_closed_file(sit: Sit) -> None:
    desk = sit(basic())
    desk.collection.close()
    desk.window.home.shown_first.emit()
    settle()
    assert desk.page == "home"


def test_a_double_click_on_study_starts_once(sit: Sit) -> None:
    desk = sit(basic())
    desk.double_click_at_once("study-button")
    assert desk.page == "study"
    assert not desk.flipped
