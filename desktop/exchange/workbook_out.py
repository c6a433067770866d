"""Workbooks of Excel: a row for each note, every cell a text and none a formula, address or number."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.exchange.rows_out import rows
from desktop.exchange.target import written as safely
from desktop.study.incoming import Progress
from desktop.study.outgoing import Outgoing, Written

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
WIDTHS = {"Front": 50, "Back": 50, "Extra": 40, "Options": 30, "Accept": 20, "Deck": 30, "Tags": 20}
TOO_LONG = "A cell of a workbook holds 32,767 letters: the rest of longer texts is left out."


class Workbook:
    """Writes a workbook of one sheet."""

    title = "Excel workbook"
    suffix = ".xlsx"
    holds_progress = False
    holds_media = False
    whole = False

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file; see `Exporter.write`."""
        from xlsxwriter import Workbook as Book  # heavy: only for workbooks
        from xlsxwriter.exceptions import FileCreateError  # heavy: only for workbooks

        if outgoing.count >= MOST_ROWS:
            raise UserError("A sheet has no room for so many notes.", "Export single decks, or to CSV.")
        made = Written()
        with safely(target) as partial:
            try:
                with Book(str(partial), {"constant_memory": True}) as book:
                    found = rows(outgoing, made, lambda done: progress(done, outgoing.count))
                    _fill(book, found, made)
            except FileCreateError as error:
                raise OSError(str(error)) from error
        return made


def _fill(book: Any, found: Iterable[list[str]], made: Written) -> None:
    sheet = book.add_worksheet("Cards")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(found):
        if line == 0:
            for place, name in enumerate(row):
                sheet.set_column(place, place, WIDTHS.get(name, 12))
        if any(len(cell) > LONGEST_CELL for cell in row):
            made.leave_out(TOO_LONG)
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(line, place, cell[:LONGEST_CELL], wrapped if line else bold)
