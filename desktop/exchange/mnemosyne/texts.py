"""Texts of Mnemosyne: nearly HTML, with its own tags for sounds and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

BRACKET = re.compile(r"\[(.+?)\]", re.DOTALL)
"""A gap; brackets do not nest."""
PART = re.compile(
    r"<\$\$>(?P<display>.*?)</\$\$>|<\$>(?P<inline>.*?)</\$>|<latex>(?P<latex>.*?)</latex>"
    r"|<(?:audio|video|sound)\b[^<>]*?\bsrc(?:_missing)?\s*=\s*(?:\"(?P<sound>[^\"<>]*)\"|'(?P<other>[^'<>]*)')"
    r"[^<>]*>(?:\s*</(?:audio|video|sound)>)?"
    r"|(?P<picture><img\b[^<>]*>)"
    r"|(?P<block></?(?:table|tbody|thead|tr|td|th|ul|ol|li|div|p|h[1-6]|hr|pre)\b[^<>]*>)\n"
    r"|(?P<bare><(?![a-zA-Z/!][^<>]*>)|&(?!#?\w{1,31};))"
    r"|(?P<line>\r\n?|\n)",
    re.DOTALL | re.IGNORECASE,
)
SOURCE = re.compile(r"\bsrc(?:_missing)?(\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
PARTIAL_SOUND = re.compile(r"<(?:audio|video)\b[^<>]*\b(?:start|stop)\s*=", re.IGNORECASE)


class Bracket(NamedTuple):
    """A gap of a text: ``[word:hint]``."""

    word: str
    hint: str


def html_of(text: str) -> str:
    """Return a text as HTML, with sounds and formulas as this app has them."""
    return PART.sub(_part, text.strip())


def _part(found: re.Match[str]) -> str:
    kind, text = found.lastgroup or "", found[found.lastgroup or 0]
    match kind:
        case "display":
            return rf"\[{_formula(text)}\]"
        case "inline":
            return rf"\({_formula(text)}\)"
        case "latex":
            return f"[latex]{_formula(text)}[/latex]"
        case "sound" | "other":
            return f"[sound:{text}]" if text.strip() else ""
        case "picture":
            # A name stands as it is; elsewhere a percent sign begins an escape.
            return SOURCE.sub(lambda source: f"src{source[1]}{source[2].replace('%', '%25')}", text)
        case "block":
            return text
        case "line":
            return "<br>"
    return escape(text, quote=False)


def _formula(text: str) -> str:
    return escape(unescape(text), quote=False).replace("\n", " ")


def brackets(text: str) -> Iterator[Bracket]:
    """Yield the gaps of a text."""
    for found in BRACKET.finditer(text):
        word, _, hint = found[1].partition(":")
        yield Bracket(word, hint)


def with_gaps(text: str) -> str:
    """Return a text as HTML with gaps as this app has them, numbered from 1."""
    parts, at = [], 0
    for number, found in enumerate(BRACKET.finditer(text), 1):
        word, _, hint = found[1].partition(":")
        body = f"{_balanced(word)}::{_balanced(hint)}" if hint else _balanced(word)
        parts += [text[at : found.start()], f"{{{{c{number}::{body}}}}}"]
        at = found.end()
    return html_of("".join([*parts, text[at:]]))


def without_gaps(text: str) -> str:
    """Return a text as HTML with nothing hidden."""
    return html_of(BRACKET.sub(lambda found: found[1].partition(":")[0], text))


def _balanced(text: str) -> str:
    """Return a text whose braces close no gap."""
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            break
    if depth == 0:
        return text
    return text.replace("{", "&#123;").replace("}", "&#125;")
