"""Adding notes, one after the other, by keys and mouse."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from desktop.gui.editor.draft import FILE, Draft, load
from desktop.gui.editor.fields import moved
from desktop.policy import Policy
from desktop.store.library import TAKEN_BACK
from desktop.study.kinds import kind
from desktop.study.note import DraftNote, Note, Template
from tests.gui.conftest import ALT, CTRL, SHIFT, ByHand, Desk, Key, Sit, basic, settle


@pytest.fixture(autouse=True)
def nothing_waits(work: ByHand) -> Any:
    yield
    work.drain()


@pytest.fixture
def desk(sit: Sit) -> Desk:
    """A window at the page that adds notes."""
    made = sit(basic("one"))
    made.press(Key.Key_N, CTRL)
    assert made.page == "editor"
    return made


def choose_type(desk: Desk, name: str) -> None:
    """Choose a kind of note with the keys."""
    types = desk.find("note-type")
    types.setFocus()
    for _ in range(types.count()):
        if types.currentText() == name:
            return
        QTest.keyClick(types, Key.Key_Down)
    types.setCurrentIndex(0)
    types.activated.emit(0)
    while types.currentText() != name:
        QTest.keyClick(types, Key.Key_Down)


def fields(desk: Desk) -> dict[str, str]:
    return dict(max(desk.collection.cards(), key=lambda card: card.number).note.fields)


def notes(desk: Desk) -> int:
    return len(desk.collection.cards())


def test_notes_are_added_one_after_the_other_without_the_mouse(desk: Desk) -> None:
    assert desk.focus == "field-Question"
    desk.type("What is a lead?")
    desk.press(Key.Key_Tab)
    assert desk.focus == "field-Answer"
    desk.type("A possible buyer")
    desk.press(Key.Key_Return, CTRL)
    assert fields(desk) == {"Question": "What is a lead?", "Answer": "A possible buyer", "Explanation": ""}
    assert desk.focus == "field-Question"
    assert desk.find("field-Question").toPlainText() == ""
    desk.type("Second?")
    desk.press(Key.Key_Return, CTRL)
    assert fields(desk)["Question"] == "Second?"
    assert notes(desk) == 3


def test_adding_five_times_at_once_adds_one_note(desk: Desk) -> None:
    """D-13: a double click on Add, or a key that is held, makes no second note."""
    before = notes(desk)
    desk.type("What is a lead?")
    desk.press(Key.Key_Tab)
    desk.type("A possible buyer")
    button = desk.find("add-note")
    for _ in range(5):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert notes(desk) == before + 1


def test_the_notice_takes_an_added_note_back(desk: Desk) -> None:
    desk.type("Too soon")
    desk.click("add-note")
    assert desk.notice == "Added to Small deck."
    assert notes(desk) == 2
    desk.click("notice-button")
    assert notes(desk) == 1
    assert desk.dump_rows("SELECT deleted FROM note") == [(0,), (TAKEN_BACK,)]
    assert desk.page == "editor"


def test_taking_a_note_back_while_studying_shows_no_card_of_it(desk: Desk) -> None:
    desk.type("Too soon")
    desk.press(Key.Key_Return, CTRL)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Z, CTRL)
    assert desk.question == "one"
    desk.answer_card()
    assert desk.page == "summary"


def test_a_note_that_nobody_could_answer_is_not_added_and_stays(desk: Desk) -> None:
    desk.press(Key.Key_Tab)
    desk.type("only an answer")
    desk.press(Key.Key_Return, CTRL)
    assert notes(desk) == 1
    assert desk.text("fault") == "The question is empty."
    assert desk.focus == "field-Question"
    assert desk.find("field-Answer").toPlainText() == "only an answer"
    desk.type("now")
    desk.press(Key.Key_Return, CTRL)
    assert notes(desk) == 2
    assert not desk.shows("fault")


def test_what_was_not_added_survives_leaving_and_a_new_start(desk: Desk, sit: Sit) -> None:
    choose_type(desk, "Typed answer")
    desk.find("field-Question").setFocus()
    desk.type("half a *ques*tion")
    desk.find("tags").setFocus()
    desk.type("sales::closing,")
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    desk.press(Key.Key_N, CTRL)
    assert desk.find("field-Question").toPlainText() == "half a question"
    desk.leave()
    again = sit(basic("one"))
    again.press(Key.Key_N, CTRL)
    assert again.find("note-type").currentText() == "Typed answer"
    assert again.find("field-Question").toPlainText() == "half a question"
    assert again.window.page("editor").form.fields.texts["Question"] == "half a <i>ques</i>tion"  # type: ignore[attr-defined]
    assert again.window.page("editor").form.tags.tags == ("sales::closing",)  # type: ignore[attr-defined]


def test_what_was_typed_is_on_the_disk_a_moment_later(desk: Desk) -> None:
    desk.type("never added")
    page: Any = desk.window.page("editor")
    page._save.timeout.emit()  # the moment is over
    assert load(desk.collection.folder).fields == {"Question": "never added"}
    desk.press(Key.Key_Return, CTRL)
    assert load(desk.collection.folder).fields == {}


@pytest.mark.parametrize(
    "text", ["", "[1]", '{"fields": {"Question": 3}}', '{"tags": "x", "deck": []}', "\x00"]
)
def test_a_draft_that_makes_no_sense_is_none(sit: Sit, text: str) -> None:
    desk = sit(basic("one"))
    (desk.collection.folder / FILE).write_text(text, encoding="utf-8")
    assert load(desk.collection.folder) == Draft()
    desk.press(Key.Key_N, CTRL)
    assert desk.page == "editor"


def test_pinned_fields_stay_for_the_next_note_and_tomorrow(desk: Desk, sit: Sit) -> None:
    desk.type("Q1")
    desk.press(Key.Key_Tab)
    desk.type("same")
    desk.click("pin-Answer")
    desk.press(Key.Key_Return, CTRL)
    assert desk.find("field-Question").toPlainText() == ""
    assert desk.find("field-Answer").toPlainText() == "same"
    desk.leave()
    again = sit(basic("one"))
    again.press(Key.Key_N, CTRL)
    assert again.find("pin-Answer").isChecked()
    assert not again.find("pin-Question").isChecked()
    assert again.find("field-Answer").toPlainText() == "same"
    saved = json.loads((again.collection.folder / FILE).read_text(encoding="utf-8"))
    assert list(saved["pinned"].values()) == [["Answer"]]


def test_a_choice_is_made_like_any_note(desk: Desk) -> None:
    choose_type(desk, "Choice")
    desk.find("field-Question").setFocus()
    desk.type("Who closes?")
    for at, text in enumerate(("Marketing", "Sales", "Nobody"), 1):
        desk.find(f"option-{at}").setFocus()
        desk.type(text)
    desk.press(Key.Key_Return)
    assert desk.focus == "option-4"
    desk.click("right-2", desk.find("right-2").rect().center())
    desk.press(Key.Key_Return, CTRL)
    assert fields(desk) == {
        "Question": "Who closes?",
        "Options": "Marketing\nSales\nNobody",
        "Answer": "Sales",
        "Explanation": "",
    }
    assert not any(desk.find(f"right-{at}").isChecked() for at in (1, 2, 3))


def test_a_choice_without_a_right_option_leads_to_it(desk: Desk) -> None:
    choose_type(desk, "Choice")
    desk.find("field-Question").setFocus()
    desk.type("Who?")
    for at in (1, 2):
        desk.find(f"option-{at}").setFocus()
        desk.type(f"O{at}")
    desk.press(Key.Key_Return, CTRL)
    assert desk.text("fault") == "The answer '' is not one of the options."
    assert desk.focus == "right-1"
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Return, CTRL)
    assert fields(desk)["Answer"] == "O1"


def test_options_can_be_removed_and_their_number_is_bounded(desk: Desk) -> None:
    choose_type(desk, "Choice")
    for _ in range(6):
        desk.click("add-option")
    assert desk.shows("option-9")
    assert not desk.find("add-option").isEnabled()
    desk.find("option-2").setFocus()
    desk.type("stays")
    desk.click("remove-option-1")
    assert desk.find("option-1").toPlainText() == "stays"
    for _ in range(6):
        desk.click("remove-option-2")
    assert not desk.find("remove-option-1").isEnabled()


def test_a_side_card_takes_a_question_and_one_button(desk: Desk) -> None:
    choose_type(desk, "Sales or marketing?")
    desk.find("field-Question").setFocus()
    desk.type("Direct mail?")
    desk.click("side-marketing")
    desk.press(Key.Key_Return, CTRL)
    assert fields(desk) == {
        "Question": "Direct mail?",
        "Options": "Marketing\nSales",
        "Answer": "Marketing",
        "Explanation": "",
    }
    assert not desk.find("side-marketing").isChecked()
    desk.type("Closing?")
    desk.press(Key.Key_Tab)
    assert desk.focus == "side-marketing"
    desk.press(Key.Key_Right)
    assert desk.focus == "side-sales"
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Return, CTRL)
    assert fields(desk)["Answer"] == "Sales"


def test_gaps_are_numbered_on_and_each_makes_a_card(desk: Desk) -> None:
    choose_type(desk, "Text with gaps")
    text = desk.find("field-Text")
    text.setFocus()
    desk.type("one two")
    for _ in range(3):
        QTest.keyClick(text, Key.Key_Left, SHIFT)
    desk.press(Key.Key_C, CTRL | SHIFT)
    assert text.toPlainText() == "one {{c1::two}}"
    desk.type(" ")
    desk.press(Key.Key_C, CTRL | SHIFT)
    desk.type("three")
    assert text.toPlainText() == "one {{c1::two}} {{c2::three}}"
    QTest.keyClick(text, Key.Key_End)
    desk.press(Key.Key_C, CTRL | SHIFT | ALT)
    desk.type("too")
    QTest.keyClick(text, Key.Key_End)
    desk.press(Key.Key_H, CTRL | SHIFT)
    desk.type("a hint")
    assert text.toPlainText() == "one {{c1::two}} {{c2::three}}{{c2::too}}{{c3::::a hint}}"
    QTest.keyClick(text, Key.Key_Z, CTRL)


def test_changing_the_kind_keeps_what_was_typed(desk: Desk) -> None:
    desk.type("Question?")
    desk.press(Key.Key_Tab)
    desk.type("Answer")
    choose_type(desk, "Text with gaps")
    assert desk.find("field-Text").toPlainText() == "Question?"
    assert desk.find("field-Explanation").toPlainText() == "Answer"
    choose_type(desk, "Question and answer")
    assert desk.find("field-Question").toPlainText() == "Question?"


def test_texts_move_by_name_then_by_place_and_none_is_lost() -> None:
    assert moved({"A": "1", "B": "2"}, ["B", "C"]) == {"B": "2", "C": "1"}
    assert moved({"A": "1", "B": "2", "C": "3"}, ["X"]) == {"X": "1<br>2<br>3"}
    assert moved({"A": "", "B": "2"}, ["X", "Y"]) == {"X": "2", "Y": ""}


def test_another_note_that_begins_alike_is_told_and_one_click_away(desk: Desk, work: ByHand) -> None:
    page: Any = desk.window.page("editor")
    desk.type("ONE")
    page.form.doubles._pause.timeout.emit()  # nothing was typed for a moment
    work.drain()
    assert desk.text("double") == "Another note of this type begins with the same words."
    seen: list[str] = []

    def act(dialog: Any) -> None:
        seen.append(dialog.form.fields.texts["Question"])
        dialog.reject()

    assert desk.with_dialog(lambda: desk.click("show-double"), act) == "edit-note"
    assert seen == ["one"]
    desk.find("field-Question").setFocus()
    desk.type(" more")
    page.form.doubles._pause.timeout.emit()
    work.drain()
    work.drain()  # where one was looked up before all was typed, it is looked up once more
    assert not desk.shows("double")


def test_the_preview_follows_and_folds_away(desk: Desk) -> None:
    page: Any = desk.window.page("editor")
    desk.type("What is **bold**?")
    page.form._soon.timeout.emit()
    assert page.form.preview.question.text == "What is bold?"
    desk.click("fold-preview")
    assert not desk.shows("preview")
    assert not desk.settings.editor_preview
    number = desk.collection.cards()[0].note_number

    def act(dialog: Any) -> None:
        assert not dialog.form.preview.isVisible()
        dialog.discard()

    desk.with_dialog(lambda: desk.window.errands.edit_note(number), act)
    desk.click("fold-preview")
    assert desk.shows("preview")


def test_the_preview_leads_to_every_card_of_the_note(desk: Desk) -> None:
    choose_type(desk, "Text with gaps")
    page: Any = desk.window.page("editor")
    desk.find("field-Text").setFocus()
    desk.type("{{c1::a}} and {{c2::b}}")
    page.form._soon.timeout.emit()
    assert desk.text("preview-title") == "Preview: card 1 of 2"
    assert page.form.preview.question.text == "[…] and b"
    desk.click("preview-after")
    assert page.form.preview.question.text == "a and […]"
    assert not desk.find("preview-after").isEnabled()


def test_a_word_that_is_being_composed_is_neither_added_nor_lost(desk: Desk) -> None:
    """U-05: Enter while an input method composes adds nothing and loses nothing."""
    field = desk.find("field-Question")
    desk.type("x")
    QApplication.sendEvent(field, QInputMethodEvent("かんじ", []))
    desk.press(Key.Key_Return, CTRL)
    assert notes(desk) == 1
    commit = QInputMethodEvent()
    commit.setCommitString("漢字")
    QApplication.sendEvent(field, commit)
    desk.press(Key.Key_Return, CTRL)
    assert fields(desk)["Question"] == "x漢字"


def test_an_administrator_can_turn_adding_off(sit: Sit) -> None:
    desk = sit(basic("one"), policy=Policy(disabled=frozenset({"edit"})))
    action = desk.window.menus.named("editor")
    assert not action.isEnabled()
    assert action.toolTip() == "Turned off by your administrator"
    desk.press(Key.Key_N, CTRL)
    assert desk.page == "home"


def test_what_cannot_be_stored_stays_in_the_form(desk: Desk) -> None:
    desk.type("kept")
    desk.collection._database.execute_sql("PRAGMA query_only = ON")
    desk.press(Key.Key_Return, CTRL)
    assert desk.notice.startswith("The app may not write to")
    assert desk.find("field-Question").toPlainText() == "kept"
    desk.collection._database.execute_sql("PRAGMA query_only = OFF")
    desk.press(Key.Key_Return, CTRL)
    assert notes(desk) == 2


@pytest.mark.parametrize(("size", "scale"), [((1024, 600), 100), ((1024, 600), 200), ((360, 500), 100)])
def test_everything_is_in_reach_in_small_windows(sit: Sit, size: tuple[int, int], scale: int) -> None:
    desk = sit(basic("one"), size=size)
    desk.settings.text_size = scale
    desk.press(Key.Key_N, CTRL)
    settle()
    window = desk.window.rect()
    for name in ("add-note", "note-type", "deck", "format-source"):
        widget: QWidget = desk.find(name)
        place = widget.rect().translated(widget.mapTo(desk.window, widget.rect().topLeft()))
        assert window.contains(place.intersected(window)), name
        assert place.right() <= window.right() + 1, name
    desk.type("x")
    desk.press(Key.Key_Return, CTRL)
    assert notes(desk) == 2


def test_esc_leads_home_and_labels_are_plain(desk: Desk) -> None:
    rich = [
        each.text()
        for each in desk.window.findChildren(QLabel)
        if each.textFormat() != Qt.TextFormat.PlainText
    ]
    assert rich == []
    desk.press(Key.Key_Escape)
    assert desk.page == "home"


def test_keys_of_the_editor_are_not_those_of_the_menus(desk: Desk) -> None:
    desk.press(Key.Key_B, CTRL)
    desk.type("x")
    desk.press(Key.Key_I, CTRL)
    desk.type("y")
    assert desk.page == "editor"
    page: Any = desk.window.page("editor")
    assert page.form.fields.texts["Question"] == "<b>x<i>y</i></b>"
    desk.press(Key.Key_Z, CTRL)
    assert desk.dump_rows("SELECT COUNT(*) FROM action WHERE undone = 1") == [(0,)]


def test_a_note_goes_to_the_deck_that_is_chosen_by_a_part_of_its_name(desk: Desk) -> None:
    line = desk.find("deck").lineEdit()
    line.setFocus()
    line.selectAll()
    desk.type("small deck::sec")
    QTest.keyClicks(line, "tion")
    desk.find("field-Question").setFocus()
    desk.type("x")
    desk.press(Key.Key_Return, CTRL)
    assert [card.deck for card in desk.collection.cards()] == ["Section", "Section"]
    assert desk.notice == "Added to Section."


def test_a_deck_that_is_not_there_is_made_with_the_note_and_taken_back_with_it(desk: Desk) -> None:
    line = desk.find("deck").lineEdit()
    line.setFocus()
    line.selectAll()
    desk.type("Sales::North")
    assert desk.text("new-deck") == "There is no deck Sales::North yet: it is made together with the note."
    desk.find("field-Question").setFocus()
    desk.type("x")
    desk.press(Key.Key_Return, CTRL)
    card = max(desk.collection.cards(), key=lambda each: each.number)
    assert card.deck_path == ("Sales", "North")
    assert not desk.shows("new-deck")
    assert desk.find("deck").currentText() == "Sales::North"
    desk.click("notice-button")
    assert [row.name for row in desk.collection.tree()] == ["Small deck", "Section"]
    assert desk.collection.check() == []


def test_a_note_with_very_many_fields_shows_some_and_the_others_on_demand(sit: Sit) -> None:
    names = tuple(f"Field {at}" for at in range(203))
    template = Template("Card", "{{Field 0}}", "{{Field 202}}")
    many = replace(kind("basic").note_type, uid=UUID(int=7), fields=names, templates=(template,))
    texts = {name: f"text {name}" for name in names}
    desk = sit(DraftNote(Note(UUID(int=8), many, texts), ("Section",)))
    number = desk.collection.cards()[0].note_number

    def act(dialog: Any) -> None:
        fields = dialog.form.fields
        assert len(fields.boxes) == 12
        assert fields.texts == texts
        more = dialog.findChild(QWidget, "more-fields")
        assert more.text() == "Show more of the 191 other fields, 191 of them with text"
        more.click()
        assert QApplication.focusWidget() is fields.boxes["Field 12"].rich
        QTest.keyClicks(QApplication.focusWidget(), "My ")
        dialog.accept()

    desk.with_dialog(lambda: desk.window.errands.edit_note(number), act)
    assert desk.collection.cards()[0].note.fields == texts | {"Field 12": "My text Field 12"}


def test_a_link_is_made_of_what_is_selected(desk: Desk) -> None:
    field = desk.find("field-Question")
    desk.type("see there")
    for _ in range(5):
        QTest.keyClick(field, Key.Key_Left, SHIFT)

    def act(dialog: Any) -> None:
        QTest.keyClicks(QApplication.focusWidget(), "example.org/a?b")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)

    assert desk.with_dialog(lambda: desk.press(Key.Key_K, CTRL), act) == "edit-link"
    page: Any = desk.window.page("editor")
    assert page.form.fields.texts["Question"] == 'see <a href="https://example.org/a?b">there</a>'
    assert desk.focus == "field-Question"


def test_a_colour_is_chosen_from_a_menu(desk: Desk) -> None:
    field = desk.find("field-Question")
    desk.type("red")
    QTest.keyClick(field, Key.Key_A, CTRL)
    timer = QTimer()

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        if menu is not None:
            timer.stop()
            QTest.keyClick(menu, Key.Key_Down)
            QTest.keyClick(menu, Key.Key_Return)

    timer.timeout.connect(choose)
    timer.start(0)
    desk.click("format-color")
    page: Any = desk.window.page("editor")
    assert page.form.fields.texts["Question"] == '<span style="color: #c0392b">red</span>'


def test_a_picture_is_chosen_from_a_folder_and_a_wrong_one_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong = tmp_path / "right.png", tmp_path / "wrong.png"
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    assert image.save(str(right))
    wrong.write_text("no picture")
    chosen = iter([(str(wrong), ""), (str(right), ""), ("", "")])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: next(chosen))
    desk.press(Key.Key_P, CTRL | SHIFT)
    assert (
        desk.text("fault") == "wrong.png is no picture that can be shown. PNG, JPEG, GIF, WebP and SVG can."
    )
    assert desk.shows("fault")
    desk.press(Key.Key_P, CTRL | SHIFT)
    assert not desk.shows("fault")
    desk.click("format-picture")
    page: Any = desk.window.page("editor")
    assert page.form.fields.texts["Question"] == '<img src="right.png">'
    assert desk.collection.media("right.png") is not None
    assert desk.collection.media("wrong.png") is None


def test_a_formula_is_put_around_what_is_selected(desk: Desk) -> None:
    desk.press(Key.Key_M, CTRL)
    desk.type("x^2")
    assert desk.find("field-Question").toPlainText() == "\\(x^2\\)"


def test_undo_in_an_empty_form_takes_the_note_back_that_was_added_and_nothing_else(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_N, CTRL)
    desk.type("x")
    desk.press(Key.Key_Return, CTRL)
    desk.press(Key.Key_Z, CTRL)
    assert desk.notice == "Undone: Add"
    assert notes(desk) == 2
    assert desk.find("field-Question").toPlainText() == "x"
    for _ in range(3):
        desk.press(Key.Key_Z, CTRL)
    assert desk.grades_given == [4]


def test_a_note_that_was_taken_back_does_not_cover_what_is_being_typed(desk: Desk) -> None:
    desk.type("first")
    desk.press(Key.Key_Return, CTRL)
    desk.type("second")
    desk.click("notice-button")
    assert notes(desk) == 1
    assert desk.find("field-Question").toPlainText() == "second"


def test_a_type_that_got_other_fields_meanwhile_is_shown_with_them(desk: Desk) -> None:
    desk.type("kept")
    desk.press(Key.Key_Return, CTRL)
    desk.type("kept too")
    desk.press(Key.Key_Escape)
    row = desk.dump_rows("SELECT id FROM note_type WHERE name = 'Question and answer'")[0][0]
    fields = json.dumps(["Front", "Back"])
    templates = json.dumps([["Card", "{{Front}}", "{{Back}}"]])
    desk.collection._database.execute_sql(
        "UPDATE note_type SET fields = ?, templates = ? WHERE id = ?", (fields, templates, row)
    )
    desk.press(Key.Key_N, CTRL)
    assert desk.find("field-Front").toPlainText() == "kept too"
    assert desk.focus == "field-Front"


def test_line_breaks_that_cards_show_are_never_lost(sit: Sit) -> None:
    style = ".card { white-space: pre-wrap; }"
    odd = replace(kind("basic").note_type, uid=UUID(int=9), style=style)
    texts = {"Question": "one\ntwo", "Answer": "one line", "Explanation": ""}
    desk = sit(DraftNote(Note(UUID(int=8), odd, texts), ("Section",)))
    number = desk.collection.cards()[0].note_number

    def act(dialog: Any) -> None:
        boxes = dialog.form.fields.boxes
        assert boxes["Question"].is_source
        assert not boxes["Answer"].is_source
        boxes["Question"].source.setFocus()
        QTest.keyClicks(boxes["Question"].source, "x")
        dialog.accept()

    desk.with_dialog(lambda: desk.window.errands.edit_note(number), act)
    assert desk.collection.cards()[0].note.fields["Question"] == "xone\ntwo"


def test_letters_are_set_lower_and_higher(desk: Desk) -> None:
    desk.type("H")
    desk.press(Key.Key_L, CTRL | SHIFT)
    desk.type("2")
    desk.press(Key.Key_L, CTRL | SHIFT)
    desk.type("O m")
    desk.click("format-sup")
    desk.type("2")
    assert desk.find("format-sup").isChecked()
    page: Any = desk.window.page("editor")
    assert page.form.fields.texts["Question"] == "H<sub>2</sub>O m<sup>2</sup>"


def test_the_buttons_show_what_holds_at_the_cursor(desk: Desk) -> None:
    desk.type("a **b** c")
    assert not desk.find("format-bold").isChecked()
    field = desk.find("field-Question")
    for _ in range(2):
        QTest.keyClick(field, Key.Key_Left)
    assert desk.find("format-bold").isChecked()
    desk.click("format-bullets")
    assert desk.find("format-bullets").isChecked()
    desk.press(Key.Key_Tab)
    assert not desk.find("format-bold").isChecked()
    assert not desk.find("format-bullets").isChecked()
    desk.click("format-italic")
    assert desk.find("format-italic").isChecked()
    assert desk.focus == "field-Answer"
    desk.press(Key.Key_X, CTRL | SHIFT)
    assert not desk.find("format-bold").isEnabled()
    assert desk.find("format-source").isChecked()
