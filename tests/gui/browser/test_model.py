from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from desktop.gui.browser.columns import COLUMNS
from desktop.gui.browser.model import KEPT, PAGE, ROW, Results
from tests.gui.browser.test_columns import row


@pytest.fixture
def results(qapp: QApplication) -> Results:
    made = Results()
    made.show_columns([COLUMNS["question"], COLUMNS["ease"]])
    return made


def asked(results: Results) -> list[list[int]]:
    """What the model asks for from now on."""
    wanted: list[list[int]] = []
    results.wanted.connect(lambda numbers: wanted.append(list(numbers)))
    return wanted


def text(results: Results, at: int, column: int = 0) -> object:
    return results.index(at, column).data()


def test_it_keeps_to_the_rules_of_qt(results: Results) -> None:
    tester = QAbstractItemModelTester(results, QAbstractItemModelTester.FailureReportingMode.Fatal)
    results.show_numbers(array("q", range(1, 8)), [row(card=1)], notes=False, today=1)
    results.show_columns([COLUMNS["due"]])
    results.show_numbers(array("q"), [], notes=True, today=1)
    assert tester.model() is results


def test_first_rows_are_there_at_once_and_others_asked_for_by_the_page(results: Results) -> None:
    wanted = asked(results)
    results.show_numbers(array("q", range(1, 1001)), [row(card=1, text="first")], notes=False, today=1)
    assert text(results, 0) == "first"
    QApplication.processEvents()
    assert wanted == []
    assert text(results, 250) is None
    assert text(results, 251) is None
    QApplication.processEvents()
    assert wanted == [list(range(201, 301))]
    told: list[tuple[int, int]] = []
    results.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
    results.take([row(card=251, text="that one")])
    assert text(results, 250) == "that one"
    assert told == [(250, 250)]


def test_a_row_that_is_gone_is_not_asked_for_again_and_again(results: Results) -> None:
    wanted = asked(results)
    results.show_numbers(array("q", range(1, 501)), [], notes=False, today=1)
    for _ in range(3):
        assert text(results, 300) is None
        QApplication.processEvents()
        results.take([])
    assert len(wanted) == 1


def test_rows_of_before_show_until_new_ones_are_there(results: Results) -> None:
    numbers = array("q", range(1, 301))
    results.show_numbers(numbers, [row(card=150, text="old")], notes=False, today=1)
    wanted = asked(results)
    results.show_numbers(numbers, [], notes=False, today=1)
    assert text(results, 149) == "old"
    QApplication.processEvents()
    assert wanted == [list(range(101, 201))]
    results.take([row(card=150, text="new")])
    assert text(results, 149) == "new"


def test_cards_and_notes_of_one_number_are_not_taken_for_each_other(results: Results) -> None:
    results.show_numbers(array("q", [7]), [row(card=7, note=1, text="card")], notes=False, today=1)
    results.show_numbers(array("q", [7]), [], notes=True, today=1)
    assert text(results, 0) is None


def test_however_far_somebody_scrolls_memory_stays_small(results: Results) -> None:
    pages = 10 * KEPT
    results.show_numbers(array("q", range(1, pages * PAGE + 1)), [], notes=False, today=1)
    for page in range(pages):
        text(results, page * PAGE)
        results.take([row(card=page * PAGE + at + 1) for at in range(PAGE)])
    assert len(results._rows) <= (KEPT + 1) * PAGE


def test_numbers_stand_at_the_right_and_headers_have_titles(results: Results) -> None:
    results.show_numbers(array("q", [1]), [row(card=1, due=1, flag=2)], notes=False, today=1)
    assert text(results, 0, 1) == "2.50"
    assert results.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value
    across = Qt.Orientation.Horizontal
    assert [results.headerData(at, across) for at in (0, 1, 2, -1)] == ["Question", "Ease", None, None]
    assert results.index(0, 0).data(ROW).card == 1
    assert results.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Question?, flag: Orange"


def test_a_selection_of_any_size_is_dragged_as_one_thing(results: Results) -> None:
    assert results.mimeData([]).formats() == results.mimeTypes()


def test_what_was_not_told_is_asked_for_again(results: Results) -> None:
    wanted = asked(results)
    results.show_numbers(array("q", range(1, 501)), [], notes=False, today=1)
    text(results, 300)
    QApplication.processEvents()
    results.ask_again()
    text(results, 300)
    QApplication.processEvents()
    assert wanted == [list(range(301, 401))] * 2
