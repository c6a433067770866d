"""Both sides of a card as its template makes them: raw, unsafe HTML.

Whatever a deck holds, scripts and all, comes through as it is. Nobody may show it before the card
compiler has cleaned it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from desktop.render.filters import (
    Filter,
    cloze_filter,
    cloze_only_filter,
    furigana_filter,
    hint_filter,
    kana_filter,
    kanji_filter,
    text_filter,
)
from desktop.render.template import apply, compose
from desktop.study import cloze
from desktop.study.layout import FRONT_SIDE, Part, Tag, full, parts, visible
from desktop.study.note import Note, Template

LINE = re.compile(r"\s*<hr\b[^<>]*>", re.IGNORECASE)
"""The line between question and answer: the window draws its own."""
MOST_FILTERED = 4_000_000
"""Characters that the filters of one side work on; fields beyond are left out."""
TYPE, CLOZE = "type", "cloze"
FILTERS: dict[str, Filter] = {
    "text": text_filter,
    "hint": hint_filter,
    "furigana": furigana_filter,
    "kanji": kanji_filter,
    "kana": kana_filter,
}


@dataclass(frozen=True, slots=True)
class Sides:
    """What a card shows, as unsafe HTML; ``[sound:...]`` stays as it is.

    Attributes:
        answer: what the answer adds to the question, or the whole card.
        below: whether the answer stands below the question, which stays; else it takes its place.
        typed: the field whose text the question asks to be typed; empty where it does not.
        expected: what is right to type, as HTML.
    """

    question: str
    answer: str
    below: bool
    typed: str = ""
    expected: str = ""


def sides(note: Note, ordinal: int, *, deck: tuple[str, ...] = ()) -> Sides:
    """Return both sides of one card of a note.

    Args:
        ordinal: of the card; one beyond the templates has the last of them.
        deck: the names of the deck the card is in, from the top.
    """
    templates = note.note_type.templates
    template = templates[min(ordinal, len(templates) - 1)]
    fields = _special(note, template, ordinal, deck) | dict(note.fields)
    number = ordinal + 1

    def side(found: tuple[Part, ...], revealed: bool) -> str:
        filters = FILTERS | {
            CLOZE: cloze_filter(number, revealed),
            "cloze-only": cloze_only_filter(number, revealed),
        }

        left = MOST_FILTERED

        def show(tag: Tag) -> str:
            nonlocal left
            html = fields.get(tag.name, "")
            left -= len(html) * len(tag.filters)
            if left < 0:
                return ""
            if TYPE in tag.filters:
                return _expected(tag, html, number) if revealed else ""
            return apply(tag, html, filters)

        return compose(found, full(fields).__contains__, show)

    asked = parts(template.question)
    question = side(asked, revealed=False)
    typed = _typed(asked, fields)
    expected = _expected(typed, fields[typed.name], number) if typed else ""
    fields[FRONT_SIDE] = question
    told = parts(template.answer)
    rest = _after_question(told)
    answer = side(told if rest is None else rest, revealed=True)
    if rest is not None:
        answer = answer[line.end() :] if (line := LINE.match(answer)) else answer
    return Sides(question, answer, rest is not None, typed.name if typed else "", expected)


def _special(note: Note, template: Template, ordinal: int, deck: tuple[str, ...]) -> dict[str, str]:
    """Return what the names stand for that are no fields; plain text as HTML."""
    return {
        "Tags": escape(" ".join(note.tags), quote=False),
        "Type": escape(note.note_type.name, quote=False),
        "Deck": escape("::".join(deck), quote=False),
        "Subdeck": escape("".join(deck[-1:]), quote=False),
        "Card": escape(template.name, quote=False),
        f"c{ordinal + 1}": "1",
    }


def _expected(tag: Tag, html: str, number: int) -> str:
    return cloze.answers(html, number) if CLOZE in tag.filters else html


def _typed(asked: tuple[Part, ...], fields: dict[str, str]) -> Tag | None:
    """Return the first place of a question that asks for an answer to be typed."""
    for part in visible(asked, full(fields).__contains__):
        if isinstance(part, Tag) and TYPE in part.filters and part.name in fields:
            return part
    return None


def _after_question(told: tuple[Part, ...]) -> tuple[Part, ...] | None:
    """Return what follows the question in an answer that begins with it, else None."""
    for place, part in enumerate(told):
        if isinstance(part, Tag):
            return told[place + 1 :] if part == Tag("", FRONT_SIDE) else None
        if part.strip() and not (part.startswith("<!--") and part.endswith("-->")):
            break
    return None
