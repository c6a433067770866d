"""SVG from outside, made harmless: Qt's renderer would open the files and pictures that it names."""

from __future__ import annotations

import re

LARGEST = 4 << 20
"""Characters; a larger drawing is not drawn."""

CLEAR = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
"""A clear dot, in the place of what lies outside."""

PROLOGUE = re.compile(r"<\?xml[^>]*\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
REFERENCE = re.compile(r"""\s((?:[\w.-]+:)?href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
ROOT = re.compile(r"<svg((?=[\s/>])[^>]*)>")
INSIDE = re.compile(r"#|data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
ACTIVE = re.compile(r"<(script|foreignObject|style\s+src)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def harmless(drawing: bytes) -> bytes | None:
    """Return a drawing whose references all stay inside it; None where it is no drawing or too large.

    Document types go, and with them every entity of its own: what uses one is no longer well formed,
    and is not drawn.
    """
    if len(drawing) > LARGEST:
        return None
    try:
        text = drawing.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "<svg" not in text:
        return None
    text = DOCTYPE.sub("", PROLOGUE.sub("", text))
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        return None
    text = ROOT.sub(_sized, ACTIVE.sub("", text), count=1)
    return REFERENCE.sub(_kept, text).encode()


def _sized(root: re.Match[str]) -> str:
    """Return the first tag with a browser's type size; Qt's own is smaller."""
    return root.group() if "font-size" in root.group() else f'<svg font-size="16"{root.group(1)}>'


def _kept(found: re.Match[str]) -> str:
    target = (found.group(2) or found.group(3) or "").lstrip()
    return found.group() if INSIDE.match(target) else f' {found.group(1)}="{CLEAR}"'
