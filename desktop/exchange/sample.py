"""A first look at a file: enough to tell what it is, without reading it all."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from desktop.errors import UserError

HEAD = 1 << 16
"""Bytes that are looked at."""
SQLITE = b"SQLite format 3\x00"
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"


@dataclass(frozen=True)
class Sample:
    """A file, or a text from elsewhere, and how it begins.

    Attributes:
        name: what it is called in messages.
        path: the file; None where there is none.
        size: bytes.
        head: its first bytes.
        content: all of it, where there is no file.
    """

    name: str
    path: Path | None
    size: int
    head: bytes
    content: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, path: Path) -> Sample:
        """Look at a file.

        Raises:
            UserError: it cannot be opened.
        """
        try:
            if path.is_dir():
                deck = path / "deck.json"
                if deck.is_file():
                    return cls.of(deck)
                raise UserError(f"{path.name} is a folder.", "Choose a file inside it.")
            with path.open("rb") as file:
                return cls(path.name, path, path.stat().st_size, file.read(HEAD))
        except FileNotFoundError as error:
            raise UserError(f"There is no file {path}.") from error
        except OSError as error:
            raise UserError(f"{path.name} cannot be read: {error.strerror}.") from error

    @classmethod
    def of_text(cls, text: str, name: str) -> Sample:
        """Look at a text."""
        content = text.encode("utf-8", "surrogatepass")
        return cls(name, None, len(content), content[:HEAD], content)

    def data(self, limit: int) -> bytes:
        """Return all of it.

        Args:
            limit: bytes from which a file is too large.

        Raises:
            UserError: it is larger, or cannot be read.
        """
        if self.size > limit:
            raise UserError(
                f"{self.name} is larger than {limit >> 20} MB.",
                "Split it into smaller files, then try again.",
            )
        if self.path is None:
            return self.content
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise UserError(f"{self.name} cannot be read: {error.strerror}.") from error

    @property
    def suffix(self) -> str:
        """The end of the name with its dot, in lower case."""
        return Path(self.name).suffix.lower()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a database of SQLite."""
        return self.head.startswith(SQLITE)

    @property
    def is_gzip(self) -> bool:
        """Whether it is packed by gzip."""
        return self.head.startswith(GZIP)

    @property
    def is_zip(self) -> bool:
        """Whether it begins as a zip archive does."""
        return self.head.startswith((ZIP, EMPTY_ZIP))

    @cached_property
    def members(self) -> frozenset[str]:
        """Names of the members of a zip archive; none where it is none or a broken one."""
        if not self.is_zip or self.path is None:
            return frozenset()
        try:
            with zipfile.ZipFile(self.path) as archive:
                return frozenset(archive.namelist())
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
            return frozenset()

    def has_tables(self, *names: str) -> bool:
        """Return whether a database has all of these tables."""
        return self.tables.issuperset(names)

    @cached_property
    def tables(self) -> frozenset[str]:
        """Names of the tables of a database; none where it is none or a broken one."""
        if not self.is_sqlite or self.path is None:
            return frozenset()
        try:
            with closing(
                sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            ) as opened:
                return frozenset(name for (name,) in opened.execute("SELECT name FROM sqlite_master"))
        except sqlite3.Error:
            return frozenset()

    @cached_property
    def unpacked(self) -> bytes:
        """The first bytes as they are once gzip is undone."""
        if not self.is_gzip:
            return self.head
        try:
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(self.head, HEAD)
        except zlib.error:
            return b""
