"""What plans are worth to simulated students: `python -m tests.benchmarks.simulation` prints two tables.

The first: what is remembered of 300 new cards on the day of an interview in 45 days, with and without a plan.
The second: how long it takes until a backlog of 500 cards, at 40 a day, fits into one day, in each order.

The scheduling, the spreading and the orders are the app's own. Three memories stand for students:

- A: FSRS-6 with its published parameters (open-spaced-repetition/py-fsrs, MIT).
- B: the same, with first memories half as lasting, for somebody who forgets faster.
- C: the half-life model published with SSP-MMC (MaiMemo, KDD 2022), which is not of the FSRS family; cards
  have difficulties from 1 to 10, the first half-lives are taken 1.5 times as long.

They pass with grade 4 or fail with grade 2, study every day, and repeats on the same day leave no trace.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, log2
from statistics import mean
from typing import Protocol
from uuid import UUID

from desktop.study.planning import interview
from desktop.study.queue import Candidate, in_order
from desktop.study.schedule import NEW, Review, Schedule, step
from desktop.study.sm2 import SM2

SEEDS = 5
CARDS, DAY = 300, 45
LIMITS = (20, 5)
BACKLOG, A_DAY = 500, 40
ORDERS = ("usual", "due", "short")
GOOD, AGAIN = 4, 2

W = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
DECAY = -W[20]
FACTOR = 0.9 ** (1 / DECAY) - 1


class Memory(Protocol):
    """What somebody remembers of a card."""

    def chance(self, days: int) -> float:
        """Return the chance of recall so many days after the latest answer."""

    def answer(self, days: int, passed: bool) -> None:
        """Take an answer in."""


class Fsrs:
    """Memory of FSRS-6; answers are Again or Good.

    Args:
        lasting: how lasting first memories are, 1 = as published.
    """

    def __init__(self, lasting: float) -> None:
        self._lasting = lasting
        self._stability = 0.0
        self._difficulty = 0.0

    def chance(self, days: int) -> float:
        """See `Memory`."""
        return float((1 + FACTOR * days / self._stability) ** DECAY) if self._stability else 0.0

    def answer(self, days: int, passed: bool) -> None:
        """See `Memory`."""
        rating = 3 if passed else 1
        if not self._stability:
            self._stability = W[rating - 1] * self._lasting
            self._difficulty = W[4] - exp(W[5] * (rating - 1)) + 1
            return
        chance, old = self.chance(days), self._stability
        if passed:
            growth = exp(W[8]) * (11 - self._difficulty) * old ** -W[9] * (exp((1 - chance) * W[10]) - 1)
            self._stability = old * (1 + growth)
        else:
            left = W[11] * self._difficulty ** -W[12] * ((old + 1) ** W[13] - 1) * exp((1 - chance) * W[14])
            self._stability = min(left, old / exp(W[17] * W[18]))
        change = self._difficulty + W[6] * (3 - rating) * (10 - self._difficulty) / 9
        easy = W[4] - exp(W[5] * 3) + 1
        self._difficulty = min(10.0, max(1.0, W[7] * easy + (1 - W[7]) * change))


class HalfLife:
    """The memory of the half-life model."""

    def __init__(self, difficulty: int) -> None:
        self._difficulty = difficulty
        self._half = 0.0

    def chance(self, days: int) -> float:
        """See `Memory`."""
        return float(2 ** (-days / self._half)) if self._half else 0.0

    def answer(self, days: int, passed: bool) -> None:
        """See `Memory`."""
        hard = self._difficulty
        if not self._half:
            self._half = -1.5 / log2(max(0.925 - 0.05 * hard, 0.025))
            return
        lost = min(max(1 - self.chance(days), 1e-3), 1 - 1e-3)
        if passed:
            self._half *= 1 + exp(3.80863264) * hard**-0.53420593 * self._half**-0.127362 * lost**0.9678043
        else:
            self._half = exp(-0.04158382) * hard**-0.04067209 * self._half**0.37745957 * lost**-0.22724425


STUDENTS: dict[str, Callable[[random.Random], Memory]] = {
    "A": lambda chance: Fsrs(1.0),
    "B": lambda chance: Fsrs(0.5),
    "C": lambda chance: HalfLife(chance.randint(1, 10)),
}


@dataclass
class Card:
    """A card, and what its student knows of it."""

    uid: UUID
    memory: Memory
    schedule: Schedule = NEW
    answered: int | None = None
    topped: bool = False
    answers: int = field(default=0)

    def ask(self, day: int, chance: random.Random) -> None:
        """Let the student answer."""
        days = day - self.answered if self.answered is not None else 0
        passed = self.answered is None or chance.random() < self.memory.chance(days)
        self.memory.answer(days, passed)
        review = Review(day, GOOD if passed else AGAIN)
        self.schedule = step(SM2(), self.schedule, review, self.uid).after
        self.answered = day
        self.answers += 1

    def recall(self, day: int) -> float:
        """Return the chance that the student knows it."""
        return self.memory.chance(day - self.answered) if self.answered is not None else 0.0

    def is_due(self, day: int) -> bool:
        """Return whether it was studied and is due."""
        return self.schedule.due is not None and self.schedule.due <= day


def deck(count: int, student: str, chance: random.Random) -> list[Card]:
    """Return new cards."""
    return [Card(UUID(int=chance.getrandbits(128)), STUDENTS[student](chance)) for _ in range(count)]


def study(cards: list[Card], day: int, new: int, chance: random.Random) -> None:
    """Answer what is due on a day, and new cards."""
    for card in cards:
        if card.is_due(day):
            card.ask(day, chance)
    for card in [each for each in cards if each.schedule.is_new][:new]:
        card.ask(day, chance)


def prepare(student: str, limit: int, planned: bool, seed: int) -> tuple[float, float, float, float]:
    """Study for the interview; return recall on the day, of the worst tenth, answers a card, share seen."""
    chance = random.Random(seed)
    cards = deck(CARDS, student, chance)
    first, last = interview.window(DAY)
    for day in range(DAY):
        left = sum(card.schedule.is_new for card in cards)
        needed = interview.pace(left, day, DAY).a_day if planned else 0
        later = [card for card in cards if planned and day >= first and _waits(card, first)]
        loads = [sum(card.is_due(each) for card in cards) for each in range(day, last + 1)]
        loads = [loads[0], *(b - a for a, b in pairwise(loads))] if loads else [0]
        share = interview.shares(len(later), loads)[0] if later else 0
        study(cards, day, max(limit, needed), chance)
        for card in later[:share]:
            if card.answered != day:
                card.ask(day, chance)
    known = sorted(card.recall(DAY) for card in cards)
    seen = mean(not card.schedule.is_new for card in cards)
    return mean(known), mean(known[: CARDS // 10]), mean(card.answers for card in cards), seen


def _waits(card: Card, first: int) -> bool:
    """Return whether a card is to have its top-up: not due before the day, and not answered lately."""
    due = card.schedule.due
    return due is not None and due >= DAY and card.answered is not None and card.answered < first


def clear(student: str, order: str, seed: int) -> tuple[int, float, int]:
    """Come back to a backlog; return days until it fits into one, recall on the way, and answers."""
    chance = random.Random(seed)
    cards = deck(1000, student, chance)
    day = 0
    while any(card.schedule.is_new for card in cards) or day < 90:
        study(cards, day, 20, chance)
        day += 1
    while sum(card.is_due(day) for card in cards) < BACKLOG:
        day += 1
    start, before, recalls = day, sum(card.answers for card in cards), []
    while len(due := [card for card in cards if card.is_due(day)]) > A_DAY:
        by_id = dict(enumerate(due))
        told = [
            Candidate(at, card.uid, "", card.schedule.due or 0, card.schedule.interval)
            for at, card in by_id.items()
        ]
        for each in in_order(told, day, True, order)[:A_DAY]:
            by_id[each.card].ask(day, chance)
        recalls.append(mean(card.recall(day) for card in cards))
        day += 1
        if day - start > 365:
            break
    return day - start, mean(recalls), sum(card.answers for card in cards) - before


def averages(rows: Iterable[Sequence[float]]) -> list[float]:
    """Return the mean of each column."""
    return [mean(column) for column in zip(*rows, strict=True)]


def main() -> None:
    """Print both tables."""
    print(f"{CARDS} new cards, interview on day {DAY}: without a plan -> with one (mean of {SEEDS} seeds)\n")
    print("| student | new a day | recall that day | worst tenth | answers a card | cards seen |")
    print("|---|---|---|---|---|---|")
    for student in STUDENTS:
        for limit in LIMITS:
            both = [
                averages(prepare(student, limit, planned, seed) for seed in range(SEEDS))
                for planned in (False, True)
            ]
            cells = [f"{a:.3f} -> {b:.3f}" for a, b in zip(*both, strict=True)]
            print(f"| {student} | {limit} | {' | '.join(cells)} |", flush=True)
    print(f"\nA backlog of {BACKLOG} of 1,000 cards, {A_DAY} a day (mean of {SEEDS} seeds)\n")
    print("| student | order | days to clear | recall of all cards on the way | answers |")
    print("|---|---|---|---|---|")
    for student in STUDENTS:
        for order in ORDERS:
            days, recall, answers = averages(clear(student, order, seed) for seed in range(SEEDS))
            name = "least late first" if order == "usual" else order
            print(f"| {student} | {name} | {days:.0f} | {recall:.3f} | {answers:.0f} |", flush=True)


if __name__ == "__main__":
    main()
