"""Attacks of our own drawn in the window: no request of any kind, in bounded time."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from desktop.gui.card_text import CardText
from desktop.render.card_theme import CardTheme
from tests.render.hostile_cards import ATTACKS, LARGE


class Watched(CardText):
    """Notes what Qt asks for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__("Question", 30, 20)
        self.resize(680, 400)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        self.asked.append(QUrl(name).toString())
        return super().loadResource(kind, name)


@pytest.mark.parametrize("html", ATTACKS)
def test_an_attack_is_drawn_without_asking_for_anything(html: str, qtbot: QtBot) -> None:
    text = Watched()
    qtbot.addWidget(text)
    text.show_html(f"before {html}", "", CardTheme())
    text.grab()
    assert text.asked == []


@pytest.mark.parametrize("html", LARGE, ids=lambda html: html[:24])
def test_a_card_beyond_all_bounds_is_drawn_in_a_moment(html: str, qtbot: QtBot) -> None:
    text = Watched()
    qtbot.addWidget(text)
    start = time.process_time()
    text.show_html(html, "", CardTheme())
    text.grab()
    assert time.process_time() - start < 4
