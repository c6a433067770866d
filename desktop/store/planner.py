"""What is to be done on a day: read from kept counters and indexes, never by scanning cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import UUID

from desktop.errors import NotFound
from desktop.store.budgets import time_limits
from desktop.store.day import Day
from desktop.store.deck_rows import DeckRow, Outlook
from desktop.store.forest import Forest, table_of
from desktop.store.holidays import DuesBefore
from desktop.store.options import OptionTable
from desktop.store.pace import drills, seconds_per_card
from desktop.store.reader import Reader
from desktop.study.limits import Limits, Room
from desktop.study.note import card_uid
from desktop.study.options import COLOR, Options, own_options
from desktop.study.queue import Candidate, Plan, plan

SPARE = 4
"""How many times the day's limit is read at the most, so that siblings can be left out."""
ARRANGED = """
COALESCE((SELECT e.key FROM note_type t, json_each(t.options, '$.order') e
  WHERE t.id = n.note_type AND e.value = c.ordinal), c.ordinal), c.ordinal
"""
"""The order of the cards of a note whose type has its templates in an order of their own."""
ORDERS = {"due": "due", "short": "interval, due"}
"""How due cards are read for those orders of them that are asked for."""


class Planner:
    """Answers what a day holds. Decks are named by row number; None is all of them."""

    def __init__(self, database: Reader, table: OptionTable) -> None:
        self._database = database
        self._table = table
        self._before = DuesBefore(database, table)

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
        day = self.day(today, forest)
        for deck, held in day.away.held.items():
            counts[deck][1] -= held
        self._leave_siblings_out(day, counts)
        return tuple(_with_those_below(forest, counts, day, self._time(forest, day)))

    def _time(self, forest: Forest, day: Day) -> Limits | None:
        """Return how many answers fit into the day; None = as many as one likes."""
        again = Counter(deck for _, deck in drills(self._database, day, forest.places))
        return time_limits(self._database, forest.above, day.today, again, self.seconds_per_card)

    def _leave_siblings_out(self, day: Day, counts: dict[int, list[int]]) -> None:
        """Put last into the counts how many new cards may come; in large decks there are always enough."""
        for mine in counts.values():
            mine.append(mine[2])
        most = day.new.deciding(None).left * SPARE
        small = [deck for deck, mine in counts.items() if mine[2] <= most]
        kins: dict[int, set[str]] = {}
        for deck, kin, card in self._database.rows(
            table_of(small) + "SELECT s.deck, COALESCE(NULLIF(n.topic, ''), n.id), s.card"
            " FROM inside JOIN schedule s ON s.deck = inside.id JOIN card c ON c.id = s.card"
            " JOIN note n ON n.id = c.note WHERE s.state = 0 AND s.ready <= ?",
            day.today,
        ):
            kins.setdefault(deck, set()).add(day.kin(deck, kin) or f"card {card}")
        for deck in small:
            counts[deck][4] = len(kins.get(deck, set()) - day.seen)

    def outlook(self, deck: int, today: int) -> Outlook:
        """Return what a deck holds today, and the limits that decide how much of it comes."""
        forest = Forest(self._database.rows)
        day = self.day(today, forest)
        limits = day.due.deciding(deck), day.new.deciding(deck)
        there = self._database.value(
            table_of(forest.inside(deck)) + "SELECT COALESCE(SUM(cards), 0) FROM tally"
            " JOIN inside ON inside.id = deck WHERE state = 0 AND ready <= ?",
            today,
        )
        names = [forest.places[each.level].shown if each.level is not None else "" for each in limits]
        made = self._plan(forest, day, deck, 0, ordered=False)
        due = sum(self._due_by_deck(day, forest.inside(deck)).values())
        return Outlook(made, due, there, *limits, (names[0], names[1]))

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
        self,
        deck: int | None,
        today: int,
        extra_new: int = 0,
        *,
        ordered: bool = True,
        anyway: bool = False,
    ) -> Plan:
        """Return what is left to study today in a deck and those below it.

        Args:
            deck: its row number; None = all.
            today: the study day.
            extra_new: new cards beyond the limits.
            ordered: whether the order matters; to count, any cards of a backlog will do.
            anyway: whether it is studied although today lies in a holiday.
        """
        forest = Forest(self._database.rows)
        day = self.day(today, forest, anyway=anyway)
        return self._plan(forest, day, deck, extra_new, ordered=ordered)

    def _plan(self, forest: Forest, day: Day, deck: int | None, extra_new: int, *, ordered: bool) -> Plan:
        today = day.today
        inside = forest.inside(deck)
        options = self._table.options if deck is None else self._table.of(forest, deck)
        time = self._time(forest, day)
        due_room, new_room = day.due.room(), day.new.room(extra_new)
        waiting = self._due_by_deck(day, inside)
        backlog = any(
            sum(waiting.get(each, 0) for each in members) > due_room.of(members[0])
            for members in day.due.groups(inside)
        ) or sum(waiting.values()) > due_room.of(deck)
        backlog = backlog or (time is not None and sum(waiting.values()) > time.deciding(deck).left)
        # Which due cards come decides how many new ones fit beside them, where decks have budgets.
        ordered = ordered or (time is not None and time.of_decks and not day.catch_up)
        due: Iterable[Candidate] = self._due(day, inside, due_room, options, backlog and ordered, time)
        new: Iterable[Candidate] = self._new(day, inside, new_room, options, ordered)
        if time is not None:
            due, new = list(due), list(new)

        def planned(due_room: Room, new_room: Room, time_room: Room | None) -> Plan:
            return plan(
                due,
                new,
                today=today,
                due_room=due_room,
                new_room=new_room,
                time_room=time_room,
                backlog=backlog,
                seen=day.seen,
                ordered=ordered,
                options=options,
            )

        made = planned(due_room, new_room, time.room(extra_new) if time else None)
        if time is not None:
            free = planned(day.due.room(), day.new.room(extra_new), None)
            made = made._replace(due_cut=free.due - made.due, new_cut=free.new - made.new)
        again = tuple(card for card, _ in drills(self._database, day, set(inside)))
        return made._replace(
            drills=again,
            catch_up=day.catch_up,
            away_until=day.away.until,
            done=frozenset(card for card, its_deck in day.answered if its_deck in set(inside)),
            waiting=sum(waiting.values()) - made.due - made.due_cut if backlog else 0,
            seconds=(len(made.cards) + len(again)) * self.seconds_per_card(),
        )

    def _due_by_deck(self, day: Day, inside: Iterable[int]) -> dict[int, int]:
        """Return how many cards are due in each of some decks that has any."""
        found = self._database.rows(
            table_of(inside) + "SELECT deck, SUM(cards) FROM tally JOIN inside ON inside.id = deck"
            " WHERE state = 1 AND ready <= ? GROUP BY deck",
            day.today,
        )
        return {deck: count - day.away.held.get(deck, 0) for deck, count in found}

    def _due(
        self,
        day: Day,
        inside: list[int],
        room: Room,
        options: Options,
        least_late: bool,
        time: Limits | None,
    ) -> Iterator[Candidate]:
        """Yield due cards, of the decks below each limit as many as it lets come and some to spare."""
        order = ORDERS.get(options.review_order)
        if order is None:
            order = f"CAST({day.today} - due AS REAL) / MAX(1, interval)" if least_late else ""
        sorting = f"ORDER BY {order}" if order else ""
        groups = day.due.groups(inside)
        if time is not None:
            groups = [part for members in groups for part in time.groups(members)]
        for members in groups:
            rows = self._database.rows(
                table_of(members) + ", soonest AS ("
                " SELECT card, s.deck, due, interval FROM schedule s JOIN inside ON inside.id = s.deck"
                f" WHERE state = 1 AND ready <= ? {day.away.condition} {sorting} LIMIT ?)"
                " SELECT card, n.uid, c.ordinal, COALESCE(NULLIF(n.topic, ''), n.id), due, interval,"
                " soonest.deck FROM soonest JOIN card c ON c.id = card JOIN note n ON n.id = c.note",
                day.today,
                *day.away.values,
                room.of(members[0]) * SPARE,
            )
            for card, uid, ordinal, kin, due, days, deck in rows:
                yield Candidate(card, card_uid(uid, ordinal), day.kin(deck, kin), due, days, deck)

    def _new(
        self, day: Day, inside: list[int], room: Room, options: Options, ordered: bool
    ) -> Iterator[Candidate]:
        """Yield the first new cards, deck by deck, each in its own order."""
        order = f"s.position, {ARRANGED if ordered and self._some_are_arranged() else 'c.ordinal'}"
        if ordered and options.new_order == "shuffled":
            order = "n.uid, c.ordinal"
        for deck in inside:
            most = room.of(deck)
            if not most:
                continue
            for card, uid, ordinal, kin in self._database.rows(
                "SELECT s.card, n.uid, c.ordinal, COALESCE(NULLIF(n.topic, ''), n.id) FROM schedule s"
                " JOIN card c ON c.id = s.card JOIN note n ON n.id = c.note"
                f" WHERE s.state = 0 AND s.deck = ? AND s.ready <= ? ORDER BY {order} LIMIT ?",
                deck,
                day.today,
                most * SPARE,
            ):
                yield Candidate(card, card_uid(uid, ordinal), day.kin(deck, kin), deck=deck)

    def _some_are_arranged(self) -> bool:
        """Whether any note type has its templates in an order of their own."""
        return bool(
            self._database.value("SELECT EXISTS (SELECT 1 FROM note_type WHERE options LIKE '%\"order\"%')")
        )

    def day(self, today: int, forest: Forest | None = None, *, anyway: bool = False) -> Day:
        """Return what a study day has brought so far, and what holds on it."""
        forest = forest or Forest(self._database.rows)
        return Day(self._database, self._table, forest, today, self._before, anyway=anyway)

    def tree_order(self, deck: int | None) -> list[int]:
        """Return a deck and those below it, parents first; every deck for None."""
        return Forest(self._database.rows).inside(deck)

    def seconds_per_card(self) -> float:
        """Return the median time of the latest answers; a guess until there are ten."""
        return seconds_per_card(self._database)


def _with_those_below(
    forest: Forest, counts: dict[int, list[int]], day: Day, time: Limits | None
) -> Iterator[DeckRow]:
    """Yield every deck, its numbers and those of the decks below it added up."""
    order = forest.inside(None)
    coming = [
        limits.coming(forest.parents, {deck: counts[deck][at] for deck in order if deck in counts})
        for limits, at in ((day.due, 1), (day.new, 4))
    ]
    if time is not None:
        both = {deck: counts[deck][1] + counts[deck][4] for deck in order if deck in counts}
        fitting = time.coming(forest.parents, both)
        coming[0] = {deck: min(count, fitting[deck]) for deck, count in coming[0].items()}
        coming[1] = {deck: min(count, fitting[deck] - coming[0][deck]) for deck, count in coming[1].items()}
    sums = {number: counts.get(number, [0] * 4)[:4] for number in order}
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
            coming[0][number],
            coming[1][number],
            each.name,
            own_options(each.options).get(COLOR, ""),
        )
