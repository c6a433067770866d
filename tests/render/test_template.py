from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.template import Filter, cloze_filter, fill, is_empty, text_filter

FIELDS = {"Front": "<b>a</b>", "Back": "b", "Empty": "", "Blank": "<br>&nbsp; ", "Two Words": "c"}
FILTERS: dict[str, Filter] = {"text": text_filter, "upper": str.upper}


def filled(template: str, **more: Any) -> str:
    return fill(template, FIELDS | more, FILTERS)


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{Front}} and {{ Back }}", "<b>a</b> and b"),
        ("{{Two Words}}", "c"),
        ("{{Nothing}}|{{}}|{{ }}", "||"),
        ("{Back} {{Back} }}", "{Back} {{Back} }}"),
        ("no fields", "no fields"),
        ("{{text:Front}}", "a"),
        ("{{hint:Back}} {{tts en_US:Back}}", "b b"),
        ("{{upper:text:Front}}", "A"),
        ("{{upper:unheard of:Back}}", "B"),
        ("{{type:Nothing}}", ""),
    ],
)
def test_fields_and_filters_are_filled_in(template: str, html: str) -> None:
    assert filled(template) == html


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{#Back}}yes{{/Back}}", "yes"),
        ("{{#Empty}}yes{{/Empty}}", ""),
        ("{{#Blank}}yes{{/Blank}}", ""),
        ("{{#Nothing}}yes{{/Nothing}}", ""),
        ("{{^Empty}}no{{/Empty}}", "no"),
        ("{{^Back}}no{{/Back}}", ""),
        ("{{# Back }}yes{{/ Back }}", "yes"),
        ("{{#Back}}1{{#Empty}}2{{/Empty}}3{{/Back}}4", "134"),
        ("{{#Empty}}1{{#Back}}2{{/Back}}3{{/Empty}}4", "4"),
        ("{{#Back}}1{{^Empty}}2{{#Front}}3{{/Front}}{{/Empty}}{{/Back}}", "123"),
        ("{{#Empty}}{{Front}}{{/Empty}}{{Back}}", "b"),
    ],
)
def test_sections_show_only_where_their_field_says_so(template: str, html: str) -> None:
    assert filled(template) == html


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("a{{/Back}}b", "ab"),
        ("{{#Back}}a{{/Front}}b{{/Back}}c", "abc"),
        ("{{#Empty}}a{{/Front}}b{{/Empty}}c", "c"),
        ("{{#Back}}a", "a"),
        ("{{#Empty}}a", ""),
        ("{{#Empty}}1{{#Back}}2{{/Empty}}3", "3"),
    ],
)
def test_sections_that_do_not_match_are_taken_as_well_as_can_be(template: str, html: str) -> None:
    assert filled(template) == html


def test_a_field_is_not_read_as_a_template() -> None:
    assert filled("{{Front}}", Front="{{Back}} {{#Empty}}x") == "{{Back}} {{#Empty}}x"


@pytest.mark.parametrize("html", ["", " ", "<br>", "<p> </p>", "&nbsp;", "<b></b>\n"])
def test_a_field_that_shows_nothing_is_empty(html: str) -> None:
    assert is_empty(html)


@pytest.mark.parametrize("html", ["a", "<b>0</b>", "<img src=x.png>", "&lt;"])
def test_a_field_that_shows_something_is_not(html: str) -> None:
    assert not is_empty(html)


def test_the_cloze_filter_hides_or_shows_the_gaps_of_one_card() -> None:
    text = "{{c1::a}} {{c2::b::hint}}"

    assert cloze_filter(1, revealed=False)(text) == "<span class=cloze>[…]</span> b"
    assert cloze_filter(1, revealed=True)(text) == "<span class=cloze>a</span> b"
    assert cloze_filter(2, revealed=False)(text) == "a <span class=cloze>[hint]</span>"
    assert cloze_filter(3, revealed=False)(text) == "a b"


def test_the_text_filter_takes_tags_but_not_signs() -> None:
    assert text_filter("<i>a</i> < b <i>c</i> &lt; d") == "a < b c &lt; d"


@given(
    st.lists(st.sampled_from(["{{", "}}", "#", "^", "/", "Back", "Empty", "Front", ":", "text", "x", " "]))
)
def test_any_template_can_be_filled(parts: list[str]) -> None:
    template = "".join(parts)

    once = filled(template)

    assert once == filled(template)
    assert len(once) <= len(template) * len(FIELDS["Front"])


@pytest.mark.parametrize("text", ["{{" + " " * 50_000, "{{" * 30_000, "{{#Back}}" * 10_000, "<" * 100_000])
def test_a_hostile_template_takes_no_longer_than_its_length_deserves(text: str) -> None:
    start = time.process_time()

    filled(text)
    is_empty(text)

    assert time.process_time() - start < 2
