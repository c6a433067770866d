"""The index of words: the text of every note, in a file of its own beside the collection.

It is made from the collection alone and can be thrown away at any time: where it is missing, damaged, of
another version or of another history, it is made anew. Nothing that writes to the collection waits for it or
knows of it: before a search, the notes that came or changed since are read, in batches, and each batch is one
transaction together with how far it reaches. So a crash loses a batch at the most, and the next search makes
up for it.

`text` holds the folded text of every note, `words` in which notes FTS5 found each word, and `word` each word
once, but not numbers. Where in a note a word stands is looked up in its text: an index that knew it would be
four times as large, and parts of words would be found half as fast.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from desktop.store.journal import COUNTER_BITS
from desktop.store.reader import Row
from desktop.store.search import runs
from desktop.study.folding import folded, searchable, tokens
from desktop.study.incoming import Progress

VERSION = 4
BETWEEN = "\x1f"
"""Stands between the fields in a text."""
BATCH = 4000
MANY = 20_000
"""Notes after which the pieces that FTS5 made of them are put together."""
KEY = 20
"""Letters that notes are sorted by, and that their start is looked up by."""
START = f"substr(ltrim(text, char(31)), 1, {KEY})"
"""What notes are sorted by: the start of the first field that says something."""
TABLES = f"""
CREATE TABLE covered (
  note INTEGER NOT NULL, uid BLOB, created_ms INTEGER, touched INTEGER NOT NULL, mark INTEGER);
