from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.study.deck_names import BETWEEN, DEEPEST, LONGEST_NAME, path_of

ODD = '<b>Sales</b> & "Co"'


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Sales", ("Sales",)),
        ("  Sales   and\tMarketing \n", ("Sales and Marketing",)),
        ("Sales::North:: 2026", ("Sales", "North", "2026")),
        (ODD, (ODD,)),
        ("a:b", ("a:b",)),
        ("\x00a\u202eb", ("a b",)),
        ("営業", ("営業",)),
    ],
)
def test_a_path(text: str, path: tuple[str, ...]) -> None:
    assert path_of(text) == path


@given(st.text(max_size=400))
def test_whatever_is_typed_is_a_path_or_refused(text: str) -> None:
    try:
        path = path_of(text)
    except UserError:
        return
    assert 0 < len(path) <= DEEPEST
    assert all(0 < len(name) <= LONGEST_NAME and name == name.strip() and name.isprintable() for name in path)
    assert path_of(BETWEEN.join(path)) == path
