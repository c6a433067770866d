"""Copies of the collection: made through SQLite, verified by opening, thinned out with age."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.errors import NotFound, StoreDamaged
from desktop.store.database import explained
from desktop.store.schema import APPLICATION_ID, VERSION
from desktop.study.calendar import Moment

FOLDER = "backups"
PATTERN = "%Y-%m-%d %H.%M.%S"
LATEST, DAYS, WEEKS, MONTHS = 10, 14, 8, 12


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
    for file in (folder / FOLDER).glob("*.db"):
        day, time, reason = (*file.stem.split(" ", 2), "", "")[:3]
        try:
            made = datetime.strptime(f"{day} {time}", PATTERN)
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


def rotate(folder: Path) -> None:
    """Delete the backups that are no longer kept."""
    backups = listed(folder)
    keep = kept(each.made for each in backups)
    for each in backups:
        if each.made not in keep:
            each.file.unlink(missing_ok=True)


def examine(file: Path) -> Content:
    """Open a copy read-only and make sure that it is a sound collection.

    Raises:
        StoreDamaged: it is not.
    """
    if not file.is_file():
        raise NotFound(f"There is no backup {file}.")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            (sound,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            (application,) = copy.execute("PRAGMA application_id").fetchone()
            (version,) = copy.execute("PRAGMA user_version").fetchone()
            if sound != "ok" or application != APPLICATION_ID or not 0 < version <= VERSION:
                raise StoreDamaged(f"{file.name} is not a sound backup.", "Choose another one.")
            (cards,) = copy.execute("SELECT COUNT(*) FROM card WHERE deleted = 0").fetchone()
            (reviews,) = copy.execute("SELECT COUNT(*) FROM review").fetchone()
            return Content(cards, reviews)
    except sqlite3.Error as error:
        raise StoreDamaged(f"{file.name} is not a sound backup.", "Choose another one.") from error


def copy_database(source: Path, target: Path) -> None:
    """Copy a database through SQLite into a file that appears whole or not at all, verified."""
    partial = target.with_name(target.name + ".part")
    try:
        partial.unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(partial)) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        examine(partial)
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise explained(error, target) or error from error
    finally:
        partial.unlink(missing_ok=True)


def make(collection: Path, moment: Moment, reason: str) -> Backup:
    """Back a collection up beside itself, then thin out the old backups."""
    made = moment.local().replace(microsecond=0)
    folder = collection.parent
    while (folder / FOLDER / name_of(made, reason)).exists():
        made += timedelta(seconds=1)
    target = folder / FOLDER / name_of(made, reason)
    copy_database(collection, target)
    rotate(folder)
    return Backup(target, made, reason, target.stat().st_size)


def due_today(folder: Path, moment: Moment) -> bool:
    """Return whether no backup was made yet on the calendar day of a moment."""
    latest = next(iter(listed(folder)), None)
    return latest is None or latest.made.date() < moment.local().date()


def put_back(backup: Path, collection: Path, keep_as: Path | None = None) -> None:
    """Put a backup in the place of a collection that is closed, whole or not at all.

    Args:
        backup: verified before anything is touched.
        collection: the file to replace.
        keep_as: where the replaced file is kept, if it is to be kept.
    """
    fresh = collection.with_name(collection.name + ".new")
    copy_database(backup, fresh)
    if keep_as and collection.exists():
        collection.replace(keep_as)
    for end in ("-wal", "-shm", "-journal"):
        collection.with_name(collection.name + end).unlink(missing_ok=True)
    fresh.replace(collection)


def rescue(collection: Path, backup: Path, moment: Moment) -> Path:
    """Put a backup in the place of a collection that cannot be opened; return where that is kept."""
    kept_as = collection.with_name(f"damaged {moment.local().strftime(PATTERN)}.db")
    put_back(backup, collection, kept_as)
    return kept_as
