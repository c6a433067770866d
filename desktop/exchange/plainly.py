"""Fields as plain text, for formats that hold no HTML."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from desktop.study.media_names import SOURCE
from desktop.study.note import as_html, as_plain

BLOCK = re.compile(
    r"(?:\s*</?(?:div|p|li|tr|ul|ol|dl|dd|dt|table|h[1-6]|blockquote|pre)\b[^<>]*>)+\s*", re.IGNORECASE
)
HIDDEN = re.compile(r"<(style|script)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
EMPTY_LINES = re.compile(r"\n{3,}")
FORMATTED = "Formatting, pictures and links are left out: this format holds plain text."


def is_plain(html: str) -> bool:
    """Return whether a field is text as it was typed, so that its text says all of it."""
    return "\r" not in html and as_html(as_plain(html)) == html


def plain_of(html: str) -> str:
    """Return the text of a field; of a picture its name in brackets, of a block a line."""
    if is_plain(html):
        return as_plain(html)
    text = SOURCE.sub(lambda found: f"[{_name(found[2])}]{found[1]}", HIDDEN.sub("", html))
    return EMPTY_LINES.sub("\n\n", as_plain(BLOCK.sub("\n", text)).replace("\r", "")).strip()


def _name(value: str) -> str:
    return unquote(unescape(value.strip("\"'")))
