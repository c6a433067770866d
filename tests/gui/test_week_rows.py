"""Days of the week in the settings: what each brings, and making the next days even."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from tests.gui.conftest import CTRL, ByHand, Desk, HandClock, Key, Sit, basic


@pytest.fixture
def desk(sit: Sit) -> Desk:
    made = sit(*(basic(f"card {number}") for number in range(12)))
    made.press(Key.Key_Comma, CTRL)
    return made


def test_a_day_is_set_by_keys_and_brought_back(desk: Desk) -> None:
    box: QComboBox = desk.find("easy-Sunday")
    assert box.currentText() == "as usual"
    box.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert desk.collection.options.easy_days == "NNNNNNO"
    desk.press(Key.Key_Z, CTRL)
    assert box.currentText() == "half as many"
    desk.click("balance")
    assert not desk.collection.options.balance
    desk.click("reset-Days of the week")
    assert desk.collection.options.easy_days == "NNNNNNN"
    assert desk.collection.options.balance


def test_the_next_days_are_made_even_as_one_step(desk: Desk, clock: HandClock, work: ByHand) -> None:
    cards = [view.number for view in desk.collection.cards()]
    for days in (1, 6, 9):
        for card in cards:
            desk.collection.grade(card, 4)
        clock.move(days=days)
    dues = {card: desk.collection.card(card).schedule.due for card in cards}
    day = max(each for each in dues.values() if each)
    desk.collection.set_option("easy_days", "".join("O" if (day - 1) % 7 == at else "N" for at in range(7)))
    desk.click("rebalance")
    work.drain()
    moved = sum(desk.collection.card(card).schedule.due != due for card, due in dues.items())
    assert moved
    assert desk.notice == f"Moved to other days: {moved} cards." if moved > 1 else "1 card." in desk.notice
    desk.click("rebalance")
    work.drain()
    assert desk.notice == "The next days are even already."
    desk.press(Key.Key_Z, CTRL)
    assert desk.notice == "Undone: Even Out"
    assert {card: desk.collection.card(card).schedule.due for card in cards} == dues