CREATE TABLE text (
  note INTEGER PRIMARY KEY, note_type INTEGER NOT NULL, created_ms INTEGER NOT NULL,
  edited_after_ms INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX text_start ON text ({START});
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
{runs.TABLE};
CREATE VIRTUAL TABLE words USING fts5 (said, content='', columnsize=0, detail=none, tokenize='ascii');
PRAGMA user_version = {VERSION};
"""
WORDS = "INSERT INTO words (rowid, said) VALUES (?, ?)"
NO_WORDS = "INSERT INTO words (words, rowid, said) VALUES ('delete', ?, ?)"
EDITED = "t.created_ms + t.edited_after_ms"
TOGETHER = "INSERT INTO words (words) VALUES ('optimize')"
NOTES = """
SELECT n.id, n.note_type, n.fields, n.created_ms, n.stamps, json_extract(n.shipped, '$.modified'), n.uid
FROM note n
"""


class Covered(NamedTuple):
    """How far the index reaches.

    Attributes:
        note: the last note that came; with the two that follow, it tells one collection from another.
        touched: the last change of a note.
        mark: of that change.
    """

    note: int = 0
    uid: bytes | None = None
    created_ms: int | None = None
    touched: int = 0
    mark: int | None = None


class Index:
    """Keeps the index fresh.

    Args:
        connection: to the file of the index, with the collection attached, to be read only.

    Attributes:
        batches: how many it has taken in.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.batches = 0

    def prepare(self) -> None:
        """Make the tables, unless they are there in this version."""
        if not self._is_made():
            self._in_transaction(self._make_unless_made)

    def _make_unless_made(self) -> None:
        if not self._is_made():  # another program, or another thread, was quicker
            self._make_tables()

    def _is_made(self) -> bool:
        (version,) = self._connection.execute("PRAGMA main.user_version").fetchone()
        return bool(version == VERSION)

    def refresh(self, progress: Progress) -> None:
        """Take in what came or changed since the last time.

        Args:
            progress: told how many notes of how many are in; what it raises ends the work after a batch.
        """
        total = missing = self._missing()
        while missing:
            self._in_transaction(self._take_batch)
            missing = self._missing()
            total = max(total, missing)
            progress(total - missing, total)
        if total >= MANY:
            self._put_together()

    def _put_together(self) -> None:
        """Make the file small after much came in; where another window reads it, it stays large."""
        self._in_transaction(lambda: self._connection.execute(TOGETHER))
        with suppress(sqlite3.OperationalError):
            self._connection.execute("VACUUM main")

    def _missing(self) -> int:
        """Return about how many notes are to be taken in; 0 = none."""
        reach = self._reach()
        start = reach or self._start()
        (notes,) = self._connection.execute("SELECT MAX(id) FROM note").fetchone()
        (touched,) = self._connection.execute("SELECT MAX(id) FROM touched").fetchone()
        missing = max(0, (notes or 0) - start.note) + max(0, touched - start.touched)
        return missing or int(reach is None)

    def _reach(self) -> Covered | None:
        """Return how far the index reaches; None where it was made from another collection."""
        row = self._connection.execute("SELECT * FROM covered").fetchone()
        if row is None:
            return None
        covered = Covered(*row)
        mark = self._connection.execute(
            "SELECT mark FROM touched WHERE id = ?", (covered.touched,)
        ).fetchone()
        note = self._connection.execute(
            "SELECT uid, created_ms FROM note WHERE id = ?", (covered.note,)
        ).fetchone()
        same = mark == (covered.mark,) and (note or (None, None)) == (covered.uid, covered.created_ms)
        return covered if same else None

    def _start(self) -> Covered:
        """Return that nothing was read yet, and that what changed before need not be looked at."""
        row = self._connection.execute("SELECT id, mark FROM touched ORDER BY id DESC LIMIT 1").fetchone()
        return Covered(touched=row[0], mark=row[1])

    def _in_transaction(self, work: Callable[[], object]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            work()
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _make_tables(self) -> None:
        for name in ("covered", "text", "word", "words", "run"):
            self._connection.execute(f"DROP TABLE IF EXISTS main.{name}")
        for statement in filter(str.strip, TABLES.split(";")):
            self._connection.execute(statement)

    def _take_batch(self) -> None:
        self.batches += 1
        covered = self._reach()
        if covered is None:
            self._make_tables()
            covered = self._start()
        rows = self._connection.execute(
            f"{NOTES} WHERE n.id > ? ORDER BY n.id LIMIT {BATCH}", (covered.note,)
        ).fetchall()
        if rows:
            runs.extend(self._connection, ((row[0], row[3]) for row in rows))
            covered = covered._replace(note=rows[-1][0], uid=rows[-1][6], created_ms=rows[-1][3])
        else:
            touched = self._connection.execute(
                f"SELECT id, note, mark FROM touched WHERE id > ? ORDER BY id LIMIT {BATCH}",
                (covered.touched,),
            ).fetchall()
            if touched:
                covered = covered._replace(touched=touched[-1][0], mark=touched[-1][2])
            numbers = json.dumps(sorted({note for _, note, _ in touched}))
            rows = self._connection.execute(
                f"{NOTES} WHERE n.id IN (SELECT value FROM json_each(?)) AND n.id <= ?",
                (numbers, covered.note),
            ).fetchall()
            self._forget(numbers)
        self._add(rows)
        self._connection.execute("DELETE FROM covered")
        self._connection.execute("INSERT INTO covered VALUES (?, ?, ?, ?, ?)", covered)

    def _forget(self, numbers: str) -> None:
        rows = self._connection.execute(
            "SELECT note, text FROM text WHERE note IN (SELECT value FROM json_each(?))", (numbers,)
        ).fetchall()
        self._connection.executemany(NO_WORDS, ((note, " ".join(tokens(text))) for note, text in rows))
        self._connection.executemany("DELETE FROM text WHERE note = ?", ((note,) for note, _ in rows))

    def _add(self, rows: list[Row]) -> None:
        orders = self._orders()
        texts: list[Row] = []
        words: list[Row] = []
        vocabulary: set[str] = set()
        for number, note_type, fields, created_ms, stamps, modified, _ in rows:
            text = BETWEEN.join(_folded_fields(json.loads(fields), orders.get(note_type, ()))).rstrip(BETWEEN)
            stamp = max(json.loads(stamps).values(), default=0) >> COUNTER_BITS if stamps != "{}" else 0
            edited_after = max(0, stamp - created_ms, (modified or 0) - created_ms)
            texts.append((number, note_type, created_ms, edited_after, text))
            said = tokens(text)
            words.append((number, " ".join(said)))
            vocabulary.update(said)
        self._connection.executemany("INSERT INTO text VALUES (?, ?, ?, ?, ?)", texts)
        self._connection.executemany(WORDS, words)
        self._connection.executemany(
            "INSERT OR IGNORE INTO word VALUES (?)",
            ((word,) for word in sorted(vocabulary) if not word.isdecimal()),
        )

    def _orders(self) -> dict[int, tuple[str, ...]]:
        """Return the names of the fields of every note type, in order."""
        return {
            number: tuple(json.loads(fields))
            for number, fields in self._connection.execute("SELECT id, fields FROM note_type")
        }


def _folded_fields(fields: dict[str, str], order: Iterable[str]) -> list[str]:
    """Return the texts of the fields in the order of the note type; those it does not know follow."""
    names = dict.fromkeys((*order, *fields))
    return [folded(searchable(fields.get(name) or "")).replace(BETWEEN, " ") for name in names]
