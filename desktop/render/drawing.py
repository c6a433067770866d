"""A small drawing inside the text of a card: a formula, a reading above its base, an author's own SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

LARGEST_SVG = 120_000
"""Characters; a formula of a page's width has some 20,000."""

_NAMES = (
    "svg|g|defs|path|use|rect|line|polyline|polygon|circle|ellipse|text|tspan|title|desc"
    "|linearGradient|radialGradient|stop|clipPath|symbol"
)
_TAG = re.compile(rf"<(/?)(?:{_NAMES})((?:\s++[A-Za-z][\w:-]*+=\"[^\"<>]*+\")*+)\s*+/?>")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:-]*+)=\"([^\"]*+)\"")
_FRAGMENT = re.compile(r"#[\w.:-]+")
_OUTSIDE = re.compile(r"url\s*\((?!#)|@import|expression\s*\(|javascript:|data:|\\", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that stands in a line of text.

    Attributes:
        key: short name, the same for the same content.
        svg: its picture; `currentColor` stands for the colour of the text around it. The view box is
            exactly `width` by `height`.
        width: in em of the text around it.
        height: in em, depth included.
        baseline: how far it reaches below the line's baseline, in em.
        alt: what a screen reader says.
        display: whether it wants a line of its own.
        source: what the author wrote, for copying.
        colored: whether its colours are right as they are.
    """

    key: str
    svg: str
    width: float
    height: float
    baseline: float
    alt: str
    display: bool = False
    source: str = ""
    colored: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A word with its reading above it.

    Attributes:
        share: type size of the reading in type sizes of the word.
        color: of the reading, as #rrggbb; empty = as the word.
    """

    base: str
    above: str
    share: float
    color: str


def is_safe(svg: str) -> bool:
    """Tell whether an SVG holds nothing but shapes and text, and refers to nothing but itself.

    Strict rather than clever: what is not written the plain way is refused.
    """
    if len(svg) > LARGEST_SVG or not svg.startswith("<svg"):
        return False
    for match in _TAG.finditer(svg):
        for name, value in _ATTRIBUTE.findall(match[2]):
            local = name.rpartition(":")[2].lower()
            if local.startswith("on") or local == "style":
                return False
            if local == "href" and not _FRAGMENT.fullmatch(value):
                return False
            if not name.startswith("xmlns") and _OUTSIDE.search(unescape(value)):
                return False
    rest = _TAG.sub("", svg)
    return "<" not in rest and ">" not in rest
