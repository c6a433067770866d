"""Making the next days even after the days of the week were changed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from desktop.store.balance import loads
from desktop.store.bulk.deed import Deed, Done, Work
from desktop.store.changes import Changes
from desktop.store.forest import Forest
from desktop.store.journal import Action
from desktop.study.fuzz import FROM_REPETITION
from desktop.study.planning.balance import REBALANCED_DAYS, Placed, rebalanced
from desktop.study.schedule import DUE

COMING = """
SELECT s.card, s.last_day, s.repetition, s.interval, s.due, s.deck
FROM schedule s JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note
WHERE s.state = 1 AND s.ready BETWEEN ? AND ? AND s.ready = s.due AND s.last_day IS NOT NULL
  AND s.repetition >= ? ORDER BY n.uid, c.ordinal
"""
WANTED = "SELECT value ->> 0, json_object('due', value ->> 1) FROM json_each(:moves)"
WIDEST = 60
"""Days around those that are made even on which cards may end."""


@dataclass(frozen=True)
class Rebalance(Deed):
    """Put cards of the next days on others, inside the windows of their fuzz, so that the days are even.

    Each move is an entry of the log that is no answer: it changes no interval and no statistic.
    """

    kind = "rebalance"

    def count(self, work: Work) -> int:
        """Return how many cards would come on another day."""
        return len(self._moves(work))

    def carry_out(self, work: Work, action: Action) -> Done:
        """Write an event of each card that moves."""
        moves = self._moves(work)
        if not moves:
            return Done(0)
        action.begin()
        parts = work.parts
        events = parts.events.write(DUE, parts.table.options, WANTED, moves=json.dumps(moves))
        action.remember(made={"event": [events]})
        return Done(len(moves), Changes(cards=True, decks=True))

    def _moves(self, work: Work) -> list[tuple[int, int]]:
        table, database, today = work.parts.table, work.database, work.today
        forest = Forest(database.rows)
        caps = {deck: table.of(forest, deck).cap for deck in forest.places}
        cards = [
            Placed(card, last_day, repetition, interval, due, caps.get(deck, table.options.cap))
            for card, last_day, repetition, interval, due, deck in database.rows(
                COMING, today + 1, today + REBALANCED_DAYS, FROM_REPETITION
            )
        ]
        on_days = loads(database, today + 1 - WIDEST, today + REBALANCED_DAYS + WIDEST)
        return rebalanced(cards, on_days, table.options.easy_days, today)
