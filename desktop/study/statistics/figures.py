"""The figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from desktop.study.statistics.evidence import (
    BREAKDOWNS,
    DECK,
    EASES,
    HOUR,
    INTERVALS,
    LATEST,
    NOTHING,
    SIDE,
    TAG,
    Evidence,
    Tally,
    total,
)
from desktop.study.statistics.periods import BY_DAY, BY_WEEK, step_for, steps
from desktop.study.statistics.rates import wilson

GOAL = 5
"""Days in seven that are plenty; the others are rest."""
WEEK = 7
AHEAD = 30
CALENDAR_WEEKS = 53
NAME, CARD, RANGE = "name", "card", "range"
"""What the key of a row can be, beside a day, week or month (its first study day) and an hour."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar of a figure.

    Attributes:
        key: a study day, an hour, where a range begins, the number of a card, or a name.
        value: in the unit of the figure; None = nothing is known.
        n: answers or cards that it rests on.
        last: last day of the step, or end of the range; None = the range has none, or there is none.
        low: beginning of the interval around a share.
        high: its end.
        search: finds the cards of it; "" = no search does.
    """

    key: int | str
    value: float | None
    n: int
    last: int | None = None
    low: float | None = None
    high: float | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure about learning.

    Attributes:
        name: unlike any other's.
        title: what people call it.
        unit: of the values in its rows.
        definition: what is counted, and what is not.
        n: answers or cards that it rests on.
        axis: what the keys of its rows are.
        values: what its sentence says, by name.
    """

    name: str
    title: str
    unit: str
    definition: str
    n: int
    axis: str = NAME
    rows: tuple[Row, ...] = ()
    values: Mapping[str, float | None] = field(default_factory=dict)


COUNTED = "Answers in study mode count; practice and answers that were taken back do not."
FIRST = "Only the first answer of a card on a study day counts, a pass being Hard or better."
SURE = "The interval is Wilson's for 95 %."


def share(right: int, n: int) -> float | None:
    """Return a share; None of nothing."""
    return right / n if n else None


def rate_row(key: int | str, right: int, n: int, last: int | None = None, search: str = "") -> Row:
    """Return a row with a share and how sure one can be of it."""
    low, high = wilson(right, n) if n else (None, None)
    return Row(key, share(right, n), n, last, low, high, search)


def answered(today: int, first: int, last: int, key: str = "rated") -> str:
    """Return the search for cards answered, or introduced, between two study days."""
    return f"{key}:{today - last}..{today - first}"


def during(evidence: Evidence, first: int, last: int) -> Tally:
    """Return what was done between two study days, both included."""
    return total(evidence.days[day] for day in range(first, last + 1) if day in evidence.days)


def _done(evidence: Evidence, name: str, title: str, length: int) -> Figure:
    whole = during(evidence, evidence.today - length + 1, evidence.today)
    return Figure(
        name,
        title,
        "answers",
        f"What was done in the last {length} study days, today included. {COUNTED}"
        if length > 1
        else f"What was done this study day. {COUNTED}",
        whole.answers,
        values={
            "answers": whole.answers,
            "cards": whole.asked,
            "right_first": whole.right,
            "new": whole.met,
            "seconds": whole.took_ms / 1000,
        },
    )


def today(evidence: Evidence) -> Figure:
    """Return what was done today."""
    return _done(evidence, "today", "Today", 1)


def week(evidence: Evidence) -> Figure:
    """Return what was done in the last seven study days."""
    return _done(evidence, "week", "The last seven days", WEEK)


def _over_time(evidence: Evidence, finest: str = BY_DAY) -> Iterable[tuple[int, int, Tally]]:
    step = step_for(evidence.since, evidence.today, finest)
    for first, last in steps(evidence.since, evidence.today, step):
        yield first, last, during(evidence, first, last)


def answers(evidence: Evidence) -> Figure:
    """Return how many answers were given."""
    rows = tuple(
        Row(first, each.answers, each.answers, last, search=answered(evidence.today, first, last))
        for first, last, each in _over_time(evidence)
    )
    n = sum(row.n for row in rows)
    length = evidence.today - evidence.since + 1
    return Figure(
        "answers",
        "Answers",
        "answers",
        f"Answers given in each step of the period, repeats of the same day included. {COUNTED}",
        n,
        step_for(evidence.since, evidence.today),
        rows,
        {"answers": n, "days": length, "a_day": n / length},
    )


def time_spent(evidence: Evidence) -> Figure:
    """Return how long answering took."""
    rows = tuple(
        Row(first, each.took_ms / 60_000, each.answers, last, search=answered(evidence.today, first, last))
        for first, last, each in _over_time(evidence)
    )
    n, minutes = sum(row.n for row in rows), sum(row.value or 0 for row in rows)
    return Figure(
        "time",
        "Time spent",
        "minutes",
        f"From a question to its grade, an answer at most ten minutes. {COUNTED}",
        n,
        step_for(evidence.since, evidence.today),
        rows,
        {"minutes": minutes, "seconds_an_answer": minutes * 60 / n if n else None},
    )


def calendar(evidence: Evidence) -> Figure:
    """Return on which days something was answered."""
    today = evidence.today
    since = max(evidence.since, today - CALENDAR_WEEKS * WEEK + 1)
    rows = tuple(
        Row(day, count, count, day, search=answered(today, day, day))
        for day in range(since, today + 1)
        for count in (evidence.days.get(day, NOTHING).answers,)
    )
    studied = sum(row.n > 0 for row in rows)
    recent = sum(evidence.days.get(day, NOTHING).answers > 0 for day in range(today - WEEK + 1, today + 1))
    return Figure(
        "calendar",
        "Days of study",
        "answers",
        f"Study days with at least one answer. The goal is {GOAL} of any {WEEK} days; the others are rest."
        f" {COUNTED}",
        sum(row.n for row in rows),
        BY_DAY,
        rows,
        {"last_7": recent, "goal": GOAL, "studied": studied, "days": len(rows)},
    )


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


def retention(evidence: Evidence) -> Figure:
    """Return how often cards were remembered a day or more after they were last asked."""
    rows = []
    for first, last, each in _over_time(evidence, BY_WEEK):
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


def growth(evidence: Evidence) -> Figure:
    """Return how many cards had been met by each day."""
    met = sum(tally.met for day, tally in evidence.days.items() if day < evidence.since)
    before, rows = met, []
    for first, last, each in _over_time(evidence):
        new = each.met
        met += new
        rows.append(Row(first, met, new, last, search=answered(evidence.today, first, last, "introduced")))
    return Figure(
        "growth",
        "Cards you have met",
        "cards",
        f"Cards with at least one answer up to the end of each step, also those deleted since. {COUNTED}",
        met,
        step_for(evidence.since, evidence.today),
        tuple(rows),
        {"cards": met, "new": met - before},
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


def _by(by: str) -> Callable[[Evidence], Figure]:
    return lambda evidence: right_first(evidence, by)


FIGURES: Mapping[str, Callable[[Evidence], Figure]] = {
    "today": today,
    "week": week,
    "answers": answers,
    "time": time_spent,
    "calendar": calendar,
    "forecast": forecast,
    "retention": retention,
    **{f"right_by_{by}": _by(by) for by in BREAKDOWNS},
    "intervals": intervals,
    "ease": eases,
    "growth": growth,
    "hardest": hardest,
}
"""Every figure by its name."""
