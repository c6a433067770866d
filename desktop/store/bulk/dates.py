"""When cards come: new again, on a day that a person sets, or spread over some days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.store.bulk.deed import Deed, Done, Work
from desktop.store.changes import Changes
from desktop.store.journal import Action
from desktop.study.calendar import date_of
from desktop.study.schedule import DUE, EASE, EASE_START, RESET

FARTHEST = 36_500
"""Days from today within which a day can be set."""
PLACED = "json_object('due', {first} + (ROW_NUMBER() OVER (ORDER BY {order}) - 1) {share})"


class OfEvents(Deed):
    """Writes an event of each card that it is about."""

    event: str

    def wanted(self, work: Work) -> str:
        """Return a query for pairs of a card and the event's data, over ``temp.chosen``."""
        raise NotImplementedError

    cards: Iterable[int]

    def count(self, work: Work) -> int:
        """Return how many cards it is about."""
        work.choose(self.cards)
        return int(work.database.value(f"SELECT COUNT(*) FROM ({self.wanted(work)})"))

    def carry_out(self, work: Work, action: Action) -> Done:
        """Write the events."""
        count = self.count(work)
        if not count:
            return Done(0)
        parts = work.parts
        action.begin()
        events = parts.events.write(self.event, parts.table.options, self.wanted(work))
        action.remember(made={"event": [events]})
        return Done(count, Changes(cards=True, decks=True))


@dataclass(frozen=True)
class Reset(OfEvents):
    """Make cards new again; their answers stay in the log."""

    cards: Iterable[int]
    kind = "reset"
    event = RESET

    def wanted(self, work: Work) -> str:
        """Return the cards that are not new."""
        return (
            "SELECT s.card, '{}' FROM temp.chosen c JOIN schedule s ON s.card = c.id"
            " WHERE s.due IS NOT NULL OR s.counted OR s.lapses"
        )


@dataclass(frozen=True)
class StartEase(OfEvents):
    """Let the ease factor of cards that is below the usual one begin anew; their days stay."""

    cards: Iterable[int]
    kind = "ease"
    event = EASE

    def wanted(self, work: Work) -> str:
        """Return the cards whose ease is low."""
        return (
            "SELECT s.card, '{}' FROM temp.chosen c JOIN schedule s ON s.card = c.id"
            f" WHERE s.due IS NOT NULL AND s.ease < {EASE_START}"
        )


@dataclass(frozen=True)
class SetDue(OfEvents):
    """Set the day on which cards come, or share them out between two days. Intervals stay.

    A card that was studied today comes tomorrow at the earliest.

    Attributes:
        first: study day.
        last: study day; None = all come on the first.
    """

    cards: Iterable[int]
    first: int
    last: int | None = None
    kind = "set due"
    event = DUE

    def label(self, work: Work) -> str:
        """Return the day, or both."""
        first, last = self._days()
        if first < work.today or last > work.today + FARTHEST:
            raise UserError("Choose a day from today on, within a hundred years.")
        dates = [date_of(day).isoformat() for day in dict.fromkeys((first, last))]
        return " … ".join(dates)

    def wanted(self, work: Work) -> str:
        """Return the cards, which take turns on the days."""
        first, last = self._days()
        return (
            f"SELECT s.card, {PLACED.format(first=first, order='s.card', share=f'% {last - first + 1}')}"
            " FROM temp.chosen c JOIN schedule s ON s.card = c.id"
        )

    def _days(self) -> tuple[int, int]:
        last = self.first if self.last is None else self.last
        return min(self.first, last), max(self.first, last)


@dataclass(frozen=True)
class SpreadOut(OfEvents):
    """Share the cards that are due out over some days from today on, the most urgent first.

    Attributes:
        days: how many.
    """

    cards: Iterable[int]
    days: int
    kind = "spread"
    event = DUE

    def label(self, work: Work) -> str:
        """Return the last day."""
        if not 1 <= self.days <= FARTHEST:
            raise UserError("Choose a number of days, 1 or more.")
        return date_of(work.today + self.days - 1).isoformat()

    def wanted(self, work: Work) -> str:
        """Return the cards that are due today or were before, the least late for their interval first."""
        order = f"CAST({work.today} - s.due AS REAL) / MAX(1, s.interval), s.card"
        share = f"* {int(self.days)} / COUNT(*) OVER ()"
        return (
            f"SELECT s.card, {PLACED.format(first=work.today, order=order, share=share)}"
            " FROM temp.chosen c JOIN schedule s ON s.card = c.id"
            f" WHERE s.state = 1 AND s.ready <= {work.today}"
            f" AND COALESCE(s.last_day, 0) < {work.today}"
        )
