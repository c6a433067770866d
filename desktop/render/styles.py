"""What the declarations of an element mean: colours and sizes that it hands on to what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop.render.agent import AGENT, attributes
from desktop.render.card_theme import CardTheme
from desktop.render.colors import SAME, alike, contrast, is_grey, parse_color, readable
from desktop.render.declarations import spelled
from desktop.render.lengths import Measures, pixels
from desktop.render.tree import Node

SMALLEST, LARGEST = 7.0, 120.0
"""Type sizes in pixels at 100 %; what is beyond is taken for a mistake."""
WORDS = {
    "xx-small": 0.6,
    "x-small": 0.75,
    "small": 0.87,
    "medium": 1.0,
    "large": 1.2,
    "x-large": 1.5,
    "xx-large": 2.0,
    "xxx-large": 3.0,
}
ALIGN = {"start": "", "end": "right", "-webkit-center": "center", "-moz-center": "center", "match-parent": ""}
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
MOST_STEPS = 20
WIDEST_INDENT = 200.0
"""Pixels."""
FAINT = 7.0
"""Contrast of a grey on light paper below which it is meant to stand back."""
NATURAL_LINE = 1.17
"""Height of a line of most fonts, in type sizes."""


class Style(NamedTuple):
    """What an element hands on.

    Attributes:
        size: type size in pixels.
        color: of the text; empty = the theme's.
        ground: what the text stands on here.
        author_ground: what the deck's author believes it stands on; None = no plain colour.
        back: ground painted behind the letters; empty = none.
        align: empty = as the card.
        direction: ltr, rtl, or empty = as each paragraph's text.
        line: height of a line in per cent of the font's own; 0 = as the card.
        pre: whether spaces and line ends count.
        shown: whether it can be seen.
        inked: whether its letters can be seen, pictures in it apart.
        generated: whether a style sheet wrote it: it is drawn, and not said.
    """

    size: float
    color: str
    ground: str
    author_ground: str | None
    wanted: str = ""
    back: str = ""
    weight: int = 400
    italic: bool = False
    underline: bool = False
    strike: bool = False
    family: str = ""
    align: str = ""
    direction: str = ""
    line: int = 0
    transform: str = ""
    small_caps: bool = False
    pre: str = ""
    shown: bool = True
    inked: bool = True
    generated: bool = False
    spacing: float = 0.0
    indent: float = 0.0
    script: str = ""
    href: str = ""
    marker: str = ""
    variables: Mapping[str, str] = {}  # never changed


def is_written(style: Style) -> bool:
    """Return whether text of a style can be seen."""
    return style.shown and style.inked and style.size > 0


class Resolver:
    """Works out styles for one card.

    Args:
        theme: what the card is shown with.
        base: type size of text that names none.
    """

    def __init__(self, theme: CardTheme, base: float) -> None:
        self.theme = theme
        self.base = base

    def root(self) -> Style:
        """Return what the page hands on to the card."""
        white = "#ffffff" if not self.theme.dark else self.theme.ground
        return Style(self.base, "", self.theme.ground, white)

    def measures(self, style: Style, whole: float | None = None) -> Measures:
        """Return what lengths of an element are relative to."""
        width = float(self.theme.width)
        return Measures(style.size, self.base, width if whole is None else whole, width, self.theme.scale)

    def declared(self, node: Node, parent: Style) -> tuple[dict[str, str], Mapping[str, str]]:
        """Return an element's declarations, variables filled in, and the variables it hands on."""
        found = {**AGENT.get(node.tag, {}), **attributes(node), **node.style}
        variables = parent.variables
        own = {name: value for name, value in found.items() if name.startswith("--")}
        if own:
            variables = {**variables, **own}
        if not any("var(" in value for value in found.values()):
            return found, variables
        filled: dict[str, str] = {}
        for name, value in found.items():
            if name.startswith("--"):
                continue
            if "var(" in value:
                filled.update(spelled(name, fill(value, variables)))
            else:
                filled[name] = value
        return filled, variables

    def style(self, declared: Mapping[str, str], variables: Mapping[str, str], parent: Style) -> Style:
        """Return what an element hands on."""
        changes: dict[str, object] = {} if variables is parent.variables else {"variables": variables}
        if "font-size" in declared:
            changes["size"] = self._size(declared["font-size"], parent)
        for name, value in declared.items():
            if name in READERS and value != "inherit":
                changes.update(READERS[name](value, parent))
        style = parent._replace(**changes) if changes else parent  # type: ignore[arg-type]
        if "line-height" in declared:
            style = style._replace(line=self._line(declared["line-height"], style))
        return self._painted(declared, self._spaced(declared, style))

    def _spaced(self, declared: Mapping[str, str], style: Style) -> Style:
        """Return the style with what is left free between letters and before the first."""
        if "letter-spacing" in declared:
            spacing = pixels(declared["letter-spacing"], self.measures(style)) or 0.0
            style = style._replace(spacing=max(-2.0, min(20.0, spacing)))
        if "text-indent" in declared:
            indent = pixels(declared["text-indent"], self.measures(style)) or 0.0
            style = style._replace(indent=indent if 0 < indent < WIDEST_INDENT else 0.0)
        return style

    def _size(self, value: str, parent: Style) -> float:
        if value in WORDS:
            return self.base * WORDS[value]
        if value in ("smaller", "larger"):
            return parent.size * (0.83 if value == "smaller" else 1.2)
        if value in ("initial", "unset", "inherit"):
            return parent.size
        size = pixels(value, self.measures(parent, parent.size))
        if size is None or size < 0 or size > LARGEST * self.theme.scale:
            return parent.size
        return max(size, SMALLEST * self.theme.scale) if size >= 1 else 0.0

    def _line(self, value: str, style: Style) -> int:
        if re.fullmatch(r"\d{1,3}(?:\.\d+)?|\.\d+", value):
            ratio = float(value)
        else:
            height = pixels(value, self.measures(style, style.size))
            ratio = (height or 0.0) / max(1.0, style.size)
        return round(min(300.0, max(100.0, 100 * ratio / NATURAL_LINE))) if ratio else 0

    def _painted(self, declared: Mapping[str, str], style: Style) -> Style:
        """Return the style with the colours of the element."""
        ground = declared.get("background-color", "")
        picture = declared.get("background-image", "none") not in ("none", "initial", "unset")
        wanted = declared.get("-webkit-text-fill-color") or declared.get("color", "")
        if not (ground or picture or wanted):
            return style
        if picture:
            style = style._replace(author_ground=None)
        color = parse_color(self.theme.raised if ground == "raised" else ground)
        if color and color.alpha > 0.04:
            style = self._grounded(
                color.over(style.ground), color.over(style.author_ground or "#ffffff"), style
            )
        return self._colored(wanted, style, declared)

    def _grounded(self, seen: str, meant: str, style: Style) -> Style:
        """Return the style on a ground of its own; one that is the card's own is none."""
        if style.author_ground and not style.back and alike(meant, style.author_ground):
            return style._replace(author_ground=meant)
        style = style._replace(ground=seen, back=seen, author_ground=meant)
        return style._replace(color=self.legible(style.wanted or style.color, style))

    def _colored(self, wanted: str, style: Style, declared: Mapping[str, str]) -> Style:
        color = parse_color(wanted) if wanted else None
        if color is None:
            return style
        clipped = "text" in (declared.get("background-clip"), declared.get("-webkit-background-clip"))
        if color.alpha < 0.05:
            return style if clipped else style._replace(inked=False)
        meant = color.over(style.author_ground or style.ground)
        if style.author_ground and contrast(meant, style.author_ground) < SAME:
            return style._replace(inked=False)
        return style._replace(inked=True, wanted=meant, color=self.legible(color.over(style.ground), style))

    def legible(self, color: str, style: Style) -> str:
        """Return a colour that can be read where it stands; empty = the theme's."""
        color = color or self.theme.text
        if contrast(color, style.ground) >= 4.5:
            return "" if color == self.theme.text else color
        if is_grey(color):
            faint = not self.theme.dark and contrast(color, style.author_ground or style.ground) < FAINT
            for other in (*([self.theme.muted] if faint else []), self.theme.text, self.theme.ground):
                if contrast(other, style.ground) >= 4.5:
                    return "" if other == self.theme.text else other
        return readable(color, style.ground)


