"""D-10: backups that can be trusted, and that do not fill the disk."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import NotFound, StoreDamaged, StoreError
from desktop.store import backups
from desktop.store.backups import DAYS, LATEST, MONTHS, WEEKS, kept
from desktop.store.collection import Collection
from desktop.store.layout import BACKUPS, COLLECTION
from tests.store.conftest import Opener
from tests.store.helpers import ROOT, FakeClock, child, child_environment, dump, plain_deck

MOST = LATEST + DAYS + WEEKS + MONTHS
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(
    lambda made: made.replace(microsecond=0)
)


def studied(opened: Opener, *, answers: int = 3) -> Collection:
    collection = opened()
    collection.install(plain_deck(5), "deck")
    for view in collection.cards()[:answers]:
        collection.grade(view.number, 4)
    return collection


# ---------------------------------------------------------------- which are kept


def every_day(days: int) -> list[datetime]:
    return [datetime(2026, 1, 1, 9) + timedelta(days=day) for day in range(days)]


def test_the_latest_ten_are_kept_whenever_they_were_made() -> None:
    times = [datetime(2026, 1, 1, 9, minute) for minute in range(30)]
    assert kept(times) == set(times[-LATEST:])


def test_days_weeks_and_months_keep_their_last() -> None:
    times = every_day(400)
    keep = sorted(kept(times), reverse=True)
    assert set(times[-DAYS:]) <= set(keep)
    sundays = [made for made in times if made.weekday() == 6]
    assert set(sundays[-(WEEKS - 1) :]) <= set(keep)
    month_ends = [made for made in times if (made + timedelta(days=1)).day == 1]
    assert set(month_ends[-(MONTHS - 1) :]) <= set(keep)


def test_of_several_on_a_day_the_last_stays() -> None:
    morning = every_day(60)
    evening = [made + timedelta(hours=10) for made in morning]
    old = {made for made in kept(morning + evening) if made < evening[-LATEST]}
    assert old <= set(evening)


@given(st.lists(MOMENTS, max_size=120))
def test_the_newest_is_never_deleted_and_the_number_is_bounded(times: list[datetime]) -> None:
    keep = kept(times)
    assert keep <= set(times)
    assert len(keep) <= MOST
    if times:
        assert max(times) in keep
        assert kept(keep) >= set(sorted(keep, reverse=True)[:LATEST])


@given(st.lists(MOMENTS, unique=True, max_size=60))
def test_rotating_day_by_day_keeps_as_much_as_rotating_at_once(times: list[datetime]) -> None:
    left: set[datetime] = set()
    for made in sorted(times):
        left = kept(left | {made})
    assert left == kept(times)


def test_after_two_hundred_days_the_documented_number_is_left_and_each_is_sound(
    opened: Opener, clock: FakeClock
) -> None:
    collection = studied(opened, answers=0)
    cards = [view.number for view in collection.cards()]
    times = []
    for day in range(200):
        assert backups.due_today(collection.folder, clock())
        if day % 40 == 0:
            collection.grade(cards[day // 40], 4)
        made = collection.backup("daily")
        times.append(made.made)
        assert not backups.due_today(collection.folder, clock())
        clock.tomorrow()
    left = collection.backups()
    assert {each.made for each in left} == kept(times)
    assert len(left) <= MOST
    assert [each.made for each in left] == sorted(kept(times), reverse=True)
    for each in left:
        with closing(sqlite3.connect(each.file)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert backups.examine(left[0].file).reviews == 5
    assert {file.suffix for file in (collection.folder / "backups").iterdir()} == {".db"}


# ---------------------------------------------------------------- how they are made


def test_a_backup_holds_answers_that_lie_in_the_log_only(opened: Opener) -> None:
    collection = studied(opened)
    assert collection.journal_mode == "wal"
    before = collection.file.read_bytes()
    collection.grade(collection.cards()[4].number, 5)
    assert collection.file.read_bytes() == before
    made = collection.backup()
    assert backups.examine(made.file) == backups.Content(cards=5, reviews=4)
    assert made.size == made.file.stat().st_size


def test_two_backups_of_one_second_are_two(opened: Opener) -> None:
    collection = studied(opened)
    made = [collection.backup(reason) for reason in ("one", "one", "two")]
    assert [each.made for each in collection.backups()] == sorted((each.made for each in made), reverse=True)
    assert len({each.made for each in made}) == 3


def test_names_tell_the_order_although_the_clock_stands_still_or_goes_back(
    opened: Opener, clock: FakeClock
) -> None:
    collection = studied(opened)
    made = []
    for turn in range(3 * LATEST):
        made.append(collection.backup())
        if turn == LATEST:
            clock.move(hours=-3)
    assert collection.backups()[:LATEST] == made[: -LATEST - 1 : -1]


def test_a_backup_made_by_a_clock_that_was_set_back_stays(opened: Opener, clock: FakeClock) -> None:
    collection = studied(opened)
    for _ in range(60):
        collection.backup("daily")
        clock.tomorrow()
    clock.move(days=-900)
    made = collection.backup("before something")
    assert made.file.exists()
    assert not backups.due_today(collection.folder, clock())


def test_a_backup_of_the_future_does_not_end_the_daily_ones(opened: Opener, clock: FakeClock) -> None:
    collection = studied(opened)
    clock.move(days=400)
    collection.backup("daily")
    clock.move(days=-400)
    assert backups.due_today(collection.folder, clock())


def test_other_files_are_passed_over_and_left_alone(opened: Opener) -> None:
    collection = studied(opened)
    folder = collection.folder / "backups"
    folder.mkdir()
    for name in ("mine.db", "2026-13-01 00.00.00 daily.db", "2026-01-01.db", "notes.txt"):
        (folder / name).write_text("mine")
    assert collection.backups() == []
    collection.backup()
    assert len(collection.backups()) == 1
    assert len(list(folder.iterdir())) == 5


def test_what_a_crash_left_of_a_backup_goes_after_a_day(opened: Opener) -> None:
    collection = studied(opened)
    folder = collection.folder / "backups"
    folder.mkdir()
    old, young = folder / "a.part", folder / "b.part"
    for file in (old, young):
        file.write_text("half")
    os.utime(old, (0, time.time() - 90_000))
    collection.backup()
    assert (old.exists(), young.exists()) == (False, True)


def test_a_damaged_collection_makes_no_backup(opened: Opener) -> None:
    collection = studied(opened)
    collection.close()
    with collection.file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * 3 * 4096)
    with pytest.raises(StoreDamaged, match="file that holds your cards"):
        collection.backup()
    assert list((collection.folder / "backups").iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from desktop.store import backups
from desktop.store.collection import Collection
from tests.store.helpers import FakeClock
{patch}
collection = Collection(Path(sys.argv[1]), FakeClock())
{act}
"""
IN_EXAMINE = "backups.examine = lambda *_: os._exit(9)"


