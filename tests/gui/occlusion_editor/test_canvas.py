"""Shapes on an image, by mouse and by keys alone (image occlusion)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui.occlusion_editor.canvas import Canvas
from desktop.gui.occlusion_editor.tools import CHOOSE, ELLIPSE, LABEL, POLYGON, RECT
from desktop.render.drawn_shapes import Drawing
from desktop.render.shape_geometry import Box, box_of
from desktop.render.shapes import Ellipse, Polygon, Rect, Shape, Text, parse
from tests.gui.conftest import CTRL, NONE, Key
from tests.gui.occlusion_editor.conftest import LEFT, SHIFT, drag, image, spot

NEARLY = 0.01


def shapes(canvas: Canvas) -> list[Shape]:
    return [each.shape for each in parse(canvas.drawing.html).areas]


def boxes(canvas: Canvas) -> list[Box]:
    return [box_of(each) for each in shapes(canvas)]


def near(*values: float) -> object:
    return pytest.approx(values, abs=NEARLY)


def two(canvas: Canvas) -> None:
    """Draw two rectangles side by side, then take up the tool that chooses."""
    drag(canvas, (0.1, 0.1), (0.3, 0.4))
    drag(canvas, (0.6, 0.1), (0.8, 0.4))
    canvas.use(CHOOSE)


def press(canvas: Canvas, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(canvas, key, held)


@pytest.mark.parametrize(("tool", "kind"), [(RECT, Rect), (ELLIPSE, Ellipse)])
def test_the_mouse_draws_from_corner_to_corner_in_any_direction(
    canvas: Canvas, tool: str, kind: type[Shape]
) -> None:
    canvas.use(tool)
    drag(canvas, (0.1, 0.2), (0.5, 0.6))
    drag(canvas, (0.9, 0.9), (0.7, 0.7))
    assert [type(each) for each in shapes(canvas)] == [kind, kind]
    assert boxes(canvas)[0] == near(0.1, 0.2, 0.4, 0.4)
    assert boxes(canvas)[1] == near(0.7, 0.7, 0.2, 0.2)
    assert canvas.drawing.numbers == (1, 2)
    assert canvas.chosen == {1}, "what was drawn last is chosen"


def test_shapes_do_not_leave_the_image(canvas: Canvas) -> None:
    drag(canvas, (0.8, 0.8), (1.5, 1.5))
    assert boxes(canvas)[0] == near(0.8, 0.8, 0.2, 0.2)
    drag(canvas, (0.9, 0.9), (0.9, 0.9))
    assert len(shapes(canvas)) == 1, "a click draws nothing"


def test_a_polygon_is_drawn_corner_by_corner_and_closed_in_three_ways(canvas: Canvas) -> None:
    canvas.use(POLYGON)
    for closing in ("enter", "double", "first"):
        for x, y in ((0.1, 0.1), (0.4, 0.1), (0.4, 0.5)):
            QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, x, y))
        if closing == "enter":
            press(canvas, Key.Key_Return)
        elif closing == "double":
            QTest.mouseDClick(canvas, LEFT, NONE, spot(canvas, 0.4, 0.5))
        else:
            QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, 0.1, 0.1))
        canvas.choose(())
    made = shapes(canvas)
    assert len(made) == 3
    for each in made:
        assert isinstance(each, Polygon)
        assert len(each.points) == 3


def test_a_corner_is_taken_back_and_a_polygon_given_up(canvas: Canvas) -> None:
    canvas.use(POLYGON)
    for x, y in ((0.1, 0.1), (0.4, 0.1), (0.9, 0.9), (0.4, 0.5)):
        QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, x, y))
        if x == 0.9:
            press(canvas, Key.Key_Backspace)
    press(canvas, Key.Key_Return)
    assert boxes(canvas)[0] == near(0.1, 0.1, 0.3, 0.4)
    QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, 0.7, 0.7))
    press(canvas, Key.Key_Escape)
    press(canvas, Key.Key_Return)
    assert len(shapes(canvas)) == 2, "Enter alone draws one of the usual size"


def test_shapes_are_chosen_moved_and_pulled(canvas: Canvas) -> None:
    two(canvas)
    QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, 0.2, 0.2))
    assert canvas.chosen == {0}
    drag(canvas, (0.2, 0.25), (0.3, 0.45))
    assert boxes(canvas)[0] == near(0.2, 0.3, 0.2, 0.3)
    drag(canvas, (0.4, 0.6), (0.5, 0.9))
    assert boxes(canvas)[0] == near(0.2, 0.3, 0.3, 0.6)
    QTest.mouseClick(canvas, LEFT, SHIFT, spot(canvas, 0.7, 0.2))
    assert canvas.chosen == {0, 1}
    drag(canvas, (0.7, 0.2), (0.7, 0.25))
    assert [each.top for each in boxes(canvas)] == near(0.35, 0.15)
    QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, 0.95, 0.95))
    assert canvas.chosen == set()
    drag(canvas, (0.55, 0.05), (0.95, 0.6))
    assert canvas.chosen == {1}, "what lies inside a box that is drawn around it"


def test_everything_is_taken_back_and_done_again(canvas: Canvas) -> None:
    two(canvas)
    before = canvas.drawing.html
    canvas.choose([0])
    press(canvas, Key.Key_Delete)
    assert canvas.drawing.numbers == (2,)
    canvas.undo()
    assert canvas.drawing.html == before
    canvas.undo()
    assert canvas.drawing.numbers == (1,)
    canvas.redo()
    canvas.redo()
    assert canvas.drawing.numbers == (2,)
    canvas.redo()
    assert canvas.drawing.numbers == (2,)


def test_keys_alone_do_all_of_it(canvas: Canvas) -> None:
    press(canvas, Key.Key_R, Key.Key_Return)
    [first] = boxes(canvas)
    press(canvas, Key.Key_Right, held=SHIFT)
    press(canvas, Key.Key_Down)
    moved = boxes(canvas)[0]
    assert moved.left - first.left == pytest.approx(10 / canvas.box.width(), abs=1e-3)
    assert moved.top - first.top == pytest.approx(1 / canvas.box.height(), abs=1e-3)
    press(canvas, Key.Key_Right, held=CTRL | SHIFT)
    assert boxes(canvas)[0].width > moved.width
    press(canvas, Key.Key_E, Key.Key_Return, Key.Key_P, Key.Key_Return)
    assert [type(each) for each in shapes(canvas)] == [Rect, Ellipse, Polygon]
    press(canvas, Key.Key_Escape)
    for expected in ({0}, {1}, {2}):
        press(canvas, Key.Key_Tab)
        assert canvas.chosen == expected
    press(canvas, Key.Key_Backtab, held=SHIFT)
    assert canvas.chosen == {1}
    press(canvas, Key.Key_A, held=CTRL)
    assert canvas.chosen == {0, 1, 2}
    press(canvas, Key.Key_Delete)
    assert shapes(canvas) == []


def test_tab_leads_out_behind_the_last_shape(canvas: Canvas) -> None:
    two(canvas)
    canvas.choose([1])
    press(canvas, Key.Key_Tab)
    assert canvas.chosen == set()


def test_copies_and_groups(canvas: Canvas) -> None:
    two(canvas)
    canvas.choose([0, 1])
    canvas.group()
    assert canvas.drawing.numbers == (1,)
    canvas.copy()
    assert canvas.drawing.numbers == (1, 3, 4)
    assert canvas.chosen == {2, 3}
    canvas.choose([0, 1])
    canvas.ungroup()
    assert canvas.drawing.numbers == (1, 3, 4, 5)


def test_labels_are_asked_for_at_their_place(canvas: Canvas) -> None:
    asked: list[tuple[int, QPointF]] = []
    canvas.label_wanted.connect(lambda at, place: asked.append((at, place)))
    canvas.use(LABEL)
    QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, 0.5, 0.5))
    assert asked[0][0] == -1
    assert (asked[0][1].x(), asked[0][1].y()) == near(0.5, 0.5)
    canvas.add(Text(0.5, 0.5, "Heart"))
    press(canvas, Key.Key_Return)
    QTest.mouseDClick(canvas, LEFT, NONE, spot(canvas, 0.51, 0.51))
    assert [at for at, _ in asked[1:]] == [0, 0]
    assert not canvas.can_resize


def test_zoom_keeps_what_is_under_the_pointer_and_the_image_in_view(canvas: Canvas) -> None:
    place = canvas.lens.place(QPointF(150, 100))
    for turned in (120, 120, 120):
        event = QWheelEvent(
            QPointF(150, 100), QPointF(canvas.mapToGlobal(QPoint(150, 100))), QPoint(), QPoint(0, turned),
            Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)
    after = canvas.lens.place(QPointF(150, 100))
    assert (after.x(), after.y()) == pytest.approx((place.x(), place.y()))
    assert canvas.box.width() > 900
    drag(canvas, (0.5, 0.5), (9, 9), Qt.MouseButton.MiddleButton)
    assert canvas.box.intersects(canvas.rect().toRectF())
    press(canvas, Key.Key_0)
    assert canvas.lens.is_fitted
    press(canvas, Key.Key_Plus)
    assert not canvas.lens.is_fitted


def test_a_shape_that_is_reached_by_keys_comes_into_view(canvas: Canvas) -> None:
    two(canvas)
    canvas.choose(())
    canvas.lens.enlarge(8, QPointF(canvas.box.right(), canvas.box.bottom()))
    press(canvas, Key.Key_Tab)
    frame = canvas.frame()
    assert frame is not None
    assert frame.intersects(canvas.rect().toRectF())


def test_what_cannot_be_drawn_is_passed_by_and_stays(canvas: Canvas) -> None:
    odd = "{{c7::image-occlusion:star:left=.1}}"
    canvas.start(
        Drawing.of(f"{odd}<br>{{{{c2::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2:angle=500}}}}")
    )
    press(canvas, Key.Key_A, held=CTRL)
    assert canvas.chosen == {1}
    assert not canvas.can_resize, "a turned shape is moved only"
    press(canvas, Key.Key_Right)
    assert canvas.drawing.html.startswith(odd)
    assert "angle=500" in canvas.drawing.html
    press(canvas, Key.Key_Delete)
    assert canvas.drawing.html == odd


def test_without_an_image_keys_do_nothing(canvas: Canvas) -> None:
    canvas.show_image(image(0, 0))
    press(canvas, Key.Key_R, Key.Key_Return, Key.Key_Delete)
    assert shapes(canvas) == []


def test_it_is_drawn_so_that_the_image_shows_through(canvas: Canvas) -> None:
    two(canvas)
    canvas.choose(())
    drawn = canvas.grab().toImage()
    inside, outside = drawn.pixelColor(spot(canvas, 0.15, 0.15)), drawn.pixelColor(spot(canvas, 0.5, 0.5))
    assert outside.name() == "#c0392b"
    assert inside.name() != "#c0392b"
    assert inside.red() > 60, "the image is seen through it"
    assert "2 hidden areas" in canvas.accessibleDescription()
