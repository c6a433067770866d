"""The page and its line on Home, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QTreeWidget

from desktop.gui.apart.page import ApartPage
from desktop.study.grades import PRACTICE
from desktop.study.note import DraftNote, Note
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic, choice, deck, settle

FUNCTIONS = {
    "Public relations": "Marketing",
    "Direct <b>mail</b>": "Marketing",
    "Closing": "Sales",
    "Goal setting": "Sales",
}
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
Page = Callable[..., Desk]


def side(name: str) -> DraftNote:
    made = choice(f"{name}: which side?", answer=FUNCTIONS[name], explanation="")
    note = made.note
    return DraftNote(
        Note(note.uid, note.note_type, note.fields, (f"functions::{name.replace(' ', '-')}",)), ("Section",)
    )


def cards_of(desk: Desk) -> dict[str, int]:
    return {
        card.note.tags[0].removeprefix("functions::").replace("-", " "): card.number
        for card in desk.collection.cards()
        if card.note.tags
    }


def mix_up(desk: Desk) -> None:
    """Put Public relations and Closing on the wrong sides, and Direct mail on the right one."""
    cards = cards_of(desk)
    for name, said in (
        ("Public relations", "Sales"),
        ("Public relations", "Marketing"),
        ("Closing", "Marketing"),
        ("Direct <b>mail</b>", "Marketing"),
    ):
        desk.collection.grade(cards[name], 4 if said == FUNCTIONS[name] else 2, response=said)


@pytest.fixture
def page(sit: Sit, work: ByHand) -> Page:
    """The page, after four answers."""

    def open_page(**more: object) -> Desk:
        desk = sit(*map(side, FUNCTIONS), basic(), **more)
        mix_up(desk)
        desk.press(Key.Key_A, CTRL_SHIFT)
        work.drain()
        return desk

    return open_page


def view_of(desk: Desk) -> ApartPage:
    found = desk.window.page("apart")
    assert isinstance(found, ApartPage)
    return found


def table(desk: Desk) -> QTreeWidget:
    found = desk.find("apart-table-1")
    assert isinstance(found, QTreeWidget)
    return found


def rows(desk: Desk) -> list[tuple[str, ...]]:
    shown = table(desk)
    items = [shown.topLevelItem(at) for at in range(shown.topLevelItemCount())]
    return [tuple(item.text(column).strip() for column in range(3)) for item in items if item is not None]


def test_the_page_counts_off_the_window_s_thread_and_says_it_in_a_sentence(sit: Sit, work: ByHand) -> None:
    desk = sit(*map(side, FUNCTIONS))
    mix_up(desk)
    desk.press(Key.Key_A, CTRL_SHIFT)
    assert desk.page == "apart"
    assert desk.text("apart-sentence") == "Counting your answers…"
    work.drain()
    assert desk.text("apart-sentence") == (
        "1 of 4 functions on the right side. 1 not asked yet. You mix up Closing and Public relations."
    )
    assert desk.text("apart-pairs") == "Mixed up most: Closing and Public relations (once)."


def test_every_function_stands_by_its_side_in_words_and_shape(page: Page) -> None:
    assert rows(page()) == [
        ("●  Marketing", "2 of 3", ""),
        ("Direct <b>mail</b>", "1 of 1", ""),
        ("Public relations", "1 of 2", "Sales 1 of 2"),
        ("▲  Sales", "0 of 1", ""),
        ("Closing", "0 of 1", "Marketing 1 of 1"),
        ("Goal setting", "–", "Not asked yet"),
    ]


def test_enter_begins_the_drill_and_no_schedule_moves(page: Page, work: ByHand) -> None:
    desk = page()
    before = desk.dump_rows("SELECT * FROM schedule ORDER BY card")
    assert desk.focus == "apart-drill"
    desk.press(Key.Key_Return)
    assert desk.page == "study"
    assert desk.question.startswith("Closing")
    desk.answer_card()
    assert desk.question.startswith("Public relations")
    desk.answer_card()
    assert desk.page == "summary"
    assert desk.dump_rows("SELECT * FROM schedule ORDER BY card") == before
    modes = desk.dump_rows("SELECT mode FROM review ORDER BY id DESC LIMIT 2")
    assert modes == [(PRACTICE,), (PRACTICE,)]
    desk.press(Key.Key_A, CTRL_SHIFT)
    work.drain()
    assert rows(desk)[2] == ("Public relations", "2 of 3", "Sales 1 of 3")


def test_enter_on_a_row_practices_its_cards(page: Page) -> None:
    desk = page()
    desk.press(Key.Key_Tab)
    assert desk.focus == "apart-table-1"
    for _ in range(4):
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.page == "study"
    assert desk.question.startswith("Closing")


def test_a_row_that_was_never_asked_for_stays_unseen(page: Page) -> None:
    desk = page()
    table(desk).setFocus()
    desk.press(Key.Key_End)
    desk.press(Key.Key_Return)
    assert desk.page == "apart"


@pytest.mark.parametrize("by", ["key", "button"])
def test_the_way_back(page: Page, by: str) -> None:
    desk = page()
    if by == "key":
        desk.press(Key.Key_Escape)
    else:
        desk.click("apart-back")
    assert desk.page == "home"


def test_without_such_answers_it_says_what_to_do(sit: Sit, work: ByHand) -> None:
    desk = sit(basic())
    desk.menu("menu-apart")
    work.drain()
    assert desk.text("apart-sentence").startswith("Answer some cards first")
    assert not desk.shows("apart-drill")
    assert not desk.shows("apart-pairs")
    assert desk.focus == "apart-study"
    desk.press(Key.Key_Return)
    assert desk.page == "study"


def test_a_deck_is_chosen_by_keys(sit: Sit, work: ByHand) -> None:
    desk = sit(decks=[deck(*map(side, FUNCTIONS), name="Sides"), deck(basic(), name="Words")])
    mix_up(desk)
    desk.press(Key.Key_A, CTRL_SHIFT)
    work.drain()
    chooser = desk.find("apart-deck")
    chooser.setFocus()
    desk.press(Key.Key_End)
    work.drain()
    assert chooser.currentText().startswith("Words")
    assert desk.text("apart-sentence").startswith("Answer some cards first")
    assert not desk.shows("apart-table-1")
    desk.press(Key.Key_Home)
    work.drain()
    assert desk.shows("apart-table-1")
    assert len(rows(desk)) == 6


def test_undo_is_followed(page: Page, work: ByHand) -> None:
    desk = page()
    desk.press(Key.Key_Z, CTRL)  # Direct mail
    work.drain()
    assert rows(desk)[1] == ("Direct <b>mail</b>", "–", "Not asked yet")


def test_several_sets_of_sides_have_a_heading_each(sit: Sit, work: ByHand) -> None:
    swot = ("Strengths", "Threats", "Weaknesses")
    cases = [choice(f"Case {each}", swot, each) for each in swot]
    desk = sit(*map(side, FUNCTIONS), *cases)
    mix_up(desk)
    for card in desk.collection.cards():
        if card.note.fields["Answer"] in swot:
            desk.collection.grade(card.number, 4, response="Threats")
    desk.press(Key.Key_A, CTRL_SHIFT)
    work.drain()
    assert desk.text("apart-heading-1") == "Marketing or Sales"
    assert desk.text("apart-heading-2").endswith("1 of 3 questions placed right.")
    assert desk.shows("apart-table-2")


def test_a_screen_reader_hears_a_row_with_its_side(page: Page) -> None:
    desk = page()
    shown = table(desk)
    item = shown.topLevelItem(2)
    assert item is not None
    heard = QAccessible.queryAccessibleInterface(shown)
    assert heard.text(QAccessible.Text.Name) == "Marketing or Sales"
    said = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Public relations, Marketing: placed right 1 of 2. You said Sales 1 of 2."


def test_everything_fits_in_a_small_window_with_large_text(page: Page, work: ByHand) -> None:
    desk = page(size=(1024, 600))
    desk.settings.text_size = 200
    work.drain()
    shown = table(desk)
    assert shown.width() <= view_of(desk).width()
    assert sum(shown.columnWidth(column) for column in range(3)) <= shown.viewport().width()
    table(desk).setFocus()
    desk.press(Key.Key_End)
    last = shown.visualItemRect(shown.currentItem())
    bottom = shown.viewport().mapTo(view_of(desk), last.bottomLeft()).y()
    assert 0 < bottom <= view_of(desk).height()


# ---------------------------------------------------------------------- Home


def test_home_says_it_in_a_line_that_leads_there(sit: Sit, work: ByHand) -> None:
    desk = sit(*map(side, FUNCTIONS))
    assert not desk.shows("apart-line")
    mix_up(desk)
    desk.window.show_home()
    line = desk.find("apart-line")
    said = [each.text() for each in line.findChildren(QLabel)]
    assert said[1].endswith("You mix up Closing and Public relations.")
    assert "functions on the right side" in line.accessibleName()
    assert desk.focus == "study-button"
    desk.press(Key.Key_Tab)
    assert desk.focus == "apart-line"
    desk.press(Key.Key_Return)
    work.drain()
    assert desk.page == "apart"


def test_home_is_silent_where_there_is_nothing_to_say(sit: Sit) -> None:
    desk = sit(*map(side, FUNCTIONS))
    desk.collection.grade(cards_of(desk)["Closing"], 4, response="Sales")
    desk.window.show_home()
    assert not desk.shows("apart-line")


def test_a_click_on_the_line_leads_there_too(sit: Sit, work: ByHand) -> None:
    desk = sit(*map(side, FUNCTIONS))
    mix_up(desk)
    desk.window.show_home()
    desk.click("apart-line")
    work.drain()
    assert desk.page == "apart"


def test_a_new_start_says_it_once_home_has_shown(sit: Sit) -> None:
    first = sit(*map(side, FUNCTIONS))
    mix_up(first)
    first.leave()
    desk = sit()
    desk.window.home.shown_first.emit()
    settle()
    assert desk.shows("apart-line")