def killed(folder: Path, act: str, patch: str = IN_EXAMINE) -> None:
    code = KILLED.format(patch=patch, act=act)
    done = subprocess.run(child(code, folder), cwd=ROOT, env=child_environment(), capture_output=True)
    assert done.returncode == 9, done.stderr.decode()


def test_a_kill_while_a_backup_is_made_leaves_no_half_backup(opened: Opener) -> None:
    collection = studied(opened)
    collection.close()
    killed(collection.folder, "collection.backup()")
    assert opened().backups() == []


# ---------------------------------------------------------------- putting one back


def test_a_restore_brings_back_everything_and_can_be_undone(opened: Opener) -> None:
    collection = studied(opened)
    card = collection.cards()[0].number
    then = dump(collection.folder)
    made = collection.backup()
    collection.grade(card, 1)
    collection.suspend([card])
    collection.set_option("cap", 77)
    now = dump(collection.folder)

    assert collection.restore(made.file).everything
    assert dump(collection.folder, without=["action", "meta"]) == {
        name: rows for name, rows in then.items() if name not in ("action", "meta")
    }
    assert collection.options.cap == 3650
    assert collection.check() == []
    assert collection.undoable() == ("restore", made.file.stem)

    undone = collection.undo()
    assert undone
    assert (undone.kind, undone.changes.everything) == ("restore", True)
    assert dump(collection.folder) == now
    assert collection.options.cap == 77
    assert collection.undoable() == ("option", "cap")


def test_an_answer_after_a_restore_is_undone_before_the_restore(opened: Opener) -> None:
    collection = studied(opened)
    made = collection.backup()
    collection.grade(collection.cards()[4].number, 2)
    collection.restore(made.file)
    collection.grade(collection.cards()[0].number, 5)
    assert collection.undo().kind == "review"  # type: ignore[union-attr]
    assert collection.undo().kind == "restore"  # type: ignore[union-attr]
    assert len(collection.reviews()) == 4
    assert collection.undoable() == ("review", "2")


def test_a_restore_whose_backup_is_gone_does_not_block_undo(opened: Opener) -> None:
    collection = studied(opened)
    made = collection.backup()
    collection.restore(made.file)
    for each in collection.backups():
        each.file.unlink()
    assert collection.undoable() == ("review", "4")
    assert collection.undo()
    assert collection.check() == []


def test_the_oldest_backup_can_be_restored_although_that_pushes_it_out(opened: Opener) -> None:
    collection = studied(opened, answers=1)
    first = collection.backup("daily")
    for _ in range(LATEST):  # each new backup of the same day now pushes the oldest out
        collection.backup()
    assert first.file not in [each.file for each in collection.backups()]
    oldest = collection.backups()[-1]
    collection.restore(oldest.file)
    assert not oldest.file.exists()
    assert len(collection.reviews()) == 1
    assert collection.check() == []


