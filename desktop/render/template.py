"""The template language of the Anki family: fields, conditions, filters.

    {{Field}}                     the field's HTML
    {{cloze:Text}}                gaps hidden or shown for this card
    {{text:Field}}                without tags
    {{#Field}}...{{/Field}}       only where the field is not empty; {{^Field}} only where it is
    {{FrontSide}}                 the question again

An unknown filter passes the field through; an unknown field is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desktop.study.cloze import Gap, replace_gaps

TAG = re.compile(r"\{\{([^{}]*)\}\}")
HTML_TAG = re.compile(r"<[^<>]*>")

Filter = Callable[[str], str]


def is_empty(html: str) -> bool:
    """Return whether a field shows nothing."""
    return not HTML_TAG.sub("", html).replace("&nbsp;", " ").strip() and "<img" not in html


def cloze_filter(number: int, revealed: bool) -> Filter:
    """Return the filter that hides, or shows, the gaps of one card."""

    def show(gap: Gap) -> str:
        body = replace_gaps(gap.body, show)
        if number not in gap.numbers:
            return body
        if revealed:
            return f"<span class=cloze>{body}</span>"
        return f"<span class=cloze>[{gap.hint or '…'}]</span>"

    return lambda text: replace_gaps(text, show)


def fill(template: str, fields: Mapping[str, str], filters: Mapping[str, Filter]) -> str:
    """Return a template with its fields filled in."""
    parts: list[str] = []
    open_sections: list[tuple[str, bool]] = []
    hidden = 0
    at = 0
    for tag in TAG.finditer(template):
        if not hidden:
            parts.append(template[at : tag.start()])
        at = tag.end()
        inner = tag.group(1).strip()
        mark = inner[:1] if inner[:1] in ("#", "^", "/") else ""
        name = inner.removeprefix(mark).strip()
        if mark in ("#", "^"):
            hides = is_empty(fields.get(name, "")) == (mark == "#")
            open_sections.append((name, hides))
            hidden += hides
        elif mark == "/":
            hidden -= sum(hides for _, hides in _closed(open_sections, name))
        elif not hidden:
            parts.append(_field(name, fields, filters))
    if not hidden:
        parts.append(template[at:])
    return "".join(parts)


def _closed(open_sections: list[tuple[str, bool]], name: str) -> list[tuple[str, bool]]:
    """Take the innermost open section of a name, and those inside it; none where none is open."""
    for place in range(len(open_sections) - 1, -1, -1):
        if open_sections[place][0] == name:
            closed = open_sections[place:]
            del open_sections[place:]
            return closed
    return []


def _field(name: str, fields: Mapping[str, str], filters: Mapping[str, Filter]) -> str:
    *chain, field = name.split(":")
    text = fields.get(field.strip(), "")
    for key in reversed(chain):
        text = filters.get(key.strip(), unchanged)(text)
    return text


def unchanged(html: str) -> str:
    """Return the same: what an unknown filter does."""
    return html


def text_filter(html: str) -> str:
    """Return HTML without its tags, entities kept."""
    return HTML_TAG.sub("", html)
