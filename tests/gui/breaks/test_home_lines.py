"""Home says how a backlog is cleared, that it is a holiday, and what a short day leaves; all by keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from tests.gui.conftest import CTRL, Desk, HandClock, Key, Sit, basic, settle


@pytest.fixture
def behind(sit: Sit, clock: HandClock) -> Desk:
    """Sixty cards that wait since two weeks, thirty a day."""
    desk = sit(*(basic(f"card {number}") for number in range(70)))
    for view in desk.collection.cards()[:60]:
        desk.collection.grade(view.number, 4, took_ms=20_000)
    desk.collection.set_option("reviews_per_day", 30)
    clock.move(days=14)
    desk.window.show_home()
    desk.window.home.shown_first.emit()
    settle()
    return desk


def test_a_backlog_is_told_with_its_end_and_no_guilt(behind: Desk) -> None:
    assert behind.text("headline") == "30 cards today, about 10 minutes."
    assert behind.text("footnote") == "60 are waiting. 30 a day clears them by 18 March."
    assert behind.find("catch-up-line").accessibleName() == (
        "Catching up. 30 a day, no new cards until it is clear. Choose another pace…"
    )


def test_another_pace_is_chosen_from_a_menu_and_undone(behind: Desk) -> None:
    behind.find("catch-up-line").setFocus()
    behind.press(Key.Key_Space)
    menu = behind.window.findChild(QMenu, "catch-up-menu")
    assert menu is not None
    told = [each.text() for each in menu.actions()]
    assert told[0].startswith("10 a day clears them by")
    assert [each.isChecked() for each in menu.actions()].index(True) == len(told) - 1
    menu.actions()[1].trigger()
    menu.close()
    settle()
    assert behind.collection.options.catch_up_per_day == 20
    assert behind.text("headline").startswith("20 cards today")
    behind.press(Key.Key_Z, CTRL)
    assert behind.text("headline").startswith("30 cards today")


def test_a_short_sitting_ends_with_the_summary_and_goes_on(behind: Desk) -> None:
    assert [name for name in ("sitting-5", "sitting-10", "sitting-20") if behind.shows(name)] == ["sitting-5"]
    behind.find("sitting-5").setFocus()
    behind.press(Key.Key_Space)
    assert behind.page == "study"
    assert behind.text("progress-text").startswith("0 of 15 · 5 min left")
    for _ in range(15):
        behind.answer_card()
    assert behind.page == "summary"
    assert behind.text("more-minutes") == "5 more minutes"
    behind.click("more-minutes")
    assert behind.page == "study"
    assert behind.text("progress-text").startswith("0 of ")
    behind.press(Key.Key_Escape)
    behind.begin()
    for _ in range(15):
        behind.answer_card()
    assert behind.page == "summary"
    assert not behind.shows("more-minutes")


def test_on_holiday_nothing_is_due_and_one_may_study_anyway(behind: Desk) -> None:
    today = behind.collection.today()
    behind.collection.breaks.plan_holiday(today, today + 5)
    behind.window.show_home()
    assert behind.text("headline") == "On holiday until 21 March."
    assert behind.text("study-button") == "Study anyway"
    assert not behind.shows("catch-up-line")
    behind.begin()
    behind.answer_card()
    assert behind.grades_given[-1] == 4


def test_before_a_holiday_studying_ahead_is_offered_with_what_it_does(sit: Sit, clock: HandClock) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(5)))
    cards = [view.number for view in desk.collection.cards()]
    for days in (1, 4):
        for card in cards:
            desk.collection.grade(card, 4)
        clock.move(days=days)
    today = desk.collection.today()
    desk.collection.breaks.plan_holiday(today + 1, today + 9)
    desk.window.show_home()
    desk.window.home.shown_first.emit()
    settle()
    assert desk.find("ahead-line").accessibleName() == (
        "Holiday. From 8 March. 5 cards would suffer most: study them ahead. Right answers move no date."
    )
    dues = [desk.collection.card(card).schedule.due for card in cards]
    desk.click("ahead-line")
    for _ in cards:
        desk.answer_card()
    assert desk.page == "summary"
    assert [desk.collection.card(card).schedule.due for card in cards] == dues
    desk.press(Key.Key_Escape)
    assert not desk.shows("ahead-line")


def test_a_time_budget_says_what_stays(behind: Desk) -> None:
    behind.collection.set_option("catch_up", False)
    behind.collection.breaks.plan_budget(5)
    behind.window.show_home()
    assert behind.text("headline") == "15 cards today, about 5 minutes."
    assert behind.text("footnote").startswith("45 more stay due and 10 new ones wait: today's time budget")
    behind.begin()
    for _ in range(15):
        behind.watch.ms += 20_000
        behind.answer_card()
    behind.press(Key.Key_Escape)
    assert behind.text("headline") == "Today's time is used up."


def test_the_tab_key_goes_from_top_to_bottom(behind: Desk) -> None:
    behind.find("study-button").setFocus()
    seen = []
    for _ in range(4):
        behind.press(Key.Key_Tab)
        seen.append(behind.focus)
    assert seen == ["sitting-5", "practice-button", "catch-up-line", "decks"]