@pytest.mark.parametrize("what", [b"", b"no backup", b"SQLite format 3\x00" + b"\x00" * 600])
def test_an_unsound_backup_is_refused_and_nothing_changes(
    tmp_path: Path, opened: Opener, what: bytes
) -> None:
    collection = studied(opened)
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(what)
    before = dump(collection.folder)
    with pytest.raises(StoreDamaged, match=r"wrong\.db is not a sound backup"):
        collection.restore(wrong)
    assert dump(collection.folder) == before
    assert collection.backups() == []
    assert collection.grade(collection.cards()[4].number, 4)


def test_a_file_of_another_program_is_no_backup(tmp_path: Path, opened: Opener) -> None:
    collection = studied(opened)
    wrong = tmp_path / "wrong.db"
    with closing(sqlite3.connect(wrong)) as other:
        other.executescript("CREATE TABLE card (deleted); CREATE TABLE review (x); PRAGMA user_version = 1")
    with pytest.raises(StoreDamaged):
        collection.restore(wrong)
    with pytest.raises(NotFound):
        collection.restore(tmp_path / "nothing.db")
    with pytest.raises(NotFound):
        collection.restore(tmp_path)


def test_the_collection_of_another_folder_can_be_restored_with_its_log(
    tmp_path: Path, opened: Opener
) -> None:
    other = opened(tmp_path / "other")
    other.install(plain_deck(7), "deck")
    other.grade(other.cards()[0].number, 4)  # in its log only
    collection = studied(opened)
    collection.restore(other.file)
    assert len(collection.cards()) == 7
    assert len(collection.reviews()) == 1
    assert collection.check() == []
    assert collection.undo()
    assert len(collection.cards()) == 5


def test_a_collection_can_be_restored_from_itself(opened: Opener) -> None:
    collection = studied(opened)
    collection.restore(collection.file)
    assert len(collection.reviews()) == 3
    assert collection.check() == []


@pytest.mark.parametrize(
    "patch",
    [
        IN_EXAMINE,
        "backups.put_back = lambda *_: os._exit(9)",
        "real = backups.put_back\nbackups.put_back = lambda *each: (real(*each), os._exit(9))",
        "import desktop.store.database as d\nd.os = os\nbackups._copy = lambda s, t, b: s.backup(t, pages=3, "
        "progress=lambda *_: os._exit(9)) if 'collection' in t.execute('PRAGMA database_list').fetchone()[2]"
        " else s.backup(t)",
    ],
)
def test_a_kill_during_a_restore_leaves_the_old_or_the_new_state(opened: Opener, patch: str) -> None:
    collection = studied(opened)
    made = collection.backup()
    collection.grade(collection.cards()[4].number, 5)
    collection.close()
    killed(collection.folder, f"collection.restore(Path({str(made.file)!r}))", patch)
    again = opened()
    assert len(again.reviews()) in (3, 4)
    assert again.check() == []
    again.grade(again.cards()[0].number, 3)


@pytest.mark.parametrize("patch", [IN_EXAMINE, "Path.replace = lambda *_: os._exit(9)"])
def test_a_kill_during_a_rescue_leaves_something_to_rescue(opened: Opener, patch: str) -> None:
    collection = studied(opened)
    made = collection.backup()
    collection.close()
    collection.file.write_bytes(b"broken" * 200)
    act = f"backups.rescue(Path({str(collection.file)!r}), Path({str(made.file)!r}), FakeClock()())"
    code = KILLED.replace("collection = Collection(Path(sys.argv[1]), FakeClock())\n", "")
    done = subprocess.run(
        child(code.format(patch=patch, act=act)), cwd=ROOT, env=child_environment(), capture_output=True
    )
    assert done.returncode == 9, done.stderr.decode()
    with pytest.raises(StoreDamaged):
        opened()
    assert collection.file.read_bytes() == b"broken" * 200
    backups.rescue(collection.file, made.file, FakeClock()())
    assert len(opened().reviews()) == 3


def rescued(collection: Collection, opened: Opener) -> tuple[Collection, Path]:
    made = collection.backup()
    collection.grade(collection.cards()[0].number, 2)
    collection.close()
    collection.file.write_bytes(b"broken" * 200)
    kept = backups.rescue(collection.file, made.file, FakeClock()())
    again = opened()
    again.note_rescue(made.file, kept)
    return again, kept


