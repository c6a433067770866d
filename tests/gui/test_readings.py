"""Readings above their words, drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.gui import readings
from desktop.gui.card_text import CardText
from desktop.render.card_theme import CardTheme
from desktop.render.drawing import Reading

WORD = Reading("xx", "nnn", 0.5, "#c00000")
RUBY = "<ruby>word<rt>read</rt></ruby>"


def font(size: int) -> QFont:
    made = QFont("DejaVu Sans")
    made.setPixelSize(size)
    return made


def rows(picture: QImage, red: bool) -> list[int]:
    """Return the rows with ink: the red one, or the black one."""
    return [
        row
        for row in range(picture.height())
        for color in [[picture.pixelColor(column, row) for column in range(picture.width())]]
        if any(each.green() < 100 and (each.red() > 150) == red for each in color)
    ]


@pytest.mark.parametrize("size", [16, 20, 40])
def test_the_reading_stands_above_the_word_and_both_in_their_room(size: int, qapp: object) -> None:
    room = readings.size_of(WORD, font(size))
    picture = QImage(room.toSize(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    readings.draw(painter, QRectF(0, 0, room.width(), room.height()), WORD, font(size), QColor("#000000"))
    painter.end()
    above, below = rows(picture, True), rows(picture, False)
    assert 0 < above[0] <= above[-1] < below[0]
    assert below[-1] == picture.height() - 1


def test_a_reading_is_never_too_small_to_read(qapp: object) -> None:
    small = Reading("x", "n" * 10, 0.4, "")
    least = readings.size_of(Reading("x", "n" * 10, 1.0, ""), font(readings.SMALLEST))
    assert readings.size_of(small, font(12)).width() == least.width()


def shown(qtbot: QtBot, html: str, width: int = 400) -> CardText:
    text = CardText("Question", 30, 20)
    qtbot.addWidget(text)
    text.resize(width, 100)
    text.show()
    text.show_html(html, "", CardTheme())
    return text


def test_a_word_with_its_reading_is_copied_as_one(qtbot: QtBot) -> None:
    text = shown(qtbot, f"A {RUBY} b")
    text.selectAll()
    assert text.createMimeDataFromSelection().text() == "A word[read] b"
    assert text.accessibleDescription() == "A word(read) b"


def test_lines_break_between_words_with_readings(qtbot: QtBot) -> None:
    one, many = shown(qtbot, RUBY), shown(qtbot, RUBY * 12)
    assert many.document().size().width() <= 400
    assert many.height() > 2 * one.height()


def test_the_line_below_does_not_run_into_the_word(qtbot: QtBot) -> None:
    text = shown(qtbot, RUBY.replace("word", "gjpq"))
    picture = QImage(text.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)  # the theme of an application may leave the ground out
    text.render(picture)
    inked = rows(picture, False)
    assert inked[-1] < picture.height() - 1, "the descenders are whole"


def test_a_reading_is_seen_in_a_link(qtbot: QtBot) -> None:
    text = shown(qtbot, f"<a href='https://x.example/'>{RUBY}</a>")
    assert text.compiled.readings[0].base == "word"
