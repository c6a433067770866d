from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.exchange.target import written


def test_a_file_takes_its_place_once_all_went_well(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("before")
    with written(target) as partial:
        partial.write_text("after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_there_stays_where_it_goes_wrong(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("before")
    with pytest.raises(ZeroDivisionError), written(target) as partial:
        partial.write_text("half" * (1 // 0))
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    target = tmp_path / "gone" / "x.csv"
    with pytest.raises(UserError, match=r"x\.csv could not be written"), written(target) as partial:
        partial.write_text("x")
