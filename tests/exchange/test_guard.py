from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.guard import BEGINNINGS, guarded, unguarded

CELLS = st.text(st.sampled_from("'=+-@\t\ra 1"), max_size=6)


@given(CELLS)
def test_the_way_back_is_certain(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@given(CELLS)
def test_no_guarded_cell_begins_as_a_formula_does(cell: str) -> None:
    assert not guarded(cell).startswith(tuple(BEGINNINGS))


@pytest.mark.parametrize("cell", ["", "plain", "1-2", "it's", "'quoted'", " =1"])
def test_other_cells_stay(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell


def test_what_a_spreadsheet_would_run_is_guarded() -> None:
    assert guarded("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0"
    assert guarded("'=1") == "''=1"
