"""One window on one folder. The lock dies with the program that holds it."""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from desktop.errors import StoreInUse
from desktop.store.failures import explaining

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = "lock"
RAISE = "show-window"


def wished(wish: Path) -> list[Path]:
    """Return the files that a second start asks the window to bring in, and forget its wish."""
    files: object = []
    with suppress(OSError, ValueError, RecursionError):
        files = json.loads(wish.read_text(encoding="utf-8"))
    wish.unlink(missing_ok=True)
    return [Path(each) for each in files if isinstance(each, str)] if isinstance(files, list) else []


def _try_lock(stream: IO[str]) -> bool:
    """Take the system's lock on a file; it is gone when the process is. True where it was free."""
    if sys.platform == "win32":
        try:
            stream.seek(1 << 20)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES)
    return True


class FolderLock:
    """Held while a window is open on a data folder.

    A second start finds it taken, asks the first window to come forward (by a small file that it
    watches for) and leaves. No port, no pipe.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stream: IO[str] | None = None

    def take(self, started_ms: int, *, ask_to_show: bool = True, files: Sequence[Path] = ()) -> None:
        """Take the lock.

        Args:
            started_ms: when this program started.
            ask_to_show: whether a window that has the lock is asked to come forward.
            files: that it is asked to bring in, then.

        Raises:
            StoreInUse: another window has it.
            StoreError: the folder cannot be used.
        """
        with explaining(self.folder / LOCK):
            self.folder.mkdir(parents=True, exist_ok=True)
            stream = (self.folder / LOCK).open("a+", encoding="utf-8")
        if not _try_lock(stream):
            stream.close()
            where = f"The app is already open on {self.folder}{self._holder()}."
            if not ask_to_show:
                raise StoreInUse(where, "Close its window, then try again.")
            self._ask_to_show(files)
            raise StoreInUse(
                where,
                "Its window was asked to come forward. To open a second one, give it a folder of its own.",
            )
        self._stream = stream
        self._write({"pid": os.getpid(), "host": platform.node(), "started_ms": started_ms})

    def _write(self, holder: dict[str, object] | None) -> None:
        """Say who holds the lock. On a full disk nobody does; the lock holds all the same."""
        if self._stream is None:
            return
        with suppress(OSError):
            self._stream.seek(0)
            self._stream.truncate()
            if holder:
                json.dump(holder, self._stream)
                self._stream.flush()

    def _holder(self) -> str:
        try:
            holder = json.loads((self.folder / LOCK).read_text(encoding="utf-8"))
            return f" on {holder['host']}, process {holder['pid']}"
        except (OSError, ValueError, LookupError, TypeError):
            return ""

    def _ask_to_show(self, files: Sequence[Path]) -> None:
        wish = self.folder / RAISE
        partial = wish.with_name(RAISE + ".part")
        with suppress(OSError):
            partial.write_text(json.dumps([str(each.absolute()) for each in files]), encoding="utf-8")
            partial.replace(wish)

    def release(self) -> None:
        """Give the lock back.

        The file stays: were it deleted, a start that has just opened it would lock a file that
        the next start no longer finds, and both would run.
        """
        if self._stream:
            self._write(None)
            with suppress(OSError):
                self._stream.close()
            self._stream = None

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
