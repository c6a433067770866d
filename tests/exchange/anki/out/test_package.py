from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from desktop.errors import UserError
from desktop.exchange.anki.out.package import (
    PLEASE_UPDATE,
    AnkiPackage,
    WholeAnki,
    head_of,
    plain_path,
)
from desktop.exchange.anki.zstd import decompressor
from desktop.study.incoming import Cancelled, no_progress
from desktop.study.note import NAMESPACE, derived
from desktop.study.outgoing import OutgoingDeck
from tests.exchange import leaving


def unpack(data: bytes) -> bytes:
    return decompressor().decompress(data)


def unpacked(file: Path, folder: Path) -> tuple[dict[str, bytes], Path]:
    """Return what a package holds, and its database."""
    with ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    database = folder / "unpacked.db"
    new = held.get("collection.anki21b")
    database.write_bytes(unpack(new) if new else held["collection.anki2"])
    return held, database


def query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def test_todays_layout_has_its_parts_and_a_note_that_asks_to_update(tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    written = AnkiPackage().write(leaving.everything(), file, no_progress)
    held, database = unpacked(file, tmp_path)
    assert held["meta"] == b"\x08\x03"
    assert written.notes == len(query(database, "SELECT * FROM notes")) == leaving.everything().count
    assert written.cards == len(query(database, "SELECT * FROM cards"))
    old = tmp_path / "old.db"
    old.write_bytes(held["collection.anki2"])
    [(fields,)] = query(old, "SELECT flds FROM notes")
    assert fields.startswith(PLEASE_UPDATE)
    assert {unpack(held[str(place)]) for place in range(5)} == set(leaving.MEDIA.values())


def test_the_older_layout_is_one_database_and_plain_files(tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    AnkiPackage(old=True).write(leaving.everything(), file, no_progress)
    held, database = unpacked(file, tmp_path)
    assert "meta" not in held
    named = {name: held[place] for place, name in json.loads(held["media"]).items()}
    assert named == leaving.MEDIA
    [(version, created)] = query(database, "SELECT ver, crt FROM col")
    assert (version, created) == (11, 978_307_200 + 4 * 3600)


def test_what_a_note_means_and_nobody_has_is_told(tmp_path: Path) -> None:
    written = AnkiPackage().write(leaving.everything(), tmp_path / "x.apkg", no_progress)
    assert written.missing == ["gone.png"]
    assert written.media == len(leaving.MEDIA)


def test_twice_the_same_is_the_same_to_the_byte(tmp_path: Path) -> None:
    digests = set()
    for name in ("one.apkg", "two.apkg"):
        AnkiPackage().write(leaving.everything(), tmp_path / name, no_progress)
        digests.add(sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_file_is_replaced_at_the_end_alone(tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    file.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        assert file.read_bytes() == b"before"
        raise Cancelled

    with pytest.raises(Cancelled):
        AnkiPackage().write(leaving.everything(), file, stop)
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_collection_is_whole_or_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="whole"):
        WholeAnki().write(leaving.everything(), tmp_path / "x.colpkg", no_progress)
    unused = {**leaving.MEDIA, "unused.png": b"u"}
    whole = leaving.everything(name="", all_media=lambda: unused)
    written = WholeAnki().write(whole, tmp_path / "x.colpkg", no_progress)
    assert written.missing == ["gone.png", "unused.png"], "it is asked for, though no note means it"


def test_deck_names_keep_their_levels() -> None:
    assert plain_path(("a::b", "c")) == ("a: :b", "c")
    assert not any("::" in name for name in plain_path(("a::::b", "::")))


def test_decks_above_those_that_go_are_made_once() -> None:
    deep = (
        OutgoingDeck(("Top", "One", "Deep"), derived(NAMESPACE, "1")),
        OutgoingDeck(("TOP", "Two"), derived(NAMESPACE, "2")),
    )
    head = head_of(replace(leaving.everything(), decks=deep))
    assert [each.path for each in head.decks] == [
        ("Default",),
        ("Top",),
        ("Top", "One"),
        ("Top", "One", "Deep"),
        ("TOP", "Two"),
    ]
