"""The tables of a package's database, in the layout that every version reads and in today's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from desktop.exchange.anki.identity import type_data
from desktop.exchange.anki.out import wire
from desktop.exchange.anki.out.dress import Dressed
from desktop.exchange.anki.out.rows import CREATED
from desktop.study.note import NoteType

COMMON = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL,
  csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
  due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
  lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
"""
GRAVES_11 = "CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);"
ONLY_18 = """
CREATE TABLE deck_config (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL);
CREATE TABLE config (KEY text NOT NULL PRIMARY KEY, usn integer NOT NULL, mtime_secs integer NOT NULL,
  val blob NOT NULL) WITHOUT ROWID;
CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase,
  config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE templates (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL,
  PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL);
CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, common blob NOT NULL, kind blob NOT NULL);
CREATE TABLE tags (tag text NOT NULL PRIMARY KEY COLLATE unicase, usn integer NOT NULL,
  collapsed boolean NOT NULL, config blob NULL) WITHOUT ROWID;
CREATE TABLE graves (oid integer NOT NULL, type integer NOT NULL, usn integer NOT NULL,
  PRIMARY KEY (oid, type)) WITHOUT ROWID;
CREATE INDEX idx_graves_pending ON graves (usn);
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
CREATE UNIQUE INDEX idx_templates_name_ntid ON templates (name, ntid);
CREATE INDEX idx_templates_usn ON templates (usn);
CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
CREATE INDEX idx_notetypes_usn ON notetypes (usn);
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
"""
INDEXES = """
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
INDEXES_18 = """
CREATE INDEX idx_notes_mid ON notes (mid);
CREATE INDEX idx_cards_odid ON cards (odid) WHERE odid != 0;
"""
NORMAL, CLOZE = 0, 1
BEFORE_FORMULA = (
    "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n"
    "\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
)
AFTER_FORMULA = "\\end{document}"


class AnkiDeck(NamedTuple):
    """A deck of a package."""

    number: int
    path: tuple[str, ...]
    description: str = ""


class AnkiType(NamedTuple):
    """A note type of a package; no two have one name."""

    number: int
    name: str
    note_type: NoteType
    look: Dressed


class Head(NamedTuple):
    """All of a package but its notes and cards."""

    decks: tuple[AnkiDeck, ...]
    types: tuple[AnkiType, ...]
    at_ms: int
    rollover: int

    def settings(self) -> dict[str, Any]:
        """Return the options of the collection: days begin at an hour of the local clock."""
        return {
            "activeDecks": [1],
            "addToCur": True,
            "collapseTime": 1200,
            "creationOffset": 0,
            "curDeck": 1,
            "dayLearnFirst": False,
            "dueCounts": True,
            "estTimes": True,
            "newSpread": 0,
            "nextPos": 1,
            "rollover": self.rollover,
            "sched2021": True,
            "schedVer": 2,
            "sortBackwards": False,
            "sortType": "noteFld",
            "timeLim": 0,
        }

    @property
    def created(self) -> int:
        """When the collection was made, in UTC seconds."""
        return CREATED + self.rollover * 3600


def by_case(a: str, b: str) -> int:
    """Compare two names without regard to case, as the collation ``unicase`` of packages does."""
    one, other = a.casefold(), b.casefold()
    return (one > other) - (one < other)


def make_11(connection: sqlite3.Connection, head: Head) -> None:
    """Make the tables of layout 11, which every version reads."""
    connection.executescript(COMMON + GRAVES_11)
    _add_col(
        connection,
        head,
        11,
        head.settings(),
        {str(each.number): _type_11(each) for each in head.types},
        {str(each.number): _deck_11(each) for each in head.decks},
        {"1": PRESET_11},
        {},
    )


def make_18(connection: sqlite3.Connection, head: Head) -> None:
    """Make the tables of layout 18, which versions from 2.1.50 on read."""
    connection.create_collation("unicase", by_case)
    connection.executescript(COMMON + ONLY_18)
    _add_col(connection, head, 18)
    connection.executemany(
        "INSERT INTO config VALUES (?, 0, 0, ?)",
        [(key, json.dumps(value).encode()) for key, value in head.settings().items()],
    )
    connection.execute("INSERT INTO deck_config VALUES (1, 'Default', 0, 0, ?)", (preset_18(),))
    connection.executemany(
        "INSERT INTO decks VALUES (?, ?, 0, -1, ?, ?)",
        [
            (
                each.number,
                "\x1f".join(each.path),
                wire.number(1, 1) + wire.number(2, 1),
                wire.message(1, wire.number(1, 1) + wire.content(4, each.description)),
            )
            for each in head.decks
        ],
    )
    for each in head.types:
        _add_type_18(connection, each)


def finish(connection: sqlite3.Connection, layout: int, tags: Iterable[str]) -> None:
    """Add what is quicker to add at the end."""
    if layout == 18:
        connection.executemany(
            "INSERT OR IGNORE INTO tags VALUES (?, -1, 0, NULL)", [(tag,) for tag in sorted(tags)]
        )
    connection.executescript(INDEXES + (INDEXES_18 if layout == 18 else ""))


def _add_col(connection: sqlite3.Connection, head: Head, version: int, *parts: Mapping[str, Any]) -> None:
    texts = [json.dumps(part, ensure_ascii=False) for part in parts] or [""] * 5
    connection.execute(
        "INSERT INTO col VALUES (1, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?)",
        (head.created, head.at_ms, head.at_ms, version, *texts),
    )


def _type_11(each: AnkiType) -> dict[str, Any]:
    look = each.look
    made: dict[str, Any] = {
        "id": each.number,
        "name": each.name,
        "type": CLOZE if look.cloze else NORMAL,
        "mod": 0,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tmpls": [
            {
                "name": template.name,
                "ord": place,
                "qfmt": template.question,
                "afmt": template.answer,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
                "bfont": "",
                "bsize": 0,
            }
            for place, template in enumerate(look.templates)
        ],
        "flds": [_field_11(place, name, look.stock) for place, name in enumerate(look.fields)],
        "css": look.style,
        "latexPre": BEFORE_FORMULA,
        "latexPost": AFTER_FORMULA,
        "latexsvg": False,
        "req": [[place, "any", [0]] for place in range(len(look.templates))],
    }
    if look.stock:
        made["originalStockKind"] = look.stock
    return made | type_data(each.note_type)


def _field_11(place: int, name: str, stock: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": name,
        "ord": place,
        "sticky": False,
        "rtl": False,
        "font": "Arial",
        "size": 20,
    }
    return made | ({"tag": place, "preventDeletion": place < 4} if stock else {})


def _deck_11(each: AnkiDeck) -> dict[str, Any]:
    return {
        "id": each.number,
        "mod": 0,
        "name": "::".join(each.path),
        "usn": -1,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": True,
        "browserCollapsed": True,
        "desc": each.description,
        "dyn": 0,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
    }


PRESET_11 = {
    "id": 1,
    "mod": 0,
    "name": "Default",
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "new": {
        "bury": True,
        "delays": [1.0, 10.0],
        "initialFactor": 2500,
        "ints": [1, 4, 0],
        "order": 1,
        "perDay": 20,
    },
    "rev": {"bury": True, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    "dyn": False,
}


def preset_18() -> bytes:
    """Return Anki's own preset of options for decks, which every collection has."""
    return b"".join(
        (
            wire.reals(1, (1, 10)),  # steps of learning, in minutes
            wire.reals(2, (10,)),
            wire.number(9, 20),  # new cards a day
            wire.number(10, 200),
            wire.real(11, 2.5),
            wire.real(12, 1.3),
            wire.real(13, 1.2),
            wire.real(15, 1),
            wire.number(16, 36_500),  # longest interval
            wire.number(17, 1),
            wire.number(18, 1),
            wire.number(19, 4),
            wire.number(21, 1),
            wire.number(22, 8),
            wire.number(24, 60),
            wire.number(27, 1),
            wire.number(28, 1),
            wire.real(37, 0.9),
            wire.real(40, 0.9),
        )
    )


