from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.gui.browser.language import EXAMPLES, Language
from desktop.study.query import All, parse
from tests.gui.browser.conftest import Browse
from tests.gui.conftest import Key, settle


@pytest.mark.parametrize("example", [example for example, _ in EXAMPLES])
def test_every_example_makes_sense(browse: Browse, example: str) -> None:
    parsed = parse(example)
    assert parsed.problem == ""
    assert parsed.query != All()


def test_help_lists_the_language_and_an_example_goes_into_the_field(browse: Browse) -> None:
    browsing = browse()
    browsing.desk.click("search-help")
    sheet = browsing.page.search_bar.findChild(Language)
    assert sheet.isVisible()
    buttons = sheet.findChildren(QPushButton)
    assert [each.text() for each in buttons] == [example for example, _ in EXAMPLES]
    QTest.mouseClick(buttons[3], Qt.MouseButton.LeftButton)
    browsing.done()
    assert not sheet.isVisible()
    assert browsing.page.search_bar.text == "buyer or seller"
    assert browsing.desk.focus == "search"


def test_esc_closes_the_help_and_not_the_page(browse: Browse) -> None:
    browsing = browse()
    browsing.desk.click("search-help")
    sheet = browsing.page.search_bar.findChild(Language)
    QTest.keyClick(sheet, Key.Key_Escape)
    settle()
    assert not sheet.isVisible()
    assert browsing.desk.page == "browser"


def test_down_and_enter_lead_to_the_rows(browse: Browse) -> None:
    browsing = browse()
    browsing.press(Key.Key_Down)
    assert browsing.desk.focus == "browser-table"
    browsing.to_table()


def test_a_composition_is_no_search_until_it_is_committed(browse: Browse) -> None:
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    browsing = browse()
    field = browsing.page.search_bar.field
    QApplication.sendEvent(field, QInputMethodEvent("か", []))
    browsing.done()
    assert len(browsing.texts) == 5
    event = QInputMethodEvent()
    event.setCommitString("banana")
    QApplication.sendEvent(field, event)
    browsing.done()
    assert browsing.texts == ["banana"]
