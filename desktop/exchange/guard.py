"""Cells that a spreadsheet would take for a formula, and the way back.

Excel and its like run what begins with one of BEGINNINGS, from a text file too. An apostrophe in front stops
that. A cell that begins with apostrophes before one of them gets one more, so that the way back is certain.
"""

from __future__ import annotations

import re

BEGINNINGS = "=+-@\t\r"
DANGEROUS = re.compile(rf"'*[{re.escape(BEGINNINGS)}]")
GUARDED = re.compile(rf"'+[{re.escape(BEGINNINGS)}]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return "'" + cell if DANGEROUS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if GUARDED.match(cell) else cell
