"""What SQL cannot do by itself: regular expressions that end in time, and looking into single fields."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.store.search.index import BETWEEN
from desktop.study.folding import without_accents

if TYPE_CHECKING:
    from regex import Pattern

LONGEST_SECONDS = 2.0
"""How long one search may spend on regular expressions."""


class Matching:
    """Functions for one connection. They cannot say in SQL what went wrong, so that they keep it.

    Attributes:
        problem: of the search that is going on.
    """

    def __init__(self) -> None:
        self.problem: UserError | None = None
        self._until = 0.0

    def add_to(self, connection: sqlite3.Connection) -> None:
        """Make the functions known to a connection."""
        for name, count, function in (
            ("matches", 2, self._matches),
            ("in_fields", 3, in_fields),
            ("says", 2, says),
            ("says_in_fields", 4, says_in_fields),
            ("unhexed", 1, bytes.fromhex),
        ):
            connection.create_function(name, count, function, deterministic=True)

    def begin(self) -> None:
        """Begin a search: its time runs from now on."""
        self.problem = None
        self._until = time.monotonic() + LONGEST_SECONDS

    def _matches(self, pattern: str, text: str) -> bool:
        left = self._until - time.monotonic()
        try:
            if left > 0:
                return compiled(pattern).search(text.replace(BETWEEN, "\n"), timeout=left) is not None
        except TimeoutError:
            pass
        self.problem = UserError(
            "This regular expression takes too long.", "Make it simpler, or add words to look for."
        )
        raise self.problem


@lru_cache(maxsize=16)
def compiled(pattern: str) -> Pattern[str]:
    """Return a regular expression for folded texts; case and accents do not count in it either.

    Raises:
        UserError: it is none.
    """
    import regex  # heavy: few searches use it

    try:
        return regex.compile(without_accents(pattern), regex.IGNORECASE | regex.MULTILINE | regex.VERSION0)
    except (regex.error, OverflowError, MemoryError, RecursionError) as error:
        raise UserError(
            f"This is no regular expression: {getattr(error, 'msg', 'it is too large')}."
        ) from error


def says(pattern: str, text: str) -> bool:
    """Return whether a text has what a pattern of ours stands for; see `folding.phrase_pattern`."""
    return re.search(pattern, text) is not None


def says_in_fields(pattern: str, text: str, note_type: int, places: str) -> bool:
    """Return whether some fields of a note have what a pattern of ours stands for.

    Args:
        pattern: of something that stands in one field.
        text: of all fields, as the others for `in_fields`.
        note_type: of the note.
        places: of the fields.
    """
    wanted = _places(places).get(note_type, ())
    return any(text.count(BETWEEN, 0, found.start()) in wanted for found in re.finditer(pattern, text))


def in_fields(text: str, note_type: int, places: str) -> str:
    """Return the text of some fields of a note.

    Args:
        text: of all of its fields.
        note_type: of the note.
        places: of the fields by note type, in JSON.
    """
    parts = text.split(BETWEEN)
    return BETWEEN.join(parts[at] for at in _places(places).get(note_type, ()) if at < len(parts))


@lru_cache(maxsize=16)
def _places(places: str) -> dict[int, list[int]]:
    return {int(note_type): found for note_type, found in json.loads(places).items()}
