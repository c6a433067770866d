"""The log of answers and the schedule table that follows from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from desktop.errors import NotFound
from desktop.store.database import Database
from desktop.store.forest import Forest, table_of
from desktop.store.options import OptionTable, Pretend, fold_mark
from desktop.store.schema import TALLY_TRIGGERS, statements
from desktop.store.states import COLUMNS, PLACES, columns_of, entry_of, schedule_of
from desktop.study.note import card_uid
from desktop.study.schedule import NEW, Entry, Review, Schedule, Scheduler, fold, state_after

STATE_NEW, STATE_REVIEW, STATE_OUT = 0, 1, 2
WRITE = f"UPDATE schedule SET ({COLUMNS}) = ({PLACES}) WHERE card = ?"
LISTED = "(SELECT value FROM json_each(?))"
"""SQL: row numbers in JSON, any number of them in one bound variable."""
MANY = 5000
"""Cards from which on it is quicker to count all cards anew than each as it changes."""

TOLD_EVERY = 200
"""Cards after which progress is told again."""

STATE = """
CASE WHEN c.suspended OR c.deleted OR n.deleted OR d.deleted THEN 2
     WHEN {schedule}.due IS NULL THEN 0 ELSE 1 END"""

PLACE = f"c.deck, c.position, {STATE.format(schedule='schedule')}, MAX(COALESCE(schedule.due, 0), c.buried)"
SETTLE = f"""
UPDATE schedule SET (deck, position, state, ready) = ({PLACE})
FROM card c JOIN note n ON n.id = c.note JOIN deck d ON d.id = c.deck
WHERE c.id = schedule.card
  AND (schedule.deck, schedule.position, schedule.state, schedule.ready) IS NOT ({PLACE})
"""

ENTRIES = """
SELECT card, day, grade, at_ms, again, mode, shift, NULL, NULL FROM review
 WHERE id NOT IN (SELECT entry FROM void) {and_card}
UNION ALL
SELECT card, day, NULL, at_ms, again, NULL, NULL, kind, data FROM event
 WHERE card IS NOT NULL AND -id NOT IN (SELECT entry FROM void) {and_card}
ORDER BY 1, 2, 4
"""


Progress = Callable[[int, int], object]
"""Is told how many cards are done, and of how many; it may raise, to stop."""


def _say_nothing(done: int, total: int) -> None:
    """Take progress that nobody wants to see."""


LATEST = """
SELECT day, at_ms FROM (SELECT day, at_ms FROM review WHERE card = ?
  UNION ALL SELECT day, at_ms FROM event WHERE card = ?) ORDER BY day DESC, at_ms DESC LIMIT 1
