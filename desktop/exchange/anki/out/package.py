"""Anki packages: one deck or more (``.apkg``) or a whole collection (``.colpkg``).

    meta                  2 bytes that tell the layout
    collection.anki21b    the database, packed by zstd        (today's)
    collection.anki2      one note that asks to update, for versions that read no other
    media                 names, sizes and SHA-1 of the files "0", "1", … in their order

In the layout that every version and most other programs read, `collection.anki2` is the database, nothing is
packed by zstd, `media` is a JSON object, and there is no `meta`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha1
from itertools import islice
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.errors import UserError
from desktop.exchange.anki.out import wire
from desktop.exchange.anki.out.dress import dressed
from desktop.exchange.anki.out.layouts import AnkiDeck, AnkiType, Head, finish, make_11, make_18
from desktop.exchange.anki.out.names import Names
from desktop.exchange.anki.out.rows import Row, Rows, number_of
from desktop.exchange.anki.zstd import compressor, packed
from desktop.exchange.target import written as safely
from desktop.study.incoming import CardState, Progress
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, derived
from desktop.study.outgoing import Outgoing, OutgoingNote, Written

LATEST = b"\x08\x03"
OLD, NEW = 11, 18
BATCH = 500
CHUNK = 1 << 20
DEFAULT = AnkiDeck(1, ("Default",))
COLON = "A deck's name has no two colons in Anki: a space came between them."
PLEASE_UPDATE = "This package needs a newer version of Anki. Please update Anki, then bring it again."


class AnkiPackage:
    """Writes decks for Anki and whatever else reads its packages.

    Args:
        old: whether in the layout that every version reads.
    """

    suffix = ".apkg"
    holds_progress = True
    holds_media = True
    whole = False

    def __init__(self, *, old: bool = False) -> None:
        self._layout = OLD if old else NEW
        self.title = "Anki package for any version" if old else "Anki package"

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file; see `Exporter.write`."""
        with tempfile.TemporaryDirectory(prefix="repertoire-export-") as folder, safely(target) as partial:
            work = _Work(outgoing, self._layout, Path(folder), progress)
            work.fill(head_of(outgoing))
            with ZipFile(partial, "w") as archive:
                work.pack(archive, all_media=self.whole)
            return work.written


