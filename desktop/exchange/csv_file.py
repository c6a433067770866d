"""Text with a row for each card: from spreadsheets, other programs, or typed by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from desktop.errors import UserError
from desktop.exchange import columns, separated, table
from desktop.exchange.encoding import ESCAPED, Decoded, beginning, decoded
from desktop.exchange.sample import Sample
from desktop.exchange.separated import Row, Tell, tell_nobody
from desktop.study.incoming import Choices, Incoming, Progress, Skipped, Table

OTHERS = re.compile(r"\s*(?:<\?xml|<!doctype|<html|\{\\rtf|%PDF|\{\s*[\"}]|\[\s*[\"{\]])", re.IGNORECASE)
"""How texts begin that are no tables."""
RULE = re.compile(r"\s*:?-+:?\s*")
RULED = re.compile(r"\s*\|?[^\n|]*\|[^\n]*\n\|?\s*:?-+:?\s*\|[ :|-]*(?:\n|\Z)")
"""How a table of Markdown begins: its head, and the rule below."""
BROKEN = "Some lines are not valid {encoding}. They are left out, unless you choose another encoding."
UNSURE = "It is not certain that this is {encoding}. Look whether the letters are right, else choose another."


class CsvFile:
    """Reads text with any separator."""

    title = "Text with columns"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".tab", ".txt")

    def sniff(self, sample: Sample) -> bool:
        """Return whether a file is text that is none of the known other kinds."""
        return is_text(sample)

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        text = decoded(sample, choices.encoding)
        named, start = separated.hint(text.text)
        body = text.text[start:]
        ruled = RULED.match(body) is not None and choices.separator in (None, "|")
        row_separator = choices.row_separator if choices.row_separator not in ("", "\n") else None
        separator = choices.separator
        if separator is None:
            separator = named or ("|" if ruled else separated.detect(body, row_separator))
        quoted = choices.quoted
        if quoted is None:
            quoted = row_separator is None and not (separator == "\t" and separated.speaks(body, separator))

        def rows(tell: Tell, skip: table.Skip) -> Iterator[Row]:
            first = 1 + text.text.count("\n", 0, start)
            found = separated.rows(
                body,
                separator,
                quoted=quoted,
                row_separator=row_separator,
                tell=tell,
                line=first,
                entities=bool(choices.html),
            )
            return _within_borders(found) if ruled else found

        how = replace(choices, separator=separator, row_separator=row_separator or "\n", quoted=quoted)
        header = True if ruled else False if separator == ":" else None  # "term: definition" is a card
        return incoming_of(self.title, sample, text, rows, how, header=header)


def _within_borders(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows of a table of Markdown without its lines."""
    for line, cells in rows:
        cells = cells[1:] if not cells[0].strip() else cells
        cells = cells[:-1] if cells and not cells[-1].strip() else cells
        if not all(RULE.fullmatch(cell) for cell in cells):
            yield line, cells


def is_text(sample: Sample) -> bool:
    """Return whether a file is text, or empty, and no known other kind of file."""
    if sample.is_zip or sample.is_gzip or sample.is_sqlite:
        return False
    if not sample.head:
        return True
    text = beginning(sample.head)
    return (bool(text) or len(sample.head) <= 4) and not OTHERS.match(text)


def incoming_of(
    title: str,
    sample: Sample,
    text: Decoded,
    rows: table.Rows,
    choices: Choices,
    *,
    header: bool | None = None,
    plan: Callable[[columns.Plan], columns.Plan] = lambda plan: plan,
    deck: tuple[str, ...] = (),
    warnings: Sequence[str] = (),
) -> Incoming:
    """Return what comes in from the rows of a text.

    Args:
        title: of the format.
        sample: the file.
        text: of it.
        rows: of it.
        choices: how it is read.
        header: whether the first row names the columns, where the format says so.
        plan: changes what the columns become.
        deck: for rows that name none; empty = by the name of the file.
        warnings: what the format knows of it.

    Raises:
        UserError: it holds nothing.
    """
    first = list(islice((row for row in rows(tell_nobody, _skip_nothing) if holds(row)), table.SHOWN))
    if not first:
        raise UserError(f"{sample.name} holds no text.", "A card needs a line with its front and its back.")
    made = replace(plan(columns.plan(first, choices, header=header)), guarded=True)
    how = table.chosen(replace(choices, encoding=text.encoding), made)
    seen = Table(how, text.certain, made.names, table.shown(first, made), encodings=text.others)
    warnings = list(warnings)
    if text.broken or not text.certain:
        warnings.append((BROKEN if text.broken else UNSURE).format(encoding=text.encoding))
    if "\ufffd" in text.text:
        warnings.append("Some letters were lost before this file was made (�).")
    warnings.extend(columns.remarks(made, choices, first))

    def whole(tell: Tell, skip: table.Skip) -> Iterator[Row]:
        found = rows(tell, skip)
        return _sound(found, skip, text.encoding) if text.broken else found

    count = text.text.count(how.row_separator or "\n") + 1
    return table.table_of(title, deck or deck_of(sample), made, whole, seen, warnings, count)


def holds(row: Row) -> bool:
    """Return whether a row holds anything."""
    return any(cell and not cell.isspace() for cell in row[1])


def deck_of(sample: Sample) -> tuple[str, ...]:
    """Return the deck that has the name of a file; none for a text from elsewhere."""
    name = Path(sample.name).stem.strip() if sample.path else ""
    return (name,) if name else ()


def _sound(rows: Iterator[Row], skip: table.Skip, encoding: str) -> Iterator[Row]:
    """Yield the rows whose bytes all are letters."""
    for line, cells in rows:
        if any(ESCAPED.search(cell) for cell in cells):
            skip(Skipped(line, f"it is not valid {encoding.upper()}", table.beginning(cells)))
        else:
            yield line, cells


def _skip_nothing(skipped: Skipped) -> None:
    pass
