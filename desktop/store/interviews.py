"""What plans for interviews ask of a study day, read from kept counters and indexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from desktop.store.day import Day
from desktop.store.forest import Forest
from desktop.store.plan_scope import Scope
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
ANSWERED = """
SELECT DISTINCT card FROM review r INDEXED BY review_day WHERE day BETWEEN ? AND ? AND practice = 0
AND NOT EXISTS (SELECT 1 FROM void WHERE entry = r.id)
"""
LOADS = "SELECT MAX(ready, ?), SUM(cards) FROM tally WHERE state = 1 AND ready < ? GROUP BY 1"
NOBODY = UUID(int=0)
"""Stands where it does not matter which card it is: new cards come in the order of their deck."""


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
        """Return new cards, siblings of others last, and how many of them are to come."""
        if not count:
            return Wish((), 0)
        for most in (count + len(chosen) + 2 * FEW, (count + len(chosen) + FEW) * SPARE):
            rows = scope.new(self._today, most, shuffled=self._shuffled)
            taken: set[str] = set(self._day.seen)
            first: list[Candidate] = []
            siblings: list[Candidate] = []
            for card, told, deck in rows:
                kin = self._day.kin(deck, told)
                made = Candidate(card, NOBODY, kin, deck=deck)
                if card not in chosen:
                    (siblings if kin and kin in taken else first).append(made)
                    taken.add(kin)
            if len(first) >= count + FEW or len(rows) < most:
                break
        return Wish((*first, *siblings), min(count, len(first) + len(siblings)))

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
