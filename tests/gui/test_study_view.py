from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import StoreFull
from desktop.gui.card_media import CardMedia
from desktop.gui.study_view import GUARD_MS
from desktop.study.calendar import Moment
from desktop.study.grades import AGAIN, GOOD, HARD
from desktop.study.note import NAMESPACE, DraftNote, Template, derived
from tests.gui.conftest import (
    CTRL,
    MIXED,
    Desk,
    HandClock,
    Key,
    Sit,
    basic,
    choice,
    deck,
    gapped,
    marked_up,
    settle,
    typed,
)

# ---------------------------------------------------------------------- a whole sitting


def test_a_sitting_from_home_to_the_summary_by_keys_alone(desk_of_four: Desk) -> None:
    desk = desk_of_four
    assert desk.text("headline") == "4 new today, about 1 minute."
    desk.begin()

    assert desk.question == "Who prints one offer to 5,000 addresses?"
    assert desk.text("progress-text") == "0 of 4 · 1 min left"
    assert not desk.shows("show-answer")
    desk.press(Key.Key_1)
    assert desk.question == "Who prints one offer to 5,000 addresses?"
    assert desk.answer == "Direct mail speaks to many."
    assert desk.focus == "grade-3"
    desk.press(Key.Key_Return)

    assert desk.question == "What is the medium of selling?"
    assert desk.text("progress-text") == "1 of 4 · 1 min left"
    assert desk.focus == "typed-answer"
    desk.type("Talking!")
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "✓ Right"
    assert desk.answer == "conversation"
    desk.press(Key.Key_4)

    assert desk.question == "Capital of France?"
    desk.flip()
    assert desk.answer == "Paris"
    assert desk.question == "Capital of France?"
    desk.press(Key.Key_2)

    assert desk.question == "Selling meets [how many?] buyer at a time."
    assert desk.text("progress-text") == "3 of 4 · 1 to repeat · less than a minute left"
    desk.flip()
    assert desk.question == "Selling meets one buyer at a time."
    desk.press(Key.Key_3)

    assert desk.question == "Capital of France?"
    assert desk.text("progress-text") == "1 to repeat · less than a minute left"
    desk.flip()
    desk.press(Key.Key_3)

    assert desk.page == "summary"
    assert desk.text("summary-sentence") == "4 cards in 1 minute, 4 right first time."
    assert desk.grades_given == [4, 5, 3, 4, 4]


def test_every_answer_is_in_the_file_before_the_next_question_shows(desk_of_four: Desk) -> None:
    desk = desk_of_four
    desk.begin()
    view = desk.window.study_view
    seen: list[tuple[str, int]] = []
    ask = view.card_view.question.textChanged
    ask.connect(lambda: seen.append((desk.question, len(desk.grades_given))))
    for number in range(4):
        seen.clear()
        before = desk.question
        desk.answer_card()
        changed = [stored for text, stored in seen if text and text != before]
        # the cloze card changes its own text when it flips: the last text is that of what came next
        if number < 3:
            assert changed
            assert changed[-1] == number + 1
    assert desk.page == "summary"
    assert desk.grades_given == [4, 4, 4, 4]


