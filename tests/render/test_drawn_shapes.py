from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.drawn_shapes import Drawing
from desktop.render.shape_geometry import Box, box_of, fitted, kept_inside, moved
from desktop.render.shapes import HIDDEN_OTHERS, SHOWN_OTHERS, Ellipse, Polygon, Rect, Shape, Text, parse

ONE = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}"
TWO = "{{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.2:ry=.1:fill=#ff0000:oi=1}}"
ODD = "{{c3::image-occlusion:star:left=.1}}"
TURNED = "{{c4::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:angle=1250}}"
LABEL = "{{c0::image-occlusion:text:left=.1:top=.1:text=Heart\\: left:scale=1.5:fs=.05}}"
TRIANGLE = Polygon(((0.1, 0.1), (0.4, 0.1), (0.2, 0.5)))
PART = st.floats(0, 1).map(lambda value: round(value, 4))
LENGTH = st.floats(0.01, 1).map(lambda value: round(value, 4))
SHAPES = st.one_of(
    st.builds(Rect, PART, PART, LENGTH, LENGTH),
    st.builds(Ellipse, PART, PART, LENGTH, LENGTH),
    st.builds(Text, PART, PART, st.text(min_size=1, max_size=30)),
    st.just(TRIANGLE),
)


def shapes(html: str) -> list[Shape]:
    return [each.shape for each in parse(html).areas]


@given(
    st.lists(
        st.sampled_from([ONE, TWO, ODD, TURNED, LABEL, "<br>", "words ", "{{c5::gap}}", "{{", "}}"])
    ).map("".join)
)
def test_a_field_that_is_not_touched_stays_to_the_letter(html: str) -> None:
    assert Drawing.of(html).html == html


@given(st.lists(SHAPES, max_size=6))
def test_what_is_drawn_is_read_as_it_was_drawn(drawn: list[Shape]) -> None:
    drawing = Drawing()
    for each in drawn:
        drawing = drawing.with_shape(each)
    there = parse(drawing.html)
    assert there.faults == () or any(isinstance(each, Text) and not each.text.strip() for each in drawn)
    kept = [each for each in drawn if not isinstance(each, Text) or each.text.strip()]
    assert len(there.areas) == len(kept)
    for area, shape in zip(there.areas, kept, strict=True):
        assert box_of(area.shape) == pytest.approx(box_of(shape), abs=1e-4)
        if isinstance(shape, Text) and isinstance(area.shape, Text):
            assert " ".join(area.shape.text.split()) == " ".join(shape.text.replace("\xa0", " ").split())


def test_only_the_shape_that_is_touched_is_written_anew() -> None:
    drawing = Drawing.of(f"{ONE}<br>{TWO}<br>{ODD}<br>tail").with_moved([1], 0.1, 0)
    assert drawing.html.startswith(
        f"{ONE}<br>{{{{c2::image-occlusion:ellipse:left=.6:top=.5:rx=.2:ry=.1:fill=#ff0000:oi=1}}}}"
    )
    assert drawing.html.endswith(f"<br>{ODD}<br>tail")


def test_what_means_nothing_here_is_kept_when_a_shape_is_changed_or_copied() -> None:
    moved_there = Drawing.of(TURNED + LABEL).with_moved([0, 1], 0.1, 0.1)
    [rect, text] = shapes(moved_there.html)
    assert isinstance(rect, Rect)
    assert rect.angle == 45
    assert isinstance(text, Text)
    assert (text.text, text.size) == ("Heart: left", pytest.approx(0.075))
    copied = Drawing.of(TURNED).with_copies([0])
    assert [each.angle for each in shapes(copied.html) if isinstance(each, Rect)] == [45, 45]


def test_every_shape_has_a_card_and_numbers_are_not_used_twice() -> None:
    drawing = Drawing.of(f"{ONE}<br>{TWO}").without([1]).with_shape(Rect(0, 0, 0.1, 0.1))
    assert drawing.numbers == (1, 3), "card 2 was something else"
    assert drawing.html.count("<br>") == 1
    assert Drawing().with_shape(Text(0, 0, "label")).numbers == ()


def test_groups_are_asked_for_by_one_card() -> None:
    drawing = Drawing()
    for left in (0.1, 0.3, 0.5):
        drawing = drawing.with_shape(Rect(left, 0, 0.1, 0.1))
    grouped = drawing.grouped([1, 2])
    assert grouped.numbers == (1, 2)
    assert [each.numbers for each in parse(grouped.html).areas] == [(1,), (2,), (2,)]
    assert grouped.ungrouped([1, 2]).numbers == (1, 2, 4)


def test_the_mode_is_said_to_all_shapes() -> None:
    drawing = Drawing.of(f"{ONE}<br>{LABEL}").with_mode(SHOWN_OTHERS).with_shape(Rect(0, 0, 0.1, 0.1))
    assert [each.others for each in parse(drawing.html).areas if not isinstance(each.shape, Text)] == [0, 0]
    assert LABEL in drawing.html
    mixed = Drawing.of(ONE + TWO.replace("oi=1", "oi=0"))
    assert mixed.is_mixed
    assert mixed.mode == HIDDEN_OTHERS
    assert not mixed.with_mode(SHOWN_OTHERS).is_mixed


def test_shapes_stay_on_the_image_and_are_never_too_small_to_see() -> None:
    drawing = Drawing().with_shape(Rect(0.8, 0.8, 0.1, 0.1)).with_moved([0], 5, -5)
    assert box_of(drawing.items[0].shape) == pytest.approx((0.9, 0, 0.1, 0.1))  # type: ignore[arg-type]
    tiny = drawing.with_fitted(0, Box(0.5, 0.5, 0, -1))
    assert box_of(tiny.items[0].shape).width > 0  # type: ignore[arg-type]
    assert kept_inside(Box(-0.5, 0, 0.2, 0.2), -0.1, 0) == (0, 0)


def test_a_polygon_is_fitted_corner_by_corner() -> None:
    made = fitted(TRIANGLE, Box(0, 0, 0.6, 0.8))
    assert isinstance(made, Polygon)
    assert sum(made.points, ()) == pytest.approx((0, 0, 0.6, 0, 0.2, 0.8))
    assert moved(TRIANGLE, 0.1, 0) == Polygon(tuple((x + 0.1, y) for x, y in TRIANGLE.points))


def test_labels_say_anything() -> None:
    drawing = Drawing().with_shape(Text(0.1, 0.1, "x")).with_text(0, "a}} {{b :: <i>&\nc")
    [text] = shapes(drawing.html)
    assert isinstance(text, Text)
    assert text.text == "a}} {{b :: <i>&\nc"


def test_there_is_a_most() -> None:
    drawing = replace(Drawing(), items=Drawing().with_shape(TRIANGLE).items * 500)
    assert drawing.with_shape(TRIANGLE) is drawing
