from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.errors import UserError
from desktop.exchange.rows_out import rows
from desktop.exchange.workbook_out import LONGEST_CELL, MOST_ROWS, TOO_LONG, Workbook
from desktop.study.incoming import no_progress
from desktop.study.outgoing import Written
from tests.exchange import leaving


def test_every_cell_is_a_text_and_none_a_formula(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    texts = [*leaving.RISKY, "https://example.org", "007", "1e5", "_x0041_", "TRUE", "a\nb"]
    notes = [
        leaving.new(leaving.note("basic", each, {"Question": each.replace("\n", "<br>")})) for each in texts
    ]
    Workbook().write(leaving.leaving(notes), file, no_progress)
    with ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not any("hyperlink" in name or "external" in name.lower() for name in archive.namelist())
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert 't="inlineStr"' in sheet


def test_another_program_reads_the_same_texts(tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    file = tmp_path / "x.xlsx"
    outgoing = leaving.leaving(leaving.plain_notes())
    Workbook().write(outgoing, file, no_progress)
    found = calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert found == list(rows(outgoing, Written(), lambda done: None))


def test_a_text_longer_than_a_cell_is_told(tmp_path: Path) -> None:
    long = leaving.new(leaving.note("basic", "long", {"Question": "x" * (LONGEST_CELL + 1)}))
    written = Workbook().write(leaving.leaving([long]), tmp_path / "x.xlsx", no_progress)
    assert written.left_out == {TOO_LONG: 1}


def test_more_notes_than_a_sheet_has_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="room"):
        Workbook().write(replace(leaving.leaving([]), count=MOST_ROWS), tmp_path / "x.xlsx", no_progress)
    assert list(tmp_path.iterdir()) == []
