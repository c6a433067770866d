"""One card as HTML that cannot do anything: the one gate for what a deck can show."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3

from desktop.render.template import cloze_filter, fill, text_filter
from desktop.study.note import Note

TAGS = frozenset(
    [
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "small",
        "big",
        "sub",
        "sup",
        "br",
        "p",
        "div",
        "span",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
    ]
)
ATTRIBUTES = {"span": {"class"}, "div": {"class"}, "p": {"class"}}
LINE = re.compile(r"^\s*<hr\b[^>]*>", re.IGNORECASE)
"""The line between question and answer: the window draws its own."""
FRONT_SIDE = "\x00front side\x00"


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows.

    Attributes:
        question: HTML.
        answer: HTML of what the answer adds, or of the whole card.
        below: whether the answer stands below the question, which stays; else it takes its place.
    """

    question: str
    answer: str
    below: bool


def clean(html: str) -> str:
    """Return only what may be shown: text, and tags that lay it out."""
    html = html.encode("utf-8", "replace").decode("utf-8")  # half a character is no text
    return nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(), link_rel=None)


def face(note: Note, ordinal: int) -> Face:
    """Return the question and answer of one card of a note."""
    templates = note.note_type.templates
    template = templates[min(ordinal, len(templates) - 1)]
    fields = dict(note.fields)
    filters = {"text": text_filter, "cloze": cloze_filter(ordinal + 1, revealed=False)}
    question = fill(template.question, fields, filters)
    filters["cloze"] = cloze_filter(ordinal + 1, revealed=True)
    answer = fill(template.answer, fields | {"FrontSide": FRONT_SIDE}, filters)
    head, repeated, rest = answer.partition(FRONT_SIDE)
    below = bool(repeated) and not head.strip()
    shown = LINE.sub("", rest) if below else answer
    return Face(clean(question), clean(shown.replace(FRONT_SIDE, question)), below)
