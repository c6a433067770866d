"""D-03, D-04, D-05, D-11: what the disk and other programs can do to a collection."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import peewee
import pytest

from desktop.errors import StoreBusy, StoreError, StoreFull
from desktop.store.collection import Collection
from desktop.store.database import Database
from desktop.store.failures import busy
from desktop.store.layout import COLLECTION
from tests.store.conftest import Opener
from tests.store.helpers import ROOT, child, child_environment, dump, plain_deck, query

NOBODY = 65534


def studied(collection: Collection) -> list[int]:
    collection.install(plain_deck(5), "deck")
    return [view.number for view in collection.cards()]


# ---------------------------------------------------------------- how it is written


@pytest.mark.parametrize(("wal", "mode"), [(True, "wal"), (False, "delete")])
def test_the_journal_mode_is_the_one_that_was_asked_for(opened: Opener, wal: bool, mode: str) -> None:
    collection = opened(wal=wal)
    card = studied(collection)[0]
    assert collection.grade(card, 4).after.repetition == 1
    assert collection.journal_mode == mode
    assert query(collection.folder, "PRAGMA journal_mode") == [(mode,)]


def test_a_folder_that_moved_to_a_server_leaves_the_write_ahead_log(opened: Opener) -> None:
    collection = opened(wal=True)
    studied(collection)
    collection.close()
    assert opened(wal=False).journal_mode == "delete"


def test_the_mode_is_what_sqlite_answers_where_there_can_be_no_log(tmp_path: Path) -> None:
    database = Database(Path(":memory:"), wal=True).open()
    assert database.mode() == "memory"
    database.close()


def test_every_commit_is_forced_onto_the_disk_and_references_are_kept(opened: Opener) -> None:
    collection = opened()
    studied(collection)
    full, on = 2, 1
    assert collection._database.value("PRAGMA synchronous") == full
    assert collection._database.value("PRAGMA foreign_keys") == on
    with pytest.raises(peewee.IntegrityError):
        collection._database.execute_sql("UPDATE card SET deck = 999")


def test_nothing_is_read_from_a_closed_collection(opened: Opener) -> None:
    collection = opened()
    collection.close()
    collection.close()
    with pytest.raises(peewee.InterfaceError):
        collection.tree()


def test_a_mistake_of_ours_is_no_sentence(opened: Opener) -> None:
    with pytest.raises(peewee.OperationalError, match="no such table"):
        opened()._database.rows("SELECT * FROM nowhere")


# ---------------------------------------------------------------- D-04: a full disk


def test_a_full_file_refuses_the_answer_and_takes_it_after_space_was_made(opened: Opener) -> None:
    collection = opened()
    card = studied(collection)[0]
    pages = collection._database.value("PRAGMA page_count")
    collection._database.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFull, match="no room left"):
        fill(collection, card)
    before = dump(collection.folder)
    with pytest.raises(StoreFull):
        collection.grade(card, 4, response="x" * 500)
    assert not collection._database.in_transaction()
    assert dump(collection.folder) == before
    assert collection.check() == []
    collection._database.execute_sql("PRAGMA max_page_count = 100000")
    preview = collection.preview(card, [4])
    assert [collection.grade(card, 4).after] == preview
    assert collection.check() == []


def fill(collection: Collection, card: int, stored: list[str] | None = None) -> None:
    """Answer until there is no room, and say which answers were acknowledged."""
    for _ in range(100_000):
        review = collection.grade(card, 3, response="x" * 500).review
        if stored is not None:
            stored.append(str(review))


def write_until_full(file: Path) -> None:
    with file.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if not mount or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("this system allows no mounts")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("wal", [True, False])
def test_a_full_disk_refuses_everything_in_plain_words_and_loses_nothing(
    small_disk: Path, opened: Opener, wal: bool
) -> None:
    folder = small_disk / "cards"
    collection = opened(folder, wal=wal)
    card = studied(collection)[0]
    stored = [str(collection.grade(card, 4).review)]
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space"):
        write_until_full(ballast)
    with pytest.raises(StoreFull) as raised:
        fill(collection, card, stored)
    assert str(folder) in raised.value.message
    with pytest.raises(StoreFull):
        collection.suspend([card])
    with pytest.raises(StoreFull):
        collection.set_option("cap", 10)
    assert collection.options.cap == 3650
    with pytest.raises(StoreFull):
        collection.backup()
    assert [row["review"] for row in collection.reviews()] == stored
    assert not list((folder / "backups").glob("*"))
    ballast.unlink()
    stored.append(str(collection.grade(card, 5).review))
    collection.backup()
    collection.close()
    again = opened(folder, wal=wal)
    assert [row["review"] for row in again.reviews()] == stored
    assert again.check() == []
    again.close()


LIMITED = """
import resource, sys
from pathlib import Path
from desktop.errors import StoreFull
from desktop.store.collection import Collection
from tests.store.helpers import FakeClock, plain_deck
collection = Collection(Path(sys.argv[1]), FakeClock(), wal=sys.argv[2] == "wal")
collection.install(plain_deck(5), "deck")
card = collection.cards()[0].number
resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, resource.RLIM_INFINITY))
stored = []
try:
    while True:
        stored.append(collection.grade(card, 3, response="x" * 500).review)
