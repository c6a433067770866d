"""The sentences that explain the numbers of a deck."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.gui.deck_numbers import explained
from desktop.store.deck_rows import Outlook
from desktop.study.limits import Limit
from desktop.study.planning.catch_up import CatchUp
from desktop.study.queue import Plan

WAIT = "the others wait, as they would give a card of today away"


def sentence(coming: int, there: int, limit: Limit, name: str = "", held_back: int = 0) -> str:
    """The sentence about new cards."""
    none = Limit(None, 200, 0)
    outlook = Outlook(Plan(new=coming, held_back=held_back), 0, there, none, limit, ("", name))
    new, due = explained(outlook)
    assert due == "0 due."
    return new


@pytest.mark.parametrize(
    ("coming", "there", "limit", "name", "held_back", "text"),
    [
        (
            12,
            45,
            Limit(1, 20, 8),
            "S",
            0,
            "12 new of 45: the limit of S is 20 and 8 were studied today.",
        ),
        (
            19,
            45,
            Limit(1, 20, 1),
            "S",
            0,
            "19 new of 45: the limit of S is 20 and 1 was studied today.",
        ),
        (0, 45, Limit(1, 0, 0), "S", 0, "0 new of 45: the limit of S is 0."),
        (20, 1045, Limit(None, 20, 0), "", 3, "20 new of 1,045: the limit of all your decks together is 20."),
        (5, 5, Limit(None, 20, 0), "", 0, "5 new: all there are."),
        (0, 0, Limit(None, 20, 20), "", 0, "0 new."),
        (
            3,
            9,
            Limit(None, 20, 0),
            "",
            6,
            "3 new of 9: the others wait, as they would give a card of today away.",
        ),
        (3, 9, Limit(None, 20, 0), "", 0, "3 new of 9: decks inside have limits of their own."),
    ],
)
def test_a_number_is_explained(
    coming: int, there: int, limit: Limit, name: str, held_back: int, text: str
) -> None:
    assert sentence(coming, there, limit, name, held_back) == text


def test_interviews_are_named_with_what_they_bring() -> None:
    days = (date(2026, 12, 12).toordinal(), date(2026, 12, 20).toordinal())
    limit, many = Limit(None, 2, 0), Limit(None, 200, 0)
    beyond = Outlook(Plan(new=4, planned=4), 0, 40, many, limit, ("", ""), days[:1])
    assert explained(beyond) == [
        "4 new of 40.",
        "0 due.",
        "Your interview on 12 December brings 4 of the new ones, whatever the limit is.",
    ]
    within = Outlook(
        Plan(new=20, planned=4, due=9, top_ups=6), 3, 40, many, Limit(None, 20, 0), ("", ""), days
    )
    assert explained(within) == [
        "20 new of 40: the limit of all your decks together is 20.",
        "3 due: all there are.",
        "Of the new ones 4 come for your interviews on 12 December and 20 December.",
        "6 more come before they are due, for your interviews on 12 December and 20 December.",
    ]


def test_a_holiday_a_backlog_and_a_budget_are_named_as_the_reason() -> None:
    lowered = Limit(None, 40, 0), Limit(None, 0, 0)
    away = Outlook(Plan(away_until=date(2026, 12, 4).toordinal()), 0, 9, *lowered, ("", ""))
    assert explained(away) == ["On holiday until 4 December: nothing is due, and no new cards come."]
    behind = Plan(due=40, catch_up=CatchUp(412, 40))
    assert explained(Outlook(behind, 412, 30, *lowered, ("", ""))) == [
        "0 new of 30: no new cards come until the backlog is clear.",
        "40 due of 412: you are catching up, 40 a day in all.",
    ]
    short = Plan(due=12, new=0, due_cut=6, new_cut=5)
    usual = Limit(None, 200, 0), Limit(None, 20, 0)
    assert explained(Outlook(short, 18, 5, *usual, ("", ""))) == [
        "0 new of 5: the time budget of today ends before the others.",
        "12 due of 18: the time budget of today ends before the others.",
    ]
