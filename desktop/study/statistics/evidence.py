"""What the figures are made of, as a store counts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MATURE_DAYS = 21
"""Days since the card was last asked from which on it counts as mature, as other programs have it."""
LATEST = 5_000
"""First answers that a breakdown by tag, side or hour looks at: the latest days that hold so many."""
HARDEST = 10
DECK, TAG, SIDE, HOUR = BREAKDOWNS = ("deck", "tag", "side", "hour")

INTERVALS = (1, 2, 7, 21, 60, 180, 365)
"""Where ranges of intervals begin, in days; each ends before the next."""
EASES = (130, 150, 170, 190, 210, 230, 250, 270, 290)
"""Where ranges of ease factors begin, in hundredths."""


class Tally(NamedTuple):
    """What was done on a day, or on several.

    A card is *asked* once a study day, by its first answer that day; later ones repeat it.

    Attributes:
        answers: all of them, repeats included.
        took_ms: time that they took, each at most ten minutes.
        asked: first answers of a card on a day.
        right: those of them that were passes (grade 3 or more).
        met: cards asked for the first time ever.
        young: asked less than MATURE_DAYS days after they were last asked.
        young_right: passes among them.
        mature: asked later than that.
        mature_right: passes among them.
    """

    answers: int = 0
    took_ms: int = 0
    asked: int = 0
    right: int = 0
    met: int = 0
    young: int = 0
    young_right: int = 0
    mature: int = 0
    mature_right: int = 0


NOTHING = Tally()


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of several."""
    columns = zip(NOTHING, *tallies, strict=True)
    return Tally(*(sum(column) for column in columns))


class Part(NamedTuple):
    """How often the cards of one deck, tag, side or hour were right first time.

    Attributes:
        name: of it; an hour as "0" to "23".
        search: finds its cards; "" = no search does.
    """

    name: str
    asked: int
    right: int
    search: str = ""


class Hard(NamedTuple):
    """A card that was forgotten often."""

    card: int
    lapses: int
    counted: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a store has counted.

    Attributes:
        today: the study day it is.
        since: first study day of the period that was asked for; the last is today.
        days: every study day with answers, also those before the period.
        ahead: cards that are due, by study day; what is overdue counts today.
        intervals: cards in each range of INTERVALS; cards never studied and set aside are left out.
        eases: cards in each range of EASES.
        hardest: the cards with the most lapses, at most HARDEST.
        parts: by each of BREAKDOWNS that was asked for.
        looked_at: first day that the breakdowns by tag, side and hour look at.
    """

    today: int
    since: int
    days: Mapping[int, Tally] = field(default_factory=dict)
    ahead: Mapping[int, int] = field(default_factory=dict)
    intervals: tuple[int, ...] = (0,) * len(INTERVALS)
    eases: tuple[int, ...] = (0,) * len(EASES)
    hardest: tuple[Hard, ...] = ()
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    looked_at: int = 0
