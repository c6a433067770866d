"""Comparing a typed answer with the right one, forgivingly.

Case, accents, spaces, punctuation and a leading article do not count. Numbers do, with their minus
and their decimals: 1.5 is not 15, and 24 is not close to 240. So does one article for another where
that may be the gender. What differs is marked letter by letter, so that a slip of a finger can be
told from not knowing. Compared strictly, all counts but the number of spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import pairwise

SAME, MISSING, EXTRA = "same", "missing", "extra"
CLOSE = 0.8
"""From this likeness on (0 to 1) a wrong answer is called close."""
LONGEST = 500
"""Letters of a response that are looked at."""
LONGEST_FIELD = 20_000
"""Letters of a field that answers are looked for in."""
THOROUGH = 1_000_000
"""Pairs of letters up to which two texts are compared in every detail."""

ENGLISH = r"the|an?|to"
OTHERS = (
    r"der|die|das|den|dem|des|ein|eine[nmrs]?"  # German
    r"|le|la|les|une?|du"  # French
    r"|el|los|las|unos|unas"  # Spanish
    r"|il|lo|gli|uno|una|(?-i:i)"  # Italian
    r"|uma?|uns|umas|(?-i:os?)"  # Portuguese; not *as*, which begins English answers
    r"|de|het|een|['’]t"  # Dutch
)
"""Those that are other words in capitals (as in "O negative", "OS X") count only in small letters."""
ARTICLE = re.compile(rf"\W*?(?:(?:({ENGLISH})|{OTHERS})\s|(?:l|un)['’])", re.IGNORECASE)
UNSEEN = re.compile(
    r"<!--(?:(?!<!--).)*?-->|<(style|script)\b(?:(?!<\1).)*?</\1\s*>|\[(?:sound|anki):[^\[\]]*\]",
    re.IGNORECASE | re.DOTALL,
)
NEW_LINE = re.compile(r"<br\b[^<>]*>|</?(?:div|p|li|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
MARK = re.compile(r"\\;|&(?:[a-z][a-z0-9]*|#[0-9]+|#x[0-9a-f]+);|[();]", re.IGNORECASE)
ACCENTS = re.compile("[\u0300-\u036f]")
LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
)
"""Letters with an accent that Unicode does not take apart, as they are written without it."""
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""As they are written in German where the keyboard has none; without the dots they are right as well."""
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


def expected_of(html: str) -> tuple[str, ...]:
    r"""Return the answers that a field accepts, as text: the usual one first, a semicolon before each other.

    One in parentheses, or written ``\;``, separates nothing. Several answers together, as the field has
    them, are accepted as well.
    """
    html = _untagged(html)
    cuts = [-1, *_separators(html), len(html)]
    parts = [html[start + 1 : end] for start, end in pairwise(cuts)]
    texts = [_line(part.replace("\\;", ";")) for part in (*parts, html)]
    return tuple(dict.fromkeys(text for text in texts if text))


def as_line(html: str) -> str:
    """Return what a field says, as one line of text."""
    return _line(_untagged(html))


def _untagged(html: str) -> str:
    return TAG.sub("", NEW_LINE.sub("\n", UNSEEN.sub("", html[:LONGEST_FIELD])))


def _line(html: str) -> str:
    return " ".join(unescape(html).split())


def _separators(html: str) -> list[int]:
    """Return the places of the semicolons between the answers of a field without tags."""
    places: list[int] = []
    opened: list[int] = []
    for found in MARK.finditer(html):
        mark = found.group()
        if mark == "(":
            opened.append(len(places))
        elif mark == ")":
            if opened:
                del places[opened.pop() :]
        elif mark[0] != "\\" and unescape(mark) == mark:
            places.append(found.end() - 1)
    return places


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Return the text without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
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


def _article(text: str) -> re.Match[str] | None:
    return ARTICLE.match(_composed(text))


def _bare(text: str, found: list[str]) -> list[str]:
    """Return a text's words without a leading article."""
    return found[1:] if len(found) > 1 and _article(text) else found


def _squeezed(found: Sequence[str]) -> str:
    """Return words without the spaces between them; two numbers do not become one."""
    text = ""
    for before, word in zip(["", *found], found, strict=False):
        text += f" {word}" if before and _is_number(before) and _is_number(word) else word
    return text


def is_same(one: str, other: str) -> bool:
    """Return whether two answers differ in nothing that counts."""
    spelled = [_composed(text).translate(UMLAUTS) for text in (one, other)]
    return _agree(one, other) or (spelled != [one, other] and _agree(*spelled))


def _agree(one: str, other: str) -> bool:
    mine, theirs = words(one), words(other)
    if not mine or not theirs:
        return one.strip() == other.strip()
    if _squeezed(mine) == _squeezed(theirs):
        return True
    articles = [_article(text) for text in (one, other)]
    forgiven = None in articles or all(found and found[1] for found in articles)
    return forgiven and _squeezed(_bare(one, mine)) == _squeezed(_bare(other, theirs))


def _is_exact(one: str, other: str) -> bool:
    return _composed(one).split() == _composed(other).split()


def _matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=len(one) * len(other) > THOROUGH)


def _signs(text: str) -> list[str]:
    """Return the letters of a text, each with its accents."""
    signs: list[str] = []
    for char in text:
        if signs and unicodedata.category(char).startswith("M"):
            signs[-1] += char
        else:
            signs.append(char)
    return signs


def _pieces(typed: str, expected: str, strict: bool) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    mine, theirs = _signs(typed), _signs(expected)
    form = _composed if strict else folded
    matcher = _matcher([form(sign) for sign in mine], [form(sign) for sign in theirs])
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "equal":
            pieces.append(Piece(SAME, "".join(theirs[other_start:other_end])))
            continue
        if end > start:
            pieces.append(Piece(EXTRA, "".join(mine[start:end])))
        if other_end > other_start:
            pieces.append(Piece(MISSING, "".join(theirs[other_start:other_end])))
    return tuple(pieces)


def _likeness(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """Return how alike two answers are, 0 to 1; nothing where their numbers differ."""
    if [word for word in mine if _is_number(word)] != [word for word in theirs if _is_number(word)]:
        return 0.0
    return _matcher(" ".join(mine), " ".join(theirs)).ratio()


def compare(typed: str, accepted: Sequence[str], *, strict: bool = False) -> Verdict:
    """Compare what was typed with the accepted answers, the first of which is the usual one."""
    typed = _composed(typed).strip()[:LONGEST]
    if not typed or not accepted:
        return Verdict(False, accepted[0] if accepted else "")
    agree = _is_exact if strict else is_same
    for expected in accepted:
        if agree(typed, expected):
            return Verdict(True, expected, (Piece(SAME, expected),))
    mine = _bare(typed, words(typed))
    likeness = [
        1.0 if strict and is_same(typed, each) else _likeness(mine, _bare(each, words(each)))
        for each in accepted
    ]
    best = max(range(len(accepted)), key=lambda at: (likeness[at], -at))
    close = likeness[best] >= CLOSE
    nearest = accepted[best] if close else accepted[0]
    return Verdict(False, nearest, _pieces(typed, nearest, strict), close)
