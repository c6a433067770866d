from __future__ import annotations

import pytest

from desktop.store.collection import Collection
from desktop.study.calendar import system_clock
from tests.cli.conftest import AT, Ask, Say


def test_search_finds_cards(ask: Ask) -> None:
    every = ask("search", "")
    assert every["total"] == len(every["cards"]) == len(ask("cards"))
    found = ask("search", "deck:* marketing -sales", "--sort", "question")
    assert 0 < found["total"] < every["total"]
    assert {row["card"] for row in found["cards"]} < {row["card"] for row in every["cards"]}
    assert set(found["cards"][0]) >= {"card", "note", "text", "deck", "tags", "due", "ease", "created"}


def test_search_finds_notes_once(ask: Ask) -> None:
    cards, notes = ask("search", "note:*gaps"), ask("search", "note:*gaps", "--notes")
    assert {row["note"] for row in cards["cards"]} == {row["note"] for row in notes["notes"]}
    assert notes["total"] == len({row["note"] for row in notes["notes"]})


def test_search_shows_so_many_at_the_most(ask: Ask) -> None:
    found = ask("search", "", "--sort", "question", "--descending", "--limit", "3")
    assert len(found["cards"]) == 3 < found["total"]
    every = ask("search", "", "--sort", "question", "--descending")
    assert found["cards"] == every["cards"][:3]


def test_a_search_may_begin_with_not(say: Say) -> None:
    code, out, _ = say("search", "--limit", "1", "--", "-sales")
    assert code == 0
    assert out.splitlines()[-1] != "0 cards."


@pytest.mark.parametrize("text", ["is:frozen", "deck:nowhere", "tag:none-such", '"re:(a"'])
def test_a_search_that_makes_no_sense_is_refused(say: Say, text: str) -> None:
    code, out, err = say("search", text, "--json")
    assert (code, out) == (1, "")
    assert err.endswith(".\n")


@pytest.mark.parametrize("words", [["--sort", "colour"], ["--limit", "-1"], ["--limit", "x"]])
def test_wrong_use(say: Say, words: list[str]) -> None:
    assert say("search", "a", *words)[0] == 2


def test_search_for_people(say: Say) -> None:
    code, out, _ = say("search", "marketing", "--limit", "2")
    head, *rows, count = out.splitlines()
    assert code == 0
    assert head.split() == ["Card", "Due", "Interval", "Ease", "Deck", "Text"]
    assert len(rows) == 2
    assert count.endswith(" cards.")
    assert say("search", "zzqqxx")[1] == "Nothing was found.\n0 cards.\n"


def test_lists(ask: Ask, say: Say) -> None:
    cards = ask("list")
    assert cards == ask("list", "cards")
    assert len(ask("list", "notes")) == len({row["note"] for row in cards})
    assert sum(row["notes"] for row in ask("list", "types")) == len({row["note"] for row in cards})
    assert {row["tag"] for row in ask("list", "tags")} == {tag for row in cards for tag in row["tags"]}
    assert {row["deck"] for row in cards} < {row["deck"] for row in ask("list", "decks")}
    assert ask("list", "searches") == []
    assert say("list", "searches")[1] == "There are none.\n"
    assert say("list", "wishes")[0] == 2
    for what in ("cards", "notes", "types", "tags", "decks"):
        assert len(say("list", what)[1].splitlines()) == len(ask("list", what)) + 1


def test_saved_searches_are_listed(ask: Ask, folder: object) -> None:
    collection = Collection(folder, system_clock)  # type: ignore[arg-type]
    collection.searches.keep("Hard", "ease<2")
    collection.close()
    assert ask("list", "searches") == [{"name": "Hard", "search": "ease<2"}]


def test_show(ask: Ask, say: Say) -> None:
    row = ask("search", "note:*gaps", "--limit", "1")["cards"][0]
    shown = ask("show", row["card"])
    assert (shown["card"], shown["note"], shown["deck"]) == (row["card"], row["note"], row["deck"])
    assert set(shown["fields"]) == {"Text", "Explanation"}
    code, out, _ = say("show", row["card"])
    assert code == 0
    assert out.startswith(shown["question"].splitlines()[0])
    assert f"Note:        {row['note']}\n" in out
    assert say("show", "nothing")[0] == 1


def test_an_answer_is_found_at_once(ask: Ask) -> None:
    card = ask("next", "--at", AT)["card"]
    ask("grade", card, "4", "--at", AT)
    assert [row["card"] for row in ask("search", "rated:1:good", "--at", AT)["cards"]] == [card]
    assert ask("search", "is:new", "--at", AT)["total"] + 1 == ask("search", "", "--at", AT)["total"]
