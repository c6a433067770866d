"""Selected rows as runs of rows: all of 100,000 are one run, whatever Qt would make a list of."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel, QItemSelectionRange

Run = tuple[int, int]
"""The first and the last row of rows that follow each other."""
MOST_RUNS = 2000
"""So many runs a table can still be drawn with at once."""


def runs(selection: QItemSelection) -> list[Run]:
    """Return the rows of a selection, in order."""
    ranges = (selection.at(at) for at in range(selection.count()))
    spans = sorted((each.top(), each.bottom()) for each in ranges)
    joined: list[Run] = []
    for top, bottom in spans:
        if joined and top <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(bottom, joined[-1][1]))
        else:
            joined.append((top, bottom))
    return joined


def count(selected: Iterable[Run]) -> int:
    """Return how many rows there are in runs."""
    return sum(bottom - top + 1 for top, bottom in selected)


def numbers(of: array[int], selected: Iterable[Run]) -> array[int]:
    """Return the numbers at the rows of runs."""
    found = array("q")
    for top, bottom in selected:
        found.extend(of[top : bottom + 1])
    return found


def places(of: array[int], wanted: array[int]) -> list[Run]:
    """Return the runs of the rows at which numbers stand."""
    if len(wanted) == 1:
        try:
            at = of.index(wanted[0])
        except ValueError:
            return []
        return [(at, at)]
    chosen = set(wanted)
    found: list[Run] = []
    first = -1
    for at, number in enumerate(of):
        if number in chosen:
            if first < 0:
                first = at
        elif first >= 0:
            found.append((first, at - 1))
            first = -1
    return [*found, (first, len(of) - 1)] if first >= 0 else found


def select(model: QAbstractItemModel, selecting: QItemSelectionModel, wanted: Iterable[Run]) -> None:
    """Select the rows of runs, and no others."""
    made = QItemSelection()
    last = model.columnCount() - 1
    for top, bottom in wanted:
        made.append(QItemSelectionRange(model.index(top, 0), model.index(bottom, last)))
    selecting.select(made, QItemSelectionModel.SelectionFlag.ClearAndSelect)