def test_the_time_an_answer_took_is_stored(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.watch.ms += 7_000
    desk.flip()
    desk.watch.ms += 2_000
    desk.press(Key.Key_3)
    assert desk.dump_rows("SELECT took_ms FROM review") == [(9_000 + 2 * GUARD_MS,)]


def test_what_was_typed_is_stored(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type("conversatoin")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_2)
    assert desk.dump_rows("SELECT response FROM review") == [("conversatoin",)]


def test_leaving_and_coming_back_goes_on_exactly_there(desk_of_four: Desk) -> None:
    desk = desk_of_four
    desk.begin()
    desk.answer_card()
    desk.answer_card(Key.Key_1)
    asked, progress = desk.question, desk.text("progress-text")
    desk.press(Key.Key_Escape)
    assert desk.page == "home"
    assert desk.text("headline") == "3 cards left today, about 1 minute."
    desk.begin()
    assert (desk.question, desk.text("progress-text")) == (asked, progress)


def test_a_new_start_goes_on_exactly_there(sit: Sit) -> None:
    desk = sit(*MIXED)
    desk.begin()
    desk.answer_card()
    desk.answer_card(Key.Key_1)
    asked, progress = desk.question, desk.text("progress-text")
    desk.leave()
    again = sit()
    again.begin()
    assert (again.question, again.text("progress-text")) == (asked, progress)
    for _ in range(3):
        again.answer_card()
    assert again.page == "summary"


def test_leaving_by_the_button(desk_of_four: Desk) -> None:
    desk_of_four.begin()
    desk_of_four.click("leave")
    assert desk_of_four.page == "home"
    assert desk_of_four.focus == "study-button"


def test_repeats_come_at_the_end_and_can_be_skipped_from_the_menu(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    view = desk.window.study_view
    assert not view.actions_of_card.actions["skip"].isEnabled()
    desk.answer_card(Key.Key_1)
    assert view.actions_of_card.actions["skip"].isEnabled()
    assert desk.question == "two"
    desk.answer_card()
    assert desk.question == "one"
    desk.menu("action-skip")
    assert desk.page == "summary"
    assert desk.grades_given == [AGAIN, GOOD]


# ---------------------------------------------------------------------- answering by mouse


def test_a_sitting_by_mouse_alone(desk_of_four: Desk) -> None:
    desk = desk_of_four
    desk.click("study-button")
    desk.click("option-1")
    desk.click("grade-3")
    desk.click("show-answer")
    assert desk.text("verdict") == "Not answered"
    desk.click("grade-1")
    desk.click("show-answer")
    desk.click("grade-4")
    desk.click("show-answer")
    desk.click("grade-2")
    assert desk.grades_given == [4, 2, 5, 3]
    assert desk.page == "study"


def test_show_answer_takes_what_was_typed(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type("talking")
    desk.click("show-answer")
    assert desk.text("verdict") == "✓ Right"


# ---------------------------------------------------------------------- kinds of cards


def test_a_wrong_choice_is_again_and_nothing_else(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    desk.press(Key.Key_2)
    grades = {number: desk.find(f"grade-{number}") for number in range(1, 5)}
    assert {number for number, each in grades.items() if each.isEnabled()} == {1}
    assert desk.focus == "grade-1"
    assert "✗ your choice" in desk.find("option-2").accessibleName()
    assert "✓ the right one" in desk.find("option-1").accessibleName()
    for key in (Key.Key_2, Key.Key_3, Key.Key_4):
        desk.press(key)
    desk.click("grade-3")
    assert desk.grades_given == []
    desk.press(Key.Key_1)
    assert desk.grades_given == [AGAIN]


def test_a_right_choice_offers_everything_but_again(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    desk.press(Key.Key_1)
    enabled = {number for number in range(1, 5) if desk.find(f"grade-{number}").isEnabled()}
    assert enabled == {2, 3, 4}
    assert desk.focus == "grade-3"
    assert desk.find("option-1").accessibleName().endswith("✓ right")
    desk.press(Key.Key_1)
    assert desk.grades_given == []
    desk.press(Key.Key_2)
    assert desk.grades_given == [HARD]


def test_options_cannot_be_chosen_twice(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    desk.click("option-2")
    desk.click("option-1")
    assert "✗ your choice" in desk.find("option-2").accessibleName()
    desk.press(Key.Key_1)
    assert desk.dump_rows("SELECT response FROM review") == [("Sales",)]


def test_space_does_not_flip_a_choice_card(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_3, Key.Key_9, Key.Key_0):
        desk.press(key)
    assert not desk.flipped


def test_many_options_are_picked_by_their_numbers(sit: Sit) -> None:
    desk = sit(choice(options=[f"Option {letter}" for letter in "ABCDEFGHI"], answer="Option H"))
    desk.begin()
    texts = [each.text_shown for each in desk.window.study_view.card_view.options]
    assert sorted(texts) == [f"Option {letter}" for letter in "ABCDEFGHI"]
    desk.press(Qt.Key(Key.Key_1 + texts.index("Option H")))
    assert desk.find("grade-3").isEnabled()


@pytest.mark.parametrize(
    ("response", "verdict", "focus", "compared"),
    [
        ("  CONVERSATION. ", "✓ Right", "grade-3", False),
        ("talking", "✓ Right", "grade-3", False),
        ("conversatoin", "≈ Close: look at the difference", "grade-2", True),
        ("advertising", "✗ Not that", "grade-1", True),
        ("", "Not answered", "grade-1", False),
    ],
)
def test_a_typed_answer_is_compared(
    sit: Sit, response: str, verdict: str, focus: str, compared: bool
) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type(response)
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == verdict
    assert desk.focus == focus
    assert all(desk.find(f"grade-{number}").isEnabled() for number in range(1, 5))
    assert desk.window.study_view.card_view.difference.isVisible() == compared
    assert desk.answer == "conversation"


def test_letters_and_digits_typed_into_an_answer_do_nothing_else(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type("web 1234 sfb")
    assert desk.find("typed-answer").text() == "web 1234 sfb"
    assert not desk.flipped
    assert desk.grades_given == []
    assert desk.window.study_view.card is not None
    assert desk.window.study_view.card.flag == 0


def test_the_field_is_empty_and_has_the_keyboard_at_the_next_typed_card(sit: Sit) -> None:
    desk = sit(typed("first?"), typed("second?"))
    desk.begin()
    desk.answer_card()
    assert desk.question == "second?"
    assert desk.find("typed-answer").text() == ""
    assert not desk.find("typed-answer").isReadOnly()
    desk.type("x")
    assert desk.find("typed-answer").text() == "x"


# ---------------------------------------------------------------------- S-16: grades before the flip


@pytest.mark.parametrize("made", [basic(), gapped()])
def test_grade_keys_do_nothing_on_the_question(sit: Sit, made: object) -> None:
    desk = sit(made)
    desk.begin()
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_0):
        desk.press(key)
    assert not desk.flipped
    assert desk.grades_given == []


def test_keys_on_a_choice_card_pick_and_do_not_grade(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    desk.press(Key.Key_1)
    assert desk.flipped
    assert desk.grades_given == []


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_space_and_enter_flip_and_do_not_grade(sit: Sit, key: Qt.Key) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.press(key)
    assert desk.flipped
    for _ in range(3):
        desk.press(key)
    assert desk.question == "one"
    assert desk.grades_given == []


def test_space_answers_good_where_that_is_set(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"), typed())
    desk.settings.space_grades = True
    desk.begin()
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Space)
    assert desk.question == "two"
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    assert desk.grades_given == [GOOD, GOOD]


def test_six_grades_have_the_keys_0_to_5(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(6)))
    desk.collection.set_option("buttons", 6)
    desk.begin()
    for number in range(6):
        assert desk.question == f"card {number}"
        desk.press(Key.Key_Space)
        desk.press(Qt.Key(Key.Key_0 + number))
    assert desk.grades_given == [0, 1, 2, 3, 4, 5]


def test_two_grades_have_the_keys_1_and_2(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(2)))
    desk.collection.decks.set_option(desk.collection.deck_named("Small deck"), "buttons", 2)
    desk.window.study(desk.collection.deck_named("Small deck"))
    for key in (Key.Key_2, Key.Key_1, Key.Key_2):
        desk.press(Key.Key_Space)
        desk.press(Key.Key_4)  # means nothing here
        assert desk.flipped
        desk.press(key)
    assert desk.grades_given == [GOOD, AGAIN, GOOD]


def test_undoing_the_number_of_grades_at_an_answer_offers_the_old_ones(sit: Sit) -> None:
    desk = sit(basic())
    desk.collection.set_option("buttons", 6)
    desk.collection.set_option("buttons", 4)
    desk.begin()
    desk.flip()
    desk.press(Key.Key_Z, CTRL)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    assert [each.objectName() for each in desk.window.study_view.grade_bar.buttons.values()] == [
        f"grade-{number}" for number in range(6)
    ]
    assert desk.find("grade-0").isVisible()
    assert desk.find("grade-4").accessibleName() == "Good, 1 day"


# ---------------------------------------------------------------------- U-08: held keys and double clicks


def test_a_held_key_counts_once(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"), basic("three"))
    desk.begin()
    desk.press(Key.Key_Space)
    for _ in range(30):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_3, "3", repeat=True)
    assert desk.grades_given == []
    desk.raw_key(Key.Key_3, "3", kinds=[QEvent.Type.KeyPress])
    for _ in range(30):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_3, "3", repeat=True)
    desk.raw_key(Key.Key_3, "3", kinds=[QEvent.Type.KeyRelease])
    assert desk.grades_given == [GOOD]
    assert desk.question == "two"
    assert not desk.flipped


def test_a_held_space_flips_once_and_does_not_flip_the_next_card(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.settings.space_grades = True
    desk.begin()
    desk.wait_guard()
    desk.raw_key(Key.Key_Space, " ", kinds=[QEvent.Type.KeyPress])
    for _ in range(30):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_Space, " ", repeat=True)
    assert desk.flipped
    assert desk.grades_given == []


def test_a_held_enter_does_not_give_up_on_the_typed_card_that_follows(sit: Sit) -> None:
    desk = sit(choice(), typed())
    desk.begin()
    desk.press(Key.Key_1)
    assert desk.focus == "grade-3"
    desk.wait_guard()
    desk.raw_key(Key.Key_Return, "\r", kinds=[QEvent.Type.KeyPress])
    assert desk.grades_given == [GOOD]
    for _ in range(30):
        desk.watch.ms += 33
        desk.raw_key(Key.Key_Return, "\r", repeat=True)
    assert desk.question == "What is the medium of selling?"
    assert not desk.flipped


def test_a_double_click_on_a_grade_is_one_review(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.flip()
    desk.wait_guard()
    desk.double_click_at_once("grade-3")
    assert desk.grades_given == [GOOD]
    desk.watch.ms += 150
    desk.click_at_once("grade-3")
    assert desk.grades_given == [GOOD]
    assert desk.question == "two"
    assert not desk.flipped


def test_a_double_click_on_show_answer_does_not_grade(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.wait_guard()
    button = desk.find("show-answer")
    place = button.mapTo(desk.window, button.rect().center())
    desk.click_at_once(button)
    assert desk.flipped
    desk.watch.ms += 150
    under = desk.window.childAt(place)
    assert under is not None
    QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(desk.window, place))
    assert desk.grades_given == []


def test_a_new_card_listens_only_after_the_guard(sit: Sit) -> None:
    desk = sit(basic("one"), choice(), typed())
    desk.begin()
    QTest.keyClick(desk.window.study_view, Key.Key_Space)
    assert not desk.flipped
    desk.watch.ms += GUARD_MS - 1
    QTest.keyClick(desk.window.study_view, Key.Key_Space)
    assert not desk.flipped
    desk.watch.ms += 1
    QTest.keyClick(desk.window.study_view, Key.Key_Space)
    assert desk.flipped
    QTest.keyClick(desk.window.study_view, Key.Key_3)
    assert desk.grades_given == []
    desk.press(Key.Key_3)
    assert desk.grades_given == [GOOD]
    QTest.keyClick(desk.window.study_view, Key.Key_1)
    desk.click_at_once("option-1")
    assert not desk.flipped
    desk.press(Key.Key_1)
    assert desk.flipped


# ---------------------------------------------------------------------- U-05: input methods


def test_enter_while_composing_does_not_submit(sit: Sit) -> None:
    desk = sit(typed("Coffee, in Chinese?", "咖啡", ()))
    desk.begin()
    field = desk.find("typed-answer")
    desk.wait_guard()
    QApplication.sendEvent(field, QInputMethodEvent("kafei", []))
    desk.press(Key.Key_Return)
    assert not desk.flipped
    committed = QInputMethodEvent()
    committed.setCommitString("咖啡")
    QApplication.sendEvent(field, committed)
    assert field.text() == "咖啡"
    assert not desk.flipped
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "✓ Right"


def test_a_composition_that_was_given_up_leaves_enter_alone(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    field = desk.find("typed-answer")
    QApplication.sendEvent(field, QInputMethodEvent("ta", []))
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    desk.type("talking")
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "✓ Right"


# ---------------------------------------------------------------------- U-06: other layouts

ENTER_PLACE, SPACE_PLACE = 36, 65
PLACES = {"1": 10, "2": 11, "3": 12, "4": 13, "W": 25, "E": 26, "F": 41, "B": 56, "S": 39, "Z": 52}
"""Scan codes as X11 and Wayland give them."""
LAYOUTS = {
    "Russian": {"W": "ц", "E": "у", "F": "а", "B": "и", "S": "ы", "Z": "я"},
    "Korean": {"W": "ㅈ", "E": "ㄷ", "F": "ㄹ", "B": "ㅠ", "S": "ㄴ", "Z": "ㅋ"},
    "Greek": {"W": "ς", "E": "ε", "F": "φ", "B": "β", "S": "σ", "Z": "ζ"},
    "Turkish": {"W": "w", "E": "e", "F": "f", "B": "b", "S": "s", "Z": "z"},
    "French": {
        "1": "&", "2": "é", "3": '"', "4": "'", "W": "w", "E": "e", "F": "f", "B": "b", "S": "s", "Z": "z",
    },
}  # fmt: skip


def layout_key(desk: Desk, layout: str, us: str, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press the key at the place of a US key on another layout."""
    desk.wait_guard()
    text = LAYOUTS[layout].get(us, us)
    places = dict(PLACES)
    if layout == "French":  # its letters lie elsewhere: W where Z is
        places |= {"W": PLACES["Z"], "Z": PLACES["W"]}
    held = modifiers or Qt.KeyboardModifier.NoModifier
    desk.raw_key(ord(text.upper()[0]), "" if modifiers else text, held, scan=places[us])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_studying_works_on_every_layout(sit: Sit, layout: str) -> None:
    desk = sit(basic("one"), basic("two"), basic("three"), basic("four"), basic("five"))
    desk.begin()
    desk.press(Key.Key_Space)
    layout_key(desk, layout, "3")
    assert desk.grades_given == [GOOD]
    layout_key(desk, layout, "F")
    assert desk.find("flag").text() == "Flagged"
    opened = desk.with_dialog(
        lambda: layout_key(desk, layout, "W"), lambda dialog: QTest.keyClick(dialog, Key.Key_Escape)
    )
    assert opened == "why"
    opened = desk.with_dialog(
        lambda: layout_key(desk, layout, "E"), lambda dialog: QTest.keyClick(dialog, Key.Key_Escape)
    )
    assert opened == "edit-note"
    layout_key(desk, layout, "B")
    assert desk.question == "three"
    layout_key(desk, layout, "S")
    assert desk.question == "four"
    assert desk.dump_rows("SELECT COUNT(*) FROM card WHERE suspended = 1 OR buried > 0") == [(2,)]


@pytest.mark.parametrize("layout", ["Russian", "Korean", "Greek"])
@pytest.mark.parametrize("made", [basic("two"), typed("two")])
def test_undo_by_its_place_on_a_layout_without_latin_letters(sit: Sit, layout: str, made: object) -> None:
    desk = sit(basic("one"), made)
    desk.begin()
    desk.answer_card()
    assert desk.question == "two"
    layout_key(desk, layout, "Z", CTRL)
    assert desk.grades_given == []
    assert desk.question == "one"


def test_ctrl_with_the_place_of_a_letter_is_not_that_letter_alone(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    layout_key(desk, "Russian", "S", CTRL)
    layout_key(desk, "Russian", "W", CTRL)
    layout_key(desk, "Russian", "F", CTRL)
    assert desk.question == "one"
    assert desk.dump_rows("SELECT COUNT(*) FROM action") == [(0,)]


# ---------------------------------------------------------------------- undo


def undo(desk: Desk) -> None:
    desk.press(Key.Key_Z, CTRL)


def test_undo_on_a_question_brings_the_card_back(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    assert not desk.find("undo").isEnabled()
    assert desk.text("undo") == "Undo"
    desk.answer_card(Key.Key_4)
    assert desk.text("undo") == "Undo Easy"
    assert desk.find("undo").accessibleName() == "Undo Easy"
    undo(desk)
    assert desk.question == "one"
    assert not desk.flipped
    assert desk.text("progress-text").startswith("0 of 2")
    assert desk.grades_given == []
    assert desk.notice == "Undone: Easy"
    assert not desk.find("undo").isEnabled()


def test_undo_on_an_answer_takes_back_the_card_before(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.flip()
    undo(desk)
    assert desk.question == "one"
    assert not desk.flipped
    desk.answer_card()
    assert desk.question == "two"


def test_undo_where_a_typed_answer_waits(sit: Sit) -> None:
    desk = sit(basic("one"), typed("two"))
    desk.begin()
    desk.answer_card()
    assert desk.focus == "typed-answer"
    undo(desk)
    assert desk.question == "one"
    assert desk.grades_given == []


def test_undo_in_a_half_typed_answer_takes_back_typing_first(sit: Sit) -> None:
    desk = sit(basic("one"), typed("two"))
    desk.begin()
    desk.answer_card()
    desk.type("abc")
    undo(desk)
    assert desk.question == "two"
    assert desk.find("typed-answer").text() == ""
    undo(desk)
    assert desk.question == "one"


def test_undo_many_steps_by_button_and_key(desk_of_four: Desk) -> None:
    desk = desk_of_four
    desk.begin()
    first = desk.question
    for _ in range(3):
        desk.answer_card()
    undo(desk)
    desk.click("undo")
    undo(desk)
    assert desk.question == first
    assert desk.grades_given == []
    undo(desk)
    assert desk.question == first


def test_undo_after_a_new_start(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"), basic("three"))
    desk.begin()
    desk.answer_card()
    desk.answer_card(Key.Key_1)
    desk.leave()
    again = sit()
    again.begin()
    assert again.question == "three"
    assert again.text("undo") == "Undo Again"
    undo(again)
    assert again.question == "two"
    undo(again)
    assert again.question == "one"
    assert again.grades_given == []


def test_the_last_card_graded_wrong_comes_back_with_its_counts(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.answer_card(Key.Key_4)
    assert desk.page == "summary"
    assert desk.text("summary-undo") == "Undo Easy"
    assert desk.text("summary-sentence").startswith("2 cards")
    undo(desk)
    assert desk.page == "study"
    assert desk.question == "two"
    assert desk.text("progress-text").startswith("1 of 2")
    desk.answer_card(Key.Key_1)
    assert desk.text("progress-text").startswith("1 to repeat")
    desk.answer_card()
    assert desk.page == "summary"
    assert desk.text("summary-sentence") == "2 cards in 1 minute, 1 right first time."


@pytest.mark.parametrize(
    ("key", "name", "said"),
    [
        (Key.Key_S, "Suspend", "Suspended: it will not come back by itself."),
        (Key.Key_B, "Bury", "Put off until tomorrow."),
    ],
)
def test_setting_a_card_aside_and_taking_that_back(sit: Sit, key: Qt.Key, name: str, said: str) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.press(key)
    assert desk.notice == said
    assert desk.question == "two"
    assert desk.text("undo") == f"Undo {name}"
    assert desk.text("progress-text").startswith("0 of 1")
    undo(desk)
    assert desk.notice == f"Undone: {name}"
    assert desk.question == "one"
    assert desk.text("progress-text").startswith("0 of 2")
    assert desk.dump_rows("SELECT COUNT(*) FROM card WHERE suspended = 1 OR buried > 0") == [(0,)]


def test_the_undo_button_of_a_notice(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.press(Key.Key_S)
    desk.click("notice-button")
    assert desk.question == "one"
    assert desk.notice == "Undone: Suspend"


def test_setting_the_last_card_aside_ends_the_sitting(sit: Sit) -> None:
    desk = sit(basic("one"))
    desk.begin()
    desk.press(Key.Key_B)
    assert desk.page == "summary"
    undo(desk)
    assert desk.page == "study"
    assert desk.question == "one"


def test_flagging_and_taking_that_back(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.press(Key.Key_F)
    assert desk.text("flag") == "Flagged"
    assert desk.find("flag").accessibleName() == "Flagged"
    assert desk.text("undo") == "Undo Flag"
    undo(desk)
    assert desk.text("flag") == "Flag"
    desk.click("flag")
    desk.press(Key.Key_F)
    assert desk.text("undo") == "Undo Remove Flag"
    assert desk.question == "one"
    assert desk.dump_rows("SELECT flag FROM card ORDER BY id") == [(0,), (0,)]


@pytest.mark.parametrize("act", ["flag", "edit", "unflag"])
@pytest.mark.parametrize("its_own", [False, True])
def test_undo_of_a_flag_or_an_edit_keeps_what_is_half_typed(sit: Sit, act: str, its_own: bool) -> None:
    desk = sit(decks=[deck(basic("one"), name="First"), deck(typed(), typed("second?"), name="Second")])
    other, card, _ = desk.collection.cards()
    changed = card if its_own else other
    if act == "edit":
        desk.collection.writing.edit(changed.note_number, {"Explanation": "more"})
    else:
        desk.collection.flag([changed.number], 1)
        if act == "unflag":
            desk.collection.flag([changed.number], 0)
    desk.window.study(desk.collection.deck_named("Second"))
    desk.type("half a")
    desk.find("typed-answer").cursorBackward(False, 2)
    desk.watch.ms += 5000
    desk.click("undo")
    assert desk.notice.startswith("Undone: ")
    assert desk.find("typed-answer").text() == "half a"
    assert desk.find("undo").isEnabled() == (act == "unflag")
    assert desk.text("flag") == ("Flagged" if its_own and act == "unflag" else "Flag")
    assert desk.focus == "typed-answer"
    desk.press(Key.Key_Return)
    desk.press(Key.Key_3)
    assert desk.question == "second?"
    assert desk.find("typed-answer").text() == ""
    ((took,),) = desk.dump_rows("SELECT took_ms FROM review")
    assert took >= 5000


def test_a_flag_does_not_hide_the_answer_or_drop_what_is_typed(sit: Sit) -> None:
    desk = sit(basic("one"), typed())
    desk.begin()
    desk.flip()
    desk.press(Key.Key_F)
    assert desk.flipped
    undo(desk)
    assert desk.flipped
    assert desk.answer == "Paris"
    desk.press(Key.Key_3)
    desk.type("half")
    desk.click("flag")
    desk.type(" s")
    assert desk.find("typed-answer").text() == "half s"


# ---------------------------------------------------------------------- U-07: the keyboard comes back


def test_the_keyboard_comes_back_after_the_menus_of_the_page(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    menu = desk.window.study_view.menu
    menu.popup(desk.window.mapToGlobal(QPoint(300, 100)))
    QTest.keyClick(menu, Key.Key_Escape)
    desk.flip()


def test_the_keyboard_comes_back_after_a_notice_was_closed_by_keyboard(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"), basic("three"))
    desk.begin()
    desk.press(Key.Key_S)
    desk.find("notice-close").setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_Space)
    assert desk.notice == ""
    desk.flip()
    desk.press(Key.Key_3)
    desk.press(Key.Key_S)
    desk.find("notice-button").setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_Space)
    assert desk.notice == "Undone: Suspend"
    desk.flip()


def test_the_keyboard_comes_back_after_clicks_on_the_card(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    view = desk.window.study_view
    desk.click(view.card_view.question.viewport())
    desk.click(view.card_view.viewport())
    desk.click("progress")
    desk.flip()
    desk.click(view.card_view.answer.viewport())
    desk.press(Key.Key_3)
    assert desk.grades_given == [GOOD]


def test_every_control_can_be_reached_by_tab(desk_of_four: Desk) -> None:
    desk = desk_of_four
    desk.begin()
    reached = set()
    for _ in range(30):
        desk.press(Key.Key_Tab)
        reached.add(desk.focus)
    assert {"leave", "more", "option-1", "option-2", "why", "edit", "flag"} <= reached


# ---------------------------------------------------------------------- D-04: the disk is full


class FullDisk:
    """Stands between the page and the disk, and lets nothing through while `full`."""

    def __init__(self, desk: Desk) -> None:
        self.full = True
        self._grade = desk.collection.grade
        desk.collection.grade = self.grade  # type: ignore[method-assign]

    def grade(self, *arguments: object, **named: object) -> object:
        if self.full:
            raise StoreFull("There is no room left on the disk.", "Free some space, then try again.")
        return self._grade(*arguments, **named)  # type: ignore[arg-type]


def test_a_full_disk_keeps_the_card_and_says_why(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    disk = FullDisk(desk)
    desk.begin()
    desk.flip()
    desk.press(Key.Key_3)
    assert desk.notice == "There is no room left on the disk. Free some space, then try again."
    assert desk.question == "one"
    assert desk.answer == "Paris"
    assert desk.flipped
    assert desk.text("progress-text").startswith("0 of 2")
    desk.press(Key.Key_3)
    assert desk.question == "one"
    disk.full = False
    desk.press(Key.Key_3)
    assert desk.question == "two"
    assert desk.grades_given == [GOOD]


def test_a_really_full_file_keeps_the_card(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.flip()
    database = desk.collection._database
    pages = database.value("PRAGMA page_count")
    database.execute_sql(f"PRAGMA max_page_count = {pages}")
    filler = database.value("PRAGMA freelist_count")
    assert filler is not None
    database.execute_sql("CREATE TEMP TRIGGER no_room BEFORE INSERT ON review BEGIN SELECT 1; END")
    long = "x" * 400_000
    from desktop.store import answers

    was = answers.LONGEST_RESPONSE
    answers.LONGEST_RESPONSE = len(long)
    desk.window.study_view._response = long
    try:
        desk.press(Key.Key_3)
    finally:
        answers.LONGEST_RESPONSE = was
    assert desk.notice.startswith("There is no room left on the disk")
    assert desk.question == "one"
    desk.window.study_view._response = ""
    database.execute_sql("PRAGMA max_page_count = 1073741823")
    desk.press(Key.Key_3)
    assert desk.question == "two"
    assert desk.grades_given == [GOOD]


@pytest.mark.parametrize("key", [Key.Key_S, Key.Key_B, Key.Key_F])
def test_a_full_disk_changes_nothing_else_either(sit: Sit, key: Qt.Key) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.collection._database.execute_sql("PRAGMA query_only = ON")
    desk.press(key)
    assert desk.notice.startswith("The app may not write to")
    assert desk.question == "one"
    assert desk.text("flag") == "Flag"
    desk.collection._database.execute_sql("PRAGMA query_only = OFF")
    desk.press(Key.Key_Space)
    desk.press(Key.Key_3)
    assert desk.question == "two"


def test_an_undo_that_cannot_be_stored_is_told_and_changes_nothing(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card()
    desk.collection._database.execute_sql("PRAGMA query_only = ON")
    undo(desk)
    assert desk.notice.startswith("The app may not write to")
    assert desk.question == "two"
    assert desk.grades_given == [GOOD]
    desk.collection._database.execute_sql("PRAGMA query_only = OFF")
    undo(desk)
    assert desk.question == "one"


# ---------------------------------------------------------------------- S-05: a new day in the middle


def test_a_new_study_day_makes_a_new_plan(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(4)))
    desk.collection.set_option("new_per_day", 2)
    desk.clock.move(hours=17)  # 03:00 in the night after
    desk.begin()
    desk.answer_card()
    assert desk.text("progress-text").startswith("1 of 2")
    desk.clock.move(hours=2)
    desk.window.check_day()
    assert desk.notice == "A new study day has begun."
    assert not desk.find("notice-button").isVisible()
    assert desk.text("progress-text").startswith("0 of 3")


def test_a_new_study_day_waits_for_the_answer_that_shows(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(4)))
    desk.begin()
    desk.flip()
    desk.clock.move(days=1)
    desk.window.check_day()
    assert desk.flipped
    desk.press(Key.Key_3)
    assert desk.notice == "A new study day has begun."
    assert desk.grades_given == [GOOD]
    assert desk.page == "study"


# ---------------------------------------------------------------------- S-04: the clock jumps


def test_a_clock_that_jumps_loses_nothing(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(4)))
    desk.begin()
    desk.answer_card()
    desk.clock.move(hours=-3)
    desk.answer_card()
    desk.clock.move(days=40)
    desk.answer_card()
    desk.answer_card()
    assert len(desk.grades_given) == 4
    assert desk.collection.check() == []


def test_time_left_is_never_negative(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.watch.ms -= 600_000
    desk.watch.ms += 600_000 + GUARD_MS
    desk.clock.move(days=-400)
    desk.answer_card()
    assert "-" not in desk.text("progress-text")
    assert desk.dump_rows("SELECT MIN(took_ms) >= 0 FROM review") == [(1,)]


# ---------------------------------------------------------------------- practice


def test_practice_moves_nothing(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card(Key.Key_1)
    desk.answer_card()
    desk.answer_card()
    assert desk.page == "summary"
    before = desk.dump_rows("SELECT * FROM schedule")
    desk.click("practice")
    assert desk.question == "one"
    assert desk.text("progress-text").startswith("Practice · 0 of 1")
    desk.flip()
    assert desk.find("grade-3").accessibleName() == "Good, practice"
    desk.press(Key.Key_4)
    assert desk.page == "summary"
    assert desk.dump_rows("SELECT * FROM schedule") == before


# ---------------------------------------------------------------------- U-09: as a screen reader hears it


def interfaces(widget: QWidget) -> list[tuple[QAccessible.Role, str, str, str]]:
    """Every visible thing below a widget, as a screen reader meets it."""
    found: list[tuple[QAccessible.Role, str, str, str]] = []

    def walk(interface: object) -> None:
        if interface is None or interface.state().invisible:  # type: ignore[attr-defined]
            return
        text = interface.text  # type: ignore[attr-defined]
        kinds = QAccessible.Text
        found.append(
            (
                interface.role(),  # type: ignore[attr-defined]
                text(kinds.Name),
                text(kinds.Value),
                text(kinds.Description),
            )
        )
        for number in range(interface.childCount()):  # type: ignore[attr-defined]
            walk(interface.child(number))  # type: ignore[attr-defined]

    walk(QAccessible.queryAccessibleInterface(widget))
    return found


def test_question_answer_grades_and_progress_are_exposed(sit: Sit) -> None:
    desk = sit(basic("Capital of France?"), basic("two"))
    desk.begin()
    heard = interfaces(desk.window.study_view)
    assert ("Question", "Capital of France?") in [each[1:3] for each in heard]
    assert not any("Paris" in part for each in heard for part in each[1:])
    progress = [each for each in heard if each[0] == QAccessible.Role.ProgressBar]
    assert [each[1] for each in progress] == ["Progress"]
    assert "0 of 2 · less than a minute left" in [each[1] for each in heard]
    desk.flip()
    heard = interfaces(desk.window.study_view)
    assert ("Answer", "Paris") in [each[1:3] for each in heard]
    assert ("Question", "Capital of France?") in [each[1:3] for each in heard]
    buttons = [each[1] for each in heard if each[0] == QAccessible.Role.Button]
    assert {"Again, today", "Hard, 1 day", "Good, 1 day", "Easy, 1 day"} <= set(buttons)
    assert "" not in buttons


def test_options_and_their_outcome_are_exposed(sit: Sit) -> None:
    desk = sit(choice())
    desk.begin()
    buttons = [each[1] for each in interfaces(desk.window.study_view)]
    assert {"1: Marketing", "2: Sales"} <= set(buttons)
    assert desk.window.study_view.card_view.spoken == (
        "Who prints one offer to 5,000 addresses?\n1: Marketing\n2: Sales"
    )
    desk.press(Key.Key_2)
    names = [each[1] for each in interfaces(desk.window.study_view)]
    assert {"1: Marketing, ✓ the right one", "2: Sales, ✗ your choice"} <= set(names)


def test_a_verdict_is_spoken_with_the_answer(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type("nonsense")
    desk.press(Key.Key_Return)
    assert desk.window.study_view.card_view.spoken == "✗ Not that\nconversation"


def test_the_moment_is_that_of_the_wall_clock(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    desk.answer_card()
    assert desk.dump_rows("SELECT at_ms, offset_min FROM review") == [(desk.clock().at_ms, 60)]
    assert desk.clock() == Moment(desk.clock().at_ms, 60)


# ---------------------------------------------------------------------- folded parts, links, the wheel

FOLDED = (
    "Q <details><summary>Hint</summary>inner <details><summary>More</summary>deep</details></details>"
    "<p>middle</p><details><summary>Other</summary>far</details>"
)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given to say."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    return heard


def test_a_key_opens_one_folded_part_after_the_other_and_then_closes_all(sit: Sit, said: list[str]) -> None:
    desk = sit(marked_up(FOLDED, "A <details><summary>Why</summary>thus</details>"))
    desk.begin()
    assert desk.question == "Q\n▶ Hint\nmiddle\n▶ Other"
    told = []
    for _ in range(4):
        desk.press(Key.Key_H)
        told.append(said[-1])
    assert told == ["Hint: open\ninner\n▶ More", "More: open\ndeep", "Other: open\nfar", "Hint: closed"]
    assert desk.question == "Q\n▶ Hint\nmiddle\n▶ Other"
    desk.press(Key.Key_H)
    desk.flip()
    assert "▼ Hint" in desk.question
    for _ in range(3):
        desk.press(Key.Key_H)
    assert desk.answer == "A\n▼ Why\nthus"
    assert desk.grades_given == []
    desk.press(Key.Key_3)
    assert desk.grades_given == [GOOD]


def test_a_part_opens_from_the_menu_where_an_answer_is_typed(sit: Sit) -> None:
    desk = sit(typed())
    desk.begin()
    desk.type("h")
    assert desk.text("typed-answer") == "h"
    desk.menu("action-unfold")
    assert desk.notice == "Nothing on this card can be opened."


def test_tab_goes_to_a_folded_part_and_enter_presses_it(sit: Sit, said: list[str]) -> None:
    desk = sit(marked_up(FOLDED))
    desk.begin()
    desk.press(Key.Key_Tab)
    while desk.focus != "question":
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    assert said[-1] == "Hint: open\ninner\n▶ More"
    desk.press(Key.Key_Return)
    assert said[-1] == "Hint: closed"
    assert desk.focus == "question"
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    assert said[-1] == "Other: open\nfar"
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Tab)
    assert desk.focus != "question"
    desk.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    desk.flip()
    assert desk.answer == "A"


def test_tab_passes_a_text_without_links(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    reached = set()
    for _ in range(20):
        desk.press(Key.Key_Tab)
        reached.add(desk.focus)
    assert "question" not in reached


def test_enter_on_words_selected_with_the_mouse_follows_no_link(sit: Sit) -> None:
    desk = sit(marked_up("<a href='https://example.org'>a link</a> and words"))
    desk.begin()
    question = desk.window.study_view.card_view.question
    question.setFocus()
    place = question.document().find("a link")
    question.setTextCursor(place)
    desk.press(Key.Key_Return)
    assert desk.flipped


def test_a_part_far_down_comes_into_view_when_it_opens(sit: Sit) -> None:
    lines = "<br>".join(["line"] * 100)
    desk = sit(marked_up(f"{lines}<details><summary>Hint</summary>here</details>{lines}"), size=(700, 500))
    desk.begin()
    view = desk.window.study_view.card_view
    desk.press(Key.Key_H)
    settle()
    found = view.question.document().find("Hint")
    where = view.question.viewport().mapTo(view.viewport(), view.question.cursorRect(found).center())
    assert view.viewport().rect().contains(where)


def turn(desk: Desk, by: int, modifiers: Qt.KeyboardModifier) -> None:
    """Turn the wheel over the question."""
    target = desk.window.study_view.card_view.question.viewport()
    at = QPointF(target.mapTo(desk.window, QPoint(5, 5)))
    QTest.wheelEvent(desk.window.windowHandle(), at, QPoint(0, by), QPoint(), modifiers)
    settle()


def test_ctrl_and_the_wheel_change_the_text_size_a_step_a_notch(sit: Sit) -> None:
    desk = sit(basic())
    desk.begin()
    for by, size in ((120, 110), (120, 125), (60, 125), (60, 150), (-120, 125), (-60, 125), (-60, 110)):
        turn(desk, by, CTRL)
        assert desk.settings.text_size == size
    desk.press(Key.Key_0, CTRL)
    assert desk.settings.text_size == 100


def test_the_wheel_alone_scrolls(sit: Sit) -> None:
    desk = sit(basic("line\n" * 200, "x"), size=(700, 500))
    desk.begin()
    bar = desk.window.study_view.card_view.verticalScrollBar()
    turn(desk, -120, Qt.KeyboardModifier.NoModifier)
    assert bar.value() > 0
    assert desk.settings.text_size == 100


def test_words_chosen_with_the_mouse_are_copied_by_key_on_question_and_answer(sit: Sit) -> None:
    desk = sit(basic("Capital of France?", "Paris it is"))
    desk.begin()
    desk.flip()
    view = desk.window.study_view.card_view
    for side, word in ((view.question, "France"), (view.answer, "Paris")):
        found = side.document().find(word)
        found.setPosition(found.anchor() + 1)
        at = side.cursorRect(found).center()
        QTest.mouseDClick(side.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settle()
        desk.press(Key.Key_C, CTRL)
        assert QApplication.clipboard().text() == word
    desk.press(Key.Key_3)
    assert desk.grades_given == [GOOD]


# ---------------------------------------------------------------------- what a template names


def names_everything() -> DraftNote:
    shown = "{{Deck}} | {{Subdeck}} | {{Card}} | {{Type}} | {{Tags}}"
    made = basic()
    note_type = replace(
        made.note.note_type,
        uid=derived(NAMESPACE, "names everything"),
        name="Vocabulary",
        templates=(Template("Card 1", f"{shown} | {{{{Question}}}}", "{{FrontSide}}{{Answer}}"),),
    )
    return replace(made, note=replace(made.note, note_type=note_type, tags=("a", "b")))


def test_a_card_shows_its_deck_its_type_and_its_tags(sit: Sit) -> None:
    desk = sit(names_everything())
    desk.begin()
    assert desk.question == "Small deck::Section | Section | Card 1 | Vocabulary | a b | Capital of France?"


def test_sounds_that_a_style_hides_play_by_themselves_and_again_by_a_key(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[str, ...]] = []
    monkeypatch.setattr(CardMedia, "play", lambda _self, names: played.append(tuple(names)))
    desk = sit(marked_up("Q<p hidden>[sound:q.mp3]</p>", "A<p hidden>[sound:a.mp3]</p>"))
    desk.begin()
    assert played == [("q.mp3",)]
    desk.flip()
    desk.press(Key.Key_R)
    assert played[1:] == [("a.mp3",), ("a.mp3",)]
    assert "mp3" not in desk.question + desk.answer


# ---------------------------------------------------------------------- leeches


@pytest.mark.parametrize("doing", ["tag", "suspend"])
def test_a_card_that_is_forgotten_too_often_is_told_of(sit: Sit, clock: HandClock, doing: str) -> None:
    desk = sit(basic("leech"), basic("other"))
    desk.collection.set_option("leech_lapses", 1)
    desk.collection.set_option("leech_action", doing)
    number = next(view.number for view in desk.collection.cards() if view.note.fields["Question"] == "leech")
    desk.collection.grade(number, GOOD)
    clock.move(days=1)
    desk.window.study(None)
    assert desk.question == "leech"
    desk.press(Key.Key_Space)
    desk.press(Key.Key_1)
    assert desk.notice.startswith("Forgotten once: this card is tagged leech")
    assert desk.collection.card(number).suspended is (doing == "suspend")
    assert desk.question == "other"
    desk.click("notice-button")
    assert desk.collection.card(number).note.tags == ()
    assert not desk.collection.card(number).suspended
    assert desk.question == "leech"
