"""Which pictures and sounds a text uses, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, unquote

SOURCE = re.compile(
    r"""(<(?:img|audio|video|source|object|image)\b[^<>]{0,2000}?\b(?:src|data|xlink:href|href)\s*=\s*)"""
    r"""("[^"]{1,1000}"|'[^']{1,1000}'|[^\s"'<>]{1,1000})""",
    re.IGNORECASE,
)
SOUND = re.compile(r"\[sound:([^\[\]\n]{1,400})\]")
STYLE = re.compile(
    r"""url\(\s*(?:"([^"\n]{1,400})"|'([^'\n]{1,400})'|([^\s"'()]{1,400}))\s*\)""", re.IGNORECASE
)
SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:|//", re.IGNORECASE)


def media_names(html: str) -> Iterator[str]:
    """Yield the names of the files that a field, a template or a style sheet uses."""
    if "[sound:" in html:
        for found in SOUND.finditer(html):
            yield unescape(found[1]).strip()
    if "<" in html:
        for found in SOURCE.finditer(html):
            value = unescape(found[2].strip("\"'")).strip()
            if value and not SCHEME.match(value):
                yield unquote(value)
    if "url(" in html:
        for found in STYLE.finditer(html):
            value = (found[1] or found[2] or found[3]).strip()
            if not SCHEME.match(value):
                yield unquote(value)


def renamed(html: str, names: dict[str, str]) -> str:
    """Return a text that uses files by other names.

    Args:
        html: a field, as `media_names` reads it.
        names: the new name of each file that has one.
    """

    def source(found: re.Match[str]) -> str:
        name = unquote(unescape(found[2].strip("\"'")).strip())
        return f'{found[1]}"{quote(names[name])}"' if name in names else found[0]

    def sound(found: re.Match[str]) -> str:
        name = unescape(found[1]).strip()
        return f"[sound:{names[name]}]" if name in names else found[0]

    return SOUND.sub(sound, SOURCE.sub(source, html))
