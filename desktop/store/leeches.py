"""Cards that are forgotten again and again: marked in the moment of the answer, and unmarked with it."""

from __future__ import annotations

from desktop.store.database import Database
from desktop.store.journal import LEECH, Journal
from desktop.store.schedules import Schedules
from desktop.study.options import Options
from desktop.study.schedule import LEECH_TAG, Schedule, becomes_leech


class Leeches:
    """Marks leeches as the options of their decks say."""

    def __init__(self, database: Database, journal: Journal, schedules: Schedules) -> None:
        self._database = database
        self._journal = journal
        self._schedules = schedules

    def mark(self, card: int, before: Schedule, after: Schedule, options: Options) -> str:
        """Mark a card that an answer made a leech, inside the transaction that is open.

        It is no step of its own: it goes when the answer is taken back.

        Returns:
            What was done: an `Options.leech_action`; "" = nothing.
        """
        doing = options.leech_action
        if doing == "nothing" or not becomes_leech(before, after, options.leech_lapses):
            return ""
        note = self._database.value("SELECT note FROM card WHERE id = ?", card)
        tagged = self._database.value(
            "SELECT present FROM note_tag WHERE note = ? AND tag = ?", note, LEECH_TAG
        )
        with self._journal.action(LEECH) as action:
            if not tagged:
                action.tag(note, LEECH_TAG, present=True)
            if doing == "suspend":
                action.set("card", card, suspended=1)
                self._schedules.settle([card])
        return doing

    def unmark(self, review: int, card: int) -> None:
        """Take back what an answer led to, inside the transaction that is open."""
        for (number,) in self._database.rows(
            "SELECT id FROM action WHERE kind = ? AND after_review = ? AND undone = 0", LEECH, review
        ):
            self._journal.take_back(number)
            self._schedules.settle([card])
