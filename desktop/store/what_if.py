"""What a change of options would do to due days, told before it is made."""

from __future__ import annotations

import json
from typing import NamedTuple

from desktop.store.database import Database
from desktop.store.forest import subtree
from desktop.store.options import Pretend
from desktop.store.schedules import Schedules

STANDING = "SELECT s.card, s.due, c.buried FROM schedule s JOIN card c ON c.id = s.card WHERE s.state = 1"
DUE = """
SELECT COALESCE(SUM(cards), 0) FROM tally JOIN inside ON inside.id = deck WHERE state = 1 AND ready <= ?
"""


class Moves(NamedTuple):
    """What would happen to the due days of cards that are not suspended.

    Attributes:
        later: cards that would come later.
        earlier: cards that would come earlier.
        due_now: cards of the decks that the options are for that are due today or overdue.
        due_then: how many would be.
    """

    later: int = 0
    earlier: int = 0
    due_now: int = 0
    due_then: int = 0

    @property
    def moved(self) -> int:
        """How many due days would be others."""
        return self.later + self.earlier


def moves(database: Database, schedules: Schedules, pretend: Pretend, today: int) -> Moves:
    """Return what options would do if they were set. Nothing is written.

    Args:
        database: that holds the cards.
        schedules: of it.
        pretend: the options.
        today: study day.
    """
    others = schedules.others(pretend)
    due_now = int(database.value(subtree(database, pretend.deck) + DUE, today))
    if not others:
        return Moves(due_now=due_now, due_then=due_now)
    standing = {card: (due, buried) for card, due, buried in database.rows(STANDING)}
    later = earlier = more = 0
    for card, schedule in schedules.folded(json.dumps(schedules.cards_of(others)), pretend):
        if card not in standing or schedule.due is None:
            continue
        due, buried = standing[card]
        later += schedule.due > due
        earlier += schedule.due < due
        if buried <= today:
            more += (schedule.due <= today) - (due <= today)
    return Moves(later, earlier, due_now, due_now + more)
