from __future__ import annotations

import json

import pytest

from desktop.render.card import clean
from desktop.render.occlusion import (
    ASKED,
    HIDDEN,
    REVEALED,
    Mask,
    Scene,
    as_html,
    asked_parts,
    described,
    image_name,
    labels,
    scene,
    sides,
)
from desktop.render.plain import as_text
from desktop.render.shapes import (
    MOST_SHAPES,
    WHOLE,
    Ellipse,
    Rect,
)

RECT = "image-occlusion:rect:left=.1:top=.2:width=.3:height=.1"
ELLIPSE = "image-occlusion:ellipse:left=.5:top=.5:rx=.2:ry=.1"
POLYGON = "image-occlusion:polygon:points=.1,.1 .3,.1 .3,.4"
LABEL = "image-occlusion:text:left=.4:top=.1:text=Heart:scale=1.5:fs=.04"


def gap(body: str, number: object = 1) -> str:
    return f"{{{{c{number}::{body}}}}}"


def native(occlusion: str, **more: str) -> dict[str, str]:
    fields = {"Occlusion": occlusion, "Image": '<img src="heart.png">', "Header": "", "Back Extra": ""}
    return fields | {"Comments": ""} | more


def shown(occlusion: str, ordinal: int = 0, revealed: bool = False) -> Scene:
    found = scene(native(occlusion), ordinal, revealed)
    assert found is not None
    return found


def states(occlusion: str, ordinal: int, revealed: bool) -> list[tuple[str, str]]:
    return [(type(mask.shape).__name__, mask.state) for mask in shown(occlusion, ordinal, revealed).masks]


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
