"""Images with hidden areas."""

from __future__ import annotations

from math import cos, sin
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.occlusion_painter import outline
from desktop.gui.occlusion_picture import LONGEST_SIDE, zoom
from desktop.gui.occlusion_view import OcclusionView
from desktop.gui.theme import DARK, LIGHT, Theme
from desktop.render.occlusion import Scene, scene
from desktop.render.shapes import MOST_POINTS, MOST_SHAPES, Area, Ellipse, Polygon, Rect, Shape
from tests.gui.conftest import settle

RED = QColor("#FF0000")
GREEN = QColor("#00FF00")
RECT = "{{{{c{n}::image-occlusion:rect:left=.1:top=.1:width=.3:height=.4{more}}}}}"
ELLIPSE = "{{{{c{n}::image-occlusion:ellipse:left=.6:top=.1:rx=.15:ry=.2{more}}}}}"
POLYGON = "{{{{c{n}::image-occlusion:polygon:points=.2,.6 .8,.6 .5,.95{more}}}}}"
INSIDE = {"rect": (0.15, 0.2), "ellipse": (0.68, 0.3), "polygon": (0.4, 0.7)}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"'
MASK = SVG + (
    b' width="400" height="300"><g>'
    b'<rect id="a" class="qshape" x="40" y="30" width="160" height="120" fill="#FF7E7E"/>'
    b'<rect x="240" y="150" width="120" height="120" fill="#FFEBA2"/></g></svg>'
)
LAYERED = {
    "Image": '<img src="heart.png">',
    "Question Mask": '<img src="q.svg">',
    "Answer Mask": '<img src="a.svg">',
}


def picture(width: int = 400, height: int = 300, color: QColor = RED) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(color)
    return made


def three(more: str = "") -> str:
    return "".join(each.format(n=n, more=more) for n, each in enumerate((RECT, ELLIPSE, POLYGON), 1))


def side(occlusion: str, ordinal: int = 0, revealed: bool = False) -> Scene:
    found = scene({"Occlusion": occlusion, "Image": '<img src="heart.png">'}, ordinal, revealed)
    assert found is not None
    return found


def layered(revealed: bool = False) -> Scene:
    found = scene(LAYERED, 0, revealed)
    assert found is not None
    return found


@pytest.fixture
def view(qtbot: QtBot) -> OcclusionView:
    made = OcclusionView()
    qtbot.addWidget(made)
    made.resize(400, 100)
    made.show()
    return made


