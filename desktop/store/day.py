"""What a study day has brought so far, and the limits that hold on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from desktop.store.catch_up import catching_up
from desktop.store.forest import Forest
from desktop.store.holidays import Away, DuesBefore, away
from desktop.store.options import OptionTable
from desktop.store.reader import Reader
from desktop.study.limits import Limits
from desktop.study.options import own_options

FIRST = 1
"""Counted reviews of a card that was new on the day."""


class Day:
    """One study day of a collection, as it stands now.

    Attributes:
        new: the limits of new cards.
        due: the limits of due cards.
        new_held: whether an administrator holds the limit of new cards, so that plans keep to it, too.
        answered: cards answered on the day, each with its deck.
        repeated: how many of them were due.
        begun: those of them that were new.
        seen: kin of those cards, as far as siblings of them are to come on other days.
        away: what holidays put off.
        catch_up: the backlog that is being cleared, or None; it lowers both limits of all decks together.
    """

    def __init__(
        self,
        database: Reader,
        table: OptionTable,
        forest: Forest,
        today: int,
        before: DuesBefore,
        *,
        anyway: bool = False,
    ) -> None:
        self.today = today
        self.options = cache(lambda deck: table.of(forest, deck))
        rows = database.rows(
            "SELECT s.card, s.deck, s.counted, COALESCE(NULLIF(n.topic, ''), n.id)"
            " FROM schedule s JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note"
            " WHERE s.last_day = ? AND s.state <> 2",
            today,
        )
        self.answered = [(card, deck) for card, deck, _, _ in rows]
        self.begun = [card for card, _, counted, _ in rows if counted == FIRST]
        self.seen = {kin for _, deck, _, told in rows if (kin := self.kin(deck, told))}
        base = table.options
        self.repeated = sum(counted != FIRST for _, _, counted, _ in rows)
        self.away = away(database, before, today, self.answered)
        if anyway and self.away.until:
            self.away = Away()
        held = sum(self.away.held.values())
        self.catch_up = catching_up(database, base, today, self.repeated, held)
        if self.away.until:
            base = replace(base, new_per_day=0)
        if self.catch_up:
            base = replace(base, new_per_day=0, reviews_per_day=self.catch_up.a_day)
        own = {deck: own_options(place.options) for deck, place in forest.places.items()}

        def limits(name: str, decks: Iterable[int]) -> Limits:
            most = {deck: told[name] for deck, told in own.items() if name in told}
            if name in table.locked:
                most = {}
            return Limits({None: getattr(base, name)} | most, forest.above, decks)

        self.new = limits("new_per_day", (deck for _, deck, counted, _ in rows if counted == FIRST))
        self.new_held = "new_per_day" in table.locked
        self.due = limits("reviews_per_day", (deck for _, deck, counted, _ in rows if counted != FIRST))

    def kin(self, deck: int, told: object) -> str:
        """Return the kin of a card; "" where siblings may come on one day in its deck."""
        return str(told) if self.options(deck).siblings_apart else ""