def test_undoing_a_rescue_brings_the_damaged_file_back_and_loses_nothing(opened: Opener) -> None:
    collection, kept = rescued(studied(opened), opened)
    collection.grade(collection.cards()[4].number, 5)
    assert collection.undo().kind == "review"  # type: ignore[union-attr]
    collection.grade(collection.cards()[3].number, 5)
    assert collection.undo().kind == "review"  # type: ignore[union-attr]
    assert (collection.undoable() or ("",))[0] == "rescue"
    log = collection.reviews()
    with pytest.raises(StoreDamaged):
        collection.undo()
    collection.close()
    assert collection.file.read_bytes() == b"broken" * 200
    assert not kept.exists()
    newest = collection.backups()[0]
    assert newest.reason == "before undo"
    backups.rescue(collection.file, newest.file, FakeClock()())
    assert opened().reviews() == log


def test_a_rescue_whose_damaged_file_is_gone_does_not_block_undo(opened: Opener) -> None:
    collection, kept = rescued(studied(opened), opened)
    kept.unlink()
    assert collection.undoable() == ("review", "4")


def test_what_sqlite_kept_beside_a_damaged_file_goes_with_it(opened: Opener) -> None:
    collection = studied(opened)
    made = collection.backup()
    collection.close()
    collection.file.write_bytes(b"broken" * 200)
    log = collection.file.with_name(COLLECTION + "-wal")
    log.write_bytes(b"the log")
    kept = backups.rescue(collection.file, made.file, FakeClock()())
    assert not log.exists()
    backups.take_back(kept, collection.file)
    assert log.read_bytes() == b"the log"
    assert collection.file.read_bytes() == b"broken" * 200
    log.unlink()


def test_a_restore_is_seen_by_another_program_and_loses_nothing_of_it(opened: Opener) -> None:
    collection, other = studied(opened), opened()
    card = collection.cards()[0].number
    made = collection.backup()
    other.grade(card, 1)
    collection.restore(made.file)
    assert len(other.reviews()) == 3
    later = other.grade(card, 5)
    assert str(later.review) in [row["review"] for row in collection.reviews()]
    assert collection.check() == other.check() == []


@pytest.mark.parametrize(
    "name", ["Ürün ürünü 日本", "with space 'quote' \"double\"", "50% #1 ?x=1&y", "a%20b"]
)
def test_folders_of_any_name(tmp_path: Path, opened: Opener, name: str) -> None:
    collection = opened(tmp_path / name)
    collection.install(plain_deck(3), "deck")
    collection.grade(collection.cards()[0].number, 4)
    made = collection.backup("by hand")
    collection.grade(collection.cards()[1].number, 4)
    collection.close()
    again = opened(tmp_path / name)
    again.restore(made.file)
    assert len(again.reviews()) == 1
    again.close()
    again.file.write_bytes(b"broken")
    backups.rescue(again.file, made.file, FakeClock()())
    assert opened(tmp_path / name).check() == []
    assert {file.name for file in tmp_path.iterdir()} == {name}
    assert (tmp_path / name / COLLECTION).exists()


IN_C = """
import os, sys
from desktop.store.collection import Collection
from tests.store.helpers import FakeClock, plain_deck
from pathlib import Path
folder = Path(sys.argv[1]) / os.fsdecode(bytes.fromhex(sys.argv[2]))
for again in range(2):
    collection = Collection(folder, FakeClock())
    collection.install(plain_deck(3), "deck")
    collection.grade(collection.cards()[0].number, 4)
    made = collection.backup("mañana")
    collection.restore(made.file)
    assert collection.check() == []
    assert len(collection.reviews()) == 1 + again
    collection.close()
"""


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "tr_TR.UTF-8"])
@pytest.mark.parametrize("name", ["ünï 日本".encode(), b"\xe4\xf6"])
def test_names_that_the_locale_does_not_know(tmp_path: Path, locale: str, name: bytes) -> None:
    done = subprocess.run(
        child(IN_C, tmp_path, name.hex()),
        cwd=ROOT,
        env=child_environment(LC_ALL=locale, PYTHONIOENCODING=""),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert os.listdir(os.fsencode(tmp_path)) == [name]  # noqa: PTH208


def test_a_file_in_the_place_of_the_folder_is_named_and_stays(tmp_path: Path, opened: Opener) -> None:
    collection = opened()
    collection.install(plain_deck(2), "deck")
    made = collection.backup()
    elsewhere = made.file.rename(tmp_path / "elsewhere.db")
    place = collection.folder / BACKUPS
    place.rmdir()
    place.write_text("mine")
    assert collection.backups() == []
    assert backups.due_today(collection.folder, collection.clock())
    for attempt in (collection.backup, lambda: collection.restore(elsewhere)):
        with pytest.raises(StoreError, match="is a file") as caught:
            attempt()
        assert str(caught.value).startswith(f"Backups need a folder, but {place} is a file. ")
    assert place.read_text() == "mine"
    collection.grade(collection.cards()[0].number, 4)
    place.unlink()
    assert collection.backup().file.parent == place
