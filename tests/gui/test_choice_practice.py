"""Practice with choices, and typed answers compared strictly: by keys, on the real window."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.study.grades import AGAIN, GOOD, PRACTICE
from desktop.study.note import DraftNote, Note, NoteType, Template
from tests.gui.conftest import CTRL, MIXED, Desk, Key, Sit, basic, choice, deck, gapped, settle, typed

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CAPITALS = {"France": "Paris", "Italy": "Rome", "Spain": "Madrid", "Austria": "Vienna", "Poland": "Warsaw"}
COUNTRIES = [basic(f"Capital of {country}?", capital) for country, capital in CAPITALS.items()]


def studied(sit: Sit, *notes: Any) -> Desk:
    """Sit down at cards that were all learned yesterday."""
    desk = sit(*notes)
    for card in desk.collection.cards():
        desk.collection.grade(card.number, GOOD)
    desk.clock.move(days=1)
    desk.window.check_day()
    return desk


def practice(desk: Desk) -> None:
    desk.press(Key.Key_Return, CTRL_SHIFT)


def texts(desk: Desk) -> list[str]:
    return [each.text_shown for each in desk.window.study_view.card_view.options]


def answer_of(desk: Desk) -> str:
    return CAPITALS[desk.question.removeprefix("Capital of ").removesuffix("?")]


def choose(desk: Desk, right: bool) -> None:
    """Choose the right option by its key, or the one after it, and give the grade pointed at."""
    at = texts(desk).index(answer_of(desk))
    desk.press(Qt.Key(Key.Key_1 + (at if right else (at + 1) % len(texts(desk)))))
    assert desk.focus == ("grade-3" if right else "grade-1")
    desk.press(Key.Key_Return)


def scroll_to(desk: Desk, name: str) -> QWidget:
    """Scroll to a widget, as Tab does."""
    widget = desk.find(name)
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    settle()
    return widget


def schedules(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.dump_rows("SELECT * FROM schedule ORDER BY card") + desk.dump_rows(
        "SELECT * FROM tally ORDER BY deck, state, known, ready"
    )


def test_a_whole_round_by_keys_moves_no_schedule(sit: Sit) -> None:
    desk = studied(sit, *COUNTRIES)
    before, left = schedules(desk), desk.text("headline")
    practice(desk)

    assert desk.page == "study"
    assert desk.text("progress-text").startswith("Practice · 0 of 5")
    assert not desk.shows("show-answer")
    assert len(texts(desk)) == 4
    assert set(texts(desk)) <= set(CAPITALS.values())
    missed = desk.question
    choose(desk, right=False)
    for _ in range(4):
        assert desk.question != missed
        choose(desk, right=True)
    assert desk.question == missed
    choose(desk, right=True)

    assert desk.page == "summary"
    assert desk.text("summary-sentence") == "Practiced: 5 cards. No date has moved."
    assert not desk.shows("next-due")
    assert schedules(desk) == before
    assert desk.dump_rows("SELECT DISTINCT mode FROM review WHERE day = (SELECT MAX(day) FROM review)") == [
        (PRACTICE,)
    ]
    assert desk.grades_given[5:] == [AGAIN, *[GOOD] * 5]
    desk.press(Key.Key_Escape)
    assert desk.text("headline") == left


def test_right_and_wrong_are_told_in_words(sit: Sit) -> None:
    desk = studied(sit, *COUNTRIES)
    practice(desk)
    at = texts(desk).index(answer_of(desk)) + 1
    wrong = at % 4 + 1
    desk.press(Qt.Key(Key.Key_0 + wrong))
    assert "✗ your choice" in desk.find(f"option-{wrong}").accessibleName()
    assert "✓ the right one" in desk.find(f"option-{at}").accessibleName()
    assert desk.find("grade-1").accessibleName() == "Again, practice"
    assert {number for number in range(1, 5) if desk.find(f"grade-{number}").isEnabled()} == {1}
    assert desk.dump_rows("SELECT response FROM review WHERE response <> ''") == []
    chosen = texts(desk)[wrong - 1]
    desk.press(Key.Key_1)
    assert desk.dump_rows("SELECT response FROM review WHERE response <> ''") == [(chosen,)]


def test_undo_takes_a_practice_answer_back(sit: Sit) -> None:
    desk = studied(sit, *COUNTRIES)
    before = schedules(desk)
    practice(desk)
    question, shown = desk.question, texts(desk)
    choose(desk, right=True)
    assert desk.question != question
    desk.press(Key.Key_Z, CTRL)
    assert desk.notice == "Undone: Good"
    assert (desk.question, texts(desk)) == (question, shown)
    assert desk.text("progress-text").startswith("Practice · 0 of 5")
    for _ in range(5):
        choose(desk, right=True)
    assert desk.page == "summary"
    desk.press(Key.Key_Z, CTRL)
    assert desk.page == "study"
    assert len(texts(desk)) == 4
    assert schedules(desk) == before
    assert len(desk.grades_given) == 5 + 4


def test_a_missed_card_has_new_options_when_it_comes_again(sit: Sit) -> None:
    many = [basic(f"Letter {letter}?", f"{letter} is for {letter}") for letter in "abcdefghijklmnop"]
    desk = studied(sit, *many)
    practice(desk)
    question, shown = desk.question, texts(desk)
    desk.press(Qt.Key(Key.Key_1 + (texts(desk).index(f"{question[7]} is for {question[7]}") + 1) % 4))
    desk.press(Key.Key_1)
    while desk.question != question:
        at = texts(desk).index(f"{desk.question[7]} is for {desk.question[7]}")
        desk.press(Qt.Key(Key.Key_1 + at))
        desk.press(Key.Key_3)
    assert texts(desk) != shown


def test_another_round(sit: Sit) -> None:
    desk = studied(sit, *COUNTRIES)
    practice(desk)
    for _ in range(5):
        choose(desk, right=True)
    desk.click("another-round")
    assert desk.page == "study"
    assert desk.text("progress-text").startswith("Practice · 0 of 5")
    assert len(texts(desk)) == 4


def test_the_summary_of_studying_speaks_of_no_round(sit: Sit) -> None:
    desk = studied(sit, *COUNTRIES[:3])
    practice(desk)
    for _ in range(3):
        choose(desk, right=True)
    assert desk.shows("another-round")
    desk.press(Key.Key_Escape)
    desk.begin()
    for _ in range(3):
        desk.answer_card()
    assert desk.text("summary-sentence") == "3 cards in 1 minute, 3 right first time."
    assert not desk.shows("another-round")
    practice(desk)
    for _ in range(3):
        choose(desk, right=True)
    assert desk.text("summary-sentence") == (
        "Practiced: 3 cards. No date has moved. Studied today: 3 cards in 1 minute, 3 right first time."
    )


def test_every_kind_is_practiced_with_options(sit: Sit) -> None:
    desk = studied(
        sit,
        *COUNTRIES[:1],
        typed("Capital of Italy?", "Rome; Roma", ()),
        gapped("Spain is ruled from {{c1::Madrid}}."),
        choice(),
    )
    practice(desk)
    seen = {}
    for _ in range(4):
        assert not desk.find("typed-answer").isVisible()
        seen[desk.question] = sorted(texts(desk))
        answer = next(each for each in ("Marketing", "Paris", "Rome", "Madrid") if is_right(desk, each))
        desk.press(Qt.Key(Key.Key_1 + texts(desk).index(answer)))
        assert desk.find("grade-3").isEnabled()
        desk.press(Key.Key_3)
    cities = ["Madrid", "Paris", "Rome"]
    gap = next(question for question in seen if question.startswith("Spain is ruled from ["))
    assert seen == {
        "Capital of France?": cities,
        "Capital of Italy?": cities,
        gap: cities,
        "Who prints one offer to 5,000 addresses?": ["Marketing", "Sales"],
    }
    assert desk.page == "summary"


def is_right(desk: Desk, answer: str) -> bool:
    owner = {"Marketing": "prints", "Paris": "France", "Rome": "Italy", "Madrid": "Spain"}
    return owner[answer] in desk.question


def test_markup_in_answers_is_text_on_the_options(sit: Sit) -> None:
    markup = [basic(f"Tag {number}?", f"<b>{number}</b> & <i>") for number in range(4)]
    desk = studied(sit, *markup)
    practice(desk)
    number = desk.question[4]
    assert f"<b>{number}</b> & <i>" in texts(desk)
    desk.press(Qt.Key(Key.Key_1 + texts(desk).index(f"<b>{number}</b> & <i>")))
    assert desk.find("grade-3").isEnabled()


def test_with_too_few_other_answers_a_card_is_asked_the_usual_way(sit: Sit) -> None:
    desk = studied(sit, *COUNTRIES[:2], typed())
    desk.collection.suspend([card.number for card in desk.collection.cards()[2:]])
    practice(desk)
    assert len(texts(desk)) == 3
    desk.leave()
    desk = studied(lambda *notes: sit(*notes, folder="other"), basic(), typed())
    practice(desk)
    assert texts(desk) == []
    for _ in range(2):
        if desk.find("typed-answer").isVisible():
            desk.type("conversation")
            desk.press(Key.Key_Return)
        else:
            desk.flip()
        desk.press(Key.Key_3)
    assert desk.page == "summary"


def test_nothing_to_practice_is_said(sit: Sit) -> None:
    desk = sit(*MIXED)
    practice(desk)
    assert desk.page == "home"
    assert desk.notice == "There is nothing to practice yet: study some cards first."


def test_the_deck_at_hand_is_practiced(sit: Sit) -> None:
    desk = sit(decks=[deck(*COUNTRIES, name="First"), deck(basic("Bridge?", "Card game"), name="Second")])
    for card in desk.collection.cards():
        desk.collection.grade(card.number, GOOD)
    desk.clock.move(days=1)
    desk.window.show_home()
    second = desk.window.home.tree.topLevelItem(1)
    desk.window.home.tree.setCurrentItem(second)
    practice(desk)
    assert desk.text("progress-text").startswith("Practice · 0 of 1")
    assert desk.question == "Bridge?"
    desk.press(Key.Key_Escape)
    desk.menu("menu-choices")
    assert desk.question == "Bridge?"
    desk.flip()
    desk.press(Key.Key_3)
    assert desk.page == "summary"
    desk.press(Key.Key_Return, CTRL_SHIFT)
    assert desk.question == "Bridge?"


def test_studying_after_practice_is_studying(sit: Sit) -> None:
    desk = studied(sit, *COUNTRIES)
    practice(desk)
    desk.press(Key.Key_Escape)
    desk.begin()
    assert texts(desk) == []
    desk.flip()
    desk.press(Key.Key_3)
    assert desk.dump_rows("SELECT mode FROM review ORDER BY id DESC LIMIT 1") == [("study",)]


def test_the_menu_says_what_practice_is(sit: Sit) -> None:
    desk = sit(basic())
    menu = desk.window.menuBar().actions()[2].menu()
    entry = next(each for each in menu.actions() if each.objectName() == "menu-choices")
    assert menu.toolTipsVisible()
    assert "No date moves" in entry.toolTip()


@pytest.mark.parametrize(("size", "percent"), [((360, 640), 100), ((360, 640), 300), ((1024, 600), 200)])
def test_a_round_can_be_answered_in_a_small_window(sit: Sit, size: tuple[int, int], percent: int) -> None:
    desk = studied(sit, *COUNTRIES[:3])
    desk.window.resize(*size)
    desk.settings.text_size = percent
    practice(desk)
    for _ in range(3):
        for number in range(1, 4):
            assert not scroll_to(desk, f"option-{number}").visibleRegion().isEmpty()
        choose(desk, right=True)
    for name in ("done", "another-round", "summary-undo"):
        assert scroll_to(desk, name).visibleRegion().boundingRect().width() > 10
    assert desk.window.size().toTuple() == size


# ---------------------------------------------------------------------- typed


def test_differences_are_marked_in_accents_and_in_long_texts(sit: Sit) -> None:
    long = "The buyer asks, the seller listens; " * 8 + "then both décident."
    desk = sit(typed("accents?", "crème brûlée", ()), typed("long?", long, ()))
    shown = desk.window.study_view.card_view.difference
    desk.begin()
    desk.type("creme brule")
    desk.press(Key.Key_Return)
    assert shown.text == "crème brûlée"
    assert marks(shown) == [("line-through", ""), ("underline", "e")]
    desk.press(Key.Key_2)
    desk.type(long.replace("asks", "akss", 1).replace("é", "e"))
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "≈ Close: look at the difference"
    assert sorted("".join(text) for _, text in marks(shown)) == ["s", "s"]
    assert shown.height() > shown.fontMetrics().height() * 2


def marks(shown: Any) -> list[tuple[str, str]]:
    """Return the letters that are struck out and those that are underlined, as Qt draws them."""
    found = {"line-through": "", "underline": ""}
    cursor = QTextCursor(shown.document())
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        form, letter = cursor.charFormat(), cursor.selectedText()
        found["line-through"] += letter if form.fontStrikeOut() else ""
        found["underline"] += letter if form.fontUnderline() else ""
        cursor.clearSelection()
    return list(found.items())


def test_a_template_that_asks_to_type_is_compared(sit: Sit) -> None:
    template = Template("Card", "{{Front}} {{type:Back}}", "{{FrontSide}}<hr id=answer>{{type:Back}}")
    note_type = NoteType(UUID(int=9), "Type it", "basic", ("Front", "Back"), (template,))
    fields = {"Front": "dog?", "Back": "der <b>Hund</b>; der Köter"}
    desk = sit(DraftNote(Note(UUID(int=10), note_type, fields), ("Section",)), basic())
    desk.begin()
    assert desk.focus == "typed-answer"
    desk.type("koter")
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "✓ Right"
    desk.press(Key.Key_Z, CTRL)
    desk.press(Key.Key_3)
    assert not desk.find("typed-answer").isVisible()
    desk.press(Key.Key_Z, CTRL)
    desk.type("die Hund")
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "≈ Close: look at the difference"
    assert desk.focus == "grade-2"


# ---------------------------------------------------------------------- strictly


@pytest.mark.parametrize("again", [False, True])
def test_strict_comparison_of_a_note_type_and_back(sit: Sit, again: bool) -> None:
    desk = sit(typed("first?", "Café", ()), typed("second?", "Café", ()))
    desk.begin()
    desk.type("cafe")
    action = desk.window.study_view.actions_of_card.actions["strict"]
    assert not action.isChecked()
    desk.menu("action-strict")
    assert desk.find("typed-answer").text() == "cafe"
    assert action.isChecked()
    assert desk.notice.startswith("Case, accents and punctuation of typed answers count now")
    if again:
        desk.menu("action-strict")
        assert not action.isChecked()
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == ("✓ Right" if again else "≈ Close: look at the difference")
    assert desk.focus == ("grade-3" if again else "grade-2")
    desk.press(Key.Key_3)
    assert desk.question == "second?"
    assert action.isChecked() != again


def test_strictness_changes_the_verdict_that_shows_and_undo_does_too(sit: Sit) -> None:
    desk = sit(typed("first?", "Café", ()))
    desk.begin()
    desk.type("cafe")
    desk.press(Key.Key_Return)
    assert desk.text("verdict") == "✓ Right"
    desk.menu("action-strict")
    assert desk.text("verdict") == "≈ Close: look at the difference"
    desk.press(Key.Key_Z, CTRL)
    assert desk.notice == "Undone: Strict Comparison"
    assert desk.text("verdict") == "✓ Right"


def test_strictness_is_offered_on_typed_cards_alone(sit: Sit) -> None:
    desk = sit(basic(), typed())
    desk.begin()
    action = desk.window.study_view.actions_of_card.actions["strict"]
    assert not action.isEnabled()
    desk.answer_card()
    assert action.isEnabled()
