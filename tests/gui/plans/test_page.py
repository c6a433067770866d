"""The page of plans and the line on Home, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from desktop.store.plans import INTERVIEW
from tests.gui.conftest import CTRL, MARCH, ByHand, Desk, Key, Sit, basic, deck, settle

TODAY = MARCH.date().toordinal()
CARDS = [basic(f"q{at}") for at in range(40)]
NAME = "<b>Sales</b> & more"


def schedule(desk: Desk) -> list[tuple[object, ...]]:
    return desk.dump_rows("SELECT * FROM schedule ORDER BY card")


def fill(desk: Desk, *texts: str, then: Key = Key.Key_Return) -> Callable[[QDialog], None]:
    """Return what types into a dialog, field after field, and presses a key."""

    def type_in(dialog: QDialog) -> None:
        for at, text in enumerate(texts):
            if at:
                QTest.keyClick(dialog.focusWidget(), Key.Key_Tab)
            if text:
                QTest.keyClicks(dialog.focusWidget(), text)
        QTest.keyClick(dialog.focusWidget(), then)

    return type_in


def plan(desk: Desk, days: int, **more: object) -> int:
    return desk.collection.plans.add(  # type: ignore[arg-type]
        INTERVIEW, first_day=TODAY, last_day=TODAY + days, **more
    )


def rows(desk: Desk) -> list[tuple[str, int]]:
    return [(each.kind, (each.last_day or 0) - TODAY) for each in desk.collection.plans.listed()]


@pytest.fixture
def desk(sit: Sit, work: ByHand) -> Desk:
    found = sit(decks=[deck(*CARDS, name=NAME)])
    work.drain()
    return found


def test_a_date_is_planned_by_keyboard_alone(desk: Desk, work: ByHand) -> None:
    before = schedule(desk)
    desk.press(Key.Key_D, CTRL)
    work.drain()
    assert (desk.page, desk.focus) == ("plans", "plans-add-interview")
    desk.with_dialog(lambda: desk.press(Key.Key_Return), fill(desk, "18 March"))
    work.drain()
    assert rows(desk) == [("interview", 16)]
    assert desk.text("plan-does-1") == "4 new cards a day until 11 Mar; top-ups from 15 Mar to 17 Mar."
    assert desk.text("plan-result-1") == "Ready: 0 of 40"
    assert "New cards count as not ready." in desk.text("plans-note-interview")
    assert desk.notice == "Planned for Wednesday, 18 March."
    assert schedule(desk) == before
    desk.press(Key.Key_Z, CTRL)
    work.drain()
    assert rows(desk) == []
    assert not desk.shows("plan-does-1")
    desk.press(Key.Key_Escape)
    assert desk.page == "home"


def test_a_date_is_changed_and_removed_by_keyboard_alone(desk: Desk, work: ByHand) -> None:
    number = plan(desk, 16)
    desk.press(Key.Key_D, CTRL)
    work.drain()
    assert desk.focus == f"plan-change-{number}"
    desk.with_dialog(lambda: desk.press(Key.Key_Return), fill(desk, "2026-03-30"))
    work.drain()
    assert rows(desk) == [("interview", 28)]
    assert desk.focus == f"plan-change-{number}"
    desk.press(Key.Key_Tab)
    assert desk.focus == f"plan-remove-{number}"
    desk.press(Key.Key_Return)
    work.drain()
    assert rows(desk) == []
    assert desk.focus == "plans-add-interview"
    assert desk.notice == "Removed: Monday, 30 March · everything."
    desk.press(Key.Key_Z, CTRL)
    work.drain()
    assert rows(desk) == [("interview", 28)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "When is it?"),
        ("30 February", "There is no 30 February."),
        ("1 Jan 2020", "1 January 2020 is past."),
        ("today", "2 March 2026 is today."),
        ("soon", "“soon” is no date."),
        ("12 March", "Thursday, 12 March, in 10 days"),
        ("2038-01-20", "Wednesday, 20 January 2038, in 4,342 days"),
        ("9999-12-31", "Friday, 31 December 9999, in "),
    ],
)
def test_what_was_typed_is_read_back_or_refused_in_a_sentence(
    desk: Desk, work: ByHand, typed: str, said: str
) -> None:
    desk.press(Key.Key_D, CTRL)
    work.drain()

    def look(dialog: QDialog) -> None:
        if typed:
            QTest.keyClicks(dialog.focusWidget(), typed)
        told = desk.find("interview-read").text()
        assert told.startswith(said)
        is_day = ", in " in told
        assert desk.find("save").isEnabled() == is_day
        QTest.keyClick(dialog, Key.Key_Return if is_day else Key.Key_Escape)

    desk.with_dialog(lambda: desk.press(Key.Key_Return), look)
    work.drain()
    assert len(rows(desk)) == (", in " in said)


def test_the_menu_of_a_deck_plans_for_it(desk: Desk, work: ByHand) -> None:
    tree = desk.window.home.tree
    desk.press(Key.Key_F10)
    tree.setFocus()
    tree.setCurrentItem(tree.topLevelItem(0))
    desk.with_dialog(lambda: desk.menu("deck-interview"), fill(desk, "18 March"))
    work.drain()
    (found,) = desk.collection.plans.listed()
    assert found.deck == desk.collection.deck_named(NAME)
    assert desk.shows("interview-line")
    desk.click("interview-line")
    work.drain()
    assert desk.page == "plans"
    assert desk.find(f"plan-{found.number}").isVisible()


def line(desk: Desk) -> str:
    return str(desk.find("interview-line").accessibleName())


def test_home_says_the_next_interview_without_waiting_for_the_count(desk: Desk, work: ByHand) -> None:
    assert not any(each.objectName() == "interview-line" for each in desk.window.home.findChildren(object))
    plan(desk, 10)
    plan(desk, 16, tag="nobody")
    desk.window.home.refresh()
    settle()
    assert line(desk) == "Interview. Thursday 12 Mar."
    work.drain()
    assert line(desk) == "Interview. Thursday 12 Mar: 0 of 40 ready; 1 more interview."
    assert "simulated students" in desk.find("interview-line").toolTip()
    desk.find("interview-line").setFocus()
    desk.press(Key.Key_Return)
    work.drain()
    assert desk.page == "plans"
    assert desk.text("plan-does-2") == "There are no cards in it, so there is nothing to do."


def test_a_day_that_has_passed_says_what_was_reached_and_offers_to_remove(desk: Desk, work: ByHand) -> None:
    number = plan(desk, 16)
    for card in desk.collection.plan().cards:
        desk.collection.grade(card, 4)
    desk.clock.move(days=17)
    desk.window.home.refresh()
    settle()
    work.drain()
    assert not desk.shows("interview-line")
    desk.press(Key.Key_D, CTRL)
    work.drain()
    assert desk.text(f"plan-result-{number}") == "Ready on the day: 0 of 40"
    assert desk.text(f"plan-does-{number}") == "The day has passed, so the plan does nothing more."
    assert not desk.shows(f"plan-change-{number}")
    desk.click(f"plan-remove-{number}")
    work.drain()
    assert rows(desk) == []


def test_a_plan_of_a_deck_that_is_gone_says_so(desk: Desk, work: ByHand) -> None:
    number = plan(desk, 16, deck=desk.collection.deck_named(NAME))
    desk.press(Key.Key_D, CTRL)
    work.drain()
    assert NAME in desk.find(f"plan-remove-{number}").accessibleName()
    desk.collection.decks.delete(desk.collection.deck_named(NAME))
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_D, CTRL)
    work.drain()
    assert desk.text(f"plan-does-{number}") == "The deck is deleted, so the plan rests."
    assert "a deleted deck" in desk.find(f"plan-remove-{number}").accessibleName()


def test_every_text_is_shown_as_it_is_and_every_button_has_a_name(desk: Desk, work: ByHand) -> None:
    number = plan(desk, 16, deck=desk.collection.deck_named(NAME), tag="<i>x</i>")
    desk.press(Key.Key_D, CTRL)
    work.drain()
    for name in (f"plan-change-{number}", f"plan-remove-{number}", "plans-add-interview"):
        assert desk.find(name).accessibleName()
    assert desk.find(f"plan-change-{number}").accessibleName().endswith(f"{NAME} · tag <i>x</i>")
    assert date.fromordinal(TODAY).year == 2026
