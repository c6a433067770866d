from __future__ import annotations

from datetime import date

from desktop.study.statistics.evidence import Evidence, Part, Tally
from desktop.study.statistics.figures import FIGURES
from desktop.study.statistics.table import HEAD, as_json, table

TODAY = date(2026, 3, 4).toordinal()
HELD = Evidence(
    TODAY,
    TODAY - 29,
    {TODAY: Tally(3, 1000, 3, 2, 1, 2, 1)},
    parts={"deck": (Part("A", 3, 2),)},
)


def test_every_figure_as_json_with_definition_and_n() -> None:
    for name, figure in FIGURES.items():
        told = as_json(figure(HELD))
        assert told["figure"] == name
        assert told["definition"]
        assert isinstance(told["n"], int)
        assert all(set(row) == {"key", "last", "value", "n", "low", "high"} for row in told["rows"])


def test_days_are_dates_and_shares_have_four_places() -> None:
    assert as_json(FIGURES["answers"](HELD))["rows"][-1]["key"] == "2026-03-04"
    (row,) = as_json(FIGURES["right_by_deck"](HELD))["rows"]
    assert row == {"key": "A", "last": None, "value": 0.6667, "n": 3, "low": 0.2077, "high": 0.9385}


def test_a_row_for_each_value_and_each_bar() -> None:
    figure = FIGURES["right_by_deck"](HELD)
    rows = table([figure])
    assert all(len(row) == len(HEAD) for row in rows)
    assert [row[3:8] for row in rows] == [
        ("lowest", None, 0.6667, 3, None),
        ("highest", None, 0.6667, 3, None),
        ("A", None, 0.6667, 3, 0.2077),
    ]
