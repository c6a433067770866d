from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop import APP_ID, assets
from desktop.gui.icons import Icons, drawing, pixmap

RED = QColor("#B3362F")
NAMES = sorted(file.stem for file in assets.folder("resources").joinpath("icons").glob("*.svg"))


def test_there_are_icons() -> None:
    assert {"flag", "settings", "undo-2", "x", APP_ID} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn(qapp: QApplication, name: str) -> None:
    assert QSvgRenderer(drawing(name, RED)).isValid()
    image = pixmap(name, RED, 20, 2.0).toImage()
    assert image.size().toTuple() == (40, 40)
    painted = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert painted


@pytest.mark.parametrize("name", [each for each in NAMES if each != APP_ID])
def test_icons_take_the_colour_of_the_theme(qapp: QApplication, name: str) -> None:
    image = pixmap(name, RED, 40).toImage()
    painted = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert painted == {RED.name()}


def test_icons_are_made_for_the_finest_screen(qapp: QApplication) -> None:
    color = [QColor("#59616E")]
    icons = Icons(lambda: color[0], lambda: 2.0)
    assert icons.icon("flag").availableSizes()[0].width() >= 40
    assert not icons.icon("flag", RED).isNull()
    first = icons.icon("flag").pixmap(40).toImage()
    color[0] = RED
    assert icons.icon("flag").pixmap(40).toImage() != first


def test_icons_of_resting_buttons_are_faint(qapp: QApplication) -> None:
    made = Icons(lambda: RED, lambda: 1.0).icon("flag")
    shown, rests = (made.pixmap(40, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    strongest = [
        max(image.pixelColor(x, y).alpha() for x in range(40) for y in range(40)) for image in (shown, rests)
    ]
    assert strongest[0] == 255
    assert 60 < strongest[1] < 140
