"""The card that another is mixed up with: its answer was given for that one, or both say nearly the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from desktop.errors import NotFound
from desktop.store.parts import Parts
from desktop.study.answers import as_line, is_same
from desktop.study.choices import Asked, accepted
from desktop.study.folding import folded, tokens
from desktop.study.grades import PASS
from desktop.study.kinds.choice import ANSWER, Choice

LATEST = 50
"""Answers of a card that are looked at."""
LEAST = 0.08
"""Likeness, from 0 to 1, below which two cards have nothing in common."""
SHORT = 40
"""Letters of texts that are compared letter by letter."""
SAID = """
SELECT response FROM review r WHERE card = ? AND response <> '' AND grade < ?
AND NOT EXISTS (SELECT 1 FROM void WHERE entry = r.id) ORDER BY at_ms DESC LIMIT ?
"""
CARDS = """
SELECT c.id, n.note_type, n.fields, c.ordinal FROM json_each(?) i JOIN card c ON c.note = i.value
JOIN note n ON n.id = c.note JOIN deck d ON d.id = c.deck
WHERE c.deleted = 0 AND n.deleted = 0 AND d.deleted = 0 AND c.note <> ?
"""


class MixedUp(NamedTuple):
    """A card that another is mixed up with.

    Attributes:
        was_said: whether its answer was given for the other one's.
    """

    card: int
    was_said: bool


class _Sides(NamedTuple):
    question: str
    answer: str


def said_instead(parts: Parts, card: int) -> Counter[str]:
    """Return what was lately chosen or typed for a card and was wrong, each as one line."""
    rows = parts.database.rows(SAID, card, PASS, LATEST)
    return Counter(line for (response,) in rows if (line := as_line(response)))


def worst_of(parts: Parts, card: int, near: Sequence[int], instead: str) -> MixedUp | None:
    """Return the card of some notes that a card is most likely mixed up with."""
    row = parts.database.row(
        "SELECT n.note_type, n.fields, c.ordinal, c.note FROM card c JOIN note n ON n.id = c.note"
        " WHERE c.id = ?",
        card,
    )
    if row is None:
        raise NotFound("There is no such card.", "It may have been deleted.")
    types = {row[0]: parts.library.note_type(row[0])}
    own = _sides(Asked(types[row[0]], json.loads(row[1]), row[2]))
    best: tuple[bool, float, int] | None = None
    others: dict[int, _Sides] = {}
    for number, note_type, fields, ordinal in parts.database.rows(CARDS, json.dumps(list(near)), row[3]):
        if note_type not in types:
            types[note_type] = parts.library.note_type(note_type)
        others[number] = _sides(Asked(types[note_type], json.loads(fields), ordinal))
    in_how_many = Counter(word for each in others.values() for word in _words(each.question))
    for number, other in others.items():
        was_said = bool(instead) and is_same(other.answer, instead)
        likeness = max(
            _likeness(own.question, other.question, in_how_many),
            _likeness(own.answer, other.answer, in_how_many) / 2,
        )
        found = was_said, likeness, -number
        if (was_said or likeness >= LEAST) and (best is None or found > best):
            best = found
    return MixedUp(-best[2], best[0]) if best else None


def _sides(asked: Asked) -> _Sides:
    texts = [as_line(each) for each in asked.fields.values()]
    if asked.note_type.kind == Choice.key:
        answer = as_line(asked.fields.get(ANSWER, ""))
    else:
        answer = next(iter(accepted(asked)), "")
    question = next((text for text in texts if text and text != answer), "")
    return _Sides(question, answer)


def _words(text: str) -> set[str]:
    return set(tokens(folded(text)))


def _likeness(one: str, other: str, in_how_many: Counter[str]) -> float:
    """Return how alike two texts are, from 0 to 1: by words, the rare ones most; short ones by letters."""
    mine, theirs = _words(one), _words(other)
    worth = {word: 1 / max(1, in_how_many[word]) for word in mine | theirs}
    whole = sum(worth.values())
    if not mine or not theirs:
        return 0.0
    words = sum(worth[word] for word in mine & theirs) / whole
    if max(len(one), len(other)) > SHORT:
        return words
    return max(words, SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() - 0.4)
