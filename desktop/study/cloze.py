"""Gaps in a text: ``{{c1::answer}}`` and ``{{c1::answer::hint}}``.

Braces inside a gap are balanced, so that a formula such as ``\\frac{x^{2k}}{2k!}`` does not close
it early. Where they do not balance, the first ``}}`` closes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.study.layout import is_empty

OPENING = re.compile(r"\{\{c([0-9]{1,4}(?:,[0-9]{1,4})*)::")
LIKE_OPENING = re.compile(r"\{\{c[\s0-9,]{0,20}:")
"""What somebody may have meant to open a gap."""
EDGE = re.compile(rf"{OPENING.pattern}|\}}\}}")
BRACE = re.compile(r"[{}]")
SHAPE = "image-occlusion:"
"""How a gap begins that hides an area of a picture; one with the number 0 is on every card."""
DEEPEST = 8
"""Gaps that hold more levels of gaps than this are plain text."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap; `numbers` are those of the cards that ask for it."""

    start: int
    end: int
    numbers: tuple[int, ...]
    body: str
    hint: str


def _partners(text: str) -> dict[int, int]:
    """Return the place of the closing brace of every opening brace that has one."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for brace in BRACE.finditer(text):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            found[opened.pop()] = brace.start()
    return found


def _first_closings(text: str) -> dict[int, int]:
    """Return the place of the ``}}`` of every opening of a gap that has one, other braces aside."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for edge in EDGE.finditer(text):
        if edge.group() != "}}":
            opened.append(edge.start())
        elif opened:
            found[opened.pop()] = edge.start()
    return found


def _flat_closings(text: str, openings: list[re.Match[str]]) -> list[int]:
    """Return the place of the ``}}`` of every opening of a text in which no other braces are; else nothing.

    So most texts need not be looked at brace by brace.
    """
    if not openings or not (text.count("{") == text.count("}") == 2 * len(openings)):
        return []
    following = [*(opening.start() for opening in openings[1:]), len(text)]
    closings = [
        text.find("}}", opening.end(), after) for opening, after in zip(openings, following, strict=True)
    ]
    return [] if -1 in closings else closings


def _spans(text: str) -> list[tuple[re.Match[str], int]]:
    """Return every gap that closes, nested ones included: its opening and the place of its ``}}``."""
    openings = list(OPENING.finditer(text))
    if closings := _flat_closings(text, openings):
        return list(zip(openings, closings, strict=True))
    partners, first = (_partners(text), _first_closings(text)) if openings else ({}, {})
    spans: list[tuple[re.Match[str], int]] = []
    for opening in openings:
        at = opening.start()
        close = partners.get(at + 1, -1)
        if close < 0 or partners.get(at) != close + 1:
            close = first.get(at, -1)
        if close >= opening.end():
            spans.append((opening, close))
    return spans


def _outermost(text: str) -> Iterator[tuple[re.Match[str], int]]:
    spans = _spans(text)
    heights = [1] * len(spans)
    around: list[int] = []
    parents: list[int] = []
    for place, (opening, _) in enumerate(spans):
        while around and spans[around[-1]][1] <= opening.start():
            around.pop()
        parents.append(around[-1] if around else -1)
        around.append(place)
    for place in range(len(spans) - 1, -1, -1):
        if parents[place] >= 0:
            heights[parents[place]] = max(heights[parents[place]], heights[place] + 1)
    end = 0
    for (opening, close), height in zip(spans, heights, strict=True):
        if opening.start() >= end and height <= DEEPEST:
            yield opening, close
            end = close + 2


def _split_hint(inner: str) -> tuple[str, str]:
    """Split at the first ``::`` that is not inside a nested gap."""
    at = 0
    for opening, close in _outermost(inner) if "{{c" in inner else ():
        if (found := inner.find("::", at, opening.start())) >= 0:
            return inner[:found], inner[found + 2 :]
        at = close + 2
    found = inner.find("::", at)
    return (inner, "") if found < 0 else (inner[:found], inner[found + 2 :])


@lru_cache(maxsize=16)
def gaps(text: str) -> tuple[Gap, ...]:
    """Return the outermost gaps of a text, in order. A gap that never closes is plain text."""
    if "{{c" not in text:
        return ()
    found: list[Gap] = []
    for opening, close in _outermost(text):
        numbers = tuple(int(part) for part in opening.group(1).split(","))
        body, hint = _split_hint(text[opening.end() : close])
        found.append(Gap(opening.start(), close + 2, numbers, body, hint))
    return tuple(found)


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


def answers(text: str, number: int) -> str:
    """Return what the gaps of one card hide, with commas between; once where all hide the same."""
    found = list(_bodies(text, number))
    return found[0] if len(set(found)) == 1 else ", ".join(found)


def _bodies(text: str, number: int) -> Iterator[str]:
    for gap in gaps(text):
        if number in gap.numbers:
            yield revealed(gap.body)
        else:
            yield from _bodies(gap.body, number)


def revealed(text: str) -> str:
    """Return a text with nothing hidden and no braces of gaps."""
    return replace_gaps(text, lambda gap: revealed(gap.body))


def faults(text: str) -> tuple[str, ...]:
    """Return what is wrong with the gaps of a text, one sentence each."""
    likely = {like.start() for like in LIKE_OPENING.finditer(text)} - {gap.start for gap in gaps(text)}
    if likely:  # those that lie in others are gaps too
        likely -= {opening.start() for opening, _ in _spans(text)}
    found = [f'"{_start(text, at)}" is no gap: one is written {{{{c1::word}}}}.' for at in sorted(likely)]
    return tuple(dict.fromkeys([*found, *_gap_faults(text)]))


def _gap_faults(text: str) -> Iterator[str]:
    for gap in gaps(text):
        if 0 in gap.numbers and not gap.body.startswith(SHAPE):
            yield f'The gap "{_start(text, gap.start)}" has the number 0, which makes no card.'
        if is_empty(gap.body):
            yield f'The gap "{_start(text, gap.start)}" hides nothing.'
        yield from _gap_faults(gap.body)


def _start(text: str, at: int) -> str:
    return text[at : at + 30] + ("…" if len(text) > at + 30 else "")
