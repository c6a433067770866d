"""A holiday and minutes a day are planned in dialogs, by keys; what makes no sense is said there."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.gui.breaks.dialogs import BudgetDialog, HolidayDialog
from desktop.store.plans import BUDGET, HOLIDAY
from tests.gui.conftest import CTRL, Key, Sit, basic


def push(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_a_holiday_is_planned_and_removed_and_both_are_undone(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(5)))

    def plan(dialog: QDialog) -> None:
        assert isinstance(dialog, HolidayDialog)
        assert dialog.note.text() == "7 days. Its cards come on the 7 days after it."
        dialog.first.setDate(QDate(2026, 3, 2))
        dialog.last.setDate(QDate(2026, 3, 2))
        assert dialog.note.text() == "1 day. Its cards come on the day after it."
        desk.press(Key.Key_Return)

    assert desk.with_dialog(lambda: desk.menu("menu-holiday"), plan) == "holiday"
    assert desk.text("headline") == "On holiday until 2 March."

    def remove(dialog: QDialog) -> None:
        (row,) = desk.collection.plans.listed(HOLIDAY)
        push(dialog, f"remove-{row.number}")

    desk.with_dialog(lambda: desk.menu("menu-holiday"), remove)
    assert desk.text("headline").startswith("5 new today")
    desk.press(Key.Key_Z, CTRL)
    assert desk.text("headline") == "On holiday until 2 March."
    desk.press(Key.Key_Z, CTRL)
    assert desk.collection.plans.listed(HOLIDAY) == ()


def test_a_holiday_that_is_over_is_refused_in_the_dialog(sit: Sit) -> None:
    desk = sit(basic())

    def plan(dialog: QDialog) -> None:
        assert isinstance(dialog, HolidayDialog)
        dialog.first.setDate(QDate(2026, 2, 1))
        dialog.last.setDate(QDate(2026, 2, 3))
        push(dialog, "plan-holiday")
        assert dialog.isVisible()
        assert dialog.fault.text().startswith("That holiday is over already.")
        push(dialog, "cancel")

    desk.with_dialog(lambda: desk.menu("menu-holiday"), plan)
    assert desk.collection.plans.listed() == ()


def test_minutes_a_day_are_set_changed_and_taken_away(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(40)))

    def enter(text: str) -> None:
        def act(dialog: QDialog) -> None:
            assert isinstance(dialog, BudgetDialog)
            dialog.minutes.selectAll()
            desk.type(text)
            desk.press(Key.Key_Return)

        assert desk.with_dialog(lambda: desk.menu("menu-budget"), act) == "budget"

    enter("3")
    assert desk.text("headline") == "10 new today, about 3 minutes."
    enter("2")
    assert len(desk.collection.plans.listed(BUDGET)) == 1
    assert desk.text("headline") == "6 new today, about 2 minutes."
    enter("0")
    assert desk.collection.plans.listed(BUDGET) == ()
    assert desk.text("headline") == "20 new today, about 6 minutes."
    desk.press(Key.Key_Z, CTRL)
    assert desk.text("headline") == "6 new today, about 2 minutes."
