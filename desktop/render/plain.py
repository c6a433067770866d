"""HTML as the text that a screen reader or a terminal gets."""

from __future__ import annotations

import re
from html import unescape

BREAKS = re.compile(r"</?(?:br|hr|p|div|ul|ol|h\d|table|tr|blockquote|pre)\b[^<>]*>|</li>", re.IGNORECASE)
ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
CELL = re.compile(r"</t[dh]>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


def as_text(html: str) -> str:
    """Return cleaned HTML as plain text: one line a paragraph, no blank lines."""
    text = TAG.sub("", CELL.sub(" ", ITEM.sub("\n- ", BREAKS.sub("\n", html))))
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n".join(line for line in lines if line)
