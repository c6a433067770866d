from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.gui.printing.side import CARD, LIST, STEPS, PrintedSide, SideText

ROOM = QSizeF(330, 230)
LONG = " ".join(f"word{number}" for number in range(80))
LONGER = " ".join(f"word{number}" for number in range(1500))


def side(html: str) -> SideText:
    return SideText(html, "", 1, {}, {})


def drawn(made: PrintedSide, place: int) -> QImage:
    """Return what a place shows, with a margin that must stay empty."""
    image = QImage(370, 270, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    made.draw(painter, QPointF(20, 20), place)
    painter.end()
    return image


def dark(image: QImage, inside: bool) -> int:
    """Count the dots that are not white, in the room or in the margin."""
    count = 0
    for y in range(image.height()):
        for x in range(image.width()):
            in_room = 20 <= x < 350 and 20 <= y < 250
            count += in_room == inside and image.pixel(x, y) != 0xFFFFFFFF
    return count


@pytest.mark.parametrize(("text", "places"), [("short", 1), (LONG, 1), (LONGER, 7)])
def test_a_text_is_made_smaller_or_goes_on_and_is_never_cut(qtbot: QtBot, text: str, places: int) -> None:
    made = PrintedSide(side(text), ROOM, lambda name, room: None)
    assert (made.places > 1) == (places > 1)
    for place in range(made.places):
        image = drawn(made, place)
        assert dark(image, inside=True) > 50
        assert dark(image, inside=False) == 0
    assert dark(drawn(made, made.places), inside=True) == 0
    assert made.height <= ROOM.height()


def test_a_long_text_is_smaller_than_a_short_one_and_not_in_a_list(qtbot: QtBot) -> None:
    def scale(text: str, sizes: tuple[int, int]) -> float:
        return PrintedSide(side(text), ROOM, lambda name, room: None, sizes)._scale

    assert scale("short", CARD) == 1.0
    assert STEPS[-1] <= scale(LONG, CARD) < 1.0
    assert scale(LONGER, LIST) == 1.0
