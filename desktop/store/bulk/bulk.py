"""The door to changes of many: counts what a deed would change, and carries it out as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from desktop.store.bulk.deed import Deed, Done, Work
from desktop.store.bulk.duplicates import Group, Merging, groups, merging
from desktop.store.bulk.replacing import Preview, Replace
from desktop.store.bulk.retyping import ChangeType, Retyped
from desktop.store.parts import Parts
from desktop.study.calendar import Clock


class Bulk:
    """Carries deeds out, each on a connection of its own, on whichever thread asks.

    Args:
        parts_anew: opens the collection once more; this closes it.
        clock: tells the present moment.
    """

    def __init__(self, parts_anew: Callable[[], Parts], clock: Clock) -> None:
        self._parts_anew = parts_anew
        self._clock = clock

    def count(self, deed: Deed) -> int:
        """Return how many cards or notes (`deed.of`) a deed would change.

        Raises:
            UserError: it cannot be done.
        """
        with self._work() as work:
            deed.label(work)
            return deed.count(work)

    def do(self, deed: Deed) -> Done:
        """Carry a deed out: one step in one transaction. Undoable.

        Raises:
            UserError: it cannot be done; nothing was changed.
        """
        with self._work() as work:
            parts = work.parts
            label = deed.label(work)
            with parts.table.kept(), parts.journal.action(deed.kind, label) as action:
                done = deed.carry_out(work, action)
                if action.begun:
                    action.remember(count=done.changed, what=deed.of)
        return done

    def preview(self, replace: Replace) -> Preview:
        """Return what a find and replace would change, with its first places.

        Raises:
            UserError: it makes no sense, or takes too long.
        """
        with self._work() as work:
            return replace.preview(work)

    def retyped(self, change: ChangeType) -> Retyped:
        """Return what a change of type would do to texts and cards.

        Raises:
            UserError: it makes no sense.
        """
        with self._work() as work:
            return change.preview(work)

    def duplicates(self, *, field: str = "", among: Iterable[int] | None = None) -> list[Group]:
        """Return the notes that say the same; see `duplicates.groups`."""
        with self._work() as work:
            return groups(work.database, field=field, among=among)

    def merging(self, notes: Iterable[int], keep: int | None = None) -> Merging:
        """Return what merging notes would do: which keeps its schedule, and more; see `duplicates.merging`.

        Raises:
            UserError: fewer than two of them are there.
        """
        with self._work() as work:
            return merging(work.database, notes, keep)

    @contextmanager
    def _work(self) -> Iterator[Work]:
        parts = self._parts_anew()
        try:
            yield Work(parts, parts.table.options.study_day(self._clock()))
        finally:
            parts.database.close()
