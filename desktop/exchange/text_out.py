"""Tables as text: CSV for spreadsheets, and the same with tabs.

UTF-8 with a mark at its beginning, lines that end in CR LF and a header: so spreadsheets open it right.
What one would run as a formula is guarded.
"""

from __future__ import annotations

import csv
from pathlib import Path

from desktop.exchange.guard import guarded
from desktop.exchange.rows_out import rows
from desktop.exchange.target import written as safely
from desktop.study.incoming import Progress
from desktop.study.outgoing import Outgoing, Written


class TextTable:
    """Writes a row for each note.

    Args:
        title: what people call it.
        suffix: of its files.
        separator: between cells.
    """

    holds_progress = False
    holds_media = False
    whole = False

    def __init__(self, title: str, suffix: str, separator: str) -> None:
        self.title = title
        self.suffix = suffix
        self._separator = separator

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file; see `Exporter.write`."""
        made = Written()
        with safely(target) as partial, partial.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=self._separator, lineterminator="\r\n")
            for row in rows(outgoing, made, lambda done: progress(done, outgoing.count)):
                writer.writerow([guarded(cell) for cell in row])
        return made
