"""Lists of terms and definitions as Quizlet exports them.

Nothing is ever quoted. Each row is parted at its first separator; a line without any belongs to the
definition above it. People choose both separators there, so those of several letters are found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from desktop.exchange import columns, separated, table
from desktop.exchange.csv_file import CsvFile, incoming_of, is_text
from desktop.exchange.encoding import beginning, decoded
from desktop.exchange.sample import Sample
from desktop.exchange.separated import Row, Tell
from desktop.study.incoming import Choices, Incoming, Progress

USUAL = ("\t", "\n")
SUFFIXES = ("", ".txt")
CUSTOM = re.compile(r"([^\w\s\"'.!?()\[\]{}])\1{1,7}")
"""A separator that somebody made up: one sign, several times."""
MOST_CUSTOM = 6


class Quizlet:
    """Reads terms and definitions."""

    title = "Terms and definitions (Quizlet)"
    suffixes: tuple[str, ...] = (".txt",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether a text is a list as Quizlet writes it, and no table could be."""
        if sample.suffix not in SUFFIXES or not is_text(sample):
            return False
        text = beginning(sample.head)
        return made_up(text) is not None or _is_list(text)

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        found = made_up(beginning(sample.head)) or USUAL
        separator = choices.separator or found[0]
        row_separator = choices.row_separator or (found[1] if separator == found[0] else "\n")
        if choices.quoted or choices.header:  # as the person says, it is a table
            how = replace(choices, separator=separator, row_separator=row_separator)
            return CsvFile().read(sample, how, progress)
        text = decoded(sample, choices.encoding)

        def rows(tell: Tell, skip: table.Skip) -> Iterator[Row]:
            return terms(text.text, separator, row_separator, tell)

        how = replace(choices, separator=separator, row_separator=row_separator, quoted=False)
        return incoming_of(
            self.title, sample, text, rows, how, header=False, plan=lambda plan: replace(plan, lone=True)
        )


def terms(text: str, separator: str, row_separator: str, tell: Tell) -> Iterator[Row]:
    """Yield the rows of a list, each a term and its definition."""
    joined: Row | None = None
    for line, cells in separated.rows(text, separator, quoted=False, row_separator=row_separator):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == 1 and joined and row_separator == "\n":
            tell(line, "there is no separator; it was joined to the line above")
            joined = (joined[0], [joined[1][0], f"{joined[1][1]}\n{cells[0]}"])
            continue
        if joined:
            yield joined
        if len(cells) > 2:
            tell(line, "there are several separators; it was parted at the first")
        back = separator.join(cells[1:])
        joined = (line, [cells[0], back])
    if joined:
        yield joined


def _is_list(text: str) -> bool:
    """Return whether a text has tabs between terms and definitions, but not as a table has them."""
    if separated.detect(text) != "\t":
        return False
    rows = [
        cells for _, cells in _first(separated.rows(text, "\t", quoted=False)) if any(map(str.strip, cells))
    ]
    if columns.usual_width(rows) != 2 or columns.has_header(rows):
        return False
    if separated.speaks(text, "\t"):
        return True
    quoted = any(cell.startswith('"') for cells in rows for cell in cells)
    return not quoted and any(len(cells) == 1 or not cells[1].strip() for cells in rows)


def _first(rows: Iterator[Row]) -> list[Row]:
    return [row for row, _ in zip(rows, range(separated.LOOKED_AT), strict=False)]


def made_up(text: str) -> tuple[str, str] | None:
    """Return separators, made up by somebody, that part a text into rows of two; None = there are none."""
    text = separated.NO_SEPARATOR.sub("&", text)
    signs = dict.fromkeys(found[0] for found in CUSTOM.finditer(text))
    if not 0 < len(signs) <= MOST_CUSTOM or _parts_in_two(text, *USUAL):
        return None
    for separator, row_separator in permutations([*signs, "\n", "\t", ",", ";"], 2):
        if (separator not in signs and row_separator not in signs) or separator == "\n":
            continue
        if _parts_in_two(text, separator, row_separator):
            return separator, row_separator
    return None


def _parts_in_two(text: str, separator: str, row_separator: str) -> bool:
    rows = [row for row in text.split(row_separator) if row.strip()]
    return len(rows) > 1 and all(row.count(separator) == 1 for row in rows)
