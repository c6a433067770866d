from __future__ import annotations

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel

from desktop.gui.browser import selection
from desktop.gui.browser.columns import COLUMNS
from desktop.gui.browser.model import Results


def results(numbers: list[int]) -> Results:
    made = Results()
    made.show_columns([COLUMNS["question"], COLUMNS["due"]])
    made.show_numbers(array("q", numbers), [], notes=False, today=1)
    return made


@given(st.lists(st.integers(0, 500), unique=True), st.sets(st.integers(0, 500)))
def test_places_and_numbers_are_each_others_inverse(numbers: list[int], wanted: set[int]) -> None:
    of = array("q", numbers)
    runs = selection.places(of, array("q", wanted))
    assert list(selection.numbers(of, runs)) == [each for each in numbers if each in wanted]
    assert selection.count(runs) == len(set(numbers) & wanted)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(runs))


def test_everything_is_one_run() -> None:
    of = array("q", range(100_000))
    assert selection.places(of, of) == [(0, 99_999)]


@given(st.sets(st.integers(0, 29)))
def test_a_selection_is_read_back_as_it_was_made(rows: set[int]) -> None:
    model = results(list(range(30)))
    selecting = QItemSelectionModel(model)
    runs = selection.places(model.numbers, array("q", rows))
    selection.select(model, selecting, runs)
    assert selection.runs(selecting.selection()) == runs


def test_runs_that_touch_are_joined() -> None:
    model = results(list(range(10)))
    selecting = QItemSelectionModel(model)
    flag = QItemSelectionModel.SelectionFlag
    for at in (4, 2, 3, 7):
        selecting.select(model.index(at, 0), flag.Select | flag.Rows)
    assert selection.runs(selecting.selection()) == [(2, 4), (7, 7)]
