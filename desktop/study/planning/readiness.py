"""How likely a card is remembered on a day, judged by the learner's own answers.

With t days since a card was last answered and I its interval, logit(p) = a + b · log(t / I). The two numbers
are fitted on the first answers of a day; 0.9 to the power of t/I, the usual guess, was far off where it was
checked against a real log. Until there are enough answers, what simulated students do stands for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, inf, log
from typing import NamedTuple

WANTED = 0.9
"""The chance from which on a card counts as ready."""
PRIOR = 1.67, -1.0
"""a and b of three simulated students under SM-2: they remember 84 % of what is due (a = logit 0.84), and
between the days 92 % on average, which b = -1 gives."""
PRIOR_ANSWERS = 100
"""Answers that the prior weighs as much as."""
PRIOR_AT = (0.25, 0.5, 1.0, 2.0)
"""Where the prior's answers lie, in parts of the interval."""
STEPS = 4
"""Ranges of t/I from one power of 2 to the next: answers are counted in them."""
NEAREST = 0.5
"""Days since a card was answered on the same day."""
ROUNDS = 50
SMALL = 1e-9


class Estimate(NamedTuple):
    """How chances are estimated.

    Attributes:
        a: see the module.
        b: never above 0: nothing is remembered better for lying longer.
        answers: of the learner's own that it rests on, beside the prior.
    """

    a: float
    b: float
    answers: int

    def chance(self, days: int, interval: int) -> float:
        """Return the chance that a card is remembered.

        Args:
            days: since it was last answered.
            interval: its interval in days.
        """
        return _sigmoid(self.a + self.b * log(part(days, interval)))

    @property
    def ready_up_to(self) -> float:
        """The part of its interval up to which a card counts as ready; infinity = always, 0 = never."""
        wanted = log(WANTED / (1 - WANTED))
        if self.b > -SMALL:
            return inf if self.a >= wanted else 0.0
        return exp(min((wanted - self.a) / self.b, 700.0))

    def is_ready(self, days: int, interval: int) -> bool:
        """Return whether a card counts as ready; see `chance`."""
        return part(days, interval) <= self.ready_up_to


def part(days: int, interval: int) -> float:
    """Return how much of its interval has passed since a card was last answered: 1 = it is due."""
    return max(days, NEAREST) / max(1, interval)


def bin_of(days: int, interval: int) -> int:
    """Return the range of t/I that an answer is counted in."""
    return round(log(part(days, interval), 2) * STEPS)


def counted(answers: Iterable[tuple[int, int, bool]]) -> dict[int, tuple[int, int]]:
    """Return how many answers lie in each range, and how many of them were right.

    Args:
        answers: days since the answer before, the interval, and whether it was right.
    """
    found: dict[int, tuple[int, int]] = {}
    for days, interval, right in answers:
        at = bin_of(days, interval)
        asked, passed = found.get(at, (0, 0))
        found[at] = asked + 1, passed + right
    return found


def fitted(counts: Mapping[int, tuple[int, int]]) -> Estimate:
    """Return the estimate that fits answers and prior best (the most likely one).

    Args:
        counts: see `counted`.
    """
    a, b = PRIOR
    rows = [(log(x), PRIOR_ANSWERS / len(PRIOR_AT), _sigmoid(a + b * log(x))) for x in PRIOR_AT]
    rows = [(x, weight, weight * share) for x, weight, share in rows]
    rows += [(at * log(2) / STEPS, float(asked), float(right)) for at, (asked, right) in counts.items()]
    a, b = _newton(rows, a, b, flat=False)
    if b > 0:
        a, b = _newton(rows, a, 0.0, flat=True)
    return Estimate(a, b, sum(asked for asked, _ in counts.values()))


def _newton(rows: list[tuple[float, float, float]], a: float, b: float, *, flat: bool) -> tuple[float, float]:
    """Climb to the top of the likelihood, which has one; `flat` holds b where it is."""
    best = _likelihood(rows, a, b)
    for _ in range(ROUNDS):
        g_a = g_b = h_aa = h_ab = h_bb = 0.0
        for x, asked, right in rows:
            p = _sigmoid(a + b * x)
            miss, spread = right - asked * p, asked * p * (1 - p)
            g_a, g_b = g_a + miss, g_b + miss * x
            h_aa, h_ab, h_bb = h_aa + spread, h_ab + spread * x, h_bb + spread * x * x
        if flat:
            to_a, to_b = g_a / max(h_aa, SMALL), 0.0
        else:
            size = max(h_aa * h_bb - h_ab * h_ab, SMALL)
            to_a, to_b = (h_bb * g_a - h_ab * g_b) / size, (h_aa * g_b - h_ab * g_a) / size
        share = 1.0
        while (now := _likelihood(rows, a + share * to_a, b + share * to_b)) < best and share > SMALL:
            share /= 2
        if now <= best + SMALL:
            break
        a, b, best = a + share * to_a, b + share * to_b, now
    return a, b


def _likelihood(rows: list[tuple[float, float, float]], a: float, b: float) -> float:
    """Return the logarithm of the likelihood."""
    return sum(right * (a + b * x) - asked * _log_1_exp(a + b * x) for x, asked, right in rows)


def _log_1_exp(x: float) -> float:
    """Return log(1 + e^x) without overflow."""
    return x + log(1 + exp(-x)) if x > 0 else log(1 + exp(x))


def _sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def definition(estimate: Estimate) -> str:
    """Return in sentences what "ready" means and how it was estimated."""
    if not estimate.answers:
        own = "You have no such answers yet, so it rests on what simulated students remember."
    else:
        few = "answer" if estimate.answers == 1 else "answers"
        own = f"It rests on your latest {estimate.answers:,} {few} of that kind"
        prior = f", and on simulated students as if those were {PRIOR_ANSWERS} more."
        own += prior if estimate.answers < PRIOR_ANSWERS * 10 else "."
    return (
        f"Ready: you would remember it on the day with a chance of {WANTED:.0%} or more, if nothing else came"
        " before. The chance follows from the days since the card was last answered, in parts of its"
        f" interval, as you did on first answers of a day so far. {own} New cards count as not ready."
    )
