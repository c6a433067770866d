"""What is to be done on a day: read from kept counters and indexes, never by scanning cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from desktop.errors import NotFound
from desktop.store.budgets import time_limits
from desktop.store.candidates import due_cards, new_cards
from desktop.store.day import Day
from desktop.store.deck_rows import DeckRow, Outlook
from desktop.store.forest import Forest, table_of
from desktop.store.holidays import DuesBefore
from desktop.store.interviews import Asked, Interviews, added
from desktop.store.options import OptionTable
from desktop.store.pace import drills, seconds_per_card
from desktop.store.reader import Reader
from desktop.study.limits import Limits, Room
from desktop.study.options import COLOR, own_options
from desktop.study.queue import Candidate, Plan, plan

SPARE = 4
"""How many times the day's limit is looked through at the most for siblings of new cards."""


class Planner:
    """Answers what a day holds. Decks are named by row number; None is all of them."""

    def __init__(self, database: Reader, table: OptionTable) -> None:
        self._database = database
        self._table = table
        self._before = DuesBefore(database, table)
        self._known: tuple[object, Day] | None = None
        self._read: tuple[object, Interviews] | None = None

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
        asked = [] if day.away.until else self._interviews(forest, day).asked
        return tuple(_with_those_below(forest, counts, day, asked, self._time(forest, day)))

    def _time(self, forest: Forest, day: Day) -> Limits | None:
        """Return how many answers fit into the day; None = as many as one likes."""
        again = Counter(deck for _, deck in drills(self._database, day, forest.places))
        return time_limits(self._database, forest.above, day.today, again, self.seconds_per_card)

    def _interviews(self, forest: Forest, day: Day) -> Interviews:
        """Return what interviews ask of a day, read once until something changes."""
        read = self._database.value
        now = (day.today, day.away.until, read("PRAGMA data_version"), read("SELECT total_changes()"))
        if self._read is None or self._read[0] != now:
            shuffled = self._table.options.new_order == "shuffled"
            self._read = now, Interviews(self._database, forest, day, shuffled=shuffled)
        return self._read[1]

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
        inside = forest.inside(deck)
        due = sum(self._due_by_deck(day, inside).values())
        new = self._database.value(
            table_of(inside) + "SELECT COALESCE(SUM(cards), 0) FROM tally"
            " JOIN inside ON inside.id = deck WHERE state = 0 AND ready <= ?",
            today,
        )
        names = [forest.places[each.level].shown if each.level is not None else "" for each in limits]
        made = self._plan(forest, day, deck, 0, ordered=False)
        asked = self._interviews(forest, day).asked
        days = tuple(each.told.day for each in asked if {*inside}.intersection((*each.new, *each.top_ups)))
        return Outlook(made, due, new, *limits, (names[0], names[1]), days)

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
        inside = forest.inside(deck)
        options = self._table.options if deck is None else self._table.of(forest, deck)
        time = self._time(forest, day)
        due_room, new_room = day.due.room(), day.new.room(extra_new)
        waiting = self._due_by_deck(day, inside)
        backlog = any(
            sum(waiting.get(each, 0) for each in members) > due_room.of(members[0])
            for members in day.due.groups(inside)
        ) or sum(waiting.values()) > due_room.of(deck)
        interviews = self._interviews(forest, day)
        asked = [] if day.away.until else interviews.asked
        within = set(inside)
        wishes = [each.wish_in(within) for each in asked]
        backlog = backlog or (time is not None and sum(waiting.values()) > time.deciding(deck).left)
        # Which due cards come decides how many new ones fit beside them, where decks have budgets.
        ordered = ordered or (time is not None and time.of_decks and not day.catch_up)
        planned = sum(wish.needed for wish in wishes)
        late = backlog and ordered
        due: Iterable[Candidate]
        due = due_cards(self._database, day, inside, due_room, options, least_late=late, time=time)
        new: Iterable[Candidate]
        new = new_cards(self._database, day, inside, new_room, options, ordered=ordered, planned=planned)
        if time is not None:
            due, new = list(due), list(new)
        top_ups = interviews.top_up_cards(asked, within, ordered=ordered)

        def made_with(time_room: Room | None) -> Plan:
            return plan(
                due,
                new,
                today=day.today,
                due_room=day.due.room(),
                new_room=day.new.room(extra_new),
                time_room=time_room,
                backlog=backlog,
                seen=day.seen,
                ordered=ordered,
                options=options,
                wishes=wishes,
                top_ups=top_ups,
                within_limits=day.new_held,
            )

        made = made_with(time.room(extra_new) if time else None)
        if time is not None:
            free = made_with(None)
            made = made._replace(due_cut=free.due - made.due, new_cut=free.new - made.new)
        again = tuple(card for card, _ in drills(self._database, day, within))
        topped = {card for each in asked for card, its_deck in each.topped.items() if its_deck in within}
        left = sum(waiting.values()) - made.due + made.top_ups - made.due_cut
        return made._replace(
            drills=again,
            catch_up=day.catch_up,
            away_until=day.away.until,
            done=frozenset(card for card, its_deck in day.answered if its_deck in within) | topped,
            waiting=left if backlog else 0,
            seconds=(len(made.cards) + len(again)) * self.seconds_per_card(),
        )

    def top_up_for(self, card: int, today: int) -> int | None:
        """Return the study day of the interview that a card comes for today before it is due."""
        forest = Forest(self._database.rows)
        interviews = self._interviews(forest, self.day(today, forest))
        for each in interviews.asked:
            if any(card == one.card for one in interviews.top_up_cards([each], forest.places, ordered=True)):
                return each.told.day
        return None

    def _due_by_deck(self, day: Day, inside: Iterable[int]) -> dict[int, int]:
        """Return how many cards are due in each of some decks that has any."""
        found = self._database.rows(
            table_of(inside) + "SELECT deck, SUM(cards) FROM tally JOIN inside ON inside.id = deck"
            " WHERE state = 1 AND ready <= ? GROUP BY deck",
            day.today,
        )
        return {deck: count - day.away.held.get(deck, 0) for deck, count in found}

    def day(self, today: int, forest: Forest | None = None, *, anyway: bool = False) -> Day:
        """Return what a study day has brought so far, and what holds on it; read until something changes."""
        read = self._database.value
        now = (today, anyway, read("PRAGMA data_version"), read("SELECT total_changes()"))
        if self._known is None or self._known[0] != now:
            forest = forest or Forest(self._database.rows)
            self._known = now, Day(self._database, self._table, forest, today, self._before, anyway=anyway)
        return self._known[1]

    def tree_order(self, deck: int | None) -> list[int]:
        """Return a deck and those below it, parents first; every deck for None."""
        return Forest(self._database.rows).inside(deck)

    def seconds_per_card(self) -> float:
        """Return the median time of the latest answers; a guess until there are ten."""
        return seconds_per_card(self._database)


