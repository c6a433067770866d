from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.template import LONGEST, Filter, fill, text_filter

FIELDS = {
    "Front": "<b>a</b>",
    "Back": "b",
    "Empty": "",
    "Blank": "<br>&nbsp; ",
    "Break": "<br> <div></div>\n",
    "Two Words": "c",
}
FILTERS: dict[str, Filter] = {"text": text_filter, "upper": lambda html, name: html.upper()}


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
        ("a{{!Front}}b", "ab"),
        ("{{{Back}}} {{{Back}} {{Back}}}", "b {b b}"),
        ("<%Back%> {{=<% %>=}}<%Back%> {{Back}} <%={{ }}=%>{{Back}}", "<%Back%> b {{Back}} b"),
        ("{{=[[ ]]=}}[[#Back]][[text:Front]][[/Back]] <!-- a -->", "a <!-- a -->"),
        ("<!-- {{Back}} {{#Empty}} -->{{Back}}<!-- {{Back}}", "<!-- {{Back}} {{#Empty}} -->b<!-- b"),
    ],
)
def test_fields_and_filters_are_filled_in(template: str, html: str) -> None:
    assert filled(template) == html


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{#Back}}yes{{/Back}}", "yes"),
        ("{{#Empty}}yes{{/Empty}}", ""),
        ("{{#Blank}}yes{{/Blank}}", "yes"),
        ("{{#Break}}yes{{/Break}}", ""),
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


PIECES = ["{{", "}}", "#", "^", "/", "Back", "Empty", "Front", ":", "text", "x", "!", "{", "}", " "]
PIECES += ["<!--", "-->", "<%", "%>", "{{=<% %>=}}", "<%={{ }}=%>"]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_template_can_be_filled(parts: list[str]) -> None:
    template = "".join(parts)

    once = filled(template)

    assert once == filled(template)
    assert len(once) <= len(template) * len(FIELDS["Front"])


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_any_text_is_a_template_for_any_fields(template: str, fields: dict[str, str]) -> None:
    assert isinstance(fill(template, fields, FILTERS), str)


@pytest.mark.parametrize(
    "text",
    [
        "{{" + " " * 50_000,
        "{{" * 30_000,
        "{{#Back}}" * 10_000,
        "{{#Back}}" * 10_000 + "{{/Front}}" * 10_000,
        "{{#Back}}{{#Front}}" * 10_000 + "{{/Back}}" * 10_000,
        "{{#Long}}" * 10_000,
        "{{text:Long}}{{Nothing}}" * 5_000,
        "{{" + "text:" * 20_000 + "Long}}",
        "<!--" * 30_000,
        "<" * 100_000,
    ],
)
def test_a_hostile_template_takes_no_longer_than_its_length_deserves(text: str) -> None:
    start = time.process_time()

    shown = filled(text, Long=" " * 100_000)

    assert time.process_time() - start < 2
    assert len(shown) <= LONGEST


def test_a_side_ends_where_it_is_too_long_for_any_eye() -> None:
    assert len(filled("{{Front}}" * 1000, Front="a" * 100_000)) == LONGEST
