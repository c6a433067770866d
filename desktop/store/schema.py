"""The tables, as numbered steps of plain SQL. A step never changes once it was released.

`review`, `event` and `void` are the log: rows are only ever added. `schedule` and `tally` are
derived from it, disposable and rebuilt when FOLD differs. Everything else has an identity (uid), a
change stamp for each field (`stamps`, or one `stamp`), and `deleted` instead of deletion.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x52455054
"""Marks the file as ours ("REPT")."""

FOLD = 1
"""Version of the rules that derive `schedule`; raise it when they change."""

TALLY_TRIGGERS = """
CREATE TRIGGER tally_in AFTER INSERT ON schedule BEGIN
  INSERT INTO tally VALUES (NEW.deck, NEW.state, NEW.repetition >= 2, NEW.ready, 1)
    ON CONFLICT DO UPDATE SET cards = cards + 1;
END;
CREATE TRIGGER tally_out AFTER DELETE ON schedule BEGIN
  UPDATE tally SET cards = cards - 1 WHERE deck = OLD.deck AND state = OLD.state
    AND known = (OLD.repetition >= 2) AND ready = OLD.ready;
  DELETE FROM tally WHERE deck = OLD.deck AND state = OLD.state
    AND known = (OLD.repetition >= 2) AND ready = OLD.ready AND cards = 0;
END;
CREATE TRIGGER tally_move AFTER UPDATE OF deck, state, repetition, ready ON schedule
WHEN OLD.deck <> NEW.deck OR OLD.state <> NEW.state OR OLD.ready <> NEW.ready
  OR (OLD.repetition >= 2) <> (NEW.repetition >= 2) BEGIN
  UPDATE tally SET cards = cards - 1 WHERE deck = OLD.deck AND state = OLD.state
    AND known = (OLD.repetition >= 2) AND ready = OLD.ready;
  DELETE FROM tally WHERE deck = OLD.deck AND state = OLD.state
    AND known = (OLD.repetition >= 2) AND ready = OLD.ready AND cards = 0;
  INSERT INTO tally VALUES (NEW.deck, NEW.state, NEW.repetition >= 2, NEW.ready, 1)
    ON CONFLICT DO UPDATE SET cards = cards + 1;
END;
"""
"""Keep `tally` true. Rows without cards go: else one would stay for every day of the past."""

STEP_1 = (
    """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE option (name TEXT PRIMARY KEY, value TEXT NOT NULL, stamp INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE deck (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, parent INTEGER REFERENCES deck (id),
  name TEXT NOT NULL, description TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL,
  options TEXT NOT NULL DEFAULT '{}', deleted INTEGER NOT NULL DEFAULT 0, stamps TEXT NOT NULL DEFAULT '{}');
CREATE INDEX deck_parent ON deck (parent);

CREATE TABLE note_type (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
  fields TEXT NOT NULL, templates TEXT NOT NULL, style TEXT NOT NULL DEFAULT '',
  options TEXT NOT NULL DEFAULT '{}',
  deleted INTEGER NOT NULL DEFAULT 0, stamps TEXT NOT NULL DEFAULT '{}');

CREATE TABLE note (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE,
  note_type INTEGER NOT NULL REFERENCES note_type (id),
  fields TEXT NOT NULL, shipped TEXT NOT NULL DEFAULT '{}', topic TEXT NOT NULL DEFAULT '',
  created_ms INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, stamps TEXT NOT NULL DEFAULT '{}');
CREATE TABLE note_tag (
  note INTEGER NOT NULL REFERENCES note (id), tag TEXT NOT NULL, present INTEGER NOT NULL,
  stamp INTEGER NOT NULL, PRIMARY KEY (note, tag)) WITHOUT ROWID;
CREATE INDEX note_tag_tag ON note_tag (tag, note);

CREATE TABLE card (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, note INTEGER NOT NULL REFERENCES note (id),
  deck INTEGER NOT NULL REFERENCES deck (id), ordinal INTEGER NOT NULL, position INTEGER NOT NULL,
  suspended INTEGER NOT NULL DEFAULT 0, buried INTEGER NOT NULL DEFAULT 0,
  flag INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
  stamps TEXT NOT NULL DEFAULT '{}', UNIQUE (note, ordinal));
CREATE INDEX card_deck ON card (deck);

CREATE TABLE review (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, card INTEGER NOT NULL REFERENCES card (id),
  day INTEGER NOT NULL, at_ms INTEGER NOT NULL, offset_min INTEGER NOT NULL,
  grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 5), mode TEXT NOT NULL, took_ms INTEGER NOT NULL,
  shift INTEGER, response TEXT NOT NULL DEFAULT '', device BLOB NOT NULL);
