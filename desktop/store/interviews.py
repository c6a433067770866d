"""What plans for interviews ask of a study day, read from kept counters and indexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from desktop.store.day import Day
from desktop.store.forest import Forest, table_of
from desktop.store.plans import INTERVIEW, PlanRow, standing
from desktop.store.reader import Reader
from desktop.study.chance import draw
from desktop.study.note import card_uid
from desktop.study.planning import interview
from desktop.study.planning.interview import Today
from desktop.study.queue import Candidate, Wish

FEW = 20
"""New cards that are read beyond those that are needed, where siblings stand in the way of few."""
SPARE = 4
"""How many times the new cards that are needed are read, so that siblings can be left out."""
OF_TAG = "(tag = ? OR (tag >= ? || '::' AND tag < ? || ':;')) AND present = 1"
"""A tag and those below it."""
CARDS = f"""
(SELECT DISTINCT note FROM note_tag WHERE {OF_TAG}) t
CROSS JOIN card c ON c.note = t.note CROSS JOIN schedule s ON s.card = c.id JOIN inside ON inside.id = s.deck
"""
COUNTED = {
    False: "SELECT deck, state, SUM(cards) FROM tally JOIN inside ON inside.id = deck"
    " WHERE state < 2 GROUP BY 1, 2",
    True: f"SELECT s.deck, s.state, COUNT(*) FROM {CARDS} WHERE s.state < 2 GROUP BY 1, 2",
}
NEW = """
SELECT s.card, n.uid, o.ordinal, COALESCE(NULLIF(n.topic, ''), n.id), s.deck
FROM {cards} JOIN card o ON o.id = s.card JOIN note n ON n.id = o.note
WHERE s.state = 0 AND s.ready <= ? ORDER BY {order} LIMIT ?
"""
MOST = 2000
"""Cards that get a top-up at the most, those that are due soonest after the day: nobody can look at more."""
LATER = f"""
SELECT s.card, s.deck FROM {{cards}} CROSS JOIN card o ON o.id = s.card
WHERE s.state = 1 AND s.ready >= ? AND o.buried <= ? ORDER BY s.ready LIMIT {MOST}
"""
BY_DECK = "inside CROSS JOIN schedule s ON s.deck = inside.id"
BY_DAY = "schedule s INDEXED BY schedule_ready CROSS JOIN (SELECT 1) ON s.deck IN (SELECT id FROM inside)"
"""How cards are read: of few decks or few cards, or the first of many."""
AMONG = (
    "SELECT s.card FROM listed l CROSS JOIN schedule s ON s.card = l.card JOIN inside ON inside.id = s.deck"
)
HAS_TAG = f"""
WHERE EXISTS (SELECT 1 FROM card c JOIN note_tag t ON t.note = c.note WHERE c.id = s.card AND {OF_TAG})
"""
ANSWERED = """
SELECT DISTINCT card FROM review r INDEXED BY review_day WHERE day BETWEEN ? AND ? AND practice = 0
AND NOT EXISTS (SELECT 1 FROM void WHERE entry = r.id)
"""
LOADS = "SELECT MAX(ready, ?), SUM(cards) FROM tally WHERE state = 1 AND ready < ? GROUP BY 1"


NOBODY = UUID(int=0)


class Asked(NamedTuple):
    """What one interview asks of today.

    Attributes:
        told: what it does, in numbers.
        wish: the new cards it needs, wherever they lie.
        new: of those, how many come from each deck.
        top_ups: how many cards of each deck come before they are due.
        later: the cards those are chosen from, by deck.
        topped: cards that had their top-up today, each with its deck.
    """

    row: PlanRow
    told: Today
    wish: Wish
    new: Mapping[int, int]
    top_ups: Mapping[int, int]
    later: Mapping[int, list[int]]
    topped: Mapping[int, int]

    def wish_in(self, decks: Container[int]) -> Wish:
        """Return what comes of the new cards if only some decks are studied."""
        candidates = tuple(each for each in self.wish.candidates if each.deck in decks)
        return Wish(candidates, sum(count for deck, count in self.new.items() if deck in decks))


def added(counts: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Return several counts by deck, added up."""
    total: Counter[int] = Counter()
    for each in counts:
        total.update(each)
    return total


