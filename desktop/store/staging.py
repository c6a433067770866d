"""What comes in, laid out in a file of its own, so that the collection is written in one short step.

Everything slow is done here, on no one's time: reading notes one by one, which cards they make, who they
are. The collection is not touched.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from desktop.store import gathering, plain_notes
from desktop.store.deck_paths import DeckPaths
from desktop.store.gathering import gather
from desktop.store.json_text import fields_text, json_text
from desktop.store.looking import Looker
from desktop.store.plain_notes import PlainNotes
from desktop.store.standing import LONGEST_TOOK, standing
from desktop.study.calendar import LocalDays
from desktop.study.fronts import front_of
from desktop.study.incoming import (
    NO_UID,
    CardState,
    Choices,
    Incoming,
    IncomingNote,
    Progress,
)
from desktop.study.note import derived_bytes
from desktop.study.schedule import NEW

TABLES = """
CREATE TABLE deck (
  id INTEGER PRIMARY KEY, parent INTEGER, name TEXT, path TEXT, uid BLOB UNIQUE, target INTEGER,
  made INTEGER DEFAULT 0);
CREATE TABLE note_type (
  id INTEGER PRIMARY KEY, uid BLOB UNIQUE, name TEXT, kind TEXT, fields TEXT, templates TEXT, style TEXT,
  options TEXT, target INTEGER, made INTEGER DEFAULT 0);
CREATE TABLE note (
  id INTEGER PRIMARY KEY, uid BLOB, keyed INTEGER, note_type INTEGER, deck INTEGER, front TEXT, line INTEGER,
  number INTEGER, makes INTEGER, target INTEGER, action INTEGER DEFAULT 0, same_as INTEGER,
  matched INTEGER DEFAULT 0, kept INTEGER DEFAULT 0);
CREATE TABLE pattern (number INTEGER, ordinal INTEGER, PRIMARY KEY (number, ordinal)) WITHOUT ROWID;
CREATE TABLE text (
  note INTEGER PRIMARY KEY, fields TEXT, tags TEXT, topic TEXT, created_ms INTEGER, modified_ms INTEGER,
  source TEXT, merged TEXT);
CREATE TABLE card (
  id INTEGER PRIMARY KEY, note INTEGER, ordinal INTEGER, deck INTEGER, position INTEGER,
  suspended INTEGER, buried INTEGER, flag INTEGER, number INTEGER);
CREATE TABLE standing (
  card INTEGER PRIMARY KEY, repetition INTEGER, interval INTEGER, ease INTEGER, last_day INTEGER, due INTEGER,
  drill INTEGER, lapses INTEGER, counted INTEGER, fold INTEGER, seeded INTEGER, seed_ms INTEGER,
  seed_day INTEGER, kept TEXT);
CREATE TABLE review (
  id INTEGER PRIMARY KEY, card INTEGER, day INTEGER, at_ms INTEGER, offset_min INTEGER,
  grade INTEGER, mode TEXT, took_ms INTEGER);
