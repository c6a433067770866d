"""Doing again at the window what Undo took back."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from tests.gui.conftest import CTRL, SHIFT, ByHand, Desk, Key, Sit, basic


def finish(work: ByHand) -> None:
    while work.waiting:
        work.drain()


def rests(desk: Desk) -> str:
    """Return why doing again rests, as the menu tells it."""
    redo = desk.window.menus.redo
    assert not redo.isEnabled()
    assert all(menu.toolTipsVisible() for menu in desk.window.findChildren(QMenu) if redo in menu.actions())
    return redo.toolTip()


def test_the_menu_names_what_would_be_done_again_and_why_not(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("one"), basic("two"))
    redo = desk.window.menus.redo
    assert rests(desk) == "Undo took nothing back."
    cards = [card.number for card in desk.collection.cards()]
    desk.collection.flag(cards, 2)
    desk.window.refresh_undo()
    desk.press(Key.Key_Z, CTRL)
    assert redo.isEnabled()
    assert redo.text() == "Do &again: Flag"
    desk.press(Key.Key_Y, CTRL)
    finish(work)
    assert [card.flag for card in desk.collection.cards()] == [2, 2]
    assert desk.notice == "Done again: Flag"
    assert redo.text() == "Do &again"
    desk.press(Key.Key_Z, CTRL)
    desk.press(Key.Key_Z, CTRL | SHIFT)
    finish(work)
    assert [card.flag for card in desk.collection.cards()] == [2, 2]
    desk.press(Key.Key_Z, CTRL)
    desk.collection.suspend(cards[:1])
    desk.window.refresh_undo()
    assert "since" in rests(desk)
    desk.press(Key.Key_Y, CTRL)
    finish(work)
    assert [card.flag for card in desk.collection.cards()] == [0, 0]


def test_an_answer_is_given_again_while_studying(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("one"), basic("two"), basic("three"))
    desk.begin()
    first = desk.window.study_view.card
    desk.answer_card()
    second = desk.window.study_view.card
    desk.press(Key.Key_Z, CTRL)
    assert desk.window.study_view.card == first
    assert desk.window.menus.redo.text() == "Do &again: Good"
    desk.press(Key.Key_Y, CTRL)
    finish(work)
    assert desk.window.study_view.card == second
    assert len([row for row in desk.collection.reviews() if not row["undone"]]) == 1
    desk.answer_card()
    desk.answer_card()
    assert desk.page == "summary"
    for _ in range(3):
        desk.press(Key.Key_Z, CTRL)
    assert desk.window.study_view.card == first
    for _ in range(3):
        desk.press(Key.Key_Y, CTRL)
        finish(work)
    assert desk.page == "summary"
    assert desk.collection.check() == []


def test_a_suspension_that_is_done_again_takes_the_card_away(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    first = desk.window.study_view.card
    desk.menu("action-suspend")
    second = desk.window.study_view.card
    assert second != first
    desk.press(Key.Key_Z, CTRL)
    assert desk.window.study_view.card == first
    desk.press(Key.Key_Y, CTRL)
    finish(work)
    assert desk.window.study_view.card == second