class Scope:
    """The cards that a plan is about: those of a deck and below it, or with a tag, or both."""

    def __init__(self, reader: Reader, forest: Forest, row: PlanRow) -> None:
        self._reader = reader
        self.decks = forest.inside(row.deck)
        self._inside = table_of(self.decks)
        self._tag = (row.tag,) * 3 if row.tag else ()

    @cached_property
    def counts(self) -> tuple[dict[int, int], int]:
        """How many new cards lie in each deck, and how many were studied."""
        new: dict[int, int] = {}
        studied = 0
        for deck, state, cards in self._reader.rows(self._inside + COUNTED[bool(self._tag)], *self._tag):
            if state == 0:
                new[deck] = cards
            else:
                studied += cards
        return new, studied

    def value(self, query: str, *values: object) -> Any:
        """Return the value of a query that `{cards}` in it stands for the cards in."""
        cards = CARDS if self._tag else BY_DECK
        before = query[: query.index("{cards}")].count("?")
        sql = self._inside.rstrip() + query.format(cards=cards)
        return self._reader.value(sql, *values[:before], *self._tag, *values[before:])

    def among(self, cards: Iterable[int]) -> set[int]:
        """Return those of some cards that are in it."""
        values = ", ".join(f"({int(card)})" for card in cards)
        if not values:
            return set()
        listed = f"{self._inside.rstrip()}, listed (card) AS (VALUES {values}) {AMONG}"
        rows = self._reader.rows(listed + (HAS_TAG if self._tag else ""), *self._tag)
        return {card for (card,) in rows}

    def new(self, today: int, most: int, *, shuffled: bool) -> list[tuple[int, bytes, int, object, int]]:
        """Return the first new cards that may come today, deck by deck in their order."""
        order = "n.uid, o.ordinal" if shuffled else "s.position, o.ordinal"
        found: list[tuple[int, bytes, int, object, int]] = []
        there, _ = self.counts
        for deck in self.decks:
            if len(found) < most and there.get(deck):
                sql = table_of([deck]) + NEW.format(cards=CARDS if self._tag else BY_DECK, order=order)
                found += self._reader.rows(sql, *self._tag, today, most - len(found))
        return found

    def later(self, day: int, today: int) -> list[tuple[int, int]]:
        """Return the studied cards that are not due before a day, each with its deck; see MOST."""
        by = BY_DAY if self.counts[1] > MOST * SPARE else BY_DECK
        sql = self._inside + LATER.format(cards=CARDS if self._tag else by)
        return self._reader.rows(sql, *self._tag, day, today)


