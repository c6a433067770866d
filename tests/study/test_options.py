from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.study.fsrs import FSRS
from desktop.study.options import FOLDED, LIMITS, LONGEST_CAP, Options, accepted
from desktop.study.schedulers import SCHEDULERS
from desktop.study.sm2 import SM2
from desktop.study.sm2_source import SM2Source


@pytest.mark.parametrize("name", [each.name for each in fields(Options)])
def test_a_default_is_accepted_as_it_is(name: str) -> None:
    assert accepted(name, getattr(Options(), name)) == getattr(Options(), name)


@pytest.mark.parametrize("name", LIMITS)
def test_a_number_is_held_inside_its_limits(name: str) -> None:
    low, high = LIMITS[name]

    assert [accepted(name, number) for number in (low - 1, low, high, high + 1, 10**18, -(10**18))] == [
        low,
        low,
        high,
        high,
        high,
        low,
    ]


def test_every_whole_number_has_limits() -> None:
    assert set(LIMITS) == {each.name for each in fields(Options) if type(each.default) is int}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cap", "365"),
        ("cap", 365.0),
        ("cap", None),
        ("cap", True),
        ("fuzz", 1),
        ("fuzz", "yes"),
        ("scheduler", "sm-18"),
        ("scheduler", 2),
        ("rollover", [4]),
    ],
)
def test_a_value_of_another_kind_is_refused(name: str, value: Any) -> None:
    with pytest.raises(UserError):
        accepted(name, value)


def test_an_unknown_option_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(UserError, match=r"no option 'colour'.*new_per_day.*repeat_hard"):
        accepted("colour", 1)


def test_the_chosen_scheduler_gets_its_options() -> None:
    assert Options().make_scheduler() == SM2(3650, True)
    assert Options(scheduler="sm2-source", cap=60, fuzz=False).make_scheduler() == SM2Source(60, False)
    assert Options(scheduler="fsrs", retention=85).make_scheduler() == FSRS(3650, True, 85)
    assert Options(retention=85).make_scheduler() == Options().make_scheduler()
    assert all(accepted("scheduler", each.key) == each.key for each in SCHEDULERS)


def test_every_option_of_a_scheduler_enters_the_fold() -> None:
    of_each = {field.name for each in SCHEDULERS for field in fields(each)}
    assert of_each | {"scheduler"} == set(FOLDED)


def test_the_longest_interval_is_a_hundred_years_at_most() -> None:
    assert LONGEST_CAP <= 36_525
