from __future__ import annotations

from tests.cli.conftest import Ask, Say


def test_past_present_and_each_grade(ask: Ask) -> None:
    card = ask("next")["card"]
    told = ask("why", card)
    assert (told["now"], told["history"]) == ("It is new: you have not answered it yet.", [])
    assert told["grades"]["good"] == "first step, 1 day: due 26 Nov."
    ask("grade", card, "4")
    told = ask("why", card)
    assert told["now"] == "It is not due before 26 Nov."
    assert told["history"] == ["25 Nov, Good: first step, 1 day: due 26 Nov."]
    assert told["grades"]["again"] == "repeated the same day, which moves nothing."


def test_words_for_people(ask: Ask, say: Say) -> None:
    card = ask("next")["card"]
    ask("grade", card, "2")
    code, out, _ = say("why", card)
    assert code == 0
    assert "It was not known well today, so it comes once more." in out
    assert out.index("If it is answered now:") < out.index("So far:")


def test_a_card_that_is_none_is_refused(say: Say) -> None:
    code, _, err = say("why", "nothing")
    assert (code, bool(err)) == (1, True)
