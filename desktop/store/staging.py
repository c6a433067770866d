"""What comes in, laid out in a file of its own, so that the collection is written in one short step.

Everything slow is done here, on no one's time: reading notes one by one, which cards they make, who they
are. The collection is not touched.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.store import gathering
from desktop.store.gathering import gather
from desktop.store.json_text import fields_text, json_text
from desktop.store.library import templates_text
from desktop.store.standing import LONGEST_TOOK, standing
from desktop.study.calendar import LocalDays
from desktop.study.findings import Findings
from desktop.study.fronts import front_of
from desktop.study.incoming import (
    NO_UID,
    CardState,
    Choices,
    Incoming,
    IncomingNote,
    Progress,
    Skipped,
)
from desktop.study.kinds import KINDS, Kind, kind
from desktop.study.layout import is_empty
from desktop.study.media_names import media_names
from desktop.study.note import NAMESPACE, Note, NoteType, derived, derived_bytes
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
  number INTEGER, target INTEGER, action INTEGER DEFAULT 0, same_as INTEGER, matched INTEGER DEFAULT 0,
  kept INTEGER DEFAULT 0);
CREATE TABLE text (
  note INTEGER PRIMARY KEY, fields TEXT, tags TEXT, topic TEXT, created_ms INTEGER, modified_ms INTEGER,
  source TEXT, merged TEXT);
CREATE TABLE card (
  id INTEGER PRIMARY KEY, note INTEGER, ordinal INTEGER, deck INTEGER, position INTEGER,
  suspended INTEGER, buried INTEGER, flag INTEGER);
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
CREATE INDEX note_uid ON note (keyed, uid);
CREATE INDEX note_front ON note (deck, front, note_type) WHERE front IS NOT NULL;
CREATE INDEX note_target ON note (target) WHERE target IS NOT NULL;
CREATE INDEX IF NOT EXISTS card_note ON card (note, ordinal);
"""
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
        self._decks: dict[tuple[str, ...], int] = {}
        self._types: dict[UUID, int] = {}
        self._deck_uids: dict[tuple[str, ...], bytes] = {}
        self._latest: tuple[NoteType | None, int, Kind] = None, 0, KINDS[0]
        self._tags: dict[tuple[str, ...], str] = {}
        self._made: dict[tuple[int, tuple[bool, ...]], tuple[int, ...]] = {}
        self._unplaced = choices.deck or incoming.deck or UNNAMED
        self._notes: list[tuple[Any, ...]] = []
        self._texts: list[tuple[Any, ...]] = []
        self._bare: list[tuple[int, int, int]] = []
        self._cards: list[tuple[Any, ...]] = []
        self._standings: list[tuple[Any, ...]] = []
        self._reviews: list[tuple[Any, ...]] = []
        self._used: list[tuple[str, int]] = []
        self._card = 0
        self.cardless: list[Skipped] = []
        self.unmade = 0
        self.studied = self.names_decks = False
        self.findings = Findings()
        with closing(sqlite3.connect(file, isolation_level=None, uri=True)) as self._stage:
            self._stage.execute("PRAGMA journal_mode = OFF")
            self._stage.execute("PRAGMA synchronous = OFF")
            self._stage.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._stage.execute("PRAGMA cache_size = -32000")
            self._stage.executescript(TABLES + gathering.TABLES if self._tables else TABLES)
            with self._tables.attached(self._stage) if self._tables else nullcontext():
                self._stage.execute("BEGIN")
                self._fill()
                self._stage.execute("COMMIT")
            self._stage.executescript(INDEXES)

    def _fill(self) -> None:
        number = 0
        for number, each in enumerate(self._incoming.notes_of_tables(), 1):
            self._add(number, each)
            if number % BATCH == 0:
                self._write()
                self._progress(number, self._incoming.count)
        self._write()
        if self._tables:
            self.unmade, self.studied = gather(
                self._stage, self._tables, self._days, self._deck, history=self._choices.history
            )
        self._progress(number, max(number, self._incoming.count))

    def _write(self) -> None:
        for sql, rows in (
            ("INSERT INTO note (id, uid, keyed, note_type, deck, front, line, number)", self._notes),
            ("INSERT INTO text (note, fields, tags, topic, created_ms, modified_ms, source)", self._texts),
            ("INSERT INTO made", self._bare),
            ("INSERT INTO card", self._cards),
            ("INSERT INTO standing", self._standings),
            ("INSERT INTO review", self._reviews),
            ("INSERT OR IGNORE INTO used", self._used),
        ):
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._stage.executemany(f"{sql} VALUES ({marks})", rows)
                rows.clear()

    def _add(self, number: int, each: IncomingNote) -> None:
        note = each.note
        path = each.deck or self._unplaced
        self.names_decks = self.names_decks or bool(each.deck)
        keyed = note.uid.int != NO_UID.int
        front = None if keyed else front_of(note)
        uid = note.uid.bytes if keyed else derived_bytes(self._deck_bytes(path), f"note {front}")
        if note.note_type is not self._latest[0]:
            self._latest = note.note_type, self._type(note.note_type), kind(note.note_type.kind)
        note_type = self._latest[1]
        place = self._deck(path)
        self._notes.append((number, uid, keyed, note_type, place, front, each.line, each.number))
        tags = self._tags.get(note.tags)
        if tags is None:
            tags = self._tags[note.tags] = json_text(sorted(set(note.tags)))
        self._texts.append(
            (
                number,
                fields_text(note.fields),
                tags,
                note.topic,
                each.created_ms,
                each.modified_ms,
                each.source or None,
            )
        )
        for html in note.fields.values():
            if "[sound:" in html or "<" in html:
                self._used += [(name, number) for name in media_names(html)]
        self.findings.look_at_note(note)
        made = self._ordinals(note_type, note)
        if not made:
            self.cardless.append(Skipped(each.line, "it makes no card", front_of(note)[:200]))
        if self._tables:
            self._add_bare(number, made)
            return
        if len(made) == 1 == len(each.cards) and each.cards[0].ordinal == made[0]:
            self._add_card(number, each.cards[0], place)
            return
        known = {state.ordinal: state for state in each.cards}
        self.unmade += len(known.keys() - made)
        for ordinal in made:
            self._add_card(number, known.get(ordinal) or CardState(ordinal), place)

    def _add_bare(self, note: int, made: tuple[int, ...]) -> None:
        for ordinal in made:
            self._card += 1
            self._bare.append((self._card, note, ordinal))

    def _ordinals(self, note_type: int, note: Note) -> tuple[int, ...]:
        """Return which cards a note makes; where its text does not decide that, it is asked once for many."""
        asked = self._latest[2]
        if asked.text_decides:
            return asked.ordinals(note.note_type, note.fields)
        key = note_type, tuple([is_empty(html) for html in note.fields.values()])
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = asked.ordinals(note.note_type, note.fields)
        return made

    def _deck_bytes(self, path: tuple[str, ...]) -> bytes:
        found = self._deck_uids.get(path)
        if found is None:
            found = self._deck_uids[path] = deck_uid(path).bytes
        return found

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
                self._deck(state.deck) if state.deck else place,
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

    def _deck(self, path: tuple[str, ...]) -> int:
        found = self._decks.get(path)
        if found is None:
            parent = self._deck(path[:-1]) if len(path) > 1 else None
            row = self._stage.execute("SELECT id FROM deck WHERE uid = ?", (deck_uid(path).bytes,)).fetchone()
            found = row[0] if row else self._insert_deck(parent, path)
            self._decks[path] = found
        return found

    def _insert_deck(self, parent: int | None, path: tuple[str, ...]) -> int:
        values = (parent, path[-1], "::".join(path), deck_uid(path).bytes)
        sql = "INSERT INTO deck (parent, name, path, uid) VALUES (?, ?, ?, ?)"
        return int(self._stage.execute(sql, values).lastrowid or 0)

    def _type(self, note_type: NoteType) -> int:
        found = self._types.get(note_type.uid)
        if found is None:
            values = (
                note_type.uid.bytes,
                note_type.name,
                note_type.kind,
                json_text(note_type.fields),
                templates_text(note_type.templates),
                note_type.style,
                json_text({"strict": True} if note_type.strict else {}),
            )
            sql = (
                "INSERT INTO note_type (uid, name, kind, fields, templates, style, options)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
            )
            found = self._types[note_type.uid] = int(self._stage.execute(sql, values).lastrowid or 0)
            self.findings.look_at_type(note_type)
            used = [note_type.style, *(text for t in note_type.templates for text in (t.question, t.answer))]
            self._used += [(name, 0) for text in used for name in media_names(text)]
        return found


def deck_uid(path: tuple[str, ...]) -> UUID:
    """Return the identity of an imported deck: the same on every computer, whatever the case of its name."""
    return derived(NAMESPACE, "imported deck " + "\x1f".join(path).casefold())
