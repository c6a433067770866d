"""Markdown of one side of a card into HTML: a library reads it, formulas and gaps are kept out of its way."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

CODE = r"(?P<code>(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))"
KEPT = re.compile(
    CODE + r"|(?P<escaped>\\[^\w\s])|(?P<display>\$\$.+?\$\$)"
    r"|(?P<inline>(?<![\w$])\$(?![\s$])[^$\n]+?(?<!\s)\$(?![\w$]))",
    re.DOTALL,
)
"""What is no text: code, signs that stand for themselves, formulas."""
SLOT = re.compile("\ue000(\\d+)\ue001")
BRACKET = re.compile(r"(?<!!)\[([^\[\]]+)\](?!\()")
MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==(?:\^\[([^\]\n]*)\])?")
OWN_GAP = re.compile(r"\{\{c\d+::")
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
NUMBER = re.compile(r"(?m)^(\s*)\\(\d+)([.)])")
LETTER = re.compile(r"(?m)^(\s*)\\([A-Z]:)")
EMBEDDED = re.compile(r"!\[\[([^\]|\n]+)(?:\|[^\]\n]*)?\]\]")
ROOTED = re.compile(r"(!\[[^\]\n]*\]\()@/")


def html_of(text: str) -> str:
    """Return Markdown as HTML; a line break is a line break."""
    parts: list[str] = []
    masked = _masked(_plainer(text), parts)
    return _finished(masked, parts, in_gap=False)


def gapped(text: str, form: re.Pattern[str]) -> tuple[str, int]:
    """Return Markdown as HTML with gaps as this app has them, and how many there are.

    Args:
        text: where gaps are written as `form` finds them, or as they are here.
        form: BRACKET or MARKED; its second group, if any, is a hint.
    """
    parts: list[str] = []
    masked = _masked(_plainer(text), parts)
    count = len(OWN_GAP.findall(masked))
    if not count:

        def gap(found: re.Match[str]) -> str:
            nonlocal count
            count += 1
            hint = found[2] if form.groups > 1 and found[2] else ""
            return f"{{{{c{count}::{found[1]}{'::' + hint if hint else ''}}}}}"

        masked = form.sub(gap, masked)
    return _finished(masked, parts, in_gap=True), count


def masks(text: str) -> str:
    """Return a text of the same length in which code and formulas hold no sign that means anything."""

    def cover(found: re.Match[str]) -> str:
        return "".join(letter if letter == "\n" else "\ue000" for letter in found[0])

    return KEPT.sub(cover, text)


def _plainer(text: str) -> str:
    text = LETTER.sub(r"\1\2", NUMBER.sub(r"\1\2\\\3", text.replace("\ue000", "").replace("\ue001", "")))
    return ROOTED.sub(r"\1", EMBEDDED.sub(r"![](<\1>)", text))


def _masked(text: str, parts: list[str]) -> str:
    def keep(found: re.Match[str]) -> str:
        parts.append(found[0])
        return f"\ue000{len(parts) - 1}\ue001"

    return KEPT.sub(keep, text)


def _finished(masked: str, parts: list[str], *, in_gap: bool) -> str:
    """Return HTML: what was kept out and is no formula goes back before, formulas after."""
    formulas: dict[int, str] = {}

    def back(found: re.Match[str]) -> str:
        number = int(found[1])
        if number >= len(parts):
            return ""
        if made := _formula(parts[number], in_gap):
            formulas[number] = made
            return found[0]
        return parts[number]

    html = _parser().render(SLOT.sub(back, masked))
    html = SLOT.sub(lambda found: formulas.get(int(found[1]), ""), html)
    return _unwrapped(html)


def _formula(text: str, in_gap: bool) -> str:
    """Return a formula as this app has it; empty where it is none."""
    if text.startswith("$$"):
        made = rf"\[{escape(text[2:-2].strip(), quote=False)}\]"
    elif text.startswith("$"):
        made = rf"\({escape(text[1:-1].strip(), quote=False)}\)"
    else:
        return ""
    made = " ".join(made.split())
    return made.replace("}}", "} }") if in_gap else made


def _unwrapped(html: str) -> str:
    """Return HTML without paragraphs: an empty line stands between them."""
    html = re.sub(r"<br>\n", "<br>", html)
    html = re.sub(r"</p>\s*<p>", "<br><br>", html).strip()
    return PARAGRAPH.sub(r"\1", html).strip()


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # heavy: 120 ms, and few files are Markdown

    parser = MarkdownIt("commonmark", {"breaks": True, "html": True, "xhtmlOut": False, "maxNesting": 50})
    parser.enable(["table", "strikethrough"]).disable(["code", "lheading"])
    parser.add_render_rule("text", _text)
    parser.add_render_rule("image", _image)
    return parser


def _text(_: Any, tokens: Any, at: int, *_others: Any) -> str:
    return escape(tokens[at].content, quote=False)


def _image(_: Any, tokens: Any, at: int, *_others: Any) -> str:
    token = tokens[at]
    alt = f' alt="{escape(token.content)}"' if token.content else ""
    return f'<img src="{escape(str(token.attrGet("src") or ""))}"{alt}>'
