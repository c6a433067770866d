"""Moving and fitting shapes; lengths are parts of the image's width or height."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from desktop.render.shapes import Ellipse, Polygon, Rect, Shape, Text

LEAST = 0.002
"""No shape is made smaller than this."""


class Box(NamedTuple):
    """A box around shapes."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


def box_of(shape: Shape) -> Box:
    """Return the box around a shape, as it is before it is turned; of a label, its corner."""
    if isinstance(shape, Rect):
        return Box(shape.left, shape.top, shape.width, shape.height)
    if isinstance(shape, Ellipse):
        return Box(shape.left, shape.top, 2 * shape.rx, 2 * shape.ry)
    if isinstance(shape, Text):
        return Box(shape.left, shape.top, 0.0, 0.0)
    across, down = [x for x, _ in shape.points], [y for _, y in shape.points]
    return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))


def around(shapes: Iterable[Shape]) -> Box:
    """Return the box around some shapes, of which there is one at least."""
    boxes = [box_of(each) for each in shapes]
    left, top = min(each.left for each in boxes), min(each.top for each in boxes)
    right, bottom = max(each.right for each in boxes), max(each.bottom for each in boxes)
    return Box(left, top, right - left, bottom - top)


def moved(shape: Shape, across: float, down: float) -> Shape:
    """Return a shape at another place."""
    if isinstance(shape, Polygon):
        return Polygon(tuple((x + across, y + down) for x, y in shape.points))
    return replace(shape, left=shape.left + across, top=shape.top + down)


def fitted(shape: Shape, box: Box) -> Shape:
    """Return a shape that fills a box; a label keeps its size."""
    width, height = max(LEAST, box.width), max(LEAST, box.height)
    if isinstance(shape, Rect):
        return Rect(box.left, box.top, width, height, shape.angle)
    if isinstance(shape, Ellipse):
        return Ellipse(box.left, box.top, width / 2, height / 2, shape.angle)
    if isinstance(shape, Text):
        return replace(shape, left=box.left, top=box.top)
    old = box_of(shape)
    across, down = width / max(LEAST, old.width), height / max(LEAST, old.height)
    return Polygon(
        tuple((box.left + (x - old.left) * across, box.top + (y - old.top) * down) for x, y in shape.points)
    )


def kept_inside(box: Box, across: float, down: float) -> tuple[float, float]:
    """Return how far a box can be moved so that it leaves the image no further than it does."""

    def kept(step: float, low: float, high: float) -> float:
        return max(min(0.0, -low), min(step, max(0.0, 1.0 - high)))

    return kept(across, box.left, box.right), kept(down, box.top, box.bottom)
