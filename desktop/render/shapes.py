"""Shapes that hide parts of an image, as the gaps of a field hold them: plain values, read with care.

    {{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}

with `rect`, `ellipse` (rx, ry), `polygon` (points) and `text` (text, scale, fs). Lengths are parts of
the image's width or height; an angle counts 10,000 steps a turn, clockwise about the shape's corner;
`oi` says what the other shapes do (SHOWN_OTHERS, HIDDEN_OTHERS, ONLY_OTHERS); number 0 is on every card.
What cannot be read is skipped and reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape

from desktop.study.cloze import gaps
from desktop.study.kinds.occlusion import MARK, is_shape

SHOWN_OTHERS, HIDDEN_OTHERS, ONLY_OTHERS = 0, 1, 2
"""Hide one, guess one; hide all, guess one; hide all but the one."""

MOST_SHAPES = 500
MOST_POINTS = 200
MOST_POINTS_IN_ALL = 1_000
"""More than these would take too long to draw."""
FARTHEST = 100.0
"""No length or place is larger than so many images."""
LONGEST_TEXT = 500
ANGLE_STEPS = 10_000
LARGEST_FONT = 0.5

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
COLON = re.compile(r"(?<!\\):")
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,12}\.?[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `angle` in degrees, clockwise about the corner at the top left."""

    left: float
    top: float
    width: float
    height: float
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse by the corner of the box around it and its radii."""

    left: float
    top: float
    rx: float
    ry: float
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Polygon:
    """A polygon by its corners."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A label on the image; `size` of its letters as a part of the image's height, 0 = not given."""

    left: float
    top: float
    text: str
    size: float = 0.0
    angle: float = 0.0


Shape = Rect | Ellipse | Polygon | Text
WHOLE = Rect(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Area:
    """A shape, the numbers of the cards that ask for it, and what the others do meanwhile."""

    numbers: tuple[int, ...]
    shape: Shape
    others: int = SHOWN_OTHERS


@dataclass(frozen=True, slots=True)
class Areas:
    """What a field holds; `faults` are sentences about what was skipped."""

    areas: tuple[Area, ...] = ()
    faults: tuple[str, ...] = ()

    def shapes(self, number: int) -> tuple[Shape, ...]:
        """Return the shapes of one card number."""
        return tuple(each.shape for each in self.areas if number in each.numbers)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The card numbers, from 1, sorted."""
        return tuple(sorted({number for each in self.areas for number in each.numbers if number > 0}))


class _Wrong(ValueError):
    """A shape cannot be read; says why."""


def _number(values: Mapping[str, str], name: str, missing: float | None = None) -> float:
    text = values.get(name, "").strip()
    if not text and missing is not None:
        return missing
    if not NUMBER.fullmatch(text):
        raise _Wrong(f"“{name}” is not a number")
    found = float(text)
    if abs(found) > FARTHEST:
        raise _Wrong(f"“{name}” is too large")
    return found


def _length(values: Mapping[str, str], name: str) -> float:
    found = _number(values, name)
    if found <= 0:
        raise _Wrong(f"“{name}” is not above zero")
    return found


def _angle(values: Mapping[str, str]) -> float:
    text = values.get("angle", "").strip()
    steps = float(text) if NUMBER.fullmatch(text) else 0.0
    return steps % ANGLE_STEPS / ANGLE_STEPS * 360


def _corner(values: Mapping[str, str]) -> tuple[float, float]:
    return _number(values, "left", 0.0), _number(values, "top", 0.0)


def _rect(values: Mapping[str, str]) -> Rect:
    return Rect(*_corner(values), _length(values, "width"), _length(values, "height"), _angle(values))


def _ellipse(values: Mapping[str, str]) -> Ellipse:
    return Ellipse(*_corner(values), _length(values, "rx"), _length(values, "ry"), _angle(values))


def _polygon(values: Mapping[str, str]) -> Polygon:
    """Read the corners; where left and top are given, the box around them is moved there."""
    pairs = values.get("points", "").split()
    if not 3 <= len(pairs) <= MOST_POINTS:
        raise _Wrong(f"a polygon has 3 to {MOST_POINTS:,} points")
    points: list[tuple[float, float]] = []
    for pair in pairs:
        across, _, down = pair.partition(",")
        one = {"points": across}, {"points": down}
        points.append((_number(one[0], "points"), _number(one[1], "points")))
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    if right <= left or bottom <= top:
        raise _Wrong("the polygon has no size")
    move_x = _number(values, "left", left) - left
    move_y = _number(values, "top", top) - top
    return Polygon(tuple((x + move_x, y + move_y) for x, y in points))


def _text(values: Mapping[str, str]) -> Text:
    text = values.get("text", "").strip()[:LONGEST_TEXT]
    if not text:
        raise _Wrong("the label is empty")
    size = _number(values, "fs", 0.0) * _number(values, "scale", 1.0)
    return Text(*_corner(values), text, min(LARGEST_FONT, max(0.0, size)), _angle(values))


READERS: Mapping[str, Callable[[Mapping[str, str]], Shape]] = {
    "rect": _rect,
    "ellipse": _ellipse,
    "polygon": _polygon,
    "text": _text,
}


def properties(body: str) -> tuple[str, dict[str, str]]:
    """Return what kind of shape a gap holds, and its properties, in order."""
    plain = TAG.sub("", BREAK.sub("\n", body)).replace("\xa0", " ")
    kind, *parts = COLON.split(plain.partition(MARK)[2])
    return kind.strip(), _values(parts)


def read(numbers: tuple[int, ...], body: str) -> Area | None:
    """Return the shape in a gap; None where it cannot be read."""
    try:
        return _area(numbers, body)
    except _Wrong:
        return None


def _values(parts: list[str]) -> dict[str, str]:
    """Return the properties `name=value`; a colon in a value is written with a backslash before it."""
    pairs = (part.partition("=") for part in parts)
    return {name.strip(): unescape(value.replace("\\:", ":")) for name, _, value in pairs}


def _area(numbers: tuple[int, ...], body: str) -> Area:
    """Read one shape.

    Raises:
        _Wrong: a part of it cannot be read.
    """
    kind, values = properties(body)
    reader = READERS.get(kind)
    if reader is None:
        raise _Wrong(f"the shape “{kind[:20]}” is not known")
    others = {"1": HIDDEN_OTHERS, "2": ONLY_OTHERS}.get(values.get("oi", "").strip(), SHOWN_OTHERS)
    return Area(numbers, reader(values), others)


def parse(html: str) -> Areas:
    """Return the shapes of a field, in order, and what was wrong with those that were skipped."""
    areas: list[Area] = []
    faults: list[str] = []
    points = 0
    shapes = (gap for gap in gaps(html) if is_shape(gap.body))
    for place, gap in enumerate(shapes, 1):
        if place > MOST_SHAPES:
            faults.append(f"Only the first {MOST_SHAPES:,} shapes are read.")
            break
        try:
            area = _area(gap.numbers, gap.body)
            points += len(area.shape.points) if isinstance(area.shape, Polygon) else 0
            if points > MOST_POINTS_IN_ALL:
                raise _Wrong("all polygons together have too many points")
            areas.append(area)
        except _Wrong as error:
            faults.append(f"Shape {place} is left out: {error}.")
    return Areas(tuple(areas), tuple(faults))
