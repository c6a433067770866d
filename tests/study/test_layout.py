from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.layout import Tag, faults, is_empty, parts, shows_something

PIECES = ["{{", "}}", "#", "^", "/", "!", "A", "B", ":", " ", "<!--", "-->", "{{=<% %>=}}", "<%", "%>"]


@pytest.mark.parametrize("html", ["", " ", "<br>", "<br/>", "<br />", "</div><DIV>\n\t<br>"])
def test_white_space_and_line_breaks_are_an_empty_field(html: str) -> None:
    assert is_empty(html)


@pytest.mark.parametrize(
    "html", ["a", "0", "<b></b>", "<img src=x.png>", "&nbsp;", "\xa0", "<p></p>", "[sound:a]"]
)
def test_anything_else_is_not(html: str) -> None:
    assert not is_empty(html)


def test_a_template_is_taken_apart_in_order() -> None:
    assert parts("a {{ #B }}{{text: hint:C d}}{{/B}}<!-- {{e}} -->{{}}") == (
        "a ",
        Tag("#", "B"),
        Tag("", "C d", ("text", "hint")),
        Tag("/", "B"),
        "<!-- {{e}} -->",
        Tag("", ""),
    )


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_texts_keep_their_place_and_nothing_is_made_up(template: str) -> None:
    at = 0
    for part in parts(template):
        text = part if isinstance(part, str) else part.name
        assert text in template[at:]
        at = template.index(text, at)


@pytest.mark.parametrize(
    ("question", "shows"),
    [
        ("{{A}}", True),
        ("{{hint:A}}", True),
        ("{{B}}", False),
        ("{{Nothing}}", False),
        ("only words", False),
        ("words and {{Tags}}, {{Deck}}, {{FrontSide}}", False),
        ("{{#A}}words{{/A}}", False),
        ("{{#B}}{{A}}{{/B}}", False),
        ("{{^B}}{{A}}{{/B}}", True),
        ("{{^A}}{{A}}{{/A}}{{B}}", False),
        ("{{#A}}{{#C}}{{B}}{{C}}{{/C}}{{/A}}", True),
        ("<!-- {{A}} -->", False),
    ],
)
def test_a_question_without_a_filled_field_shows_nothing(question: str, shows: bool) -> None:
    assert shows_something(question, {"A": "a", "B": "<br>", "C": "c"}) is shows


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{A}} {{text:A}} {{#A}}{{^B}}{{B}}{{/B}}{{/A}}", ()),
        ("{{Tags}}{{Type}}{{Deck}}{{Subdeck}}{{Card}}{{FrontSide}}{{#Tags}}{{/Tags}}", ()),
        ("{{#c1}}{{A}}{{/c1}}{{^c12}}{{/c12}}{{!A comment}}", ()),
        ("{{Front}} {{text:Front}}", ('There is no field "Front".',)),
        ("{{#a}}{{/a}}", ('There is no field "a".',)),
        ("{{c1}}", ('There is no field "c1".',)),
        ("{{text:}}", ("Two pairs of braces have no name of a field between them.",)),
        ("{{A", ("Two opening braces have no closing ones, so they are shown.",)),
        ("{{#A}}", ('The section "A" never ends.',)),
        ("{{#A}}{{#B}}{{/A}}", ('The section "B" never ends.',)),
        ("{{#A}}{{/A}}{{/A}}", ('The section "A" ends but never begins.',)),
        (
            "{{#A}}{{/B}}",
            ('The section "B" ends but never begins.', 'The section "A" never ends.'),
        ),
    ],
)
def test_what_is_wrong_with_a_template_is_told(template: str, told: tuple[str, ...]) -> None:
    assert faults(template, ("A", "B")) == told


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_faults_of_any_template_can_be_told(template: str) -> None:
    assert all(each.endswith(".") for each in faults(template, ("A",)))


@pytest.mark.parametrize(
    "template",
    [
        "{{" * 50_000,
        "{{#A}}" * 20_000 + "{{/B}}" * 20_000,
        "{{#A}}{{#B}}" * 10_000 + "{{/A}}" * 10_000,
        "<!--" * 50_000,
    ],
)
def test_a_hostile_template_takes_no_longer_than_its_length_deserves(template: str) -> None:
    start = time.process_time()

    faults(template, ())
    shows_something(template, {"A": "a"})
    is_empty(" " * 100_000 + "<br>" * 100_000 + "a")

    assert time.process_time() - start < 2
