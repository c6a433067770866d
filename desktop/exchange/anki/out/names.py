"""The names of pictures and sounds in a package: such as every system can write."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha1
from html import unescape
from urllib.parse import unquote

from desktop.study.media_names import SCHEME, SOURCE, media_names, renamed

FORBIDDEN = re.compile(r'[<>:"/\\|?*^\x00-\x1f\x7f]')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that mean something else to Windows."""
LONGEST = 120
"""Bytes of a name that Anki takes."""
LONGEST_END = 16
QUOTE = '"'


class Names:
    """Every file that a package uses, and what it is called there."""

    def __init__(self) -> None:
        self.used: dict[str, str] = {}
        """The name in the package by the name that notes have."""

    def add(self, name: str) -> str:
        """Take a name in; return the one in the package."""
        if name not in self.used:
            self.used[name] = plain_name(name)
        return self.used[name]

    def applied(self, html: str) -> str:
        """Return a field with the names that its files have in the package, written as Anki writes them."""
        if "<" not in html and "[sound:" not in html and "url(" not in html:
            return html
        changed = {name: made for name in media_names(html) if (made := self.add(name)) != name}
        return SOURCE.sub(_unquoted, renamed(html, changed) if changed else html)


def _unquoted(found: re.Match[str]) -> str:
    """Return a reference without the percent signs of an address, in which Anki would miss the file."""
    value = unescape(found[2].strip("\"'"))
    name = unquote(value)
    if name == value or SCHEME.match(value) or unquote(name) != name:
        return found[0]
    return f'{found[1]}"{name.replace("&", "&amp;").replace(QUOTE, "&quot;")}"'


def plain_name(name: str) -> str:
    """Return a name without what some system cannot write; altered ones never meet others by chance."""
    kept = unicodedata.normalize("NFC", name)
    plain = FORBIDDEN.sub("_", kept.replace("\\", "/").rpartition("/")[2]).strip(" ")
    is_long = len(plain.encode()) > LONGEST
    if plain == kept and plain and not is_long and not DEVICES.match(plain) and not plain.endswith("."):
        return plain
    stem, dot, end = plain.rpartition(".")
    end = dot + end if stem and end and len(end.encode()) <= LONGEST_END else ""
    mark = "-" + sha1(name.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8]
    stem = (stem if end else plain).rstrip(".")
    room = LONGEST - len((mark + end).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + mark + end
