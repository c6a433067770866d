"""Declarations of CSS: the known ones kept, short forms written out, nothing that could load."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from desktop.render.colors import parse_color
from desktop.render.wording import names

LONGEST_VALUE = 200
MOST = 60
"""Declarations of one rule or element."""
INHERITED = names(
    "color font-size font-family font-style font-weight font-variant font-variant-caps text-align direction"
    " line-height text-transform white-space visibility letter-spacing list-style-type text-indent"
)
SIDES = ("top", "right", "bottom", "left")
KNOWN = (
    INHERITED
    | names(
        "display opacity background-color background-image background-clip -webkit-background-clip text-"
        " decoration-line vertical-align width height max-width max-height min-width overflow overflow-x"
        " overflow-y position clip clip-path filter transform content-visibility flex-direction flex-wrap"
        " justify-content grid-template-columns gap column-gap row-gap border-collapse border-spacing"
        " unicode-bidi float flex flex-grow align-items -webkit-text-fill-color -webkit-text-security fill"
        " stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray fill-rule fill-opacity"
        " stroke-opacity stop-color stop-opacity text-anchor"
    )
    | frozenset(f"{name}-{side}" for name in ("margin", "padding") for side in SIDES)
    | frozenset(SIDES)
    | frozenset(f"border-{side}-{part}" for side in SIDES for part in ("width", "style", "color"))
)
CUSTOM = re.compile(r"--[\w-]{1,40}$")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
SAFE = re.compile(r"[^\\<>@{};]*$")
"""A value with none of the signs that could end it, or mean another sign."""
LOADS = re.compile(
    r"url|image-set|image\(|src\(|expression|javascript|vbscript|behavior|binding|element\(|attr\("
)
GRADIENT = re.compile(r"(?:repeating-)?(?:linear|radial|conic)-gradient")
PARTS = re.compile(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")
WIDTHS = {"thin": "1px", "medium": "3px", "thick": "5px"}
LINES = names("none hidden dotted dashed solid double groove ridge inset outset")
DECORATIONS = ("underline", "line-through", "overline", "none")

Pairs = Iterator[tuple[str, str]]


@lru_cache(maxsize=2048)
def declarations(text: str) -> tuple[tuple[str, str], ...]:
    """Return the known declarations of a rule or a style attribute, in their order."""
    found: list[tuple[str, str]] = []
    for part in COMMENT.sub(" ", text).split(";")[:MOST]:
        name, colon, value = part.partition(":")
        if not colon or len(value) > LONGEST_VALUE:
            continue
        name, value = name.strip(), " ".join(value.replace('"', "").replace("'", "").split())
        if not name.startswith("--"):
            name = name.lower()
            value = value if name == "font-family" else value.lower()
        found += ((key, each) for key, each in _written_out(name, value) if each)
    return tuple(found)


def css_of(text: str) -> str:
    """Return the known declarations as CSS."""
    return ";".join(f"{name}:{value}" for name, value in declarations(text))


def _written_out(name: str, value: str) -> Pairs:
    """Yield a declaration in its long forms; nothing where it is unknown or unsafe."""
    value, important = _without_importance(value)
    mark = " !important" if important else ""
    if name in ("background", "background-image"):
        value = _without_pictures(value)
    if not SAFE.match(value) or LOADS.search(value.lower()) or value.count("(") > 12:
        return
    if CUSTOM.match(name) or ("var(" in value and (name in KNOWN or name in SHORT)):
        yield name, value + mark
    else:
        for key, each in spelled(name, value):
            yield key, each + mark


def _without_importance(value: str) -> tuple[str, bool]:
    head, sign, tail = value.rpartition("!")
    return (head.strip(), True) if sign and tail.strip().lower() == "important" else (value, False)


def _without_pictures(value: str) -> str:
    """Return a background without its picture, which becomes a word: there is one."""
    lowered = value.lower()
    if GRADIENT.search(lowered):
        return "gradient"
    if "url" in lowered:
        color = next((part for part in PARTS.findall(lowered) if parse_color(part)), "")
        return f"{color} picture".strip()
    return value


def spelled(name: str, value: str) -> Pairs:
    """Yield a declaration without var() in its long forms; nothing where it is unknown."""
    if name in SHORT:
        yield from SHORT[name](name, value)
    elif name in KNOWN:
        yield name, value


def _four(name: str, value: str) -> Pairs:
    parts = PARTS.findall(value)[:4]
    if parts:
        places = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(parts)]
        yield from ((f"{name}-{side}", parts[at]) for side, at in zip(SIDES, places, strict=True))


def _inset(_name: str, value: str) -> Pairs:
    yield from ((name.removeprefix("x-"), part) for name, part in _four("x", value))


def _two(name: str, value: str) -> Pairs:
    parts = PARTS.findall(value)[:2]
    first, second = ("left", "right") if name.endswith("inline") else ("top", "bottom")
    if parts:
        base = name.rpartition("-")[0]
        yield from ((f"{base}-{first}", parts[0]), (f"{base}-{second}", parts[-1]))


def _logical(name: str, value: str) -> Pairs:
    places = {"block-start": "top", "block-end": "bottom", "inline-start": "left", "inline-end": "right"}
    base, _, place = name.partition("-")
    yield f"{base}-{places[place]}", value


def _border(name: str, value: str) -> Pairs:
    sides = SIDES if name == "border" else (name.rpartition("-")[2],)
    width, style, color = "3px", "none", "currentcolor"
    for part in PARTS.findall(value):
        if part in LINES:
            style = part
        elif parse_color(part) or part == "currentcolor":
            color = part
        else:
            width = WIDTHS.get(part, part)
    for side in sides:
        yield from (
            (f"border-{side}-width", width),
            (f"border-{side}-style", style),
            (f"border-{side}-color", color),
        )


def _border_part(name: str, value: str) -> Pairs:
    part = name.rpartition("-")[2]
    for key, each in _four("border", value):
        yield f"{key}-{part}", WIDTHS.get(each, each)


def _background(_name: str, value: str) -> Pairs:
    parts = PARTS.findall(value)
    yield "background-color", next((part for part in parts if parse_color(part)), "transparent")
    yield "background-image", next((part for part in parts if part in ("gradient", "picture")), "none")
    if "text" in parts:
        yield "background-clip", "text"


def _font(_name: str, value: str) -> Pairs:
    if not value.strip():
        return
    size = re.search(
        r"(?:^|\s)(\d[\w.%]*|(?:xx?-)?(?:small|large)|medium|smaller|larger|calc\([^()]*\))(?:\s*/\s*([\w.%]+))?\s+(.+)$",
        value,
    )
    if not size:
        return
    before = value[: size.start()].split()
    yield "font-variant", "small-caps" if "small-caps" in before else "normal"
    yield "font-style", "italic" if {"italic", "oblique"} & set(before) else "normal"
    weight = next(
        (each for each in before if each in ("bold", "bolder", "lighter") or each.isdigit()), "normal"
    )
    yield from (("font-weight", weight), ("font-size", size.group(1)))
    yield from (("line-height", size.group(2) or "normal"), ("font-family", size.group(3)))


def _decoration(_name: str, value: str) -> Pairs:
    words = [word for word in value.split() if word in DECORATIONS]
    if words:
        yield "text-decoration-line", " ".join(words)


def _list_style(_name: str, value: str) -> Pairs:
    kinds = [word for word in value.split() if word not in ("inside", "outside")]
    if kinds:
        yield "list-style-type", kinds[0]


def _flow(_name: str, value: str) -> Pairs:
    for word in value.split():
        yield ("flex-wrap" if "wrap" in word else "flex-direction"), word


def _template(_name: str, value: str) -> Pairs:
    yield "grid-template-columns", value.rpartition("/")[2].strip()


SHORT: dict[str, Callable[[str, str], Pairs]] = {
    "margin": _four,
    "padding": _four,
    "inset": _inset,
    "border": _border,
    "background": _background,
    "font": _font,
    "text-decoration": _decoration,
    "list-style": _list_style,
    "flex-flow": _flow,
    "grid-template": _template,
    "grid": _template,
    **dict.fromkeys([f"border-{side}" for side in SIDES], _border),
    **dict.fromkeys([f"border-{part}" for part in ("width", "style", "color")], _border_part),
    **dict.fromkeys(
        [f"{name}-{axis}" for name in ("margin", "padding") for axis in ("inline", "block")], _two
    ),
    **dict.fromkeys(
        [
            f"{name}-{axis}-{end}"
            for name in ("margin", "padding")
            for axis in ("inline", "block")
            for end in ("start", "end")
        ],
        _logical,
    ),
}
