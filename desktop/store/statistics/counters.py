"""Kept counters: what was done on each study day in each deck.

They lie in a file beside the collection, so that neither an answer nor an import pays for them: whoever wants
them brings them up to date first. Only the days from the earliest change on are counted again, which is today
as a rule; everything is where cards moved to another deck, or where the log is not the one that was counted.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from desktop.store.layout import BUSY_SECONDS
from desktop.store.reader import Row
from desktop.store.search.link import identity
from desktop.study.grades import PASS, STUDY
from desktop.study.statistics.evidence import MATURE_DAYS, Tally

VERSION = 2
"""Of the rules below; a file with another one is made anew."""
STANDS = "NOT EXISTS (SELECT 1 FROM void v WHERE v.entry = r.id)"
"""That an answer `r` was not taken back."""

COLUMNS = ", ".join(f"{name} INTEGER NOT NULL" for name in Tally._fields)
TABLES = f"""
CREATE TABLE counted (
  day INTEGER NOT NULL, deck INTEGER NOT NULL, {COLUMNS},
  PRIMARY KEY (day, deck)) WITHOUT ROWID;
CREATE TABLE voided (day INTEGER PRIMARY KEY, answers INTEGER NOT NULL);
CREATE TABLE mark (
  review INTEGER NOT NULL, at_ms INTEGER NOT NULL, voids INTEGER NOT NULL, card INTEGER NOT NULL,
  decks INTEGER NOT NULL);
PRAGMA user_version = {VERSION};
"""

ASKED = f"""
SELECT r.day, c.deck, r.grade, r.took_ms, r.practice,
  ROW_NUMBER() OVER (PARTITION BY r.card, r.day ORDER BY r.at_ms, r.id) AS place,
  r.day - LAG(r.day) OVER (PARTITION BY r.card ORDER BY r.day, r.at_ms, r.id) AS gap
FROM review r JOIN card c ON c.id = r.card
WHERE r.mode = '{STUDY}' AND {STANDS}"""
DUE = "place = 1 AND practice = 0"
COUNT = f"""
INSERT INTO counted SELECT day, deck, COUNT(*), SUM(took_ms), SUM(place = 1),
  SUM(place = 1 AND grade >= {PASS}), SUM(place = 1 AND gap IS NULL),
  SUM({DUE} AND COALESCE(gap, {MATURE_DAYS}) < {MATURE_DAYS}),
  SUM({DUE} AND COALESCE(gap, {MATURE_DAYS}) < {MATURE_DAYS} AND grade >= {PASS}),
  SUM({DUE} AND COALESCE(gap, 0) >= {MATURE_DAYS}),
  SUM({DUE} AND COALESCE(gap, 0) >= {MATURE_DAYS} AND grade >= {PASS})
FROM ({{asked}}) WHERE day >= ? GROUP BY day, deck"""
LATELY = " AND r.card IN (SELECT card FROM review WHERE day >= ?)"
"""The whole log of the cards answered since a day: what came before tells what the day's answers are."""

VOIDED = "SELECT r.day, COUNT(*) AS answers FROM void v CROSS JOIN review r ON r.id = v.entry GROUP BY r.day"
DECKS = "SELECT COALESCE(MAX(id), 0), COALESCE(SUM((id * 40503 % 65537) * deck), 0) FROM card WHERE id <= ?"
"""A sum that another deck of any card changes."""
EVERY_CARD = 1 << 62


class Mark(NamedTuple):
    """What tells a log and the places of its cards from any other.

    Attributes:
        review: number of the last answer.
        at_ms: its instant.
        voids: how many entries were taken back.
        card: number of the last card.
        decks: see DECKS.
    """

    review: int
    at_ms: int
    voids: int
    card: int
    decks: int


