"""Comparing a typed answer with the right one, forgivingly.

Case, accents, spaces, punctuation and a leading article do not count. What differs beyond that is
marked letter by letter, so that a slip of a finger can be told from not knowing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, MISSING, EXTRA = "same", "missing", "extra"
CLOSE = 0.8
"""From this likeness on (0 to 1) a wrong answer is called close."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters: the SAME in both, EXTRA in what was typed, or MISSING from it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a response compares.

    Attributes:
        right: whether it counts as the right answer.
        expected: the accepted answer that it is nearest to.
        pieces: what was typed against `expected`; empty for a choice.
        close: wrong, but only just.
    """

    right: bool
    expected: str
    pieces: tuple[Piece, ...] = ()
    close: bool = False


def normalised(text: str) -> str:
    """Return the text without what does not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = plain.replace("&", " and ")
    words = re.sub(r"[\W_]+", " ", plain).split()
    if len(words) > 1 and words[0] in ("the", "a", "an", "to"):
        words = words[1:]
    return " ".join(words)


def _pieces(typed: str, expected: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, typed.casefold(), expected.casefold(), autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "equal":
            pieces.append(Piece(SAME, expected[other_start:other_end]))
            continue
        if end > start:
            pieces.append(Piece(EXTRA, typed[start:end]))
        if other_end > other_start:
            pieces.append(Piece(MISSING, expected[other_start:other_end]))
    return tuple(pieces)


def compare(typed: str, accepted: Sequence[str]) -> Verdict:
    """Compare what was typed with the accepted answers, the first of which is the usual one."""
    typed = unicodedata.normalize("NFC", typed).strip()[:500]
    mine = normalised(typed)
    for expected in accepted:
        if mine and (
            mine == normalised(expected) or mine.replace(" ", "") == normalised(expected).replace(" ", "")
        ):
            return Verdict(True, expected, (Piece(SAME, expected),))
    if not mine or not accepted:
        return Verdict(False, accepted[0] if accepted else "")
    likeness = [SequenceMatcher(None, mine, normalised(each)).ratio() for each in accepted]
    best = max(range(len(accepted)), key=lambda at: (likeness[at], -at))
    nearest = accepted[best] if likeness[best] >= CLOSE else accepted[0]
    return Verdict(False, nearest, _pieces(typed, nearest), likeness[best] >= CLOSE)
