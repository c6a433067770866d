from __future__ import annotations

import math
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.occlusion import described, scene
from desktop.render.shapes import (
    FARTHEST,
    HIDDEN_OTHERS,
    MOST_POINTS,
    MOST_SHAPES,
    ONLY_OTHERS,
    SHOWN_OTHERS,
    Area,
    Ellipse,
    Polygon,
    Rect,
    Text,
    parse,
)

RECT = "image-occlusion:rect:left=.1:top=.2:width=.3:height=.1"
ELLIPSE = "image-occlusion:ellipse:left=.5:top=.5:rx=.2:ry=.1"
POLYGON = "image-occlusion:polygon:points=.1,.1 .3,.1 .3,.4"
LABEL = "image-occlusion:text:left=.4:top=.1:text=Heart:scale=1.5:fs=.04"


def gap(body: str, number: object = 1) -> str:
    return f"{{{{c{number}::{body}}}}}"


def only(body: str) -> object:
    found = parse(gap(body))
    assert found.faults == ()
    return found.areas[0].shape


def native(occlusion: str, **more: str) -> dict[str, str]:
    fields = {"Occlusion": occlusion, "Image": '<img src="heart.png">', "Header": "", "Back Extra": ""}
    return fields | {"Comments": ""} | more


def test_every_shape_is_read() -> None:
    assert only(RECT) == Rect(0.1, 0.2, 0.3, 0.1)
    assert only(ELLIPSE) == Ellipse(0.5, 0.5, 0.2, 0.1)
    assert only(POLYGON) == Polygon(((0.1, 0.1), (0.3, 0.1), (0.3, 0.4)))
    assert only(LABEL) == Text(0.4, 0.1, "Heart", pytest.approx(0.06))


def test_what_the_others_do_is_read() -> None:
    assert [parse(gap(RECT + more)).areas[0].others for more in ("", ":oi=0", ":oi=1", ":oi=2")] == [
        SHOWN_OTHERS,
        SHOWN_OTHERS,
        HIDDEN_OTHERS,
        ONLY_OTHERS,
    ]


def test_an_angle_counts_ten_thousand_steps_a_turn() -> None:
    angles = [only(f"{RECT}:angle={steps}").angle for steps in ("2500", "-2500", "12500", "x")]  # type: ignore[attr-defined]
    assert angles == [90, 270, 90, 0]


def test_a_polygon_is_moved_to_its_corner() -> None:
    moved = only(POLYGON + ":left=.2:top=0")

    assert isinstance(moved, Polygon)
    assert [(round(x, 6), round(y, 6)) for x, y in moved.points] == [(0.2, 0), (0.4, 0), (0.4, 0.3)]


def test_a_missing_corner_is_that_of_the_image() -> None:
    assert only("image-occlusion:rect:width=.3:height=.1") == Rect(0, 0, 0.3, 0.1)


def test_a_label_keeps_its_colons_lines_and_signs() -> None:
    label = only(r"image-occlusion:text:left=0:top=0:text=a\:b &lt; c<br>d = e")

    assert isinstance(label, Text)
    assert label.text == "a:b < c\nd = e"


def test_properties_that_are_not_known_and_colours_do_no_harm() -> None:
    assert only(RECT + ":fill=#ffeba2:from=tomorrow:odd") == Rect(0.1, 0.2, 0.3, 0.1)


def test_shapes_stand_in_html_and_html_in_shapes() -> None:
    html = f"<div><b>{gap(' <i>' + RECT.replace('.3', '<u>.3</u>'))}</b></div>&nbsp;{gap(ELLIPSE, 2)}<br>"
    found = parse(html)

    assert found.faults == ()
    assert found.shapes(1) == (Rect(0.1, 0.2, 0.3, 0.1),)
    assert found.shapes(2) == (Ellipse(0.5, 0.5, 0.2, 0.1),)


def test_one_shape_may_belong_to_several_cards_and_a_card_have_several_shapes() -> None:
    found = parse(gap(RECT, "1,3") + gap(ELLIPSE, 3) + gap(LABEL, 0))

    assert found.numbers == (1, 3)
    assert len(found.shapes(3)) == 2
    assert found.areas[0] == Area((1, 3), Rect(0.1, 0.2, 0.3, 0.1))


def test_other_gaps_are_no_shapes() -> None:
    assert parse("{{c1::Paris}} {{c2::of image-occlusion:rect}} image-occlusion:rect:left=.1").areas == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (RECT.replace(".3", "nan"), "“width” is not a number"),
        (RECT.replace(".3", "inf"), "“width” is not a number"),
        (RECT.replace(".3", "1_0"), "“width” is not a number"),
        (RECT.replace(".3", "٣"), "“width” is not a number"),
        (RECT.replace(".3", "0x3"), "“width” is not a number"),
        (RECT.replace(".3", ""), "“width” is not a number"),
        (RECT.replace(".3", "1e99"), "“width” is too large"),
        (RECT.replace(".3", "9" * 400), "“width” is not a number"),
        (RECT.replace("left=.1", "left=-101"), "“left” is too large"),
        (RECT.replace(".3", "0"), "“width” is not above zero"),
        (RECT.replace(".3", "-.3"), "“width” is not above zero"),
        (ELLIPSE.replace("rx=.2:", ""), "“rx” is not a number"),
        ("image-occlusion:polygon:points=.1,.1 .2,.2", "a polygon has 3 to 200 points"),
        ("image-occlusion:polygon:points=" + "0,0 " * 201, "a polygon has 3 to 200 points"),
        ("image-occlusion:polygon:points=0,0 1 2,2", "“points” is not a number"),
        ("image-occlusion:polygon:points=0,0 1,0 2,0", "the polygon has no size"),
        ("image-occlusion:text:left=0:top=0:text=", "the label is empty"),
        ("image-occlusion:star:left=0", "the shape “star” is not known"),
        ("image-occlusion:", "the shape “” is not known"),
    ],
)
def test_a_shape_that_cannot_be_read_is_left_out_and_reported(body: str, reason: str) -> None:
    found = parse(gap(ELLIPSE, 2) + gap(body))

    assert [each.numbers for each in found.areas] == [(2,)]
    assert found.faults == (f"Shape 2 is left out: {reason}.",)


def test_ten_thousand_shapes_are_read_in_no_time_and_not_all_of_them() -> None:
    html = "".join(gap(RECT, 1 + place % 50) for place in range(10_000))
    start = process_time()
    found = parse(html)

    assert process_time() - start < 4
    assert len(found.areas) == MOST_SHAPES
    assert found.faults == (f"Only the first {MOST_SHAPES:,} shapes are read.",)


def test_all_polygons_together_have_a_limit_of_points() -> None:
    circle = " ".join(f"{math.cos(turn):.4f},{math.sin(turn):.4f}" for turn in range(MOST_POINTS))
    found = parse(gap(f"image-occlusion:polygon:points={circle}") * 6)

    assert len(found.areas) == 5
    assert found.faults[0] == "Shape 6 is left out: all polygons together have too many points."


@given(st.text(alphabet="{}c1:,.=image-occlusion rectpolygontextellipse<>&;0\\", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for html in (text, gap("image-occlusion:" + text), gap("image-occlusion:rect:left=" + text)):
        for each in parse(html).areas:
            for value in (each.shape.left, each.shape.top) if not isinstance(each.shape, Polygon) else ():
                assert math.isfinite(value)
                assert abs(value) <= FARTHEST
        fields = native(html, Header=text, Image=text)
        for found in (scene(fields, 0, False), scene(fields, 0, True)):
            assert found is None or described(found)
