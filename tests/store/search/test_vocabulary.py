"""Which words hold some letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.search.vocabulary import BETWEEN, Vocabulary

WORDS = st.lists(st.text("abé東\U0001f600", min_size=1, max_size=6), unique=True, max_size=20)


@given(WORDS, st.text("abé東\U0001f600", min_size=1, max_size=3))
def test_every_word_that_holds_the_letters_is_found_once(words: list[str], part: str) -> None:
    assert Vocabulary(BETWEEN.join(words)).holding(part, 99) == [word for word in words if part in word]


def test_no_more_than_asked_for_are_found() -> None:
    assert Vocabulary(BETWEEN.join(["ab", "ba", "aa"])).holding("a", 2) == ["ab", "ba"]


def test_nothing_is_found_without_words() -> None:
    assert Vocabulary().holding("a", 2) == []
