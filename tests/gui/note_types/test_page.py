"""Note types at the window: by keys and mouse, with the card beside, what happens to cards said before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from desktop.gui.note_types.page import NoteTypes
from desktop.policy.reading import policy_of
from tests.gui.conftest import CTRL, ByHand, Desk, Key, Sit, basic, gapped, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
HOSTILE = '<b>Sales</b> & "Co"'


@pytest.fixture
def desk(sit: Sit, work: ByHand) -> Iterator[Desk]:
    made = sit(
        basic("What is an offer?", "A promise"), basic("Who buys?", "A buyer"), gapped(), size=(1280, 800)
    )
    types = made.collection.note_types
    own = next(row for row in types.listed() if row.notes == 2)
    types.add(own.note_type, HOSTILE)
    yield made
    finish(work)


def finish(work: ByHand) -> None:
    """Do all work, and what its results ask for."""
    while work.waiting:
        work.drain()


def opened(desk: Desk, work: ByHand, row: int = 0) -> NoteTypes:
    """Open the page by its keys and go to a type."""
    desk.press(Key.Key_T, CTRL | SHIFT)
    finish(work)
    page = desk.window.page("note_types")
    assert isinstance(page, NoteTypes)
    page.types.list.setCurrentRow(row)
    finish(work)
    page.preview.draw()
    return page


def copied(desk: Desk, work: ByHand) -> NoteTypes:
    """Open the page at a type of one's own that two notes use."""
    page = opened(desk, work)
    for number, uid in desk.dump_rows("SELECT id, uid FROM note_type"):
        if uid == page.types.rows[-1].note_type.uid.bytes:
            mine = number
    desk.collection._parts.database.execute_sql("UPDATE note SET note_type = ? WHERE id < 3", (mine,))
    page.refresh()
    finish(work)
    page.types.list.setCurrentRow(page.types.list.count() - 1)
    finish(work)
    page.preview.draw()
    assert page.types.current is not None
    assert page.types.current.notes == 2
    return page


def shown(page: NoteTypes) -> str:
    page.preview.draw()
    return page.preview.view.spoken


def test_the_page_opens_by_its_keys_at_the_type_that_is_used_most(desk: Desk, work: ByHand) -> None:
    desk.press(Key.Key_T, CTRL | SHIFT)
    finish(work)
    page = desk.window.page("note_types")
    assert desk.page == "note-types-page"
    assert desk.focus == "note-types"
    assert page.types.current.notes == 2  # type: ignore[attr-defined]
    desk.press(Key.Key_Escape)
    assert desk.page == "home"


def test_a_real_note_is_drawn_while_its_template_is_typed(desk: Desk, work: ByHand, qtbot: QtBot) -> None:
    page = opened(desk, work)
    assert "What is an offer?" in page.preview.view.question.text
    desk.click("preview-next")
    assert "Who buys?" in page.preview.view.question.text
    desk.click(page.cards.front.viewport())
    page.cards.front.moveCursor(page.cards.front.textCursor().MoveOperation.Start)
    desk.type("Well: ")
    page.preview.draw()
    assert "Well: Who buys?" in page.preview.view.question.text
    page.preview.search.setFocus()
    desk.type("promise")
    qtbot.waitUntil(lambda: bool(work.waiting))
    finish(work)
    assert "Well: What is an offer?" in page.preview.view.question.text
    assert desk.text("preview-where") == "Note 1 of 1"


def test_saving_is_one_step_and_undo_brings_the_old_card_back(desk: Desk, work: ByHand) -> None:
    page = opened(desk, work)
    desk.click(page.cards.back.viewport())
    desk.press(Key.Key_End, CTRL)
    desk.type("!!")
    assert page.save_button.isEnabled()
    assert page.types.list.currentItem().text().startswith("•")
    desk.press(Key.Key_S, CTRL)
    finish(work)
    assert "Saved" in desk.notice
    assert desk.focus == "back", "the keys are where they were"
    assert desk.collection.cards()[0].note.note_type.templates[0].answer.endswith("!!")
    assert not page.save_button.isEnabled()
    desk.press(Key.Key_Z, CTRL | Qt.KeyboardModifier.NoModifier) if desk.focus == "note-types" else desk.menu(
        "menu-undo"
    )
    finish(work)
    assert not desk.collection.cards()[0].note.note_type.templates[0].answer.endswith("!!")
    assert desk.page == "note-types-page"


def test_what_is_wrong_is_said_with_its_line_and_shown(desk: Desk, work: ByHand) -> None:
    page = opened(desk, work)
    page.cards.back.setFocus()
    desk.press(Key.Key_End, CTRL)
    desk.press(Key.Key_Return)
    desk.type("{{#Nothing}}")
    desk.window.activateWindow()  # as a window manager does when the list of names closes
    settle()
    assert desk.text("trouble").startswith('Back, line 2: There is no field "Nothing".')
    assert page.save_button.isEnabled(), "it is told, and the cards still show"
    assert "Nothing" in page.cards.back.accessibleDescription()
    page.types.list.setFocus()
    desk.click("go-to-trouble")
    assert desk.focus == "back"
    assert page.cards.back.textCursor().blockNumber() == 1
    page.cards.front.setFocus()
    desk.press(Key.Key_A, CTRL)
    desk.type("nothing")
    assert "shows no field" in desk.text("trouble")
    assert not page.save_button.isEnabled(), "nobody could answer such cards"
    desk.click("revert-type")
    assert not page.revert_button.isEnabled()
    assert not desk.shows("trouble")