except StoreFull:
    pass
assert stored and [row["review"] for row in collection.reviews()] == [str(each) for each in stored]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
collection.grade(card, 5)
assert collection.check() == []
collection.close()
"""


@pytest.mark.parametrize("wal", ["wal", "delete"])
def test_a_used_up_share_of_the_disk_is_a_full_disk(tmp_path: Path, wal: str) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    subprocess.run(child(LIMITED, tmp_path / "cards", wal), cwd=ROOT, env=child_environment(), check=True)


# ---------------------------------------------------------------- D-05: locked, read-only, gone


@pytest.mark.parametrize("wal", [True, False])
def test_another_writer_is_waited_for_then_named(opened: Opener, wal: bool) -> None:
    collection = opened(wal=wal, busy_seconds=0.1)
    card = studied(collection)[0]
    before = dump(collection.folder)
    with closing(sqlite3.connect(collection.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for refused in (
            lambda: collection.grade(card, 4),
            lambda: collection.suspend([card]),
            lambda: collection.set_option("cap", 9),
            lambda: collection.undo(),
            lambda: collection.rebuild(),
            lambda: collection.install(plain_deck(9, 2), "2"),
        ):
            with pytest.raises(StoreBusy, match="Another program"):
                refused()
        assert collection.card(card).answers == 0  # reading goes on
        assert collection.options.cap == 3650
    assert dump(collection.folder) == before
    assert collection.grade(card, 4).after.repetition == 1


def test_a_lock_that_is_soon_gone_is_waited_for(opened: Opener) -> None:
    collection = opened(busy_seconds=20)
    card = studied(collection)[0]
    other = sqlite3.connect(collection.file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.15, lambda: other.execute("COMMIT"))
    release.start()
    assert collection.grade(card, 4).after.repetition == 1
    release.join()
    other.close()


def test_a_reader_that_holds_up_the_commit_is_named_and_nothing_stays_open(opened: Opener) -> None:
    collection = opened(wal=False, busy_seconds=0.1)
    card = studied(collection)[0]
    with closing(sqlite3.connect(collection.file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM card").fetchone()
        with pytest.raises(StoreBusy):
            collection.grade(card, 4)
        assert not collection._database.in_transaction()
    assert collection.card(card).answers == 0
    assert collection.grade(card, 4).after.repetition == 1


def test_a_backup_of_a_locked_file_does_not_wait_for_ever(opened: Opener) -> None:
    collection = opened(wal=False, busy_seconds=0.1)
    studied(collection)
    with closing(sqlite3.connect(collection.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy):
            collection.backup()
    assert collection.backup().size > 0


AS_NOBODY = """
import os, sys
from pathlib import Path
from desktop.errors import StoreReadOnly
import importlib, pkgutil, desktop.store
for module in pkgutil.iter_modules(desktop.store.__path__):  # somebody else may not read them later
    importlib.import_module("desktop.store." + module.name)
from desktop.store.collection import Collection
from desktop.store.lock import FolderLock
from tests.store.helpers import FakeClock
os.setgid(65534); os.setuid(65534)
folder = Path(sys.argv[1])
for attempt in (
    lambda: Collection(folder, FakeClock(), wal=sys.argv[2] == "wal"),
    lambda: FolderLock(folder).take(0),
):
    try:
        attempt()
        print("opened")
    except StoreReadOnly as error:
        print(error)
