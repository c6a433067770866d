"""The language of the search box, read into a tree that a store can answer.

    buyer price            both words, anywhere, as the beginnings of words; *onver* inside words
    "cold call"            the words side by side, whole; w:deal is one whole word
    front:lead             in a field of that name; "my field":lead
    re:b[ou]y              a regular expression; front:re:b[ou]y
    deck:Sales  tag:closing  tag:none  note:Basic  card:2  nid:…  cid:…
    is:due  is:new  is:learning  is:known  is:suspended  is:buried  is:leech  is:flagged  is:deleted  flag:2
    ease<2  interval>30  due<=7  reviews>5  lapses>=3
    added:7                in the last seven days; edited:7, rated:1, rated:1:again
    rated:0..6             answered in study between today (0) and six days ago
    introduced:7           answered for the first time in the last seven days; introduced:0..6
    -word  (a or b) c      not; or; parentheses

It is read while it is being typed: what is unfinished is passed over and never an error. What makes no sense
is told in plain words.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

STATES = ("due", "new", "learning", "known", "suspended", "buried", "leech", "flagged", "deleted")
NUMBERS = ("ease", "interval", "due", "reviews", "lapses", "flag", "card")
TEXTS = ("deck", "tag", "note")
INTRODUCED = "introduced"
ANSWERED = ("rated", INTRODUCED)
SPANS = ("added", "edited", "rated", INTRODUCED)
IDENTITIES = ("nid", "cid")
GRADE_WORDS = {"again": (0, 1, 2), "hard": (3,), "good": (4,), "easy": (5,)}
OTHER_NAMES = {
    "prop": "",
    "ivl": "interval",
    "reps": "reviews",
    "d": "deck",
    "t": "tag",
}
DEEPEST = 50
LONGEST = 2000
TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-(?=\S))"""
    r"""|(?P<word>(?:[^\s()"]+|"[^"]*(?:"|$))+))"""
)
COMPARED = re.compile(r"([a-z]+)(<=|>=|!=|=|<|>)(-?\d+(?:[.,]\d+)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or several side by side, in any field or in one.

    Attributes:
        text: as typed, without quotation marks; ``*`` stands for any letters.
        phrase: whether whole words are meant, side by side.
        field: name of a field; "" = any.
    """

    text: str
    phrase: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, looked for in any field or in one; see `Words` for `field`."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Identities:
    """Notes (`key` "nid") or cards ("cid") by their identities or row numbers."""

    key: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Something by its name: `key` is one of TEXTS, ``*`` stands for any letters."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class State:
    """A member of STATES."""

    name: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A number: `key` is one of NUMBERS; ease is a factor such as 2.5, due is days from today."""

    key: str
    sign: str
    number: float


@dataclass(frozen=True, slots=True)
class Span:
    """In the last `days` study days: `key` is one of SPANS; `grades` of an answer, empty = any."""

    key: str
    days: int
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """Answered in study mode on one of the study days from `nearest` to `farthest` days ago; 0 is today.

    Attributes:
        first: whether the first such answer ever is meant.
    """

    nearest: int
    farthest: int
    first: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What does not fit."""

    of: Query


@dataclass(frozen=True, slots=True)
class All:
    """What fits all of these; nothing to fit = everything."""

    of: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """What fits one of these."""

    of: tuple[Query, ...]


Query = Words | Pattern | Identities | Named | State | Compared | Span | Answered | Not | All | Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """A search text that was read.

    Attributes:
        query: what it asks for; what makes no sense is left out.
        problem: a sentence about what makes no sense; "" = all of it does.
    """

    query: Query
    problem: str = ""


def parse(text: str) -> Parsed:
    """Read a search text. Never raises."""
    return _Reader(text[:LONGEST]).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = [
            (found.lastgroup or "", found[found.lastgroup or 0]) for found in TOKEN.finditer(text)
        ]
        self._at = 0
        self._depth = 0
        self._problem = ""

    def read(self) -> Parsed:
        found: list[Query] = []
        while self._at < len(self._tokens):
            found.append(self._any())
            if self._peek() == "close":  # one too many
                self._at += 1
        return Parsed(_all(found), self._problem)

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _is_or(self) -> bool:
        return self._peek() == "word" and self._tokens[self._at][1].lower() == "or"

    def _any(self) -> Query:
        found = [self._all()]
        while self._is_or():
            self._at += 1
            found.append(self._all())
        told = [each for each in found if each != All()]
        return told[0] if len(told) == 1 else Any(tuple(told)) if told else All()

    def _all(self) -> Query:
        found: list[Query] = []
        while self._peek() not in ("", "close") and not self._is_or():
            found.append(self._one())
        return _all(found)

    def _one(self) -> Query:
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "minus":
            inner = self._one() if self._peek() not in ("", "close") else All()
            return Not(inner) if inner != All() else All()
        if kind == "open":
            return self._group()
        return self._word(text)

    def _group(self) -> Query:
        self._depth += 1
        if self._depth > DEEPEST:
            self._problem = "There are too many parentheses."
            self._at = len(self._tokens)
            return All()
        found = self._any()
        if self._peek() == "close":
            self._at += 1
        self._depth -= 1
        return found

    def _word(self, text: str) -> Query:
        bare = text.replace('"', "")
        if not bare.strip() or bare.lower() in ("and", "or"):
            return All()
        compared = COMPARED.fullmatch(bare.lower().removeprefix("prop:"))
        if compared:
            return self._compared(*compared.groups())
        key, colon, value = bare.partition(":")
        is_quoted = text.startswith('"') and not text.startswith(f'"{key}":')
        if not colon or key.endswith("\\") or (is_quoted and not _is_key(key)):
            return _words(bare.replace("\\:", ":"), text)
        return self._keyed(OTHER_NAMES.get(key.lower(), key.lower()), key, value, text)

    def _keyed(self, key: str, written: str, value: str, text: str) -> Query:
        if not value:
            return All()  # it is still being typed
        if key == "re":
            return Pattern(value)
        if key == "w":
            return Words(value, phrase=True)
        if key in IDENTITIES:
            return Identities(key, tuple(part.strip() for part in value.split(",") if part.strip()))
        if key == "is":
            return self._state(value.lower())
        if key in TEXTS:
            return Named(key, value)
        if key in SPANS:
            return self._span(key, value)
        if key in NUMBERS:
            return self._compared(key, "=", value)
        if value.lower().startswith("re:"):
            return Pattern(value[3:], written) if value[3:] else All()
        return _words(value, text.partition(":")[2], written)

    def _state(self, value: str) -> Query:
        value = {"review": "known", "learn": "learning"}.get(value, value)
        if value in STATES:
            return State(value)
        if not any(each.startswith(value) for each in STATES):
            self._problem = (
                f"“is:{value}” is not known. There are {', '.join(f'is:{each}' for each in STATES)}."
            )
        return All()

    def _span(self, key: str, value: str) -> Query:
        if key in ANSWERED and (days_ago := re.fullmatch(r"(\d{1,6})\.\.(\d{0,6})", value, re.ASCII)):
            ends = [int(each) for each in days_ago.groups() if each]
            return Answered(min(ends), max(ends), key == INTRODUCED) if len(ends) == 2 else All()
        days, colon, grade = value.partition(":")
        if not days.isdecimal() or not days.isascii() or len(days) > 6:
            self._problem = f"“{key}:{value}” needs a number of days, as in {key}:7."
            return All()
        if key == INTRODUCED:
            return Answered(0, max(0, int(days) - 1), True)
        if not colon or not grade or key != "rated":
            return Span(key, int(days))
        names = list(GRADE_WORDS)
        grade = names[int(grade) - 1] if grade in "1234" and len(grade) == 1 else grade.lower()
        if grade in GRADE_WORDS:
            return Span(key, int(days), GRADE_WORDS[grade])
        if not any(each.startswith(grade) for each in names):
            self._problem = f"“{grade}” is no answer. There are {', '.join(names)}."
        return Span(key, int(days))

    def _compared(self, key: str, sign: str, value: str) -> Query:
        key = OTHER_NAMES.get(key, key)
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self._problem = f"“{key}:{value}” needs a number."
            return All()
        if key not in NUMBERS:
            self._problem = f"“{key}” cannot be compared. There are {', '.join(NUMBERS)}."
            return All()
        return Compared(key, sign, number)


def _is_key(key: str) -> bool:
    key = OTHER_NAMES.get(key.lower(), key.lower())
    return key in (*TEXTS, *SPANS, *NUMBERS, *IDENTITIES, "is", "re", "w")


def _words(text: str, typed: str, field: str = "") -> Words:
    """Return words as they were typed; the last one of a quotation that is still open may go on."""
    is_open = typed.count('"') % 2 == 1
    return Words(text + "*" * is_open, '"' in typed, field)


def _all(found: list[Query]) -> Query:
    told = [each for each in found if each != All()]
    return told[0] if len(told) == 1 else All(tuple(told))
