"""Readings: above their words where that can be drawn, else behind them."""

from __future__ import annotations

import pytest

from desktop.render.card_theme import CardTheme
from desktop.render.document import Compiled, compile_card
from desktop.render.drawing import Reading
from desktop.render.ruby import STRUT


def made(html: str, style: str = "", theme: CardTheme | None = None) -> Compiled:
    return compile_card(html, style, theme or CardTheme())


def pairs(html: str, style: str = "") -> list[tuple[str, str]]:
    return [(each.base, each.above) for each in made(html, style).readings]


@pytest.mark.parametrize(
    ("html", "above"),
    [
        ("<ruby>子<rt>し</rt></ruby>", [("子", "し")]),
        ("<ruby>子<rp>(</rp><rt>し</rt><rp>)</rp></ruby>", [("子", "し")]),
        ("<ruby><rb>子</rb><rt>し</rt></ruby>", [("子", "し")]),
        ("<ruby>日<rt>に</rt>本<rt>ほん</rt></ruby>", [("日", "に"), ("本", "ほん")]),
        ("<ruby><span class=cloze>子<rt>し</rt></span></ruby>", [("子", "し")]),
        ("<ruby><b>子</b><rt><i>し</i></rt></ruby>", [("子", "し")]),
        ("<ruby> 子 <rt> し </rt> </ruby>", [("子", "し")]),
        ("<ruby style='text-transform:uppercase'>a<rt>b</rt></ruby>", [("A", "B")]),
        ("<ruby>子</ruby>", []),
        ("<ruby>子<rt></rt></ruby>", []),
    ],
)
def test_a_reading_stands_above_its_word(html: str, above: list[tuple[str, str]]) -> None:
    assert pairs(html) == above


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ruby>a<b>b</b><rt>c</rt></ruby>", "ab(c)"),
        ("<ruby><img src=a.png><rt>c</rt></ruby>", "▧ a.png(c)"),
        ("<ruby>[sound:a.mp3]<rt>c</rt></ruby>", "▶ a.mp3(c)"),
        ("<ruby>a<br>b<rt>c</rt></ruby>", "a\nb(c)"),
        ("<ruby>a<rt>b</rt><rt>c</rt></ruby>", "a(b)(c)"),
        ("<ruby><rt>b</rt></ruby>", "(b)"),
        ("<ruby><a href='https://x.example/'>a</a><rt>b</rt></ruby>", "a(b)"),
        ("<ruby>" + "長" * 40 + "<rt>b</rt></ruby>", "長" * 40 + "(b)"),
        ("<rt>b</rt>", "(b)"),
    ],
)
def test_where_that_cannot_be_drawn_it_stands_behind(html: str, text: str) -> None:
    found = made(html)
    assert found.text.replace(" (", "(") == text
    assert found.readings == ()


def test_word_and_reading_are_said_once_and_copied_together() -> None:
    found = made("よ <ruby>子<rt>し</rt></ruby> と")
    assert found.text == "よ 子(し) と"
    assert f'よ <img src="reading:0" alt="子[し]" />{STRUT} と' in found.html


def test_the_same_reading_is_kept_once() -> None:
    found = made("<ruby>子<rt>し</rt></ruby>" * 3)
    assert len(found.readings) == 1
    assert found.html.count("reading:0") == 3


def test_size_and_colour_are_the_author_s() -> None:
    rt = "rt { font-size: 50%; color: #0000ff }"
    assert made("<ruby>子<rt>し</rt></ruby>", rt).readings == (Reading("子", "し", 0.5, "#0000ff"),)
    assert made("<ruby>子<rt>し</rt></ruby>").readings == (Reading("子", "し", 0.55, ""),)


@pytest.mark.parametrize("how", ["display:none", "visibility:hidden", "opacity:0", "color:transparent"])
def test_a_hidden_reading_is_nowhere(how: str) -> None:
    found = made("<ruby>子<rt>secret</rt></ruby>", f"rt {{ {how} }}")
    assert "secret" not in repr(found)
    assert found.text == "子"


def test_the_reading_of_a_hidden_word_is_not_put_above_another() -> None:
    found = made("<ruby>子<span hidden>secret</span><rt>し</rt></ruby>")
    assert "secret" not in repr(found)
    hidden = made("<ruby>a<rt>b</rt><span style='color:transparent'>secret</span><rt>c</rt></ruby>")
    assert "secret" not in repr(hidden)
    assert hidden.text == "a(b)(c)"


def test_a_source_of_a_card_names_no_reading() -> None:
    found = made("<img src='reading:0'><ruby>子<rt>し</rt></ruby>")
    assert found.html.count('src="reading:') == 1
