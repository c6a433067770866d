"""What is to be done on a day: read from kept counters and indexes, never by scanning cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from desktop.errors import NotFound
from desktop.store.forest import Forest, subtree
from desktop.store.reader import Reader
from desktop.study.grades import PASS, STUDY
from desktop.study.note import card_uid
from desktop.study.options import COLOR, Options, own_options
from desktop.study.queue import SECONDS_PER_CARD, Candidate, Plan, plan

TIMED_REVIEWS = 100
TIMED_ENOUGH = 10
SPARE = 4
"""How many times the day's limit is read at the most, so that siblings can be left out."""


class DeckRow(NamedTuple):
    """A deck as Home shows it. Numbers include the decks below it.

    Attributes:
        name: as it is shown: with a number where an earlier deck beside it has the same name.
        depth: 0 for a deck that lies in no other.
        due: repetitions that are due.
        new: cards never studied.
        known: cards remembered a day or more after they were last learned.
        given: its name as it was given.
        color: one of COLORS; "" = none.
    """

    number: int
    uid: UUID
    parent: int | None
    name: str
    description: str
    depth: int
    cards: int
    due: int
    new: int
    known: int
    given: str = ""
    color: str = ""


def paths(rows: Iterable[DeckRow]) -> list[str]:
    """Return the decks with their names joined by ``::``."""
    found: list[str] = []
    above: list[str] = []
    for row in rows:
        above = [*above[: row.depth], row.name]
        found.append("::".join(above))
    return found


