from __future__ import annotations

import pytest

from desktop.render.card import face
from desktop.render.plain import as_text
from desktop.render.sides import sides as of_template
from desktop.study.kinds.cloze import Cloze
from desktop.study.note import NAMESPACE, Note, NoteType, as_html

FORMULA = r"\({{c1::\sum \frac{x^{2k}}{2k!}}}\) is even"


def sides(text: str, ordinal: int) -> tuple[str, str]:
    fields = {"Text": as_html(text), "Explanation": ""}
    shown = face(Note(NAMESPACE, Cloze.note_type, fields), ordinal)
    return as_text(shown.question), as_text(shown.answer)


def ordinals(**fields: str) -> tuple[int, ...]:
    note_type: NoteType = Cloze.note_type
    return Cloze().ordinals(note_type, fields)


def test_there_is_one_card_for_every_number() -> None:
    assert ordinals(Text="{{c1::a}} {{c2::b}} {{c1::c}}") == (0, 1)
    assert ordinals(Text="{{c4::a}}") == (3,)


def test_a_note_without_a_gap_still_has_a_card_to_be_found_by() -> None:
    assert ordinals(Text="no gap") == (0,)
    assert ordinals(Text="{{c0::a}}") == (0,)


def test_gaps_of_every_field_count() -> None:
    assert ordinals(Text="{{c1::a}}", Explanation="{{c3::b}}") == (0, 2)


def test_a_card_hides_the_gaps_of_its_number_and_shows_the_others() -> None:
    text = "{{c1::Lima}} is the capital of {{c2::Peru::country}}, {{c1::Quito}} is not"

    assert sides(text, 0) == (
        "[…] is the capital of Peru, […] is not",
        "Lima is the capital of Peru, Quito is not",
    )
    assert sides(text, 1)[0] == "Lima is the capital of [country], Quito is not"


def test_a_nested_gap_is_hidden_alone_or_with_the_outer_one() -> None:
    text = "{{c1::a {{c2::b}} c}} d"

    assert [sides(text, ordinal) for ordinal in (0, 1)] == [("[…] d", "a b c d"), ("a […] c d", "a b c d")]


def test_the_whole_formula_is_hidden_and_no_brace_is_left_over() -> None:
    assert ordinals(Text=as_html(FORMULA)) == (0,)
    made = of_template(Note(NAMESPACE, Cloze.note_type, {"Text": as_html(FORMULA)}), 0)
    assert made.question == r"\([...]\) is even"
    assert made.answer.startswith(r"\(\sum \frac{x^{2k}}{2k!}\) is even")


def test_the_hidden_text_is_marked_for_the_eye() -> None:
    shown = face(Note(NAMESPACE, Cloze.note_type, {"Text": "a {{c1::b}}"}), 0)

    assert '<span class="cloze" data-ordinal="1">[…]</span>' in shown.question
    assert '<span class="cloze" data-ordinal="1">b</span>' in shown.answer


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{c1::a}}", ""),
        ("no gap", "The text has no gap such as {{c1::word}}."),
        ("", "The text has no gap such as {{c1::word}}."),
        ("{{c1::a", '"{{c1::a" is no gap: one is written {{c1::word}}.'),
        ("{{c1::a}} {{c2:b}}", '"{{c2:b}}" is no gap: one is written {{c1::word}}.'),
        ("{{c1::a}} {{c2:: }}", 'The gap "{{c2:: }}" hides nothing.'),
        ("{{c0::a}}", 'The gap "{{c0::a}}" has the number 0, which makes no card.'),
    ],
)
def test_a_text_needs_gaps_that_are_sound(text: str, fault: str) -> None:
    found = Cloze().fault(Cloze.note_type, {"Text": text, "Explanation": ""})
    assert found == (("Text", fault) if fault else None)


def test_a_gap_in_any_field_will_do_and_the_faulty_one_is_named() -> None:
    assert Cloze().fault(Cloze.note_type, {"Text": "", "Explanation": "{{c1::a}}"}) is None
    found = Cloze().fault(Cloze.note_type, {"Text": "{{c1::a}}", "Explanation": "{{c2::}} says"})
    assert found is not None
    assert found.field == "Explanation"
    braces = {"Text": "{{c1::a}}", "Explanation": "written with {{c1:"}
    assert Cloze().fault(Cloze.note_type, braces) is None
