"""Searching, listing and showing, read as JSON."""

from __future__ import annotations

from tests.cli.conftest import AT, Ask, Say


def test_a_search_finds_what_can_be_shown(ask: Ask) -> None:
    found = ask("search", "is:new customer", "--limit", "3", "--at", AT)
    assert found["total"] >= len(found["cards"]) == 3
    shown = ask("show", found["cards"][0]["card"], "--at", AT)
    assert "customer" in str(shown).lower()


def test_an_answer_is_found_at_once(ask: Ask) -> None:
    card = ask("next", "--at", AT)["card"]
    ask("grade", card, "4", "--at", AT)
    assert [row["card"] for row in ask("search", "rated:1:good", "--at", AT)["cards"]] == [card]
    assert ask("search", "is:new", "--at", AT)["total"] + 1 == ask("search", "", "--at", AT)["total"]


def test_a_search_that_makes_no_sense_is_refused_in_words(say: Say) -> None:
    code, out, err = say("search", "is:nothing")
    assert (code, out) == (1, "")
    assert err.startswith("“is:nothing” is not known.")


def test_lists_are_told(ask: Ask) -> None:
    assert ask("list", "tags")
    assert ask("list", "types")
    assert ask("list", "decks")
    assert ask("list", "searches") is not None


def test_a_card_that_is_not_there_is_told(say: Say) -> None:
    code, _, err = say("show", "00000000-0000-0000-0000-000000000000")
    assert code == 1
    assert err.startswith("There is no")