def _add_type_18(connection: sqlite3.Connection, each: AnkiType) -> None:
    look = each.look
    reqs = b"".join(
        wire.message(8, wire.number(1, place) + wire.number(2, 1) + wire.message(3, b"\x00"))
        for place in range(len(look.templates))
    )
    other = json.dumps(type_data(each.note_type), ensure_ascii=False)
    config = (
        wire.number(1, CLOZE if look.cloze else NORMAL)
        + wire.content(3, look.style)
        + wire.content(5, BEFORE_FORMULA)
        + wire.content(6, AFTER_FORMULA)
        + reqs
        + wire.number(9, look.stock)
        + wire.content(255, other)
    )
    connection.execute("INSERT INTO notetypes VALUES (?, ?, 0, -1, ?)", (each.number, each.name, config))
    connection.executemany(
        "INSERT INTO fields VALUES (?, ?, ?, ?)",
        [(each.number, place, name, _field_18(place, look.stock)) for place, name in enumerate(look.fields)],
    )
    connection.executemany(
        "INSERT INTO templates VALUES (?, ?, ?, 0, -1, ?)",
        [
            (
                each.number,
                place,
                template.name,
                wire.content(1, template.question) + wire.content(2, template.answer),
            )
            for place, template in enumerate(look.templates)
        ],
    )


def _field_18(place: int, stock: int) -> bytes:
    made = wire.content(3, "Arial") + wire.number(4, 20)
    if stock:  # Anki finds the parts of an image by these numbers, 0 too
        made += wire.varint(10 << 3) + wire.varint(place) + wire.number(11, place < 4)
    return made
