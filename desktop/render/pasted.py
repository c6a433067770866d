"""What a field keeps of a page or a document that is pasted into it."""

from __future__ import annotations

import re

from desktop.render.lines import Line, Lines
from desktop.render.lines_in import NO_TEXT, WHOLE, read_lines

LONGEST_PASTED = 1_000_000
"""Characters of pasted HTML; what comes after is cut."""
ANY = re.compile(rf"{WHOLE.pattern}|<")


def pasted(html: str) -> Lines:
    """Return what can be kept of HTML from elsewhere: its words, lines, lists, links and emphasis."""
    html = _without_comments(NO_TEXT.sub("", html[:LONGEST_PASTED]))
    return read_lines(ANY.sub(_harmless, html), strict=False) or (Line(),)


def _without_comments(html: str) -> str:
    """Return HTML without comments: office programs write whole documents into them."""
    kept: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return "".join([*kept, html[at:]])


def _harmless(tag: re.Match[str]) -> str:
    """Return a tag that is one; the parser takes ages for many that never end."""
    if tag[0] == "<":
        return "&lt;"
    return "" if tag[0][1] in "!?" else tag[0]
