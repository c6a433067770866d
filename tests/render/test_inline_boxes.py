"""Boxes that stand in a line."""

from __future__ import annotations

import re

import pytest

from desktop.render.document import compile_card

BOX = "display:inline-block;background:#dde;padding:4px"


def shown(html: str, style: str = "") -> tuple[str, str]:
    made = compile_card(html, style)
    return made.html, made.text


@pytest.mark.parametrize(
    ("html", "cells", "text"),
    [
        (f"<div style='{BOX}'>a</div><div style='{BOX}'>b</div>", 2, "ab"),
        (f"<div style='{BOX}'>a</div> <div style='{BOX}'>b</div>", 2, "a b"),
        (f"<p>x</p><span style='{BOX}'>a</span><br>y", 1, "x\na\ny"),
        (f"x<div style='{BOX}'>a</div>", 0, "xa"),
        (f"<div style='{BOX}'>a</div> x", 0, "a x"),
        ("<i style='display:inline-block'>a</i>", 0, "a"),
        (f"<i style='{BOX};display:none'>a</i>b", 0, "b"),
        (f"<i style='{BOX}'>{'long ' * 20}</i><i style='{BOX}'>b</i>", 0, f"{'long ' * 20}b"),
        (f"<i style='{BOX}'><p>a</p><p>b</p></i>", 1, "a\nb"),
    ],
)
def test_boxes_with_a_line_for_themselves_are_boxes(html: str, cells: int, text: str) -> None:
    made, said = shown(html)
    assert made.count("<td") == cells
    assert said == text


def test_boxes_of_known_width_go_on_in_the_next_line() -> None:
    made, _ = shown(f"<i style='{BOX};width:200px'>a</i>" * 5)
    assert made.count("<tr>") == 2
    assert made.count('<td width="200"') == 5


def test_a_ground_in_a_line_has_air_that_is_not_said() -> None:
    made, said = shown("a<span style='background:#cde;padding:2px 6px'>b</span>c")
    assert re.sub("<[^>]*>", "", made) == "a\xa0b\xa0c"
    assert said == "abc"
    assert "\xa0" not in shown("<span style='background:#cde;padding:6px'></span>c")[0]
    assert "\xa0" not in shown("<span style='padding:6px'>b</span>c")[0]


def test_a_border_in_a_line_is_a_ground_and_one_below_a_line() -> None:
    assert "background-color" in shown("<span style='border:1px solid red'>a</span>")[0]
    assert "underline" in shown("<span style='border-bottom:1px dotted red'>a</span>")[0]
    assert "background-color" not in shown("<span style='border:none'>a</span>")[0]


@pytest.mark.parametrize(
    ("style", "side"),
    [
        ("position:absolute;right:4px;top:0", 'align="right"'),
        ("position:fixed;left:0;bottom:0", "<p style"),
        ("position:absolute;left:50%;transform:translate(-50%,0)", 'align="center"'),
        ("position:absolute;right:0;text-align:center", 'align="center"'),
    ],
)
def test_what_is_put_at_a_place_is_a_block_at_that_side(style: str, side: str) -> None:
    made, said = shown(f"a<span style='{style}'>b</span>c", ".card { text-align: center }")
    assert said == "a\nb\nc"
    assert side in made.split("a</p>")[1].split("b")[0]


@pytest.mark.parametrize(
    ("style", "side"),
    [
        ("margin:auto", "center"),
        ("margin-left:auto", "right"),
        ("margin-right:auto", "left"),
        ("float:right", "right"),
        ("", "left"),
    ],
)
def test_a_narrow_box_stands_at_its_side(style: str, side: str) -> None:
    assert f'<table width="200" align="{side}"' in shown(f"<div style='width:200px;{style}'>a</div>")[0]


@pytest.mark.parametrize(
    ("style", "widths"),
    [
        ("display:flex", []),
        ("display:grid;grid-template-columns:1fr 3fr", ["25%", "75%"]),
        ("display:grid;grid-template-columns:auto auto", ["50%", "50%"]),
    ],
)
def test_columns_have_their_share(style: str, widths: list[str]) -> None:
    made, _ = shown(f"<div style='{style}'><p>a</p><p>b</p></div>")
    assert re.findall(r'<td width="([^"]+)"', made) == widths


def test_what_grows_has_its_share() -> None:
    made, _ = shown("<div style='display:flex'><p style='flex:1'>a</p><p style='flex:3 1 0'>b</p></div>")
    assert re.findall(r'<td width="([^"]+)"', made) == ["25%", "75%"]


def test_a_table_from_right_to_left_is_said_in_order() -> None:
    made, said = shown("<table dir=rtl><tr><td>one<td>two</table>")
    assert made.index("two") < made.index("one")
    assert said == "one two"


def test_tints_are_seen_and_paper_is_not() -> None:
    assert "#ddffdd" in shown("<p style='background:#dfd'>a", ".card { background: white }")[0]
    assert "background" not in shown("<p style='background:#fafafa'>a", ".card { background: white }")[0]


def test_small_capitals_are_small_and_said_as_written() -> None:
    made, said = shown("<p style='font-variant:small-caps;font-size:20px'>Ab<i>c</i> ß</p>")
    assert 'A<span style="font-size:16px">B</span>' in made
    assert said == "Abc ß"
    assert "font-variant" not in made
    assert "font-size:16px" in shown("<p style='font:italic small-caps 20px serif'>x</p>")[0]


def test_quotes_in_quotes() -> None:
    assert shown("<q>a <q>b</q> <q>c</q></q> <q>d</q>")[1] == "“a ‘b’ ‘c’” “d”"


def test_a_first_line_is_indented() -> None:
    assert "text-indent:40px" in shown("<p style='text-indent:2em;font-size:20px'>a")[0]
    assert "text-indent" not in shown("<p style='text-indent:-1em'>a")[0]


def test_a_picture_can_be_a_block() -> None:
    made = compile_card("a<img src=x.png style='display:block;margin:auto'>b", pictures=lambda _: (9, 9))
    assert made.text == "a\nx.png\nb"
    assert '<p align="center"' in made.html.split("a</p>")[1]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<img src=x.png>b", "a ▧ x.png b"),
        ("(<img src=x.png>), <img src=x.png>.", "(▧ x.png), ▧ x.png."),
        ("a[sound:x.mp3]b", "a ▶ x.mp3 b"),
        ("<img src=x.png><img src=y.png>", "▧ x.png ▧ y.png"),
        ("a <img src=x.png><br>b", "a ▧ x.png\nb"),
        ("<p>a<img src=x.png><p>b", "a ▧ x.png\nb"),
        ("a<img src=x.png style='visibility:hidden'>b", "ab"),
    ],
)
def test_names_of_what_cannot_be_shown_stand_apart(html: str, text: str) -> None:
    assert shown(html)[1] == text


def test_boxes_in_a_line_stand_apart_and_those_in_a_column() -> None:
    tag = "<b style='background:#cde;margin-left:4px'>x</b>"
    made, said = shown(tag * 2)
    assert re.sub("<[^>]*>", "", made) == "x x"
    assert said == "xx"
    column = "<div style='display:flex;flex-direction:column;gap:8px'><div>a</div><div>b</div></div>"
    made, said = shown(column)
    assert re.findall(r"margin-top:(\d+)px", made) == ["0", "8"]
    assert said == "a\nb"
