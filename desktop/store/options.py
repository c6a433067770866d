"""The options in force, also when another program has just changed them or an administrator holds some."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from desktop.errors import UserError
from desktop.store.reader import Reader
from desktop.store.schema import FOLD
from desktop.study.options import FOLDED, NAMES, NOTHING_LOCKED, Options, accepted

if TYPE_CHECKING:
    from desktop.study.schedule import Scheduler


def fold_mark(locked: Mapping[str, Any]) -> str:
    """Return what tells in the file by which rules its schedules were derived.

    Options that are stored in the file need no mention: whoever changes one derives them anew.
    """
    held = [f"{name}={json.dumps(locked[name])}" for name in sorted(FOLDED.intersection(locked))]
    return " ".join([str(FOLD), *held])


class OptionTable:
    """Reads the options of a collection. A row that makes no sense counts as the default.

    Args:
        database: that holds them.
        locked: options that hold whatever is stored.
    """

    def __init__(self, database: Reader, locked: Mapping[str, Any] = NOTHING_LOCKED) -> None:
        self._database = database
        self.locked = locked
        self._scheduler: Scheduler | None = None
        self.reload()

    @property
    def options(self) -> Options:
        """The options."""
        self._follow()
        return self._options

    @property
    def scheduler(self) -> Scheduler:
        """The chosen scheduler, with its options."""
        options = self.options
        if self._scheduler is None:
            self._scheduler = options.make_scheduler()
        return self._scheduler

    def reload(self) -> None:
        """Read the table."""
        self._version = self._database.version()
        self._options = Options(**self._stored() | dict(self.locked))
        self._scheduler = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Around a transaction: where it fails, the options are read again at their next use."""
        try:
            yield
        except BaseException:
            self._version = -1
            raise

    def _follow(self) -> None:
        """Read the table again where another connection has written: a window and a command
        line on one folder must grade by the same rules.
        """
        if not self._database.is_closed() and self._database.version() != self._version:
            self.reload()

    def _stored(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, raw in self._database.rows(
            "SELECT CAST(name AS BLOB), CAST(value AS BLOB) FROM option"  # bytes: any garbage can be read
        ):
            try:
                key, value = name.decode(), json.loads(raw)
                if key in NAMES and value is not None:
                    values[key] = accepted(key, value)
            except (ValueError, RecursionError, UserError):
                continue
        return values
