"""Pictures and sounds: kept once by what they hold, found by any name that a note gives them.

The bytes lie in ``media/ab/abcd…`` beside the collection, named by their SHA-256, so that no name from
outside ever becomes a path. Names are kept as they came; they are compared in one Unicode form
(NFC), exactly first and then without regard to case.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from desktop.errors import UserError
from desktop.store.database import Database
from desktop.store.failures import explaining

FOLDER = "media"
LARGEST = 256 << 20
"""Bytes of the largest file that is taken in."""
LONGEST_NAME = 400


def one_form(name: str) -> str:
    """Return a name in the form in which names are compared: NFC, without a folder, not too long."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    return plain.replace("\x00", "").strip()[:LONGEST_NAME].strip()


class Media:
    """The media of one collection.

    Args:
        database: open.
        folder: the data folder.
        stamp: gives the next stamp, inside the transaction that is open.
    """

    def __init__(self, database: Database, folder: Path, stamp: Callable[[], int]) -> None:
        self._database = database
        self._folder = folder / FOLDER
        self._stamp = stamp

    def add(self, name: str, content: bytes) -> str:
        """Keep a file under a name, inside the transaction that is open; return the name it is found by.

        A name that another file has already is given a number: no note loses what it shows.

        Raises:
            UserError: the name is empty or the file too large.
            StoreError: it could not be written.
        """
        return self.enter(name, self.keep(name, content), len(content), self._stamp())

    def keep(self, name: str, content: bytes) -> bytes:
        """Write a file that has no name here yet; return its digest. Needs no transaction; see `add`."""
        plain = one_form(name)
        if not plain or plain in (".", ".."):
            raise UserError(f"A media file needs a name; {name!r} is none.")
        if len(content) > LARGEST:
            raise UserError(f"{plain} is larger than {LARGEST >> 20} MB.", "Use a smaller file.")
        digest = hashlib.sha256(content)
        self._write(digest.hexdigest(), content)
        return digest.digest()

    def enter(self, name: str, digest: bytes, size: int, stamp: int) -> str:
        """Give a file that is kept a name, inside the transaction that is open; return that name."""
        self._database.execute_sql("INSERT OR IGNORE INTO media VALUES (?, ?)", (digest, size))
        plain = self.free_name(name, digest)
        self._database.execute_sql(
            "INSERT OR REPLACE INTO media_name VALUES (?, ?, ?, 0, ?)",
            (plain, plain.casefold(), digest, stamp),
        )
        return plain

    def digest_of(self, name: str) -> bytes | None:
        """Return the digest of the file that a note means by a name; None where there is none."""
        plain = one_form(name)
        found = self._database.value(
            "SELECT hash FROM media_name WHERE folded = ? AND deleted = 0 ORDER BY name <> ?, name LIMIT 1",
            plain.casefold(),
            plain,
        )
        return None if found is None else bytes(found)

    def find(self, name: str) -> Path | None:
        """Return the file that a note means by a name; None where there is none."""
        digest = self.digest_of(name)
        if digest is None:
            return None
        file = self._path(digest.hex())
        return file if file.is_file() else None

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return those names for which there is no file."""
        return [name for name in names if self.find(name) is None]

    def free_name(self, name: str, digest: bytes) -> str:
        """Return the name that a file would be found by: its own unless another file has that already."""
        name = one_form(name)
        stem, dot, end = name.rpartition(".")
        number, free = 1, name
        while (taken := self._database.value("SELECT hash FROM media_name WHERE name = ?", free)) is not None:
            if bytes(taken) == digest:
                break
            number += 1
            free = f"{stem} {number}{dot}{end}" if dot and stem else f"{name} {number}"
        return free

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _write(self, digest: str, content: bytes) -> None:
        """Write a file whole or not at all; what is there already is left alone."""
        file = self._path(digest)
        partial = file.with_name(f"{uuid4().hex}.part")
        try:
            with explaining(file):
                if file.is_file() and file.stat().st_size == len(content):
                    return
                file.parent.mkdir(parents=True, exist_ok=True)
                partial.write_bytes(content)
                partial.replace(file)
        finally:
            with suppress(OSError):
                partial.unlink()
