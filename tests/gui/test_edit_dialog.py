from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.gui.edit_dialog import EditDialog, editable, stored
from desktop.study.kinds import kind
from desktop.study.note import Note, Template, as_html
from tests.gui.conftest import CTRL, Desk, Key, Sit, basic, choice, gapped, typed

PLAIN = [
    "one line",
    "two\nlines",
    "R&D is < or > \"sales\" & 'marketing'",
    "<b>not bold</b> &amp; &lt;",
    "漏斗 ☕ é",
    "",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_edited_as_typed_and_stored_as_it_was(text: str) -> None:
    html = as_html(text)
    shown, plain = editable(html)
    assert (shown, plain) == (text, True)
    assert stored(shown, html, plain=True) == html


@pytest.mark.parametrize(
    "html",
    [
        "<b>bold</b>",
        "a<br/>b",
        "x&nbsp;y",
        "<p>one</p>",
        "trailing ",
        "&quot;quoted&quot;",
        "<ul><li>a</li></ul>",
    ],
)
def test_what_is_more_than_plain_text_is_edited_as_its_source(html: str) -> None:
    assert editable(html) == (html, False)
    assert stored(html + "<i>x</i>", html, plain=False) == html + "<i>x</i>"


def test_a_field_of_several_entries_stays_one() -> None:
    field = "R&amp;D\nSales"
    shown, plain = editable(field)
    assert (shown, plain) == ("R&D\nSales", True)
    assert stored("R&D\n\n  Sales <1>  \n", field, plain=plain) == "R&amp;D\nSales &lt;1&gt;"


def test_a_line_break_in_plain_text_is_one() -> None:
    assert stored("a\nb", "a", plain=True) == "a<br>b"


def boxes(dialog: EditDialog) -> dict[str, QPlainTextEdit]:
    return {each.accessibleName(): each for each in dialog.findChildren(QPlainTextEdit)}


def edit(desk: Desk, **texts: str) -> None:
    """Edit the present card, field by field with the keys, and save with the keys."""

    def change(dialog: EditDialog) -> None:
        for name, box in boxes(dialog).items():
            if name in texts:
                box.setFocus()
                QTest.keyClick(box, Key.Key_A, CTRL)
                QTest.keyClicks(box, texts[name])
        save = dialog.findChild(type(desk.find("show-answer")), "save")
        save.setFocus()
        QTest.keyClick(save, Key.Key_Return)

    desk.with_dialog(lambda: desk.press(Key.Key_E), change)


def test_every_field_can_be_edited_and_cards_keep_their_schedules(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Z, CTRL)
    desk.answer_card()
    before = desk.dump_rows("SELECT * FROM schedule ORDER BY card")
    edit(desk, Question="2 < 3 & <b>", Answer="yes", Explanation="because")
    assert desk.question == "2 < 3 & <b>"
    desk.flip()
    assert desk.answer == "yes\nbecause"
    assert desk.dump_rows("SELECT * FROM schedule ORDER BY card") == before


def test_cancel_and_esc_change_nothing(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()

    def type_and(key: Key) -> None:
        def act(dialog: EditDialog) -> None:
            QTest.keyClicks(QApplication.focusWidget(), "spoiled ")
            QTest.keyClick(QApplication.focusWidget(), key)

        desk.with_dialog(lambda: desk.press(Key.Key_E), act)

    type_and(Key.Key_Escape)
    assert desk.question == "one"
    assert desk.dump_rows("SELECT COUNT(*) FROM action") == [(0,)]


def test_enter_in_a_field_is_a_new_line(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        box = boxes(dialog)["Question"]
        QTest.keyClick(box, Key.Key_End)
        QTest.keyClick(box, Key.Key_Return)
        QTest.keyClicks(box, "more")
        assert dialog.isVisible()
        dialog.accept()

    desk.with_dialog(lambda: desk.press(Key.Key_E), act)
    assert desk.question == "one\nmore"


def test_pasted_markup_is_text(sit: Sit) -> None:
    from PySide6.QtGui import QGuiApplication

    desk = sit(basic("one"))
    desk.begin()
    QGuiApplication.clipboard().setText("<img src='file:///etc/passwd'>")

    def act(dialog: EditDialog) -> None:
        box = boxes(dialog)["Question"]
        QTest.keyClick(box, Key.Key_A, CTRL)
        QTest.keyClick(box, Key.Key_V, CTRL)
        dialog.accept()

    desk.with_dialog(lambda: desk.press(Key.Key_E), act)
    assert desk.question == "<img src='file:///etc/passwd'>"


def test_options_are_edited_one_a_line(sit: Sit) -> None:
    desk = sit(choice(options=["R&D", "Sales"], answer="Sales"))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        assert boxes(dialog)["Options"].toPlainText() == "R&D\nSales"
        boxes(dialog)["Options"].setPlainText("R&D\nSales\nNeither <1>")
        dialog.accept()

    desk.with_dialog(lambda: desk.press(Key.Key_E), act)
    texts = {each.text_shown for each in desk.window.study_view.card_view.options}
    assert texts == {"R&D", "Sales", "Neither <1>"}


def test_an_edit_that_cannot_be_stored_is_told(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()
    desk.collection._database.execute_sql("PRAGMA query_only = ON")
    edit(desk, Question="two")
    assert desk.notice.startswith("The app may not write to")
    assert desk.question == "one"
    desk.collection._database.execute_sql("PRAGMA query_only = OFF")
    desk.flip()


def test_what_is_typed_is_not_lost_by_an_edit_that_changes_nothing(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type("conv")
    desk.with_dialog(lambda: desk.click("edit"), lambda dialog: dialog.reject())
    assert desk.find("typed-answer").text() == "conv"
    assert desk.focus == "typed-answer"


def test_fields_show_their_tops_in_a_small_window(sit: Sit) -> None:
    desk = sit(typed())
    desk.settings.text_size = 300
    desk.begin()
    sizes: list[tuple[int, int]] = []

    def act(dialog: EditDialog) -> None:
        sizes.append((dialog.height(), dialog.screen().availableGeometry().height()))
        save = dialog.findChild(type(desk.find("show-answer")), "save")
        assert dialog.rect().contains(save.geometry())
        dialog.reject()

    desk.with_dialog(lambda: desk.click("edit"), act)
    ((height, room),) = sizes
    assert height <= room


def test_a_note_that_nobody_could_answer_is_not_saved_and_the_text_stays(sit: Sit) -> None:
    desk = sit(choice(options=["Marketing", "Sales"], answer="Sales"))
    desk.begin()

    def change(dialog: EditDialog) -> None:
        save = dialog.findChild(type(desk.find("show-answer")), "save")
        fault = dialog.findChild(QLabel, "fault")
        assert not fault.isVisible()
        boxes(dialog)["Answer"].setPlainText("Selling")
        boxes(dialog)["Question"].setPlainText("Who <sells>?")
        save.click()
        assert dialog.isVisible()
        assert fault.isVisible()
        assert fault.text() == "The answer 'Selling' is not one of the options."
        assert QApplication.focusWidget() is boxes(dialog)["Answer"]
        assert boxes(dialog)["Answer"].accessibleDescription() == fault.text()
        assert boxes(dialog)["Question"].toPlainText() == "Who <sells>?"
        boxes(dialog)["Question"].setPlainText(" ")
        boxes(dialog)["Answer"].setPlainText("Sales")
        save.click()
        assert fault.text() == "The question is empty."
        assert QApplication.focusWidget() is boxes(dialog)["Question"]
        assert boxes(dialog)["Answer"].accessibleDescription() == ""
        assert dialog.rect().contains(fault.geometry())
        assert not fault.geometry().intersects(save.geometry())
        boxes(dialog)["Question"].setPlainText("Who sells?")
        save.click()

    assert desk.with_dialog(lambda: desk.press(Key.Key_E), change) == "edit-note"
    assert desk.question == "Who sells?"
    assert desk.text("undo") == "Undo Edit"


def test_a_gap_that_goes_missing_is_told(sit: Sit) -> None:
    desk = sit(gapped("{{c1::one}} buyer"))
    desk.begin()

    def change(dialog: EditDialog) -> None:
        boxes(dialog)["Text"].setPlainText("one buyer")
        dialog.accept()
        assert dialog.findChild(QLabel, "fault").text() == "The text has no gap such as {{c1::word}}."
        dialog.reject()

    desk.with_dialog(lambda: desk.press(Key.Key_E), change)
    assert desk.question == "[…] buyer"
    assert desk.dump_rows("SELECT COUNT(*) FROM action") == [(0,)]


def test_saving_without_a_change_closes_whatever_the_note_is(qtbot: QtBot) -> None:
    fields = dict.fromkeys(kind("choice").note_type.fields, "")
    dialog = EditDialog(None, Note(UUID(int=1), kind("choice").note_type, fields))
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.result() == EditDialog.DialogCode.Accepted


def test_a_template_that_names_no_field_is_told(qtbot: QtBot) -> None:
    note_type = replace(
        kind("basic").note_type, templates=(Template("Card", "{{Question}} {{Nowhere}}", "{{Answer}}"),)
    )
    note = Note(UUID(int=1), note_type, dict.fromkeys(note_type.fields, "x"))
    dialog = EditDialog(None, note)
    qtbot.addWidget(dialog)
    told = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "names a field “Nowhere” that it does not have" in told
