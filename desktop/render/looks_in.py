"""The looks that tags give to a text which is read into lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.render.lines import Look

MARKS: dict[str, Callable[[Look], Look]] = {
    **dict.fromkeys(("b", "strong"), lambda look: replace(look, bold=True)),
    **dict.fromkeys(("i", "em"), lambda look: replace(look, italic=True)),
    "u": lambda look: replace(look, underlined=True),
    **dict.fromkeys(("s", "strike", "del"), lambda look: replace(look, struck=True)),
    "sub": lambda look: replace(look, place="sub"),
    "sup": lambda look: replace(look, place="sup"),
    "code": lambda look: replace(look, code=True),
}
STYLED = {
    ("font-weight", "bold"): "b",
    ("font-weight", "700"): "b",
    ("font-style", "italic"): "i",
    ("text-decoration", "underline"): "u",
    ("text-decoration", "line-through"): "s",
}
"""Declarations that are marks."""
VALUES = {"span": "style", "font": "color", "a": "href"}
"""The one attribute that each of these tags may have."""
SAFE = ("http://", "https://", "mailto:")
"""How the links begin that a pasted text keeps."""
Refuse = Callable[[str], object]


def marked(tag: str, given: Mapping[str, str], look: Look, refuse: Refuse | None) -> Look:
    """Return the look inside a tag.

    Args:
        tag: one of MARKS or VALUES.
        given: its attributes.
        look: around it.
        refuse: told what would be lost; None where that is dropped, as are the colours of other pages.
    """
    known = VALUES.get(tag, "")
    if refuse is not None and (strange := [name for name in given if name != known]):
        refuse(f"<{tag} {strange[0]}>")
    if tag in MARKS:
        made = MARKS[tag](look)
        if refuse is not None and look.place and made.place != look.place:
            refuse(f"<{look.place}><{tag}>")
        return made
    value = given.get(known, "")
    if tag == "a":
        return replace(look, link=value) if refuse is not None or value.startswith(SAFE) else look
    if refuse is None or not value:
        return look
    return replace(look, color=value) if tag == "font" else _styled(look, value, refuse)


def _styled(look: Look, style: str, refuse: Refuse) -> Look:
    for part in style.split(";"):
        name, _, value = (each.strip() for each in part.partition(":"))
        if name.lower() == "color" and value:
            look = replace(look, color=value)
        elif name.lower() == "background-color" and value:
            look = replace(look, ground=value)
        elif mark := STYLED.get((name.lower(), value.lower())):
            look = MARKS[mark](look)
        elif name:
            refuse(f"<span style={name}>")
    return look
