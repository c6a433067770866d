"""What Mnemosyne's files hold, as plain values.

A fact is what is to be known; a card type says which fields it has and by which fact views its cards
are drawn. The types that come with Mnemosyne stand in no file, so they stand here.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from desktop.study.incoming import PastReview, Skipped

LONGEST_LITERAL = 1 << 18
UNTAGGED = "__UNTAGGED__"
ANKI, CLOZE, SENTENCE = "7", "5", "6"

Wanted = TypeVar("Wanted")


def literal(text: str, wanted: type[Wanted]) -> Wanted | None:
    """Return the value that a text writes in Python; None where it is no plain value of that type.

    Nothing is computed: only texts, numbers, lists, tuples and mappings are read.
    """
    if len(text) > LONGEST_LITERAL:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a stray backslash in somebody's text
        try:
            value = ast.literal_eval(text.strip())
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            return None
    return value if isinstance(value, wanted) else None


class View(NamedTuple):
    """How a card is drawn: keys of fields, what stands around each, and whether the answer replaces."""

    uid: str
    name: str
    question: tuple[str, ...]
    answer: tuple[str, ...]
    question_around: Mapping[str, str] = {}
    answer_around: Mapping[str, str] = {}
    replaces: bool = False
    typed: bool = False
    extra: Mapping[str, Any] = {}


class CardType(NamedTuple):
    """Fields as keys and names, and the views in their order."""

    uid: str
    name: str
    fields: tuple[tuple[str, str], ...]
    views: tuple[View, ...]
    extra: Mapping[str, Any] = {}

    @property
    def base(self) -> str:
        """The built-in type that it was cloned from."""
        return self.uid.partition("::")[0]


class Learning(NamedTuple):
    """Where a card stands; times are POSIX seconds, -1 = never."""

    grade: int = -1
    easiness: float = 2.5
    acquisitions: int = 0
    retentions: int = 0
    lapses: int = 0
    retentions_since_lapse: int = 0
    last: int = -1
    next: int = -1


class Card(NamedTuple):
    """One card of a fact."""

    uid: str
    type: str
    view: str
    tags: tuple[str, ...] = ()
    learning: Learning = Learning()
    extra: Mapping[str, Any] = {}
    created: int = 0
    modified: int = 0
    reviews: tuple[PastReview, ...] = ()
    is_inactive: bool = False


@dataclass(slots=True)
class Source:
    """All that a file holds.

    Attributes:
        types: by id, the built-in ones included.
        facts: text by key of field, by id.
        cards: of each fact, in file order.
        skipped, warnings: what was found in reading.
    """

    types: dict[str, CardType] = field(default_factory=lambda: dict(BUILT_IN))
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    cards: dict[str, list[Card]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)


def view_of(uid: str, name: str, texts: Mapping[str, str], replaces: bool, typed: bool) -> View:
    """Return a view from what a file says of it; `texts` are values written in Python."""

    def keys(key: str) -> tuple[str, ...]:
        return tuple(each for each in literal(texts.get(key, ""), list) or () if isinstance(each, str))

    def around(key: str) -> dict[str, str]:
        found = literal(texts.get(key, ""), dict) or {}
        return {str(name): text for name, text in found.items() if isinstance(text, str)}

    return View(
        uid,
        name,
        keys("q_fact_keys"),
        keys("a_fact_keys"),
        around("q_fact_key_decorators"),
        around("a_fact_key_decorators"),
        replaces,
        typed,
        literal(texts.get("extra", ""), dict) or {},
    )


def type_of(uid: str, name: str, texts: Mapping[str, str], views: Mapping[str, View]) -> CardType:
    """Return a card type from what a file says of it; `texts` are values written in Python."""
    pairs = literal(texts.get("fact_keys_and_names", ""), list) or []
    fields = [each for each in pairs if isinstance(each, tuple) and len(each) == 2]
    named = literal(texts.get("fact_views", ""), list) or []
    extra = literal(texts.get("extra", ""), dict) or {}
    return CardType(
        uid,
        name,
        tuple((str(key), str(title)) for key, title in fields),
        tuple(views[each] for each in named if isinstance(each, str) and each in views),
        extra,
    )


_FRONT, _BACK = ("f", "Question"), ("b", "Answer")
_WORD = ("f", "Foreign word or phrase")
_SENTENCE = ("f", "Sentence")
_MORE = (("p_1", "Pronunciation"), ("m_1", "Meaning"), ("n", "Notes"))
_BELOW = ("p_1", "m_1", "n")

BUILT_IN: dict[str, CardType] = {
    each.uid: each
    for each in (
        CardType("1", "Front-to-back only", (_FRONT, _BACK), (View("1.1", "Forwards", ("f",), ("b",)),)),
        CardType(
            "2",
            "Front-to-back and back-to-front",
            (_FRONT, _BACK),
            (View("2.1", "Forwards", ("f",), ("b",)), View("2.2", "Backwards", ("b",), ("f",))),
        ),
        CardType(
            "3",
            "Vocabulary",
            (_WORD, *_MORE),
            (
                View("3.1", "Recognition", ("f",), _BELOW),
                View("3.2", "Production", ("m_1",), ("f", "p_1", "n")),
            ),
        ),
        CardType(
            "4",
            "Map",
            (("loc", "Name"), ("marked", "Map with mark"), ("blank", "Empty map")),
            (
                View("4.1", "What is this?", ("marked",), ("loc", "marked"), replaces=True),
                View("4.2", "Where is this?", ("loc", "blank"), ("loc", "marked"), replaces=True),
            ),
        ),
        CardType(CLOZE, "Text with gaps", (("text", "Text"),), (View("5.1", "Gap", ("text",), ("text",)),)),
        CardType(
            SENTENCE,
            "Sentence",
            (_SENTENCE, *_MORE),
            (
                View("6.1", "Recognition", ("f",), _BELOW),
                View("6.2", "Production", ("f",), ("f", *_BELOW)),
            ),
        ),
    )
}
