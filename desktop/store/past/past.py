"""The door to what was done: each call has a connection of its own, on whichever thread asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from desktop.errors import NotFound
from desktop.store.bulk.bulk import Bulk
from desktop.store.bulk.deed import Done
from desktop.store.bulk.deleting import Restore
from desktop.store.changes import Changes, Undone
from desktop.store.parts import Parts
from desktop.store.past import recycle_bin
from desktop.store.past.recycle_bin import CARD, DECK, NOTE, Binned, Key
from desktop.store.past.reversal import Outlook, Reversal
from desktop.store.past.steps import Step, steps
from desktop.store.past.versions import Version, versions
from desktop.study.calendar import DAY_MS, Clock

SHOWN_DAYS = 30
"""How far back the history and the bin reach unless more is asked for."""


class Past:
    """Tells what was done, and takes it back.

    Args:
        parts_anew: opens the collection once more; this closes it.
        bulk: takes things out of the bin.
        clock: tells the present moment.
    """

    def __init__(self, parts_anew: Callable[[], Parts], bulk: Bulk, clock: Clock) -> None:
        self._parts_anew = parts_anew
        self._bulk = bulk
        self._clock = clock

    # ------------------------------------------------------------------ the history

    def steps(self, days: int = SHOWN_DAYS) -> list[Step]:
        """Return what was done in the last days, latest first."""
        with self._parts() as parts:
            moment = self._clock()
            since_day = parts.table.options.study_day(moment) - days - 1
            return steps(parts.database, parts.meta.device(), moment.at_ms - days * DAY_MS, since_day)

    def outlook(self, step: Step, *, again: bool = False, force: bool = False) -> Outlook:
        """Return what taking a step back would do, or doing it again.

        Args:
            step: one of `steps`.
            again: whether it is to be done again; else it is to be taken back.
            force: whether what changed since is to change too.

        Raises:
            UserError: it cannot be done.
        """
        with self._parts() as parts:
            return Reversal(parts, step, again=again, force=force).outlook()

    def reverse(self, step: Step, *, again: bool = False, force: bool = False) -> Done:
        """Take a step back, or do it again, as one step; see `outlook`. Undoable.

        Raises:
            UserError: it cannot be done; nothing was changed.
        """
        with self._parts() as parts:
            reversal = Reversal(parts, step, again=again, force=force)
            told = reversal.outlook()
            with parts.table.kept(), parts.journal.action(reversal.kind, step.label) as action:
                changes = reversal.carry_out(action)
                if action.begun:
                    action.remember(count=told.changes)
        return Done(told.changes, changes, told.said)

    def undo(self, kind: str) -> Undone | None:
        """Take back the latest action if it is of this kind; None where something else was done since."""
        with self._parts() as parts:
            return parts.history.undo(kind)

    def redo(self) -> Undone | None:
        """Do again what undo took back last; None where nothing is, or something else was done since."""
        with self._parts() as parts:
            return parts.history.redo()

    # ------------------------------------------------------------------ the bin

    def binned(self, days: int | None = SHOWN_DAYS) -> list[Key]:
        """Return what was deleted in the last days (None: ever) and is in the recycle bin, latest first."""
        since_ms = 0 if days is None else self._clock().at_ms - days * DAY_MS
        with self._parts() as parts:
            return recycle_bin.keys(parts.database, since_ms)

    def bin_rows(self, keys: Iterable[Key]) -> list[Binned]:
        """Return what a table shows of some things in the bin."""
        with self._parts() as parts:
            return recycle_bin.rows(parts.database, keys)

    def recover(self, keys: Iterable[Key]) -> Done:
        """Take things out of the bin, as they went in. One step; undoable."""
        numbers: dict[str, list[int]] = {NOTE: [], CARD: [], DECK: []}
        for key in keys:
            numbers[key.entity].append(key.number)
        return self._bulk.do(Restore(numbers[NOTE], numbers[CARD], numbers[DECK]))

    # ------------------------------------------------------------------ versions

    def versions(self, note: int) -> list[Version]:
        """Return the texts that a note had, the latest first."""
        with self._parts() as parts:
            return versions(parts.database, note)

    def bring_back(self, note: int, version: Version) -> Changes:
        """Let a note say what it said once. Fields that its type no longer has stay out. Undoable.

        Raises:
            UserError: nobody could answer its cards; nothing was changed.
            NotFound: there is no such note.
        """
        with self._parts() as parts:
            names = parts.library.note(note).note_type.fields
            texts = {name: html for name, html in version.fields.items() if name in names}
            if not texts:
                raise NotFound("This version has no field that the note has now.")
            return parts.writing.edit(note, texts)

    @contextmanager
    def _parts(self) -> Iterator[Parts]:
        parts = self._parts_anew()
        try:
            yield parts
        finally:
            parts.database.close()
