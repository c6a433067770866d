from __future__ import annotations

import json
import math
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.card import clean
from desktop.render.occlusion import (
    ASKED,
    FARTHEST,
    HIDDEN,
    HIDDEN_OTHERS,
    MOST_POINTS,
    MOST_SHAPES,
    ONLY_OTHERS,
    REVEALED,
    SHOWN_OTHERS,
    WHOLE,
    Area,
    Ellipse,
    Mask,
    Polygon,
    Rect,
    Scene,
    Text,
    as_html,
    asked_parts,
    described,
    image_name,
    labels,
    parse,
    scene,
    sides,
)
from desktop.render.plain import as_text

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


def shown(occlusion: str, ordinal: int = 0, revealed: bool = False) -> Scene:
    found = scene(native(occlusion), ordinal, revealed)
    assert found is not None
    return found


def states(occlusion: str, ordinal: int, revealed: bool) -> list[tuple[str, str]]:
    return [(type(mask.shape).__name__, mask.state) for mask in shown(occlusion, ordinal, revealed).masks]


# ---------------------------------------------------------------------- shapes


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
    start = perf_counter()
    found = parse(html)

    assert perf_counter() - start < 1
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


# ---------------------------------------------------------------------- sides of Anki's kind

ONE = gap(RECT, 1) + gap(ELLIPSE, 2) + gap(POLYGON, 3)
ALL = gap(RECT + ":oi=1", 1) + gap(ELLIPSE + ":oi=1", 2) + gap(POLYGON + ":oi=1", 3)
BUT_ONE = ALL.replace("oi=1", "oi=2")


def test_hide_one_hides_what_is_asked_and_nothing_else() -> None:
    assert states(ONE, 1, False) == [("Ellipse", ASKED)]
    assert states(ONE, 1, True) == [("Ellipse", REVEALED)]


def test_hide_all_hides_the_others_on_both_sides_below_what_is_asked() -> None:
    assert states(ALL, 1, False) == [("Rect", HIDDEN), ("Polygon", HIDDEN), ("Ellipse", ASKED)]
    assert states(ALL, 1, True) == [("Rect", HIDDEN), ("Polygon", HIDDEN), ("Ellipse", REVEALED)]


def test_hide_all_but_one_hides_the_others_on_the_question() -> None:
    assert states(BUT_ONE, 1, False) == [("Rect", HIDDEN), ("Polygon", HIDDEN)]
    assert states(BUT_ONE, 1, True) == []


def test_the_shapes_of_a_group_are_asked_together() -> None:
    assert states(gap(RECT) + gap(ELLIPSE), 0, False) == [("Rect", ASKED), ("Ellipse", ASKED)]


def test_shapes_of_number_zero_hide_on_every_card() -> None:
    for revealed, state in ((False, ASKED), (True, REVEALED)):
        assert states(gap(RECT, 0) + gap(ELLIPSE), 0, revealed) == [("Rect", HIDDEN), ("Ellipse", state)]


def test_labels_stand_where_their_shapes_would() -> None:
    everywhere, second = gap(LABEL, 0), gap(LABEL.replace("Heart", "Second"), 2)

    def texts(occlusion: str) -> list[str]:
        return [each.text for each in shown(occlusion).texts]

    assert texts(ONE + everywhere + second) == ["Heart"]
    assert texts(ALL + everywhere + second.replace(":scale", ":oi=1:scale")) == ["Heart", "Second"]


@pytest.mark.parametrize(
    ("occlusion", "ordinal"),
    [
        (gap(RECT.replace(".3", "nan")) + gap(ELLIPSE, 2), 0),
        (gap(RECT.replace(".3", "nan") + ":oi=1") + gap(ELLIPSE + ":oi=1", 2), 0),
        (ONE, 6),
        (gap(LABEL), 0),
        (gap(RECT, 2) * (MOST_SHAPES + 1) + gap(RECT), 0),
    ],
)
def test_a_question_that_would_hide_nothing_hides_all(occlusion: str, ordinal: int) -> None:
    question, answer = shown(occlusion, ordinal), shown(occlusion, ordinal, True)

    assert question.masks == (Mask(WHOLE, ASKED),)
    assert described(question) == "Image, all of it hidden"
    assert WHOLE not in [mask.shape for mask in answer.masks]


def test_the_fields_are_where_anki_puts_them() -> None:
    fields = native(ONE, Header="<b>Heart</b>", Comments="a comment")
    fields["Back Extra"] = "what it does"
    question, answer = scene(fields, 0, False), scene(fields, 0, True)

    assert question is not None
    assert answer is not None
    assert (question.image, question.header, question.extra) == ("heart.png", "<b>Heart</b>", "")
    assert (answer.place, answer.count) == (1, 3)
    assert answer.extra == "<div>what it does</div><div>a comment</div>"


def test_fields_with_names_in_another_language_are_known_by_their_order() -> None:
    fields = {
        "Verdeckung": ONE,
        "Bild": '<img src="herz.png">',
        "Kopfzeile": "Herz",
        "Rückseite Extra": "mehr",
        "Kommentare": "",
    }
    found = scene(fields, 0, True)

    assert found is not None
    assert (found.image, found.header, found.extra) == ("herz.png", "Herz", "<div>mehr</div>")


def test_an_image_in_another_field_is_found() -> None:
    found = scene({"Occlusion": ONE, "Image": "", "Picture": '<img src="a.png">'}, 0, False)

    assert found is not None
    assert found.image == "a.png"


