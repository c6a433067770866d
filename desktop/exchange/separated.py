"""Rows of cells from a text: by commas, tabs, or any other separator of one letter or more.

Quotation marks hold a cell together as RFC 4180 says. Where they do not (inches, speech, one that is never
closed) they are letters like any other, so that no stray one swallows the rows behind it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

Row = tuple[int, list[str]]
"""A row: its line in the file, from 1, and its cells."""
Tell = Callable[[int, str], None]
"""Told of a line and what is to be known of it."""


def tell_nobody(line: int, what: str) -> None:
    """Tell nobody."""


USUAL = ("\t", ";", ",", "|", ":")
"""Separators that are found; where two fit equally well, the first one. A space never is one."""
AT_ONCE = 500
"""Rows that are parted by the standard library at once, where all of them are sound."""
LOOKED_AT = 400
"""Rows from which a separator is found."""
NEVER = "\x1f"
"""A separator that stands in no text: control characters are gone."""
HELD = "\x1e"
"""Stands for a semicolon that parts nothing."""
LINE = "\x1e"
"""Stands for a newline that parts no rows."""
ENTITY = re.compile(r"(&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6}));", re.IGNORECASE)
NO_SEPARATOR = re.compile(r"&#?\w{1,31};|://|\{\{c[0-9,]{1,9}::.*?\}\}")
"""What holds a separator and is none: entities of HTML, addresses, gaps."""
HINT = re.compile(r'\s*"?sep=(.)[",;|\s]*?(?:\n|\Z)', re.IGNORECASE)
UNCLOSED = "a quotation mark is opened and never closed; it was read as a letter"

csv.field_size_limit(1 << 28)  # a cell may be as long as a text


class _Patterns(NamedTuple):
    sound: re.Pattern[str]
    quoted: re.Pattern[str]
    opened: re.Pattern[str]
    ending: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(separator: str) -> _Patterns:
    mark = re.escape(separator)
    pad = "" if " " in separator else " *+"
    within = rf'[^"\n{mark}]*+' if len(separator) == 1 else rf'(?:(?!{mark})[^"\n])*+'
    held = r'"((?:[^"]++|"")*+)"'
    return _Patterns(
        sound=re.compile(rf"(?:(?:{held}|{within})(?:{mark}(?:{held}|{within}))*+\n){{1,{AT_ONCE}}}+"),
        quoted=re.compile(rf"{pad}{held}{pad}(?={mark}|\n|\Z)"),
        opened=re.compile(rf'{pad}"(?:[^"\n]++|"")*+(")?'),
        ending=re.compile(rf"{mark}|\n"),
    )


def rows(
    text: str,
    separator: str,
    *,
    quoted: bool = True,
    row_separator: str | None = None,
    tell: Tell = tell_nobody,
    comment: Tell | None = None,
    line: int = 1,
    entities: bool = False,
) -> Iterator[Row]:
    """Yield the rows of a text; lines that are empty are none.

    Args:
        text: its lines end in newlines.
        separator: between cells; empty = each row is one cell.
        quoted: whether quotation marks hold cells together; never with a `row_separator`.
        row_separator: between rows; None = the line.
        tell: told of quotation marks that are never closed.
        comment: told of lines that begin with ``#``, which are no rows then; None = they are rows.
        line: number of the first line.
        entities: whether the semicolon of ``&amp;`` parts no cells.
    """
    separator = separator or NEVER
    if entities and separator == ";":
        held = rows(
            ENTITY.sub(rf"\1{HELD}", text),
            ";",
            quoted=quoted,
            row_separator=row_separator,
            tell=tell,
            comment=comment,
            line=line,
        )
        for number, cells in held:
            yield number, [cell.replace(HELD, ";") for cell in cells]
    elif row_separator not in (None, "", "\n"):
        yield from _split(text, separator, str(row_separator), line)
    elif not quoted or '"' in separator or "\n" in separator:
        for number, row in enumerate(_parted(text, "\n"), line):
            if comment and row.startswith("#"):
                comment(number, row)
            elif row:
                yield number, row.split(separator)
    else:
        yield from _quoted(text, separator, tell, comment, line)


def _split(text: str, separator: str, row_separator: str, line: int) -> Iterator[Row]:
    for row in _parted(text, row_separator):
        if row:
            blank = len(row) - len(row.lstrip())
            yield line + row.count("\n", 0, blank), row.split(separator)
        line += row.count("\n") + row_separator.count("\n")


def _parted(text: str, sign: str) -> Iterator[str]:
    """Yield what `str.split` returns, without a list of all of it."""
    at = 0
    while (end := text.find(sign, at)) >= 0:
        yield text[at:end]
        at = end + len(sign)
    yield text[at:]


def _quoted(text: str, separator: str, tell: Tell, comment: Tell | None, line: int) -> Iterator[Row]:
    patterns = _patterns(separator)
    plainly = len(separator) == 1 and not (comment and (text.startswith("#") or "\n#" in text))
    at = 0
    while at < len(text):
        if plainly and (sound := patterns.sound.match(text, at)):
            reader = csv.reader(io.StringIO(sound[0]), delimiter=separator)
            number = line
            for cells in reader:
                if cells:
                    yield number, cells
                number = line + reader.line_num
            line, at = number, sound.end()
            continue
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        row = text[at:end]
        if comment and row.startswith("#"):
            comment(line, row)
        elif '"' not in row:
            if row:
                yield line, row.split(separator)
        else:
            cells, end = _cells(text, at, patterns, separator, partial(tell, line))
            yield line, cells
            line += text.count("\n", at, end)
        line += 1
        at = end + 1


def _cells(
    text: str, at: int, patterns: _Patterns, separator: str, tell: Callable[[str], None]
) -> tuple[list[str], int]:
    """Return the cells of the row that begins at a place, and where it ends."""
    cells: list[str] = []
    while True:
        if found := patterns.quoted.match(text, at):
            cells.append(found[1].replace('""', '"'))
            at = found.end()
        else:
            start = at
            if opened := patterns.opened.match(text, at):
                if opened[1] is None:
                    tell(UNCLOSED)
                else:  # more letters stand behind it: speech
                    start = opened.end()
            ending = patterns.ending.search(text, start)
            end = ending.start() if ending else len(text)
            cells.append(text[at:end])
            at = end
        if not text.startswith(separator, at):
            return cells, at
        at += len(separator)


def detect(text: str, row_separator: str | None = None) -> str:
    """Return the separator that gives the most rows of a text the same number of cells, two or more.

    Empty where fewer than half of its rows have two cells.

    Args:
        text: of the rows.
        row_separator: between them; None = the line. The lines of a row may be its cells then.
    """
    text = NO_SEPARATOR.sub("&", text[: 1 << 18])
    usual: tuple[str, ...] = USUAL
    if row_separator is not None:
        text = text.replace(row_separator, NEVER).replace("\n", LINE).replace(NEVER, "\n")
        usual = (USUAL[0], LINE, *USUAL[1:])
    best, most = "", 0.0
    for separator in usual:
        if separator not in text:
            continue
        counts = widths(islice(rows(text, separator), LOOKED_AT))
        if not counts:
            return separator
        alike = max((times for width, times in counts.items() if width > 1), default=0)
        wide = sum(times for width, times in counts.items() if width > 1)
        if wide * 2 >= counts.total() and alike > most:
            best, most = separator, alike
    return best.replace(LINE, "\n")


def widths(found: Iterator[Row]) -> Counter[int]:
    """Return how many rows have how many cells; rows without any letter aside."""
    return Counter(len(cells) for _, cells in found if any(cell.strip() for cell in cells))


def hint(text: str) -> tuple[str, int]:
    """Return the separator that the first line names as spreadsheets do, and where the next line begins.

    Both are empty and 0 where it names none.
    """
    found = HINT.match(text)
    return (found[1], found.end()) if found else ("", 0)


def speaks(text: str, separator: str) -> bool:
    """Return whether quotation marks in a text are speech, and hold no cells together.

    Programs that quote cells double each mark inside of them, and those that do not never do.
    """
    text = text[: 1 << 16]
    mark = re.escape(separator or NEVER)
    held = re.compile(rf'(?:^|{mark})"((?:[^"]++|"")*+)"(?={mark}|\n|\Z)', re.MULTILINE)
    if any(re.search(rf'{mark}|\n|""', found[1]) for found in held.finditer(text)):
        return False
    return bool(re.search(rf'(?!{mark})[^\n"]"(?!{mark})[^\n"]', text))
