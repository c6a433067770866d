"""Notes that come in as a table, taken set by set into the file of an import.

SQL walks them, and asks Python for what it cannot know itself: texts as JSON, which cards they make.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from desktop.store.json_text import fields_text, json_text
from desktop.study.incoming import Tables
from desktop.study.note import NoteType

TABLES = """
CREATE TABLE home (number INTEGER PRIMARY KEY, deck INTEGER);
CREATE INDEX note_number ON note (number);
"""
"""The decks of notes, by the source's numbers."""
HOMES = "INSERT OR IGNORE INTO home SELECT note, deck FROM ({homes}) WHERE typeof(note) = 'integer'"
BATCH = 5000
NOTES = """
INSERT INTO note (uid, keyed, note_type, deck, line, number, makes)
SELECT uid, 1, type_of(type), place_of(h.deck), 0, x.number, look(x.number, type, texts)
FROM ({notes}) x LEFT JOIN home h ON h.number = x.number
WHERE x.number > :after ORDER BY x.number LIMIT {batch}
"""
TEXTS = """
INSERT INTO text (fields, tags, topic, created_ms, modified_ms, source)
SELECT fields_json(type, texts), tags_json(tags), topic, created_ms, modified_ms, source
FROM ({notes}) WHERE number > :after ORDER BY number LIMIT {batch}
"""
FILES = "INSERT OR IGNORE INTO used SELECT ?, id FROM note WHERE number = ?"
SEPARATOR = "\x1f"


class PlainNotes:
    """Takes the notes of a table in.

    Args:
        stage: the file of the import, with the source attached.
        tables: of the source.
        type_of: returns the number that a note type gets here.
        place_of: returns the number that a deck gets here, for its path; () = the source names none.
        look: looks at the fields of a note; returns its pattern, and the names of files that it uses.
    """

    def __init__(
        self,
        stage: sqlite3.Connection,
        tables: Tables,
        *,
        type_of: Callable[[NoteType], int],
        place_of: Callable[[tuple[str, ...]], int],
        look: Callable[[NoteType, Mapping[str, str]], tuple[int, Sequence[str]]],
    ) -> None:
        self._stage = stage
        self._tables = tables
        self._look = look
        self._files: list[tuple[str, int]] = []
        self._tags: dict[bytes, str] = {}
        for name, count, function in (
            ("type_of", 1, lambda number: type_of(tables.note_types[number])),
            ("place_of", 1, lambda deck: place_of(tables.decks.get(deck, ()))),
            ("look", 3, self._look_at),
            ("fields_json", 2, lambda number, texts: fields_text(self._fields(number, texts)[1])),
            ("tags_json", 1, self._tags_json),
        ):
            stage.create_function(name, count, function)

    def take(self) -> Iterator[int]:
        """Take them in batch by batch; yield how many there are so far."""
        self._stage.execute(HOMES.format(homes=self._tables.homes))
        notes, texts = (sql.format(notes=self._tables.notes, batch=BATCH) for sql in (NOTES, TEXTS))
        after = {"after": -(1 << 63)}
        while self._stage.execute(notes, after).rowcount > 0:
            self._stage.execute(texts, after)
            self._stage.executemany(FILES, self._files)
            self._files.clear()
            last, after["after"] = self._stage.execute(
                "SELECT id, number FROM note ORDER BY id DESC LIMIT 1"
            ).fetchone()
            yield last

    def _look_at(self, note: int, number: int, texts: bytes) -> int:
        pattern, names = self._look(*self._fields(number, texts))
        if names:
            self._files += [(name, note) for name in names]
        return pattern

    def _fields(self, number: int, texts: bytes) -> tuple[NoteType, dict[str, str]]:
        note_type = self._tables.note_types[number]
        values = texts.decode("utf-8", "replace").replace("\x00", "").split(SEPARATOR)
        return note_type, dict(zip(note_type.fields, values, strict=True))

    def _tags_json(self, words: bytes | None) -> str:
        key = words or b""
        found = self._tags.get(key)
        if found is None:
            found = self._tags[key] = json_text(sorted(set(key.decode("utf-8", "replace").split())))
        return found
