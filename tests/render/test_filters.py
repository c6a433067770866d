from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.filters import (
    Filter,
    cloze_filter,
    cloze_only_filter,
    furigana_filter,
    hint_filter,
    kana_filter,
    kanji_filter,
    text_filter,
)

EVERY: list[Filter] = [
    text_filter,
    hint_filter,
    furigana_filter,
    kanji_filter,
    kana_filter,
    cloze_filter(1, revealed=False),
    cloze_filter(1, revealed=True),
    cloze_only_filter(1, revealed=False),
]


def hidden(text: str, number: int = 1) -> str:
    return cloze_filter(number, revealed=False)(text, "Text")


def shown(text: str, number: int = 1) -> str:
    return cloze_filter(number, revealed=True)(text, "Text")


def gap(text: str, number: str = "1", kind: str = "cloze") -> str:
    return f'<span class="{kind}" data-ordinal="{number}">{text}</span>'


def other(text: str, number: str) -> str:
    return gap(text, number, "cloze-inactive")


class TestText:
    @pytest.mark.parametrize(
        ("html", "left"),
        [
            ("<i>a</i> < b <i>c</i> &lt; d", "a < b c &lt; d"),
            ("a<script>alert('<b>')</script>b", "ab"),
            ("a<STYLE>p{}</Style >b<!-- <i> c -->d", "abd"),
            ("a<script>b", "ab"),
            ("a<!-- b", "a<!-- b"),
            ("<scripted>a</scripted>", "a"),
        ],
    )
    def test_tags_go_and_signs_stay(self, html: str, left: str) -> None:
        assert text_filter(html) == left

    def test_what_is_escaped_never_becomes_a_tag(self) -> None:
        assert text_filter("&lt;img src=x&gt;") == "&lt;img src=x&gt;"


class TestHint:
    def test_a_hint_is_there_to_unfold(self) -> None:
        assert hint_filter("<b>a", "R&D") == "<details class=hint><summary>R&amp;D</summary><b>a</details>"

    def test_an_empty_hint_is_none(self) -> None:
        assert hint_filter(" ", "Hint") == ""


class TestReadings:
    @pytest.mark.parametrize(
        ("text", "kanji", "kana"),
        [
            ("営業[えいぎょう]と 市場[しじょう]", "営業と市場", "えいぎょうとしじょう"),
            ("字[よみ]", "字", "よみ"),
            ("か 字[よみ]", "か字", "かよみ"),
            ("か&nbsp;字[よみ]", "か字", "かよみ"),
            ("<b>字[よみ]</b>", "<b>字</b>", "<b>よみ</b>"),
            ("か [よみ] 字", "か [よみ] 字", "か [よみ] 字"),
            ("[よみ]", "[よみ]", "[よみ]"),
            ("字[]", "字[]", "字[]"),
            ("字[sound:a.mp3] 字[じ]", "字[sound:a.mp3]字", "字[sound:a.mp3]じ"),
            ("", "", ""),
        ],
    )
    def test_words_or_their_readings_are_shown(self, text: str, kanji: str, kana: str) -> None:
        assert kanji_filter(text, "") == kanji
        assert kana_filter(text, "") == kana

    def test_the_reading_stands_above_its_word(self) -> None:
        assert furigana_filter("か 字[よみ]だ", "") == "か<ruby>字<rt>よみ</rt></ruby>だ"


