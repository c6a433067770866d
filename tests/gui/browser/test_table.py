from __future__ import annotations

from array import array

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui.browser import selection
from desktop.gui.browser.columns import USUAL
from desktop.gui.browser.selection import MOST_RUNS
from desktop.store.search.results import Found
from tests.gui.browser.conftest import Browse, Browsing
from tests.gui.conftest import CTRL, Key, settle


def columns(browsing: Browsing) -> list[str]:
    """The columns in the order that they are seen in."""
    header = browsing.page.table.horizontalHeader()
    shown = browsing.page.table.results.columns
    return [shown[header.logicalIndex(at)].key for at in range(header.count())]


def toggle(browsing: Browsing, key: str) -> None:
    """Choose a column in the menu of the header."""
    menu = browsing.page.table.head.menu()
    (action,) = [each for each in menu.actions() if each.objectName() == f"column-{key}"]
    action.trigger()
    menu.deleteLater()
    browsing.done()


def test_columns_are_chosen_and_remembered(browse: Browse) -> None:
    browsing = browse()
    assert columns(browsing) == list(USUAL)
    browsing.to_table()
    browsing.press(Key.Key_Down)
    toggle(browsing, "lapses")
    toggle(browsing, "deck")
    assert columns(browsing) == ["question", "due", "interval", "ease", "tags", "lapses"]
    assert browsing.selected == ["date"]
    assert browsing.desk.settings.browser_columns.startswith("question:250 due:")


def test_columns_are_dragged_and_their_place_and_width_remembered(browse: Browse) -> None:
    browsing = browse()
    table = browsing.page.table
    table.horizontalHeader().moveSection(2, 0)
    table.setColumnWidth(0, 333)
    table._write_layout()
    settle()
    assert columns(browsing) == ["due", "question", "deck", "interval", "ease", "tags"]
    assert "question:333" in browsing.desk.settings.browser_columns
    toggle(browsing, "tags")
    assert columns(browsing) == ["due", "question", "deck", "interval", "ease"]
    assert table.columnWidth(1) == 333


def test_a_column_without_an_order_sorts_nothing(browse: Browse) -> None:
    browsing = browse()
    toggle(browsing, "flag")
    header = browsing.page.table.horizontalHeader()
    at = columns(browsing).index("flag")
    header.sectionClicked.emit(at)
    browsing.done()
    assert browsing.page.table.order.key == "deck"


def test_selecting_and_letting_go_of_100_000_rows_asks_for_few_of_them(browse: Browse) -> None:
    browsing = browse()
    table = browsing.page.table
    asked: list[int] = []
    table.results.wanted.connect(lambda numbers: asked.extend(numbers))
    numbers = array("q", range(1, 100_001))
    table.show_found(Found(numbers, len(numbers)), [], notes=False, today=1, keep=False)
    table.setFocus()
    browsing.desk.press(Key.Key_A, CTRL)
    assert table.selected_runs == [(0, 99_999)]
    assert table.selected == numbers
    turned = array("q", reversed(numbers))
    assert table.show_found(Found(turned, len(turned)), [], notes=False, today=1, keep=True)
    assert table.selected_runs == [(0, 99_999)]
    settle()
    assert len(asked) < 1000
    table.results.wanted.disconnect()
    browsing.done()


def test_a_selection_in_too_many_places_is_let_go_and_that_is_told(browse: Browse) -> None:
    browsing = browse()
    table = browsing.page.table
    numbers = array("q", range(6 * MOST_RUNS))
    table.show_found(Found(numbers, len(numbers)), [], notes=False, today=1, keep=False)
    half = array("q", numbers[: 3 * MOST_RUNS])
    other = array("q", numbers[3 * MOST_RUNS :])
    mixed = array("q", [each for pair in zip(half, other, strict=True) for each in pair])
    selection.select(table.results, table.selectionModel(), [(0, 3 * MOST_RUNS - 1)])
    assert not table.show_found(Found(mixed, len(mixed)), [], notes=False, today=1, keep=True)
    assert selection.count(table.selected_runs) == 1
    table.results.wanted.disconnect()
    browsing.done()


def test_letters_typed_in_the_table_look_through_no_rows(browse: Browse) -> None:
    browsing = browse()
    browsing.to_table()
    browsing.desk.type("cherry")
    assert browsing.selected == ["apple pie"]


def test_a_double_click_edits(browse: Browse) -> None:
    browsing = browse()
    table = browsing.page.table
    place = table.visualRect(table.results.index(1, 0)).center()

    def look(dialog: object) -> None:
        browsing.desk.press(Key.Key_Escape)

    name = browsing.desk.with_dialog(
        lambda: browsing.desk.double_click_at_once(table.viewport(), place), look
    )
    assert name == "edit-note"
    browsing.done()


def test_the_menu_comes_by_mouse_and_by_keyboard(browse: Browse) -> None:
    browsing = browse()
    browsing.to_table()
    menu = browsing.page.deeds.actions.menu
    QTest.keyClick(browsing.page.table, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert menu.isVisible()
    QTest.keyClick(menu, Key.Key_Escape)
    settle()
    browsing.page.table.customContextMenuRequested.emit(QPoint(10, 10))
    settle()
    assert menu.isVisible()
    menu.close()
    assert QApplication.activePopupWidget() is None


def test_columns_and_order_are_chosen_by_the_menu_too(browse: Browse) -> None:
    browsing = browse()
    menu = browsing.page.deeds.actions.menu
    menus = {each.menu().objectName(): each.menu() for each in menu.actions() if each.menu()}
    for name in ("selection-columns", "selection-orders"):
        menus[name].aboutToShow.emit()
    orders = {each.objectName(): each for each in menus["selection-orders"].actions()}
    assert "sort-flag" not in orders
    assert [name for name, each in orders.items() if each.isChecked()] == ["sort-deck"]
    orders["sort-question"].trigger()
    browsing.done()
    assert browsing.texts == ["apple pie", "banana", "cherry", "date", "élan vital"]
    orders["sort-question"].trigger()
    browsing.done()
    assert browsing.texts[0] == "élan vital"
    columns_there = {each.objectName(): each for each in menus["selection-columns"].actions()}
    columns_there["column-flag"].trigger()
    browsing.done()
    assert "flag" in columns(browsing)


def test_a_column_tells_the_answer_beside_the_question(browse: Browse) -> None:
    browsing = browse()
    toggle(browsing, "answer")
    results = browsing.page.table.results
    at = columns(browsing).index("answer")
    (row,) = [row for row in range(results.rowCount()) if results.index(row, 0).data() == "banana"]
    assert results.index(row, at).data() == "yellow"
