"""Markdown that people can read, and that comes back as the same cards.

    # Sales::First meetings          the deck of what follows, with :: between its levels

    Q: What is a lead?
    A: Someone who may buy.
    E: Shown below the answer.
    T: basics, b2b

    ---

    C: A text with {{c1::gaps}}.

A text runs on until the next mark at the start of a line, or a line of three dashes. ``O:`` holds the options
of a choice, one a line, ``S:`` (for *spelled*) more answers that are accepted when typed, ``K:`` the kind of
card where its other marks do not tell: typed or reversed (asked both ways). A backslash takes its meaning
from the sign behind it; a line break is a line break.
"""

from __future__ import annotations

import re
from pathlib import Path

from desktop.exchange.plainly import FORMATTED, is_plain, plain_of
from desktop.exchange.rows_out import KEYS, OTHER_DECKS, OTHER_TYPE
from desktop.exchange.target import written as safely
from desktop.study.incoming import Progress
from desktop.study.media_names import SOURCE
from desktop.study.note import Note
from desktop.study.outgoing import Outgoing, OutgoingNote, Written

MARKS = {
    "Question": "Q",
    "Text": "C",
    "Options": "O",
    "Answer": "A",
    "Accept": "S",
    "Explanation": "E",
}
SIGNS = re.compile(r"([\\`*_\[\]<>$=|~^])")
START = re.compile(r"(?m)^(\s*)([#+>-]|[A-Z]:|\d+(?=[.)]))")
GAP = re.compile(r"(\{\{c[\d,]+::|::|\}\})")
STRONG = re.compile(r"<(/?)(?:b|strong)>", re.IGNORECASE)
SLANTED = re.compile(r"<(/?)(?:i|em)>", re.IGNORECASE)
PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
COMMA_IN_TAG = "Tags cannot hold commas: they became spaces."
NAMED = frozenset({"reversed", "typed"})
"""Kinds that other marks do not tell."""


class Markdown:
    """Writes a text for people."""

    title = "Markdown"
    suffix = ".md"
    holds_progress = False
    holds_media = False
    whole = False

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file; see `Exporter.write`."""
        made = Written()
        deck: tuple[str, ...] = ()
        with safely(target) as partial, partial.open("w", encoding="utf-8", newline="\n") as file:
            for each in outgoing.make():
                if made.notes:
                    file.write("\n---\n\n")
                if each.deck != deck:
                    deck = each.deck
                    file.write(f"# {' '.join('::'.join(deck).split())}\n\n")
                file.write(_note(each, made))
                made.notes += 1
                made.cards += len(each.cards)
                if made.notes % 500 == 0:
                    progress(made.notes, outgoing.count)
        return made


def _note(each: OutgoingNote, made: Written) -> str:
    note = each.note
    if any(state.deck not in (None, each.deck) for state in each.cards):
        made.leave_out(OTHER_DECKS)
    fields = _fields(note, made)
    tags = [" ".join(tag.replace(",", " ").split()) for tag in note.tags]
    if tags != list(note.tags):
        made.leave_out(COMMA_IN_TAG)
    lines = [f"{mark}: {text}" for mark, text in fields if text]
    if (key := KEYS.get(note.note_type.uid)) in NAMED:
        lines.append(f"K: {key}")
    if tags:
        lines.append(f"T: {', '.join(tags)}")
    return "\n".join(lines) + "\n"


def _fields(note: Note, made: Written) -> list[tuple[str, str]]:
    key = KEYS.get(note.note_type.uid)
    htmls = [(name, note.fields.get(name, "")) for name in note.note_type.fields]
    if key is None:
        made.leave_out(OTHER_TYPE)
        marks = ["C" if note.note_type.kind == "cloze" else "Q", "A", *"E" * len(htmls)]
        found = list(zip(marks, (html for _, html in htmls), strict=False))
    else:
        found = [(MARKS[name], html) for name, html in htmls]
    if any(not is_plain(line) for _, html in found for line in html.split("\n")):
        made.leave_out(FORMATTED)
    return [(mark, marked(html)) for mark, html in found]


def marked(html: str) -> str:
    """Return a field as Markdown, in which every sign of its text is a sign."""
    pictures = [
        found[2].strip("\"'") for found in SOURCE.finditer(html) if found[1].lower().startswith("<img")
    ]
    html = PICTURE.sub("\x02", STRONG.sub("\x03", SLANTED.sub("\x04", html)))
    text = "\n".join(plain_of(line) for line in html.split("\n"))
    pieces = GAP.split(text) if "{{c" in text else [text]
    text = "".join(piece if GAP.fullmatch(piece) else SIGNS.sub(r"\\\1", piece) for piece in pieces)
    text = START.sub(r"\1\\\2", text).replace("\x03", "**").replace("\x04", "*")
    for name in pictures:
        text = text.replace("\x02", f"![]({name})", 1)
    return text
