from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.gui.browser.terms import term, with_term
from desktop.study.query import All, Named, parse


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sales", "deck:Sales"),
        ("Sales::Cold-calls_2", "deck:Sales::Cold-calls_2"),
        ("Sales & Marketing", 'deck:"Sales & Marketing"'),
        ('<b>Sales</b> & "Co"', 'deck:"<b>Sales</b> & *Co*"'),
        ("(a or b)", 'deck:"(a or b)"'),
    ],
)
def test_a_name_as_a_part_of_a_search(name: str, said: str) -> None:
    assert term("deck", name) == said


@given(st.text(min_size=1).filter(lambda name: name.strip() and '"' not in name))
def test_a_name_is_read_back_as_it_was(name: str) -> None:
    assert parse(term("deck", name)).query == Named("deck", name)


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("", "deck:Sales", "deck:Sales"),
        ("buyer", "deck:Sales", "buyer deck:Sales"),
        ("buyer deck:Other price", "deck:Sales", "buyer price deck:Sales"),
        ("d:Other buyer", "deck:Sales", "buyer deck:Sales"),
        ("buyer -deck:Other", "deck:Sales", "buyer -deck:Other deck:Sales"),
        ("tag:a is:due", "deck:Sales", "tag:a is:due deck:Sales"),
        ('"deck:x"', "deck:Sales", '"deck:x" deck:Sales'),
        ("buyer or seller", "deck:Sales", "(buyer or seller) deck:Sales"),
        ("(deck:A or deck:B) buyer", "deck:Sales", "(deck:A or deck:B) buyer deck:Sales"),
        ("buyer deck:Sales", "deck:", "buyer"),
    ],
)
def test_a_click_puts_a_part_in_the_place_of_its_like(before: str, wanted: str, after: str) -> None:
    assert with_term(before, wanted) == after


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("tag:a", "tag:b", "tag:a tag:b"),
        ("tag:a tag:b", "tag:b", "tag:a tag:b"),
        ("a or b", "-tag:c", "(a or b) -tag:c"),
    ],
)
def test_a_part_can_be_asked_for_besides(before: str, wanted: str, after: str) -> None:
    assert with_term(before, wanted, added=True) == after


@given(st.text(max_size=60))
def test_whatever_was_typed_the_part_is_asked_for(before: str) -> None:
    for added in (False, True):
        query = parse(with_term(before, "is:due", added=added)).query
        assert query != All()
