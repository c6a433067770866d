"""An author's drawing inside a card, as a picture in the text, written anew from what is harmless.

Nothing of the author's SVG is copied: known shapes with checked numbers and colours are written out, as the
style sheet colours and hides them, and `is_safe` must agree in the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from html import escape
from typing import NamedTuple

from desktop.render.colors import contrast, is_grey, parse_color
from desktop.render.drawing import Drawing, is_safe
from desktop.render.hidden import FAINT, opacity
from desktop.render.lengths import pixels
from desktop.render.lower import Child, Lowering
from desktop.render.own_tags import SHAPES
from desktop.render.tree import Node
from desktop.render.wording import names

MOST_REPEATED = 1_000_000
"""Characters times uses of parts."""
WIDTH, HEIGHT = 300.0, 150.0
"""Of a drawing that says nothing of its size, in pixels: as in browsers."""
SPELLED = {
    "viewbox": "viewBox",
    "preserveaspectratio": "preserveAspectRatio",
    "gradientunits": "gradientUnits",
    "gradienttransform": "gradientTransform",
    "spreadmethod": "spreadMethod",
    "lineargradient": "linearGradient",
    "radialgradient": "radialGradient",
}
GEOMETRY = sorted(
    names(
        "d points x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy transform offset gradientunits gradienttransform"
        " spreadmethod"
    )
)
LOOK = sorted(
    names(
        "stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-miterlimit fill-rule"
        " fill-opacity stroke-opacity opacity stop-opacity font-size font-weight font-style font-family"
        " text-anchor"
    )
)
UNSEEN = ("hidden", "collapse")
PAPER = names("rect path circle ellipse polygon")
PAINT = ("fill", "stroke", "stop-color")
VALUE = re.compile(r"[-\w\s#%.,+()]*\Z", re.ASCII)
HUGE = re.compile(r"\d{6}|[eE]\+?\d\d|[eE][3-9]")
IDENTIFIER = re.compile(r"[\w.:-]{1,80}\Z")
URL = re.compile(r"url\(\s*[\"']?#([\w.:-]{1,80})[\"']?\s*\)\Z")
IDENTIFIED = re.compile(r" id=\"([^\"]+)\"")
USE = re.compile(r"<use\b[^<>]* xlink:href=\"#([^\"]+)\"[^<>]*></use>|<use\b[^<>]*></use>")
PAINTED = re.compile(r"=\"url\(#([^)]+)\)\"")
NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d)?", re.IGNORECASE)
PATH = re.compile(r"\s*[Mm][MmZzLlHhVvCcSsQqTtAaEe\d\s,.+-]*\Z")
LINE = re.compile(r"[LlHhVvCcSsQqTtAa]|\d[\s,]+-?[\d.]+[\s,]+-?[\d.]")
"""What of a path leaves ink: more than one place."""
SPACE = re.compile(r"\s+")


class View(NamedTuple):
    """The part of the plane that a drawing shows."""

    x: float
    y: float
    width: float
    height: float


def picture_of(walk: Lowering, child: Child) -> tuple[Drawing, float, float] | None:
    """Return a drawing with its width and height in pixels; None where nothing of it can be drawn."""
    width, height, view = _measured(walk, child)
    if min(width, height) < 1 or not child.style.size:
        return None
    writer = _Writer(walk, child)
    body = writer.body(child)
    style = child.style
    if not writer.shapes or len(body) * writer.uses > MOST_REPEATED:
        return None
    ink = "#000000" if writer.paper else writer.ink(child)
    size = f"{style.size / walk.resolver.theme.scale:g}"
    family = f' font-family="{escape(style.family)}"' if style.family else ""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="{" ".join(f"{each:g}" for each in view)}">'
        f'<g fill="{ink}" font-size="{size}"{family}'
        f"{writer.look(child)}>{body}</g></svg>"
    )
    if not is_safe(svg):
        return None
    em, alt = style.size, title_of(child.node)
    low = height / 2 - em / 4 if child.declared.get("vertical-align") == "middle" else 0.0
    key = blake2b(svg.encode(), digest_size=9).hexdigest()
    made = Drawing(key, svg, width / em, height / em, max(0.0, low / em), alt, source=alt, colored=True)
    return made, width, height


def title_of(node: Node) -> str:
    """Return what a drawing says that it is."""
    titles = [each for each in node.nodes("span") if each.attributes.get("data-tag") == "title"]
    words = node.attributes.get("data-label") or "".join(
        each for title in titles[:1] for each in title.children if isinstance(each, str)
    )
    return " ".join(words.split())[:400]


def _measured(walk: Lowering, child: Child) -> tuple[float, float, View]:
    """Return width and height in pixels, and what is shown in them."""
    by = walk.resolver.measures(child.style, walk.width)
    data, declared = child.node.attributes, child.declared
    found = [_length(declared.get(name) or data.get(f"data-{name}", ""), by) for name in ("width", "height")]
    width, height = found[0], None if "%" in declared.get("height", data.get("data-height", "")) else found[1]
    numbers = [float(each) for each in NUMBERS.findall(data.get("data-viewbox", ""))[:4]]
    view = (
        View(*numbers) if len(numbers) == 4 and 0 < min(numbers[2:]) <= max(map(abs, numbers)) < 1e5 else None
    )
    ratio = view.height / view.width if view else HEIGHT / WIDTH
    if width is None and height is None:
        width = walk.width if view else WIDTH * by.scale
    if width is None:
        width = (height or 0.0) / ratio
    if height is None:
        height = width * ratio if view else HEIGHT * by.scale
    wide = min(_length(declared.get("max-width", ""), by) or walk.width, walk.width)
    high = _length(declared.get("max-height", ""), by) or 4000.0
    share = min(1.0, wide / max(1.0, width), high / max(1.0, height))
    own = view or View(0.0, 0.0, width / by.scale, height / by.scale)
    if min(width, height) >= 1 and data.get("data-preserveaspectratio", "").strip() != "none":
        own = _widened(own, height / width)
    return width * share, height * share, own


def _length(text: str, by: object) -> float | None:
    text = text.strip().lower()
    found = pixels(f"{text}px" if re.fullmatch(r"[\d.]+", text) else text, by)  # type: ignore[arg-type]
    return found if found is not None and found >= 0 else None


def _widened(view: View, ratio: float) -> View:
    """Return a view with room at two sides, so that it has the ratio of what it is drawn in."""
    if view.height < view.width * ratio:
        tall = view.width * ratio
        return View(view.x, view.y - (tall - view.height) / 2, view.width, tall)
    wide = view.height / ratio
    return View(view.x - (wide - view.width) / 2, view.y, wide, view.height)


class _Writer:
    """Writes the shapes of one drawing."""

    def __init__(self, walk: Lowering, root: Child) -> None:
        self._walk = walk
        self._root = root
        self._nodes = {name: each for each in _all(root.node) if (name := each.attributes.get("id"))}
        dark = walk.resolver.theme.dark
        self.paper = dark and self._has_paper()
        self._turned = dark and not self.paper
        self.shapes = 0
        self.uses = 0

    def body(self, root: Child) -> str:
        """Return what a drawing holds, without references to what is not in it."""
        made = "".join(self.inside(root, False))
        known = set(IDENTIFIED.findall(made))
        made = USE.sub(lambda found: found.group() if found.group(1) in known else "", made)
        return PAINTED.sub(lambda found: found.group() if found.group(1) in known else '="none"', made)

    def inside(self, parent: Child, is_part: bool) -> Iterator[str]:
        """Yield what an element holds; a part that can be used again does not use others."""
        for each in parent.node.children:
            if isinstance(each, str):
                if parent.node.attributes.get("data-tag") in ("text", "tspan") and parent.style.shown:
                    yield escape(SPACE.sub(" ", each))
                continue
            seen = self._walk.seen(each, parent.style)
            tag = each.attributes.get("data-tag", "")
            lost = tag == "tspan" and parent.node.attributes.get("data-tag") not in ("text", "tspan")
            if seen is not None and not lost and not self._is_hidden(seen):
                yield self._element(
                    seen, tag, is_part or "id" in each.attributes or tag in ("defs", "symbol")
                )

    def _is_hidden(self, child: Child) -> bool:
        data = child.node.attributes
        faint = "opacity" not in child.declared and opacity(data.get("data-opacity", "1")) <= FAINT
        return data.get("data-display") == "none" or "data-mask" in data or faint

    def _element(self, child: Child, tag: str, is_part: bool) -> str:
        if tag in SHAPES:
            hidden = not child.style.shown or child.node.attributes.get("data-visibility") in UNSEEN
            hidden |= tag in ("text", "tspan") and not child.style.size
            if hidden or (tag == "use" and is_part) or (tag == "path" and not _is_path(child)):
                return ""
            self.shapes += tag != "use"
            self.uses += tag == "use"
        elif tag in ("title", ""):
            return ""
        tag = {"svg": "g", "a": "g", "switch": "g"}.get(tag, SPELLED.get(tag, tag))
        stops = self._stops_of_another(child) if tag.endswith("Gradient") else ""
        inner = "".join(self.inside(child, is_part))
        return f"<{tag}{self._geometry(child, tag)}{self.look(child)}>{inner or stops}</{tag}>"

    def _geometry(self, child: Child, tag: str) -> str:
        data = child.node.attributes
        found = [(name, data[f"data-{name}"]) for name in GEOMETRY if f"data-{name}" in data]
        if tag not in ("g", "text", "tspan"):
            found += [(name, data[f"data-{name}"]) for name in ("width", "height") if f"data-{name}" in data]
        made = [(SPELLED.get(name, name), value) for name, value in found if _is_value(value)]
        if IDENTIFIER.match(data.get("id", "")):
            made.append(("id", data["id"]))
        target = data.get("data-href", "")
        if tag == "use" and target.startswith("#") and IDENTIFIER.match(target[1:]):
            made.append(("xlink:href", target))
        return _written(made)

    def look(self, child: Child) -> str:
        """Return the attributes that say how an element looks; its style goes before its attributes."""
        made: list[tuple[str, str]] = []
        for name in LOOK:
            value = child.declared.get(name) or child.node.attributes.get(f"data-{name}", "")
            if name == "font-size" and value:
                size = child.style.size / self._walk.resolver.theme.scale if name in child.declared else None
                value = f"{size:g}" if size else value.removesuffix("px")
            if value and _is_value(value):
                made.append((name, value))
        for name in PAINT:
            made += self._paint(child, name)
        return _written(list(dict(made).items()))

    def _paint(self, child: Child, name: str) -> list[tuple[str, str]]:
        value = child.declared.get(name) or child.node.attributes.get(f"data-{name}", "").strip()
        if found := URL.match(value):
            return [(name, f"url(#{found.group(1)})")]
        value = value.lower()
        if value in ("none", "transparent"):
            return [(name, "none")]
        if value == "currentcolor":
            return [(name, self.ink(child))]
        color = parse_color(value)
        if color is None:
            return []
        shown = color.hex
        if self._turned and is_grey(shown) and contrast(shown, child.style.ground) < 3:
            shown = self.ink(child)
        opacity = name.replace("color", "opacity") if name == "stop-color" else f"{name}-opacity"
        return [(name, shown), *([(opacity, f"{color.alpha:g}")] if color.alpha < 1 else [])]

    def ink(self, child: Child) -> str:
        """Return the colour of text where an element stands."""
        return child.style.color or self._walk.resolver.theme.text

    def _has_paper(self) -> bool:
        """Return whether a drawing brings light paper of its own to a dark window."""
        shapes = (each for each in _all(self._root.node) if each.attributes.get("data-tag") in PAPER)
        fills = (each.style.get("fill") or each.attributes.get("data-fill", "") for each in shapes)
        known = [color.hex for fill in fills if (color := parse_color(fill)) and color.alpha > 0.5]
        return any(is_grey(each) and contrast(each, "#ffffff") < 2 for each in known)

    def _stops_of_another(self, child: Child) -> str:
        """Return the stops of the gradient that one without stops names."""
        other = self._nodes.get(child.node.attributes.get("data-href", "").removeprefix("#"))
        if other is None or "gradient" not in other.attributes.get("data-tag", ""):
            return ""
        stops = [each for each in other.nodes() if each.attributes.get("data-tag") == "stop"]
        seen = [found for each in stops if (found := self._walk.seen(each, child.style))]
        return "".join(self._element(each, "stop", True) for each in seen)


def _all(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.nodes()


def _is_path(child: Child) -> bool:
    data = child.node.attributes.get("data-d", "")
    return bool(PATH.match(data) and LINE.search(data)) and not HUGE.search(data)


def _is_value(value: str) -> bool:
    return bool(VALUE.match(value)) and not HUGE.search(value) and "url" not in value.lower()


def _written(pairs: list[tuple[str, str]]) -> str:
    return "".join(f' {name}="{SPACE.sub(" ", value).strip()}"' for name, value in pairs if value.strip())
