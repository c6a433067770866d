from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.study.folding import (
    folded,
    is_unspaced,
    literal_pattern,
    phrase_pattern,
    readable,
    searchable,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("STRASSE", "straße"),
        ("Øre", "ore"),
        ("ﬁnal", "final"),
        ("don’t", "don't"),
        ("“so” – so", '"so" - so'),
        ("co\u00adop", "coop"),
        ("a\u00a0\n b", "a b"),
        ("İstanbul", "istanbul"),
        ("\ud800x\0y", "x y"),
        ("한국어", unicodedata.normalize("NFD", "한국어")),
    ],
)
def test_texts_that_are_one_when_they_are_searched(text: str, same: str) -> None:
    assert folded(text) == folded(same)


def test_letters_that_differ_stay_different() -> None:
    assert len({folded(each) for each in ("が", "か", "a", "b", "東", "京")}) == 6


@given(st.text())
def test_folding_is_one_line_that_can_be_stored_whatever_comes(text: str) -> None:
    once = folded(text)
    assert "\n" not in once
    assert "\0" not in once
    once.encode()


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs"], max_codepoint=0x24F)))
def test_case_and_form_do_not_count(text: str) -> None:
    assert folded(text) == folded(unicodedata.normalize("NFD", text)) == folded(folded(text))
    assert tokens(folded(text.swapcase())) == tokens(folded(text))


def test_words_are_letters_and_digits() -> None:
    assert tokens(folded("AT&T's 5% well-known_Fact")) == ["at", "t", "s", "5", "well", "known", "fact"]


def test_letters_of_scripts_without_spaces_are_words() -> None:
    assert tokens(folded("ABC東京タワー")) == ["abc", *"東京タワー"]
    assert tokens(folded("한국어 공부")) == ["한국어", "공부"]
    assert is_unspaced("東京")
    assert not is_unspaced("東京a")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>a<b>b</b>c</div>d", "abc d"),
        ("1 &lt; 2 < 3 > 2 &amp; x", "1 < 2 < 3 > 2 & x"),
        ("a<br>b<!-- no -->", "a b"),
        ("<style>b {color: red}</style>a<script>b</script>", "a"),
        ("{{c1::Paris::city}} and {{c2,3::{{c4::Rome}}}}", "Paris::city and Rome"),
        ("[sound:a.mp3]", "[sound:a.mp3]"),
        ("<img src=a.png>b", "b"),
    ],
)
def test_what_a_field_says(html: str, text: str) -> None:
    assert readable(html) == text


@pytest.mark.parametrize("tag", ['<img src="my cat.png">', "<IMG alt=x SRC='my cat.png' />"])
def test_images_are_found_by_their_names(tag: str) -> None:
    assert searchable(f"a{tag}b") == "a my cat.png b"


@given(st.text(alphabet="<>&;!-/ab\"'={}c1:img src", max_size=80))
def test_any_html_can_be_read(html: str) -> None:
    readable(html)
    searchable(html)


SAID = st.text(alphabet="ab1東京が-_. \x1f", max_size=12)


@given(SAID, st.text(alphabet="ab1東京が ", min_size=1, max_size=4), st.booleans())
def test_the_pattern_of_a_phrase_finds_words_that_follow_each_other(
    text: str, phrase: str, goes_on: bool
) -> None:
    words = tokens(phrase)
    assume(words)

    def says(said: list[str]) -> bool:
        *first, last = said
        return first == words[:-1] and (last.startswith(words[-1]) if goes_on else last == words[-1])

    fields = [tokens(field) for field in text.split("\x1f")]
    count = len(words)
    expected = any(says(said[at : at + count]) for said in fields for at in range(len(said) - count + 1))
    assert (re.search(phrase_pattern(words, goes_on=goes_on), text) is not None) == expected


@given(SAID, st.text(alphabet="ab東-+. ", min_size=1, max_size=4), st.booleans())
def test_the_pattern_of_signs_begins_and_ends_inside_no_word(text: str, wanted: str, goes_on: bool) -> None:
    def stands_alone(at: int) -> bool:
        end = at + len(wanted)
        begins = at == 0 or len(tokens(text[at - 1 : at + 1])) != 1 or not (text[at - 1] + text[at]).isalnum()
        ends = goes_on or end == len(text) or len(tokens(text[end - 1 : end + 1])) != 1
        return begins and (ends or not text[end - 1 : end + 1].isalnum())

    places = [at for at in range(len(text)) if text.startswith(wanted, at)]
    pattern = literal_pattern(wanted, goes_on=goes_on)
    assert (re.search(pattern, text) is not None) == any(map(stands_alone, places))
