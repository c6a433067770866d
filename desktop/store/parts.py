"""What a collection is made of while its file is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.store.catch_up import Remembered
from desktop.store.options import OptionTable
from desktop.store.planner import Planner
from desktop.study.calendar import Clock
from desktop.study.options import NOTHING_LOCKED

if TYPE_CHECKING:
    from desktop.store.answers import Answers
    from desktop.store.cards import Cards
    from desktop.store.database import Database
    from desktop.store.decks import Decks
    from desktop.store.entries import Entries
    from desktop.store.events import Events
    from desktop.store.history import History
    from desktop.store.journal import Journal
    from desktop.store.library import Library
    from desktop.store.media import Media
    from desktop.store.meta import Meta
    from desktop.store.plans import Plans
    from desktop.store.reader import Reader
    from desktop.store.saved_searches import SavedSearches
    from desktop.store.schedules import Schedules
    from desktop.store.writing.notes import Writing

T = TypeVar("T")


class Reading:
    """What Home needs: it can read an open database, or what a glance at it sees."""

    def __init__(self, reader: Reader, locked: Mapping[str, Any] = NOTHING_LOCKED) -> None:
        self.reader = reader
        self.table = OptionTable(reader, locked)
        self.planner = Planner(reader, self.table)


class Parts(Reading):
    """The parts, each in its own module. Those that Home does without are made at their first use.

    Args:
        database: open.
        clock: tells the present moment.
        backups: folder of the backups.
        restore: puts one of them in the place of the collection, for undo.
        take_back: puts the damaged file that one of them replaced back in its place.
        locked: options that hold whatever is stored.
        anew: makes the parts over a connection of their own, on the thread that asks.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        backups: Path,
        restore: Callable[[Path], object],
        take_back: Callable[[Path], object],
        locked: Mapping[str, Any] = NOTHING_LOCKED,
        anew: Callable[[], Parts],
    ) -> None:
        super().__init__(database, locked)
        self.database = database
        self._clock = clock
        self._backups = backups
        self._restore = restore
        self._bring_back = take_back
        self._anew = anew

    @cached_property
    def meta(self) -> Meta:
        """What only this copy knows."""
        from desktop.store.meta import Meta  # heavy: Home shows before it

        return Meta(self.database)

    @cached_property
    def schedules(self) -> Schedules:
        """The log of answers and what follows from it."""
        from desktop.store.schedules import Schedules  # heavy: Home shows before it

        return Schedules(self.database, self.table)

    @cached_property
    def library(self) -> Library:
        """Note types, notes and the cards that they make."""
        from desktop.store.library import Library  # heavy: Home shows before it

        return Library(self.database, self.schedules)

    @cached_property
    def cards(self) -> Cards:
        """Cards as a screen shows them."""
        from desktop.store.cards import Cards  # heavy: Home shows before it

        return Cards(self.database, self.library)

    @cached_property
    def journal(self) -> Journal:
        """Actions that can be taken back."""
        from desktop.store.journal import Journal  # heavy: Home shows before it

        return Journal(self.database, self._clock)

    @cached_property
    def decks(self) -> Decks:
        """Making, naming, moving and deleting decks."""
        from desktop.store.decks import Decks  # heavy: Home shows before it

        return Decks(self, self._clock, self._decks_apart)

    def _decks_apart(self, work: Callable[[Decks], T]) -> T:
        parts = self._anew()
        try:
            return work(parts.decks)
        finally:
            parts.database.close()

    @cached_property
    def saved_searches(self) -> SavedSearches:
        """Searches with a name."""
        from desktop.store.saved_searches import SavedSearches  # heavy: Home shows before it

        return SavedSearches(self.database, self.journal)

    @cached_property
    def plans(self) -> Plans:
        """What a person means to do."""
        from desktop.store.plans import Plans  # heavy: Home shows before it

        return Plans(self.database, self.journal, self.table, self.planner, self._clock)

    @cached_property
    def writing(self) -> Writing:
        """Adding and editing notes."""
        from desktop.store.writing.notes import Writing  # heavy: Home shows before it

        return Writing(self.database, self.library, self.schedules, self.journal, self.decks, self._clock)

    @cached_property
    def media(self) -> Media:
        """Pictures and sounds."""
        from desktop.store.media import Media  # heavy: Home shows before it

        return Media(self.database, self.database.file.parent, self.journal.stamps.next)

    @cached_property
    def answers(self) -> Answers:
        """Writing answers down."""
        from desktop.store.answers import Answers  # heavy: Home shows before it
        from desktop.store.leeches import Leeches  # heavy: Home shows before it

        leeches = Leeches(self.database, self.journal, self.schedules)
        remembered = Remembered(
            self.database.execute_sql, lambda day: self.planner.day(day).catch_up is not None
        )
        return Answers(
            self.database,
            self.schedules,
            self.table,
            leeches,
            self._clock,
            self.meta.device(),
            remembered,
        )

    @cached_property
    def entries(self) -> Entries:
        """Taking entries of the log back."""
        from desktop.store.entries import Entries  # heavy: Home shows before it

        return Entries(self.database, self.schedules, self.table, self._clock, self.meta.device())

    @cached_property
    def events(self) -> Events:
        """Entries of the log that are no answers."""
        from desktop.store.events import Events  # heavy: Home shows before it

        return Events(self.database, self.schedules, self._clock, self.meta.device())

    @cached_property
    def history(self) -> History:
        """Undo."""
        from desktop.store.history import History  # heavy: Home shows before it

        return History(
            self, self._clock, backups=self._backups, restore=self._restore, take_back=self._bring_back
        )
