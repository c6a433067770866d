from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.page import centred, scrolled
from tests.gui.conftest import settle


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 300)
    return made


def column_of(height: int) -> QVBoxLayout:
    column = QVBoxLayout()
    text = QLabel("text")
    text.setFixedHeight(height)
    column.addWidget(text)
    return column


def shown(page: QWidget) -> QScrollArea:
    page.show()
    settle()
    (area,) = page.findChildren(QScrollArea)
    return area


def test_a_column_is_in_the_middle_and_no_wider_than_it_may_be(page: QWidget) -> None:
    body = centred(column_of(40), page)
    body.setMaximumWidth(500)
    shown(page)
    left = body.mapTo(page, body.rect().topLeft()).x()
    assert body.width() == 500
    assert abs(left - (page.width() - left - body.width())) <= 1
    page.resize(400, 300)
    settle()
    assert 380 < body.width() <= 400
    page.hide()


def test_a_long_page_scrolls_and_a_short_one_does_not(page: QWidget) -> None:
    centred(column_of(900), page)
    area = shown(page)
    assert area.size() == page.size()
    assert area.verticalScrollBar().maximum() > 0
    page.resize(800, 1000)
    settle()
    assert area.verticalScrollBar().maximum() == 0
    page.hide()


def test_the_area_that_scrolls_takes_no_keyboard(page: QWidget) -> None:
    assert scrolled(QWidget(), page).focusPolicy() == Qt.FocusPolicy.NoFocus
