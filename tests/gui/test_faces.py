from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.gui.faces import GradeButton, OptionButton
from tests.gui.conftest import settle

LONG = "Finding out what the buyer needs before anything is offered at all, again and again. " * 3


def texts(button: GradeButton | OptionButton) -> list[str]:
    return [each.text() for each in button.findChildren(QLabel)]


def test_a_grade_says_its_key_name_and_interval(qapp: QApplication) -> None:
    button = GradeButton(4, "Good", "good", "3")
    button.show_interval("6 days", "Comes back in 6 days")
    assert button.objectName() == "grade-3"
    assert button.accessibleName() == "Good, 6 days"
    assert button.toolTip() == "Comes back in 6 days (3)"
    assert texts(button) == ["Good", "3  ·  6 days"]


def test_a_click_on_its_words_presses_the_button(qapp: QApplication) -> None:
    button = GradeButton(4, "Good", "good", "3")
    button.resize(200, 60)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    name = button.findChildren(QLabel)[0]
    button.show()
    settle()
    target = button.childAt(name.geometry().center()) or button
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    button.close()
    assert pressed == [1]


def test_an_option_says_its_key_and_text_as_it_is(qapp: QApplication) -> None:
    button = OptionButton(2, "<i>R&D</i> & sales")
    assert button.objectName() == "option-2"
    assert button.accessibleName() == "2: <i>R&D</i> & sales"
    assert "<i>R&D</i> & sales" in texts(button)
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in button.findChildren(QLabel))


def test_a_side_has_a_shape_besides_its_colour(qapp: QApplication) -> None:
    assert "▲" in texts(OptionButton(1, "Sales", "▲", "#A8480F"))


def test_an_outcome_is_told_in_words(qapp: QApplication) -> None:
    button = OptionButton(1, "Sales")
    button.show_outcome("wrong", "✗ your choice", "again")
    assert "✗ your choice" in texts(button)
    assert button.accessibleName() == "1: Sales, ✗ your choice"
    assert not button.isEnabled()
    assert button.property("outcome") == "wrong"


def test_an_option_without_a_part_in_the_outcome_keeps_its_name(qapp: QApplication) -> None:
    button = OptionButton(1, "Sales")
    button.show_outcome("other", "")
    assert button.accessibleName() == "1: Sales"


def test_a_long_option_grows_as_it_gets_narrower(qapp: QApplication) -> None:
    button = OptionButton(1, LONG)
    heights = [button.heightForWidth(width) for width in (900, 500, 250)]
    assert heights == sorted(set(heights))
    button.resize(250, 10)
    button.show()
    settle()
    assert button.height() >= heights[-1]
    button.close()


def test_an_outcome_that_makes_the_text_wrap_makes_room_for_it(qapp: QApplication) -> None:
    button = OptionButton(1, "Business reporters of a newspaper")
    button.resize(button.sizeHint())
    button.show()
    settle()
    before = button.height()
    button.show_outcome("wrong", "✗ your choice", "again")
    settle()
    assert button.height() > before
    text = next(each for each in button.findChildren(QLabel) if each.text().startswith("Business"))
    assert text.height() >= text.heightForWidth(text.width())
    button.close()