def test_names_of_fields_are_completed(desk: Desk, work: ByHand) -> None:
    page = opened(desk, work)
    front = page.cards.front
    front.setFocus()
    desk.press(Key.Key_A, CTRL)
    desk.type("{{exp")
    assert front.names.isVisible()
    QTest.keyClick(front.names, Key.Key_Return)
    settle()
    assert front.toPlainText() == "{{Explanation}}"
    desk.press(Key.Key_Space, CTRL)
    assert front.names.isVisible()
    QTest.keyClick(front.names, Key.Key_Escape)
    assert not front.names.isVisible()


def test_fields_of_the_apps_types_rest_with_the_reason(desk: Desk, work: ByHand) -> None:
    page = opened(desk, work)
    page.tabs.setCurrentWidget(page.fields)
    assert "Make a copy" in desk.text("fields-why")
    assert not any(desk.find(name).isEnabled() for name in ("add-field", "rename-field", "remove-field"))
    assert not page.types.remove.isEnabled()
    assert page.types.remove.toolTip() == "It comes with the app and stays."


def test_fields_are_renamed_added_moved_and_removed_by_keys(desk: Desk, work: ByHand) -> None:
    page = copied(desk, work)
    page.tabs.setCurrentWidget(page.fields)
    settle()
    page.fields.name.setFocus()
    page.fields.name.selectAll()
    desk.type("Prompt")
    desk.find("rename-field").setFocus()
    desk.press(Key.Key_Space)
    page.fields.name.setFocus()
    page.fields.name.selectAll()
    desk.type("Source")
    desk.press(Key.Key_Return)
    desk.click("field-up")
    assert page.draft is not None
    assert page.draft.names == ("Prompt", "Answer", "Source", "Explanation")
    assert page.cards.front.toPlainText() == "{{Prompt}}"
    page.fields.list.setCurrentRow(1)
    desk.click("remove-field")
    assert page.draft.names == ("Prompt", "Source", "Explanation")
    assert "What is an offer?" in page.preview.view.question.text
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.extend(each.text() for each in dialog.findChildren(QLabel))
        QTest.keyClick(dialog.focusWidget(), Key.Key_Return)

    desk.click("save-type")
    name = desk.with_dialog(lambda: finish(work), look)
    finish(work)
    assert name == "save-type"
    assert any("2 notes say something in “Answer”" in text for text in seen)
    fields = desk.collection.cards()[0].note.fields
    assert dict(fields) == {"Prompt": "What is an offer?", "Source": "", "Explanation": ""}


def test_a_bad_name_is_refused_in_a_sentence(desk: Desk, work: ByHand) -> None:
    page = copied(desk, work)
    page.tabs.setCurrentWidget(page.fields)
    settle()
    page.fields.name.setText("a{b")
    page.fields.name.textEdited.emit("a{b")
    desk.click("add-field")
    assert "cannot have the sign" in desk.notice
    assert page.draft is not None
    assert not page.draft.is_changed


