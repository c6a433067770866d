"""Gaps in a text: ``{{c1::answer}}`` and ``{{c1::answer::hint}}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPENING = re.compile(r"\{\{c([\d,]+)::")
EDGE = re.compile(r"\{\{c[\d,]+::|\{\{|\}\}")


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap; `numbers` are those of the cards that ask for it."""

    start: int
    end: int
    numbers: tuple[int, ...]
    body: str
    hint: str


def _closing(text: str, start: int) -> int | None:
    depth = 1
    for edge in EDGE.finditer(text, start):
        depth += -1 if edge.group() == "}}" else 1
        if depth == 0:
            return edge.start()
    return None


def _split_hint(inner: str) -> tuple[str, str]:
    """Split at the last ``::`` that is not inside a nested gap."""
    depth, at = 0, -1
    for edge in re.finditer(r"\{\{c[\d,]+::|\}\}|::", inner):
        if edge.group() == "::":
            at = edge.start() if depth == 0 and at < 0 else at
        else:
            depth += -1 if edge.group() == "}}" else 1
    return (inner, "") if at < 0 else (inner[:at], inner[at + 2 :])


def gaps(text: str) -> Iterator[Gap]:
    """Yield the outermost gaps of a text, in order. A gap that never closes is plain text."""
    at = 0
    while found := OPENING.search(text, at):
        end = _closing(text, found.end())
        if end is None:
            at = found.end()
            continue
        numbers = tuple(int(part) for part in found.group(1).split(",") if part)
        body, hint = _split_hint(text[found.end() : end])
        yield Gap(found.start(), end + 2, numbers, body, hint)
        at = end + 2


def numbers(text: str) -> tuple[int, ...]:
    """Return the card numbers of a text, from 1, sorted, nested gaps included."""
    found: set[int] = set()
    for gap in gaps(text):
        found.update(number for number in gap.numbers if number > 0)
        found.update(numbers(gap.body))
    return tuple(sorted(found))


def replace_gaps(text: str, with_gap: Callable[[Gap], str]) -> str:
    """Return the text with every outermost gap replaced by what `with_gap` says."""
    parts, at = [], 0
    for gap in gaps(text):
        parts += [text[at : gap.start], with_gap(gap)]
        at = gap.end
    return "".join([*parts, text[at:]])
