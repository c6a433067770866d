from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.cascade import cascaded
from desktop.render.colors import contrast, parse_color, readable
from desktop.render.declarations import css_of, declarations
from desktop.render.lengths import Measures, pixels
from desktop.render.sheet import Screen, sheet
from desktop.render.tree import Node

DAY, NIGHT = Screen(False, 680), Screen(True, 680)
BY = Measures(em=20, rem=16, whole=600, width=680, scale=1)


def found(html: str, css: str, screen: Screen = DAY, number: int = 1) -> dict[str, str]:
    """Return the declarations that hold for the element with the id x."""

    def search(node: Node) -> dict[str, str] | None:
        if node.attributes.get("id") == "x":
            return node.style
        return next((style for each in node.nodes() if (style := search(each)) is not None), None)

    return search(cascaded(html, css, screen, number, "linux")) or {}


@pytest.mark.parametrize(
    ("css", "color"),
    [
        ("p{color:red}", "red"),
        ("p{color:red} .a{color:blue} p{color:green}", "blue"),
        ("#x{color:red} p.a{color:blue}", "red"),
        ("p{color:red!important} #x{color:blue}", "red"),
        (".card p{color:red}", "red"),
        ("body p{color:red}", "red"),
        ("#qa > p{color:red}", "red"),
        (".card1 p{color:red} .card2 p{color:blue}", "red"),
        (".linux p{color:red} .win p{color:blue}", "red"),
        (".nightMode p{color:red}", ""),
        ("p:first-child{color:red} p:nth-child(2){color:blue}", "red"),
        ("p:not(.b){color:red}", "red"),
        (":is(.a,.b){color:red}", "red"),
        ("p:hover{color:red}", ""),
        ("p::before{color:red}", ""),
        ("p{color:red} } .a{color:blue}", "blue"),
        ("@import url(x); p{color:red}", "red"),
        ("@media print{p{color:red}}", ""),
        ("@media screen and (max-width:700px){p{color:red}}", "red"),
        ("@media (max-width:300px), (min-width:600px){p{color:red}}", "red"),
        ("@media not print{p{color:red}}", "red"),
        ("@media (prefers-color-scheme: dark){p{color:red}}", ""),
        ("@media (width >= 600px){p{color:red}}", "red"),
        ("@media (unheard-of: 1){p{color:red}}", ""),
        ("@supports (display:grid){p{color:red}}", "red"),
        ("@layer a{p{color:red}}", "red"),
        ("@keyframes k{from{color:red}} @font-face{color:red}", ""),
        ("div{color:blue; p{color:red}}", "red"),
        ("div{& p{color:red}}", "red"),
        ("/* p{color:blue} */p{color:red}", "red"),
        ("p{content:'}';color:red}", "red"),
        ("<!-- p{color:red} -->", "red"),
        ("p{color:red;background:url(x;y)}", "red"),
    ],
)
def test_the_right_declaration_holds(css: str, color: str) -> None:
    assert found("<p id=x class=a>a</p>", css).get("color", "") == color


def test_an_attribute_beats_the_sheet_unless_it_says_otherwise() -> None:
    assert found("<p id=x style='color:blue'>a</p>", "p{color:red}")["color"] == "blue"
    assert found("<p id=x style='color:blue'>a</p>", "p{color:red!important}")["color"] == "red"


