from __future__ import annotations

import time
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.sides import Sides, sides
from desktop.study.note import NAMESPACE, Note, NoteType, Template

PIECES = [
    "{{",
    "}}",
    "#",
    "^",
    "/",
    "A",
    "B",
    "FrontSide",
    ":",
    "text",
    "hint",
    "cloze",
    "type",
    " ",
    "<hr>",
    "c1::",
]


def note(question: str, answer: str = "", *more: tuple[str, str], **fields: str) -> Note:
    templates = [Template("Card <1>", question, answer), *(Template("Card 2", *each) for each in more)]
    note_type = NoteType(NAMESPACE, "Words & more", "basic", tuple(fields), tuple(templates))
    return Note(UUID(int=1), note_type, fields, ("a", "b<c>"))


def both(question: str, answer: str = "", ordinal: int = 0, **fields: str) -> Sides:
    return sides(note(question, answer, **fields), ordinal)


def shown(question: str, **given: Any) -> str:
    return sides(note(question, A="a"), given.pop("ordinal", 0), **given).question


class TestNames:
    def test_names_that_are_no_fields(self) -> None:
        deck = ("Languages", "Words & more")

        assert shown("{{Tags}}") == "a b&lt;c&gt;"
        assert shown("{{Deck}}|{{Subdeck}}", deck=deck) == "Languages::Words &amp; more|Words &amp; more"
        assert shown("{{Deck}}|{{Subdeck}}") == "|"
        assert shown("{{Type}}|{{Card}}|{{CardFlag}}") == "Words &amp; more|Card &lt;1&gt;|"
        assert shown("{{#Tags}}yes{{/Tags}}{{#Deck}}no{{/Deck}}") == "yes"

    def test_a_field_of_the_same_name_comes_first(self) -> None:
        assert both("{{Type}}{{Tags}}", Type="verb").question == "verba b&lt;c&gt;"

    def test_a_section_for_the_card_of_one_number(self) -> None:
        question = "{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}{{^c1}}not one{{/c1}}"

        assert [shown(question, ordinal=ordinal) for ordinal in (0, 1, 2)] == ["one", "twonot one", "not one"]

    def test_an_unknown_field_leaves_the_rest(self) -> None:
        assert shown("{{Nothing}} {{A}}") == " a"

    def test_an_unknown_filter_passes_the_field_through(self) -> None:
        assert shown("{{clickable:edit:A}}") == "a"

    def test_a_card_beyond_the_templates_has_the_last(self) -> None:
        two = note("{{A}}", "", ("{{B}}", ""), A="a", B="b")

        assert [sides(two, ordinal).question for ordinal in (0, 1, 2)] == ["a", "b", "b"]

    def test_sound_and_scripts_stay_for_the_compiler(self) -> None:
        assert (
            both("{{A}}", A="[sound:a.mp3]<script>1</script>").question == "[sound:a.mp3]<script>1</script>"
        )


class TestQuestionRepeated:
    @pytest.mark.parametrize(
        "answer",
        [
            "{{FrontSide}}<hr id=answer>{{B}}",
            "{{ FrontSide }}\n<HR>{{B}}",
            "\n<!-- the question -->{{FrontSide}}{{B}}",
            "{{=<% %>=}}<%FrontSide%><hr><%B%>",
        ],
    )
    def test_an_answer_that_begins_with_the_question_stands_below_it(self, answer: str) -> None:
        assert both("{{A}}", answer, A="a", B="b") == Sides("a", "b", below=True)

    @pytest.mark.parametrize(
        ("answer", "html"),
        [
            ("{{B}}", "b"),
            ("<p>{{FrontSide}}</p><hr>{{B}}", "<p>a</p><hr>b"),
            ("{{text:FrontSide}}{{B}}", "ab"),
            ("{{#B}}{{FrontSide}}{{/B}}", "a"),
            ("{{#FrontSide}}{{B}}{{/FrontSide}}", "b"),
            ("<!-- {{FrontSide}} -->{{B}}", "<!-- {{FrontSide}} -->b"),
        ],
    )
    def test_another_answer_takes_the_place_of_the_question(self, answer: str, html: str) -> None:
        assert both("{{A}}", answer, A="a", B="b") == Sides("a", html, below=False)

    def test_the_question_may_be_shown_again(self) -> None:
        assert both("{{A}}", "{{FrontSide}}<hr>{{FrontSide}}{{B}}", A="a", B="b") == Sides(
            "a", "ab", below=True
        )

    def test_a_question_cannot_repeat_itself(self) -> None:
        assert both("a{{FrontSide}}b{{#FrontSide}}c{{/FrontSide}}").question == "ab"

    def test_what_a_field_says_is_never_taken_for_the_question(self) -> None:
        for html in ("{{FrontSide}}", "FrontSide", "\x00front side\x00", "\x00"):
            assert both("{{A}}", "{{B}}{{FrontSide}}", A="a", B=html) == Sides("a", html + "a", below=False)


class TestTyped:
    def test_the_place_for_typing_is_empty_until_the_answer(self) -> None:
        assert both("{{A}}{{type:B}}", "{{A}}: {{type:B}}", A="a", B="b") == Sides(
            "a", "a: b", below=False, typed="B", expected="b"
        )

    def test_gaps_to_be_typed_are_expected_without_the_text_around(self) -> None:
        text = "{{c1::Lima}} and {{c2::Peru}}, {{c1::Quito::hint}}"
        shown = sides(note("{{type:cloze:A}}{{cloze:A}}", "{{type:cloze:A}}", A=text), 0)

        assert "Lima" not in shown.question
        assert (shown.typed, shown.expected, shown.answer) == ("A", "Lima, Quito", "Lima, Quito")

    @pytest.mark.parametrize("question", ["{{A}}", "{{type:Nothing}}", "{{#C}}{{type:B}}{{/C}}"])
    def test_elsewhere_nothing_is_typed(self, question: str) -> None:
        assert both(question, "{{type:B}}", A="a", B="b", C="").typed == ""

    @pytest.mark.parametrize("tag", ["type:B", "type:nc:B", "type:text:B", "text:type:B"])
    def test_what_is_to_be_typed_is_not_in_the_question(self, tag: str) -> None:
        assert "secret" not in both("{{A}}{{" + tag + "}}", A="a", B="secret").question


@given(
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.text(max_size=20),
    st.integers(0, 3),
)
def test_any_template_and_any_fields_have_two_sides(
    question: str, answer: str, html: str, ordinal: int
) -> None:
    made = both(question, answer, ordinal, A=html, B="{{c1::b}}")

    assert made == both(question, answer, ordinal, A=html, B="{{c1::b}}")
    assert "\x00" not in made.question + made.answer or "\x00" in html


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("{{A}}" * 20_000, "a" * 100_000),
        ("".join(f"{{{{text:cloze:x{place}:A}}}}" for place in range(5_000)), "{{c1::a}} " * 10_000),
        ("{{" + "cloze:text:" * 10_000 + "A}}", "{{c1::a}} " * 10_000),
        ("{{#A}}" * 20_000, "a"),
    ],
)
def test_a_hostile_note_takes_bounded_time(question: str, field: str) -> None:
    start = time.process_time()

    both(question, "{{FrontSide}}" * 1_000, A=field)

    assert time.process_time() - start < 10
