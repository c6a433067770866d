"""Tags that HTML does not know."""

from __future__ import annotations

import pytest

from desktop.render.card_theme import CardTheme
from desktop.render.document import compile_card
from desktop.render.own_tags import as_attributes, as_spans


@pytest.mark.parametrize(
    ("css", "html"),
    [
        ("tts{display:none}", "a<tts>secret</tts>b"),
        ("TTS { display: none }", "a<TTS class=x>secret</TTS>b"),
        (".card tts, p{visibility:hidden}", "a<tts>secret</tts>b"),
        ("my-hint > b{display:none}", "a<my-hint><b>secret</b></my-hint>b"),
        ("tts{display:none}", "a<tts><b>secret</tts>b"),
    ],
)
def test_what_a_style_sheet_hides_by_such_a_name_is_hidden(css: str, html: str) -> None:
    assert "secret" not in compile_card(html, css, CardTheme()).text


def test_without_a_rule_it_is_text() -> None:
    assert compile_card("a<tts>b</tts>c", "", CardTheme()).text == "abc"


def test_a_style_gives_it_its_look() -> None:
    made = compile_card("a<em2>b</em2>", "em2{font-weight:bold}", CardTheme())
    assert "font-weight" in made.html


def test_tags_of_html_stay() -> None:
    html = "<p class=x>a <b>b</b><br/><script>c</script></p><svg><g></g></svg> 1 <2 <x"
    assert as_spans(html).startswith("<p class=x>a <b>b</b><br/><script>c</script></p><svg>")


@pytest.mark.parametrize(
    ("selector", "made"),
    [
        ("p b", "p b"),
        ("tts", "[data-tag=tts]"),
        ("div > tts.x", "div > [data-tag=tts].x"),
        (".tts #tts", ".tts #tts"),
        ("p:not(tts)", "p:not([data-tag=tts])"),
        ('a[title="x tts"]', 'a[title="x tts"]'),
    ],
)
def test_selectors_find_them(selector: str, made: str) -> None:
    assert as_attributes(selector) == made