CREATE INDEX review_card ON review (card, day, at_ms);
CREATE INDEX review_day ON review (day);
CREATE TABLE event (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, card INTEGER REFERENCES card (id),
  day INTEGER NOT NULL, at_ms INTEGER NOT NULL, offset_min INTEGER NOT NULL,
  kind TEXT NOT NULL, data TEXT NOT NULL DEFAULT '{}', device BLOB NOT NULL);
CREATE INDEX event_card ON event (card);
CREATE TABLE void (entry BLOB PRIMARY KEY, at_ms INTEGER NOT NULL, device BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE media (hash BLOB PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE media_name (
  name TEXT PRIMARY KEY, folded TEXT NOT NULL, hash BLOB NOT NULL REFERENCES media (hash),
  deleted INTEGER NOT NULL DEFAULT 0, stamp INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX media_name_folded ON media_name (folded);

CREATE TABLE action (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL DEFAULT '',
  at_ms INTEGER NOT NULL, after_review INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
  data TEXT NOT NULL DEFAULT '{}');
CREATE TABLE change (
  id INTEGER PRIMARY KEY, action INTEGER NOT NULL REFERENCES action (id), entity TEXT NOT NULL,
  row INTEGER NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL);
CREATE INDEX change_action ON change (action);

CREATE TABLE schedule (
  card INTEGER PRIMARY KEY REFERENCES card (id), deck INTEGER NOT NULL, state INTEGER NOT NULL,
  ready INTEGER NOT NULL, position INTEGER NOT NULL, repetition INTEGER NOT NULL,
  interval INTEGER NOT NULL, ease INTEGER NOT NULL, last_day INTEGER, due INTEGER,
  drill INTEGER NOT NULL, lapses INTEGER NOT NULL, counted INTEGER NOT NULL);
CREATE INDEX schedule_ready ON schedule (state, ready, deck);
CREATE INDEX schedule_deck ON schedule (deck, state, ready);
CREATE INDEX schedule_new ON schedule (deck, position) WHERE state = 0;
CREATE INDEX schedule_today ON schedule (last_day);
CREATE TABLE tally (
  deck INTEGER NOT NULL, state INTEGER NOT NULL, known INTEGER NOT NULL, ready INTEGER NOT NULL,
  cards INTEGER NOT NULL, PRIMARY KEY (deck, state, known, ready)) WITHOUT ROWID;
"""
    + TALLY_TRIGGERS
)

STEP_2 = """
CREATE TRIGGER note_edited AFTER UPDATE OF fields ON note
WHEN OLD.fields <> NEW.fields AND OLD.shipped = NEW.shipped AND OLD.shipped LIKE '{"fields": null,%' BEGIN
  UPDATE note SET shipped = '{"fields": ' || OLD.fields || substr(OLD.shipped, 16) WHERE id = NEW.id;
END;
"""
"""Writes out what a note came with before it is changed for the first time; see `shipped`."""

STEP_3 = """
CREATE TABLE touched (
  id INTEGER PRIMARY KEY AUTOINCREMENT, note INTEGER NOT NULL, mark INTEGER NOT NULL DEFAULT (random()));
INSERT INTO touched (note) VALUES (0);
CREATE TRIGGER note_touched AFTER UPDATE OF fields, note_type ON note
WHEN OLD.fields <> NEW.fields OR OLD.note_type <> NEW.note_type BEGIN
  INSERT INTO touched (note) VALUES (NEW.id);
  DELETE FROM touched WHERE id < (SELECT MAX(id) FROM touched) - 20000;
END;
CREATE TRIGGER note_type_touched AFTER UPDATE OF fields ON note_type WHEN OLD.fields <> NEW.fields BEGIN
  INSERT INTO touched (note) SELECT id FROM note WHERE note_type = NEW.id;
END;

CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, name TEXT NOT NULL, query TEXT NOT NULL,
  position INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, stamps TEXT NOT NULL DEFAULT '{}');
"""
"""`touched` tells the index of words which notes changed (see `search.index`): new notes it sees by their
numbers, so that writing them costs nothing. The marks, drawn by chance, tell one history from another."""

SLIM = """
CREATE TABLE device (id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE);
INSERT INTO device VALUES (0, x'696d706f7274');
INSERT OR IGNORE INTO device (uid)
  SELECT device FROM review UNION SELECT device FROM event UNION SELECT device FROM void ORDER BY 1;

CREATE TABLE slim_card (
  id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id),
  deck INTEGER NOT NULL REFERENCES deck (id), ordinal INTEGER NOT NULL, position INTEGER NOT NULL,
  suspended INTEGER NOT NULL DEFAULT 0, buried INTEGER NOT NULL DEFAULT 0,
  flag INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
  stamps TEXT NOT NULL DEFAULT '{}', UNIQUE (note, ordinal));
INSERT INTO slim_card
  SELECT id, note, deck, ordinal, position, suspended, buried, flag, deleted, stamps FROM card;

CREATE TABLE slim_review (
  id INTEGER PRIMARY KEY, card INTEGER NOT NULL REFERENCES card (id), day INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, again INTEGER NOT NULL DEFAULT 0, offset_min INTEGER NOT NULL,
  grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 5), mode TEXT NOT NULL, took_ms INTEGER NOT NULL,
  shift INTEGER, response TEXT NOT NULL DEFAULT '', device INTEGER NOT NULL REFERENCES device (id));
