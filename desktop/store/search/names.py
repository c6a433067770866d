"""What is called what in a collection, as searches name it: folded, with ``*`` for any letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cached_property

from desktop.store.forest import Forest
from desktop.store.options import OptionTable
from desktop.store.reader import Reader
from desktop.study.folding import folded

DISTINCT_TAGS = """
WITH RECURSIVE each (tag) AS (
  SELECT MIN(tag) FROM note_tag
  UNION ALL SELECT (SELECT MIN(tag) FROM note_tag WHERE tag > each.tag) FROM each WHERE each.tag IS NOT NULL)
SELECT tag FROM each WHERE tag IS NOT NULL
"""
"""Steps from tag to tag by the index: a hundred times faster than reading every note's."""
BELOW = "::"


def any_of(pattern: str, *, below: bool = True) -> re.Pattern[str]:
    """Return the regular expression of a pattern."""
    parts = (re.escape(folded(part)) for part in re.sub(r"\*+", "*", pattern).split("*"))
    return re.compile(".*".join(parts) + (f"(?:{BELOW}.*)?" if below else ""), re.DOTALL)


class Names:
    """Reads each kind of name once, at its first use."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @cached_property
    def paths(self) -> dict[int, tuple[str, ...]]:
        """The names of each deck and of those that it lies in, from the top; a deleted one has its own."""
        forest = Forest(self._reader.rows)
        names = self._reader.rows("SELECT id, name FROM deck")
        return {number: forest.path(number) or (name,) for number, name in names}

    def decks(self, pattern: str) -> list[int]:
        """Return the decks with a path of names, and those below them; else those with that name anywhere."""
        wanted = any_of(pattern)
        paths = {number: folded(BELOW.join(path)) for number, path in self.paths.items()}
        found = [number for number, path in paths.items() if wanted.fullmatch(path)]
        if found:
            return found
        tops = {n for n, path in self.paths.items() if wanted.fullmatch(folded(path[-1]))}
        inside = tuple(paths[number] + BELOW for number in tops)
        return [number for number, path in paths.items() if number in tops or path.startswith(inside)]

    @cached_property
    def leech_lapses(self) -> dict[int, int]:
        """Lapses from which on the cards of each deck are leeches, as its options say."""
        table, forest = OptionTable(self._reader), Forest(self._reader.rows)
        return {deck: table.of(forest, deck).leech_lapses for deck in forest.places}

    @cached_property
    def tags(self) -> list[str]:
        """All tags."""
        return [tag for (tag,) in self._reader.rows(DISTINCT_TAGS)]

    def tags_like(self, pattern: str) -> list[str]:
        """Return the tags that are meant by a pattern, with those below them."""
        wanted = any_of(pattern)
        return [tag for tag in self.tags if wanted.fullmatch(folded(tag))]

    @cached_property
    def note_types(self) -> dict[int, tuple[str, tuple[str, ...]]]:
        """The name and the fields of every note type."""
        rows = self._reader.rows("SELECT id, name, fields FROM note_type")
        return {number: (name, tuple(json.loads(fields))) for number, name, fields in rows}

    def types_like(self, pattern: str) -> list[int]:
        """Return the note types that are meant by a pattern."""
        wanted = any_of(pattern, below=False)
        return [n for n, (name, _) in self.note_types.items() if wanted.fullmatch(folded(name))]

    def fields_like(self, pattern: str) -> dict[int, list[int]]:
        """Return the places of the fields that are meant by a pattern, by note type."""
        wanted = any_of(pattern, below=False)
        found: dict[int, list[int]] = {}
        for number, (_, fields) in self.note_types.items():
            if places := [at for at, field in enumerate(fields) if wanted.fullmatch(folded(field))]:
                found[number] = places
        return found

    def deck_places(self) -> dict[int, int]:
        """Return where each deck stands when they are sorted by their paths."""
        return _ranks((number, [folded(part) for part in path]) for number, path in self.paths.items())

    def type_places(self) -> dict[int, int]:
        """Return where each note type stands when they are sorted by name."""
        return _ranks((number, [folded(name)]) for number, (name, _) in self.note_types.items())


def _ranks(named: Iterable[tuple[int, list[str]]]) -> dict[int, int]:
    ordered = sorted(named, key=lambda each: each[1])
    return {number: place for place, (number, _) in enumerate(ordered)}
