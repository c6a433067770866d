from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest

from desktop.gui.find_bar import MOST, tinted
from desktop.gui.theme import DARK, LIGHT, Theme
from tests.gui.conftest import CTRL, MIXED, Desk, Key, Sit, basic, choice, marked_up, settle, typed
from tests.gui.test_theme import contrast

SHIFT = Qt.KeyboardModifier.ShiftModifier
NIGHT = "Selling and buying: what does a seller sell?"


def marked(desk: Desk) -> list[tuple[str, str]]:
    """What is marked: the ground and the words, in the question and then in the answer."""
    view = desk.window.study_view.card_view
    return [
        (mark.format.background().color().name(), mark.cursor.selectedText())
        for side in (view.question, view.answer)
        for mark in side.extraSelections()
    ]


def present(desk: Desk) -> int:
    """Which match is marked as the present one."""
    accent = desk.look.theme.accent.lower()
    return [ground for ground, _ in marked(desk)].index(accent) + 1


@pytest.fixture
def desk(sit: Sit) -> Desk:
    made = sit(basic(NIGHT, "A seller sells.", explanation="Sell to <one>."), basic("next", "last"))
    made.begin()
    return made


def test_it_finds_as_one_types_and_goes_round_by_enter(desk: Desk) -> None:
    desk.press(Key.Key_F, CTRL)
    assert desk.focus == "find-text"
    desk.type("SELL")
    assert [words for _, words in marked(desk)] == ["Sell", "sell", "sell"]
    assert desk.text("find-count") == "1 of 3"
    desk.press(Key.Key_Return)
    assert (desk.text("find-count"), present(desk)) == ("2 of 3", 2)
    desk.press(Key.Key_Return, SHIFT)
    desk.press(Key.Key_Return, SHIFT)
    assert (desk.text("find-count"), present(desk)) == ("3 of 3", 3)
    desk.press(Key.Key_F3)
    assert (desk.text("find-count"), present(desk)) == ("1 of 3", 1)
    desk.press(Key.Key_F3, SHIFT)
    assert desk.text("find-count") == "3 of 3"
    desk.click("find-next")
    desk.click("find-previous")
    assert desk.text("find-count") == "3 of 3"
    desk.type("er")
    assert [words for _, words in marked(desk)] == ["seller"]
    desk.type("x")
    assert marked(desk) == []
    assert desk.text("find-count") == "No match"
    desk.press(Key.Key_Return)
    assert desk.text("find-count") == "No match"


def test_what_does_not_show_yet_is_not_found(desk: Desk) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.type("sells")
    assert desk.text("find-count") == "No match"
    desk.click("show-answer")
    assert desk.text("find-count") == "1 of 1"
    assert [words for _, words in marked(desk)] == ["sells"]


def test_the_explanation_is_looked_through_and_what_is_folded_is_not(sit: Sit) -> None:
    desk = sit(
        basic("Q", "A", explanation="because"), marked_up("R<details><summary>Hint</summary>secret</details>")
    )
    desk.begin()
    desk.flip()
    desk.press(Key.Key_F, CTRL)
    desk.type("because")
    assert desk.text("find-count") == "1 of 1"
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_3)
    desk.press(Key.Key_F, CTRL)
    desk.type("secret")
    assert desk.text("find-count") == "No match"
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_H)
    desk.press(Key.Key_F, CTRL)
    assert desk.text("find-count") == "1 of 1"


def test_nothing_typed_into_it_grades_or_flips(desk: Desk) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.type("3 b s f w e 1")
    desk.press(Key.Key_Space)
    assert not desk.flipped
    desk.click("show-answer")
    for focus in ("find-text", "find-next", "find-close"):
        desk.find(focus).setFocus()
        for key in (Key.Key_1, Key.Key_3, Key.Key_B, Key.Key_S, Key.Key_H, Key.Key_Delete, Key.Key_F5):
            desk.press(key)
    assert desk.grades_given == []
    assert desk.dump_rows("SELECT COUNT(*) FROM card WHERE suspended OR buried OR flag") == [(0,)]
    assert desk.flipped


def test_esc_closes_it_and_the_keys_are_the_cards_again(desk: Desk) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.type("sell")
    desk.press(Key.Key_Escape)
    assert not desk.shows("find")
    assert marked(desk) == []
    assert (desk.page, desk.focus) == ("study", "study")
    desk.press(Key.Key_F3)
    assert desk.text("find-text") == "sell"
    assert len(marked(desk)) == 3
    desk.window.study_view.setFocus()
    desk.press(Key.Key_Escape)
    assert (desk.page, desk.shows("find")) == ("study", False)
    desk.press(Key.Key_F, CTRL)
    desk.click("find-close")
    assert (desk.shows("find"), desk.focus) == (False, "study")
    desk.flip()
    desk.press(Key.Key_3)
    assert desk.grades_given == [4]


def test_a_new_card_closes_it_and_typing_goes_on_after_it(sit: Sit) -> None:
    desk = sit(typed(), basic())
    desk.begin()
    desk.type("conv")
    desk.press(Key.Key_F, CTRL)
    desk.type("medium")
    assert desk.text("find-count") == "1 of 1"
    desk.press(Key.Key_Escape)
    assert desk.focus == "typed-answer"
    desk.type("ersation")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F, CTRL)
    desk.click("grade-4")
    assert (desk.shows("find"), desk.focus) == (False, "study")


def test_a_match_far_down_comes_into_view(sit: Sit) -> None:
    desk = sit(basic("<br>".join(["line"] * 200) + " needle", "x"), size=(700, 500))
    desk.begin()
    view = desk.window.study_view.card_view
    desk.press(Key.Key_F, CTRL)
    desk.type("needle")
    settle()
    side = view.question
    place = side.document().find("needle")
    where = side.viewport().mapTo(view.viewport(), side.cursorRect(place).center())
    assert view.viewport().rect().contains(where)


def test_matches_without_end_are_counted_to_a_bound(sit: Sit) -> None:
    desk = sit(basic("a " * (MOST + 5), "x"))
    desk.begin()
    desk.press(Key.Key_F, CTRL)
    desk.type("a")
    assert desk.text("find-count") == "1 of 1,000+"
    assert len(marked(desk)) == MOST


def test_marks_stay_with_another_theme_and_size(desk: Desk) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.type("sell")
    desk.press(Key.Key_Return)
    desk.settings.theme = "dark"
    desk.settings.text_size = 200
    assert (len(marked(desk)), present(desk)) == (3, 2)
    assert desk.text("find-count") == "2 of 3"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_marks_are_legible(theme: Theme) -> None:
    assert contrast(theme.text, tinted(theme).name()) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert tinted(theme).name() != theme.window.lower()


def test_it_is_offered_only_where_a_card_shows(sit: Sit) -> None:
    desk = sit(*MIXED)
    actions = [
        each for each in desk.window.findChildren(QAction) if each.objectName().startswith("menu-find")
    ]
    assert [each.isEnabled() for each in actions] == [False] * 3
    desk.press(Key.Key_F, CTRL)
    assert desk.page == "home"
    desk.begin()
    assert [each.isEnabled() for each in actions] == [True] * 3


def test_options_keep_their_keys_when_it_has_gone(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    desk.press(Key.Key_F, CTRL)
    desk.press(Key.Key_1)
    assert not desk.flipped
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_1)
    assert desk.flipped


def test_the_count_is_read_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    desk.press(Key.Key_F, CTRL)
    QTest.keyClicks(desk.find("find-text"), "sell")
    assert said[-1] == "1 of 3"
