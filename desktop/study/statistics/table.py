"""Figures as rows of a table, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from desktop.study.calendar import date_of
from desktop.study.statistics.figure import Figure, Row
from desktop.study.statistics.periods import BY_DAY, BY_MONTH, BY_WEEK

HEAD = ("figure", "title", "unit", "key", "last", "value", "n", "low", "high", "definition")
DIGITS = 4


def table(figures: Iterable[Figure]) -> list[tuple[Any, ...]]:
    """Return a row for each bar, and one for each value that sums a figure up; HEAD names the columns."""
    found = []
    for each in figures:
        about = each.name, each.title, each.unit
        for name, value in each.values.items():
            found.append((*about, name, None, rounded(value), each.n, None, None, each.definition))
        for row in each.rows:
            bar = bar_of(each, row)
            found.append(
                (
                    *about,
                    *(bar[name] for name in ("key", "last", "value", "n", "low", "high")),
                    each.definition,
                )
            )
    return found


def as_json(figure: Figure) -> dict[str, Any]:
    """Return a figure with its definition, how much it rests on, what it sums up to, and its bars."""
    return {
        "figure": figure.name,
        "title": figure.title,
        "definition": figure.definition,
        "unit": figure.unit,
        "n": figure.n,
        "values": {name: rounded(value) for name, value in figure.values.items()},
        "rows": [bar_of(figure, row) for row in figure.rows],
    }


def bar_of(figure: Figure, row: Row) -> dict[str, Any]:
    """Return a bar; study days are ISO dates."""
    dated = figure.axis in (BY_DAY, BY_WEEK, BY_MONTH)

    def shown(key: int | str | None) -> Any:
        return date_of(key).isoformat() if dated and isinstance(key, int) else key

    return {
        "key": shown(row.key),
        "last": shown(row.last),
        "value": rounded(row.value),
        "n": row.n,
        "low": rounded(row.low),
        "high": rounded(row.high),
    }


def rounded(value: float | None) -> float | None:
    """Return a number with no more digits than it can bear; whole ones stay whole."""
    return round(value, DIGITS) if isinstance(value, float) else value