def _with_those_below(
    forest: Forest,
    counts: dict[int, list[int]],
    day: Day,
    asked: Sequence[Asked],
    time: Limits | None,
) -> Iterator[DeckRow]:
    """Yield every deck, its numbers and those of the decks below it added up."""
    order = forest.inside(None)
    planned = {} if day.new_held else added(each.new for each in asked)
    there = [{deck: counts[deck][at] for deck in order if deck in counts} for at in (1, 4)]
    coming = [day.due.coming(forest.parents, there[0]), day.new.coming(forest.parents, there[1], planned)]
    if time is not None:
        _fit(forest, coming, there, planned, time)
    top_ups = added(each.top_ups for each in asked)
    for number in reversed(order):
        above = forest.places[number].parent
        if above is not None:
            top_ups[above] = top_ups.get(above, 0) + top_ups.get(number, 0)
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
            coming[0][number] + top_ups.get(number, 0),
            coming[1][number],
            each.name,
            own_options(each.options).get(COLOR, ""),
        )


def _fit(
    forest: Forest,
    coming: list[dict[int, int]],
    there: list[dict[int, int]],
    planned: Mapping[int, int],
    time: Limits,
) -> None:
    """Lower what comes of each deck, due and new, to what fits into the day; what plans need stays."""
    both = {deck: there[0].get(deck, 0) + there[1].get(deck, 0) for deck in there[0]}
    fitting = time.coming(forest.parents, both)
    wanted = dict.fromkeys(forest.parents, 0) | dict(planned)
    for deck, parent in reversed(list(forest.parents.items())):
        if parent is not None:
            wanted[parent] += wanted[deck]
    for deck, fits in fitting.items():
        coming[0][deck] = min(coming[0][deck], fits)
        coming[1][deck] = min(coming[1][deck], max(wanted[deck], fits - coming[0][deck]))
