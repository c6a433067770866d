"""Boxes of CSS: margins, padding, borders, grounds and widths, as a table cell of Qt has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.render.card_theme import CardTheme
from desktop.render.colors import parse_color
from desktop.render.lengths import Measures, pixels
from desktop.render.styles import Style

WIDEST_PADDING = 60.0
SIDES = ("top", "right", "bottom", "left")
ALMOST = 0.97
"""A width from this share of the room on is no limit."""


class Edges(NamedTuple):
    """Lengths on the four sides, in pixels."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """What surrounds a block.

    Attributes:
        css: of the table cell.
        is_visible: whether it has a ground or a border.
        width: in pixels; 0 = all there is.
        side: where a box that is narrower stands: left, center, right, or empty = as its text.
        is_wide: whether it asks for all there is.
        inset: what padding and border take of the width.
    """

    css: str
    is_visible: bool
    width: float
    is_wide: bool
    side: str
    inset: float
    margin_top: float
    margin_bottom: float


def edges(name: str, declared: Mapping[str, str], by: Measures) -> Edges:
    """Return the margins or the padding of an element; negative ones and absurd ones are none."""
    if not any(f"{name}-{side}" in declared for side in SIDES):
        return Edges()
    found = [pixels(declared.get(f"{name}-{side}", ""), by) or 0.0 for side in SIDES]
    return Edges(*(length if 0 < length <= by.whole else 0.0 for length in found))


def box_of(declared: Mapping[str, str], style: Style, by: Measures, theme: CardTheme) -> Box:
    """Return what surrounds an element."""
    css: list[str] = []
    padding = Edges(*(min(WIDEST_PADDING, each) for each in edges("padding", declared, by)))
    ground = style.back if "background-color" in declared else ""
    if ground:
        css.append(f"background-color:{ground}")
    borders = _borders(declared, style, by, theme)
    css += [
        f"border-{side}:{round(width)}px {kind} {color}" for side, (width, kind, color) in borders.items()
    ]
    css += [
        f"padding-{side}:{round(each)}px" for side, each in zip(SIDES, padding, strict=True) if each >= 0.5
    ]
    margin = edges("margin", declared, by)
    limits = [pixels(declared.get(name, ""), by) for name in ("width", "max-width")]
    width = min((each for each in limits if each and each > 0), default=0.0)
    thickness = sum(borders[side][0] for side in ("left", "right") if side in borders)
    free = {side for side in ("left", "right") if declared.get(f"margin-{side}") == "auto"}
    at = "center" if len(free) == 2 else {"left": "right", "right": "left"}.get("".join(free), "")
    if not at and declared.get("float") in ("left", "right"):
        at = declared["float"]
    return Box(
        ";".join(css),
        bool(ground or borders),
        width if 24 <= width < ALMOST * by.whole else 0.0,
        width >= ALMOST * by.whole,
        at,
        padding.left + padding.right + thickness,
        margin.top,
        margin.bottom,
    )


def _borders(
    declared: Mapping[str, str], style: Style, by: Measures, theme: CardTheme
) -> dict[str, tuple[float, str, str]]:
    found: dict[str, tuple[float, str, str]] = {}
    for side in SIDES:
        kind = declared.get(f"border-{side}-style", "none")
        width = pixels(declared.get(f"border-{side}-width", "3px"), by) or 0.0
        color = parse_color(declared.get(f"border-{side}-color", "currentcolor"))
        if kind in ("none", "hidden") or width < 0.5 or (color and color.alpha < 0.05):
            continue
        shown = color.over(style.ground) if color else style.color or theme.text
        kind = kind if kind in ("dotted", "dashed", "double") else "solid"
        found[side] = (min(12.0, max(1.0, width)), kind, shown)
    return found
