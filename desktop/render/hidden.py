"""Every way in which a deck hides what it holds: what is hidden must not reach the window."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.render.lengths import Measures, pixels
from desktop.render.tree import Node

FAINT = 0.05
"""The opacity up to which nothing can be seen."""
FAR = -300.0
"""Pixels; what stands so far off is out of the window."""
NOTHING = re.compile(
    r"(?:scale(?:[xy3d]*)\(\s*0(?:\.0*)?\s*[,)]|opacity\(\s*0?(?:\.0+)?%?\s*\)|blur\(\s*(?:\d*[1-9]|0?\.[1-9]))"
)
CLIPPED = re.compile(r"rect\(\s*(?:0|1px|0px)[\s,]+(?:0|1px|0px)[\s,]+(?:0|1px|0px)[\s,]+(?:0|1px|0px)\s*\)")
INSET = re.compile(r"(?:inset\(\s*(?:5\d|[6-9]\d|100)(?:\.\d+)?%|circle\(\s*0|polygon\(\s*0 0\s*[,)])")
BOXES = ("height", "max-height", "width", "max-width")


def hides(node: Node, declared: Mapping[str, str], by: Measures) -> bool:
    """Return whether an element and all that it holds cannot be seen."""
    display = declared.get("display", "")
    if display == "none" or ("hidden" in node.attributes and not display):
        return True
    if node.tag == "input" and node.attributes.get("type", "").lower() == "hidden":
        return True
    if node.tag == "dialog" and "open" not in node.attributes and not display:
        return True
    if not declared:
        return False
    return (
        opacity(declared.get("opacity", "1")) <= FAINT
        or declared.get("content-visibility") == "hidden"
        or bool(NOTHING.search(f"{declared.get('filter', '')} {declared.get('transform', '')}"))
        or _clipped(declared)
        or _no_room(declared, by)
        or _outside(declared, by)
    )


def opacity(value: str) -> float:
    """Return an opacity of CSS; 1 for what is not one."""
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return 1.0


def _clipped(declared: Mapping[str, str]) -> bool:
    absolute = declared.get("position") in ("absolute", "fixed")
    return (absolute and bool(CLIPPED.match(declared.get("clip", "")))) or bool(
        INSET.match(declared.get("clip-path", ""))
    )


def _no_room(declared: Mapping[str, str], by: Measures) -> bool:
    """Return whether an element is a box too small for anything, and lets nothing out."""
    flows = [declared.get(name, "") for name in ("overflow", "overflow-x", "overflow-y")]
    if not any("hidden" in flow or "clip" in flow for flow in flows):
        return False
    return any(
        name in declared and (pixels(declared[name], by) or _none(declared[name])) <= 1 for name in BOXES
    )


def _none(value: str) -> float:
    return 0.0 if re.match(r"0(?:\.0*)?[a-z%]*$", value) else 1e9


def _outside(declared: Mapping[str, str], by: Measures) -> bool:
    names = ["text-indent"]
    if declared.get("position") in ("absolute", "fixed"):
        names += ["left", "top", "right", "bottom"]
    elif declared.get("position") == "relative":
        names += ["left", "top"]
    if any(_is_far(declared.get(name, ""), by) for name in names):
        return True
    moved = re.match(r"translate[xy]?\(\s*(-[\d.]+[a-z]+)", declared.get("transform", ""))
    return moved is not None and _is_far(moved.group(1), by)


def _is_far(value: str, by: Measures) -> bool:
    """Return whether a shift leads out of the window; half a width to the left centres."""
    least = -by.whole if value.endswith("%") else FAR
    return (pixels(value, by) or 0.0) <= least