def drawn(view: OcclusionView, ratio: float = 1.0) -> QImage:
    image = QImage(view.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#123456"))
    view.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def at(view: OcclusionView, x: float, y: float) -> QColor:
    """Return the colour at a place of the image, given in parts of it."""
    box = view.box
    return drawn(view).pixelColor(QPointF(box.x() + x * box.width(), box.y() + y * box.height()).toPoint())


def colors(view: OcclusionView) -> list[QColor]:
    return [at(view, *place) for place in INSIDE.values()]


# ---------------------------------------------------------------------- what hides


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_hide_one_on_question_and_answer(view: OcclusionView, theme: Theme) -> None:
    view.show_scene(side(three(), 1), picture(), theme)
    assert colors(view) == [RED, theme.color("accent"), RED]
    view.show_scene(side(three(), 1, True), picture(), theme)
    assert colors(view) == [RED, RED, RED]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_hide_all_on_question_and_answer(view: OcclusionView, theme: Theme) -> None:
    asked, hidden = theme.color("accent"), theme.color("muted")
    view.show_scene(side(three(":oi=1"), 2), picture(), theme)
    assert colors(view) == [hidden, hidden, asked]
    view.show_scene(side(three(":oi=1"), 2, True), picture(), theme)
    assert colors(view) == [hidden, hidden, RED]


def test_hide_all_but_one_on_question_and_answer(view: OcclusionView) -> None:
    hidden = LIGHT.color("muted")
    view.show_scene(side(three(":oi=2"), 0), picture(), LIGHT)
    assert colors(view) == [RED, hidden, hidden]
    view.show_scene(side(three(":oi=2"), 0, True), picture(), LIGHT)
    assert colors(view) == [RED, RED, RED]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_asked_bears_a_question_mark_and_what_is_hidden_none(
    view: OcclusionView, theme: Theme
) -> None:
    view.show_scene(side(three(":oi=1"), 0), picture(), theme)
    image, mark = drawn(view), theme.color("on_accent")

    def marks(shape: Shape) -> int:
        inside = outline(shape, view.box).boundingRect().adjusted(25, 25, -25, -25).toRect()
        places = (
            (x, y) for x in range(inside.left(), inside.right()) for y in range(inside.top(), inside.bottom())
        )
        return sum(image.pixelColor(x, y) == mark for x, y in places)

    asked, other, _ = (mask.shape for mask in sorted(side(three(":oi=1"), 0).masks, key=lambda m: m.state))
    assert marks(asked) > 20
    assert marks(other) == 0


def test_a_tiny_mask_has_its_mark_on_a_disc(view: OcclusionView) -> None:
    tiny = "{{c1::image-occlusion:rect:left=.5:top=.5:width=.005:height=.005}}"
    view.show_scene(side(tiny), picture(), LIGHT)
    around = [drawn(view).pixelColor(201 + x, 151 + y) for x in range(-8, 9) for y in range(-8, 9)]

    assert around.count(LIGHT.color("accent")) > 30
    assert any(each.lightness() > 200 for each in around)


def test_the_answer_is_outlined_outside_of_what_it_shows(view: OcclusionView) -> None:
    view.show_scene(side(three(), 0, True), picture(), LIGHT)
    image = drawn(view)
    shape = outline(Rect(0.1, 0.1, 0.3, 0.4), view.box).boundingRect().toRect()

    assert image.pixelColor(shape.left() - 2, shape.center().y()) == LIGHT.color("accent")
    inside = shape.adjusted(1, 1, -1, -1)
    corners = (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight())
    assert {image.pixelColor(corner).name() for corner in corners} == {RED.name()}


def test_a_card_whose_shape_cannot_be_read_shows_nothing_of_the_image(view: OcclusionView) -> None:
    broken = RECT.format(n=1, more="").replace("width=.3", "width=nan")
    view.show_scene(side(broken + ELLIPSE.format(n=2, more="")), picture(), LIGHT)
    assert not shows(drawn(view), RED)
    assert view.accessibleName() == "Image, all of it hidden"


def shows(image: QImage, color: QColor) -> bool:
    dots = memoryview(image.constBits()).cast("I")
    return color.rgba() in set(dots)


PART = st.floats(-0.2, 1.1)
LENGTH = st.floats(0.002, 0.9)
ANGLE = st.sampled_from([0.0, 0.0, 30.0, 200.0])
SHAPES: st.SearchStrategy[Shape] = st.one_of(
    st.builds(Rect, PART, PART, LENGTH, LENGTH, ANGLE),
    st.builds(Ellipse, PART, PART, LENGTH, LENGTH, ANGLE),
    st.builds(Polygon, st.lists(st.tuples(PART, PART), min_size=3, max_size=7).map(tuple)),
)


def written(area: Area) -> str:
    """Return an area as a gap."""
    shape = area.shape
    if isinstance(shape, Polygon):
        body = "polygon:points=" + " ".join(f"{x:.6f},{y:.6f}" for x, y in shape.points)
    elif isinstance(shape, Rect):
        body = f"rect:left={shape.left:.6f}:top={shape.top:.6f}"
        body += f":width={shape.width:.6f}:height={shape.height:.6f}"
    elif isinstance(shape, Ellipse):
        body = f"ellipse:left={shape.left:.6f}:top={shape.top:.6f}:rx={shape.rx:.6f}:ry={shape.ry:.6f}"
    angle = "" if isinstance(shape, Polygon) else f":angle={shape.angle / 360 * 10_000:.4f}"
    return f"{{{{c{area.numbers[0]}::image-occlusion:{body}{angle}:oi={area.others}}}}}"


AREAS = st.lists(
    st.builds(Area, st.integers(0, 3).map(lambda n: (n,)), SHAPES, st.sampled_from([0, 1])),
    min_size=1,
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    areas=AREAS,
    size=st.tuples(st.integers(20, 900), st.integers(20, 700)),
    ratio=st.sampled_from([1.0, 1.5, 2.0]),
    revealed=st.booleans(),
)
def test_what_is_drawn_does_not_depend_on_what_is_hidden(
    view: OcclusionView, areas: list[Area], size: tuple[int, int], ratio: float, revealed: bool
) -> None:
    """Two images that differ only below the masks look the same to the last dot."""
    shown = side("".join(map(written, areas)), 0, revealed)
    plain, other = picture(*size), picture(*size)
    painter = QPainter(other)
    for mask in shown.masks:
        if mask.state != "revealed":
            painter.fillPath(outline(mask.shape, QRectF(QPointF(), QSizeF(*size))), GREEN)
    painter.end()

    view.show_scene(shown, plain, LIGHT)
    settle()
    first = drawn(view, ratio)
    view.show_scene(shown, other, LIGHT)
    assert drawn(view, ratio) == first


# ---------------------------------------------------------------------- masks in SVG


def test_an_overlay_hides_and_its_asked_part_bears_a_mark(view: OcclusionView) -> None:
    view.show_scene(layered(), picture(), LIGHT, overlay=MASK)
    assert at(view, 0.15, 0.2) == QColor("#FF7E7E")
    assert at(view, 0.8, 0.7) == QColor("#FFEBA2")
    assert at(view, 0.05, 0.9) == RED
    assert shows(drawn(view), LIGHT.color("on_accent"))
    assert at(view, 0.3, 0.3).name() in (LIGHT.accent.lower(), LIGHT.on_accent.lower())
    view.show_scene(
        layered(revealed=True),
        picture(),
        LIGHT,
        overlay=MASK.replace(b'<rect id="a" class="qshape"', b"<rect"),
    )
    assert not shows(drawn(view), LIGHT.color("accent"))


@pytest.mark.parametrize(
    "overlay",
    [
        b"",
        b"<svg",
        b"no drawing",
        SVG + b' width="9" height="9"/>',
        SVG + b'><defs><rect id="a" width="9" height="9"/></defs><use href="#a"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG + b"><text>&a;</text></svg>",
        SVG + b'><image href="file:///etc/passwd" width="9" height="9"/></svg>',
        MASK[:-20],
        b"\xff\xfe" + MASK,
    ],
)
@pytest.mark.qt_log_ignore(".*")
def test_without_its_overlay_a_question_shows_nothing_of_the_image(
    view: OcclusionView, overlay: bytes
) -> None:
    view.show_scene(layered(), picture(), LIGHT, overlay=overlay)
    assert not shows(drawn(view), RED)
    assert view.accessibleName() == "Image, all of it hidden"


@pytest.mark.qt_log_ignore(".*")
def test_an_overlay_that_is_nested_too_deep_for_qt_hides_all(view: OcclusionView) -> None:
    deep = MASK.replace(b"<g>", b"<g>" * 200).replace(b"</g>", b"</g>" * 200)
    view.show_scene(layered(), picture(), LIGHT, overlay=deep)
    assert not shows(drawn(view), RED)


def test_without_its_overlay_an_answer_shows_the_image(view: OcclusionView) -> None:
    view.show_scene(layered(revealed=True), picture(), LIGHT)
    assert at(view, 0.2, 0.2) == RED


# ---------------------------------------------------------------------- size


@pytest.mark.parametrize(
    ("image", "room", "expected"),
    [
        ((400, 300), (800, 600), 1.0),
        ((400, 300), (200, 600), 0.5),
        ((400, 300), (800, 150), 0.5),
        ((60, 30), (800, 600), 4.0),
        ((120, 30), (800, 600), 2.0),
        ((10, 10), (800, 600), 4.0),
        ((120, 30), (150, 600), 1.25),
    ],
)
def test_an_image_is_never_larger_than_it_is_unless_tiny(
    image: tuple[int, int], room: tuple[int, int], expected: float
) -> None:
    assert zoom(QSizeF(*image), *room) == pytest.approx(expected)


def test_the_height_follows_the_width(view: OcclusionView) -> None:
    view.show_scene(side(three()), picture(800, 400), LIGHT)
    heights = []
    for width in (800, 400, 200):
        view.resize(width, view.height())
        settle()
        heights.append(view.height())
    assert heights == [400, 200, 100]
    assert view.heightForWidth(4000) == 400
    assert view.sizeHint() == QSize(800, 400)


def test_it_stands_in_the_middle_of_a_wide_column(qtbot: QtBot) -> None:
    column = QWidget()
    qtbot.addWidget(column)
    made = OcclusionView()
    QVBoxLayout(column).addWidget(made)
    column.resize(900, 500)
    column.show()
    made.show_scene(side(three()), picture(), LIGHT)
    settle()
    assert made.box.center().x() == pytest.approx(made.width() / 2)
    assert (made.box.width(), made.height()) == (400, 300)


def test_no_image_is_taller_than_it_may_be(view: OcclusionView) -> None:
    view.show_scene(side(three()), picture(300, 3000), LIGHT, tallest=240)
    assert view.height() == 240
    assert view.box.width() == pytest.approx(24)


def test_a_fine_screen_gets_all_the_dots_there_are(view: OcclusionView) -> None:
    stripes = picture(800, 600)
    for x in range(0, 800, 2):
        for y in range(600):
            stripes.setPixelColor(x, y, GREEN)
    stripes.setDevicePixelRatio(2)
    view.show_scene(side(three()), stripes, LIGHT)
    assert view.height() == 300
    fine = drawn(view, 2.0)
    assert [fine.pixelColor(x, 10).name() for x in (400, 401, 402)] == ["#00ff00", "#ff0000", "#00ff00"]


# ---------------------------------------------------------------------- trouble


def test_a_missing_image_is_named(view: OcclusionView) -> None:
    view.show_scene(side(three()), QImage(), LIGHT)
    assert view.accessibleName() == "“heart.png” cannot be shown: it is missing, too large, or no image."
    assert 10 < view.height() < 60
    assert drawn(view) != drawn_empty(view)


def drawn_empty(view: OcclusionView) -> QImage:
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    return image


def test_a_card_without_an_image_says_so(view: OcclusionView) -> None:
    view.show_scene(Scene("", False), picture(), LIGHT)
    assert view.accessibleName() == "This card names no image."


def test_a_huge_image_is_refused_in_a_sentence(view: OcclusionView) -> None:
    view.show_scene(side(three()), QImage(100_000, 2, QImage.Format.Format_Mono), LIGHT)
    assert view.accessibleName() == "The image is too large to show: 100,000 × 2 pixels."
    view.show_scene(side(three()), QImage(LONGEST_SIDE, 1, QImage.Format.Format_Mono), LIGHT)
    assert view.accessibleName().startswith("Image")


def test_the_sentence_wraps_in_a_narrow_window(view: OcclusionView) -> None:
    view.show_scene(side(three()), QImage(), LIGHT)
    wide = view.heightForWidth(800)
    assert view.heightForWidth(120) > 2 * wide


STARS = "image-occlusion:polygon:oi=1:points=" + " ".join(
    f"{0.5 + 0.4 * cos(turn):.4f},{0.5 + 0.4 * sin(turn):.4f}" for turn in range(MOST_POINTS)
)


@pytest.mark.parametrize(
    "many",
    [
        "".join(RECT.format(n=place % 9, more=":oi=1") for place in range(MOST_SHAPES)),
        "".join(ELLIPSE.format(n=place % 9, more=":oi=1") for place in range(MOST_SHAPES)),
        "".join(f"{{{{c{place}::{STARS}}}}}" for place in range(5)),
    ],
    ids=["rectangles", "ellipses", "polygons"],
)
def test_the_most_shapes_are_drawn_in_time(view: OcclusionView, many: str) -> None:
    start = process_time()
    view.show_scene(side(many), picture(), LIGHT)
    drawn(view)
    assert process_time() - start < 4


@pytest.mark.parametrize(
    "shape",
    [
        "rect:left=-100:top=-100:width=100:height=100",
        "rect:left=2:top=.5:width=.1:height=.1",
        "ellipse:left=1:top=1:rx=.5:ry=.5:angle=10",
        "rect:left=.5:top=0:width=.4:height=.4:angle=7500",
    ],
)
def test_a_card_that_asks_for_what_lies_beside_the_image_hides_all(view: OcclusionView, shape: str) -> None:
    view.show_scene(side(f"{{{{c1::image-occlusion:{shape}}}}}"), picture(), LIGHT)
    assert not shows(drawn(view), RED)
    assert view.accessibleName() == "Image, all of it hidden"


@pytest.mark.parametrize(
    "shape",
    [
        "rect:left=-99:top=-99:width=100:height=100",
        "ellipse:left=-50:top=-50:rx=50:ry=50",
        "polygon:points=-100,-100 100,-100 100,100 -100,100",
        "rect:left=-50:top=-50:width=100:height=100:angle=5",
    ],
)
@pytest.mark.parametrize("ratio", [1.0, 3.0])
def test_huge_shapes_hide_all_the_same(view: OcclusionView, shape: str, ratio: float) -> None:
    view.show_scene(side(f"{{{{c1::image-occlusion:{shape}}}}}"), picture(), LIGHT)
    assert not shows(drawn(view, ratio), RED)


# ---------------------------------------------------------------------- words


def test_a_screen_reader_hears_what_is_to_be_seen(view: OcclusionView) -> None:
    label = "{{c0::image-occlusion:text:left=.1:top=.9:text=The heart}}"
    view.show_scene(side(three(":oi=1") + label, 1), picture(), LIGHT)
    interface = QAccessible.queryAccessibleInterface(view)

    assert interface.text(QAccessible.Text.Name) == "Image with 3 hidden areas; area 2 is asked"
    assert interface.text(QAccessible.Text.Description) == "The heart"
    assert view.text == "Image with 3 hidden areas; area 2 is asked. The heart"


def test_labels_are_drawn_on_their_ground(view: OcclusionView) -> None:
    label = "{{c0::image-occlusion:text:left=.1:top=.7:text=The heart:fs=.08}}"
    for theme in (LIGHT, DARK):
        view.show_scene(side(RECT.format(n=1, more="") + label), picture(), theme)
        assert at(view, 0.105, 0.74) == theme.color("surface")


def test_it_draws_again_when_the_scene_changes(view: OcclusionView) -> None:
    view.show_scene(side(three()), picture(), LIGHT)
    assert at(view, 0.9, 0.9) == RED
    view.show_scene(side(three()), picture(color=GREEN), LIGHT)
    assert at(view, 0.9, 0.9) == GREEN
