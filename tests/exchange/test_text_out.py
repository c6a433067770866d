from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop.exchange.guard import BEGINNINGS, unguarded
from desktop.exchange.text_out import TextTable
from desktop.study.incoming import no_progress
from desktop.study.note import as_plain
from tests.exchange import leaving


@pytest.mark.parametrize(("suffix", "separator"), [(".csv", ","), (".tsv", "\t")])
def test_spreadsheets_open_it_right_and_run_nothing(tmp_path: Path, suffix: str, separator: str) -> None:
    file = tmp_path / f"x{suffix}"
    notes = leaving.plain_notes()
    TextTable("Text", suffix, separator).write(leaving.leaving(notes), file, no_progress)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfFront")
    assert data.count(b"\r\n") == len(notes) + 1
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header, *rows = csv.reader(opened, delimiter=separator)
    assert header[:2] == ["Front", "Back"]
    assert not any(cell.startswith(tuple(BEGINNINGS)) for row in rows for cell in row)
    fronts = [unguarded(row[0]) for row in rows]
    assert fronts == [as_plain(next(iter(each.note.fields.values()))) for each in notes]
    assert set(leaving.RISKY) <= set(fronts)
