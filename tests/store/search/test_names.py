from __future__ import annotations

import pytest

from desktop.store.collection import Collection
from desktop.store.search.names import any_of
from desktop.store.search.searcher import Searcher
from tests.store.helpers import query
from tests.store.search.conftest import Texts


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("sales", "Sales", True),
        ("sales", "sales::closing", True),
        ("sales", "salesman", False),
        ("sales*", "salesman::x", True),
        ("*ing", "sales::closing::early", True),
        ("s.les", "sales", False),
        ("cafe", "café", True),
        ("*", "", True),
    ],
)
def test_what_a_pattern_means(pattern: str, name: str, fits: bool) -> None:
    from desktop.study.folding import folded

    assert (any_of(pattern).fullmatch(folded(name)) is not None) is fits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deck:deck", "abcdeffg"),
        ("deck:Deck::Two", "effg"),
        ("deck:two", "effg"),
        ("deck:T*", "effg"),
        ("deck:*wo", "effg"),
        ("-deck:two", "abcd"),
        ("deck:three", ""),
        ("tag:sales", "ab"),
        ("tag:sales::closing", "a"),
        ("tag:*ing", "ad"),
        ("tag:none", "ceffg"),
        ("tag:sale", ""),
        ('note:"Question and answer"', "abcdeg"),
        ("note:*gaps", "ff"),
        ("note:text", ""),
        ("card:2", "f"),
    ],
)
def test_what_names_find(keys: Texts, text: str, found: str) -> None:
    assert keys(text) == list(found)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("deck:three", "There is no deck “three”."),
        ("tag:sale", "There is no tag “sale”."),
        ("note:text", "There is no note type “text”."),
    ],
)
def test_names_that_nothing_has_are_told(searcher: Searcher, text: str, problem: str) -> None:
    assert searcher.search(text).problem == problem


def test_odd_names_are_taken_to_the_letter(collection: Collection, searcher: Searcher) -> None:
    query(collection.folder, "UPDATE deck SET name = ? WHERE name = 'Two'", "<b>50% [a]</b> & 'Co' \\ --")
    assert searcher.search("deck:\"<b>50% [a]</b> & 'Co' \\ --\"").total == 4
    assert searcher.search('deck:"<b>50% [a]* & \'Co*"').total == 4
    assert searcher.search('deck:"<b>50% [b]*"').total == 0


def test_a_deck_inside_itself_hangs_nothing(collection: Collection, searcher: Searcher) -> None:
    query(collection.folder, "UPDATE deck SET parent = (SELECT id FROM deck WHERE name = 'Two')")
    found = searcher.search("deck:two", sort="deck")
    assert found.total
    assert searcher.rows(found.numbers)
