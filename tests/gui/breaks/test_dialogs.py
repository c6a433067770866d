"""Holidays and minutes a day on the page of plans, by keys; what makes no sense is said in the dialog."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.gui.breaks.dialogs import BudgetDialog, HolidayDialog
from desktop.store.plans import BUDGET, HOLIDAY
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic


def push(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


@pytest.fixture
def desk(sit: Sit, work: ByHand) -> Desk:
    """At the page of plans; forty new cards."""
    made = sit(*(basic(f"card {number}") for number in range(40)))
    work.drain()
    made.press(Key.Key_D, CTRL)
    work.drain()
    assert made.page == "plans"
    return made


def headline(desk: Desk, work: ByHand) -> str:
    """Return what Home says; come back to the page."""
    desk.press(Key.Key_Escape)
    work.drain()
    text = desk.text("headline")
    desk.press(Key.Key_D, CTRL)
    work.drain()
    return text


def days(first: QDate, last: QDate) -> Callable[[QDialog], None]:
    """Return what enters two days and confirms."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, HolidayDialog)
        dialog.first.setDate(first)
        dialog.last.setDate(last)
        push(dialog, "plan-holiday")

    return act


MARCH_2 = QDate(2026, 3, 2)


def test_a_holiday_is_planned_changed_and_removed_and_all_is_undone(desk: Desk, work: ByHand) -> None:
    add = lambda: desk.click("plans-add-holiday")  # noqa: E731
    assert desk.with_dialog(add, days(MARCH_2, MARCH_2)) == "holiday"
    work.drain()
    assert desk.notice == "The holiday is planned."
    (row,) = desk.collection.plans.listed(HOLIDAY)
    assert (
        desk.text(f"plan-does-{row.number}")
        == "1 day. What would be due in it comes on the day after it. Nothing is due."
    )
    assert headline(desk, work) == "On holiday until 2 March."

    change = lambda: desk.click(f"plan-change-{row.number}")  # noqa: E731
    desk.with_dialog(change, days(MARCH_2, QDate(2026, 3, 5)))
    work.drain()
    assert headline(desk, work) == "On holiday until 5 March."

    desk.click(f"plan-remove-{row.number}")
    work.drain()
    assert headline(desk, work).startswith("20 new today")
    for said in ("On holiday until 5 March.", "On holiday until 2 March.", "20 new today, about 6 minutes."):
        desk.press(Key.Key_Z, CTRL)
        work.drain()
        assert headline(desk, work) == said
    assert desk.collection.plans.listed(HOLIDAY) == ()


def test_the_dialog_says_how_long_and_on_how_many_days_after(desk: Desk, work: ByHand) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, HolidayDialog)
        assert dialog.note.text() == "7 days. Its cards come on the 7 days after it."
        dialog.first.setDate(QDate(2026, 5, 1))  # the last day does not stay behind
        assert dialog.last.date() == QDate(2026, 5, 1)
        assert dialog.note.text() == "1 day. Its cards come on the day after it."
        push(dialog, "cancel")

    desk.with_dialog(lambda: desk.click("plans-add-holiday"), look)
    work.drain()
    assert desk.collection.plans.listed() == ()


def test_a_holiday_that_is_over_is_refused_in_the_dialog(desk: Desk, work: ByHand) -> None:
    def plan(dialog: QDialog) -> None:
        days(QDate(2026, 2, 1), QDate(2026, 2, 3))(dialog)
        assert dialog.isVisible()
        assert isinstance(dialog, HolidayDialog)
        assert dialog.fault.text().startswith("That holiday is over already.")
        push(dialog, "cancel")

    desk.with_dialog(lambda: desk.click("plans-add-holiday"), plan)
    work.drain()
    assert desk.collection.plans.listed() == ()


def test_minutes_a_day_are_set_and_changed(desk: Desk, work: ByHand) -> None:
    def enter(text: str) -> Callable[[QDialog], None]:
        def act(dialog: QDialog) -> None:
            assert isinstance(dialog, BudgetDialog)
            dialog.minutes.selectAll()
            desk.type(text)
            desk.press(Key.Key_Return)

        return act

    assert desk.with_dialog(lambda: desk.click("plans-add-budget"), enter("3")) == "budget"
    work.drain()
    (row,) = desk.collection.plans.listed(BUDGET)
    assert desk.text(f"plan-does-{row.number}") == "3 minutes a day; nothing of it is used today."
    assert headline(desk, work) == "10 new today, about 3 minutes."
    desk.with_dialog(lambda: desk.click(f"plan-change-{row.number}"), enter("2"))
    work.drain()
    assert [plan.number for plan in desk.collection.plans.listed(BUDGET)] == [row.number]
    assert headline(desk, work) == "6 new today, about 2 minutes."
    desk.click(f"plan-remove-{row.number}")
    work.drain()
    assert headline(desk, work) == "20 new today, about 6 minutes."
