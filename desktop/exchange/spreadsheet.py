"""Workbooks of spreadsheet programs: a row for each card, a sheet at a time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from desktop.errors import UserError
from desktop.exchange import columns, table
from desktop.exchange.archive import Archive
from desktop.exchange.csv_file import deck_of, holds
from desktop.exchange.encoding import plain
from desktop.exchange.sample import Sample
from desktop.exchange.separated import Row, Tell
from desktop.study.incoming import Choices, Incoming, Progress, Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Excel 97 to 2003 begin, and later ones with a password."""
LARGEST = 64 << 20
"""Bytes of a workbook."""
LARGEST_SHEET = 512 << 20
"""Bytes of a sheet once unpacked."""
MOST_CELLS = 20_000_000
"""Cells of a sheet from its first to its last; the library lays them all out at once."""
REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")
CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])")
REPEATED = re.compile(rb"<table:(table-row|table-cell)\b([^>]*)>")
TIMES = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d+)")
BROKEN = "{name} is broken, or no workbook."
BROKEN_HINT = "Save it again, or save its sheet as CSV."
Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


class Spreadsheet:
    """Reads workbooks."""

    title = "Spreadsheet"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm", ".xls", ".ods")

    def sniff(self, sample: Sample) -> bool:
        """Return whether a file is a workbook."""
        if sample.head.startswith(OLE):
            return sample.suffix in self.suffixes
        return "xl/workbook.xml" in sample.members or _is_ods(sample)

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        if sample.path is None or sample.size > LARGEST:
            raise UserError(
                f"{sample.name} is larger than {LARGEST >> 20} MB.", "Save its sheet as CSV, then bring that."
            )
        if sample.is_zip:
            _check(sample.path, sample.name)
        names, sheet = _opened(sample.path, sample.name, choices.sheet)

        def rows(tell: Tell, skip: table.Skip) -> Iterator[Row]:
            return _rows(sheet)

        first = _cut(list(islice(filter(holds, _rows(sheet)), table.SHOWN)))
        if not first:
            raise UserError(
                f"{sample.name} holds no text.", "A card needs a row with its front and its back."
            )
        plan = columns.plan(first, choices)
        how = table.chosen(replace(choices, sheet=sheet.name), plan)
        seen = Table(how, names=plan.names, rows=table.shown(first, plan), sheets=names)
        warnings = list(columns.remarks(plan, choices, first))
        if others := [name for name in names if name != sheet.name]:
            warnings.append(f"Only the sheet “{sheet.name}” is read. There is more: {', '.join(others)}.")
        return table.table_of(self.title, deck_of(sample), plan, rows, seen, warnings, sheet.total_height + 1)


def _is_ods(sample: Sample) -> bool:
    known = b"opendocument.spreadsheet" in sample.head[:200] or sample.suffix == ".ods"
    return known and "content.xml" in sample.members


def _opened(path: Path, name: str, wanted: str | None) -> tuple[tuple[str, ...], CalamineSheet]:
    """Return the names of the sheets, and the one that is wanted, or else the first that holds anything.

    Raises:
        UserError: the workbook is broken, or has no such sheet.
    """
    from python_calamine import CalamineWorkbook, PasswordError  # heavy: 2 MB, only for workbooks

    try:
        book = CalamineWorkbook.from_path(path)
        names = _sheets(book)
        if wanted is not None and wanted not in names:
            raise UserError(f"{name} has no sheet “{wanted}”.", f"It has: {', '.join(names)}.")
        for each in [wanted] if wanted is not None else names:
            sheet = book.get_sheet_by_name(each)
            if any(map(holds, _rows(sheet))):
                return names, sheet
    except UserError:
        raise
    except PasswordError as error:
        raise UserError(
            f"{name} is locked with a password.", "Save it without one, then try again."
        ) from error
    except BaseException as error:  # the library's own panics are no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise UserError(BROKEN.format(name=name), BROKEN_HINT) from error
    raise UserError(f"{name} holds no text.", "A card needs a row with its front and its back.")


def _sheets(book: CalamineWorkbook) -> tuple[str, ...]:
    """Return the names of the sheets of cells, those that are shown first."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # heavy: loaded already

    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    sheets.sort(key=lambda each: each.visible != SheetVisibleEnum.Visible)
    return tuple(each.name for each in sheets)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(), 1):
        yield line, [text_of(cell) for cell in cells]


def _cut(rows: Sequence[Row]) -> list[Row]:
    """Return rows without the columns behind the last one that holds anything."""
    width = max((at for _, cells in rows for at, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return [(line, cells[:width]) for line, cells in rows]


def text_of(value: Value) -> str:
    """Return what a cell says, the same on every computer: dates as 2026-11-25, numbers with a point."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.replace(microsecond=0).isoformat(" ").removesuffix(":00")
    if isinstance(value, datetime.time):
        return value.replace(microsecond=0).isoformat().removesuffix(":00")
    return str(value)


def _check(path: Path, name: str) -> None:
    """Look through a workbook before the library lays it out in memory.

    Raises:
        UserError: it is broken, or would be larger than it should be.
    """
    archive = Archive(path, name)
    try:
        for member in archive:
            if not member.endswith(".xml"):
                continue
            data = archive.read(member, LARGEST_SHEET)
            if not _is_sound(data):
                raise UserError(BROKEN.format(name=name), BROKEN_HINT)
            if max(_cells(data), _repeated(data) if member == "content.xml" else 0) > MOST_CELLS:
                raise UserError(
                    f"{name} has cells too far apart.", "Copy what you need to a new sheet, then bring that."
                )
    finally:
        archive.close()


def _is_sound(data: bytes) -> bool:
    """Return whether a part is whole XML without definitions of its own.

    The library reads on for ever where a table of OpenDocument does not end.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _refuse(*definition: object) -> None:
    raise ValueError("a workbook defines nothing")


def _cells(data: bytes) -> int:
    """Return how many cells a sheet of Excel has from its first to its last."""
    rows = columns = 0
    unnamed = sum(1 for _ in CELL.finditer(data))
    for reference in REFERENCE.finditer(data):
        letters, digits = reference.groups()
        rows = max(rows, int(digits))
        if letters:
            unnamed -= 1
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            columns = max(columns, column)
    if unnamed > 0:  # cells that stand one behind the other
        columns = max(columns, *(len(CELL.findall(row)) for row in ROW.split(data)))
    return rows * columns


def _repeated(data: bytes) -> int:
    """Return how many cells with a value a sheet of OpenDocument has at most."""
    cells = wide = times = 0
    for each in REPEATED.finditer(data):
        name, attributes = each.groups()
        found = TIMES.search(attributes)
        number = int(found[1]) if found else 1
        if name == b"table-row":
            cells += wide * times
            wide, times = 0, number
        elif b"value-type" in attributes:
            wide += number
    return cells + wide * times
