"""What the commands do, read as JSON."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from tests.cli.conftest import AT, Ask, Say
from tests.store.helpers import query


def test_next_of_a_deck(ask: Ask, say: Say) -> None:
    names = [row["name"] for row in ask("decks") if row["depth"]]
    for name in (names[-1], names[-1].upper()):
        assert ask("next", "--deck", name)["deck"] == names[-1]
    code, out, err = say("next", "--deck", "No such deck")
    assert (code, out) == (1, "")
    assert err.startswith("There is no deck called 'No such deck'.")
    assert say("next", "--deck", "")[0] == 1


def test_next_at_the_end_of_the_day(ask: Ask, say: Say) -> None:
    deck = [row["name"] for row in ask("decks") if row["depth"]][-1]
    seen = []
    while (card := ask("next", "--deck", deck, "--at", AT))["card"]:
        assert card["left"] == ask("next", "--deck", deck, "--at", AT)["left"]
        ask("grade", card["card"], "5", "--at", AT)
        seen.append(card["card"])
    assert len(seen) == len(set(seen)) > 0
    assert card == {"card": None, "message": "Nothing is due now."}
    assert say("next", "--deck", deck, "--at", AT)[1] == "Nothing is due now.\n"


def test_next_comes_to_the_drills(ask: Ask) -> None:
    deck = [row["name"] for row in ask("decks") if row["depth"]][-1]
    first = ask("next", "--deck", deck, "--at", AT)["card"]
    ask("grade", first, "1", "--at", AT)
    while (card := ask("next", "--deck", deck, "--at", AT)["card"]) != first:
        ask("grade", card, "5", "--at", AT)
    ask("grade", first, "4", "--at", AT)
    assert ask("next", "--deck", deck, "--at", AT)["card"] is None


def test_grades_of_the_same_instant_keep_their_order(ask: Ask) -> None:
    card = ask("next", "--at", AT)["card"]
    for grade in (0, 5, 2, 4):
        assert ask("grade", card, grade, "--at", AT)["repetition"] == 1
    assert [row["grade"] for row in ask("reviews")] == [0, 5, 2, 4]
    assert ask("check") == {"ok": True, "problems": []}


def test_preview_is_what_a_grade_then_does(ask: Ask) -> None:
    card = ask("next", "--at", AT)["card"]
    when = datetime.fromisoformat(AT)
    for _ in range(5):
        at = when.isoformat()
        shown = ask("next", "--at", at) if ask("next", "--at", at)["card"] == card else None
        graded = ask("grade", card, "4", "--at", at)
        days = (datetime.fromisoformat(graded["due"]).date() - when.date()).days
        if shown:
            assert shown["grades"]["good"] == days
        when += timedelta(days=days)
    assert [row["interval"] for row in ask("cards") if row["card"] == card] == [95]
    assert [row["day"] for row in ask("reviews")] == sorted({row["day"] for row in ask("reviews")})


def test_cards_lists_one_row_a_card(ask: Ask, say: Say) -> None:
    rows = ask("cards")
    assert len({row["card"] for row in rows}) == len(rows) > 200
    assert set(rows[0]) == {
        "card",
        "deck",
        "kind",
        "question",
        "answer",
        "tags",
        "suspended",
        "buried",
        "flag",
        "repetition",
        "interval",
        "ease",
        "last_day",
        "due",
        "drill",
        "lapses",
        "counted",
        "stability",
        "difficulty",
    }
    assert all("<" not in row["question"] or "&lt;" not in row["question"] for row in rows)
    deck = rows[-1]["deck"]
    assert ask("cards", "--deck", deck) == [row for row in rows if row["deck"] == deck]
    _, out, _ = say("cards")
    assert len(out.splitlines()) == len(rows) + 1
    assert out.splitlines()[1].startswith(rows[0]["card"])


def test_a_check_that_finds_something_is_refused(say: Say, ask: Ask, folder: Path) -> None:
    ask("decks")
    query(folder, "UPDATE schedule SET ease = 300")
    code, out, err = say("check")
    assert (code, out) == (1, "")
    assert "does not follow from their answers" in err
    code, out, err = say("check", "--json")
    told = json.loads(out)
    assert (code, err, told["ok"]) == (1, "", False)
    assert "does not follow from their answers" in told["problems"][0]
    assert ask("check", "--rebuild") == {"ok": True, "problems": []}
    assert ask("check") == {"ok": True, "problems": []}
