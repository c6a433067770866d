"""The options in force, also when another program has just changed them or an administrator holds some."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.errors import UserError
from desktop.store.forest import Forest
from desktop.store.reader import Reader
from desktop.store.schema import FOLD
from desktop.study.options import FOLDED, NAMES, NOTHING_LOCKED, Options, accepted, inherited, own_options

if TYPE_CHECKING:
    from desktop.study.schedule import Scheduler


def fold_mark(locked: Mapping[str, Any]) -> str:
    """Return what tells in the file by which rules its schedules were derived.

    Options that are stored in the file need no mention: whoever changes one derives them anew.
    """
    held = [f"{name}={json.dumps(locked[name])}" for name in sorted(FOLDED.intersection(locked))]
    return " ".join([str(FOLD), *held])


class Pretend(NamedTuple):
    """Options that are taken to be set, to see what that would do.

    Attributes:
        deck: they would be set for; None = for the collection.
        values: by name; None = the deck would follow those that it lies in.
    """

    deck: int | None
    values: Mapping[str, Any]


def _own(forest: Forest, deck: int, pretend: Pretend | None) -> dict[str, Any]:
    """Return what a deck has set for itself."""
    own = own_options(forest.places[deck].options)
    if pretend and pretend.deck == deck:
        own |= pretend.values
    return {name: value for name, value in own.items() if value is not None}


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

    def of(self, forest: Forest, deck: int, pretend: Pretend | None = None) -> Options:
        """Return the options that hold in a deck."""
        base = self.options
        if pretend and pretend.deck is None:
            base = replace(base, **pretend.values)
        return inherited(base, (_own(forest, each, pretend) for each in forest.above(deck)), self.locked)

    def of_deck(self, deck: int) -> Options:
        """Return the options that hold in a deck, which need not be read where no deck has any of its own."""
        if not self._of_decks():
            return self.options
        return self.of(Forest(self._database.rows), deck)

    def _of_decks(self) -> list[str]:
        """Return what decks have set for themselves, as it is stored."""
        return [text for (text,) in self._database.rows("SELECT options FROM deck WHERE options <> '{}'")]

    def schedulers(self, pretend: Pretend | None = None) -> Callable[[int], Scheduler]:
        """Return what tells the scheduler of the cards of each deck, as the decks are now.

        Deleted decks keep theirs: what comes back stands where it stood.
        """
        usual = self.scheduler
        if pretend is None and not self.varies():
            return lambda deck: usual
        forest = Forest(self._database.rows, deleted=True)
        return cache(lambda deck: self.of(forest, deck, pretend).make_scheduler())

    def varies(self) -> bool:
        """Return whether any deck is scheduled in a way of its own."""
        return any(FOLDED.intersection(own_options(text)) for text in self._of_decks())

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
