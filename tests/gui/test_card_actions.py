from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.card_actions import CardAction, CardActions
from tests.gui.conftest import Sit, basic


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(owner: QWidget, done: list[str]) -> CardActions:
    first = [CardAction("why", "Why now?", "W", lambda: done.append("why"))]
    second = [
        CardAction("bury", "Bury", "B", lambda: done.append("bury")),
        CardAction("skip", "Skip", "", lambda: done.append("skip")),
    ]
    return CardActions(owner, [first, second])


def test_they_rest_until_a_card_shows(actions: CardActions, done: list[str]) -> None:
    assert not any(each.isEnabled() for each in actions.actions.values())
    actions.actions["bury"].trigger()
    assert done == []
    actions.enable(True)
    actions.actions["bury"].trigger()
    assert done == ["bury"]


def test_keys_lead_to_the_same_as_the_menu(actions: CardActions, done: list[str]) -> None:
    assert set(actions.keys) == {"W", "B"}
    actions.keys["W"]()
    assert done == ["why"]


def test_the_menu_shows_groups_and_keys(actions: CardActions) -> None:
    shown = [each.text() or "---" for each in actions.menu.actions()]
    assert shown == ["Why now?\tW", "---", "Bury\tB", "Skip"]
    assert actions.actions["why"].toolTip() == "Why now? (W)"
    assert actions.actions["skip"].toolTip() == "Skip"


def test_the_menu_of_the_page_does_the_same_as_the_keys(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(4)))
    desk.begin()
    desk.menu("action-flag")
    assert desk.text("flag") == "Flagged"
    desk.menu("action-suspend")
    assert desk.question == "card 1"
    desk.menu("action-bury")
    assert desk.question == "card 2"
    opened = desk.with_dialog(lambda: desk.menu("action-why"), lambda dialog: dialog.reject())
    assert opened == "why"
    opened = desk.with_dialog(lambda: desk.menu("action-edit"), lambda dialog: dialog.reject())
    assert opened == "edit-note"
    desk.menu("menu-undo")
    assert desk.question == "card 1"