def fill(value: str, variables: Mapping[str, str]) -> str:
    """Return a value with its variables filled in, as deep as is sane."""
    for _ in range(MOST_STEPS):
        found = VARIABLE.search(value)
        if found is None or len(value) > 400:
            break
        known = variables.get(found.group(1), found.group(2) or "").strip()
        value = value[: found.start()] + known + value[found.end() :]
    return "" if "var(" in value else value


Changes = Mapping[str, object]


def _weight(value: str, parent: Style) -> Changes:
    if value.isdigit():
        return {"weight": min(900, max(100, round(int(value[:4]), -2)))}
    return {"weight": {"bold": 700, "bolder": 700, "lighter": 300, "normal": 400}.get(value, parent.weight)}


def _decoration(value: str, parent: Style) -> Changes:
    return {
        "underline": "underline" in value or (parent.underline and value != "none"),
        "strike": "line-through" in value or (parent.strike and value != "none"),
    }


def _align(value: str, _parent: Style) -> Changes:
    value = ALIGN.get(value, value)
    return {"align": value} if value in ("", "left", "right", "center", "justify") else {}


def _white_space(value: str, _parent: Style) -> Changes:
    kept = {"pre": "pre", "pre-wrap": "pre", "break-spaces": "pre", "pre-line": "lines"}
    return {"pre": kept.get(value, "")}


def _family(value: str, _parent: Style) -> Changes:
    names = [name.strip() for name in value.split(",")]
    return {"family": ", ".join(name for name in names[:4] if re.fullmatch(r"[\w .-]{1,60}", name))}


def _vertical(value: str, parent: Style) -> Changes:
    return {"script": {"sub": "sub", "super": "super", "baseline": ""}.get(value, parent.script)}


READERS: dict[str, Callable[[str, Style], Changes]] = {
    "font-weight": _weight,
    "font-style": lambda value, _: {"italic": value.startswith(("italic", "oblique"))},
    "font-family": _family,
    "font-variant": lambda value, _: {"small_caps": "small-caps" in value},
    "font-variant-caps": lambda value, _: {"small_caps": "small-caps" in value},
    "text-decoration-line": _decoration,
    "text-align": _align,
    "direction": lambda value, _: {"direction": value if value in ("ltr", "rtl") else ""},
    "text-transform": lambda value, _: {"transform": value},
    "white-space": _white_space,
    "visibility": lambda value, _: {"shown": value not in ("hidden", "collapse")},
    "vertical-align": _vertical,
    "list-style-type": lambda value, _: {"marker": value},
}
