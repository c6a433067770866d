"""The one door to a person's cards: every window and every command goes through it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.store.changes import Changes, Undone
from desktop.store.deck_rows import DeckRow
from desktop.store.glance import glance
from desktop.store.layout import BACKUPS, BUSY_SECONDS, COLLECTION
from desktop.store.options import fold_mark
from desktop.store.parts import Parts, Reading
from desktop.study.calendar import Clock
from desktop.study.grades import STUDY
from desktop.study.options import NAMES, NOTHING_LOCKED, Options
from desktop.study.queue import Plan

if TYPE_CHECKING:
    from desktop.store.apart import Apart
    from desktop.store.backups import Backup
    from desktop.store.breaks import Breaks
    from desktop.store.bulk.bulk import Bulk
    from desktop.store.cards import CardView
    from desktop.store.database import Database
    from desktop.store.decks import Decks
    from desktop.store.importing import Import
    from desktop.store.installer import Installed
    from desktop.store.media_use import MediaUse
    from desktop.store.past.past import Past
    from desktop.store.plans import Plans
    from desktop.store.practising import Practising
    from desktop.store.readiness import Readiness
    from desktop.store.redoing import Redoable
    from desktop.store.saved_searches import SavedSearches
    from desktop.store.search.searcher import Searcher
    from desktop.store.statistics.statistics import Statistics
    from desktop.store.summary import DaySummary
    from desktop.store.writing.note_types import NoteTypes
    from desktop.store.writing.notes import Writing
    from desktop.study.incoming import Choices, Incoming
    from desktop.study.note import DraftDeck
    from desktop.study.outgoing import Outgoing
    from desktop.study.schedule import Schedule, Scheduler, Step
    from desktop.study.session import Graded

BUNDLED = "bundled "
"""How the names begin under which the signatures of deck files are kept."""


class Collection:
    """A person's cards, open.

    Args:
        folder: the data folder; made where it is missing.
        clock: tells the present moment.
        wal: whether SQLite may keep a write-ahead log: only on a disk of this computer.
        busy_seconds: how long another program's lock is waited for.
        at_once: whether the file is opened at once; else a glance is enough for what Home shows,
            and the file is opened at the first need or by `open`.
        locked: options that an administrator holds; other names in it are nothing to the collection.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        *,
        wal: bool = True,
        busy_seconds: float = BUSY_SECONDS,
        at_once: bool = True,
        locked: Mapping[str, Any] = NOTHING_LOCKED,
    ) -> None:
        self.folder = folder
        self.clock = clock
        self._wal = wal
        self._busy_seconds = busy_seconds
        self.locked = {name: value for name, value in locked.items() if name in NAMES}
        self._mark = fold_mark(self.locked)
        self._opened: Parts | None = None
        # Over a network another computer may be writing without a log that a glance would notice.
        self._glance = glance(self.file, self._mark) if wal and not at_once else None
        if self._glance:
            self._reading = Reading(self._glance, self.locked)
        else:
            self.open()

    def open(self) -> None:
        """Open the file for good, unless it is open; until then only a glance was taken at it.

        Raises:
            StoreError: it cannot be opened; nothing was changed.
        """
        if self._opened is not None:
            return
        from desktop.store.files import open_collection  # heavy: peewee; Home shows before it

        database = open_collection(
            self.file,
            wal=self._wal,
            before_migration=lambda: self.backup("before upgrade"),
            busy_seconds=self._busy_seconds,
        )
        try:
            parts = Parts(
                database,
                self.clock,
                backups=self.folder / BACKUPS,
                restore=lambda backup: self.restore(backup, undoable=False),
                take_back=self._take_back,
                locked=self.locked,
                anew=self._parts_anew,
            )
            self._end_glance()
            self._reading = self._opened = parts
            if parts.meta.get("fold") != self._mark:
                self.rebuild()
        except BaseException:
            database.close()
            self._opened = None
            raise

    @property
    def _parts(self) -> Parts:
        self.open()
        assert self._opened is not None  # noqa: S101
        return self._opened

    @property
    def _database(self) -> Database:
        return self._parts.database

    def _end_glance(self) -> None:
        if self._glance:
            self._glance.close()
            self._glance = None

    def close(self) -> None:
        """Close the file. Everything was stored before."""
        self._end_glance()
        if self._opened:
            self._opened.database.close()

    @property
    def is_closed(self) -> bool:
        """Whether the file was let go of."""
        return self._reading.reader.is_closed()

    @property
    def file(self) -> Path:
        """The database file."""
        return self.folder / COLLECTION

    @property
    def journal_mode(self) -> str:
        """How SQLite keeps transactions whole: ``wal`` or ``delete``."""
        return self._database.mode()

    # ------------------------------------------------------------------ options

    @property
    def options(self) -> Options:
        """The options in force."""
        return self._reading.table.options

    @property
    def scheduler(self) -> Scheduler:
        """The scheduler in force."""
        return self._reading.table.scheduler

    def set_option(self, name: str, value: Any) -> Changes:
        """Set an option; a value outside its limits is held inside them. Undoable.

        Raises:
            UserError: there is no such option, or an administrator holds it; nothing was changed.
        """
        return self._parts.history.set_option(name, value)

    # ------------------------------------------------------------------ reading

    def today(self) -> int:
        """Return the study day it is."""
        return self.options.study_day(self.clock())

    def tree(self) -> tuple[DeckRow, ...]:
        """Return the decks with what is due today, parents before children."""
        return self._reading.planner.tree(self.today())

    def plan(self, deck: int | None = None, *, extra_new: int = 0, anyway: bool = False) -> Plan:
        """Return what is left to study today in a deck (None: everywhere), in order; see `Planner.plan`."""
        return self._reading.planner.plan(deck, self.today(), extra_new, anyway=anyway)

    def outlook(self) -> Plan:
        """Return how much is left to study today; the cards in it are in no order."""
        return self._reading.planner.plan(None, self.today(), ordered=False)

    def seconds_per_card(self) -> float:
        """Return the learner's usual time for an answer."""
        return self._reading.planner.seconds_per_card()

    @property
    def breaks(self) -> Breaks:
        """Breaks, holidays, budgets of time."""
        from desktop.store.breaks import Breaks  # heavy: Home shows before it

        return Breaks(self._reading, lambda: self._parts, self._parts_anew, self.today())

    def summary(self, deck: int | None = None) -> DaySummary:
        """Return what was done today in a deck (None: everywhere)."""
        from desktop.store.summary import summary  # heavy: at the end of a sitting

        return summary(self._database, deck, self.today())

    def deck_named(self, name: str) -> int:
        """Return the deck with a name, or with a path of names joined by ``::``.

        Raises:
            NotFound: no deck has it.
        """
        return self._reading.planner.named(name)

    def card_with(self, name: str) -> int:
        """Return the card with a name; see `CardView.name`.

        Raises:
            NotFound: there is none, or it was deleted.
        """
        return self._parts.cards.number_of(name)

    def cards(self, deck: int | None = None) -> list[CardView]:
        """Return all cards of a deck and those below it that were not deleted, in their order."""
        return self._parts.cards.of_decks(self._reading.planner.tree_order(deck))

    def card(self, number: int) -> CardView:
        """Return one card with its note and schedule.

        Raises:
            NotFound: there is no such card.
        """
        return self._parts.cards.numbered(number)

    def searcher(self) -> Searcher:
        """Return what finds cards, over a connection of its own, on whichever thread uses it; close it."""
        from desktop.store.search.searcher import Searcher  # heavy: run on demand

        self.open()
        return Searcher(self.file, self.clock, wal=self._wal)

    def statistics(self) -> Statistics:
        """Return what counts the log, over a connection of its own, on whichever thread uses it; close it."""
        from desktop.store.statistics.statistics import Statistics  # heavy: run on demand

        self.open()
        return Statistics(self.file, self.clock, wal=self._wal)

    @property
    def apart(self) -> Apart:
        """How well sides are told apart; any thread may."""
        from desktop.store.apart import Apart  # heavy: Home shows before it

        self.open()
        return Apart(self._parts_anew)

    def readiness(self) -> Readiness:
        """Return what tells how ready a person is for interviews; one thread at a time uses it."""
        from desktop.store.readiness import Readiness  # heavy: Home shows before it

        self.open()
        return Readiness(self._parts_anew, self.clock)

    @property
    def bulk(self) -> Bulk:
        """Changes of many cards or notes at once; any thread may."""
        from desktop.store.bulk.bulk import Bulk  # heavy: run on demand

        self.open()
        return Bulk(self._parts_anew, self.clock)

    @property
    def past(self) -> Past:
        """What was done, and what is in the recycle bin; any thread may."""
        from desktop.store.past.past import Past  # heavy: run on demand

        return Past(self._parts_anew, self.bulk, self.clock)

    @property
    def searches(self) -> SavedSearches:
        """The searches that were kept under a name."""
        return self._parts.saved_searches

    @property
    def plans(self) -> Plans:
        """What a person means to do, and by when."""
        return self._parts.plans

    @property
    def practising(self) -> Practising:
        """Practice, which moves no date."""
        from desktop.store.practising import Practising  # heavy: run on demand

        return Practising(self._parts, self._parts_anew, self.clock, self.today)

    def trace(self, card: int, then: int | None = None) -> list[Step]:
        """Return what every answer did to a card, oldest first; last what a grade given now would do."""
        return self._parts.answers.trace(card, then)

    def preview(self, card: int, grades: Sequence[int]) -> list[Schedule]:
        """Return where a card would stand after each grade, given now: exactly what would be stored."""
        return self._parts.answers.preview(card, grades)

    def reviews(self) -> list[dict[str, Any]]:
        """Return the whole log, oldest first; answers that were taken back are marked."""
        return self._parts.answers.log()

    def clock_is_behind(self) -> int:
        """Return by how many days the clock seems to be behind the newest answer; 0 = it is fine."""
        return self._parts.answers.days_ahead()

    # ------------------------------------------------------------------ changing

    @property
    def note_types(self) -> NoteTypes:
        """The note types, on whichever thread."""
        from desktop.store.writing.note_types import NoteTypes  # heavy: run on demand

        self.open()
        return NoteTypes(self._parts_anew)

    @property
    def media_use(self) -> MediaUse:
        """Who uses which picture and sound, and deleting those that nobody does."""
        from desktop.store.media_use import MediaUse  # heavy: run on demand

        self.open()
        return MediaUse(self._parts_anew, self.clock)

    @property
    def decks(self) -> Decks:
        """Making, naming, moving and deleting decks."""
        return self._parts.decks

    @property
    def writing(self) -> Writing:
        """Adding and editing notes."""
        return self._parts.writing

    def grade(
        self, card: int, grade: int, *, took_ms: int = 0, mode: str = STUDY, response: str = ""
    ) -> Graded:
        """Store an answer; when this returns it is on the disk.

        Raises:
            StoreError: nothing was stored.
        """
        return self._parts.answers.grade(card, grade, took_ms, mode, response)

    def suspend(self, cards: Sequence[int], suspended: bool = True) -> Changes:
        """Take cards out of study until somebody brings them back. Undoable."""
        return self._set_cards("suspend" if suspended else "unsuspend", cards, suspended=int(suspended))

    def bury(self, cards: Sequence[int]) -> Changes:
        """Put cards off until tomorrow. Undoable."""
        return self._set_cards("bury", cards, buried=self.today() + 1)

    def flag(self, cards: Sequence[int], flag: int) -> Changes:
        """Mark cards with a flag, 1 to 7; 0 takes it away. Undoable."""
        return self._set_cards("flag" if flag else "unflag", cards, flag=max(0, min(flag, 7)))

    def _set_cards(self, kind: str, cards: Sequence[int], **values: int) -> Changes:
        with self._parts.journal.action(kind) as action:
            changed = [card for card in cards if action.set("card", card, **values)]
            self._parts.schedules.settle(changed)
        return Changes(cards=bool(changed), decks=bool(changed))

    def set_strict(self, note_type: UUID, strict: bool) -> Changes:
        """Say whether case, accents, punctuation and articles of typed answers count. Undoable."""
        number, options = self._parts.library.options_of(note_type)
        with self._parts.journal.action("strict") as action:
            changed = action.set("note_type", number, options=json.dumps(options | {"strict": strict}))
        return Changes(cards=changed)

    def install(self, draft: DraftDeck, signature: str) -> Installed:
        """Take in a deck file or its newer version; `signature` tells later that it is in."""
        from desktop.store.installer import Installed, Installer  # heavy: most starts install nothing

        with self._database.write():
            version = f"version {draft.uid}"
            self._parts.meta.set(BUNDLED + signature, str(draft.uid))
            if draft.version < int(self._parts.meta.get(version) or 0):
                return Installed(unchanged=len(draft.notes))  # an older app must not take text back
            self._parts.meta.set(version, str(draft.version))
            installer = Installer(
                self._database,
                self._parts.library,
                self._parts.schedules,
                self._parts.journal.stamps.next,
                self.clock().at_ms,
            )
            return installer.install(draft)

    def start_import(self, incoming: Incoming, choices: Choices) -> Import:
        """Return an import to be planned, looked at, and applied or closed. Undoable."""
        from desktop.store.importing import Import  # heavy: run on demand

        return Import(
            self.file,
            self._parts_anew,
            self.clock,
            incoming,
            choices,
            lambda: self.backup("before import"),
            self.locked,
        )

    def _parts_anew(self) -> Parts:
        """Open the file once more, on the thread that asks; the caller closes its database."""
        from desktop.store.database import Database  # heavy: run on demand

        database = Database(self.file, wal=self._wal, busy_seconds=self._busy_seconds).open()
        return Parts(
            database,
            self.clock,
            backups=self.folder / BACKUPS,
            restore=self.restore,
            take_back=self._take_back,
            locked=self.locked,
            anew=self._parts_anew,
        )

    def outgoing(
        self, deck: int | None = None, *, cards: Sequence[int] | None = None, with_progress: bool = True
    ) -> Outgoing:
        """Return a deck with those below it (None: everything) or single cards, to be written to a file.

        It is read over a connection of its own, as it is now, whatever happens meanwhile; close it.

        Args:
            deck: its row number.
            cards: row numbers of the cards to take alone.
            with_progress: whether dates, answers and marks go too; else nothing tells of the learner.
        """
        from desktop.store.outgoing import outgoing  # heavy: run on demand

        self.open()
        return outgoing(
            self.file, self.clock(), self.options, deck=deck, cards=cards, with_progress=with_progress
        )

    def add_media(self, name: str, content: bytes) -> str:
        """Keep a picture or sound; return the name that notes find it by."""
        with self._database.write():
            return self._parts.media.add(name, content)

    def media(self, name: str) -> Path | None:
        """Return the file of a picture or sound by the name that a note gives it; None = missing."""
        return self._parts.media.find(name)

    def installed(self) -> frozenset[str]:
        """Return the signatures of all deck files that were taken in."""
        rows = self._reading.reader.rows(
            "SELECT name FROM meta WHERE name >= ? AND name < ?", BUNDLED, "bundled!"
        )
        return frozenset(name.removeprefix(BUNDLED) for (name,) in rows)

    def undoable(self) -> tuple[str, str] | None:
        """Return kind and label of what undo would take back now; a review's label is its grade."""
        return self._parts.history.undoable()

    def undo(self) -> Undone | None:
        """Take back the latest answer or action; None where there is none."""
        return self._parts.history.undo()

    def undo_takes_long(self) -> bool:
        """Return whether a window should let another thread undo; see `Past.undo`."""
        return self._parts.history.takes_long()

    def redoable(self) -> Redoable | None:
        """Return what `Past.redo` would do again; None where undo took nothing back."""
        return self._parts.history.redoable()

    # ------------------------------------------------------------------ care

    def check(self) -> list[str]:
        """Return what is wrong with the collection, one sentence each."""
        from desktop.store import integrity  # heavy: run on demand

        return integrity.problems(self._database, self._parts.schedules)

    def rebuild(self) -> None:
        """Derive every schedule anew from the log."""
        with self._database.write():
            self._parts.schedules.rebuild()

    def backup(self, reason: str = "by hand") -> Backup:
        """Make a verified backup in the data folder. Any thread may."""
        from desktop.store import backups  # heavy: once a day, off the window's thread

        return backups.make(self.file, self.clock(), reason, self._busy_seconds)

    def backups(self) -> list[Backup]:
        """Return the backups, latest first."""
        from desktop.store import backups  # heavy: run on demand

        return backups.listed(self.folder)

    def restore(self, backup: Path, *, undoable: bool = True) -> Changes:
        """Put a backup in the place of the collection. Undoable: what was there is backed up first.

        Raises:
            StoreDamaged: the backup is not sound; nothing was changed.
        """
        from desktop.store import backups  # heavy: run on demand

        with backups.verified_copy(backup, self.folder / BACKUPS, self._busy_seconds) as copy:
            previous = self.backup("before restore")
            self.close()
            self._opened = None
            try:
                backups.put_back(copy, self.file, self._busy_seconds)
            finally:
                self.open()
        if undoable:
            with self._parts.journal.action(
                "restore", backup.stem, {"previous": previous.file.name}
            ) as action:
                action.begin()
        return Changes(everything=True)

    def note_rescue(self, backup: Path, kept: Path) -> None:
        """Note that a backup came in the place of a damaged file, which undo brings back.

        Args:
            backup: that came.
            kept: where the damaged file lies, beside the collection.
        """
        if kept.is_file():
            with self._parts.journal.action("rescue", backup.stem, {"kept": kept.name}) as action:
                action.begin()

    def _take_back(self, kept: Path) -> None:
        from desktop.store import backups  # heavy: run on demand

        self.backup("before undo")
        self.close()
        self._opened = None
        try:
            backups.take_back(kept, self.file)
        finally:
            self.open()