INSERT INTO slim_review
  SELECT r.id, r.card, r.day, r.at_ms,
    ROW_NUMBER() OVER (PARTITION BY r.card, r.day, r.at_ms ORDER BY r.id) - 1,
    r.offset_min, r.grade, r.mode, r.took_ms, r.shift, r.response, d.id
  FROM review r JOIN device d ON d.uid = r.device ORDER BY r.id;
CREATE TABLE slim_event (
  id INTEGER PRIMARY KEY, card INTEGER REFERENCES card (id), day INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, again INTEGER NOT NULL DEFAULT 0, offset_min INTEGER NOT NULL,
  kind TEXT NOT NULL, data TEXT NOT NULL DEFAULT '{}', device INTEGER NOT NULL REFERENCES device (id));
INSERT INTO slim_event
  SELECT e.id, e.card, e.day, e.at_ms,
    ROW_NUMBER() OVER (PARTITION BY e.card, e.day, e.at_ms, e.kind ORDER BY e.id) - 1,
    e.offset_min, e.kind, e.data, d.id
  FROM event e JOIN device d ON d.uid = e.device ORDER BY e.id;
CREATE TABLE slim_void (
  entry INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, device INTEGER NOT NULL REFERENCES device (id));
INSERT INTO slim_void
  SELECT r.id, v.at_ms, d.id FROM void v JOIN review r ON r.uid = v.entry JOIN device d ON d.uid = v.device
  UNION ALL
  SELECT -e.id, v.at_ms, d.id FROM void v JOIN event e ON e.uid = v.entry JOIN device d ON d.uid = v.device;

