from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.query import (
    All,
    Answered,
    Any,
    Compared,
    Identities,
    Named,
    Not,
    Pattern,
    Query,
    Span,
    State,
    Words,
    parse,
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", All()),
        ("buyer", Words("buyer")),
        ("buyer price", All((Words("buyer"), Words("price")))),
        ('"cold call"', Words("cold call", phrase=True)),
        ("*onver*ion*", Words("*onver*ion*")),
        ("front:lead", Words("lead", field="front")),
        ('"cold ca', Words("cold ca*", phrase=True)),
        ("w:deal", Words("deal", phrase=True)),
        (r"re:\bb[ou]y", Pattern(r"\bb[ou]y")),
        ('"re:(a|b) c"', Pattern("(a|b) c")),
        ("Front:re:^a", Pattern("^a", "Front")),
        ("cid:7,8", Identities("cid", ("7", "8"))),
        ("is:learn", State("learning")),
        ('Front:"cold call"', Words("cold call", True, "Front")),
        ('"My front":lead', Words("lead", field="My front")),
        ("deck:Sales::Closing", Named("deck", "Sales::Closing")),
        ('deck:"Sales & Marketing"', Named("deck", "Sales & Marketing")),
        ('"deck:Sales & Marketing"', Named("deck", "Sales & Marketing")),
        ("tag:market*", Named("tag", "market*")),
        ("is:due", State("due")),
        ("IS:New", State("new")),
        ("ease<2", Compared("ease", "<", 2.0)),
        ("ease<=2,35", Compared("ease", "<=", 2.35)),
        ("prop:ivl>=10", Compared("interval", ">=", 10.0)),
        ("flag:2", Compared("flag", "=", 2.0)),
        ("added:7", Span("added", 7)),
        ("rated:1:again", Span("rated", 1, (0, 1, 2))),
        ("rated:7:4", Span("rated", 7, (5,))),
        ("rated:0..6", Answered(0, 6)),
        ("rated:6..0", Answered(0, 6)),
        ("introduced:7", Answered(0, 6, True)),
        ("introduced:7..9", Answered(7, 9, True)),
        ("-lead", Not(Words("lead"))),
        ("-is:new -tag:x", All((Not(State("new")), Not(Named("tag", "x"))))),
        ("a or b", Any((Words("a"), Words("b")))),
        ("a b or c", Any((All((Words("a"), Words("b"))), Words("c")))),
        ("(a or b) c", All((Any((Words("a"), Words("b"))), Words("c")))),
        ("-(a or b)", Not(Any((Words("a"), Words("b"))))),
        ("well-known", Words("well-known")),
        ("AT&T's 5%", All((Words("AT&T's"), Words("5%")))),
        ('"a: b"', Words("a: b", phrase=True)),
    ],
)
def test_what_a_text_asks_for(text: str, query: Query) -> None:
    parsed = parse(text)
    assert parsed.query == query
    assert parsed.problem == ""


@pytest.mark.parametrize(
    "text",
    [
        '"cold ca',
        "deck:",
        "is:",
        "is:d",
        "rated:1:",
        "rated:1..",
        "rated:1:ag",
        "a or",
        "or a",
        "-",
        "(",
        "(a",
        "a)",
        "()",
        "- a",
    ],
)
def test_what_is_still_being_typed_is_no_problem(text: str) -> None:
    assert parse(text).problem == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("is:frozen", "“is:frozen” is not known"),
        ("added:soon", "needs a number of days"),
        ("height>3", "“height” cannot be compared"),
        ("flag:red", "needs a number"),
        ("flag:inf", "needs a number"),
        ("rated:1:perfect", "is no answer"),
        ("(" * 60 + "a", "too many parentheses"),
    ],
)
def test_what_makes_no_sense_is_told_and_left_out(text: str, problem: str) -> None:
    parsed = parse(text)
    assert problem in parsed.problem
    assert parse(f"lead {text}").query in (Words("lead"), All((Words("lead"), parsed.query)))


@given(st.text(alphabet=st.sampled_from('ab()"- :*<>=or1\\\x00é'), max_size=60) | st.text())
def test_any_text_can_be_read(text: str) -> None:
    parse(text)
