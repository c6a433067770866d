"""Archives from outside: opened with limits that are checked while they are unpacked.

What an archive declares is believed nowhere: not its sizes, not its names. No name ever becomes a path.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop.errors import UserError
from desktop.exchange.sample import Sample

MOST_MEMBERS = 200_000
LARGEST_MEMBER = 256 << 20
"""Bytes of one picture or sound."""
LARGEST_PART = 4 << 30
"""Bytes of a database inside a package."""
LARGEST_TOTAL = 8 << 30
RATIO = 200
"""A member that unpacks to more than so many times its size and to more than FREE bytes is a trap."""
FREE = 16 << 20
CHUNK = 1 << 20


class Trap(UserError):
    """An archive unpacks to more than it should."""


class Archive:
    """A zip archive that is read with care.

    Args:
        path: the file.
        name: what to call it.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._total = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise UserError(
                f"{name} is broken: it is no whole zip archive.",
                "Download or export it again, then try once more.",
            ) from error
        except OSError as error:
            raise UserError(f"{name} cannot be read: {error.strerror}.") from error
        if len(self._zip.infolist()) > MOST_MEMBERS:
            self.close()
            raise Trap(f"{name} holds more than {MOST_MEMBERS:,} files, which is too many.")
        self._members = {each.filename: each for each in self._zip.infolist()}

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def size(self, member: str) -> int:
        """Return the bytes that a member says it has; 0 where there is none."""
        found = self._members.get(member)
        return found.file_size if found else 0

    def read(self, member: str, limit: int = LARGEST_MEMBER) -> bytes:
        """Return what a member holds.

        Raises:
            Trap: it is larger than it should be.
            UserError: it is missing or broken.
        """
        return b"".join(self.chunks(member, limit))

    def extract(self, member: str, target: Path, limit: int = LARGEST_PART) -> None:
        """Write a member to a file of our own choosing; see `read`."""
        with target.open("wb") as file:
            for chunk in self.chunks(member, limit):
                file.write(chunk)

    def chunks(self, member: str, limit: int) -> Generator[bytes, None, None]:
        """Yield what a member holds, piece by piece; see `read`."""
        with self._opened(member) as (stream, packed):
            done = 0
            while chunk := self._next(stream, member):
                done += len(chunk)
                self._total += len(chunk)
                if done > limit or self._total > LARGEST_TOTAL or (done > FREE and done > RATIO * packed):
                    raise Trap(
                        f"{self.name} unpacks to far more than it should ({member[:80]!r}).",
                        "It may be a trap. Nothing was taken in.",
                    )
                yield chunk

    def _next(self, stream: IO[bytes], member: str) -> bytes:
        try:
            return stream.read(CHUNK)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UserError(f"{self.name} is broken at {member[:80]!r}.", "Export it again.") from error

    @contextmanager
    def _opened(self, member: str) -> Iterator[tuple[IO[bytes], int]]:
        found = self._members.get(member)
        if found is None:
            raise UserError(f"{self.name} lacks its part {member[:80]!r}.")
        try:
            stream = self._zip.open(found)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise UserError(f"{self.name} is broken at {member[:80]!r}.", "Export it again.") from error
        with stream:
            yield stream, max(1, found.compress_size)


def pieces(sample: Sample, limit: int = LARGEST_MEMBER) -> Generator[bytes, None, None]:
    """Yield what a file holds, piece by piece, with gzip undone.

    Raises:
        Trap: it is larger than it should be.
        UserError: it is broken.
    """
    done = 0
    try:
        with sample.path.open("rb") if sample.path else io.BytesIO(sample.content) as file:
            stream = gzip.GzipFile(fileobj=file) if sample.is_gzip else file
            while chunk := stream.read(CHUNK):
                done += len(chunk)
                if done > limit or (sample.is_gzip and done > FREE and done > RATIO * sample.size):
                    raise Trap(
                        f"{sample.name} holds far more than it should.",
                        "It may be a trap. Nothing was taken in.",
                    )
                yield chunk
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise UserError(f"{sample.name} is broken: gzip cannot be undone.", "Export it again.") from error
    except OSError as error:
        raise UserError(f"{sample.name} cannot be read: {error.strerror}.") from error
