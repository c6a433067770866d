from __future__ import annotations

from desktop.store.deck_paths import DeckPaths, deck_uid


def test_decks_are_numbered_as_they_come_up_those_above_first() -> None:
    decks = DeckPaths()
    assert decks.number(("Sales", "Closing")) == 2
    assert decks.number(("Sales",)) == 1
    assert decks.number(("Sales", "Opening")) == 3
    assert [(number, parent, name, path) for number, parent, name, path, _ in decks.rows] == [
        (1, None, "Sales", "Sales"),
        (2, 1, "Closing", "Sales::Closing"),
        (3, 1, "Opening", "Sales::Opening"),
    ]


def test_two_spellings_are_one_deck() -> None:
    decks = DeckPaths()
    assert decks.number(("SALES", "Closing")) == decks.number(("Sales", "closing"))
    assert len(decks.rows) == 2
    assert decks.uid(("sales",)) == deck_uid(("Sales",)).bytes


def test_a_name_with_colons_is_no_path() -> None:
    assert deck_uid(("a::b",)) != deck_uid(("a", "b"))
