"""Templates after a field got another name, or was removed: what names it follows."""

from __future__ import annotations

from desktop.study.layout import Placed, Tag, placed


def renamed_in(template: str, before: str, after: str) -> str:
    """Return a template in which a field bears another name; all else stays to the letter."""
    made: list[str] = []
    at = 0
    for start, end, part in placed(template):
        if isinstance(part, Tag) and part.name == before:
            text = template[start:end]
            where = text.rfind(before)
            made += [template[at:start], text[:where], after, text[where + len(before) :]]
            at = end
    return "".join([*made, template[at:]])


def without(template: str, field: str) -> str:
    """Return a template that shows the same as with this field empty, and no longer names it."""
    tags = [each for each in placed(template) if isinstance(each.part, Tag) and each.part.name == field]
    sections = _sections(tags)
    made: list[str] = []
    at = 0
    for each in tags:
        if each.start < at:
            continue  # in a section that went
        made.append(template[at : each.start])
        at = sections.get(each.start, each.end)
    return "".join([*made, template[at:]])


def _sections(tags: list[Placed]) -> dict[int, int]:
    """Return where the sections that show only with the field begin, and where they end."""
    opened: list[Placed] = []
    found: dict[int, int] = {}
    for each in tags:
        mark = each.part.mark if isinstance(each.part, Tag) else ""
        if mark in ("#", "^"):
            opened.append(each)
        elif mark and opened:
            begins = opened.pop()
            if isinstance(begins.part, Tag) and begins.part.mark == "#":
                found[begins.start] = each.end
    return found
