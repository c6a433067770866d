from __future__ import annotations

from desktop.study.statistics.figures import FIGURES
from tests.cli.conftest import Ask, Say


def test_every_figure_with_its_definition_and_n(ask: Ask) -> None:
    card = ask("next")["card"]
    ask("grade", card, "4")
    told = {each["figure"]: each for each in ask("stats")}
    assert list(told) == list(FIGURES)
    assert all(each["definition"] and each["unit"] for each in told.values())
    assert told["today"]["values"] == {
        "answers": 1,
        "cards": 1,
        "right_first": 1,
        "new": 1,
        "seconds": 0.0,
    }
    assert told["answers"]["rows"][-1]["n"] == 1
    assert sum(row["n"] for row in told["right_by_deck"]["rows"]) == 1


def test_a_deck_and_a_period(ask: Ask) -> None:
    card = ask("next")["card"]
    ask("grade", card, "4")
    deck = ask("show", card)["deck"]
    other = next(row["name"] for row in ask("decks") if row["depth"] == 0 and row["name"] not in deck)
    told = {each["figure"]: each for each in ask("stats", "--deck", other, "--period", "year")}
    assert told["today"]["n"] == 0
    assert told["calendar"]["values"]["days"] == 365


def test_words_for_people(say: Say) -> None:
    code, out, _ = say("stats")
    assert code == 0
    assert "True retention" in out
    assert "–" in out


def test_a_deck_that_is_none_is_refused(say: Say) -> None:
    code, _, err = say("stats", "--deck", "Nowhere")
    assert code == 1
    assert "Nowhere" in err
