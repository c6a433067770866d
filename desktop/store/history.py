"""Undo: one history of answers and actions, across restarts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.store.aftermath import follow
from desktop.store.changes import Changes, Undone
from desktop.store.folding_ahead import FoldingAhead
from desktop.store.journal import Entry
from desktop.store.options import Pretend
from desktop.store.parts import Parts
from desktop.store.reader import Row
from desktop.store.redoing import Redoable, Redoing
from desktop.study.calendar import Clock
from desktop.study.options import FOLDED, accepted

MANY = 200
"""Cards or notes that an action changed from which on undoing it is work."""
DECKS = frozenset(
    {"new deck", "rename deck", "move deck", "describe deck", "colour deck", "delete deck", "deck options"}
)
"""Kinds of actions on whole decks."""
TYPES = frozenset({"note type", "add note type", "remove note type"})
"""Kinds of actions on note types."""


class History:
    """Takes back what was done last.

    Args:
        parts: of the collection.
        clock: tells the present moment.
        backups: folder that holds the state before each restore.
        restore: puts a file of that folder in the place of the collection.
        take_back: puts a damaged file that was kept back in its place.
    """

    def __init__(
        self,
        parts: Parts,
        clock: Clock,
        *,
        backups: Path,
        restore: Callable[[Path], object],
        take_back: Callable[[Path], object],
    ) -> None:
        self._parts = parts
        self._database = parts.database
        self._answers = parts.answers
        self._entries = parts.entries
        self._journal = parts.journal
        self._schedules = parts.schedules
        self._table = parts.table
        self._redoing = Redoing(parts)
        self._backups = backups
        self._clock = clock
        self._whole: dict[str, Callable[[Path], object]] = {"restore": restore, "rescue": take_back}

    def undoable(self) -> tuple[str, str] | None:
        """Return kind and label of what undo would take back now; a review's label is its grade."""
        review, entry = self._latest()
        if review:
            return "review", str(review[2])
        return (entry.kind, entry.label) if entry else None

    def takes_long(self) -> bool:
        """Return whether undo may take so long now that a window had better not wait for it."""
        review, entry = self._latest()
        if entry is None or review:
            return False
        size = max(int(entry.data.get(name, 0)) for name in ("count", "moves"))
        return entry.kind == "import" or size > MANY

    def undo(self, only: str = "") -> Undone | None:
        """Take back the latest answer or action; None where there is none.

        Args:
            only: kind of the action that it must be, so that nothing else is taken back that was done since.

        Raises:
            StoreDamaged: a file that could not be opened came back to its place, as it was.
        """
        with self._table.kept(), self._database.write():  # no other program can add to what is latest
            review, entry = self._latest()
            if only and (entry is None or entry.kind != only):
                return None
            if review:
                number, card, grade, _ = review
                self._redoing.begin()
                self._answers.void(number, card)
                self._redoing.took_back_answer(number)
                return Undone("review", str(grade), (card,), Changes(cards=True, decks=True))
            if entry and entry.kind not in self._whole:
                return self._take_back(entry)
        if entry is None:
            return None
        self._whole[entry.kind](self._previous(entry))
        return Undone(entry.kind, entry.label, (), Changes(everything=True))

    def redoable(self) -> Redoable | None:
        """Return what would be done again now; None where undo took nothing back."""
        return self._redoing.next()

    def redo(self) -> Undone | None:
        """Do again what undo took back last; None where nothing is, or something else was done since."""
        with self._table.kept(), self._database.write():
            return self._redoing.carry_out()

    def set_option(self, name: str, value: Any) -> Changes:
        """Set an option of the collection; see `Collection.set_option`."""
        value = accepted(name, value)
        if name in self._table.locked:
            raise UserError(f"The option {name} is set by your administrator and stays as it is.")
        if getattr(self._table.options, name) == value:
            return Changes()
        folding = FoldingAhead(self._database, self._schedules)
        ahead = folding.compute(Pretend(None, {name: value}))
        with self._table.kept(), self._journal.action("option", name) as action, folding.carried(ahead):
            action.set_option(name, value)
            self._table.reload()
            if name in FOLDED:
                action.remember(moves=self._schedules.count())
        return Changes(cards=name in FOLDED, decks=True, options=True)

    def options_changed(self, *names: str) -> None:
        """Follow a change of options, inside the transaction that is open."""
        if not FOLDED.intersection(names):
            self._table.reload()
            return
        with self._schedules.following_decks():  # until it is read again, the table tells those of before
            self._table.reload()

    def _latest(self) -> tuple[Row, None] | tuple[None, Entry | None]:
        """Return the latest answer, or the latest action, whichever is later."""
        review = self._answers.latest()
        possible = (each for each in self._journal.standing() if self._is_possible(each))
        entry = next(possible, None)
        if review and (entry is None or review[3] > entry.after_review):
            return review, None
        return None, entry

    def _is_possible(self, entry: Entry) -> bool:
        """Return whether an action can be taken back: its file may be gone by now."""
        return entry.kind not in self._whole or self._previous(entry).is_file()

    def _previous(self, entry: Entry) -> Path:
        if entry.kind == "rescue":
            return self._backups.parent / str(entry.data["kept"])
        return self._backups / str(entry.data["previous"])

    def _take_back(self, entry: Entry) -> Undone:
        self._redoing.begin()
        self._journal.take_back(entry.number)
        cards = follow(self._parts, entry.number)
        cards += self._take_back_entries(entry)
        options = entry.kind in ("option", "deck options")
        changes = Changes(cards=True, decks=True, options=options)
        if entry.kind == "import":
            cards, changes = [], Changes(everything=True)
        if entry.kind in DECKS or entry.kind in TYPES:
            cards = []  # what was studied is not what was worked on
        return Undone(entry.kind, entry.label, tuple(dict.fromkeys(cards)), changes)

    def _take_back_entries(self, entry: Entry) -> list[int]:
        """Take back what an action wrote into the log, or voided in it; return the cards."""
        if entry.kind == "import":
            from desktop.store.intake import take_back  # heavy: few undos are of an import

            take_back(self._database, self._schedules, entry.data, self._clock().at_ms)
        taken = self._entries.take_back(entry.data.get("made", {}))
        given = self._entries.give_again(entry.data.get("voided", {}))
        self._redoing.took_back_action(entry.number, given)
        if given and "of" in entry.data:  # so that the step that was taken back can be taken back again
            self._journal.note(entry.data["of"], made=given)
        return self._entries.cards(taken) + self._entries.cards(given)