DROP TABLE void;
DROP TABLE event;
DROP TABLE review;
DROP TABLE card;
ALTER TABLE slim_card RENAME TO card;
ALTER TABLE slim_review RENAME TO review;
ALTER TABLE slim_event RENAME TO event;
ALTER TABLE slim_void RENAME TO void;
CREATE INDEX card_deck ON card (deck);
CREATE UNIQUE INDEX review_entry ON review (card, day, at_ms, again);
CREATE INDEX review_day ON review (day);
CREATE UNIQUE INDEX event_entry ON event (card, day, at_ms, kind, again);
"""
"""A card is known by its note and ordinal, an entry of the log by its card and instant: identities of their
own were half of a large collection. What was taken back is named by its number, events below zero."""

PAST = """
CREATE INDEX change_text ON change (row) WHERE entity = 'note' AND field = 'fields';
CREATE INDEX note_bin ON note (id) WHERE deleted = 1;
CREATE INDEX card_bin ON card (id) WHERE deleted = 1;
"""
"""Finds the earlier texts of a note, and what is in the recycle bin, without reading everything."""

PARTIAL = """
DROP INDEX schedule_ready;
DROP INDEX schedule_today;
CREATE INDEX schedule_ready ON schedule (ready, deck) WHERE state = 1;
CREATE INDEX schedule_out ON schedule (card) WHERE state = 2;
CREATE INDEX schedule_today ON schedule (last_day) WHERE last_day IS NOT NULL;
"""
"""Indexes of the rows that are looked for alone: most cards of a collection that was brought in are new."""

SAID = """
CREATE INDEX review_said ON review (at_ms) WHERE response <> '' AND mode IN ('study', 'practice');
"""
"""Finds the latest answers that were chosen or typed."""

INSTANT = """
CREATE TABLE instant_review (
  id INTEGER PRIMARY KEY, card INTEGER NOT NULL REFERENCES card (id), day INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, again INTEGER NOT NULL DEFAULT 0, offset_min INTEGER NOT NULL,
  grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 5), practice INTEGER NOT NULL DEFAULT 0,
  took_ms INTEGER NOT NULL, shift INTEGER, response TEXT NOT NULL DEFAULT '',
  device INTEGER NOT NULL REFERENCES device (id),
  mode TEXT AS (CASE practice WHEN 0 THEN 'study' ELSE 'practice' END) VIRTUAL);
INSERT INTO instant_review
  (id, card, day, at_ms, again, offset_min, grade, practice, took_ms, shift, response, device)
  SELECT id, card, day, at_ms, ROW_NUMBER() OVER (PARTITION BY card, at_ms ORDER BY id) - 1,
    offset_min, grade, mode = 'practice', took_ms, shift, response, device
  FROM review ORDER BY id;
DROP TABLE review;
ALTER TABLE instant_review RENAME TO review;
CREATE UNIQUE INDEX review_entry ON review (card, at_ms, again);
CREATE INDEX review_day ON review (day);
CREATE INDEX review_said ON review (at_ms) WHERE response <> '';
"""
"""An answer is known by its card and instant, whatever day it was counted to; its mode takes no room."""

PLAN = """
CREATE TABLE plan (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, kind TEXT NOT NULL,
  deck INTEGER REFERENCES deck (id), tag TEXT NOT NULL DEFAULT '', first_day INTEGER, last_day INTEGER,
  data TEXT NOT NULL DEFAULT '{}', deleted INTEGER NOT NULL DEFAULT 0, stamps TEXT NOT NULL DEFAULT '{}');
"""
"""What a person means to do: be ready on a day, be away, spend so many minutes; only ever read."""

EARLY = """
ALTER TABLE review DROP COLUMN mode;
ALTER TABLE review ADD COLUMN mode TEXT AS (CASE practice WHEN 1 THEN 'practice' ELSE 'study' END) VIRTUAL;
"""
"""In `practice`, 1 is an answer in practice, and 2 one in study before its card was due; 0 takes no room."""

MEMORY = """
ALTER TABLE schedule ADD COLUMN stability REAL;
ALTER TABLE schedule ADD COLUMN difficulty REAL;
"""
"""How well a card is known, where its scheduler asks; of all others these take one byte each."""

STEPS: tuple[str, ...] = (STEP_1, STEP_2, STEP_3, SLIM, PAST, PARTIAL, SAID, INSTANT, PLAN, EARLY, MEMORY)
"""Step n brings a collection from version n to n + 1."""

VERSION = len(STEPS)


def statements(script: str) -> list[str]:
    """Return the statements of a script; triggers stay whole."""
    found, pending = [], ""
    for line in script.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found
