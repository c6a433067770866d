"""One window on one folder. The lock dies with the program that holds it."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from desktop.errors import StoreInUse

LOCK = "lock"
RAISE = "show-window"


def _try_lock(stream: IO[str]) -> bool:
    """Take the system's lock on a file; it is gone when the process is. True where it was free."""
    if sys.platform == "win32":
        import msvcrt

        try:
            stream.seek(1 << 20)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import errno
    import fcntl

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

    def take(self, started_ms: int) -> None:
        """Take the lock.

        Raises:
            StoreInUse: another window has it, which was asked to come forward.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        stream = (self.folder / LOCK).open("a+", encoding="utf-8")
        if not _try_lock(stream):
            stream.close()
            self._ask_to_show()
            raise StoreInUse(
                f"The app is already open on {self.folder}{self._holder()}.",
                "Its window was asked to come forward. To open a second one, give it a folder of its own.",
            )
        stream.seek(0)
        stream.truncate()
        json.dump({"pid": os.getpid(), "host": socket.gethostname(), "started_ms": started_ms}, stream)
        stream.flush()
        self._stream = stream

    def _holder(self) -> str:
        try:
            holder = json.loads((self.folder / LOCK).read_text(encoding="utf-8"))
            return f" on {holder['host']}, process {holder['pid']}"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _ask_to_show(self) -> None:
        try:
            (self.folder / RAISE).touch()
        except OSError:
            return

    def release(self) -> None:
        """Give the lock back."""
        if self._stream:
            self._stream.close()
            self._stream = None
            (self.folder / LOCK).unlink(missing_ok=True)

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
