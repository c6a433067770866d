from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from desktop.gui.card_view import SIDES, pieces_html
from desktop.study.answers import EXTRA, MISSING, SAME, Piece
from desktop.study.note import NAMESPACE, DraftNote, Note, NoteType, Template, derived
from tests.gui.conftest import CTRL, Desk, Key, Sit, basic, choice, gapped, note, settle, typed


def test_differences_are_marked_by_line_as_well_as_by_colour(sit: Sit) -> None:
    html = pieces_html((Piece(SAME, "con"), Piece(EXTRA, "<b>"), Piece(MISSING, "&x")))
    assert html == (
        "<span class=same>con</span><span class=extra>&lt;b&gt;</span><span class=missing>&amp;x</span>"
    )
    desk = sit(typed())
    desk.begin()
    desk.type("conversatoin")
    desk.press(Key.Key_Return)
    difference = desk.window.study_view.card_view.difference
    formats = set()
    block = difference.document().begin()
    fragments = block.begin()
    while not fragments.atEnd():
        form = fragments.fragment().charFormat()
        formats.add((form.fontStrikeOut(), form.fontUnderline()))
        fragments += 1
    assert {(False, False), (True, False), (False, True)} <= formats


def test_two_short_options_stand_side_by_side_with_their_shapes(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    first, second = desk.find("option-1"), desk.find("option-2")
    assert first.y() == second.y()
    assert first.geometry().right() < second.geometry().left()
    shown = [each.text() for each in second.findChildren(type(desk.find("deck-of-card")))]
    assert SIDES["sales"] in shown


def test_sides_have_their_shapes_whatever_their_order(sit: Sit) -> None:
    desk = sit(choice(options=["Sales", "Marketing"], answer="Sales"))
    desk.begin()
    for name, side in (("option-1", "sales"), ("option-2", "marketing")):
        shown = [each.text() for each in desk.find(name).findChildren(type(desk.find("deck-of-card")))]
        assert SIDES[side] in shown


def test_other_options_have_no_shape_and_stand_below_each_other(sit: Sit) -> None:
    desk = sit(
        choice(options=["A market of many people", "Each and every buyer"], answer="Each and every buyer")
    )
    desk.begin()
    assert desk.find("option-1").x() == desk.find("option-2").x()
    shown = [each.text() for each in desk.find("option-1").findChildren(type(desk.find("deck-of-card")))]
    assert not set(shown) & set(SIDES.values())


def test_two_options_in_a_narrow_window_stand_below_each_other(sit: Sit) -> None:
    desk = sit(choice(), size=(360, 640))
    desk.begin()
    assert desk.find("option-1").x() == desk.find("option-2").x()


def test_options_of_the_card_before_are_gone(sit: Sit) -> None:
    desk = sit(choice(), choice("second?", ["a", "b", "c"], "b"), basic())
    desk.begin()
    desk.answer_card()
    assert sorted(each.text_shown for each in desk.window.study_view.card_view.options) == ["a", "b", "c"]
    assert desk.find("option-1").text_shown in "abc"
    desk.answer_card()
    assert not desk.shows("option-1")


def test_a_choice_answer_does_not_repeat_the_option(sit: Sit) -> None:
    desk = sit(choice(explanation=""))
    desk.begin()
    desk.press(Key.Key_1)
    assert desk.answer == ""
    assert not desk.window.study_view.card_view.answer.isVisible()


def test_a_gap_is_filled_where_it_stands(sit: Sit) -> None:
    desk = sit(gapped("One {{c1::buyer}} and {{c2::many}}."))
    desk.begin()
    assert desk.question == "One […] and many."
    desk.flip()
    assert desk.question == "One buyer and many."
    assert desk.answer == ""


def test_an_explanation_stands_below_the_answer(sit: Sit) -> None:
    desk = sit(note("basic", "x", question="q", answer="a", explanation="because"))
    desk.begin()
    desk.flip()
    assert desk.answer.split("\n") == ["a", "because"]


def test_a_long_card_scrolls_and_begins_at_its_top(sit: Sit) -> None:
    desk = sit(basic("long\n" * 80, "x"), basic("short"))
    desk.begin()
    bar = desk.window.study_view.card_view.verticalScrollBar()
    assert desk.question.startswith("long")
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    desk.flip()
    desk.press(Key.Key_3)
    assert desk.question == "short"
    assert bar.value() == 0


def test_a_long_card_scrolls_by_keys(sit: Sit) -> None:
    desk = sit(basic("long\n" * 80, "x"))
    desk.begin()
    bar = desk.window.study_view.card_view.verticalScrollBar()
    for key in (Key.Key_Down, Key.Key_PageDown):
        before = bar.value()
        desk.press(key)
        assert bar.value() > before
    desk.press(Key.Key_PageUp)
    desk.press(Key.Key_Up)
    assert bar.value() == 0
    assert not desk.flipped


def test_the_answer_of_a_long_question_comes_into_view(sit: Sit) -> None:
    desk = sit(basic("long\n" * 80, "the answer"))
    desk.begin()
    desk.flip()
    settle()
    view = desk.window.study_view.card_view
    top = view.answer.mapTo(view, view.answer.rect().topLeft()).y()
    assert top >= 0
    assert top + view.answer.height() <= view.height()


@pytest.mark.parametrize("picked", [Key.Key_1, Key.Key_6])
def test_the_right_option_of_a_tall_card_comes_into_view(sit: Sit, picked: Key) -> None:
    options = [f"An option of many words, number {number}" for number in range(6)]
    desk = sit(choice("long\n" * 60, options, options[5], "because " * 200), size=(1024, 600))
    desk.begin()
    desk.press(picked)
    settle()
    view = desk.window.study_view.card_view
    right = next(each for each in view.options if each.property("outcome") == "right")
    top = right.mapTo(view, right.rect().topLeft()).y()
    assert top >= 0
    assert top + right.height() <= view.height()


@pytest.mark.parametrize("size", [(1040, 720), (1024, 600), (360, 640)])
def test_the_question_stays_where_it_was(sit: Sit, size: tuple[int, int]) -> None:
    desk = sit(basic(), choice(), typed(), size=size)
    desk.begin()
    question = desk.window.study_view.card_view.question
    for _ in range(3):
        before = question.mapTo(desk.window, question.rect().topLeft())
        if desk.window.study_view.card_view.options:
            desk.press(Key.Key_1)
        else:
            desk.press(Key.Key_Return)
        assert question.mapTo(desk.window, question.rect().topLeft()) == before
        desk.press(Key.Key_3)
        if desk.flipped:
            desk.press(Key.Key_1)


def test_a_card_that_holds_markup_shows_it_as_typed(sit: Sit) -> None:
    text = "<b>R&D</b> <script>alert(1)</script> &amp;"
    desk = sit(basic(text, text), choice(text, [text, "other <i>"], text), typed(text, text, ()))
    desk.begin()
    assert desk.question == text
    desk.flip()
    assert desk.answer == text
    desk.press(Key.Key_3)
    assert desk.question == text
    assert {each.text_shown for each in desk.window.study_view.card_view.options} == {text, "other <i>"}
    desk.press(Key.Key_1)
    assert "✓ right" in desk.find("option-1").accessibleName()
    desk.press(Key.Key_3)
    desk.type(text)
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "✓ Right"


def test_a_read_only_answer_keeps_its_keys_for_studying(sit: Sit) -> None:
    desk = sit(typed(), basic())
    desk.begin()
    desk.type("talking")
    desk.press(Key.Key_Return)
    desk.click("typed-answer")
    desk.type("x")
    assert desk.find("typed-answer").text() == "talking"
    desk.press(Key.Key_3)
    assert desk.question == "Capital of France?"
    assert desk.grades_given == [4]


def test_an_answer_can_be_pasted(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    QGuiApplication.clipboard().setText("talking\n")
    desk.press(Key.Key_V, CTRL)
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "✓ Right"


def test_an_answer_is_not_longer_than_what_is_compared(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    field = desk.find("typed-answer")
    field.setText("x" * 2000)
    assert len(field.text()) == 500


def test_a_theme_change_at_an_answer_keeps_what_shows(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type("conversatoin")
    desk.press(Key.Key_Return)
    desk.menu("menu-dark")
    card = desk.window.study_view.card_view
    assert card.difference.isVisible()
    assert desk.answer == "conversation"
    assert desk.text("verdict") == "≈ Close: look at the difference"
    settle()


def colour_of(desk: Desk) -> str:
    image = desk.window.study_view.card_view.question.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    return "light text" if "#e9ebef" in colours else "dark text" if "#1a1e26" in colours else str(colours)


def test_card_text_has_the_colour_of_the_theme(sit: Sit) -> None:
    desk = sit(basic("IIII ████"))
    desk.begin()
    desk.menu("menu-light")
    assert colour_of(desk) == "dark text"
    desk.menu("menu-dark")
    assert colour_of(desk) == "light text"


def test_alignment_of_the_field(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    assert desk.find("typed-answer").alignment() & Qt.AlignmentFlag.AlignHCenter


# ---------------------------------------------------------------------- cards of people's decks


def html_card(front: str, back: str = "b", style: str = "") -> DraftNote:
    """A card of a note type that came with a deck."""
    templates = (Template("Card", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),)
    note_type = NoteType(derived(NAMESPACE, "theirs"), "Theirs", "basic", ("Front", "Back"), templates, style)
    return DraftNote(Note(derived(NAMESPACE, front), note_type, {"Front": front, "Back": back}), ("Theirs",))


def test_a_deck_s_style_holds_and_what_it_hides_stays_hidden(sit: Sit) -> None:
    desk = sit(
        html_card("<b class=x>a</b><p class=y>secret</p>", "<p class=y>c</p>d", ".y { display: none }")
    )
    desk.begin()
    assert desk.question == "a"
    assert desk.window.study_view.card_view.spoken == "a"
    desk.flip()
    assert desk.answer == "d"


def test_a_link_is_copied_after_a_prompt_and_no_program_is_started(sit: Sit) -> None:
    address = "https://example.org/" + "long/" * 200
    desk = sit(html_card(f"<a href='{address}'>link</a>"))
    desk.begin()
    view = desk.window.study_view.card_view
    QGuiApplication.clipboard().setText("before")
    assert (
        desk.with_dialog(lambda: view.question.followed.emit(address), lambda each: each.reject()) == "link"
    )
    assert QGuiApplication.clipboard().text() == "before"
    desk.with_dialog(lambda: view.question.followed.emit(address), lambda each: desk.click("copy-link"))
    assert QGuiApplication.clipboard().text() == address
    assert "clipboard" in desk.notice
    assert not desk.flipped


def test_a_picture_comes_from_the_deck_s_media(sit: Sit, tmp_path: Path) -> None:
    made = QImage(60, 60, QImage.Format.Format_RGB32)
    made.fill(QColor("#FF0000"))
    assert made.save(str(tmp_path / "red.png"))
    desk = sit(html_card("<img src='Red.png'> what colour?", "<img src=gone.png>"))
    desk.collection.add_media("red.png", (tmp_path / "red.png").read_bytes())
    desk.begin()
    image = desk.window.study_view.card_view.question.grab().toImage()
    assert any(image.pixelColor(x, 20).name() == "#ff0000" for x in range(image.width()))
    desk.flip()
    assert desk.answer == "▧ gone.png"


def test_a_formula_is_drawn_and_said(sit: Sit) -> None:
    desk = sit(html_card(r"What is \(x^2\)?"))
    desk.begin()
    assert desk.question == "What is x squared?"
