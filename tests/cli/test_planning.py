from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import AT, Ask, Say
from tests.store.helpers import dump

DECK = "Sales and Marketing"


def test_an_interview_is_planned_listed_and_removed(ask: Ask, folder: Path) -> None:
    before = dump(folder)["schedule"]
    made = ask("plan", "interview", "12 December 2026", "--deck", DECK, "--at", AT)
    assert (made["kind"], made["to"], made["deck"], made["tag"]) == ("interview", "2026-12-12", DECK, None)
    assert made["ready"] == 0
    assert made["new"] == made["cards"] > 100
    assert made["does"].startswith(f"{-(-made['new'] // 11)} new cards a day until 5 Dec")
    assert made["estimate"]["own_answers"] == 0
    assert "0.9" not in made["estimate"]["definition"]
    assert ask("plan", "list", "--at", AT) == [made]
    assert dump(folder)["schedule"] == before
    assert ask("plan", "remove", made["plan"]) == {"removed": made["plan"], "kind": "interview"}
    assert ask("plan", "list") == []
    assert dump(folder)["schedule"] == before
    assert ask("undo")["undone"] == "remove plan"
    assert [each["plan"] for each in ask("plan", "list", "--at", AT)] == [made["plan"]]


def test_words_for_people(say: Say) -> None:
    assert say("plan", "list") == (0, "There are no plans.\n", "")
    code, out, _ = say("plan", "interview", "2026-12-12", "--tag", "nobody", "--at", AT)
    assert code == 0
    assert "There are no cards in it, so there is nothing to do." in out
    assert "0 of 0" in out
    assert "New cards count as not ready." in out
    assert say("plan", "remove", "1")[1] == "Removed plan 1 (interview).\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["interview", "30 February"], "There is no 30 February."),
        (["interview", "2020-01-01"], "1 January 2020 is past."),
        (["interview", "2026-11-25"], "25 November 2026 is today."),
        (["interview", "soon"], "“soon” is no date."),
        (["interview", "2026-12-12", "--deck", "Nowhere"], "Nowhere"),
        (["remove", "99"], "There is no plan 99."),
        (["holiday", "30 February", "2 March"], "There is no 30 February."),
        (["holiday", "2026-12-20", "2026-12-10"], "The holiday ends before it begins."),
        (["holiday", "2025-12-20", "2025-12-30"], "That holiday is over already."),
        (["holiday", "2026-12-20", "2028-12-30"], "A holiday is a year long at the most."),
        (["budget", "0"], "A time budget is between 1 and 1,440 minutes a day."),
        (["budget", "ten"], "'ten' is no number of minutes."),
        (["budget", "-5"], "-5"),
        (["budget", "10", "--deck", "Nowhere"], "Nowhere"),
    ],
)
def test_what_cannot_be_planned_is_said_in_a_sentence(say: Say, words: list[str], said: str) -> None:
    code, out, err = say("plan", *words, "--at", AT)
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err


def test_days_far_away_can_be_planned(ask: Ask) -> None:
    assert ask("plan", "interview", "31 Dec 9999", "--at", AT)["to"] == "9999-12-31"
    assert ask("plan", "interview", "2038-01-20", "--at", AT)["to"] == "2038-01-20"


def test_a_holiday_empties_the_days_and_removing_it_fills_them_again(ask: Ask, folder: Path) -> None:
    before = ask("decks", "--at", AT)
    schedule = dump(folder)["schedule"]
    assert before[0]["new_today"] > 0
    made = ask("plan", "holiday", "today", "3 December", "--at", AT)
    assert (made["kind"], made["from"], made["to"]) == ("holiday", "2026-11-25", "2026-12-03")
    assert made["does"] == "9 days. What would be due in it comes on the 9 days after it. Nothing is due."
    assert {each["new_today"] + each["due_today"] for each in ask("decks", "--at", AT)} == {0}
    assert ask("next", "--at", AT)["card"] is None
    ask("plan", "remove", made["plan"])
    assert ask("decks", "--at", AT) == before
    assert dump(folder)["schedule"] == schedule


def test_a_budget_becomes_the_new_one_and_the_decks_follow(ask: Ask) -> None:
    made = ask("plan", "budget", "3", "--at", AT)
    assert made["does"] == "3 minutes a day; nothing of it is used today."
    assert ask("plan", "budget", "2", "--at", AT)["plan"] == made["plan"]
    left = ask("next", "--at", AT)["left"]
    assert left == 6
    assert next(each["new_today"] for each in ask("decks", "--at", AT) if each["depth"] == 0) == 6
    of_deck = ask("plan", "budget", "1", "--deck", DECK, "--at", AT)
    assert of_deck["plan"] != made["plan"]
    assert of_deck["deck"] == DECK
    assert ask("next", "--deck", DECK, "--at", AT)["left"] == 3
