"""Small Anki packages made by hand, in each layout."""

from __future__ import annotations

import json
import sqlite3
import sys
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from desktop.exchange.anki.out import wire

CREATED = 1_795_492_800
"""2026-11-24, four o'clock UTC: a Tuesday."""
DAY = 739_944
"""Its ordinal."""

OLD = """
CREATE TABLE col (id INTEGER PRIMARY KEY, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);
"""
BOTH = """
CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);
CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps,
  lapses, left, odue, odid, flags, data);
CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, usn, ease, ivl, lastIvl, factor, time, type);
"""
NEW = """
CREATE TABLE deck_config (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, mtime_secs, usn, config BLOB);
CREATE TABLE config (key TEXT PRIMARY KEY, usn, mtime_secs, val BLOB) WITHOUT ROWID;
CREATE TABLE fields (ntid, ord, name TEXT COLLATE unicase, config BLOB,
  PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE templates (ntid, ord, name TEXT COLLATE unicase, mtime_secs, usn, config BLOB,
  PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE notetypes (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, mtime_secs, usn, config BLOB);
CREATE TABLE decks (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, mtime_secs, usn, common BLOB,
  kind BLOB);
"""
TYPE, SALES, CRAM = 1001, 2001, 2002
FIELDS = ("Front", "Back")
TEMPLATES = (("There", "{{Front}}", "{{FrontSide}}<hr>{{Back}}"), ("Back again", "{{Back}}", "{{Front}}"))
STYLE = ".card { color: teal; }"


def note(number: int, *texts: str, guid: str = "", tags: str = "", kind: int = TYPE) -> tuple[Any, ...]:
    return (
        number,
        guid or f"g{number}",
        kind,
        1_700_000_000,
        -1,
        f" {tags} ",
        "\x1f".join(texts),
        "",
        0,
        0,
        "",
    )


def card(number: int, note: int, ordinal: int = 0, **more: Any) -> tuple[Any, ...]:
    names = (
        "did",
        "type",
        "queue",
        "due",
        "ivl",
        "factor",
        "reps",
        "lapses",
        "odue",
        "odid",
        "flags",
        "data",
    )
    row = dict.fromkeys(names, 0) | {"did": SALES, "due": number, "data": "{}"} | more
    head = (number, note, row["did"], ordinal, 0, -1)
    tail = (row["type"], row["queue"], row["due"], row["ivl"], row["factor"], row["reps"], row["lapses"], 0)
    return (*head, *tail, row["odue"], row["odid"], row["flags"], row["data"])


def review(at_ms: int, card: int, ease: int, *, factor: int = 2500, kind: int = 1) -> tuple[Any, ...]:
    return (at_ms, card, -1, ease, 5, 1, factor, 4321, kind)


NOTES = [note(n, f"front {n}", f"back {n}", tags="a b::c") for n in range(1, 6)]
CARDS = [card(n, n) for n in range(1, 6)]


def database(
    file: Path,
    notes: Sequence[tuple[Any, ...]] = NOTES,
    cards: Sequence[tuple[Any, ...]] = CARDS,
    reviews: Sequence[tuple[Any, ...]] = (),
    *,
    new: bool = False,
    fields: Sequence[str] = FIELDS,
    extra: str = "",
) -> Path:
    """A collection of schema 11 or 18."""
    decks = {str(SALES): {"name": "Sales::Closing", "conf": 1}, str(CRAM): {"name": "Cram", "dyn": 1}}
    model = {
        "name": "Basic",
        "type": 0,
        "flds": [{"name": each} for each in fields],
        "tmpls": [{"name": name, "qfmt": asked, "afmt": told} for name, asked, told in TEMPLATES],
        "css": STYLE,
    }
    presets = {"1": {"new": {"perDay": 7}, "rev": {"perDay": 99}}}
    told = (
        ("{}", "{}", "{}", "{}")
        if new
        else (
            json.dumps({"creationOffset": 0}),
            json.dumps({str(TYPE): model}),
            json.dumps(decks),
            json.dumps(presets),
        )
    )
    with closing(sqlite3.connect(file)) as db, db:
        db.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        db.executescript(OLD + BOTH + (NEW if new else ""))
        db.execute(
            "INSERT INTO col VALUES (1, ?, 0, 0, ?, 0, 0, 0, ?, ?, ?, ?, '{}')",
            (CREATED, 18 if new else 11, *told),
        )
        if new:
            fill_new(db, fields)
        for table, rows in (("notes", notes), ("cards", cards), ("revlog", reviews)):
            for row in rows:
                db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        db.executescript(extra)
    return file


def fill_new(db: sqlite3.Connection, fields: Sequence[str]) -> None:
    config = wire.content(3, STYLE)
    db.execute("INSERT INTO notetypes VALUES (?, 'Basic', 0, 0, ?)", (TYPE, config))
    for at, name in enumerate(fields):
        db.execute("INSERT INTO fields VALUES (?, ?, ?, x'')", (TYPE, at, name))
    for at, (name, asked, told) in enumerate(TEMPLATES):
        sides = wire.content(1, asked) + wire.content(2, told)
        db.execute("INSERT INTO templates VALUES (?, ?, ?, 0, 0, ?)", (TYPE, at, name, sides))
    normal, filtered = wire.content(1, wire.number(1, 1)), wire.message(2, b"")
    db.execute("INSERT INTO decks VALUES (?, ?, 0, 0, x'', ?)", (SALES, "Sales\x1fClosing", normal))
    db.execute("INSERT INTO decks VALUES (?, 'Cram', 0, 0, x'', ?)", (CRAM, filtered))
    limits = wire.number(9, 7) + wire.number(10, 99)
    db.execute("INSERT INTO deck_config VALUES (1, 'Default', 0, 0, ?)", (limits,))
    db.execute("INSERT INTO config VALUES ('creationOffset', 0, 0, ?)", (b"0",))


def zstd(data: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression.zstd import compress
    else:
        from backports.zstd import compress
    return bytes(compress(data))


def listed_new(names: Sequence[tuple[str, bytes]]) -> bytes:
    entries = (wire.content(1, name) + wire.number(2, len(held)) for name, held in names)
    return b"".join(map(partial(wire.content, 1), entries))


def package(
    file: Path,
    layout: str,
    media: Mapping[str, bytes] | None = None,
    *,
    members: Mapping[str, bytes] | None = None,
    listed: bytes | None = None,
    **content: Any,
) -> Path:
    """A package in one of the layouts "anki2", "anki21" and "anki21b"."""
    new = layout == "anki21b"
    data = database(file.with_suffix(".made"), new=new, **content).read_bytes()
    stub = database(file.with_suffix(".stub"), [note(9, "Please update.", "")], [card(9, 9)]).read_bytes()
    names = list((media or {}).items())
    if listed is None:
        listed = (
            listed_new(names)
            if new
            else json.dumps({str(at): name for at, (name, _) in enumerate(names)}).encode()
        )
    with zipfile.ZipFile(file, "w") as made:
        if layout != "anki2":
            made.writestr("collection.anki2", stub)
        made.writestr(f"collection.{layout}", zstd(data) if new else data)
        if new:
            made.writestr("meta", wire.number(1, 3))
        made.writestr("media", zstd(listed) if new else listed)
        for at, (_, held) in enumerate(names):
            made.writestr(str(at), zstd(held) if new else held)
        for name, held in (members or {}).items():
            made.writestr(name, held)
    return file
