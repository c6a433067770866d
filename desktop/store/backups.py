"""Copies of the collection: made through SQLite, verified by opening, thinned out with age."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from desktop.errors import NotFound, StoreDamaged, StoreError
from desktop.store import schema
from desktop.store.failures import busy, damaged, explaining
from desktop.store.layout import BACKUPS, BUSY_SECONDS
from desktop.study.calendar import Moment

PATTERN = "%Y-%m-%d %H.%M.%S"
LATEST, DAYS, WEEKS, MONTHS = 10, 14, 8, 12
PARTIAL = ".part"
BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of the files that SQLite keeps beside a database."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy.

    Attributes:
        made: local time it was made.
        reason: why, such as "daily".
        size: bytes.
    """

    file: Path
    made: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a backup holds, as people count it."""

    cards: int
    reviews: int


def name_of(made: datetime, reason: str) -> str:
    """Return the file name of a backup."""
    return f"{made.strftime(PATTERN)} {reason}.db"


def listed(folder: Path) -> list[Backup]:
    """Return the backups in a data folder, latest first. Other files are passed over."""
    found: list[Backup] = []
    for file in (folder / BACKUPS).glob("*.db"):
        day, hour, reason = (*file.stem.split(" ", 2), "", "")[:3]
        try:
            made = datetime.strptime(f"{day} {hour}", PATTERN)
            found.append(Backup(file, made, reason, file.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda each: (each.made, each.file.name), reverse=True)


def kept(times: Iterable[datetime]) -> set[datetime]:
    """Return which backups to keep: the latest 10, the last of each of 14 days, 8 weeks, 12 months."""
    ordered = sorted(times, reverse=True)
    keep = set(ordered[:LATEST])
    for count, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last_of: dict[str, datetime] = {}
        for made in ordered:
            last_of.setdefault(made.strftime(period), made)
        keep.update(list(last_of.values())[:count])
    return keep


def rotate(folder: Path, spare: Path) -> None:
    """Delete the backups that are no longer kept, and what a crash left of unfinished ones.

    Args:
        folder: the data folder.
        spare: the backup just made. It stays, even where a clock set back makes it look old.
    """
    backups = listed(folder)
    keep = kept(each.made for each in backups)
    outdated = [each.file for each in backups if each.made not in keep and each.file != spare]
    yesterday = time.time() - 86_400
    with suppress(OSError):
        outdated += [
            file for file in (folder / BACKUPS).glob("*" + PARTIAL) if file.stat().st_mtime < yesterday
        ]
    for file in outdated:
        with suppress(OSError):  # somebody looks at it: the next rotation has another try
            file.unlink(missing_ok=True)


def examine(file: Path, name: str = "") -> Content:
    """Open a copy read-only and make sure that it is a sound collection.

    Args:
        file: the copy.
        name: what to call it; its own name where that is left out.

    Raises:
        StoreDamaged: it is not.
    """
    if not file.is_file():
        raise NotFound(f"There is no backup {file}.")
    unsound = StoreDamaged(f"{name or file.name} is not a sound backup.", "Choose another one.")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            (sound,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            (application,) = copy.execute("PRAGMA application_id").fetchone()
            (version,) = copy.execute("PRAGMA user_version").fetchone()
            if sound != "ok" or application != schema.APPLICATION_ID or not 0 < version <= schema.VERSION:
                raise unsound
            (cards,) = copy.execute("SELECT COUNT(*) FROM card WHERE deleted = 0").fetchone()
            (reviews,) = copy.execute("SELECT COUNT(*) FROM review").fetchone()
            return Content(cards, reviews)
    except sqlite3.Error as error:
        raise unsound from error


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, busy_seconds: float) -> None:
    """Copy a whole database in one transaction; a lock is waited for, but not for ever."""
    until = time.monotonic() + busy_seconds

    def waited(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise busy()

    source.backup(target, progress=waited, sleep=0.05)


@contextmanager
def verified_copy(source: Path, folder: Path, busy_seconds: float = BUSY_SECONDS) -> Iterator[Path]:
    """Copy a database through SQLite, answers that still lie in its log included, and verify it.

    Yields:
        the copy. Move it to keep it.

    Raises:
        StoreDamaged: the copy is not sound.
    """
    if not source.is_file():
        raise NotFound(f"There is no backup {source}.")
    partial = folder / f"{uuid4().hex}{PARTIAL}"
    try:
        _make_folder(folder)
        with (
            _explaining_copy(source, partial),
            closing(sqlite3.connect(source, timeout=0)) as original,
            closing(sqlite3.connect(partial)) as copy,
        ):
            _copy(original, copy, busy_seconds)
            copy.execute("PRAGMA journal_mode = DELETE")
        examine(partial, source.name)
        yield partial
    finally:
        for end in ("", *BESIDE):
            with suppress(OSError):
                partial.with_name(partial.name + end).unlink()


def _make_folder(folder: Path) -> None:
    if folder.is_file():
        raise StoreError(
            f"Backups need a folder, but {folder} is a file.", "Give the file another name, then try again."
        )
    with explaining(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _explaining_copy(source: Path, partial: Path) -> Iterator[None]:
    try:
        with explaining(partial):
            yield
    except StoreDamaged as error:
        raise StoreDamaged(f"{source.name} is not a sound backup.", "Choose another one.") from error


def make(collection: Path, moment: Moment, reason: str, busy_seconds: float = BUSY_SECONDS) -> Backup:
    """Back a collection up beside itself, then thin out the old backups.

    It opens the file anew, so that any thread may call it.
    """
    folder = collection.parent
    try:
        with verified_copy(collection, folder / BACKUPS, busy_seconds) as copy, explaining(copy):
            target, made = _free_name(folder, moment.local().replace(microsecond=0), reason)
            copy.replace(target)
            size = target.stat().st_size
    except StoreDamaged as error:
        raise damaged(collection) from error
    rotate(folder, target)
    return Backup(target, made, reason, size)


def _free_name(folder: Path, made: datetime, reason: str) -> tuple[Path, datetime]:
    """Return a name later than all of its day, so that names tell in which order they were made."""
    later = [each.made for each in listed(folder) if each.made >= made and each.made.date() == made.date()]
    if later:
        made = max(later) + timedelta(seconds=1)
    return folder / BACKUPS / name_of(made, reason), made


def due_today(folder: Path, moment: Moment) -> bool:
    """Return whether no backup was made yet on the calendar day of a moment.

    One that a wrong clock dated in the future does not count.
    """
    today = moment.local().date()
    return all(each.made.date() != today for each in listed(folder))


def put_back(copy: Path, collection: Path, busy_seconds: float = BUSY_SECONDS) -> None:
    """Put a verified copy in the place of a sound collection, in one transaction.

    The file stays the same one: another program that has it open sees the new content, and
    nothing that it stores later is lost.
    """
    with (
        explaining(collection),
        closing(sqlite3.connect(copy)) as source,
        closing(sqlite3.connect(collection, timeout=0)) as target,
    ):
        _copy(source, target, busy_seconds)


def rescue(collection: Path, backup: Path, moment: Moment) -> Path:
    """Put a backup in the place of a collection that cannot be opened.

    Returns:
        where what was there is kept.

    Raises:
        StoreDamaged: the backup is not sound; nothing was changed.
    """
    made = moment.local().replace(microsecond=0)
    while (kept_as := collection.with_name(f"damaged {made.strftime(PATTERN)}.db")).exists():
        made += timedelta(seconds=1)
    with verified_copy(backup, collection.parent) as copy, explaining(collection):
        if collection.exists():
            _second_name(collection, kept_as)
        for end in BESIDE:
            beside = collection.with_name(collection.name + end)
            if beside.exists():
                beside.replace(kept_as.with_name(kept_as.name + end))
        copy.replace(collection)
    return kept_as


def take_back(kept: Path, collection: Path) -> None:
    """Undo a rescue: put what was kept back in its place, with the files that SQLite kept beside it."""
    with explaining(collection):
        for end in BESIDE:
            collection.with_name(collection.name + end).unlink(missing_ok=True)
        kept.replace(collection)
        for end in BESIDE:
            beside = kept.with_name(kept.name + end)
            if beside.exists():
                beside.replace(collection.with_name(collection.name + end))


def _second_name(file: Path, name: Path) -> None:
    try:
        name.hardlink_to(file)
    except OSError:  # this disk has no second names: for a moment there is no collection
        file.replace(name)
