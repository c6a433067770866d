from __future__ import annotations

import time

import pytest

from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.store.search import matching
from desktop.store.search.matching import compiled, in_fields
from desktop.store.search.searcher import Searcher


def test_a_regular_expression_without_end_is_given_up(
    collection: Collection, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "LONGEST_SECONDS", 0.1)
    note = collection.cards()[0].note_number
    collection.writing.edit(note, {"Explanation": "a" * 60 + "b"})
    begin = time.monotonic()
    with pytest.raises(UserError, match="takes too long") as caught:
        searcher.search('"re:(?:a|aa|aaa|aaaa)+$c"')
    assert time.monotonic() - begin < 5
    assert caught.value.hint
    assert searcher.search("re:a+b$").total == 1


@pytest.mark.parametrize("pattern", ["(", "[", "a{2,1}", "(?P<a>b)(?P<a", "*a", r"\p{Nonsense}", "(?z)"])
def test_what_is_none(pattern: str) -> None:
    with pytest.raises(UserError, match="This is no regular expression"):
        compiled(pattern)


def test_accents_and_case_do_not_count() -> None:
    assert compiled("CAFÉ").search("a cafe")
    assert compiled(r"\W").search("a b")


@pytest.mark.parametrize(("note_type", "text"), [(1, "b"), (2, "a\x1fc"), (3, ""), (4, "")])
def test_only_the_fields_that_are_meant(note_type: int, text: str) -> None:
    assert in_fields("a\x1fb\x1fc", note_type, '{"1": [1], "2": [0, 2], "4": [9]}') == text
