"""A template filled in for one side of a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop.render.filters import Filter, cloze_filter, text_filter
from desktop.study.layout import Part, Tag, full, parts, visible

LONGEST = 8_000_000
"""Characters of one side; what a template would make beyond is cut."""
MOST_FILTERS = 8
"""Filters before one field's name; those before are passed over."""

__all__ = ["Filter", "apply", "cloze_filter", "compose", "fill", "text_filter"]


def compose(found: Iterable[Part], holds: Callable[[str], bool], show: Callable[[Tag], str]) -> str:
    """Return a side of a card.

    Args:
        found: the parts of its template.
        holds: whether the field of a name counts as filled in.
        show: what a field's place shows.
    """
    kept: list[str] = []
    left = LONGEST
    shown: dict[Tag, str] = {}
    for part in visible(found, holds):
        if isinstance(part, Tag):
            if part not in shown:
                shown[part] = show(part)
            part = shown[part]
        kept.append(part[:left])
        left -= len(part)
        if left <= 0:
            break
    return "".join(kept)


def apply(tag: Tag, html: str, filters: Mapping[str, Filter]) -> str:
    """Return what a field's place shows; an unknown filter changes nothing."""
    for key in reversed(tag.filters[-MOST_FILTERS:]):
        if key in filters:
            html = filters[key](html, tag.name)
    return html


def fill(template: str, fields: Mapping[str, str], filters: Mapping[str, Filter]) -> str:
    """Return a template with its fields filled in; an unknown field is empty."""
    return compose(
        parts(template), full(fields).__contains__, lambda tag: apply(tag, fields.get(tag.name, ""), filters)
    )