def test_a_note_without_shapes_or_masks_is_another_kind_of_card() -> None:
    assert scene({"Text": "{{c1::Paris}}", "Image": '<img src="a.png">'}, 0, False) is None
    assert scene({"Text": f"The syntax is {RECT}"}, 0, False) is None
    assert scene({}, 0, False) is None
    assert sides({"Text": "x"}, 0) is None


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<img src="a b.png">', "a b.png"),
        ("<IMG alt=x SRC='a.png'/>", "a.png"),
        ("<div>x<img class=big src=a.png></div>", "a.png"),
        ('<img data-src="b.png" src="a.png">', "a.png"),
        ('<img src="a&amp;b.png">', "a&b.png"),
        ('<img src="a.png"><img src="b.png">', "a.png"),
        ("<img>", ""),
        ("a.png", ""),
        ("<img " * 50_000, ""),
    ],
)
def test_the_first_image_is_named(html: str, name: str) -> None:
    assert image_name(html) == name


# ---------------------------------------------------------------------- the kind with masks in SVG

LAYERED = {
    "ID (hidden)": "x-ao-1",
    "Header": "Heart",
    "Image": '<img src="heart.png">',
    "Question Mask": '<img src="x-Q.svg" />',
    "Footer": "from a book",
    "Remarks": "a remark",
    "Sources": "",
    "Extra 1": "one more",
    "Extra 2": "",
    "Answer Mask": '<img src="x-A.svg" />',
    "Original Mask": '<img src="x-O.svg" />',
}


def layered(revealed: bool, **more: str) -> Scene:
    found = scene(LAYERED | more, 0, revealed)
    assert found is not None
    return found


def test_masks_in_svg_lie_over_the_image_one_a_side() -> None:
    question, answer = layered(False), layered(True)

    assert (question.image, question.overlay) == ("heart.png", "x-Q.svg")
    assert (answer.image, answer.overlay) == ("heart.png", "x-A.svg")
    assert question.needs_overlay
    assert not answer.needs_overlay
    assert question.masks == answer.masks == ()


def test_the_remarks_stand_below_the_answer() -> None:
    assert layered(False).extra == "<div>from a book</div>"
    assert layered(True).extra == (
        "<div>from a book</div><div><b>Remarks</b><br>a remark</div><div><b>Extra 1</b><br>one more</div>"
    )


def test_without_a_mask_the_question_hides_all() -> None:
    assert layered(False, **{"Question Mask": ""}).masks == (Mask(WHOLE, ASKED),)
    assert layered(True, **{"Answer Mask": ""}).masks == ()


def test_the_asked_parts_of_a_mask_are_found() -> None:
    drawing = (
        '<svg><rect class="qshape" id="a"/><rect id="b" x="1"/><g id=\'c\' class=\'x qshape y\'/>'
        '<rect class="qshapes" id="d"/><rect class="qshape"/><ellipse xml:id="e" class="qshape"/></svg>'
    )
    assert asked_parts(drawing) == ("a", "c")


# ---------------------------------------------------------------------- words


def test_each_side_is_told_in_a_sentence() -> None:
    assert described(shown(ALL, 1)) == "Image with 3 hidden areas; area 2 is asked"
    assert described(shown(ALL, 1, True)) == "Image; area 2 of 3 is revealed"
    assert described(shown(ONE, 2)) == "Image; area 3 of 3 is hidden and asked"
    assert described(shown(gap(RECT + ":oi=1", 7), 6)) == "Image; area 1 of 1 is hidden and asked"
    assert described(shown(BUT_ONE, 1)) == "Image; every area but area 2 of 3 is hidden"
    assert described(shown(ONE, 8, True)) == "Image, all of it revealed"
    assert described(layered(False)) == "Image with hidden areas"
    assert described(layered(True)) == "Image with the asked area revealed"
    assert described(layered(False, **{"Question Mask": ""})) == "Image, all of it hidden"
    assert described(layered(True, **{"Answer Mask": ""})) == "Image with the asked area revealed"


def test_the_sentence_can_be_translated() -> None:
    assert (
        described(shown(ALL, 1), lambda text: f"DE {text}") == "DE Image with 3 hidden areas; area 2 is asked"
    )


def test_labels_and_what_the_note_says_of_the_image_are_read_out() -> None:
    fields = native(gap(RECT) + gap(LABEL, 0), Image='<img alt="a heart" src=x.png> cut &amp; open')
    found = scene(fields, 0, False)

    assert found is not None
    assert labels(found) == "a heart cut & open, Heart"


def test_the_sides_are_readable_without_the_image() -> None:
    fields = native(ALL + gap(LABEL.replace("Heart", "x &lt; y"), 0), Header="<b>Heart</b>")
    fields["Back Extra"] = "It beats."
    found = sides(fields, 0)

    assert found is not None
    assert [as_text(clean(side)) for side in found] == [
        "Heart\nImage with 3 hidden areas; area 1 is asked: x < y",
        "Heart\nImage; area 1 of 3 is revealed: x < y\nIt beats.",
    ]


def test_a_side_without_header_has_no_empty_line() -> None:
    assert as_html(shown(ONE)) == "<p>Image; area 1 of 3 is hidden and asked</p>"


def test_a_note_of_a_real_package_is_read() -> None:
    """As Anki exports it; its own words for the two sides say which shape is asked for."""
    note = json.loads(
        r"""{"Occlusion": "{{c1::image-occlusion:rect:left=.1:top=.1:width=.3:height=.3:oi=1}}<br>
        {{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.2:ry=.2}}<br>",
        "Image": "<img src=\"occlusion.png\">", "Header": "Occlusion header", "Back Extra": "back extra",
        "Comments": ""}""",
        strict=False,
    )
    found = scene(note, 1, False)

    assert found is not None
    assert found.faults == ()
    assert found.image == "occlusion.png"
    assert found.masks == (
        Mask(Rect(0.1, 0.1, 0.3, 0.3), HIDDEN),
        Mask(Ellipse(0.5, 0.5, 0.2, 0.2), ASKED),
    )