CREATE TABLE used (name TEXT, note INTEGER, PRIMARY KEY (name, note)) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX note_uid ON note (uid) WHERE keyed = 1;
CREATE INDEX note_front ON note (deck, front, note_type) WHERE front IS NOT NULL;
CREATE INDEX note_target ON note (target) WHERE target IS NOT NULL;
"""
NEW_CARDS = """
INSERT INTO card SELECT NULL, n.id, p.ordinal, n.deck, n.id, 0, 0, 0, NULL
FROM note n CROSS JOIN pattern p ON p.number = n.makes ORDER BY n.id, p.ordinal
"""
"""Cards of notes of which nothing else is known; the ordinals of such a note are those of a pattern."""
# sqlite3 binds exact int, str and bytearray twice as fast as None, bool and bytes, which it tries to adapt.
ROWS = (
    "INSERT INTO deck (id, parent, name, path, uid) VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO note_type (id, uid, name, kind, fields, templates, style, options)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO note (id, uid, keyed, note_type, deck, front, line, number, makes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO text (note, fields, tags, topic, created_ms, modified_ms, source)"
    " VALUES (?, ?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), NULLIF(?, ''))",
    "INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
    f"INSERT INTO standing VALUES ({', '.join('?' * 14)})",
    "INSERT INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    *("INSERT OR IGNORE INTO used VALUES (?, ?)",) * 2,
)
KNOWN = -1
"""The pattern of a note whose cards are written one by one."""
UNNAMED = ("Imported cards",)
BATCH = 2000


class Stage:
    """Fills the file of one import.

    Args:
        file: to be made.
        incoming: what comes in.
        choices: of the person.
        rollover: hour at which a study day starts.
        progress: told of every batch.
    """

    def __init__(
        self, file: Path, incoming: Incoming, choices: Choices, rollover: int, progress: Progress
    ) -> None:
        self._incoming = incoming
        self._choices = choices
        self._tables = incoming.tables
        self._days = LocalDays(rollover)
        self._progress = progress
        self._decks = DeckPaths()
        self._looker = Looker()
        self._tags: dict[tuple[str, ...], str] = {}
        self._unplaced = choices.deck or incoming.deck or UNNAMED
        self._notes: list[tuple[Any, ...]] = []
        self._texts: list[tuple[Any, ...]] = []
        self._cards: list[tuple[Any, ...]] = []
        self._standings: list[tuple[Any, ...]] = []
        self._reviews: list[tuple[Any, ...]] = []
        self._used: list[tuple[str, int]] = []
        self._rows: tuple[list[Any], ...] = (
            self._decks.rows,
            self._looker.rows,
            self._notes,
            self._texts,
            self._cards,
            self._standings,
            self._reviews,
            self._used,
            self._looker.used,
        )
        self._card = 0
        self.unmade = 0
        self.studied = self.names_decks = False
        self.cardless, self.findings = self._looker.cardless, self._looker.findings
        with closing(sqlite3.connect(file, isolation_level=None, uri=True)) as self._stage:
            self._stage.execute("PRAGMA journal_mode = OFF")
            self._stage.execute("PRAGMA synchronous = OFF")
            self._stage.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._stage.execute("PRAGMA cache_size = -32000")
            more = gathering.TABLES + plain_notes.TABLES if self._tables else ""
            self._stage.executescript(TABLES + more)
            with self._tables.attached(self._stage) if self._tables else nullcontext():
                self._stage.execute("BEGIN")
                self._fill()
                self._stage.execute("COMMIT")
            self._stage.executescript(INDEXES)

    def _fill(self) -> None:
        number = taken = 0
        if self._tables:
            plain = PlainNotes(
                self._stage,
                self._tables,
                type_of=self._looker.type_of,
                place_of=self._place,
                look=self._looker.look,
            )
            for taken in plain.take():
                self._write()
                self._progress(taken, self._incoming.count)
        for number, each in enumerate(self._incoming.beside_tables(), taken + 1):
            self._add(number, each)
            if number % BATCH == 0:
                self._write()
                self._progress(number, self._incoming.count)
        self._write()
        made = [(number, each) for number, pattern in enumerate(self._looker.patterns) for each in pattern]
        self._stage.executemany("INSERT INTO pattern VALUES (?, ?)", made)
        if not self._tables:
            self._stage.execute(NEW_CARDS)
        else:
            self.unmade, self.studied = gather(
                self._stage, self._tables, self._days, self._decks.number, history=self._choices.history
            )
            self._write()
        number = max(number, taken)
        self._progress(number, max(number, self._incoming.count))

    def _write(self) -> None:
        for sql, rows in zip(ROWS, self._rows, strict=True):
            if rows:
                self._stage.executemany(sql, rows)
                rows.clear()

    def _add(self, number: int, each: IncomingNote) -> None:
        note = each.note
        path = each.deck or self._unplaced
        keyed = note.uid.int != NO_UID.int
        front = None if keyed else front_of(note.note_type, note.fields)
        uid = note.uid.bytes if keyed else derived_bytes(self._decks.uid(path), f"note {front}")
        note_type, place = self._looker.type_of(note.note_type), self._place(each.deck)
        pattern, names = self._looker.look(note.note_type, note.fields, each.line)
        self._used += [(name, number) for name in names]
        makes = KNOWN if each.cards else pattern
        self._notes.append(
            (number, bytearray(uid), int(keyed), note_type, place, front, each.line, each.number, makes)
        )
        tags = self._tags.get(note.tags)
        if tags is None:
            tags = self._tags[note.tags] = json_text(sorted(set(note.tags)))
        self._texts.append(
            (
                number,
                fields_text(note.fields),
                tags,
                note.topic,
                each.created_ms or 0,
                each.modified_ms or 0,
                each.source,
            )
        )
        if each.cards:
            self._add_cards(number, pattern, each.cards, place)

    def _add_cards(self, number: int, pattern: int, cards: tuple[CardState, ...], place: int) -> None:
        made = self._looker.patterns[pattern]
        known = {state.ordinal: state for state in cards}
        self.unmade += len(known.keys() - made)
        for ordinal in made:
            self._add_card(number, known.get(ordinal) or CardState(ordinal), place)

    def _add_card(self, note: int, state: CardState, place: int) -> None:
        self._card += 1
        has_history = (
            state.reviews or state.kept or (state.schedule is not None and state.schedule is not NEW)
        )
        self.studied = self.studied or bool(has_history)
        if has_history and self._choices.history:
            self._add_history(state)
        self._cards.append(
            (
                self._card,
                note,
                state.ordinal,
                self._decks.number(state.deck) if state.deck else place,
                note if state.position is None else state.position,
                int(state.suspended),
                int(state.buried),
                max(0, min(state.flag, 7)),
            )
        )

    def _add_history(self, state: CardState) -> None:
        for each in state.reviews:
            self._reviews.append(
                (
                    None,
                    self._card,
                    self._days.day(each.at_ms),
                    each.at_ms,
                    self._days.offset_min(each.at_ms),
                    max(0, min(each.grade, 5)),
                    each.mode,
                    max(0, min(each.took_ms, LONGEST_TOOK)),
                )
            )
        latest = state.reviews[-1].at_ms if state.reviews else None
        is_told = state.schedule is not None
        columns = standing(state.schedule or NEW, self._days, latest, is_told=is_told)
        self._standings.append((self._card, *columns, state.kept))

    def _place(self, path: tuple[str, ...]) -> int:
        """Return the number of the deck that a note names; one that names none goes to that of the import."""
        self.names_decks = self.names_decks or bool(path)
        return self._decks.number(path or self._unplaced)
