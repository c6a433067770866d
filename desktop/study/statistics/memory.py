"""Figures of how well things are remembered."""

from __future__ import annotations

from desktop.study.statistics.evidence import DECK, HOUR, LATEST, SIDE, TAG, Evidence
from desktop.study.statistics.figure import (
    COUNTED,
    FIRST,
    NAME,
    SURE,
    Figure,
    Row,
    answered,
    during,
    over_time,
    rate_row,
    share,
)
from desktop.study.statistics.periods import BY_WEEK, step_for
from desktop.study.statistics.rates import wilson


def retention(evidence: Evidence) -> Figure:
    """Return how often cards were remembered a day or more after they were last asked."""
    rows = []
    for first, last, each in over_time(evidence, BY_WEEK):
        right, n = each.young_right + each.mature_right, each.young + each.mature
        rows.append(rate_row(first, right, n, last, answered(evidence.today, first, last)))
    whole = during(evidence, evidence.since, evidence.today)
    right, n = whole.young_right + whole.mature_right, whole.young + whole.mature
    low, high = wilson(right, n) if n else (None, None)
    return Figure(
        "retention",
        "True retention",
        "share",
        "Passes among first answers of a day to cards that had been asked on an earlier day. Mature: the last"
        f" time was 21 days ago or longer. New cards, answers before a card was due, and repeats of the same"
        f" day are left out. {FIRST}"
        f" {COUNTED} {SURE}",
        n,
        step_for(evidence.since, evidence.today, BY_WEEK),
        tuple(rows),
        {
            "share": share(right, n),
            "low": low,
            "high": high,
            "young": share(whole.young_right, whole.young),
            "young_n": whole.young,
            "mature": share(whole.mature_right, whole.mature),
            "mature_n": whole.mature,
        },
    )


OF_PARTS = {
    DECK: "each deck, by where the card is now",
    TAG: "each tag that the note has now",
    SIDE: "each side of a note that is asked for",
    HOUR: "each hour of the learner's clock",
}


def right_first(evidence: Evidence, by: str) -> Figure:
    """Return how often cards were right first time, by each deck, tag, side or hour."""
    parts = evidence.parts.get(by, ())
    if by == HOUR:
        found = {part.name: part for part in parts}
        rows = [
            rate_row(hour, found[str(hour)].right, found[str(hour)].asked)
            if str(hour) in found
            else Row(hour, None, 0)
            for hour in range(24)
        ]
    else:
        rows = [rate_row(part.name, part.right, part.asked, search=part.search) for part in parts]
    known = [row for row in rows if row.n]
    looked = "" if by == DECK else f" The latest {LATEST:,} such answers are looked at, by whole days."
    return Figure(
        f"right_by_{by}",
        f"Right first time by {by}",
        "share",
        f"Passes among first answers of a day, new cards included, for {OF_PARTS[by]}. {FIRST}{looked}"
        f" {COUNTED} {SURE}",
        sum(row.n for row in rows),
        HOUR if by == HOUR else NAME,
        tuple(rows),
        {
            "lowest": min((row.value for row in known if row.value is not None), default=None),
            "highest": max((row.value for row in known if row.value is not None), default=None),
        },
    )
