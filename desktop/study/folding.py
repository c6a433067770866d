"""Text as it is searched: without markup, case, accents, and the many forms of one sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import chain, pairwise
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
SPACED = rf"[^\W_{UNSPACED}]"
"""Letters and digits of all others."""
TOKEN = re.compile(rf"[{UNSPACED}]|{SPACED}+")
SIGN = r"(?:[^\w\x1f]|_)"
"""What may stand between two words, but not the end of a field."""
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


def phrase_pattern(words: Sequence[str], *, goes_on: bool) -> str:
    """Return the regular expression of words that follow each other in a folded text.

    Args:
        words: see `tokens`; at least one.
        goes_on: whether the last may be the beginning of a longer one.
    """
    between = (
        SIGN + ("*" if is_unspaced(one) or is_unspaced(other) else "+") for one, other in pairwise(words)
    )
    rest = "".join(chain.from_iterable(zip(between, words[1:], strict=True)))
    return _begun(words[0]) + rest + ("" if goes_on else _ended(words[-1]))


def literal_pattern(text: str, *, goes_on: bool) -> str:
    """Return the regular expression of a folded text, sign for sign, that begins and ends inside no word.

    Args:
        text: not empty.
        goes_on: whether its last word may be the beginning of a longer one.
    """
    return _begun(text) + ("" if goes_on else _ended(text))


def _begun(text: str) -> str:
    """Return the pattern of a text with no letter before it; that is looked at last, which is quicker."""
    text, begins_word = re.escape(text), re.match(SPACED, text)
    return text + (f"(?<!{SPACED}{text})" if begins_word else "")


def _ended(text: str) -> str:
    return f"(?!{SPACED})" if re.match(SPACED, text[-1]) else ""
