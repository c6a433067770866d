"""What lies in a package: which database is the real one, and where its pictures and sounds are.

Three layouts are about. The oldest holds ``collection.anki2``; the next ``collection.anki21``; today's
``collection.anki21b``, packed by zstd, with a ``meta`` that says so. The newer two also hold a
``collection.anki2`` with one note that asks to update: it is never read.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.errors import UserError
from desktop.exchange import archive as limits
from desktop.exchange.anki import messages
from desktop.exchange.anki.zstd import MAGIC as ZSTD
from desktop.exchange.anki.zstd import Decompressor, decompressor, zstd_error
from desktop.exchange.archive import Archive, Trap
from desktop.exchange.sample import Sample
from desktop.study.incoming import IncomingMedia

META, MEDIA = "meta", "media"
PACKED, NEWER, OLDEST = "collection.anki21b", "collection.anki21", "collection.anki2"
KNOWN_VERSION = 3
LARGEST_LIST = 64 << 20
JOURNAL_BYTES = slice(18, 20)
NO_JOURNAL = b"\x01\x01"
"""Bytes of the header of a database that say it has no write-ahead log: nobody brings one along."""


class Container:
    """A package, or a database on its own, unpacked as far as it must be.

    Args:
        sample: the file.

    Raises:
        UserError: it holds no collection that can be read.
    """

    def __init__(self, sample: Sample) -> None:
        assert sample.path is not None  # noqa: S101 - texts are never sniffed as packages
        self.name = sample.name
        self._path = sample.path
        self._archive: Archive | None = None
        self._is_packed = False
        self.warnings: list[str] = []
        self._folder = Path(tempfile.mkdtemp(prefix="repertoire-import-"))
        self.database = self._folder / "collection.db"
        try:
            if sample.is_sqlite:
                shutil.copyfile(sample.path, self.database)
            else:
                self._unpack(sample)
            self._without_journal()
        except OSError as error:
            self.close()
            raise UserError(f"{self.name} cannot be read: {error.strerror}.") from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Forget what was unpacked."""
        if self._archive:
            self._archive.close()
            self._archive = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _unpack(self, sample: Sample) -> None:
        if sample.path is None or not sample.is_zip:
            if not sample.head.startswith(ZSTD):
                raise UserError(
                    f"{self.name} is no Anki package, or a broken one.",
                    "Download or export it again, then try once more.",
                )
            self._is_packed = True  # a bare anki21b
            self._write_unpacked(iter([sample.data(limits.LARGEST_PART)]))
            return
        self._archive = archive = Archive(sample.path, sample.name)
        version = messages.whole(messages.message(self._small(META)), 1) if META in archive else 0
        if version > KNOWN_VERSION:
            raise UserError(
                f"{self.name} was made by a version of Anki whose packages are not known here.",
                "In Anki, export it again with “Support older Anki versions” ticked.",
            )
        if PACKED in archive:
            self._is_packed = True
            self._write_unpacked(archive.chunks(PACKED, limits.LARGEST_PART))
            return
        member = next((each for each in (NEWER, OLDEST) if each in archive), None)
        if member is None:
            raise UserError(
                f"{self.name} is an archive without an Anki collection in it.",
                "Export the deck from Anki again.",
            )
        archive.extract(member, self.database)

    def _small(self, member: str) -> bytes:
        assert self._archive is not None  # noqa: S101
        try:
            return self._archive.read(member, LARGEST_LIST)
        except Trap:
            raise
        except UserError:
            return b""

    def _write_unpacked(self, chunks: Iterator[bytes]) -> None:
        unpacker, done, packed = decompressor(), 0, 0
        with self.database.open("wb") as file:
            for chunk in chunks:
                packed += len(chunk)
                for made in self._pieces(unpacker, chunk):
                    done += len(made)
                    if done > limits.LARGEST_PART or too_much(done, packed):
                        raise Trap(
                            f"{self.name} unpacks to far more than it should.", "Nothing was taken in."
                        )
                    file.write(made)

    def _pieces(self, unpacker: Decompressor, data: bytes) -> Iterator[bytes]:
        try:
            while not unpacker.eof:
                yield unpacker.decompress(data, limits.CHUNK)
                data = b""
                if unpacker.needs_input:
                    return
        except zstd_error() as error:
            raise UserError(f"{self.name} is broken.", "Export it again, then try once more.") from error

    def _without_journal(self) -> None:
        with self.database.open("r+b") as file:
            file.seek(JOURNAL_BYTES.start)
            file.write(NO_JOURNAL)

    # ------------------------------------------------------------------ media

    def media(self) -> list[IncomingMedia]:
        """Return the pictures and sounds of the package."""
        if self._archive is None:
            return list(self._media_beside())
        listed = self._listed()
        found = [each for each in listed if each[1] in self._archive]
        if lacking := [name for name, member in listed if member not in self._archive]:
            names = ", ".join(name[:80] for name in lacking[:10]) + (", …" if len(lacking) > 10 else "")
            self.warnings.append(f"Files that the package lists and does not hold: {len(lacking)} ({names}).")
        return [self._member(name, member) for name, member in found]

    def _listed(self) -> list[tuple[str, str]]:
        """Return name and member of every file that the package lists."""
        assert self._archive is not None  # noqa: S101
        if MEDIA not in self._archive:
            return []
        data = self._small(MEDIA)
        try:
            if self._is_packed:
                names = self._names(unpacked(data, LARGEST_LIST))
                return [(name, str(number)) for number, name in enumerate(names)]
            listed = json.loads(data.decode("utf-8", "replace")) if data else {}
            return [(str(name), str(member)) for member, name in listed.items()]
        except (ValueError, AttributeError, RecursionError, zstd_error()):
            self.warnings.append("The list of pictures and sounds is broken, so that they stay out.")
            return []

    @staticmethod
    def _names(data: bytes) -> Iterator[str]:
        for number, value in messages.fields(data):
            if number == 1 and isinstance(value, bytes):
                yield messages.text(messages.message(value), 1)

    def _member(self, name: str, member: str) -> IncomingMedia:
        archive = self._archive
        assert archive is not None  # noqa: S101

        def read() -> bytes:
            data = archive.read(member)
            if not self._is_packed:
                return data
            try:
                return unpacked(data, limits.LARGEST_MEMBER)
            except (ValueError, zstd_error()) as error:
                raise UserError(f"{name[:80]} is broken in the package.") from error

        return IncomingMedia(name, archive.size(member), read)

    def _media_beside(self) -> Iterator[IncomingMedia]:
        """Yield the files of the folder that Anki keeps beside a collection."""
        folder = self._path.with_name(self._path.stem + ".media")
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            if file.is_file() and not file.is_symlink():
                yield IncomingMedia(file.name, file.stat().st_size, _reader(file))


def _reader(file: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise UserError(f"{file.name} cannot be read: {error.strerror}.") from error

    return read


def too_much(done: int, packed: int) -> bool:
    """Return whether so many bytes cannot honestly come of so few."""
    return done > limits.FREE and done > limits.RATIO * packed


def unpacked(data: bytes, limit: int) -> bytes:
    """Return what zstd packed.

    Raises:
        ValueError: it is more than `limit` bytes.
    """
    unpacker = decompressor()
    made = unpacker.decompress(data, limit + 1)
    if len(made) > limit or too_much(len(made), len(data)):
        raise ValueError("too large")
    if not unpacker.eof:
        raise ValueError("cut short")
    return made