class WholeAnki(AnkiPackage):
    """Writes a whole collection, which replaces another one in Anki."""

    suffix = ".colpkg"
    whole = True

    def __init__(self) -> None:
        super().__init__()
        self.title = "Anki collection"

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file; see `Exporter.write`."""
        if not outgoing.whole:
            raise UserError(
                "A file that ends in .colpkg replaces a whole collection.",
                "Choose .apkg for some of the decks.",
            )
        return super().write(outgoing, target, progress)


def head_of(outgoing: Outgoing) -> Head:
    """Return all of a package but its notes."""
    decks: dict[int, AnkiDeck] = {DEFAULT.number: DEFAULT}
    names = {_key(DEFAULT.path)}
    for each in outgoing.decks:
        for depth in range(1, len(each.path) + 1):
            path = plain_path(each.path[:depth])
            if _key(path) in names:
                continue
            is_it = depth == len(each.path)
            uid = each.uid if is_it else derived(NAMESPACE, "deck above " + "\x1f".join(path))
            number = number_of(uid, decks)
            names.add(_key(path))
            decks[number] = AnkiDeck(number, path, each.description if is_it else "")
    types: dict[int, AnkiType] = {}
    taken: set[str] = set()
    for note_type in outgoing.note_types:
        number = number_of(note_type.uid, types)
        name = _free_name(note_type.name, taken)
        types[number] = AnkiType(number, name, note_type, dressed(note_type))
    return Head(tuple(decks.values()), tuple(types.values()), outgoing.at_ms, outgoing.rollover)


def plain_path(path: Sequence[str]) -> tuple[str, ...]:
    """Return a path in which no name has what parts the levels."""
    return tuple(name.replace("\x1f", " ").replace("::", ": :").replace("::", ": :") for name in path)


def _key(path: Sequence[str]) -> tuple[str, ...]:
    """Return a path as decks are told apart by it, in which case does not count."""
    return tuple(name.casefold() for name in path)


def _free_name(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} {number}"
    taken.add(free.casefold())
    return free


@dataclass(slots=True)
class _Work:
    outgoing: Outgoing
    layout: int
    folder: Path
    progress: Progress
    written: Written = field(default_factory=Written)
    names: Names = field(default_factory=Names)
    _later: dict[int, int] = field(default_factory=dict)

    @property
    def _database(self) -> Path:
        return self.folder / "collection"

    def fill(self, head: Head) -> None:
        """Write the database."""
        for each in head.types:
            for template in each.look.templates:
                self.names.applied(template.question + template.answer)
            self.names.applied(each.look.style)
        with closing(_made(self._database, self.layout, head)) as database:
            rows = Rows(
                self.outgoing,
                {each.note_type.uid: each.number for each in head.types},
                _by_path(self.outgoing, head),
                self.written,
                self.names,
            )
            notes = self.outgoing.make()
            while batch := list(islice(notes, BATCH)):
                self._add(database, [rows.of(each) for each in batch])
                self.progress(self.written.notes, self.outgoing.count)
            database.execute("COMMIT")
            finish(database, self.layout, rows.tags)

    def _add(self, database: sqlite3.Connection, made: Iterable[tuple[Row, list[Row], list[Row]]]) -> None:
        for note, cards, reviews in made:
            _insert(database, "notes", [note])
            _insert(database, "cards", cards)
            for at_ms, *rest in reviews:
                free = at_ms
                while not _insert(database, "revlog", [(free, *rest)]):  # two answers of one instant
                    free = self._later.setdefault(at_ms, free) + 1
                    self._later[at_ms] = free
            self.written.notes += 1
            self.written.cards += len(cards)

    def pack(self, archive: ZipFile, *, all_media: bool) -> None:
        """Put everything into the package."""
        if self.layout == NEW:
            archive.writestr(ZipInfo("meta"), LATEST)
            with self._database.open("rb") as source, archive.open(ZipInfo("collection.anki21b"), "w") as out:
                _pack_into(source, out)
            archive.writestr(_deflated("collection.anki2"), self._dummy())
        else:
            with self._database.open("rb") as source, archive.open(_deflated("collection.anki2"), "w") as out:
                shutil.copyfileobj(source, out, CHUNK)
        if all_media:
            for name in self.outgoing.all_media():
                self.names.add(name)
        self._pack_media(archive)

    def _pack_media(self, archive: ZipFile) -> None:
        entries: list[tuple[str, int, bytes]] = []
        taken: set[str] = set()
        for name, plain in self.names.used.items():
            found = None if plain in taken else self.outgoing.find_media(name)
            if found is None:
                if plain not in taken:
                    self.written.missing.append(name)
                continue
            data = found.read()
            archive.writestr(ZipInfo(str(len(entries))), packed(data) if self.layout == NEW else data)
            entries.append((plain, len(data), sha1(data, usedforsecurity=False).digest()))
            taken.add(plain)
            self.progress(self.written.notes, self.outgoing.count)
        self.written.media = len(entries)
        if self.layout == NEW:
            listed = [wire.content(1, n) + wire.number(2, s) + wire.content(3, h) for n, s, h in entries]
            archive.writestr(ZipInfo("media"), packed(b"".join(wire.message(1, each) for each in listed)))
        else:
            names = {str(place): entry[0] for place, entry in enumerate(entries)}
            archive.writestr(ZipInfo("media"), json.dumps(names, ensure_ascii=False))

    def _dummy(self) -> bytes:
        """Return a database whose one note asks to update."""
        basic = kind("basic").note_type
        fields = dict.fromkeys(basic.fields, "") | {"Question": PLEASE_UPDATE}
        note = Note(derived(NAMESPACE, "please update"), basic, fields)
        asked = OutgoingNote(note, DEFAULT.path, cards=(CardState(0),))
        small = Outgoing("", (), (basic,), lambda: iter([asked]), 1, at_ms=self.outgoing.at_ms)
        work = _Work(small, OLD, self.folder / "dummy", lambda done, total: None)
        work.folder.mkdir()
        work.fill(head_of(small))
        return work._database.read_bytes()


def _made(file: Path, layout: int, head: Head) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA page_size = 4096")
    (make_18 if layout == NEW else make_11)(connection, head)
    connection.execute("BEGIN")
    return connection


def _insert(database: sqlite3.Connection, table: str, rows: list[Row]) -> int:
    if not rows:
        return 0
    marks = ", ".join("?" * len(rows[0]))
    sql = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608  # the tables are ours
    return database.executemany(sql, rows).rowcount


def _by_path(outgoing: Outgoing, head: Head) -> dict[tuple[str, ...], int]:
    """Return the number of each deck by the path that notes have."""
    numbers = {_key(each.path): each.number for each in head.decks}
    here = {each.path: numbers[_key(plain_path(each.path))] for each in outgoing.decks}
    return {DEFAULT.path: DEFAULT.number} | here


def _deflated(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    return info


def _pack_into(source: IO[bytes], out: IO[bytes]) -> None:
    packer = compressor()
    while chunk := source.read(CHUNK):
        out.write(packer.compress(chunk))
    out.write(packer.flush())
