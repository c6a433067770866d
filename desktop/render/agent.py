"""What tags and attributes look like before any style sheet: the defaults of a browser."""

from __future__ import annotations

import re

from desktop.render.colors import parse_color
from desktop.render.tree import Node

FONT_SIZES = {"1": "x-small", "2": "small", "3": "medium", "4": "large", "5": "x-large", "6": "xx-large"}
BOLD, ITALIC = {"font-weight": "bold"}, {"font-style": "italic"}
UNDERLINED, STRUCK = {"text-decoration-line": "underline"}, {"text-decoration-line": "line-through"}
FIXED = {"font-family": "monospace"}


def _heading(size: str) -> dict[str, str]:
    return {"font-size": size, "font-weight": "bold", "margin-top": ".6em", "margin-bottom": ".4em"}


AGENT: dict[str, dict[str, str]] = {
    "a": {},
    **dict.fromkeys(["b", "strong", "th", "dt"], BOLD),
    **dict.fromkeys(["i", "em", "cite", "dfn", "var", "address"], ITALIC),
    **dict.fromkeys(["u", "ins"], UNDERLINED),
    **dict.fromkeys(["s", "strike", "del"], STRUCK),
    **dict.fromkeys(["code", "samp", "tt"], FIXED),
    "kbd": FIXED | {"background-color": "raised"},
    "button": {"background-color": "raised"},
    "mark": {"background-color": "#ffe066", "color": "#1a1e26"},
    "small": {"font-size": ".83em"},
    "big": {"font-size": "1.2em"},
    "sub": {"vertical-align": "sub"},
    "sup": {"vertical-align": "super"},
    "rt": {"font-size": ".7em"},
    "h1": _heading("1.6em"),
    "h2": _heading("1.35em"),
    "h3": _heading("1.17em"),
    "h4": _heading("1em"),
    "h5": _heading(".9em"),
    "h6": _heading(".85em"),
    "p": {"margin-top": ".6em", "margin-bottom": ".6em"},
    "dl": {"margin-top": ".6em", "margin-bottom": ".6em"},
    "blockquote": {
        "margin-top": ".6em",
        "margin-bottom": ".6em",
        "margin-left": "1.6em",
        "margin-right": "1.6em",
    },
    "figure": {"margin-top": ".6em", "margin-bottom": ".6em"},
    "dd": {"margin-left": "1.6em"},
    "pre": FIXED
    | {"white-space": "pre", "text-align": "left", "margin-top": ".5em", "margin-bottom": ".5em"},
    "center": {"text-align": "center"},
    "caption": {"text-align": "center"},
    "nobr": {"white-space": "nowrap"},
}


def attributes(node: Node) -> dict[str, str]:
    """Return the declarations that stand for the attributes of old HTML."""
    if not node.attributes:
        return {}
    found: dict[str, str] = {}
    for name, value in node.attributes.items():
        if name == "dir":
            found["direction"] = value.strip().lower()
        elif name in ("align", "bgcolor", "color", "face", "size", "valign"):
            found.update(_attribute(node.tag, name, value.strip().lower()))
        elif name in ("width", "height") and node.tag != "input":
            text = value.strip()
            found[name] = f"{text}px" if text.replace(".", "", 1).isdigit() else text
    return found


def _attribute(tag: str, name: str, value: str) -> dict[str, str]:
    if name == "align":
        if tag in ("table", "img", "hr"):
            return {"margin-left": "auto", "margin-right": "auto"} if value == "center" else {}
        return {"text-align": value}
    if name in ("bgcolor", "color"):
        value = value if parse_color(value) else f"#{value}"
        return {"background-color" if name == "bgcolor" else "color": value}
    if name == "face":
        return {"font-family": value}
    if name == "size":
        if tag != "font":
            return {}
        number = int(value) if re.fullmatch(r"[+-]?\d", value) else 3
        return {
            "font-size": FONT_SIZES.get(
                str(min(6, max(1, number + 3 if value[:1] in "+-" else number))), "medium"
            )
        }
    return {"vertical-align": value}
