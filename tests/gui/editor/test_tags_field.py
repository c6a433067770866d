"""The tags of a note."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.gui.editor.tags_field import TagsField
from desktop.gui.look import Look
from tests.gui.conftest import CTRL, Key, settle

KNOWN = ["marketing", "Märkte", "sales", "sales::closing", "sales::opening", "why"]


@pytest.fixture
def field(look: Look) -> Iterator[TagsField]:
    made = TagsField(look, lambda: KNOWN)
    made.resize(400, 60)
    made.show()
    made.activateWindow()
    made.setFocus()
    settle()
    yield made
    made.close()
    made.deleteLater()


def offered(field: TagsField) -> list[str]:
    return field._model.stringList()


@pytest.mark.parametrize("typed", ["a b ", "a,b,", "a;b;", "a  ,  b  ", "a b", "a a b "])
def test_spaces_commas_and_semicolons_end_a_tag(field: TagsField, typed: str) -> None:
    QTest.keyClicks(field.line, typed)
    assert field.tags == ("a", "b")


def test_enter_ends_a_tag_and_so_does_going_on(field: TagsField) -> None:
    QTest.keyClicks(field.line, "one")
    QTest.keyClick(field.line, Key.Key_Return)
    QTest.keyClicks(field.line, "two")
    field.line.clearFocus()
    assert field.findChild(QWidget, "tag-two") is not None
    assert field.tags == ("one", "two")
    assert field.line.text() == ""


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("sa", ["sales", "sales::closing", "sales::opening"]),
        ("sales::o", ["sales::opening"]),
        ("clo", ["sales::closing"]),
        ("MAR", ["marketing", "Märkte"]),
        ("zz", []),
    ],
)
def test_tags_there_are_offered_by_their_beginnings_and_those_of_their_parts(
    field: TagsField, typed: str, tags: list[str]
) -> None:
    QTest.keyClicks(field.line, typed)
    assert offered(field) == tags


def test_one_that_is_offered_is_taken_by_the_keys(field: TagsField) -> None:
    QTest.keyClicks(field.line, "clo")
    settle()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    settle()
    assert field.tags == ("sales::closing",)
    assert field.line.text() == ""


def test_tags_are_taken_off_by_the_mouse_and_by_backspace(field: TagsField) -> None:
    field.show_tags(["a", "b", "c"])
    edited: list[int] = []
    field.edited.connect(lambda: edited.append(1))
    settle()
    chip = field.findChild(QWidget, "tag-b")
    chip.click()  # type: ignore[attr-defined]
    assert field.tags == ("a", "c")
    QTest.keyClick(field.line, Key.Key_Backspace)
    assert field.tags == ("a",)
    assert len(edited) == 2


def test_pasted_tags_are_taken_apart(field: TagsField) -> None:
    QGuiApplication.clipboard().setText("one two, three;four")
    QTest.keyClick(field.line, Key.Key_V, CTRL)
    assert field.tags == ("one", "two", "three", "four")


def test_very_long_and_odd_tags_stay_what_they_are(field: TagsField) -> None:
    tags = ["t" * 500, "<b>Sales</b> & 'Co'", "two words", "漢字::😀"]
    field.show_tags(tags)
    settle()
    assert field.tags == tuple(tags)
    assert all(chip.width() <= field.width() for chip in field.findChildren(QWidget))
    assert field.findChild(QWidget, "tag-<b>Sales</b> & 'Co'").text() == "<b>Sales</b> && 'Co'  ✕"  # type: ignore[attr-defined]


def test_a_tag_of_500_letters_is_cut_and_told_whole(field: TagsField) -> None:
    long = "<b>" + "x" * 497
    field.show_tags([long, "short"])
    settle()
    chips = {chip.text().split("  ")[0]: chip for chip in field.findChildren(QPushButton)}
    cut = next(chip for text, chip in chips.items() if text.startswith("<b>"))
    assert cut.width() < field.width()
    assert "&lt;b&gt;" in cut.toolTip()
    assert cut.toolTip().replace("\u200b", "").count("x") == 497
    assert chips["short"].toolTip() == ""
    assert field.tags == (long, "short")