class TestCloze:
    def test_gaps_of_one_card_are_hidden_or_shown_and_others_shown(self) -> None:
        text = "{{c1::a}} {{c2::b::hint}}"

        assert hidden(text) == gap("[…]") + " " + other("b", "2")
        assert shown(text) == gap("a") + " " + other("b", "2")
        assert hidden(text, 2) == other("a", "1") + " " + gap("[hint]", "2")

    def test_a_field_without_a_gap_of_the_card_is_left_out(self) -> None:
        assert hidden("{{c1::a}} b", 3) == ""
        assert shown("a") == ""

    def test_gaps_inside_gaps(self) -> None:
        text = "{{c1::a {{c2::b}}}}"

        assert hidden(text) == gap("[…]")
        assert shown(text) == gap("a " + other("b", "2"))
        assert hidden(text, 2) == other("a " + gap("[…]", "2"), "1")

    def test_a_gap_of_several_numbers(self) -> None:
        assert hidden("{{c1,3::a}}", 3) == gap("[…]", "1,3")
        assert hidden("{{c1,3::a}}", 2) == ""

    @pytest.mark.parametrize(
        ("begins", "ends"),
        [("\\(", "\\)"), ("\\[", "\\]"), ("[$]", "[/$]"), ("[$$]", "[/$$]"), ("[latex]", "[/latex]")],
    )
    def test_a_gap_inside_a_formula_has_no_marks_that_break_it(self, begins: str, ends: str) -> None:
        text = f"{begins}x {{{{c1::y {{{{c2::z}}}}}}}}{ends} {{{{c1::w}}}}"

        assert hidden(text) == f"{begins}x [...]{ends} " + gap("[…]")
        assert shown(text) == f"{begins}x y z{ends} " + gap("w")
        assert hidden(text, 2) == f"{begins}x y [...]{ends} " + other("w", "1")

    def test_a_formula_inside_a_gap_is_marked_around(self) -> None:
        assert shown("{{c1::\\(x\\)}} {{c1::\\(}}") == gap("\\(x\\)") + " " + gap("\\(")

    def test_an_area_of_a_picture_is_an_empty_block_that_says_where_it_is(self) -> None:
        text = '{{c1::image-occlusion:rect:left=.1:top=.2:oi=1}}{{c2::image-occlusion:text:text=a\\:"b}}'
        second = 'data-ordinal="2" data-shape="text" data-text="a:&quot;b"></div>'
        first = (
            'data-ordinal="1" data-shape="rect" data-left=".1" data-top=".2" data-occludeInactive="1"></div>'
        )

        assert hidden(text) == f'<div class="cloze" {first}<div class="cloze-inactive" {second}'
        assert shown(text) == f'<div class="cloze-highlight" {first}<div class="cloze-inactive" {second}'

    def test_nothing_but_the_gaps(self) -> None:
        text = "a {{c1::b}} {{c2::c}} {{c1::d::e}}"

        assert cloze_only_filter(1, revealed=False)(text, "") == gap("[…]") + ", " + gap("[e]")
        assert cloze_only_filter(1, revealed=True)(text, "") == gap("b") + ", " + gap("d")

    @given(st.text(alphabet=st.characters(exclude_characters="{}:"), max_size=40), st.booleans())
    def test_what_is_hidden_is_nowhere_in_the_question(self, around: str, nested: bool) -> None:
        text = "{{c2::b {{c1::secret}}}}" if nested else "{{c1::secret {{c2::secret}}}}"

        assert "secret" not in hidden(f"{around}{text}{around}")

    @given(st.text(alphabet='ab"<>&=.\\:', max_size=40).filter(lambda text: "::" not in f":{text}"))
    def test_a_shape_says_nothing_but_what_it_should(self, text: str) -> None:
        names: list[str] = []
        reader = HTMLParser()
        reader.handle_starttag = lambda tag, attrs: names.extend(name for name, _ in attrs)  # type: ignore[method-assign]
        reader.feed(hidden(f"{{{{c1::image-occlusion:{text}}}}}"))
        assert names[:3] == ["class", "data-ordinal", "data-shape"]
        assert all(name.startswith("data-") for name in names[1:])


@given(st.text(), st.text())
def test_any_text_goes_through_every_filter(text: str, name: str) -> None:
    for each in EVERY:
        assert isinstance(each(text, name), str)


@pytest.mark.parametrize(
    "text",
    [
        "字" * 100_000,
        "[" * 100_000,
        " 字[よ" * 30_000,
        "a[]" * 30_000,
        "<" * 100_000,
        "<script>" * 20_000,
        "<!--" * 30_000,
        "{{c1::" * 20_000 + "}}" * 20_000,
        "\\(" * 50_000,
        "{{c1::image-occlusion:a=" + "\\" * 100_000 + "}}",
    ],
)
def test_a_hostile_field_takes_no_longer_than_its_length_deserves(text: str) -> None:
    start = time.process_time()

    for each in EVERY:
        each(text, "")

    assert time.process_time() - start < 2
