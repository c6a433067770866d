"""Attacks of our own through the compiler: text only, in bounded time."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest

from desktop.render.document import compile_card
from tests.render.hostile_cards import ATTACKS, LARGE, SHEETS

TAGS = {"p", "span", "a", "br", "hr", "img", "table", "tr", "td", "ul", "ol", "li"}
ATTRIBUTES = {
    "p": {"align", "style"},
    "li": {"align", "style"},
    "span": {"style"},
    "a": {"href", "style"},
    "hr": {"style"},
    "img": {"src", "width", "height", "alt"},
    "table": {"width", "align", "cellspacing", "cellpadding", "style"},
    "td": {"width", "colspan", "rowspan", "valign", "style"},
    "ul": {"type", "style"},
    "ol": {"type", "start", "style"},
}


class Reader(HTMLParser):
    """Checks every tag of what Qt is given."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES.get(tag, set())
        for name, value in attrs:
            value = value or ""
            if name == "style":
                assert not re.search(r"url|@|\\|<|expression|-qt-(?!paragraph-type:empty)", value)
            if name == "src":
                assert re.match(r"media:|formula:|reading:\d+$", value)
            if name == "href":
                assert re.match(r"fold:\d+$|sound:\d+$|https?:|mailto:", value, re.IGNORECASE)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def test_there_are_enough_attacks() -> None:
    assert len(set(ATTACKS)) + len(LARGE) >= 200


@pytest.mark.parametrize("html", ATTACKS)
def test_an_attack_is_text(html: str) -> None:
    made = compile_card(f"before {html}", pictures=lambda _: (10, 10))

    Reader().feed(made.html)
    assert made.text.startswith("before") or "html{display:none}" in html


@pytest.mark.parametrize("css", [html.partition("<style>")[2].partition("</style>")[0] for html in SHEETS])
def test_an_attack_by_a_note_type_is_text(css: str) -> None:
    made = compile_card("<p title=abc>x", css)

    Reader().feed(made.html)
    assert made.text == "x"


@pytest.mark.parametrize("html", LARGE, ids=lambda html: html[:24])
def test_a_card_beyond_all_bounds_takes_no_more_than_a_moment(html: str) -> None:
    start = time.process_time()
    made = compile_card(html)

    assert time.process_time() - start < 1.5
    assert len(made.html) < 4_000_000
