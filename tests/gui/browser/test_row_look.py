"""What a row of the table looks like, in the colours of its pixels."""

from __future__ import annotations

from PySide6.QtGui import QColor

from desktop.gui.browser.row_look import flag_color, tint
from tests.gui.browser.conftest import Browse, Browsing
from tests.gui.conftest import Key


def colors(browsing: Browsing, row: int, column: int = 0) -> set[str]:
    """Return the colours in a cell."""
    table = browsing.page.table
    area = table.visualRect(table.results.index(row, column))
    image = table.viewport().grab(area).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def named(browsing: Browsing, name: str) -> str:
    color: QColor = browsing.desk.look.theme.color(name)
    return color.name()


def test_the_chosen_row_is_tinted_and_has_an_edge_where_the_keys_are(browse: Browse) -> None:
    browsing = browse()
    browsing.to_table()
    browsing.press(Key.Key_Down)
    assert {tint(browsing.desk.look.theme).name(), named(browsing, "accent")} <= colors(browsing, 1)
    others = colors(browsing, 2)
    assert tint(browsing.desk.look.theme).name() not in others
    assert named(browsing, "accent") not in others
    browsing.desk.click("search")
    assert named(browsing, "accent") not in colors(browsing, 1), "the keys are elsewhere"


def test_what_is_suspended_stands_back(browse: Browse) -> None:
    browsing = browse()
    assert named(browsing, "text") in colors(browsing, 1)
    card = browsing.page.table.results.numbers[1]
    browsing.desk.collection.suspend([card])
    browsing.search("date")
    assert named(browsing, "text") not in colors(browsing, 0)
    assert named(browsing, "muted") in colors(browsing, 0)


def test_a_flag_stands_before_the_first_text_alone(browse: Browse) -> None:
    browsing = browse()
    browsing.desk.collection.flag([browsing.page.table.results.numbers[1]], 3)
    browsing.search("date")
    hue = flag_color(browsing.desk.look.theme, 3).hue()
    assert hue in {QColor(name).hue() for name in colors(browsing, 0, 0)}
    assert hue not in {QColor(name).hue() for name in colors(browsing, 0, 1)}
    assert named(browsing, "text") in colors(browsing, 0, 0)