class Counters:
    """Reads the collection and the counters as one, see `reader.Reader`. SQLite's errors come as they are.

    Args:
        collection: open elsewhere, so that it has the present version.
        file: of the counters; made where it is missing.
        wal: whether SQLite may keep a write-ahead log beside it.
    """

    def __init__(self, collection: Path, file: Path, *, wal: bool) -> None:
        self._collection = collection
        self._identity = identity(collection)
        self._connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=rwc",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._run(f"PRAGMA journal_mode = {'wal' if wal else 'delete'}")
            self._run("PRAGMA synchronous = NORMAL")
            self._run("PRAGMA temp_store = FILE")  # putting a million answers in order takes 50 MB
            self._run("ATTACH DATABASE ? AS collection", f"{collection.absolute().as_uri()}?mode=ro")
        except BaseException:
            self.close()
            raise

    def _run(self, sql: str, *params: Any) -> sqlite3.Cursor:
        return self._connection.execute(sql, params)

    def close(self) -> None:
        """Let go of both files."""
        self._connection.close()

    def is_current(self) -> bool:
        """Return whether the file that is read is still the collection."""
        return self._identity == identity(self._collection)

    def rows(self, sql: str, *params: Any) -> list[Row]:
        """Return all rows of a query."""
        return self._run(sql, *params).fetchall()

    def row(self, sql: str, *params: Any) -> Row | None:
        """Return the first row of a query, or None."""
        return next(iter(self.rows(sql, *params)), None)

    def value(self, sql: str, *params: Any) -> Any:
        """Return the first column of the first row of a query, or None."""
        found = self.row(sql, *params)
        return found[0] if found else None

    def version(self) -> int:
        """Return a number that differs once another connection has changed the collection."""
        return int(self.value("PRAGMA collection.data_version"))

    def is_closed(self) -> bool:
        """Return always False: a closed one raises what SQLite says."""
        return False

    # ------------------------------------------------------------------ following the log

    def refresh(self) -> None:
        """Count what has changed since the last time."""
        self._run("BEGIN IMMEDIATE")
        try:
            if self.value("PRAGMA main.user_version") != VERSION:
                self._make()
            stored, now = self._stored(), self._mark()
            if stored != now:
                since = self._first_change(stored, now)
                if since is not None:
                    self._count(since)
                self._run("DELETE FROM mark")
                self._run("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", *now)
            self._run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._run("ROLLBACK")
            raise

    def _make(self) -> None:
        for name in ("counted", "voided", "mark"):
            self._run(f"DROP TABLE IF EXISTS main.{name}")
        for statement in TABLES.split(";"):
            self._run(statement)

    def _stored(self) -> Mark | None:
        found = self.row("SELECT * FROM mark")
        return Mark(*found) if found else None

    def _mark(self) -> Mark:
        review, at_ms = self.row("SELECT id, at_ms FROM review ORDER BY id DESC LIMIT 1") or (0, 0)
        card, decks = self.rows(DECKS, EVERY_CARD)[0]
        return Mark(review, at_ms, self.value("SELECT COUNT(*) FROM void"), card, decks)

    def _first_change(self, stored: Mark | None, now: Mark) -> int | None:
        """Return the first study day that has to be counted again; 0 = all, None = none."""
        if stored is None or not self._is_same_log(stored, now):
            return 0
        days = [
            self.value("SELECT MIN(+day) FROM review WHERE id > ?", stored.review),  # not along all days
            self.value(f"SELECT MIN(day) FROM ({VOIDED} EXCEPT SELECT day, answers FROM voided)"),
            self.value(f"SELECT MIN(day) FROM (SELECT day, answers FROM voided EXCEPT {VOIDED})"),
        ]
        return min((day for day in days if day is not None), default=None)

    def _is_same_log(self, stored: Mark, now: Mark) -> bool:
        """Return whether what was counted is still there, and its cards are where they were."""
        at_ms = self.value("SELECT at_ms FROM review WHERE id = ?", stored.review) or 0
        decks = now[3:] if now.card == stored.card else self.rows(DECKS, stored.card)[0]
        return at_ms == stored.at_ms and decks == stored[3:]

    def _count(self, since: int) -> None:
        self._run("DELETE FROM counted WHERE day >= ?", since)
        if since:
            self._run(COUNT.format(asked=ASKED + LATELY), since, since)
        else:
            self._run(COUNT.format(asked=ASKED), since)
        self._run("DELETE FROM voided")
        self._run(f"INSERT INTO voided {VOIDED}")
