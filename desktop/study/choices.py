"""Options for cards that have none of their own: the answer among answers of other cards of its deck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

from desktop.study import cloze
from desktop.study.answers import as_line, expected_of, is_same
from desktop.study.chance import draw
from desktop.study.kinds import kind
from desktop.study.kinds.contract import CHOOSE, TYPE
from desktop.study.layout import Tag, parts
from desktop.study.note import NoteType, Template, as_html

WRONG = 3
"""Wrong options beside the right one."""
FEWEST = 2
"""With fewer wrong options a card is asked the usual way."""
LONGEST = 160
"""Letters of an answer that still makes an option."""
UNSAYABLE = re.compile(r"\\[(\[]|\[\$|\[latex\]|<math\b|image-occlusion:", re.IGNORECASE)
"""Formulas and shapes, which a button cannot show."""
PICTURE = re.compile(r"<(?:img|svg)\b", re.IGNORECASE)


class Asked(NamedTuple):
    """A card as its deck has it: what it is made from, and which of the note's cards it is."""

    note_type: NoteType
    fields: Mapping[str, str]
    ordinal: int

    @property
    def template(self) -> Template:
        """What the card looks like."""
        templates = self.note_type.templates
        return templates[min(self.ordinal, len(templates) - 1)]


@dataclass(frozen=True, slots=True)
class Offer:
    """Options to choose from, as HTML, and which of them is right."""

    options: tuple[str, ...]
    right: str


class _Layout(NamedTuple):
    """What a template shows: fields of the question, and those that only the answer has, always."""

    question: tuple[str, ...]
    answer: tuple[str, ...]
    typed: bool


@lru_cache(maxsize=256)
def _layout(template: Template) -> _Layout:
    asked = [part for part in parts(template.question) if isinstance(part, Tag) and not part.mark]
    question = tuple(dict.fromkeys(tag.name for tag in asked if "type" not in tag.filters))
    told: list[Tag] = []
    inside = 0
    for part in parts(template.answer):
        if isinstance(part, Tag) and part.mark:
            inside += -1 if part.mark == "/" else 1
        elif isinstance(part, Tag) and inside <= 0:
            told.append(part)
    answer = tuple(dict.fromkeys(tag.name for tag in told if tag.name not in question))
    return _Layout(question, answer, any("type" in tag.filters for tag in (*asked, *told)))


def accepted(card: Asked) -> tuple[str, ...]:
    """Return the right answers of a card as lines of text, the usual one first; none where words fail."""
    made_by = kind(card.note_type.kind)
    if made_by.interaction == CHOOSE:
        return ()
    if made_by.key == "cloze":
        texts = [cloze.answers(html, card.ordinal + 1) for html in card.fields.values()]
        typed = False
    else:
        texts = [card.fields.get(name, "") for name in _layout(card.template).answer]
        typed = made_by.interaction == TYPE or _layout(card.template).typed
    html = next((each for each in texts if as_line(each) or PICTURE.search(each)), "")
    if UNSAYABLE.search(html):
        return ()
    return expected_of(html) if typed else tuple(text for text in (as_line(html),) if text)


def _asks_alike(one: Asked, other: Asked) -> bool:
    if one.note_type.uid != other.note_type.uid:
        return False
    return one.ordinal == other.ordinal or one.note_type.kind == "cloze"


def _asks_the_same(one: Asked, other: Asked) -> bool:
    """Return whether two cards show the same question, so that the answers of both are right."""
    if one.note_type.kind == "cloze" or not _asks_alike(one, other):
        return False
    shown = [name for name in _layout(one.template).question if name in one.fields]
    return bool(shown) and all(one.fields[name] == other.fields.get(name) for name in shown)


def offer(card: Asked, others: Iterable[Asked], uid: UUID, turn: int) -> Offer | None:
    """Return options for a card; None where it has some of its own or others give too few.

    Args:
        card: what is asked.
        others: cards to take wrong answers from; those that ask the same way come first.
        uid: the card's; all is drawn by it.
        turn: how often the card was answered; each turn has its own options.
    """
    right = accepted(card)
    if not right:
        return None
    alike: list[str] = []
    unlike: list[str] = []
    also_right = list(right[1:])
    for other in others:
        texts = accepted(other)
        if _asks_the_same(card, other):
            also_right += texts
        elif texts:
            (alike if _asks_alike(card, other) else unlike).append(texts[0])
    wrong = distractors(right[0], alike, uid, turn, also_right=also_right)
    if len(wrong) < WRONG:
        more = distractors(right[0], unlike, uid, turn, WRONG - len(wrong), also_right=[*also_right, *wrong])
        wrong += more
    if len(wrong) < FEWEST:
        return None
    options = sorted((right[0], *wrong), key=lambda text: (_chance(text, uid, turn, 1), text))
    return Offer(tuple(as_html(text) for text in options), as_html(right[0]))


def distractors(
    answer: str,
    others: Iterable[str],
    uid: UUID,
    turn: int,
    count: int = WRONG,
    *,
    also_right: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return wrong answers that look as if they might be right, at most `count`.

    Args:
        answer: the right one, as text.
        others: right answers of other cards; their order does not matter.
        uid: the card's.
        turn: how often it was answered.
        count: how many are wanted.
        also_right: what must not be among them: it is right too, or there already.
    """
    if len(answer) > LONGEST:
        return ()
    texts = {text.strip() for text in others if len(text) <= LONGEST} - {"", answer, *also_right}
    ranked = sorted(texts, key=lambda text: (unlikeness(answer, text), _chance(text, uid, turn, 0), text))
    found: list[str] = []
    for text in ranked:
        if len(found) == count:
            break
        if not any(is_same(text, each) for each in (answer, *also_right, *found)):
            found.append(text)
    return tuple(found)


def unlikeness(one: str, other: str) -> int:
    """Return how much two answers differ in their looks: numbers, single words, capitals, length."""
    ratio = max(len(one), len(other)) / max(1, min(len(one), len(other)))
    return (
        8 * (_has_digits(one) != _has_digits(other))
        + 4 * (_has_letters(one) != _has_letters(other))
        + 4 * ((" " in one) != (" " in other))
        + 2 * (one[:1].isupper() != other[:1].isupper())
        + (0 if ratio <= 1.6 else 1 if ratio <= 2.5 else 3 if ratio <= 4 else 6)
    )


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _chance(text: str, uid: UUID, turn: int, use: int) -> int:
    return draw(uid, turn, use, crc32(text.encode("utf-8", "replace")))