class Interviews:
    """The interviews that lie ahead on a day.

    Args:
        reader: of the collection.
        forest: its decks.
        day: the day as it stands.
        shuffled: whether new cards come shuffled.
    """

    def __init__(self, reader: Reader, forest: Forest, day: Day, *, shuffled: bool = False) -> None:
        self._reader = reader
        self._forest = forest
        self._day = day
        self._today = day.today
        self._shuffled = shuffled
        self._rows = standing(reader, INTERVIEW)
        self._scopes: dict[int, Scope] = {}

    @cached_property
    def asked(self) -> list[Asked]:
        """What each interview asks that was not removed, in the order of their days."""
        chosen: set[int] = set()
        promised: set[int] = set()
        return [self._of(row, chosen, promised) for row in self._rows]

    def _of(self, row: PlanRow, chosen: set[int], promised: set[int]) -> Asked:
        scope = self._scope(row)
        day = row.last_day or 0
        there, studied = scope.counts
        new = sum(there.values())
        came = len(scope.among(self._day.begun)) if self._today < day else 0
        pace = interview.pace(new + came, self._today, day)
        wish = Wish((), 0)
        top_ups: dict[int, int] = {}
        later: dict[int, list[int]] = {}
        topped: dict[int, int] = {}
        if self._today < day:
            wish = self._wish(scope, max(0, pace.a_day - came - len(scope.among(chosen))), chosen)
            if self._today >= interview.window(day)[0]:
                top_ups, later, topped = self._top_ups(row, scope, promised)
        picked: dict[int, int] = {}
        for each in wish.candidates[: wish.needed]:
            picked[each.deck] = picked.get(each.deck, 0) + 1
            chosen.add(each.card)
        gone = row.deck is not None and row.deck not in self._forest.places
        told = Today(
            day, new + studied, new, pace, came, sum(top_ups.values()), missing="deck" if gone else ""
        )
        return Asked(row, told, wish, picked, top_ups, later, topped)

    def _scope(self, row: PlanRow) -> Scope:
        if row.number not in self._scopes:
            self._scopes[row.number] = Scope(self._reader, self._forest, row)
        return self._scopes[row.number]

    def _wish(self, scope: Scope, count: int, chosen: set[int]) -> Wish:
        """Return new cards, of each kin one at most, and how many of them are to come."""
        if not count:
            return Wish((), 0)
        found: list[Candidate] = []
        for most in (count + len(chosen) + 2 * FEW, (count + len(chosen)) * SPARE):
            taken, found = set(self._day.seen), []
            rows = scope.new(self._today, most, shuffled=self._shuffled)
            for card, uid, ordinal, told, deck in rows:
                kin = self._day.kin(deck, told)
                if card in chosen or (kin and kin in taken):
                    continue
                taken.add(kin)
                found.append(Candidate(card, card_uid(uid, ordinal), kin, deck=deck))
            if len(found) >= count + FEW or len(rows) < most:
                break
        return Wish(tuple(found), min(count, len(found)))

    # ------------------------------------------------------------------ top-ups

    def _top_ups(
        self, row: PlanRow, scope: Scope, promised: set[int]
    ) -> tuple[dict[int, int], dict[int, list[int]], dict[int, int]]:
        """Return how many cards of each deck get their top-up today, those with none yet, and those done.

        Args:
            row: the plan.
            scope: its cards.
            promised: cards that an earlier interview looks after; these are added.
        """
        day = row.last_day or 0
        first, last = interview.window(day)
        before = self._answered(first, self._today - 1) | self._topped_elsewhere(row)
        now = self._answered(self._today, self._today)
        counted = {card for card, _ in self._day.answered}
        later: dict[int, list[int]] = {}
        topped: dict[int, int] = {}
        for card, deck in scope.later(day, self._today):
            if card in before or card in promised or card in counted:
                continue
            if card in now:
                topped[card] = deck
            else:
                later.setdefault(deck, []).append(card)
        promised.update(card for cards in later.values() for card in cards)
        left = sum(map(len, later.values()))
        share = interview.shares(left + len(topped), self._loads(last))[0]
        count = left if self._today == last else max(0, share - len(topped))
        return (
            interview.split(count, {deck: len(cards) for deck, cards in later.items()}),
            later,
            topped,
        )

    def _answered(self, first: int, last: int) -> set[int]:
        """Return the cards that were answered from one day to another, not in practice."""
        if last < first:
            return set()
        return {card for (card,) in self._reader.rows(ANSWERED, first, last)}

    def _topped_elsewhere(self, row: PlanRow) -> set[int]:
        """Return the cards answered just before an earlier interview that was planned at the same time."""
        found: set[int] = set()
        for other in self._rows:
            if other.number == row.number:
                break
            if (row.first_day or 0) <= (other.last_day or 0):
                first, last = interview.window(other.last_day or 0)
                found |= self._scope(other).among(self._answered(first, min(last, self._today)))
        return found

    def _loads(self, last: int) -> list[int]:
        """Return how many cards are due on each day from today to the last before the interview."""
        loads = [0] * (last - self._today + 1)
        for ready, cards in self._reader.rows(LOADS, self._today, last + 1):
            loads[ready - self._today] = cards
        loads[0] += len(self._day.answered) - len(self._day.begun)
        return loads

    def top_up_cards(
        self, asked: Iterable[Asked], inside: Container[int], *, ordered: bool
    ) -> list[Candidate]:
        """Return the cards of some decks that get their top-up today, chosen by chance that copies share.

        Args:
            asked: what the interviews ask.
            inside: the decks.
            ordered: whether it matters which they are, or only how many.
        """
        found: list[Candidate] = []
        for each in asked:
            for deck, count in each.top_ups.items():
                if count and deck in inside:
                    cards = each.later[deck]
                    if ordered:
                        found += self._by_chance(each.told.day, deck, cards)[:count]
                    else:
                        found += [Candidate(card, NOBODY, "", deck=deck) for card in cards[:count]]
        return found

    def _by_chance(self, day: int, deck: int, cards: list[int]) -> list[Candidate]:
        values = ", ".join(f"({card})" for card in cards)
        rows = self._reader.rows(
            f"WITH listed (card) AS (VALUES {values}) SELECT c.id, n.uid, c.ordinal FROM listed l"
            " JOIN card c ON c.id = l.card JOIN note n ON n.id = c.note"
        )
        found = [Candidate(card, card_uid(uid, ordinal), "", deck=deck) for card, uid, ordinal in rows]
        return sorted(found, key=lambda each: draw(each.uid, day))
