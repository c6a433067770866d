"""Comparing a typed answer with the right one, forgivingly.

Case, accents, spaces, punctuation and a leading article do not count. Numbers do, with their minus
and their decimals: 1.5 is not 15, and 24 is not close to 240. What differs is marked letter by
letter, so that a slip of a finger can be told from not knowing.
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
LONGEST = 500
"""Letters of a response that are looked at."""
THOROUGH = 1_000_000
"""Pairs of letters up to which two texts are compared in every detail."""

ARTICLE = re.compile(r"\W*(?:the|an?|to)\s")
ACCENTS = re.compile("[\u0300-\u036f]")
THOUSANDS = re.compile(r"(?<=[0-9])[, ](?=[0-9]{3}(?![0-9]))")
DECIMAL_COMMA = re.compile(r"(?<![0-9,])([0-9]+),([0-9]+)(?![0-9,])")
NUMBER = re.compile(r"(?:(?<!\S)([-−–])[$€£]?)?((?<![^\s$€£–−-])\.[0-9]+|[0-9]+(?:\.[0-9]+)*)")


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


def folded(text: str) -> str:
    """Return the text without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFKD", plain)))


def _is_number(word: str) -> bool:
    return word[-1] in "0123456789"


def _number(found: re.Match[str]) -> str:
    minus, digits = found.groups()
    if digits.count(".") == 1:
        digits = f"0{digits}" if digits[0] == "." else digits
        digits = digits.rstrip("0").removesuffix(".")
    return f" {'-' if minus else ''}{digits} "


def _letters(text: str) -> str:
    return "".join(
        char if char.isalnum() or unicodedata.category(char).startswith("M") else " " for char in text
    )


def words(text: str) -> list[str]:
    """Return the words and the numbers of a text; what does not count is gone."""
    plain = "".join(str(unicodedata.decimal(char, char)) for char in folded(text)).replace("&", " and ")
    plain = DECIMAL_COMMA.sub(r"\1.\2", THOUSANDS.sub("", plain))
    found: list[str] = []
    for part in NUMBER.sub(_number, plain).split():
        found += [part] if NUMBER.fullmatch(part) else _letters(part).split()
    return found


def _bare(text: str, found: list[str]) -> list[str]:
    """Return a text's words without a leading article."""
    return found[1:] if len(found) > 1 and ARTICLE.match(folded(text)) else found


def _squeezed(found: Sequence[str]) -> str:
    """Return words without the spaces between them; two numbers do not become one."""
    text = ""
    for before, word in zip(["", *found], found, strict=False):
        text += f" {word}" if before and _is_number(before) and _is_number(word) else word
    return text


def _forms(text: str) -> set[str]:
    """Return what must be shared by two answers that count as the same."""
    found = words(text)
    return {_squeezed(found), _squeezed(_bare(text, found))} - {""}


def _matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=len(one) * len(other) > THOROUGH)


def _pieces(typed: str, expected: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    matcher = _matcher([folded(char) for char in typed], [folded(char) for char in expected])
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "equal":
            pieces.append(Piece(SAME, expected[other_start:other_end]))
            continue
        if end > start:
            pieces.append(Piece(EXTRA, typed[start:end]))
        if other_end > other_start:
            pieces.append(Piece(MISSING, expected[other_start:other_end]))
    return tuple(pieces)


def _likeness(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """Return how alike two answers are, 0 to 1; nothing where their numbers differ."""
    if [word for word in mine if _is_number(word)] != [word for word in theirs if _is_number(word)]:
        return 0.0
    return _matcher(" ".join(mine), " ".join(theirs)).ratio()


def compare(typed: str, accepted: Sequence[str]) -> Verdict:
    """Compare what was typed with the accepted answers, the first of which is the usual one."""
    typed = unicodedata.normalize("NFC", typed).strip()[:LONGEST]
    if not typed or not accepted:
        return Verdict(False, accepted[0] if accepted else "")
    for expected in accepted:
        if typed == expected.strip() or _forms(typed) & _forms(expected):
            return Verdict(True, expected, (Piece(SAME, expected),))
    mine = _bare(typed, words(typed))
    likeness = [_likeness(mine, _bare(each, words(each))) for each in accepted]
    best = max(range(len(accepted)), key=lambda at: (likeness[at], -at))
    close = likeness[best] >= CLOSE
    nearest = accepted[best] if close else accepted[0]
    return Verdict(False, nearest, _pieces(typed, nearest), close)
