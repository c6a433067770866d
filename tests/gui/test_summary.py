from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop.gui.summary import following, sentence
from tests.gui.conftest import Desk, Key, Sit, basic, deck, gapped


def day(**values: object) -> object:
    from desktop.store.summary import DaySummary

    usual = {
        "cards": 0,
        "answers": 0,
        "seconds": 0.0,
        "grades": (0,) * 6,
        "first_right": 0,
        "missed": (),
        "next_day": None,
        "next_cards": 0,
    }
    return DaySummary(**(usual | values))  # type: ignore[arg-type]


def test_sentences() -> None:
    assert sentence(day()) == "Nothing was studied yet today."
    assert sentence(day(cards=24, seconds=360.0, first_right=19)) == (
        "24 cards in 6 minutes, 19 right first time."
    )
    assert sentence(day(cards=1, seconds=3.0, first_right=1)) == "1 card in 1 minute, 1 right first time."


def test_when_more_is_due() -> None:
    assert following(day(), 739_677) == "Nothing is scheduled yet."
    assert following(day(next_day=739_678, next_cards=5), 739_677) == "Next: 5 cards tomorrow."


def finish(desk: Desk, *grades: Qt.Key) -> None:
    desk.begin()
    for grade in grades:
        desk.answer_card(grade)
    while desk.page == "study":
        desk.answer_card()


def test_the_end_of_a_sitting(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"), basic("three"), basic("four"))
    finish(desk, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4)
    assert desk.page == "summary"
    assert desk.focus == "done"
    assert desk.text("summary-sentence") == "4 cards in 1 minute, 3 right first time."
    assert desk.find("grade-strip").accessibleName() == "Again 1, Hard 1, Good 1, Easy 1"
    assert desk.text("next-due") == "Next: 4 cards tomorrow."
    missed = desk.find("missed")
    assert [missed.item(row).text() for row in range(missed.count())] == ["one"]
    desk.press(Key.Key_Return)
    assert desk.page == "home"


def test_at_most_three_cards_are_worth_another_look_the_latest_first(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(5)))
    finish(desk, *[Key.Key_1] * 5)
    missed = desk.find("missed")
    assert [missed.item(row).text() for row in range(missed.count())] == ["card 4", "card 3", "card 2"]
    last = missed.visualItemRect(missed.item(2))
    assert missed.viewport().rect().contains(last)


def test_a_missed_card_opens_by_click_and_by_enter(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    finish(desk, Key.Key_1, Key.Key_3)
    missed = desk.find("missed")
    desk.click(missed.viewport(), missed.visualItemRect(missed.item(0)).center())
    assert desk.page == "study"
    assert desk.question == "one"
    assert desk.text("progress-text").startswith("Practice")
    desk.answer_card()
    assert desk.page == "summary"
    missed.setFocus()
    missed.setCurrentRow(0)
    desk.press(Key.Key_Return)
    assert desk.page == "study"
    assert desk.question == "one"


def test_nothing_missed_shows_no_list(sit: Sit) -> None:
    desk = sit(basic("one"))
    finish(desk, Key.Key_3)
    assert not desk.find("missed").isVisible()
    assert not desk.find("practice").isVisible()
    assert not desk.find("more-new").isVisible()


def test_ten_more_new_cards(sit: Sit) -> None:
    desk = sit(*(basic(f"card {number}") for number in range(15)))
    desk.collection.set_option("new_per_day", 2)
    desk.window.show_home()
    finish(desk, Key.Key_3, Key.Key_3)
    assert desk.text("more-new") == "10 more new cards"
    assert desk.find("more-new").accessibleName() == "10 more new cards"
    desk.click("more-new")
    assert desk.page == "study"
    assert desk.text("progress-text").startswith("2 of 12")


def test_more_is_offered_only_where_there_is_more(sit: Sit) -> None:
    desk = sit(decks=[deck(basic("a"), name="First"), deck(basic("b"), name="Second")])
    desk.window.study(desk.collection.deck_named("First"))
    desk.answer_card()
    assert desk.page == "summary"
    assert not desk.find("more-new").isVisible()


def test_siblings_held_back_until_tomorrow_are_not_on_offer(sit: Sit) -> None:
    desk = sit(gapped("{{c1::one}} {{c2::two}} {{c3::three}}"))
    finish(desk, Key.Key_3)
    assert desk.collection.tree()[0].new == 2
    assert not desk.find("more-new").isVisible()
    desk.clock.move(days=1)
    desk.collection.set_option("new_per_day", 0)
    desk.collection.suspend([desk.collection.cards()[0].number])  # due now, it would hold them back again
    desk.window.summary.show_day(None)
    assert desk.text("more-new") == "1 more new card"
    desk.click("more-new")
    assert desk.page == "study"


def test_the_strip_is_drawn_in_the_colours_of_the_grades(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    finish(desk, Key.Key_1, Key.Key_3)
    strip = desk.find("grade-strip")
    image = strip.grab().toImage()
    seen = {QColor(image.pixel(x, 4)).name() for x in range(image.width())}
    theme = desk.look.theme
    assert {QColor(theme.again).name(), QColor(theme.good).name()} <= seen
    assert QColor(theme.easy).name() not in seen


@pytest.mark.parametrize("left", [False, True])
def test_the_title_says_whether_anything_is_left(sit: Sit, left: bool) -> None:
    desk = sit(basic("one"), basic("two"))
    desk.begin()
    desk.answer_card(Key.Key_1)
    if left:
        desk.press(Key.Key_S)
        desk.menu("action-skip")
    else:
        desk.answer_card()
        desk.answer_card()
    assert desk.page == "summary"
    titles = [each.text() for each in desk.window.summary.findChildren(type(desk.find("next-due")))]
    assert ("That is it for now." if left else "Done for today.") in titles


def test_undo_on_the_summary_by_its_button(sit: Sit) -> None:
    desk = sit(basic("one"), basic("two"))
    finish(desk, Key.Key_3, Key.Key_4)
    assert desk.find("summary-undo").accessibleName() == "Undo Easy"
    desk.click("summary-undo")
    assert desk.page == "study"
    assert desk.question == "two"
    desk.press(Key.Key_Escape)
    assert desk.text("headline") == "1 card left today, about 1 minute."


def test_a_summary_with_nothing_to_undo_offers_none(sit: Sit) -> None:
    desk = sit()
    desk.press(Key.Key_Return)
    assert desk.page == "summary"
    assert not desk.find("summary-undo").isVisible()
