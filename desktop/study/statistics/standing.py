"""Figures of how the cards stand: what comes back, intervals, ease factors, the hardest."""

from __future__ import annotations

from desktop.study.statistics.evidence import EASES, INTERVALS, Evidence
from desktop.study.statistics.figure import CARD, RANGE, WEEK, Figure, Row, share
from desktop.study.statistics.periods import BY_DAY

AHEAD = 30


def forecast(evidence: Evidence) -> Figure:
    """Return how many cards come back on each of the days to come."""
    today = evidence.today
    rows = tuple(
        Row(day, count, count, day, search=f"due={away}" if away else "is:due")
        for away in range(AHEAD)
        for day in (today + away,)
        for count in (evidence.ahead.get(day, 0),)
    )
    later = sum(count for day, count in evidence.ahead.items() if day >= today + AHEAD)
    n = sum(evidence.ahead.values())
    week_ahead = sum(row.n for row in rows[:WEEK])
    return Figure(
        "forecast",
        "What comes back",
        "cards",
        f"Cards by the study day on which they are due, for {AHEAD} days; what is overdue counts today. New"
        " and suspended cards are left out, and what will be due once more after its answer.",
        n,
        BY_DAY,
        rows,
        {
            "today": rows[0].value,
            "tomorrow": rows[1].value,
            "week": week_ahead,
            "most": max(row.n for row in rows),
            "later": later,
        },
    )


def _ranges(begins: tuple[int, ...], counts: tuple[int, ...], name: str, scale: int) -> tuple[Row, ...]:
    ends: list[int | None] = [begin - 1 for begin in begins[1:]]
    rows = []
    for begin, end, count in zip(begins, [*ends, None], counts, strict=True):
        least = begin if scale == 1 else begin / scale
        upper = "" if end is None else f" {name}<{end + 1 if scale == 1 else (end + 1) / scale}"
        rows.append(Row(begin, count, count, end, search=f"{name}>={least}{upper}"))
    return tuple(rows)


def intervals(evidence: Evidence) -> Figure:
    """Return how long the cards stay away."""
    rows = _ranges(INTERVALS, evidence.intervals, "interval", 1)
    n = sum(evidence.intervals)
    long = sum(row.n for row in rows if isinstance(row.key, int) and row.key >= 21)
    return Figure(
        "intervals",
        "Intervals",
        "cards",
        "Cards by the days from their latest counted review to the next, as they stand now. New and suspended"
        " cards are left out.",
        n,
        RANGE,
        rows,
        {"three_weeks": long, "share": share(long, n)},
    )


def eases(evidence: Evidence) -> Figure:
    """Return how easy the cards are."""
    n = sum(evidence.eases)
    low = evidence.eases[0] + evidence.eases[1]
    return Figure(
        "ease",
        "Ease factors",
        "cards",
        "Cards by their ease factor in hundredths, as they stand now: the next interval is the last one times"
        " that. It begins with 250 and is never below 130. New and suspended cards are left out, and those"
        " that FSRS schedules, which have none.",
        n,
        RANGE,
        _ranges(EASES, evidence.eases, "ease", 100),
        {"hard": low, "share": share(low, n)},
    )


def hardest(evidence: Evidence) -> Figure:
    """Return the cards that were forgotten most often."""
    rows = tuple(
        Row(each.card, each.lapses, each.counted, search=f"cid:{each.card}") for each in evidence.hardest
    )
    return Figure(
        "hardest",
        "Hardest cards",
        "lapses",
        "Cards with the most lapses: reviews after the first that were failed and counted. Suspended cards"
        " are left out.",
        len(rows),
        CARD,
        rows,
        {"most": max((row.value or 0 for row in rows), default=0)},
    )
