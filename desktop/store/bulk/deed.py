"""What every deed has, and what it works with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from desktop.errors import NotFound
from desktop.store import rewriting
from desktop.store.changes import Changes
from desktop.store.database import Database
from desktop.store.journal import Action
from desktop.store.parts import Parts

CHOSEN = "CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)"
REWRITTEN = "CREATE TEMP TABLE IF NOT EXISTS rewritten (note INTEGER PRIMARY KEY, fields TEXT NOT NULL)"
CARD, NOTE = "card", "note"


def choose(database: Database, numbers: Iterable[int]) -> None:
    """Put row numbers into the table ``temp.chosen``, which holds no others then."""
    database.execute_sql(CHOSEN)
    database.execute_sql("DELETE FROM temp.chosen")
    database.many("INSERT OR IGNORE INTO temp.chosen VALUES (?)", ((int(each),) for each in numbers))


class Done(NamedTuple):
    """What a deed did.

    Attributes:
        changed: how many cards or notes.
        said: sentences about what somebody may not expect.
    """

    changed: int
    changes: Changes = Changes()
    said: tuple[str, ...] = ()


class Work:
    """What a deed works with: the parts of a collection, and the rows that it is about.

    Args:
        parts: of the collection, on a connection of their own.
        today: study day.
    """

    def __init__(self, parts: Parts, today: int) -> None:
        self.parts = parts
        self.database = parts.database
        self.today = today

    def choose(self, numbers: Iterable[int]) -> None:
        """Put row numbers into the table ``temp.chosen``."""
        choose(self.database, numbers)

    def numbers(self, sql: str, *values: Any) -> list[int]:
        """Return the first column of a query."""
        return [number for number, *_ in self.database.rows(sql, *values)]

    def set_fields(self, action: Action, rows: Iterable[tuple[int, str]]) -> list[int]:
        """Set the fields of notes; return the notes.

        Args:
            action: that does it.
            rows: the notes, each with its fields in JSON.
        """
        self.database.execute_sql(REWRITTEN)
        self.database.execute_sql("DELETE FROM temp.rewritten")
        self.database.many("INSERT INTO temp.rewritten VALUES (?, ?)", rows)
        wanted = "SELECT note, fields FROM temp.rewritten"
        action.set_all(NOTE, "fields", wanted)
        return self.numbers(wanted)

    def settle_notes(self) -> None:
        """Bring the schedules of all cards of the chosen notes up to date."""
        sql = "SELECT id FROM card WHERE note IN (SELECT id FROM temp.chosen)"
        self.parts.schedules.settle(self.numbers(sql))

    def settle_cards(self) -> None:
        """Bring the schedules of the chosen cards up to date."""
        self.parts.schedules.settle(self.numbers("SELECT id FROM temp.chosen"))

    def know_deck(self, deck: int) -> str:
        """Return the name of a deck.

        Raises:
            NotFound: there is no such deck.
        """
        name = self.database.value("SELECT name FROM deck WHERE id = ? AND deleted = 0", deck)
        if name is None:
            raise NotFound("There is no such deck.", "It may have been deleted.")
        return str(name)


class Deed:
    """One thing to do to many cards or notes. It is a value: it can be counted first, then done.

    Attributes:
        kind: of its step in the journal.
        of: CARD or NOTE, which is what it counts.
    """

    kind: ClassVar[str]
    of: ClassVar[str] = CARD

    def label(self, work: Work) -> str:
        """Return what it is done to or with, as people read it in the history.

        Raises:
            UserError: it cannot be done.
        """
        return ""

    def count(self, work: Work) -> int:
        """Return how many cards or notes it would change. Nothing is written."""
        raise NotImplementedError

    def carry_out(self, work: Work, action: Action) -> Done:
        """Do it, inside the transaction that is open."""
        raise NotImplementedError


class OfCards(Deed):
    """Sets one field of cards to one value."""

    cards: Iterable[int]
    field: ClassVar[str]

    def value(self, work: Work) -> int:
        """Return what the field becomes."""
        raise NotImplementedError

    def count(self, work: Work) -> int:
        """Return how many cards have another value."""
        work.choose(self.cards)
        wanted = "SELECT id, ? FROM temp.chosen"
        return rewriting.gather(work.database, CARD, self.field, wanted, (self.value(work),))

    def carry_out(self, work: Work, action: Action) -> Done:
        """Set it."""
        work.choose(self.cards)
        count = action.set_all(CARD, self.field, "SELECT id, ? FROM temp.chosen", self.value(work))
        if count:
            work.settle_cards()
        return Done(count, Changes(cards=bool(count), decks=bool(count)))
