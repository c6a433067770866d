"""The template language of the Anki family: what a template says, and whether it shows anything.

    {{Field}}                     the field's HTML
    {{text:hint:Field}}           the same through filters, the one nearest the field first
    {{#Field}}...{{/Field}}       only where the field is not empty; {{^Field}} only where it is
    {{FrontSide}}                 the question again; other names of this kind are in SPECIAL
    {{!...}}                      nothing
    {{=<% %>=}}                   from here on, tags stand in these instead

Tags inside a whole HTML comment are part of the comment. A template with mistakes in it is read as
well as can be; `faults` says what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

FRONT_SIDE = "FrontSide"
SPECIAL = frozenset({FRONT_SIDE, "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
"""Names that mean something in every template, without a field of that name."""
CARD_NUMBER = re.compile(r"c[0-9]{1,4}")
"""``{{#c2}}`` shows its section on the card of the gaps numbered 2 alone."""
DELIMITERS = re.compile(r"=\s*([^\s=]{1,8})\s+([^\s=]{1,8})\s*=")
MAY_BE_BLANK = "< \t\n\r\f\v"
BLANK = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*+", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Tag:
    """Something between braces.

    Attributes:
        mark: "" for a field, "#" or "^" where a section opens, "/" where it closes.
        name: of the field.
        filters: as written; the last is the first to do its work.
    """

    mark: str
    name: str
    filters: tuple[str, ...] = ()


Part = str | Tag


def is_empty(html: str) -> bool:
    """Return whether a field counts as empty: nothing but white space and line breaks."""
    if html and html[0] not in MAY_BE_BLANK:
        return False
    return BLANK.fullmatch(html) is not None


def full(fields: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the fields that are not empty."""
    return frozenset(name for name, html in fields.items() if not is_empty(html))


class Placed(NamedTuple):
    """A part of a template and where it stands there: its first sign and the one after its last."""

    start: int
    end: int
    part: Part


@lru_cache(maxsize=256)
def parts(template: str) -> tuple[Part, ...]:
    """Return the texts, comments and tags of a template in their order."""
    return tuple(each.part for each in placed(template))


@lru_cache(maxsize=256)
def placed(template: str) -> tuple[Placed, ...]:
    """Return the `parts` of a template, each with its place."""
    opener, closer, at = "{{", "}}", 0
    edge, comment = _edge(opener), True
    found: list[Placed] = []

    def add(start: int, end: int, part: Part) -> None:
        if part:
            found.append(Placed(start, end, part))

    told = 0
    while (left := edge.search(template, at)) is not None:
        if left.group() == "<!--":
            at = template.find("-->", left.end()) + 3
            if at < 3:  # it never ends: no comment, nor is any after it
                edge, comment, at = _edge(opener, comment=False), False, left.end()
                continue
            add(told, left.start(), template[told : left.start()])
            add(left.start(), at, template[left.start() : at])
            told = at
            continue
        end = template.find(closer, left.end())
        if end < 0:
            break
        start = template.rfind(opener, left.start(), end)
        inner = template[start + len(opener) : end]
        at = end + len(closer)
        if opener == "{{" and ("{" in inner or "}" in inner):
            continue
        if opener == "{{" and start > told and template[start - 1] == "{" and template.startswith("}", at):
            start, at = start - 1, at + 1  # {{{Field}}}, as older templates have it
        add(told, start, template[told:start])
        if given := DELIMITERS.fullmatch(inner.strip()):
            opener, closer = given.groups()
            edge = _edge(opener, comment)
        elif not inner.lstrip().startswith("!"):
            add(start, at, _tag(inner.strip()))
        told = at
    add(told, len(template), template[told:])
    return tuple(found)


def _edge(opener: str, comment: bool = True) -> re.Pattern[str]:
    return re.compile(("<!--|" if comment else "") + re.escape(opener))


def _tag(inner: str) -> Tag:
    if inner[:1] in ("#", "^", "/"):
        return Tag(inner[:1], inner[1:].strip())
    *filters, name = (each.strip() for each in inner.split(":"))
    return Tag("", name, tuple(filters))


def visible(found: Iterable[Part], holds: Callable[[str], bool]) -> Iterator[Part]:
    """Yield the texts and fields that no section hides.

    Args:
        found: the parts of a template.
        holds: whether the field of a name counts as filled in.
    """
    opened: list[tuple[str, bool]] = []
    names: Counter[str] = Counter()
    hidden = 0
    for part in found:
        if isinstance(part, str) or not part.mark:
            if not hidden:
                yield part
        elif part.mark != "/":
            hides = holds(part.name) != (part.mark == "#")
            opened.append((part.name, hides))
            names[part.name] += 1
            hidden += hides
        elif names[part.name]:
            closed = None
            while closed != part.name:  # a section closes those left open inside it
                closed, hides = opened.pop()
                names[closed] -= 1
                hidden -= hides


def shows_something(template: str, fields: Mapping[str, str]) -> bool:
    """Return whether a question shows a field that is not empty, without which there is no card."""
    filled = full(fields)
    return any(
        isinstance(part, Tag) and part.name in filled
        for part in visible(parts(template), filled.__contains__)
    )


def unknown(template: str, field_names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in a template that are no fields and mean nothing else."""
    known = {*field_names, *SPECIAL, ""}
    names = (
        part.name
        for part in parts(template)
        if isinstance(part, Tag)
        and part.name not in known
        and not (part.mark and CARD_NUMBER.fullmatch(part.name))
    )
    return tuple(dict.fromkeys(names))


class Fault(NamedTuple):
    """What is wrong with a template, in a sentence, and the line it is in, from 1."""

    line: int
    text: str


def faults(template: str, field_names: Iterable[str]) -> tuple[str, ...]:
    """Return what is wrong with a template, one sentence each."""
    return tuple(dict.fromkeys(each.text for each in faults_at(template, field_names)))


def faults_at(template: str, field_names: Iterable[str]) -> tuple[Fault, ...]:
    """Return what is wrong with a template and where; a section that never ends is told where it begins."""
    strange = unknown(template, field_names)
    found: list[tuple[int, str]] = []
    opened: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    for start, _, part in placed(template):
        if isinstance(part, str):
            if "{{" in part and not part.startswith("<!--"):
                at = start + part.index("{{")
                found.append((at, "Two opening braces have no closing ones, so they are shown."))
            continue
        if not part.name:
            found.append((start, "Two pairs of braces have no name of a field between them."))
        elif part.name in strange:
            found.append((start, f'There is no field "{part.name}".'))
        if part.mark in ("#", "^"):
            opened.append((part.name, start))
            names[part.name] += 1
        elif part.mark and not names[part.name]:
            found.append((start, f'The section "{part.name}" ends but never begins.'))
        elif part.mark:
            while (closed := opened.pop())[0] != part.name:
                found.append((closed[1], f'The section "{closed[0]}" never ends.'))
                names[closed[0]] -= 1
            names[closed[0]] -= 1
    found += [(at, f'The section "{name}" never ends.') for name, at in opened]
    first = {text: at for at, text in reversed(found)}
    told = dict.fromkeys(text for _, text in found)
    return tuple(Fault(template.count("\n", 0, first[text]) + 1, text) for text in told)
