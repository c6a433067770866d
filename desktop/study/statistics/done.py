"""Figures of what was done: answers, time, days of study, cards that were met."""

from __future__ import annotations

from desktop.study.statistics.evidence import NOTHING, Evidence
from desktop.study.statistics.figure import COUNTED, WEEK, Figure, Row, answered, during, over_time
from desktop.study.statistics.periods import BY_DAY, step_for

GOAL = 5
"""Days in seven that are plenty; the others are rest."""
CALENDAR_WEEKS = 53


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


def answers(evidence: Evidence) -> Figure:
    """Return how many answers were given."""
    rows = tuple(
        Row(first, each.answers, each.answers, last, search=answered(evidence.today, first, last))
        for first, last, each in over_time(evidence)
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
        for first, last, each in over_time(evidence)
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


def growth(evidence: Evidence) -> Figure:
    """Return how many cards had been met by each day."""
    met = sum(tally.met for day, tally in evidence.days.items() if day < evidence.since)
    before, rows = met, []
    for first, last, each in over_time(evidence):
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
