from __future__ import annotations

from tests.cli.conftest import Ask, Say


def test_which_scheduler_holds(ask: Ask, say: Say) -> None:
    assert ask("scheduler") == {
        "deck": None,
        "changed": False,
        "scheduler": "sm2",
        "retention": 90,
        "decks": {},
    }
    assert say("scheduler")[1] == "All decks: sm2, retention 90 %.\n"


def test_another_one_is_tried_then_set_then_taken_back(ask: Ask, say: Say) -> None:
    card = ask("next")["card"]
    ask("grade", card, "5")
    before = ask("cards")
    tried = ask("scheduler", "fsrs", "--retention", "85", "--dry-run")
    assert (tried["moved"], tried["later"], tried["earlier"], tried["dry_run"]) == (1, 1, 0, True)
    assert (tried["changed"], tried["scheduler"]) == (False, "sm2")
    assert ask("cards") == before

    assert ask("scheduler", "fsrs")["changed"]
    found = next(row for row in ask("cards") if row["card"] == card)
    assert (found["interval"], found["ease"], found["stability"]) == (8, None, 8.2956)
    assert "98" not in say("cards")[1].split(card)[1].split("\n")[0]
    assert ask("check") == {"ok": True, "problems": []}
    assert ask("why", card)["history"] == [
        "25 Nov, Easy: first answer; recall should stay at 90 % or more for 8 days: due 3 Dec."
    ]

    ask("undo")
    assert ask("cards") == before


def test_one_deck_can_have_its_own(ask: Ask, say: Say) -> None:
    deck = ask("decks")[0]["name"]
    told = ask("scheduler", "fsrs", "--retention", "95", "--deck", deck)
    assert (told["deck"], told["scheduler"], told["retention"]) == (deck, "fsrs", 95)
    assert ask("scheduler")["decks"] == {deck: {"scheduler": "fsrs", "retention": 95}}
    code, out, _ = say("scheduler", "--deck", deck, "sm2", "--dry-run")
    assert code == 0
    assert out.endswith("Due days that would move: 0 (0 later, 0 earlier).\nDue today: 0 instead of 0.\n")


def test_what_makes_no_sense_is_refused(say: Say) -> None:
    for words in (["sm-18"], ["fsrs", "--deck", "no such deck"]):
        code, _, err = say("scheduler", *words)
        assert code == 1
        assert err.startswith("There is no")


def test_an_answer_under_fsrs_tells_no_ease(ask: Ask, say: Say) -> None:
    ask("scheduler", "fsrs")
    card = ask("next")["card"]
    _, out, _ = say("grade", card, "4")
    assert "(interval 2 days, repetition 1)" in out