def test_removing_a_card_says_how_many_go(desk: Desk, work: ByHand) -> None:
    page = copied(desk, work)
    desk.click("add-template")
    assert page.cards.choice.count() == 2
    told: list[str] = []

    def agree(dialog: QDialog) -> None:
        told.extend(each.text() for each in dialog.findChildren(QLabel))
        QTest.keyClick(dialog.focusWidget(), Key.Key_Return)

    desk.click("save-type")
    desk.with_dialog(lambda: finish(work), agree)
    finish(work)
    assert "This makes 2 cards, which are new." in told
    assert len(desk.collection.cards()) == 5
    page.cards.choice.setCurrentIndex(0)
    desk.click("remove-template")
    desk.click("save-type")
    desk.with_dialog(lambda: finish(work), lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    assert len(desk.collection.cards()) == 5, "it was only asked"
    desk.click("save-type")
    desk.with_dialog(lambda: finish(work), agree)
    finish(work)
    assert any(text.startswith("This removes 2 cards of 2 notes.") for text in told)
    assert len(desk.collection.cards()) == 3
    desk.menu("menu-undo")
    finish(work)
    assert len(desk.collection.cards()) == 5


def test_cards_are_put_in_another_order_by_keys_and_it_is_said_that_none_changes(
    desk: Desk, work: ByHand
) -> None:
    page = copied(desk, work)
    desk.click("add-template")
    desk.click("save-type")
    desk.with_dialog(
        lambda: finish(work), lambda dialog: QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
    )
    finish(work)
    cards = [(card.number, card.ordinal, card.schedule) for card in desk.collection.cards()]
    page.cards.choice.setCurrentIndex(1)
    second = page.cards.choice.currentText()
    assert not page.cards.moved.text()
    assert not page.cards.later.isEnabled()
    page.cards.earlier.setFocus()
    QTest.keyClick(page.cards.earlier, Key.Key_Space)
    assert page.cards.choice.currentIndex() == 0
    assert page.cards.choice.currentText() == second
    assert page.cards.moved.text().startswith("No card changes")
    assert page.cards.later.hasFocus(), "the keys stay where the next move is"
    desk.click("save-type")
    finish(work)
    assert page.cards.choice.itemText(0) == second
    assert not page.cards.moved.text()
    assert [(card.number, card.ordinal, card.schedule) for card in desk.collection.cards()] == cards
    desk.menu("menu-undo")
    finish(work)
    assert page.cards.choice.itemText(1) == second


def test_a_template_of_a_million_letters_holds_nothing_up(desk: Desk, work: ByHand) -> None:
    """Bad input: it is written and judged, its card is not drawn beside, and that is said."""
    page = copied(desk, work)
    long = "{{Question}}\n" + "<p>and more</p>\n" * 66_000 + "{{Nowhere}}"
    page.cards.front.setPlainText(long)
    page.preview.draw()
    assert page.preview.view.isHidden()
    where = page.preview.findChild(QLabel, "preview-where")
    assert where is not None
    assert "too long" in where.text()
    page._soon.timeout.emit()
    finish(work)
    assert "line 66,002" in page.trouble.text() or "line 66002" in page.trouble.text()
    QTest.keyClick(page.cards.front, Key.Key_X)
    assert page.draft is not None
    assert len(page.draft.templates[0].question) == len(long) + 1
    page.revert()
    page.preview.draw()
    assert not page.preview.view.isHidden()


def test_a_new_type_begins_like_another_and_an_unused_one_goes(desk: Desk, work: ByHand) -> None:
    page = opened(desk, work, row=3)

    def name_it(dialog: QDialog) -> None:
        assert dialog.findChild(QLineEdit, "name").text() == "Choice 2"
        QTest.keyClicks(dialog.findChild(QLineEdit, "name"), "Sides")
        QTest.keyClick(dialog.findChild(QLineEdit, "name"), Key.Key_Return)

    assert desk.with_dialog(lambda: desk.click("add-type"), name_it) == "add-type"
    finish(work)
    assert page.types.current is not None
    assert page.types.current.note_type.name == "Sides"
    assert page.types.current.note_type.kind == "choice"
    page.refresh()
    finish(work)
    asked = desk.with_dialog(
        lambda: desk.click("remove-type"), lambda dialog: QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
    )
    finish(work)
    assert asked == "remove-type"
    assert "Sides" not in [row.note_type.name for row in page.types.rows]


def test_what_is_not_saved_waits_and_is_told(desk: Desk, work: ByHand) -> None:
    page = opened(desk, work)
    page.tabs.setCurrentWidget(page.style_tab)
    page.style_tab.source.setFocus()
    desk.type(".card {}")
    page.types.list.setCurrentRow(2)
    finish(work)
    assert page.types.list.item(0).text().startswith("•")
    desk.press(Key.Key_Escape)
    assert "Not saved yet: Question and answer" in desk.notice
    desk.window.show_page("note_types")
    page.types.list.setCurrentRow(0)
    finish(work)
    assert page.style_tab.source.toPlainText() == ".card {}"


def test_markup_in_names_is_shown_as_it_is_and_everything_has_a_name(desk: Desk, work: ByHand) -> None:
    page = opened(desk, work, row=6)
    assert page.name.text() == HOSTILE
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        settle()
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListWidget):
            for each in page.findChildren(kind):
                if each.isVisible() and not each.objectName().startswith("qt_"):
                    assert each.objectName(), each
                    assert each.accessibleName(), each.objectName()
        for each in page.findChildren(QLabel):
            assert each.textFormat() == Qt.TextFormat.PlainText or not each.text(), each.text()


@pytest.mark.parametrize(("width", "size"), [(1280, 100), (760, 100), (1024, 200), (400, 100)])
def test_where_it_is_narrow_the_list_is_a_choice_and_the_card_a_tab(
    desk: Desk, work: ByHand, width: int, size: int
) -> None:
    page = opened(desk, work)
    desk.settings.text_size = size
    desk.window.resize(width, 600)
    settle()
    assert page.width() <= desk.window.width()
    room = width / size * 100
    assert page.types.isVisible() == (room > 900)
    assert page.types.choice.isVisible() == (room < 900)
    assert page.tabs.count() == (3 if room > 640 else 4)
    desk.window.resize(1280, 800)
    desk.settings.text_size = 100
    settle()
    assert page.tabs.count() == 3
    assert page.preview.isVisible()


def test_the_entry_rests_where_editing_is_turned_off(sit: Sit) -> None:
    desk = sit(basic(), policy=policy_of(b'disabled = ["edit"]', Path("policy.toml")))
    action = next(
        each for each in desk.window.findChildren(QAction) if each.objectName() == "menu-note-types"
    )
    assert not action.isEnabled()
    assert action.toolTip() == "Turned off by your administrator"