def test_night_and_the_number_of_the_card() -> None:
    assert found("<p id=x>a</p>", ".nightMode p{color:red}", NIGHT)["color"] == "red"
    assert found("<p id=x>a</p>", ".card.night_mode p{color:red}", NIGHT)["color"] == "red"
    assert found("<p id=x>a</p>", "@media (prefers-color-scheme:dark){p{color:red}}", NIGHT)["color"] == "red"
    assert found("<p id=x>a</p>", ".card3 p{color:red}", number=3)["color"] == "red"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("margin: 1px auto", "margin-top:1px;margin-right:auto;margin-bottom:1px;margin-left:auto"),
        ("COLOR: Red", "color:red"),
        ("color: red !important", "color:red !important"),
        ("background: url(x) red", "background-color:red;background-image:picture"),
        ("background: none", "background-color:transparent;background-image:none"),
        (
            "border-left: 2px dashed #123",
            "border-left-width:2px;border-left-style:dashed;border-left-color:#123",
        ),
        ("font: bold 12px/2 Arial, 'Noto Sans'", None),
        ("text-decoration: underline dotted red", "text-decoration-line:underline"),
        ("list-style: none inside", "list-style-type:none"),
        ("flex-flow: column wrap", "flex-direction:column;flex-wrap:wrap"),
        ("margin-inline: 3px", "margin-left:3px;margin-right:3px"),
        ("color: u\\72l(x)", ""),
        ("color: red}p{color:blue", ""),
        ("color", ""),
        ("unknown: 1", ""),
        ("cursor: url(x)", ""),
        ("--a: 1; color: var(--a)", "--a:1;color:var(--a)"),
        ("width: " + "9" * 300, ""),
    ],
)
def test_declarations_are_written_out_or_dropped(css: str, left: str | None) -> None:
    if left is None:
        assert dict(declarations(css))["font-family"] == "arial, noto sans"
    else:
        assert css_of(css) == left


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1em", 20),
        ("2rem", 32),
        ("50%", 300),
        ("10vw", 68),
        ("12pt", 16),
        ("0", 0),
        ("-.5em", -10),
        ("calc(100% - 2 * (3px + 1em))", 554),
        ("min(50%, 400px)", 300),
        ("clamp(1px, 2vw, 30px)", 13.6),
        ("12", None),
        ("auto", None),
        ("calc(1px + )", None),
        ("calc(1px / 0)", None),
        ("calc(" * 20 + "1px", None),
        ("1e99px", None),
        ("", None),
    ],
)
def test_lengths_are_pixels(text: str, length: float | None) -> None:
    assert pixels(text, BY) == (length if length is None else pytest.approx(length))


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("red", "#ff0000"),
        ("#f00", "#ff0000"),
        ("#ff000080", "#ff0000"),
        ("rgb(255 0 0 / 50%)", "#ff0000"),
        ("rgba(255, 0, 0, .5)", "#ff0000"),
        ("hsl(0, 100%, 50%)", "#ff0000"),
        ("hsl(1turn 100% 50%)", "#ff0000"),
        ("transparent", "#000000"),
        ("#12", None),
        ("rgb(nan, 0, 0)", None),
        ("rgb(1e999, 0, 0)", None),
        ("color-mix(red, blue)", None),
        ("inherit", None),
    ],
)
def test_colours(text: str, color: str | None) -> None:
    parsed = parse_color(text)
    assert (parsed.hex if parsed else None) == color


@given(*[st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)] * 2)
def test_any_colour_can_be_made_readable_on_any_ground(color: str, ground: str) -> None:
    assert contrast(readable(color, ground), ground) >= 4.4


@given(st.text(), st.sampled_from([DAY, NIGHT]))
def test_any_style_sheet_is_read(css: str, screen: Screen) -> None:
    sheet(css, screen)


@given(
    st.lists(
        st.sampled_from(
            [*"{};:,@()'\"&", "p", ".a", "/*", "*/", "@media ", "(width>1px)", "color:red", ":is("]
        )
    )
)
def test_any_heap_of_signs_is_read_as_a_style_sheet(parts: list[str]) -> None:
    cascaded("<p>a</p>", "".join(parts), DAY, 1, "linux")


@pytest.mark.parametrize(
    "css",
    [
        "p{" * 50_000,
        "a{b{" * 50_000 + "color:red",
        "p{color:red}" * 20_000,
        "".join(f"p{{--x{number}:1}}" for number in range(5000)),
        "p" + ":not(p" * 20_000 + "{color:red}",
        ":is(a,b)" * 5000 + "{color:red}",
        ".a " * 50_000 + "{color:red}",
        "p," * 70_000 + "p{color:red}",
        "@media (" * 20_000,
        "/*" * 100_000,
        "'" * 100_000,
        "p{color:" + "(" * 100_000,
        "p:nth-child(2n+1):nth-last-child(3n)~p{color:red}" * 2000,
        "p{width:" + "calc(" * 20_000,
        "\\" * 100_000,
        "p{color:red;" + "p{color:red;" * 10_000,
    ],
    ids=lambda css: css[:10],
)
def test_a_hostile_style_sheet_takes_no_longer_than_a_moment(css: str) -> None:
    start = time.process_time()
    cascaded("<p class=a><b>x</b></p>" * 1000, css, DAY, 1, "linux")
    assert time.process_time() - start < 1