class Planner:
    """Answers what a day holds. Decks are named by row number; None is all of them."""

    def __init__(self, database: Reader) -> None:
        self._database = database

    def tree(self, today: int) -> tuple[DeckRow, ...]:
        """Return all decks, each parent before its children, in their order."""
        counts: dict[int, list[int]] = {}
        for deck, state, known, ready, cards in self._database.rows(
            "SELECT deck, state, known, ready <= ?, SUM(cards) FROM tally GROUP BY 1, 2, 3, 4", today
        ):
            mine = counts.setdefault(deck, [0, 0, 0, 0])
            if state == 2:
                continue
            mine[0] += cards
            mine[1] += cards if state == 1 and ready else 0
            mine[2] += cards if state == 0 and ready else 0
            mine[3] += cards if known else 0
        forest = Forest(self._database.rows)
        return tuple(_with_those_below(forest, counts))

    def named(self, name: str) -> int:
        """Return the deck with a path of names joined by ``::``, else the first with a name."""
        wanted = name.casefold()
        path: list[str] = []
        found: int | None = None
        for row in self.tree(0):
            path = [*path[: row.depth], row.name]
            if wanted == "::".join(path).casefold():
                return row.number
            if found is None and wanted == row.name.casefold():
                found = row.number
        if found is None:
            raise NotFound(f"There is no deck called {name!r}.", "The command `decks` lists them.")
        return found

    def plan(
        self, deck: int | None, today: int, options: Options, extra_new: int = 0, *, ordered: bool = True
    ) -> Plan:
        """Return what is left to study today in a deck and those below it.

        Args:
            deck: its row number; None = all.
            today: the study day.
            options: limits.
            extra_new: new cards beyond the limit.
            ordered: whether the order matters; to count, any cards of a backlog will do.
        """
        answered = self._database.rows(
            "SELECT s.card, s.deck, s.counted, s.drill, COALESCE(NULLIF(n.topic, ''), n.id)"
            " FROM schedule s JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note"
            " WHERE s.last_day = ? AND s.state <> 2",
            today,
        )
        inside = {
            row[0] for row in self._database.rows(subtree(self._database, deck) + "SELECT id FROM inside")
        }
        introduced = sum(row[2] == 1 for row in answered)
        repeated = len(answered) - introduced
        due_limit = max(0, options.reviews_per_day - repeated)
        new_limit = max(0, options.new_per_day - introduced) + extra_new
        due_count = self._database.value(
            subtree(self._database, deck) + "SELECT SUM(cards) FROM tally JOIN inside ON inside.id = deck"
            " WHERE state = 1 AND ready <= ?",
            today,
        )
        backlog = (due_count or 0) > due_limit
        made = plan(
            self._due(deck, today, due_limit, backlog and ordered),
            self._new(deck, today, new_limit),
            today=today,
            due_limit=due_limit,
            new_limit=new_limit,
            backlog=backlog,
            seen={str(row[4]) for row in answered},
            ordered=ordered,
        )
        drills = tuple(self._drills(today, inside, options.repeat_hard)) if answered else ()
        return made._replace(
            drills=drills,
            done=frozenset(row[0] for row in answered if row[1] in inside),
            waiting=(due_count or 0) - made.due if made.due >= due_limit else 0,
            seconds=(len(made.cards) + len(drills)) * self.seconds_per_card(),
        )

    def _due(self, deck: int | None, today: int, limit: int, least_late: bool) -> list[Candidate]:
        order = f"ORDER BY CAST({today} - due AS REAL) / MAX(1, interval)" if least_late else ""
        rows = self._database.rows(
            subtree(self._database, deck) + ", soonest AS ("
            " SELECT card, due, interval FROM schedule JOIN inside ON inside.id = deck"
            f" WHERE state = 1 AND ready <= ? {order} LIMIT ?)"
            " SELECT card, n.uid, c.ordinal, COALESCE(NULLIF(n.topic, ''), n.id), due, interval FROM soonest"
            " JOIN card c ON c.id = card JOIN note n ON n.id = c.note",
            today,
            limit * SPARE,
        )
        return [
            Candidate(card, card_uid(uid, ordinal), str(kin), due, days)
            for card, uid, ordinal, kin, due, days in rows
        ]

    def _new(self, deck: int | None, today: int, limit: int) -> list[Candidate]:
        """Return the first new cards, deck by deck, each in its own order."""
        found: list[Candidate] = []
        for row in self.tree_order(deck):
            if len(found) >= limit * SPARE:
                break
            found += [
                Candidate(card, card_uid(uid, ordinal), str(kin))
                for card, uid, ordinal, kin in self._database.rows(
                    "SELECT s.card, n.uid, c.ordinal, COALESCE(NULLIF(n.topic, ''), n.id) FROM schedule s"
                    " JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note"
                    " WHERE s.state = 0 AND s.deck = ? AND s.ready <= ?"
                    " ORDER BY s.position, c.ordinal LIMIT ?",
                    row,
                    today,
                    limit * SPARE,
                )
            ]
        return found

    def tree_order(self, deck: int | None) -> list[int]:
        """Return a deck and those below it, parents first; every deck for None."""
        return Forest(self._database.rows).inside(deck)

    def _drills(self, today: int, inside: set[int], repeat_hard: bool) -> list[int]:
        rows = self._database.rows(
            "SELECT s.card, s.deck, (SELECT grade FROM review r WHERE r.card = s.card AND r.day = s.last_day"
            "   AND r.mode = ? AND r.id NOT IN (SELECT entry FROM void)"
            "   ORDER BY r.at_ms DESC LIMIT 1) AS latest,"
            " (SELECT MAX(at_ms) FROM review r WHERE r.card = s.card) AS at"
            " FROM schedule s WHERE s.last_day = ? AND s.drill = 1 AND s.state <> 2 ORDER BY at",
            STUDY,
            today,
        )
        return [row[0] for row in rows if row[1] in inside and (repeat_hard or (row[2] or 0) < PASS)]

    def seconds_per_card(self) -> float:
        """Return the median time of the latest answers; a guess until there are ten."""
        rows = self._database.rows(
            "SELECT took_ms FROM review WHERE took_ms > 0 ORDER BY id DESC LIMIT ?", TIMED_REVIEWS
        )
        times = sorted(took_ms for (took_ms,) in rows)
        return float(times[len(times) // 2]) / 1000 if len(times) >= TIMED_ENOUGH else SECONDS_PER_CARD


def _with_those_below(forest: Forest, counts: dict[int, list[int]]) -> Iterator[DeckRow]:
    """Yield every deck, its numbers and those of the decks below it added up."""
    order = forest.inside(None)
    sums = {number: list(counts.get(number, [0] * 4)) for number in order}
    for number in reversed(order):
        parent = forest.places[number].parent
        if parent is not None:
            sums[parent] = [a + b for a, b in zip(sums[parent], sums[number], strict=True)]
    depths: dict[int | None, int] = {None: -1}
    for number in order:
        each = forest.places[number]
        depths[number] = depths[each.parent] + 1
        cards, due, new, known = sums[number]
        yield DeckRow(
            number,
            UUID(bytes=each.uid),
            each.parent,
            each.shown,
            each.description,
            depths[number],
            cards,
            due,
            new,
            known,
            each.name,
            own_options(each.options).get(COLOR, ""),
        )
