"""Text as it is searched: without markup, case, accents, and the many forms of one sign."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import combining, normalize

HTML = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1\s*>|<[a-zA-Z/!][^<>]*>", re.IGNORECASE | re.DOTALL)
PLAIN_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|font|sub|sup|a|mark|small|big|code)\b[^<>]*>", re.IGNORECASE
)
"""Tags that stand inside words."""
IMAGE = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))[^<>]*>""", re.IGNORECASE)
GAP = re.compile(r"\{\{c[\d,]+::|\}\}")
SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"}
    | {"\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\0": " "}
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i"}
)
VOICED = "\u3099\u309a"
"""Marks of Japanese that are no accents: が is another letter than か."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Letters of scripts without spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer."""
TOKEN = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
ASCII_TOKEN = re.compile(r"[a-z0-9]+")
IS_UNSPACED = re.compile(rf"[{UNSPACED}]+")


def folded(text: str) -> str:
    """Return a text without case and accents, in one form (NFC), on one line."""
    if text.isascii():
        text = text.lower().replace("\0", " ")
    else:
        text = text.encode("utf-8", "ignore").decode().casefold()
        text = without_accents(text).casefold().translate(SIGNS)
    return " ".join(text.split())


def without_accents(text: str) -> str:
    """Return a text in one form (NFC of NFKD), without the marks on its letters."""
    if text.isascii():
        return text
    apart = normalize("NFKD", text)
    return normalize("NFC", "".join(sign for sign in apart if not combining(sign) or sign in VOICED))


def readable(html: str) -> str:
    """Return what a field says as one line of text, gaps filled."""
    if "<" in html:
        html = HTML.sub(" ", PLAIN_TAG.sub("", html))
    if "&" in html:
        html = unescape(html)
    if "{{c" in html:
        html = GAP.sub("", html)
    return " ".join(html.split())


def searchable(html: str) -> str:
    """Return what a field says, see `readable`, with the names of its images."""
    if "<" in html:
        html = IMAGE.sub(lambda found: f" {found[1] or found[2] or found[3] or ''} ", html)
    return readable(html)


def tokens(text: str) -> list[str]:
    """Return the words of a folded text. Each letter of a script without spaces is one."""
    return ASCII_TOKEN.findall(text) if text.isascii() else TOKEN.findall(text)


def is_unspaced(text: str) -> bool:
    """Return whether a text has only letters of scripts without spaces."""
    return IS_UNSPACED.fullmatch(text) is not None
