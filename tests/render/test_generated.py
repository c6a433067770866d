"""Texts before and after elements: drawn, not said, and never against what hides them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.card_theme import CardTheme
from desktop.render.document import compile_card
from desktop.render.generated import content_of, split
from tests.render.test_lower import GONE, HIDING

TAG = re.compile(r"<[^>]*>")


def drawn(html: str, style: str) -> str:
    """Return the letters that reach the window."""
    return TAG.sub("", compile_card(html, style).html)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ('"→ "', "→ x"),
        ("'a' \"b\" 'c'", "abcx"),
        (r'"\2192 ok"', "→okx"),
        (r'"say \"hi\" "', "say &quot;hi&quot; x"),
        ('"a;b}c{"', "a;b}c{x"),
        ("attr(data-k) ': '", "key: x"),
        ("attr(title)", "tipx"),
        ("attr(absent)", "x"),
        ("open-quote", "“x"),
        ("url(http://127.0.0.1/x.png)", "x"),
        ("url(x.png) 'after'", "afterx"),
        ("'seen' / 'said'", "seenx"),
        ("counter(item) '. '", ". x"),
        ("none", "x"),
        ("normal", "x"),
        ("''", "x"),
        ("'\\f00c'", "x"),
        (r'"\0\d800\110000\fffc"', "\ufffd\ufffd\ufffdx"),
        ("'<b>&amp;'", "&lt;b&gt;&amp;amp;x"),
        ("'a' !important", "ax"),
    ],
)
def test_content(content: str, shown: str) -> None:
    for pseudo in ("::before", ":before", "::BEFORE"):
        style = f".a{pseudo} {{ content: {content}; }}"
        assert drawn("<p><b class=a data-k=key title=tip>x</b></p>", style) == shown


def test_the_last_content_holds_and_others_can_take_it_back() -> None:
    assert drawn("<b>x</b>", "b::before{content:'1';content:'2'}") == "2x"
    assert drawn("<b class=a>x</b>", "b::before{content:'1'} .a::before{content:none}") == "x"
    assert drawn("<b class=a>x</b>", ".a::before{content:'1'} b::before{content:'2'}") == "1x"


def test_it_has_a_look_of_its_own() -> None:
    made = compile_card("<b>x</b>", "b:after { content: ' new'; color: #c00000; font-weight: normal }")
    assert '<span style="color:#c00000"> new</span>' in made.html


def test_it_is_drawn_and_not_said() -> None:
    assert compile_card("<b>x</b>", "b::before{content:'1'} b::after{content:'2'}").text == "x"


def test_it_stands_where_it_is_wanted() -> None:
    assert drawn("<ul><li>x</ul>", "ul{list-style:none} li::before{content:'✓ '}") == "✓ x"
    assert drawn("x", ".card::after{content:'end'}") == "xend"
    assert drawn("<p>x", "p { & ::before, &::before {content:'n '} }") == "n x"
    assert drawn("<q>x</q>", "q::before{content:'«'} q::after{content:'»'}") == "«x»"
    assert drawn("<br><hr><img src=a.png><i>x</i>", "*::before{content:''} i::before{content:'i'}").endswith(
        "ix"
    )
    assert drawn("<i>x</i>", "#qa ::before{content:'i'}") == "ix"


@pytest.mark.parametrize("how", HIDING)
def test_what_is_hidden_has_no_text_of_a_style_sheet_either(how: str) -> None:
    assert "secret" not in drawn(f"a<p {how} data-k=secret>b</p>c", GONE + " p::before{content:attr(data-k)}")


@pytest.mark.parametrize("how", [each[7:-1] for each in HIDING if each.startswith(("style='", 'style="'))])
def test_a_text_of_a_style_sheet_can_be_hidden(how: str) -> None:
    for pseudo in ("before", "after"):
        assert "secret" not in drawn("<p>b</p>", f"p::{pseudo} {{ content: 'secret'; {how} }}")


def test_what_a_hover_would_write_is_not_written() -> None:
    for selector in (
        "p:hover::before",
        "p::before:hover",
        "p:hover b::after",
        "p::first-line",
        "b::before i",
    ):
        assert drawn("<p>x <b>y<i>z</i></b></p>", f"{selector} {{ content: 'secret' }}") == "x yz"


def test_the_closed_part_of_a_foldable_keeps_its_texts() -> None:
    html = "<details><summary>s</summary><p>x</p></details>"
    assert "secret" not in drawn(html, "p::before{content:'secret'} details::after{content:'secret'}")


def test_selectors_are_split() -> None:
    assert split("a b::before") == ("a b", "before")
    assert split("a > :after") == ("a > *", "after")
    assert split("::before") == ("*", "before")
    assert split(".before") == (".before", "")


@given(st.text(), st.sampled_from(["before", "after"]), st.sampled_from(["'", '"', ""]))
def test_any_content_compiles(content: str, pseudo: str, quote: str) -> None:
    made = compile_card("<p>seen</p>", f"p::{pseudo} {{ content: {quote}{content}{quote} }}")
    assert made.text == "seen" or quote not in content or not quote
    content_of(content)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=80))
def test_any_text_can_be_written_as_a_string(text: str) -> None:
    string = text.replace("\\", "\\\\").replace('"', '\\"')
    made = compile_card("<p>seen</p>", f'p::before {{ content: "{string}" }}', CardTheme())
    from html import unescape

    assert (
        unescape(TAG.sub("", made.html)) == f"{text}seen" or "/*" in text or "<!--" in text or "-->" in text
    )
