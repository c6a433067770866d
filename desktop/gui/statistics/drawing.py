"""Charts as drawings. The library makes an SVG, QtSvg paints it: on the screen, into a picture, onto paper.

Where each row of a figure lies in the drawing is read from the SVG itself, so that pointer and keys find it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pygal
from pygal.etree import etree
from pygal.style import Style
from PySide6.QtCore import QRectF

from desktop.gui.theme import Theme

sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, pygal.PluginImportFixer)]
"""The library's importer of maps, of which we have none, speaks a protocol that Python has given up."""

LETTERS = 11
"""Size of the letters in a chart, in pixels at 100 %."""
FEW = 5
"""Up to so many things, an axis marks each of them."""
LEFT_OUT = ("script", "desc", "title")
NAMES_SHARE = 0.45
"""How much of the width the names of lying bars may take."""

LOOK = """
text { font-family: $family; font-size: $lettersp; fill: $muted; }
.axis.x text { text-anchor: middle; } .axis.y text { text-anchor: end; }
.axis.x text[transform] { text-anchor: start; }
.background { fill: none; } .guide { stroke: $line; fill: none; }
.reactive { fill: $accent; stroke: none; } .ci path { fill: none; stroke: $text; stroke-width: 1.5; }
path.line.reactive { fill: none; stroke: $accent; stroke-width: 2.5; }
"""
"""Of the whole drawing, in place of what the library brings: QtSvg reads the simplest rules only."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn on.

    Attributes:
        width: in pixels.
        height: in pixels.
        scale: of letters; 1 = 100 %.
        family: the font.
    """

    width: float
    height: float
    theme: Theme
    scale: float = 1.0
    family: str = "sans-serif"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn.

    Attributes:
        svg: empty where there is nothing to draw.
        places: where each row is, in pixels of the canvas.
    """

    svg: bytes = b""
    places: Mapping[int, QRectF] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value:
    """What is drawn of a row: a value, or nothing; with the interval around it where that is known."""

    value: float | None
    low: float | None = None
    high: float | None = None

    def given(self) -> Any:
        """Return it as the library takes it."""
        if self.value is None or self.low is None or self.high is None:
            return self.value
        return {"value": self.value, "ci": {"low": self.low, "high": self.high}}


Numbers = Callable[[float], str]


def columns(
    canvas: Canvas, names: Sequence[str], values: Sequence[Value], write: Numbers, most: float | None = None
) -> Drawing:
    """Draw standing bars.

    Args:
        names: below each bar; as many are written as there is room for.
        values: of the bars.
        write: puts a number on the axis into words.
        most: end of the axis; None = as the values need it.
    """
    chart = pygal.Bar(**_options(canvas, write, values, most))
    _name(chart, names, canvas)
    chart.add("", [each.given() for each in values])
    return _drawn(canvas, chart, values, "y", _above)


def curve(canvas: Canvas, names: Sequence[str], values: Sequence[Value], write: Numbers) -> Drawing:
    """Draw a line through values; see `columns`."""
    chart = pygal.Line(**_options(canvas, write, values, None), dots_size=2.5 * canvas.scale)
    _name(chart, names, canvas)
    chart.add("", [each.given() for each in values])
    return _drawn(canvas, chart, values, "y", _above)


def lying(
    canvas: Canvas, names: Sequence[str], values: Sequence[Value], write: Numbers, most: float | None = None
) -> Drawing:
    """Draw lying bars, the first at the top, with their names before them; see `columns`."""
    chart = pygal.HorizontalBar(**_options(canvas, write, values, most))
    longest = max(8, int(canvas.width * NAMES_SHARE / (LETTERS * 0.55 * canvas.scale)))
    chart.x_labels = [shortened(each, longest) for each in reversed(names)]
    chart.add("", [each.given() for each in reversed(values)])
    return _drawn(canvas, chart, [*reversed(values)], "x", _across, turned=True)


def dots(canvas: Canvas, lines: Sequence[str], names: Sequence[str], values: Sequence[float]) -> Drawing:
    """Draw a dot for each value, in columns from the top down.

    Args:
        lines: names of the lines, top down.
        names: of the columns.
        values: column by column; the ends of the first and the last may be left out as NaN.
    """
    chart = pygal.Dot(**_options(canvas, str, (), None) | {"range": None})
    _name(chart, names, canvas)
    depth = len(lines)
    for place, line in enumerate(lines):
        chart.add(line, [0 if each != each else each for each in values[place::depth]])
    order = [column * depth + line for line in range(depth) for column in range(len(names))]
    root = chart.render_tree()
    svg, plot, shapes = _read(root, canvas, "none")
    cell = plot.width() / max(1, len(names)), plot.height() / depth
    places = {
        row: QRectF(shape.center().x() - cell[0] / 2, shape.center().y() - cell[1] / 2, *cell)
        for row, shape in zip(order, shapes, strict=True)
        if values[row] == values[row]
    }
    return Drawing(svg, places)


def _options(canvas: Canvas, write: Numbers, values: Sequence[Value], most: float | None) -> dict[str, Any]:
    letters = round(LETTERS * canvas.scale)
    style = Style(
        font_family=canvas.family,
        label_font_size=letters,
        major_label_font_size=letters,
        no_data_font_size=letters,
    )
    top = max((each.high or each.value or 0 for each in values), default=0)
    return {
        "width": canvas.width,
        "height": canvas.height,
        "style": style,
        "js": (),
        "css": (),
        "show_legend": False,
        "margin": round(6 * canvas.scale),
        "margin_right": round(20 * canvas.scale),
        "spacing": round(8 * canvas.scale),
        "min_scale": 2,
        "max_scale": 5,
        "truncate_label": -1,
        "value_formatter": write,
        "range": (0, most or top or 1),
    } | _whole(values, most or top or 1)


def _whole(values: Sequence[Value], top: float) -> dict[str, Any]:
    """Return the marks of an axis on which a few whole things are counted: there are no halves of them."""
    if not values or top > FEW or any(each.value != int(each.value or 0) for each in values if each.value):
        return {}
    return {"y_labels": [*range(math.ceil(top) + 1)]}


def _name(chart: Any, names: Sequence[str], canvas: Canvas) -> None:
    """Write the names below bars, or as many of them as have room."""
    longest = max((len(each) for each in names), default=1) + 2
    room = max(1, int(canvas.width / (LETTERS * 0.6 * canvas.scale * longest)))
    every = -(-len(names) // room)
    shown: list[str] = []
    free = 0
    for at, name in enumerate(names):
        shown.append(name if at >= free else "")
        free = at + every if shown[-1] else free
    chart.x_labels = shown


def _above(plot: QRectF, shape: QRectF, slot: float) -> QRectF:
    return QRectF(shape.center().x() - slot / 2, plot.y(), slot, plot.height())


def _across(plot: QRectF, shape: QRectF, slot: float) -> QRectF:
    return QRectF(plot.x(), shape.center().y() - slot / 2, plot.width(), slot)


def _drawn(
    canvas: Canvas,
    chart: Any,
    values: Sequence[Value],
    guided: str,
    reach: Callable[[QRectF, QRectF, float], QRectF],
    *,
    turned: bool = False,
) -> Drawing:
    """Return a chart of one series. `reach` makes the place of a row from its bar, however short that is."""
    svg, plot, shapes = _read(chart.render_tree(), canvas, guided)
    length = plot.height() if turned else plot.width()
    slot = length / max(1, len(values))
    shown = [at for at, each in enumerate(values) if each.value is not None]
    places = {at: reach(plot, shape, slot) for at, shape in zip(shown, shapes, strict=True)}
    if turned:
        places = {len(values) - 1 - at: place for at, place in places.items()}
    return Drawing(svg, places)


def _read(root: Any, canvas: Canvas, guided: str) -> tuple[bytes, QRectF, list[QRectF]]:
    """Return the SVG with our look, the box of the plot, and the bars or dots in it."""
    _strip(root, guided, "")
    for node in root.iter():
        if _tag(node) == "style":
            node.text = _look(canvas)
    plot, shapes = QRectF(0, 0, canvas.width, canvas.height), []
    for node, left, top in _placed(root, 0.0, 0.0):
        words = node.get("class", "").split()
        if _tag(node) == "rect" and words == ["background"] and left + top:
            plot = QRectF(left, top, _number(node, "width"), _number(node, "height"))
        elif "reactive" in words and _tag(node) == "rect":
            corner = left + _number(node, "x"), top + _number(node, "y")
            shapes.append(QRectF(*corner, _number(node, "width"), _number(node, "height")))
        elif "reactive" in words and _tag(node) == "circle":
            centre = left + _number(node, "cx"), top + _number(node, "cy")
            shapes.append(QRectF(*centre, 0, 0))
    return etree.tostring(root), plot, shapes


def _strip(node: Any, guided: str, axis: str) -> None:
    """Remove what is not to be drawn: what paper shows although it has no colour, and what is no drawing."""
    for child in list(node):
        words = child.get("class", "").split() if isinstance(child.tag, str) else []
        inside = words[1] if words[:1] == ["axis"] and _tag(child) == "g" else axis
        line = _tag(child) == "path" and inside and not (inside == guided and "guide" in words)
        if not isinstance(child.tag, str) or _tag(child) in LEFT_OUT or line:
            node.remove(child)
        else:
            _strip(child, guided, inside)


def _look(canvas: Canvas) -> str:
    text = LOOK
    theme = canvas.theme
    for name, value in (
        ("family", f"'{canvas.family}'"),
        ("lettersp", f"{round(LETTERS * canvas.scale)}px"),
        *((name, getattr(theme, name)) for name in ("muted", "line", "accent", "text")),
    ):
        text = text.replace(f"${name}", value)
    return text


def _placed(node: Any, left: float, top: float) -> Iterator[tuple[Any, float, float]]:
    """Yield every element with how far it was moved."""
    moved = node.get("transform", "")
    if moved.startswith("translate("):
        x, y = moved[len("translate(") : moved.index(")")].replace(",", " ").split()
        left, top = left + float(x), top + float(y)
    yield node, left, top
    for child in node:
        yield from _placed(child, left, top)


def _tag(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _number(node: Any, name: str) -> float:
    return float(node.get(name, 0))


def shortened(name: str, longest: int) -> str:
    """Return a name that is not too long for its bar."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
