from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.study.folding import folded, is_unspaced, readable, searchable, tokens


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
