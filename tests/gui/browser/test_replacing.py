"""The dialogs that change what notes say: find and replace, duplicates, another note type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QListWidget

from tests.gui.browser.conftest import NAME, Browse, Browsing
from tests.gui.browser.test_deeds import choose, found
from tests.gui.conftest import Key, basic, choice, deck


def texts(listed: QListWidget) -> list[str]:
    """What a list shows."""
    return [listed.item(at).text() for at in range(listed.count())]


def in_dialog(browsing: Browsing, action: str, act: Callable[[Any], object]) -> None:
    """Do something in the dialog of an action."""

    def then(dialog: Any) -> None:
        browsing.done()
        act(dialog)
        browsing.done()

    def opens() -> None:
        browsing.desk.menu(f"selection-{action}")
        browsing.done()

    browsing.desk.with_dialog(opens, then)
    browsing.done()


def part(dialog: Any, name: str) -> Any:
    """A widget of a dialog."""
    made = dialog.findChild(object, name)
    assert made is not None, name
    return made


# ---------------------------------------------------------------------- find and replace


@pytest.fixture
def prices(browse: Browse) -> Browsing:
    """Notes with prices, all selected."""
    browsing = browse(deck(basic("The price is price."), basic("No PRICE"), basic(NAME), name="Prices"))
    choose(browsing, "")
    return browsing


def test_what_would_change_is_shown_before_it_is_done(prices: Browsing) -> None:
    def act(dialog: Any) -> None:
        prices.desk.type("price")
        prices.desk.press(Key.Key_Tab)
        prices.desk.type(r"$5 \1 <b>")
        prices.done()
        assert texts(part(dialog, "replace-preview")) == [
            "The price is price.\n→ The $5 \\1 <b> is $5 \\1 <b>.",
            "No PRICE\n→ No $5 \\1 <b>",
        ]
        assert part(dialog, "bulk-count").text() == "3 places in 2 notes."
        part(dialog, "replace-case").click()
        prices.done()
        assert part(dialog, "bulk-count").text() == "2 places in 1 note."
        prices.desk.press(Key.Key_Return)

    in_dialog(prices, "replace", act)
    assert prices.desk.notice == "Replaced in 1 note."
    assert sorted(prices.texts) == [NAME, "No PRICE", r"The $5 \1 <b> is $5 \1 <b>."]
    prices.desk.click("notice-button")
    prices.done()
    assert "The price is price." in prices.texts


def test_a_regular_expression_that_makes_no_sense_is_told(prices: Browsing) -> None:
    def act(dialog: Any) -> None:
        part(dialog, "replace-regex").click()
        part(dialog, "replace-find").setFocus()
        prices.desk.type("(")
        prices.done()
        assert part(dialog, "bulk-count").text().startswith("This is no regular expression")
        assert not part(dialog, "do").isEnabled()
        prices.desk.type("price)")
        part(dialog, "replace-into").setFocus()
        prices.desk.type(r"\1s")
        prices.done()
        assert texts(part(dialog, "replace-preview"))[0] == "The price is price.\n→ The prices is prices."
        part(dialog, "replace-find").setText("nowhere")
        prices.done()
        assert part(dialog, "bulk-count").text() == "It is found nowhere."
        assert not part(dialog, "do").isEnabled()
        prices.desk.press(Key.Key_Escape)

    in_dialog(prices, "replace", act)
    assert "The price is price." in prices.texts


def test_in_one_field_alone(browse: Browse) -> None:
    browsing = browse(deck(basic("one word", "one answer"), name="Words"))
    choose(browsing, "")

    def act(dialog: Any) -> None:
        prices_field = part(dialog, "replace-field")
        prices_field.setCurrentIndex(prices_field.findData("Answer"))
        part(dialog, "replace-find").setText("one")
        browsing.done()
        assert texts(part(dialog, "replace-preview")) == ["one answer\n→ answer"]
        browsing.desk.click(part(dialog, "do"))

    in_dialog(browsing, "replace", act)
    assert browsing.texts == ["one word"]
    assert browsing.page.preview.view.answer.text == "answer"


# ---------------------------------------------------------------------- duplicates


@pytest.fixture
def doubles(browse: Browse) -> Browsing:
    """Notes some of which say the same."""
    return browse(
        deck(
            basic("Same", "one"), basic("same ", ""), basic("other"), basic("Öl"), basic("ol"), name="Doubles"
        )
    )


def test_notes_that_say_the_same_are_merged_where_they_are_ticked(doubles: Browsing) -> None:
    def act(dialog: Any) -> None:
        listed = part(dialog, "duplicates-list")
        assert texts(listed) == ["same  (2)", "ol  (2)"]
        assert part(dialog, "bulk-count").text() == "2 groups; to the recycle bin would go: 2 notes."
        listed.setCurrentRow(1)
        listed.setFocus()
        doubles.desk.press(Key.Key_Space)
        doubles.done()
        assert part(dialog, "bulk-count").text() == "1 group; to the recycle bin would go: 1 note."
        doubles.desk.click(part(dialog, "do"))

    in_dialog(doubles, "duplicates", act)
    assert doubles.desk.notice.startswith("Merged; to the recycle bin: 1 note.")
    assert sorted(doubles.texts) == ["Same", "ol", "other", "Öl"]
    doubles.desk.click("notice-button")
    doubles.done()
    assert doubles.status == "5 cards"


def test_a_group_is_shown_in_the_browser(doubles: Browsing) -> None:
    def act(dialog: Any) -> None:
        part(dialog, "duplicates-list").setCurrentRow(0)
        doubles.desk.click(part(dialog, "duplicates-show"))

    in_dialog(doubles, "duplicates", act)
    assert sorted(doubles.texts) == ["Same", "same"]


def test_where_there_are_none_it_is_said(browse: Browse) -> None:
    browsing = browse()

    def act(dialog: Any) -> None:
        assert part(dialog, "bulk-count").text() == "No two notes say the same."
        assert not part(dialog, "do").isEnabled()
        browsing.desk.press(Key.Key_Escape)

    in_dialog(browsing, "duplicates", act)


# ---------------------------------------------------------------------- another note type


def test_notes_get_another_type_with_their_fields_where_they_belong(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)

    def act(dialog: Any) -> None:
        types = part(dialog, "retype-type")
        names = [types.itemText(at) for at in range(types.count())]
        assert "Question and answer" not in names
        types.setCurrentIndex(next(at for at, name in enumerate(names) if "yped" in name))
        browsing.done()
        assert part(dialog, "retype-field-Question").currentData() == "Question"
        assert part(dialog, "retype-field-Answer").currentData() == "Answer"
        told = part(dialog, "bulk-count").text()
        assert told.startswith("Changed: 2 notes. Cards that stay with their schedules: 2; new ones: 0.")
        browsing.desk.click(part(dialog, "do"))

    in_dialog(browsing, "retype", act)
    assert browsing.desk.notice == "Another type: 2 notes."
    assert sorted(browsing.selected) == ["banana", "cherry"]
    assert browsing.page.preview.card.note.note_type.kind == "typed"  # type: ignore[union-attr]
    browsing.desk.click("notice-button")
    browsing.done()
    assert browsing.page.preview.card.note.note_type.kind == "basic"  # type: ignore[union-attr]


def test_a_field_that_goes_nowhere_is_told(browse: Browse) -> None:
    browsing = browse()
    choose(browsing)

    def act(dialog: Any) -> None:
        part(dialog, "retype-type").setCurrentText("Typed answer")
        box = part(dialog, "retype-field-Answer")
        box.setCurrentIndex(box.findData("Question"))
        browsing.done()
        assert "The text of Answer goes nowhere in 2 notes" in part(dialog, "bulk-count").text()
        browsing.desk.press(Key.Key_Escape)

    in_dialog(browsing, "retype", act)
    assert found(browsing, "yellow") == ["banana"]


def test_notes_of_several_types_are_refused_in_plain_words(browse: Browse) -> None:
    browsing = browse(deck(basic("one"), choice(), name="Mixed"))
    choose(browsing, "")

    def act(dialog: Any) -> None:
        assert part(dialog, "bulk-count").text().startswith("These notes are of several types.")
        assert not part(dialog, "do").isEnabled()
        browsing.desk.press(Key.Key_Escape)

    in_dialog(browsing, "retype", act)


def test_dialogs_that_close_while_they_look_do_no_harm(prices: Browsing) -> None:
    def then(dialog: Any) -> None:
        part(dialog, "replace-find").setText("price")
        assert prices.work.waiting
        prices.desk.press(Key.Key_Escape)

    def opens() -> None:
        prices.desk.menu("selection-replace")
        prices.done()

    prices.desk.with_dialog(opens, then)
    prices.done()
    assert prices.desk.page == "browser"