"""


def as_nobody(folder: Path, wal: str = "wal") -> list[str]:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    for each in (folder, *folder.parents):  # the test folders are for one user only
        if each.stat().st_uid == os.geteuid() and each != Path("/"):
            each.chmod(each.stat().st_mode | 0o055)
    done = subprocess.run(
        child(AS_NOBODY, folder, wal), cwd=ROOT, env=child_environment(), capture_output=True, text=True
    )
    if "PermissionError" in done.stderr and "site-packages" in done.stderr:
        pytest.skip("somebody else cannot read this Python")
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, opened: Opener) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for line in as_nobody(empty):
        assert line.startswith(f"The app may not write to {empty}.")
    collection = opened()
    studied(collection)
    collection.close()
    before = dump(collection.folder)
    for line in as_nobody(collection.folder):
        assert line.startswith(f"The app may not write to {collection.folder}.")
    assert dump(collection.folder) == before


def test_a_file_that_may_not_be_read_is_named(opened: Opener) -> None:
    collection = opened(wal=False)
    studied(collection)
    collection.close()
    collection.file.chmod(0)
    assert "may not write" in as_nobody(collection.folder, "delete")[0]


def test_a_read_only_file_of_a_server_can_be_read_and_an_answer_is_refused(tmp_path: Path) -> None:
    code = AS_NOBODY.replace('print("opened")', "made = attempt(); made.grade(made.cards()[0].number, 4)")
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    from tests.store.helpers import FakeClock

    folder = tmp_path / "cards"
    collection = Collection(folder, FakeClock(), wal=False)
    studied(collection)
    collection.close()
    as_nobody(folder)
    done = subprocess.run(
        child(code, folder, "delete"), cwd=ROOT, env=child_environment(), capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.stdout.startswith("The app may not write")


def test_a_folder_that_is_a_file_is_named(tmp_path: Path, opened: Opener) -> None:
    place = tmp_path / "a file"
    place.write_text("hello")
    with pytest.raises(StoreError, match="could not be used"):
        opened(place)
    with pytest.raises(StoreError, match="could not be used"):
        opened(place / "below")
    assert place.read_text() == "hello"


def test_a_collection_that_is_a_folder_is_named(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "cards" / COLLECTION).mkdir(parents=True)
    with pytest.raises(StoreError):
        opened()


def test_a_disk_that_was_taken_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not there any more"):
        Database(tmp_path / "gone" / COLLECTION).open()


# ---------------------------------------------------------------- D-11: threads


def test_backups_in_another_thread_while_cards_are_answered(opened: Opener) -> None:
    collection = opened(busy_seconds=20)
    cards = studied(collection)
    failures: list[BaseException] = []
    made: list[Path] = []
    done = threading.Event()

    def backups() -> None:
        try:
            while not done.is_set():
                made.append(collection.backup("worker").file)
        except BaseException as error:
            failures.append(error)

    worker = threading.Thread(target=backups)
    worker.start()
    answers = 0
    while len(made) < 4 and not failures:
        collection.clock.move(seconds=7)  # type: ignore[attr-defined]
        collection.grade(cards[answers % len(cards)], answers % 6)
        answers += 1
    done.set()
    worker.join()
    assert failures == []
    assert len(collection.reviews()) == answers
    assert collection.check() == []
    assert len({file.name for file in made}) == len(made)


def test_another_thread_that_uses_the_open_connection_is_told_so(opened: Opener) -> None:
    collection = opened()
    raised: list[BaseException] = []

    def misuse() -> None:
        try:
            collection.tree()
        except BaseException as error:
            raised.append(error)

    worker = threading.Thread(target=misuse)
    worker.start()
    worker.join()
    assert isinstance(raised[0], peewee.InterfaceError)


# ---------------------------------------------------------------- two first starts at once


def test_a_journal_that_cannot_be_switched_at_once_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, left = Database.execute_sql, [3]

    def refusing(self: Database, sql: str, params: object = None) -> object:
        if sql.startswith("PRAGMA journal_mode =") and left[0]:
            left[0] -= 1
            raise busy()
        return run(self, sql, params)

    monkeypatch.setattr(Database, "execute_sql", refusing)
    database = Database(tmp_path / COLLECTION).open()
    assert database.mode() == "wal"
    assert left == [0]
    database.close()
    left[0] = 10**9
    with pytest.raises(StoreBusy):
        Database(tmp_path / "other.db", busy_seconds=0.05).open()
    assert left[0] < 10**9 - 1
