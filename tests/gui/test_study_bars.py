from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.study.session import Progress
from tests.gui.conftest import Desk, Key, Sit, basic


@pytest.fixture
def desk(sit: Sit) -> Desk:
    made = sit(basic("one"), basic("two"))
    made.begin()
    return made


@pytest.mark.parametrize(
    ("progress", "practice", "text"),
    [
        (Progress(0, 4, 0, 72.0), False, "0 of 4 · 1 min left"),
        (Progress(3, 4, 2, 54.0), False, "3 of 4 · 2 to repeat · 1 min left"),
        (Progress(4, 4, 2, 36.0), False, "2 to repeat · less than a minute left"),
        (Progress(0, 1, 0, 18.0), True, "Practice · 0 of 1 · less than a minute left"),
        (Progress(0, 0, 0, 0.0), False, "0 of 0 · less than a minute left"),
    ],
)
def test_progress_in_words(desk: Desk, progress: Progress, practice: bool, text: str) -> None:
    head = desk.find("leave").parentWidget()
    head.show_progress(progress, practice=practice, width=900)
    assert desk.text("progress-text") == text
    head.show_progress(progress, practice=practice, width=200)
    assert desk.text("progress-text") == text.rpartition(" · ")[0]
    assert desk.find("progress-text").accessibleName() == text
    assert desk.find("progress-text").toolTip() == text


def test_the_bar_moves_with_the_cards(desk: Desk) -> None:
    bar = desk.find("progress")
    assert (bar.value(), bar.maximum()) == (0, 2)
    desk.answer_card()
    assert (bar.value(), bar.maximum()) == (1, 2)


def test_a_narrow_page_shows_icons_alone_and_a_wide_one_words(desk: Desk) -> None:
    for width, style in (
        (360, Qt.ToolButtonStyle.ToolButtonIconOnly),
        (900, Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
    ):
        desk.window.resize(width, 640)
        QApplication.processEvents()
        for name in ("leave", "undo", "why", "edit", "flag"):
            assert desk.find(name).toolButtonStyle() == style, (width, name)
            assert not desk.find(name).icon().isNull()
            assert desk.find(name).accessibleName()
        assert desk.find("more").toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly


def test_clicks_on_the_bars_leave_the_keyboard_to_the_card(desk: Desk) -> None:
    desk.click("flag")
    assert desk.focus == "study"
    desk.flip()
    desk.press(Key.Key_3)
    assert desk.grades_given == [4]


def test_a_flag_that_is_set_has_another_colour(desk: Desk) -> None:
    before = desk.find("flag").icon().pixmap(20).toImage()
    desk.press(Key.Key_F)
    assert desk.find("flag").icon().pixmap(20).toImage() != before
    desk.menu("menu-dark")
    desk.press(Key.Key_F)
    assert desk.text("flag") == "Flag"


def test_the_deck_of_the_card_is_named(desk_of_four: Desk) -> None:
    desk_of_four.begin()
    assert desk_of_four.text("deck-of-card") == "Section"
