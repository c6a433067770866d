"""Editing a note over the page that shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.gui.editor.dialog import EditDialog
from desktop.gui.editor.rich_text import RichText
from desktop.study.kinds import kind
from desktop.study.note import DraftNote, Note, Template
from tests.gui.conftest import (
    CTRL,
    SHIFT,
    ByHand,
    Desk,
    Key,
    Sit,
    basic,
    choice,
    gapped,
    marked_up,
    note,
    typed,
)


@pytest.fixture(autouse=True)
def nothing_waits(work: ByHand) -> Any:
    yield
    work.drain()


def boxes(dialog: EditDialog) -> dict[str, RichText]:
    return {name: box.rich for name, box in dialog.form.fields.boxes.items()}


def fill(widget: QWidget, text: str) -> None:
    """Type a text in the place of what is in a widget."""
    widget.setFocus()
    QTest.keyClick(widget, Key.Key_A, CTRL)
    QTest.keyClicks(widget, text) if text else QTest.keyClick(widget, Key.Key_Delete)


def done(dialog: EditDialog) -> None:
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CTRL)


def edit(desk: Desk, **texts: str) -> None:
    """Edit the present card, field by field with the keys, and store it with the keys."""

    def change(dialog: EditDialog) -> None:
        for name, text in texts.items():
            fill(boxes(dialog)[name], text)
        done(dialog)

    desk.with_dialog(lambda: desk.press(Key.Key_E), change)


def in_dialog(desk: Desk, act: Callable[[EditDialog], object]) -> str:
    return desk.with_dialog(lambda: desk.press(Key.Key_E), act)


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


def test_all_that_was_edited_is_one_step_that_the_notice_takes_back(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        fill(boxes(dialog)["Question"], "two")
        dialog.form.tags.line.setFocus()
        QTest.keyClicks(dialog.form.tags.line, "new,")
        dialog.form.decks.setCurrentIndex(0)
        done(dialog)

    in_dialog(desk, act)
    assert desk.notice == "Saved."
    (card,) = desk.collection.cards()
    assert (card.note.fields["Question"], card.note.tags, card.deck) == ("two", ("new",), "Small deck")
    assert desk.dump_rows("SELECT kind FROM action") == [("edit",)]
    desk.click("notice-button")
    (card,) = desk.collection.cards()
    assert (card.note.fields["Question"], card.note.tags, card.deck) == ("one", (), "Section")
    assert desk.question == "one"


def test_esc_loses_nothing_and_discard_changes_nothing(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()

    def spoil(then: Callable[[EditDialog], object]) -> None:
        def act(dialog: EditDialog) -> None:
            QTest.keyClicks(QApplication.focusWidget(), "better ")
            then(dialog)

        in_dialog(desk, act)

    spoil(lambda dialog: desk.click_at_once(dialog.findChild(QWidget, "discard")))
    assert desk.question == "one"
    assert desk.dump_rows("SELECT COUNT(*) FROM action") == [(0,)]
    spoil(lambda dialog: QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape))
    assert desk.question == "better one"


ODD = [
    "trailing ",
    "a<br/>b",
    "x&nbsp;&nbsp;y",
    "<p>one</p>",
    "&quot;quoted&quot;",
    "<STRONG>bold</STRONG> <em>i</em>",
    "<ul>\n<li>a</li>\n</ul>",
    "<table><tr><td>cell</td></tr></table>",
    "<div class=x>a</div>",
    '<span style="color:red">r</span>\n',
    "a\n\n  b",
    "漏斗 😀 {{c1::x}}",
]


@pytest.mark.parametrize("html", ODD)
def test_a_field_that_was_not_edited_stays_as_it_was_to_the_byte(sit: Sit, html: str) -> None:
    desk = sit(marked_up("question", html))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        fill(boxes(dialog)["Question"], "changed")
        boxes(dialog)["Answer"].setFocus()
        if not dialog.form.fields.boxes["Answer"].is_source:
            QTest.keyClicks(boxes(dialog)["Answer"], "xy")
            for _ in "xy":
                QTest.keyClick(boxes(dialog)["Answer"], Key.Key_Backspace)
        done(dialog)

    in_dialog(desk, act)
    (card,) = desk.collection.cards()
    assert card.note.fields["Question"] == "changed"
    assert card.note.fields["Answer"] == html


def test_what_the_editor_cannot_hold_is_edited_as_its_source_and_told_why(sit: Sit) -> None:
    table = "<table><tr><td>a&nbsp;b</td></tr></table>"
    desk = sit(marked_up("question", table))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        box = dialog.form.fields.boxes["Answer"]
        assert box.is_source
        why = dialog.findChild(QLabel, "source-why-Answer")
        assert why.text() == "It holds <table>, which would be lost here, so its source is edited."
        assert why.isVisible()
        assert box.source is not None
        box.source.setFocus()
        QTest.keyClick(box.source, Key.Key_End, CTRL)
        QTest.keyClicks(box.source, "!")
        done(dialog)

    in_dialog(desk, act)
    (card,) = desk.collection.cards()
    assert card.note.fields["Answer"] == table + "!"


def test_the_source_of_any_field_can_be_edited(sit: Sit) -> None:
    desk = sit(marked_up("a <b>bold</b> word"))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        box = dialog.form.fields.boxes["Question"]
        QTest.keyClick(box.rich, Key.Key_X, CTRL | SHIFT)
        assert box.source is not None
        assert box.source.hasFocus()
        assert box.source.toPlainText() == "a <b>bold</b> word"
        QTest.keyClicks(box.source, "<u>so</u> ")
        QTest.keyClick(box.source, Key.Key_X, CTRL | SHIFT)
        assert box.rich.hasFocus()
        assert box.rich.toPlainText() == "so a bold word"
        done(dialog)

    in_dialog(desk, act)
    assert desk.collection.cards()[0].note.fields["Question"] == "<u>so</u> a <b>bold</b> word"


def test_enter_in_a_field_is_a_new_line(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        box = boxes(dialog)["Question"]
        QTest.keyClick(box, Key.Key_End)
        QTest.keyClick(box, Key.Key_Return)
        QTest.keyClicks(box, "more")
        assert dialog.isVisible()
        done(dialog)

    in_dialog(desk, act)
    assert desk.question == "one\nmore"
    assert desk.collection.cards()[0].note.fields["Question"] == "one<br>more"


def test_pasted_markup_is_text(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()
    QGuiApplication.clipboard().setText("<img src='file:///etc/passwd'>")

    def act(dialog: EditDialog) -> None:
        box = boxes(dialog)["Question"]
        QTest.keyClick(box, Key.Key_A, CTRL)
        QTest.keyClick(box, Key.Key_V, CTRL)
        done(dialog)

    in_dialog(desk, act)
    assert desk.question == "<img src='file:///etc/passwd'>"


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
    assert desk.notice == ""


def test_a_field_of_entries_stays_one(sit: Sit) -> None:
    desk = sit(typed(accept=["R&D", "talk"]))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        box = boxes(dialog)["Accept"]
        assert box.toPlainText() == "R&D\ntalk"
        box.setFocus()
        QTest.keyClick(box, Key.Key_End, CTRL)
        QTest.keyClick(box, Key.Key_Return)
        QTest.keyClicks(box, "  speak <1>")
        done(dialog)

    desk.with_dialog(lambda: desk.click("edit"), act)
    assert desk.collection.cards()[0].note.fields["Accept"] == "R&amp;D\ntalk\nspeak &lt;1&gt;"


def test_everything_is_in_reach_in_a_small_window_with_large_text(sit: Sit) -> None:
    desk = sit(typed())
    desk.settings.text_size = 300
    desk.begin()
    sizes: list[tuple[int, int]] = []

    def act(dialog: EditDialog) -> None:
        sizes.append((dialog.height(), dialog.screen().availableGeometry().height()))
        save = dialog.findChild(QWidget, "save")
        assert dialog.rect().contains(save.geometry())
        dialog.reject()

    desk.with_dialog(lambda: desk.click("edit"), act)
    ((height, room),) = sizes
    assert height <= room


def test_a_note_that_nobody_could_answer_is_not_saved_and_the_text_stays(sit: Sit) -> None:
    desk = sit(gapped("{{c1::one}} buyer"))
    desk.begin()

    def change(dialog: EditDialog) -> None:
        fault = dialog.findChild(QLabel, "fault")
        assert not fault.isVisible()
        fill(boxes(dialog)["Text"], "one buyer")
        boxes(dialog)["Explanation"].setFocus()
        done(dialog)
        assert dialog.isVisible()
        assert fault.isVisible()
        assert fault.text() == "The text has no gap such as {{c1::word}}."
        assert QApplication.focusWidget() is boxes(dialog)["Text"]
        assert boxes(dialog)["Text"].accessibleDescription() == fault.text()
        assert boxes(dialog)["Text"].toPlainText() == "one buyer"
        QTest.keyClick(boxes(dialog)["Text"], Key.Key_Escape)
        assert dialog.isVisible()
        fill(boxes(dialog)["Text"], "{{c1::two}} buyers")
        done(dialog)

    assert in_dialog(desk, change) == "edit-note"
    assert desk.question == "[…] buyers"
    assert desk.text("undo") == "Undo Edit"


def test_saving_without_a_change_closes_whatever_the_note_is(sit: Sit) -> None:
    desk = sit(note("typed", "broken", question="", answer=""))
    number = desk.collection.cards()[0].note_number
    assert desk.with_dialog(lambda: desk.window.errands.edit_note(number), done) == "edit-note"
    assert desk.notice == ""


def test_a_template_that_names_no_field_is_told(sit: Sit) -> None:
    made: DraftNote = basic("x")
    template = Template("Card", "{{Question}} {{Nowhere}}", "{{Answer}}")
    odd = replace(kind("basic").note_type, uid=made.note.uid, templates=(template,))
    desk = sit(replace(made, note=Note(made.note.uid, odd, made.note.fields)))
    desk.begin()
    told: list[str] = []

    def act(dialog: EditDialog) -> None:
        told.extend(each.text() for each in dialog.findChildren(QLabel))
        done(dialog)

    in_dialog(desk, act)
    assert "names a field “Nowhere” that it does not have" in " ".join(told)


def test_a_choice_is_edited_in_rows(sit: Sit) -> None:
    desk = sit(choice(options=["R&D", "Sales", "Neither"], answer="Sales"))
    desk.begin()

    def act(dialog: EditDialog) -> None:
        options = dialog.form.fields.options
        assert options is not None
        assert [dialog.findChild(RichText, f"option-{at}").toPlainText() for at in (1, 2, 3)] == [
            "R&D",
            "Sales",
            "Neither",
        ]
        assert dialog.findChild(QWidget, "right-2").isChecked()  # type: ignore[attr-defined]
        fill(dialog.findChild(RichText, "option-2"), "Selling <1>")
        done(dialog)

    in_dialog(desk, act)
    fields = desk.collection.cards()[0].note.fields
    assert fields["Options"] == "R&amp;D\nSelling &lt;1&gt;\nNeither"
    assert fields["Answer"] == "Selling &lt;1&gt;"


def test_a_card_that_an_edit_takes_away_gives_way_to_the_next(sit: Sit) -> None:
    desk = sit(gapped("{{c1::one}} and {{c2::two}}"), basic("other"))
    desk.begin()
    assert desk.question == "[…] and two"
    edit(desk, Text="one and {{c2::two}}")
    assert desk.question == "other"
    desk.press(Key.Key_Z, CTRL)
    assert desk.collection.check() == []
    assert len(desk.collection.cards()) == 3


def test_another_note_that_begins_alike_is_edited_above(sit: Sit, work: ByHand) -> None:
    desk = sit(basic("one"), basic("two"))
    numbers = [card.note_number for card in desk.collection.cards()]

    def act(dialog: EditDialog) -> None:
        fill(boxes(dialog)["Question"], "two")
        dialog.form.doubles.due.emit()
        work.drain()
        work.drain()
        button = dialog.findChild(QWidget, "show-double")
        assert button.isVisible()
        seen: list[str] = []

        def act_above(above: EditDialog) -> None:
            seen.append(above.form.fields.texts["Answer"])
            fill(boxes(above)["Answer"], "of the other")
            done(above)

        desk.with_dialog(lambda: desk.click_at_once(button), act_above)
        assert seen == ["Paris"]
        assert dialog.isVisible()
        dialog.activateWindow()
        done(dialog)

    desk.with_dialog(lambda: desk.window.errands.edit_note(numbers[0]), act)
    fields = [desk.collection.writing.note(number).fields for number in numbers]
    assert [(each["Question"], each["Answer"]) for each in fields] == [
        ("two", "Paris"),
        ("two", "of the other"),
    ]


def test_a_note_can_become_another_kind(sit: Sit) -> None:
    desk = sit(basic("Who sells?", "Sales"))
    number = desk.collection.cards()[0].note_number

    def act(dialog: EditDialog) -> None:
        told = dialog.findChild(QLabel, "other-kind")
        types = dialog.form.types
        types.setFocus()
        assert not told.isVisible()
        while types.currentText() != "Typed answer":
            QTest.keyClick(types, Key.Key_Down)
        assert told.isVisible()
        assert boxes(dialog)["Question"].toPlainText() == "Who sells?"
        boxes(dialog)["Accept"].setFocus()
        QTest.keyClicks(boxes(dialog)["Accept"], "selling")
        done(dialog)

    desk.with_dialog(lambda: desk.window.errands.edit_note(number), act)
    note = desk.collection.writing.note(number)
    assert note.note_type == kind("typed").note_type
    assert (note.fields["Answer"], note.fields["Accept"]) == ("Sales", "selling")
    desk.menu("menu-undo")
    assert desk.collection.writing.note(number).note_type == kind("basic").note_type
    assert desk.collection.check() == []
