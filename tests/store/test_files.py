"""D-08, D-09, D-15, D-16: whatever lies where the collection should be."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import StoreDamaged, StoreError, StoreNewer
from desktop.store import backups, schema
from desktop.store.collection import Collection
from desktop.store.layout import CHECK_UP_TO, COLLECTION
from tests.store.conftest import Opener
from tests.store.helpers import FakeClock, dump, plain_deck, query

Content = dict[str, str]


def content(folder: Path) -> Content:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def studied(opened: Opener, *, answers: int = 6) -> Collection:
    collection = opened()
    collection.install(plain_deck(40), "deck")
    for view in collection.cards()[:answers]:
        collection.grade(view.number, 4)
    return collection


def mark(folder: Path, *, application: int | None = None, version: int | None = None) -> None:
    with closing(sqlite3.connect(folder / COLLECTION)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        if application is not None:
            connection.execute(f"PRAGMA application_id = {application}")
        if version is not None:
            connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


# ---------------------------------------------------------------- D-16: no change without a change


def test_opening_and_closing_changes_nothing(opened: Opener) -> None:
    collection = studied(opened)
    collection.close()
    before = content(collection.folder)
    again = opened()
    again.tree(), again.plan(), again.summary(), again.cards(), again.reviews(), again.check()
    again.preview(again.cards()[0].number, range(6))
    assert again.undoable() == ("review", "4")
    again.close()
    assert content(collection.folder) == before


def test_what_changes_nothing_writes_nothing(opened: Opener) -> None:
    collection = studied(opened)
    card = collection.cards()[0]
    collection.suspend([card.number])
    before = dump(collection.folder)
    assert not collection.suspend([card.number]).cards
    assert not collection.suspend([]).cards
    assert not collection.flag([card.number], 0).cards
    assert not collection.writing.edit(card.note_number, {}).cards
    assert not collection.writing.edit(card.note_number, dict(card.note.fields)).cards
    assert not collection.set_option("cap", 3650).options
    assert dump(collection.folder) == before
    assert collection.undoable() == ("suspend", "")


# ---------------------------------------------------------------- D-08: newer


def test_a_newer_collection_is_refused_and_untouched(opened: Opener) -> None:
    collection = studied(opened)
    collection.close()
    mark(collection.folder, version=schema.VERSION + 1)
    before = content(collection.folder)
    with pytest.raises(StoreNewer, match=f"layout {schema.VERSION + 1}") as raised:
        opened()
    assert "Install the newer version" in raised.value.hint
    assert content(collection.folder) == before


def test_a_newer_collection_that_was_not_closed_is_refused(opened: Opener) -> None:
    collection = studied(opened)
    collection._database.execute_sql(f"PRAGMA user_version = {schema.VERSION + 1}")  # still in the log
    with pytest.raises(StoreNewer):
        Collection(collection.folder, FakeClock())
    assert len(collection.reviews()) == 6


# ---------------------------------------------------------------- D-09: not sound


@pytest.mark.parametrize(
    "text", [b"x", b"Hello, these are my notes.\n" * 3, b"PK\x03\x04" + b"\x00" * 5000, b"\x00" * 9000]
)
def test_a_file_that_is_no_database_is_refused_and_untouched(
    tmp_path: Path, opened: Opener, text: bytes
) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / COLLECTION).write_bytes(text)
    with pytest.raises(StoreDamaged, match="not a collection"):
        opened()
    assert content(folder) == {COLLECTION: hashlib.sha256(text).hexdigest()}


@pytest.mark.parametrize("application", [0, 0x12345678])
def test_a_file_of_another_program_is_refused_and_untouched(
    tmp_path: Path, opened: Opener, application: int
) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    with closing(sqlite3.connect(folder / COLLECTION)) as other:
        other.executescript(
            f"PRAGMA application_id = {application}; CREATE TABLE mine (x); PRAGMA user_version = 3"
        )
    before = content(folder)
    with pytest.raises(StoreError, match="another program"):
        opened()
    assert content(folder) == before


def test_a_file_of_another_program_without_a_version_is_refused(tmp_path: Path, opened: Opener) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    with closing(sqlite3.connect(folder / COLLECTION)) as other:
        other.executescript("PRAGMA journal_mode = WAL; CREATE TABLE mine (x); INSERT INTO mine VALUES (1)")
        with pytest.raises(StoreError, match="another program"):  # its table is still in the log
            opened()
        assert other.execute("SELECT * FROM mine").fetchall() == [(1,)]


def test_an_empty_file_starts_a_collection_where_nothing_can_be_lost(tmp_path: Path, opened: Opener) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / COLLECTION).touch()
    assert opened().cards() == []


@pytest.mark.parametrize("missing", [True, False])
def test_an_empty_or_missing_file_beside_backups_is_no_new_start(opened: Opener, missing: bool) -> None:
    collection = studied(opened)
    made = collection.backup()
    collection.close()
    collection.file.unlink()
    if not missing:
        collection.file.touch()
    with pytest.raises(StoreDamaged, match="missing" if missing else "empty"):
        opened()
    backups.rescue(collection.file, made.file, FakeClock()())
    assert len(opened().reviews()) == 6


def test_an_empty_file_beside_files_that_are_no_backups_is_a_new_start(
    tmp_path: Path, opened: Opener
) -> None:
    folder = tmp_path / "cards"
    (folder / "backups").mkdir(parents=True)
    (folder / "backups" / "mine.db").write_text("not a backup of ours")
    assert opened().cards() == []


@pytest.mark.parametrize("seed", range(6))
def test_overwritten_pages_are_found_at_the_start_and_a_backup_brings_all_back(
    opened: Opener, seed: int
) -> None:
    collection = studied(opened)
    made = collection.backup()
    counts = backups.examine(made.file)
    collection.grade(collection.cards()[20].number, 5)
    collection.close()
    chance = random.Random(seed)
    size = collection.file.stat().st_size
    assert size < CHECK_UP_TO
    with collection.file.open("r+b") as stream:
        for page in range(0 if seed % 2 else 1, size // 4096):
            stream.seek(page * 4096)
            stream.write(chance.randbytes(2048))
    broken = collection.file.read_bytes()
    with pytest.raises(StoreDamaged) as raised:
        opened()
    assert "Restore a backup" in raised.value.hint
    assert collection.file.read_bytes() == broken

    kept = backups.rescue(collection.file, made.file, FakeClock()())
    assert kept.read_bytes() == broken
    again = opened()
    assert (len(again.cards()), len(again.reviews())) == (counts.cards, counts.reviews) == (40, 6)
    assert again.check() == []


def test_a_truncated_file_is_found(opened: Opener) -> None:
    collection = studied(opened)
    collection.close()
    whole = collection.file.read_bytes()
    for length in (50, 4096, len(whole) // 2, len(whole) - 100):
        collection.file.write_bytes(whole[:length])
        with pytest.raises(StoreDamaged):
            opened()


def test_damage_met_while_studying_is_a_sentence(opened: Opener) -> None:
    collection = studied(opened)
    collection.close()
    (root,) = query(collection.folder, "SELECT rootpage FROM sqlite_master WHERE name = 'review'")[0]
    again = opened()
    with collection.file.open("r+b") as stream:
        stream.seek((root - 1) * 4096)
        stream.write(b"\xff" * 4096)
    query(collection.folder, "INSERT INTO meta VALUES ('x', 'y')")  # what was read before is stale now
    with pytest.raises(StoreDamaged):
        again.reviews()
    again.close()


def test_a_damaged_file_is_kept_with_its_log(opened: Opener) -> None:
    collection = studied(opened)
    made = collection.backup()
    log = collection.file.with_name(COLLECTION + "-wal")
    collection.grade(collection.cards()[9].number, 2)
    pieces = (collection.file.read_bytes(), log.read_bytes())
    collection.close()
    collection.file.write_bytes(pieces[0])
    log.write_bytes(pieces[1])
    kept = backups.rescue(collection.file, made.file, FakeClock()())
    assert kept.read_bytes() == pieces[0]
    assert kept.with_name(kept.name + "-wal").read_bytes() == pieces[1]
    assert not log.exists()
    again = opened()
    assert len(again.reviews()) == 6
    assert again.check() == []


def test_a_rescue_from_something_unsound_changes_nothing(tmp_path: Path, opened: Opener) -> None:
    collection = studied(opened)
    collection.close()
    collection.file.write_bytes(b"broken")
    wrong = tmp_path / "wrong.db"
    wrong.write_text("no backup")
    before = content(collection.folder)
    with pytest.raises(StoreDamaged, match=r"wrong\.db is not a sound backup"):
        backups.rescue(collection.file, wrong, FakeClock()())
    assert content(collection.folder) == before


def test_two_rescues_in_one_second_keep_both_files(opened: Opener) -> None:
    collection = studied(opened)
    made = collection.backup()
    collection.close()
    kept = []
    for broken in (b"one", b"two"):
        collection.file.write_bytes(broken)
        kept.append(backups.rescue(collection.file, made.file, FakeClock()()))
    assert [file.read_bytes() for file in kept] == [b"one", b"two"]
