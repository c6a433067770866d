from __future__ import annotations

from datetime import date

import pytest

from desktop.study.statistics.evidence import BREAKDOWNS, Evidence, Hard, Part, Tally
from desktop.study.statistics.figure import Figure
from desktop.study.statistics.figures import FIGURES
from desktop.study.statistics.periods import BY_DAY, BY_WEEK

TODAY = date(2026, 3, 4).toordinal()  # a Wednesday
DAY = Tally(
    answers=10, took_ms=60_000, asked=8, right=6, met=2, young=4, young_right=3, mature=2, mature_right=2
)


def evidence(*days: int, since: int = 29) -> Evidence:
    return Evidence(TODAY, TODAY - since, {TODAY - away: DAY for away in days})


def figure(name: str, held: Evidence) -> Figure:
    return FIGURES[name](held)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_a_definition_and_stands_without_evidence(name: str) -> None:
    empty = figure(name, Evidence(TODAY, TODAY - 29))
    assert empty.name == name
    assert empty.definition.endswith((".", "%."))
    assert empty.n == 0
    assert all(row.n == 0 for row in empty.rows)


def test_today_and_the_last_seven_days() -> None:
    held = evidence(0, 6, 7)
    assert figure("today", held).values["answers"] == 10
    assert figure("week", held).values == {
        "answers": 20,
        "cards": 16,
        "right_first": 12,
        "new": 4,
        "seconds": 120,
    }


def test_answers_and_minutes_of_each_day_of_the_period() -> None:
    held = evidence(0, 29, 30)
    answers = figure("answers", held)
    assert answers.axis == BY_DAY
    assert [row.value for row in answers.rows] == [10, *[0] * 28, 10]
    assert answers.values == {"answers": 20, "days": 30, "a_day": 20 / 30}
    assert answers.rows[0].search == "rated:29..29"
    time = figure("time", held)
    assert time.rows[0].value == 1
    assert time.values == {"minutes": 2, "seconds_an_answer": 6}


def test_a_missed_day_takes_nothing_away() -> None:
    every_day = figure("calendar", evidence(*range(30)))
    one_missed = figure("calendar", evidence(*(away for away in range(30) if away != 3)))
    assert every_day.values["last_7"] == 7
    assert one_missed.values["last_7"] == 6
    assert one_missed.values["last_7"] > one_missed.values["goal"]
    assert (one_missed.values["studied"], one_missed.values["days"]) == (29, 30)


def test_a_year_of_daily_study_is_365_of_365_days() -> None:
    values = figure("calendar", evidence(*range(500), since=364)).values
    assert (values["studied"], values["days"]) == (365, 365)


def test_the_forecast_counts_what_is_beyond_it_too() -> None:
    held = Evidence(TODAY, TODAY - 29, ahead={TODAY: 5, TODAY + 1: 2, TODAY + 29: 3, TODAY + 30: 4})
    made = figure("forecast", held)
    assert made.n == 14
    assert made.values == {"today": 5, "tomorrow": 2, "week": 7, "most": 5, "later": 4}
    assert [row.search for row in made.rows[:2]] == ["is:due", "due=1"]


def test_retention_knows_young_from_mature_and_leaves_new_cards_out() -> None:
    made = figure("retention", evidence(0, 1, 9))
    assert made.axis == BY_WEEK
    assert made.n == 18
    assert made.values["share"] == 15 / 18
    assert (made.values["young"], made.values["mature"]) == (0.75, 1.0)
    assert made.values["low"] < 15 / 18 < made.values["high"]
    assert [row.n for row in made.rows] == [0, 0, 0, 6, 12]
    assert made.rows[0].value is None


def test_right_first_time_by_hour_has_all_hours_and_by_name_those_there_are() -> None:
    parts = {"hour": (Part("9", 10, 5),), "deck": (Part("A", 4, 1, "deck:A"), Part("B", 4, 4))}
    held = Evidence(TODAY, TODAY - 29, parts=parts)
    hours = figure("right_by_hour", held)
    assert len(hours.rows) == 24
    assert hours.rows[9].value == 0.5
    assert hours.rows[10].value is None
    decks = figure("right_by_deck", held)
    assert [(row.key, row.value, row.n, row.search) for row in decks.rows] == [
        ("A", 0.25, 4, "deck:A"),
        ("B", 1.0, 4, ""),
    ]
    assert decks.values == {"lowest": 0.25, "highest": 1.0}
    assert figure("right_by_tag", held).rows == ()


def test_ranges_are_searched_for_as_they_are_counted() -> None:
    held = Evidence(TODAY, TODAY - 29, intervals=(1, 2, 3, 4, 0, 0, 5), eases=(1, 1, 0, 0, 0, 0, 7, 0, 1))
    intervals = figure("intervals", held)
    assert [row.search for row in intervals.rows] == [
        "interval>=1 interval<2",
        "interval>=2 interval<7",
        "interval>=7 interval<21",
        "interval>=21 interval<60",
        "interval>=60 interval<180",
        "interval>=180 interval<365",
        "interval>=365",
    ]
    assert intervals.values == {"three_weeks": 9, "share": 9 / 15}
    eases = figure("ease", held)
    assert (eases.rows[0].search, eases.rows[-1].search) == ("ease>=1.3 ease<1.5", "ease>=2.9")
    assert eases.values == {"hard": 2, "share": 0.2}


def test_growth_begins_with_what_was_met_before() -> None:
    made = figure("growth", evidence(0, 29, 40, 50))
    assert [row.value for row in made.rows[:2]] == [6, 6]
    assert made.rows[-1].value == made.n == 8
    assert made.values == {"cards": 8, "new": 4}
    assert made.rows[0].search == "introduced:29..29"


def test_the_hardest_cards_are_named_by_number() -> None:
    made = figure("hardest", Evidence(TODAY, TODAY, hardest=(Hard(7, 9, 20), Hard(3, 4, 9))))
    assert [(row.key, row.value, row.n, row.search) for row in made.rows] == [
        (7, 9, 20, "cid:7"),
        (3, 4, 9, "cid:3"),
    ]
    assert made.values == {"most": 9}


def test_there_is_a_figure_for_each_breakdown() -> None:
    assert {f"right_by_{by}" for by in BREAKDOWNS} <= set(FIGURES)