"""


class Stand(NamedTuple):
    """How a card stands before an answer.

    Attributes:
        deck: its row number.
        scheduler: that of its deck.
        latest: day and instant of the last entry of its log; None = it has none.
    """

    card: int
    uid: UUID
    schedule: Schedule
    deck: int
    scheduler: Scheduler
    latest: tuple[int, int] | None

    def is_followed_by(self, review: Review) -> bool:
        """Return whether an answer comes after everything that the log holds."""
        return self.latest is None or self.latest <= (review.day, review.at_ms)


class Schedules:
    """Reads and writes the derived table; the log itself is read here and written by Reviews.

    Args:
        database: open.
        table: of the options in force.
    """

    def __init__(self, database: Database, table: OptionTable) -> None:
        self._database = database
        self._table = table
        self._tell: Progress = _say_nothing

    @contextmanager
    def telling(self, progress: Progress) -> Iterator[None]:
        """Around work on many cards: tell how many are done, and how many there are at most."""
        self._tell = progress
        try:
            yield
        finally:
            self._tell = _say_nothing

    def entries(self, card: int) -> list[Entry]:
        """Return a card's log in order, without what was taken back."""
        sql = ENTRIES.format(and_card="AND card = ?")
        return [entry_of(row) for row in self._database.rows(sql, card, card)]

    def read(self, card: int) -> tuple[UUID, Schedule]:
        """Return a card's identity and schedule.

        Raises:
            NotFound: there is no such card.
        """
        row = self._database.row(
            f"SELECT n.uid, c.ordinal, {COLUMNS} FROM schedule s JOIN card c ON c.id = s.card"
            " JOIN note n ON n.id = c.note WHERE s.card = ?",
            card,
        )
        if row is None:
            raise NotFound("There is no such card.", "It may have been deleted.")
        return card_uid(row[0], row[1]), schedule_of(row[2:])

    def scheduler_of(self, card: int) -> Scheduler:
        """Return the scheduler of a card: that of its deck."""
        return self._table.schedulers()(self._deck_of(card))

    def _deck_of(self, card: int) -> int:
        return int(self._database.value("SELECT deck FROM card WHERE id = ?", card) or 0)

    def stand(self, card: int) -> Stand:
        """Return how a card stands before an answer, read at once.

        Raises:
            NotFound: there is no such card.
        """
        uid, schedule = self.read(card)
        deck = self._deck_of(card)
        last = self._database.row(LATEST, card, card)
        return Stand(card, uid, schedule, deck, self._table.schedulers()(deck), last and (last[0], last[1]))

    def after(self, stand: Stand, reviews: Iterable[Review]) -> list[Schedule]:
        """Return where a card would stand after each of several answers to choose from."""
        choice = list(reviews)
        scheduler, uid = stand.scheduler, stand.uid
        if all(stand.is_followed_by(review) for review in choice):
            return [state_after(scheduler, stand.schedule, review, uid) for review in choice]
        entries = self.entries(stand.card)
        return [fold(scheduler, [*entries, review], uid) for review in choice]

    def free_instant(self, card: int, at_ms: int) -> int:
        """Return the first instant from `at_ms` on at which a card's log has no entry.

        An entry is known by its instant.
        """
        taken = {
            instant
            for (instant,) in self._database.rows(
                "SELECT at_ms FROM review WHERE card = ? AND at_ms >= ?"
                " UNION SELECT at_ms FROM event WHERE card = ? AND at_ms >= ?",
                card,
                at_ms,
                card,
                at_ms,
            )
        }
        while at_ms in taken:
            at_ms += 1
        return at_ms

    def store(self, card: int, schedule: Schedule) -> None:
        """Write a card's schedule after an answer."""
        self._database.execute_sql(
            f"UPDATE schedule SET ({COLUMNS}) = ({PLACES}), state = CASE WHEN state = 2 THEN 2 ELSE ? END,"
            " ready = MAX(?, (SELECT buried FROM card WHERE id = schedule.card)) WHERE card = ?",
            (*columns_of(schedule), STATE_NEW if schedule.is_new else STATE_REVIEW, schedule.due or 0, card),
        )

    def add(self, cards: Iterable[int]) -> None:
        """Give new cards their rows."""
        blank = columns_of(NEW)
        self._database.many(
            f"INSERT OR IGNORE INTO schedule VALUES (?, 0, 2, 0, 0, {PLACES})",
            [(card, *blank) for card in cards],
        )

    def settle(self, cards: Iterable[int]) -> None:
        """Bring deck, state and readiness of cards up to date with the cards themselves.

        What came to another deck is scheduled as the cards there are.
        """
        wanted = list(cards)
        told = json.dumps(wanted)
        moved = self._moved(told) if self._table.varies() else []
        with self.counted_afterwards(many=len(wanted) > MANY):
            self._database.execute_sql(SETTLE + f"AND c.id IN {LISTED}", (told,))
        if moved:
            self.refold_all(moved)

    def _moved(self, cards: str) -> list[int]:
        """Return those of some cards, in JSON, that came to another deck."""
        sql = "SELECT c.id FROM schedule s JOIN card c ON c.id = s.card WHERE s.deck <> c.deck"
        return [card for (card,) in self._database.rows(f"{sql} AND c.id IN {LISTED}", cards)]

    def settle_decks(self, decks: Iterable[int]) -> None:
        """Bring the cards of whole decks up to date; see `settle`."""
        with self.counted_afterwards(many=True):
            self._database.execute_sql(table_of(decks) + SETTLE + "AND c.deck IN (SELECT id FROM inside)")

    def refold(self, card: int) -> Schedule:
        """Compute a card's schedule from its log and store it."""
        uid, _ = self.read(card)
        schedule = fold(self.scheduler_of(card), self.entries(card), uid)
        self.store(card, schedule)
        return schedule

    def refold_all(self, cards: Iterable[int]) -> None:
        """Compute the schedules of many cards from their logs, store them and settle the cards."""
        wanted = list(cards)
        self.store_all(dict.fromkeys(wanted, NEW) | dict(self.folded(json.dumps(wanted))))

    def store_all(self, schedules: Mapping[int, Schedule]) -> None:
        """Write the schedules of many cards and settle the cards."""
        rows = [(*columns_of(schedule), card) for card, schedule in schedules.items()]
        if len(rows) > MANY:
            self._stop_counting()  # to settle so many counts them
        self._database.many(WRITE, rows)
        self.settle(schedules)

    def folded(
        self, cards: str | None = None, pretend: Pretend | None = None
    ) -> Iterator[tuple[int, Schedule]]:
        """Yield every card that has a log, with the schedule that follows from it.

        Args:
            cards: row numbers of those that are wanted, in JSON; None = all.
            pretend: an option that is taken to be set.
        """
        where, values = ("", ()) if cards is None else (f"WHERE c.id IN {LISTED}", (cards,))
        tell = self._tell
        identities = {
            card: (note, ordinal, deck)
            for card, note, ordinal, deck in self._database.rows(
                "SELECT c.id, n.uid, c.ordinal, c.deck FROM card c JOIN note n ON n.id = c.note " + where,
                *values,
            )
        }
        schedulers = self._table.schedulers(pretend)
        and_card = "" if cards is None else f"AND card IN {LISTED}"
        cursor = self._database.execute_sql(ENTRIES.format(and_card=and_card), values * 2)
        for place, (card, rows) in enumerate(groupby(cursor, key=lambda row: row[0])):
            if place % TOLD_EVERY == 0:
                tell(place, len(identities))
            note, ordinal, deck = identities[card]
            yield card, fold(schedulers(deck), map(entry_of, rows), card_uid(note, ordinal))

    def remembers(self) -> Callable[[int], bool]:
        """Return what tells whether the cards of a deck have a stability and a difficulty."""
        schedulers = self._table.schedulers()
        return lambda deck: schedulers(deck).remembers

    def others(self, pretend: Pretend) -> list[int]:
        """Return the decks that would have another scheduler if an option were set, deleted ones too."""
        now, then = self._table.schedulers(), self._table.schedulers(pretend)
        return [deck for deck in self._forest().places if now(deck) != then(deck)]

    def _forest(self) -> Forest:
        """Return all decks, deleted ones too: their cards keep their schedules."""
        return Forest(self._database.rows, deleted=True)

    def count(self) -> int:
        """Return how many cards have a schedule."""
        return int(self._database.value("SELECT COUNT(*) FROM schedule"))

    def cards_of(self, decks: Iterable[int]) -> list[int]:
        """Return the cards of decks, deleted ones too."""
        sql = "SELECT card.id FROM inside JOIN card ON card.deck = inside.id"
        return [card for (card,) in self._database.rows(table_of(decks) + sql)]

    def refold_decks(self, decks: Iterable[int]) -> None:
        """Compute the schedules of all cards of decks from their logs."""
        self.refold_all(self.cards_of(decks))

    @contextmanager
    def following_decks(self) -> Iterator[None]:
        """Around changes of decks: cards whose scheduler became another are scheduled anew by it."""
        before = self._by_deck()
        yield
        after = self._by_deck()
        changed = [deck for deck in after if deck in before and before[deck] != after[deck]]
        if changed and len(changed) == len(after):
            self.rebuild()
        elif changed:
            self.refold_decks(changed)

    def _by_deck(self) -> dict[int, Scheduler]:
        schedulers = self._table.schedulers()
        return {deck: schedulers(deck) for deck in self._forest().places}

    def rebuild(self) -> None:
        """Derive the whole table anew, in the transaction that is open."""
        self._stop_counting()
        self._database.execute_sql("DELETE FROM schedule")
        self.add(row[0] for row in self._database.rows("SELECT id FROM card"))
        self._database.many(WRITE, [(*columns_of(schedule), card) for card, schedule in list(self.folded())])
        self._database.execute_sql(SETTLE)
        self._recount()
        mark = fold_mark(self._table.locked)
        self._database.execute_sql("INSERT OR REPLACE INTO meta VALUES ('fold', ?)", (mark,))

    @contextmanager
    def counted_afterwards(self, *, many: bool) -> Iterator[None]:
        """Around changes of many rows, in the transaction that is open: count once, not at every row."""
        if many:
            self._stop_counting()
        yield
        if many:
            self._recount()

    def _stop_counting(self) -> None:
        for trigger in ("tally_in", "tally_out", "tally_move"):
            self._database.execute_sql(f"DROP TRIGGER IF EXISTS {trigger}")

    def _recount(self) -> None:
        self._database.execute_sql("DELETE FROM tally")
        self._database.execute_sql(
            "INSERT INTO tally SELECT deck, state, repetition >= 2, ready, COUNT(*) FROM schedule"
            " GROUP BY 1, 2, 3, 4"
        )
        for statement in statements(TALLY_TRIGGERS):
            self._database.execute_sql(statement)
