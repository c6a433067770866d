"""Which notes words find."""

from __future__ import annotations

import random

import pytest

from desktop.store.collection import Collection
from desktop.store.search import wording
from desktop.store.search.searcher import Searcher
from desktop.store.search.wording import FEW_WORDS, MOST_WORDS
from desktop.study.folding import folded, searchable, tokens
from tests.store.helpers import basic, deck
from tests.store.search.conftest import Texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("buyer", "a"),
        ("BUY", "a"),
        ("uyer", ""),
        ("*uyer", "a"),
        ("*uye*", "a"),
        ("b*y*r", "a"),
        ("*onver*ion", "ff"),
        ("cafe", "d"),
        ("CAFÉ", "d"),
        ("cafe\u0301", "d"),
        ("pric", "d"),
        ("cold call", "bc"),
        ('"cold call"', "b"),
        ('"cold cal"', ""),
        ('"cold cal', "b"),
        ('"call the co', "c"),
        ("w:call", "bc"),
        ("w:cal", ""),
        ("w:cal*", "bc"),
        ("5%", "d"),
        ('"5% & up"', "d"),
        ("& up", "d"),
        ("c++", "g"),
        ("%", "d"),
        ("well-known", "g"),
        ('"well known"', "g"),
        ("東", "e"),
        ("京タワー", "e"),
        ("*タワ*高*", "e"),
        ("高東", ""),
        ("cold -call", ""),
        ("call or cafe", "bcd"),
        ("(call or cafe) -customer", "bd"),
        ("-(call or cafe)", "aeffg"),
        ("*", "abcdeffg"),
        ("**", "abcdeffg"),
        ("question:cold", "bc"),
        ("answer:cold", ""),
        ("Text:invoice", "ff"),
        ("t*xt:*nvoic*", "ff"),
        ("question:*old*cus*", "c"),
        ("question:%", "d"),
        ("question:*", "abcdeg"),
        ("explanation:*", ""),
        (r"re:\bc[ao]l[dl]\b", "bc"),
        ("re:^who", "b"),
        ("re:É p", "d"),
        ("question:re:first.$", "a"),
        ("answer:re:first", ""),
        ("*'*", ""),
        ("%_[", ""),
        ("*[*", ""),
    ],
)
def test_what_words_find(keys: Texts, text: str, found: str) -> None:
    assert keys(text) == list(found)


def test_a_field_that_no_note_has_is_told_and_looked_for_as_text(searcher: Searcher, keys: Texts) -> None:
    assert searcher.search("10:30").problem == "No note has a field called “10”."
    assert keys("cold:call") == []


def test_what_is_no_regular_expression_is_told(searcher: Searcher) -> None:
    found = searcher.search('"re:(ab"')
    assert found.problem.startswith("This is no regular expression: missing )")
    assert found.total == 0


@pytest.mark.parametrize("words", [3, FEW_WORDS, FEW_WORDS + 1, MOST_WORDS + 1])
def test_a_part_of_many_words(
    collection: Collection, searcher: Searcher, monkeypatch: pytest.MonkeyPatch, words: int
) -> None:
    if words > FEW_WORDS + 1:
        words = FEW_WORDS + 2
        monkeypatch.setattr(wording, "MOST_WORDS", words - 1)
    name = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(words)]
    notes = [basic(f"many {part}", f"x{part}qqq") for part in name]
    collection.install(deck(notes, version=2), "more")
    assert searcher.search("*qqq*").total == words
    assert searcher.search("-*qqq*").total == 8
    assert searcher.search("question:*qqq*").total == words
    assert searcher.search("answer:*qqq*").total == 0
    assert searcher.search("x*qqq* -*ab*qqq").total == words - 1
    assert searcher.search("*qqq*zzz*").total == 0


SAID = [
    "cold",
    "col",
    "call",
    "c",
    "CALL",
    "Café",
    "caf",
    "東京",
    "京",
    "x2",
    "22",
    "-",
    ", ",
    ".",
    " ",
    " ",
    " ",
]


def holds(field: str, query: str) -> bool:
    """Whether a field holds what is asked for: read from end to end."""
    text = folded(searchable(field))
    said = tokens(text)
    if query.startswith("*"):
        return folded(query.strip("*")) in text
    closed = query.startswith('"')
    *first, last = tokens(folded(query.strip('"')))
    return any(
        said[at : at + len(first)] == first
        and (said[at + len(first)] == last if closed else said[at + len(first)].startswith(last))
        for at in range(len(said) - len(first))
    )


def test_the_index_finds_what_reading_every_note_finds(collection: Collection, searcher: Searcher) -> None:
    rng = random.Random(7)

    def said() -> str:
        return "".join(rng.choices(SAID, k=rng.randrange(1, 7)))

    notes = [basic(f"{said()} n{number}", f"{said()} n{number}") for number in range(80)]
    collection.install(deck(notes, version=2), "more")
    fields = {view.note_number: view.note.fields for view in collection.cards()}
    words = [word for word in SAID if word.strip(" -,.")]
    found = 0
    for _ in range(300):
        one, other = rng.choices(words, k=2)
        wanted = rng.choice([one, f'"{one}"', f'"{one} {other}"', f"*{one}*", f"*{one[1:] or one}*"])
        field = rng.choice(["", "", "Question", "Answer"])
        expected = {
            number
            for number, texts in fields.items()
            if any(holds(text, wanted) for name, text in texts.items() if field in ("", name))
        }
        got = searcher.search(f"{field}:{wanted}" if field else wanted, notes=True).numbers
        assert set(got) == expected, (field, wanted)
        found += len(got)
    assert found > 300
