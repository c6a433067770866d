"""Drawings that stand in a card: pictures of harmless shapes, nothing else."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.card_theme import CardTheme
from desktop.render.document import Compiled, compile_card
from desktop.render.drawing import Drawing, is_safe
from desktop.render.svg_tags import svg_as_spans
from tests.render.hostile_cards import FAR, SVGS
from tests.render.test_lower import DARK, GONE, HIDING

LETTERS = re.compile(r"(?<=>)[^<]+")
CIRCLE = "<circle cx=5 cy=5 r=4 />"


def made(
    inside: str, more: str = "viewBox='0 0 10 10' width=20", style: str = "", dark: bool = False
) -> Compiled:
    return compile_card(f"a <svg {more}>{inside}</svg> b", style, DARK if dark else CardTheme())


def drawing(
    inside: str, more: str = "viewBox='0 0 10 10' width=20", style: str = "", dark: bool = False
) -> Drawing:
    (found,) = made(inside, more, style, dark).drawings.values()
    return found


def size(found: Compiled) -> tuple[str, str]:
    match = re.search(r'<img src="formula:\w+" width="(\d+)" height="(\d+)"', found.html)
    assert match
    return match[1], match[2]


def test_a_drawing_stands_in_its_line() -> None:
    found = made(f"<title>A ring</title>{CIRCLE}")
    assert found.text == "a A ring b"
    assert 'alt="A ring"' in found.html
    assert '<circle cx="5" cy="5" r="4"></circle>' in drawing(CIRCLE).svg


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("width=40 height=20", ("40", "20")),
        ("width=40 viewBox='0 0 10 5'", ("40", "20")),
        ("height=20 viewBox='0 0 10 5'", ("40", "20")),
        ("viewBox='0 0 10 5'", ("680", "340")),
        ("width=50% viewBox='0 0 10 5'", ("340", "170")),
        ("width=2em viewBox='0 0 10 10'", ("60", "60")),
        ("width=4000 height=2000", ("680", "340")),
        ("width=40 height=20 style='max-width:20px'", ("20", "10")),
        ("style='width:40px' viewBox='0 0 1e9 1' height=20", ("40", "20")),
        ("", ("300", "150")),
        ("viewBox='0 0 0 0'", ("300", "150")),
        ("viewBox='nan inf' width=-4", ("300", "150")),
    ],
)
def test_a_drawing_has_its_size(more: str, wanted: tuple[str, str]) -> None:
    assert size(made(CIRCLE, more)) == wanted


@pytest.mark.parametrize(
    "more", ["width=0", "height=0", "width=0.4 height=9", "viewBox='0 0 10 10' width=20 hidden"]
)
def test_a_drawing_of_no_size_is_none(more: str) -> None:
    assert made(CIRCLE, more).drawings == {}


@pytest.mark.parametrize(
    "inside", ["", "text", "<path d='M0 0'/>", "<g></g>", "<title></title>", "<defs></defs>"]
)
def test_a_drawing_of_nothing_is_none(inside: str) -> None:
    found = made(inside)
    assert found.drawings == {}
    assert found.text == "a b"


def test_current_color_is_the_colour_of_the_text() -> None:
    assert (
        'stroke="#c00000"'
        in drawing("<path d='M0 0L9 9' stroke=currentColor />", "width=9 style='color:#c00000'").svg
    )
    assert f'fill="{CardTheme().text}"' in drawing(CIRCLE).svg


def test_style_sheets_colour_it() -> None:
    style = (
        ".k path { fill: var(--c); stroke-width: 3 } :root { --c: rgb(0 128 0 / 50%) } svg { width: 40px }"
    )
    found = made("<path class=p d='M0 0L9 9' fill=red />", "class=k viewBox='0 0 9 9'", style)
    assert size(found) == ("40", "40")
    (shown,) = found.drawings.values()
    assert 'fill="#008000" fill-opacity="0.5"' in shown.svg
    assert 'stroke-width="3"' in shown.svg


def test_a_style_in_the_drawing_colours_it() -> None:
    assert 'fill="#ffa500"' in drawing("<style>.k{fill:orange}</style><path class=k d='M0 0L9 9'/>").svg
    path = "<path style='stroke:red;fill:url(#g)' d='M0 0L9 9'/>"
    assert 'fill="url(#g)"' in drawing(f"<radialGradient id=g><stop /></radialGradient>{path}").svg
    assert 'fill="none"' in drawing(path).svg


def test_gradients_and_parts_are_kept() -> None:
    stops = "<linearGradient id=a><stop offset=0 stop-color=red /></linearGradient>"
    found = drawing(
        f"{stops}<linearGradient id=b xlink:href='#a' x1=1 /><rect width=9 height=9 fill='url(#b)'/>"
    ).svg
    assert found.count('<stop offset="0" stop-color="#ff0000">') == 2
    assert (
        '<use x="2" xlink:href="#d">' in drawing("<defs><circle id=d r=1 /></defs><use href='#d' x=2 />").svg
    )


def test_dark_ink_on_no_paper_is_light_in_a_dark_window() -> None:
    line = "<path d='M0 0L9 9' stroke=black />"
    assert 'stroke="#000000"' in drawing(line).svg
    assert f'stroke="{DARK.text}"' in drawing(line, dark=True).svg
    assert 'stroke="#000000"' in drawing(f"<rect width=9 height=9 fill=white />{line}", dark=True).svg


@pytest.mark.parametrize("how", HIDING)
def test_what_is_hidden_in_a_drawing_is_not_drawn(how: str) -> None:
    if "color" in how:  # of letters only
        return
    found = made(f"{CIRCLE}<text x=1 y=1 {how}>secret</text><g {how}><text>secret</text></g>", style=GONE)
    assert "secret" not in repr(found)
    assert made(CIRCLE + "<title>secret</title>", f"{how} width=9", GONE).drawings == {}


@pytest.mark.parametrize("how", ["display=none", "visibility=hidden", "mask='url(#m)'", "opacity=0"])
def test_what_an_attribute_hides_is_not_drawn(how: str) -> None:
    assert "secret" not in repr(made(f"{CIRCLE}<text {how}>secret</text>"))


@pytest.mark.parametrize("html", SVGS)
def test_an_attack_becomes_nothing_but_shapes(html: str) -> None:
    found = compile_card(f"before {html}")
    assert found.text.startswith("before")
    for each in found.drawings.values():
        assert is_safe(each.svg)
        assert FAR not in each.svg
        assert not re.search(
            r"script|foreign|image|animate|<set|onload|data:|http:(?!//www\.w3\.org)|@|\\",
            LETTERS.sub("", each.svg),
        )


def test_parts_of_parts_of_parts_are_not_drawn() -> None:
    parts = "".join(f"<g id=a{n + 1}>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(9))
    found = drawing(f"<defs><circle id=a0 r=1 />{parts}</defs><use href='#a9'/>{CIRCLE}")
    assert found.svg.count("<use") == 1


def test_a_drawing_that_is_too_large_is_named_instead() -> None:
    found = made("<title>Much</title>" + "<path d='" + "M0 0L9 9" * 15_000 + "'/>" + CIRCLE * 3000)
    assert found.drawings == {}


def test_html_in_a_drawing_leaves_it_out() -> None:
    assert made("<foreignObject><p>x</p></foreignObject>" + CIRCLE).drawings == {}
    assert compile_card("<svg><p>seen").text == "seen"
    assert compile_card("<svg>never closed").text == ""
    assert compile_card("<!-- <svg> -->a<script>'<svg>'</script>b</svg>c").text == "abc"
    assert compile_card("<svg/>a<svg><svg/></svg>b").text == "ab"


PIECES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            [
                "<svg>",
                "</svg>",
                "<svg width=9 viewBox='0 0 9 9'>",
                "<g>",
                "</g>",
                "<path d='M0 0L9 9'>",
                "<text>",
                "<b>",
                "<use href='#a'>",
                "<g id=a>",
                "</text>",
                "<title>",
                "</title>",
                "<!--",
                "-->",
                "<a>",
                "</a>",
                "<script>",
            ]
        ),
    ),
    max_size=20,
).map("".join)


@given(PIECES)
def test_any_drawing_compiles_to_safe_shapes(html: str) -> None:
    assert all(is_safe(each.svg) for each in compile_card(html).drawings.values())


@given(PIECES)
def test_text_outside_of_drawings_stays(html: str) -> None:
    assert svg_as_spans(html) == html or "<svg" in html


def test_many_drawings_take_no_more_than_a_moment() -> None:
    start = time.process_time()
    compile_card(f"<svg width=9>{CIRCLE}</svg>" * 1500)
    assert time.process_time() - start < 1.5
