from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.note import NAMESPACE, as_html, as_plain, derived


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b && c", "a &lt; b &amp;&amp; c"),
        ("AT&T", "AT&amp;T"),
        ("<li>", "&lt;li&gt;"),
        ("&nbsp;", "&amp;nbsp;"),
        ("one\ntwo\n", "one<br>two"),
        ("  “quoted” ", "“quoted”"),
        ('"straight"', '"straight"'),
    ],
)
def test_plain_text_becomes_the_html_that_shows_it(text: str, html: str) -> None:
    assert as_html(text) == html


@given(st.text())
def test_html_of_a_text_holds_no_tag_but_line_breaks(text: str) -> None:
    assert "<" not in as_html(text).replace("<br>", "")
    assert "\n" not in as_html(text)


@given(st.text())
def test_plain_text_comes_back(text: str) -> None:
    assert as_plain(as_html(text)) == text.strip()


def test_tags_of_an_imported_field_are_not_part_of_what_it_says() -> None:
    assert as_plain("<b>lead</b> generation<BR/>of <i>A&amp;B</i>") == "lead generation\nof A&B"


def test_a_derived_identity_is_the_same_on_every_computer() -> None:
    assert derived(NAMESPACE, "deck sales-and-marketing") == UUID("a977ddba-07fc-5289-a0e8-86107d5b1d3d")
    assert derived(NAMESPACE, "deck a") != derived(NAMESPACE, "deck b")
