from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QTreeWidgetItem

from desktop.gui.deck_list import NAME, spoken
from desktop.gui.home import Home
from desktop.store.deck_rows import DeckRow
from desktop.study.note import DraftDeck
from tests.gui.conftest import (
    MIXED,
    Desk,
    Key,
    Sit,
    basic,
    deck,
    settle,
)


def rows(desk: Desk) -> list[str]:
    """The rows that can be seen, from the top."""
    found = []
    item = desk.window.home.tree.topLevelItem(0)
    while item is not None:
        found.append(item.text(NAME))
        item = desk.window.home.tree.itemBelow(item)
    return found


def item_named(desk: Desk, name: str) -> QTreeWidgetItem:
    (found,) = desk.window.home.tree.findItems(
        name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, NAME
    )
    return found


def two_decks() -> list[DraftDeck]:
    return [deck(basic("a"), name="First"), deck(basic("b"), basic("c"), name="Second")]


def test_a_row_is_spoken_with_all_its_numbers() -> None:
    row = DeckRow(1, deck(name="x").uid, None, "Sales", "", 0, cards=12, due=30, new=40, known=5)
    row = row._replace(due_today=3, new_today=4)
    assert spoken(row) == "Sales: 3 due, 4 new, 5 of 12 known"


def test_the_decks_are_listed_and_only_the_first_is_open(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    assert rows(desk) == ["First", "Section", "Second"]
    tree = desk.window.home.tree
    last = tree.visualItemRect(item_named(desk, "Second"))
    assert tree.viewport().rect().contains(last)


def test_folding_is_remembered(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    desk.window.home.tree.setCurrentItem(item_named(desk, "First"))
    desk.window.home.tree.setFocus()
    desk.press(Key.Key_Left)
    assert rows(desk) == ["First", "Second"]
    desk.window.home.tree.setCurrentItem(item_named(desk, "Second"))
    desk.press(Key.Key_Right)
    assert rows(desk) == ["First", "Second", "Section"]
    desk.leave()
    assert rows(sit()) == ["First", "Second", "Section"]


def test_a_click_on_a_deck_studies_it_alone(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    place = desk.window.home.tree.visualItemRect(item_named(desk, "Second")).center()
    desk.click(desk.window.home.tree.viewport(), place)
    assert desk.page == "study"
    assert desk.text("progress-text").startswith("0 of 2")
    assert desk.question in ("b", "c")


def test_enter_on_a_deck_studies_it(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    desk.window.home.tree.setFocus()
    desk.window.home.tree.setCurrentItem(item_named(desk, "First"))
    desk.press(Key.Key_Return)
    assert desk.page == "study"
    assert desk.question == "a"


def test_the_current_deck_stays_current(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    desk.window.home.tree.setCurrentItem(item_named(desk, "Second"))
    desk.window.home.refresh()
    assert desk.window.home.tree.currentItem().text(NAME) == "Second"


def test_rows_are_exposed_as_text(sit: Sit) -> None:
    desk = sit(*MIXED)
    item = item_named(desk, "Small deck")
    text = item.data(NAME, Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Small deck: 0 due, 4 new, 0 of 4 known"


def test_numbers_stand_in_their_columns(sit: Sit) -> None:
    desk = sit(*MIXED)
    tree = desk.window.home.tree
    image = tree.grab().toImage()
    row = tree.visualItemRect(item_named(desk, "Small deck"))
    for column in range(4):
        left = tree.header().sectionViewportPosition(column)
        cell = (left, row.top() + tree.header().height(), tree.columnWidth(column), row.height())
        assert colours(image, cell) > 1, f"column {column} is empty"


def colours(image: QImage, cell: tuple[int, int, int, int]) -> int:
    left, top, width, height = cell
    return len(
        {
            QColor(image.pixel(x, y)).rgb()
            for x in range(left, min(left + width, image.width()))
            for y in range(top, min(top + height, image.height()))
        }
    )


def test_home_fits_its_columns_into_a_narrow_window(sit: Sit) -> None:
    desk = sit(*MIXED, size=(360, 640))
    home: Home = desk.window.home
    header = home.tree.header()
    shown = [column for column in range(4) if not home.tree.isColumnHidden(column)]
    assert shown == [0, 1, 2]
    assert header.sectionPosition(2) + header.sectionSize(2) <= home.tree.viewport().width()
    desk.window.resize(1040, 720)
    settle()
    assert not home.tree.isColumnHidden(3)
    assert header.sectionPosition(3) + header.sectionSize(3) <= home.tree.viewport().width()
    assert home.tree.mapTo(desk.window, QPoint(home.tree.width(), 0)).x() <= desk.window.width()


def test_it_is_as_tall_as_the_rows_that_show(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    tree = desk.window.home.tree
    folded = tree.height()
    item_named(desk, "Second").setExpanded(True)
    assert tree.height() == folded + tree.visualItemRect(item_named(desk, "Second")).height()
    desk.settings.text_size = 200
    assert tree.height() > 1.5 * folded


def test_no_deck_is_current_at_first(sit: Sit) -> None:
    desk = sit(decks=two_decks())
    assert desk.window.home.tree.current is None
    desk.window.home.tree.setCurrentItem(item_named(desk, "Second"))
    assert desk.window.home.tree.current == desk.collection.deck_named("Second")
