"""Drawings that stand in HTML: their tags as spans that remember what they were.

The gate knows no SVG. So `<circle r="4">` inside `<svg>` becomes `<span data-tag="circle" data-r="4">`, which
passes it, and which style sheets colour and hide like anything else; `svg_picture` then draws what is left.
What stands in a drawing and is no shape, gradient, or letter is left out here.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from desktop.render.own_tags import GROUPS, SHAPES
from desktop.render.wording import names

KEPT = names(
    "d points x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy width height viewbox transform preserveaspectratio"
    " offset gradientunits gradienttransform spreadmethod href fill stroke stroke-width stroke-linecap"
    " stroke-linejoin stroke-dasharray stroke-miterlimit fill-rule fill-opacity stroke-opacity opacity"
    " stop-color stop-opacity font-size font-weight font-style font-family text-anchor color display"
    " visibility mask"
)
PLAIN = names("class id style hidden")
NOTHING = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp|noembed|noframes|iframe)\b.*?(?:</\1\b|\Z)"
    r"|<(/?)svg\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
LEAVES = re.compile(
    r"<(?:b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|embed|h[1-6]|head|hr|i|img|li|listing|menu|meta|nobr"
    r"|ol|p|pre|ruby|s|small|span|strong|strike|sub|sup|table|tt|u|ul|var|math)\b",
    re.IGNORECASE,
)
"""Tags that end a drawing for a browser, or stand in it as HTML."""
PAINTS = re.compile(r"(?:^|;)\s*(fill|stroke)\s*:\s*(url\(\s*[\"']?#[\w.:-]+[\"']?\s*\))", re.IGNORECASE)


def svg_as_spans(html: str) -> str:
    """Return HTML with the drawings in it as spans; what is no well-formed drawing stays as it is."""
    kept: list[str] = []
    depth = at = start = 0
    for found in NOTHING.finditer(html):
        if not found.group().lower().startswith(("<svg", "</svg")) or found.group().endswith("/>"):
            continue
        if not found.group(2):
            start = found.start() if depth == 0 else start
            depth += 1
        elif depth == 1:
            kept += [html[at:start], _spans(html[start : found.end()])]
            at, depth = found.end(), 0
        else:
            depth = max(0, depth - 1)
    return "".join([*kept, html[at:]])


def _spans(svg: str) -> str:
    if LEAVES.search(svg, 4):
        return svg
    reader = _Reader()
    reader.feed(svg)
    reader.close()
    return reader.made()


class _Reader(HTMLParser):
    """Writes the known tags of a drawing as spans."""

    def __init__(self) -> None:
        super().__init__()
        self._out: list[str] = []
        self._open: list[str] = []
        self._skipped = ""
        self._depth = 0

    def made(self) -> str:
        return "".join([*self._out, "</span>" * len(self._open)])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._depth += tag == self._skipped
        elif tag in SHAPES | GROUPS:
            self._out.append(f"<span{_attributes(tag, attrs)}>")
            self._open.append(tag)
        else:
            self._skipped, self._depth = tag, 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._skipped and tag in SHAPES | GROUPS:
            self._out.append(f"<span{_attributes(tag, attrs)}></span>")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._depth -= tag == self._skipped
            self._skipped = self._skipped if self._depth else ""
        elif tag in self._open:
            while self._open.pop() != tag:
                self._out.append("</span>")
            self._out.append("</span>")

    def handle_data(self, data: str) -> None:
        if not self._skipped and self._open and self._open[-1] in ("text", "tspan", "title"):
            self._out.append(escape(data))


def _attributes(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    found = {"data-tag": tag}
    for name, value in attrs:
        local = name.removeprefix("xlink:")
        if local in KEPT:
            found.setdefault(f"data-{local}", value or "")
        elif name in PLAIN:
            found[name] = value or ""
        elif name == "aria-label":
            found["data-label"] = value or ""
    for name, value in PAINTS.findall(found.get("style", "")):
        found[f"data-{name.lower()}"] = value
    return "".join(f' {name}="{escape(value)}"' for name, value in found.items())
