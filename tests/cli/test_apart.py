from __future__ import annotations

from pathlib import Path

from desktop.store.collection import Collection
from desktop.study.calendar import system_clock
from tests.cli.conftest import Ask, Say

DECK = "Sales and Marketing"


def answer(folder: Path, wrong: str) -> int:
    """Answer every card of the bundled deck that asks for the side of a function; return how many."""
    collection = Collection(folder, system_clock)
    answered = 0
    for card in collection.cards(collection.deck_named(DECK)):
        tags, fields = set(card.note.tags), card.note.fields
        if "side" not in tags:
            continue
        options = fields["Options"].split("\n")
        said = next(each for each in options if (each == fields["Answer"]) != (f"functions::{wrong}" in tags))
        collection.grade(card.number, 4, response=said)
        answered += 1
    collection.close()
    return answered


def test_the_figures_of_the_bundled_deck_with_definitions_and_n(ask: Ask, folder: Path) -> None:
    assert answer(folder, wrong="public-relations") == 18
    (told,) = ask("apart", "--deck", DECK)
    assert (told["sides"], told["things"]) == (["Marketing", "Sales"], "functions")
    figures = {each["figure"]: each for each in told["figures"]}
    assert all(each["definition"] and each["n"] == 18 for name, each in figures.items())
    assert figures["on_the_right_side"]["values"] == {"on_the_right_side": 17, "asked": 18, "all": 18}
    sides = {row["key"]: (row["value"], row["n"]) for row in figures["placed_by_side"]["rows"]}
    assert sides == {"Marketing": (0.875, 8), "Sales": (1.0, 10)}
    assert [(row["key"], row["value"]) for row in figures["said_instead"]["rows"]] == [
        ("Public relations: Sales", 1)
    ]
    drilled = [ask("show", name) for name in told["drill"]]
    assert all("functions::public-relations" in each["tags"] for each in drilled)


def test_words_for_people(say: Say, folder: Path) -> None:
    code, out, _ = say("apart")
    assert (code, out.split(":")[0]) == (0, "Nothing yet")
    answer(folder, wrong="closing")
    code, out, _ = say("apart")
    assert code == 0
    assert "Marketing or Sales: 17 of 18 functions on the right side." in out


def test_a_deck_that_is_none_is_refused(say: Say) -> None:
    code, _, err = say("apart", "--deck", "Nowhere")
    assert code == 1
    assert "Nowhere" in err
