from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.study.findings import MOST_NOTES, Findings
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived


def made_type(*templates: Template, fields: Sequence[str] = ("Front", "Back")) -> NoteType:
    return NoteType(derived(NAMESPACE, "type"), "Basic", "basic", tuple(fields), templates)


def gapped(text: str, key: str = "cloze") -> Note:
    return Note(derived(NAMESPACE, text), kind(key).note_type, {"Text": text, "Explanation": ""})


def about_type(note_type: NoteType) -> list[str]:
    findings = Findings()
    findings.look_at_type(note_type)
    return findings.warnings


def about_notes(*notes: Note) -> list[str]:
    findings = Findings()
    for note in notes:
        findings.look_at_note(note.note_type, note.fields)
    return findings.warnings


def test_a_template_that_names_no_field_of_its_type_is_told_once() -> None:
    sound = Template("Sound", "{{Front}}{{Tags}}", "{{FrontSide}}{{Back}}")
    odd = Template("Card 1", "{{Front}}{{hint:Foo}}", "{{#Bar}}{{Back}}{{/Bar}}")
    assert about_type(made_type(sound)) == []
    assert about_type(made_type(sound, odd)) == [
        "The template “Card 1” of “Basic” names a field “Foo” that it does not have; the cards still show."
    ]


def test_a_section_that_never_ends_is_told() -> None:
    assert about_type(made_type(Template("Card 1", "{{#Front}}{{Front}}", "{{Back}}"))) == [
        'The template “Card 1” of “Basic” has a fault; the cards still show. The section "Front" never ends.'
    ]


@pytest.mark.parametrize("key", ["basic", "choice", "cloze", "typed", "occlusion"])
def test_our_own_types_have_no_faults(key: str) -> None:
    assert about_type(kind(key).note_type) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "{{c0::zero}} {{c1::one}}",
            'The gap "{{c0::zero}} {{c1::one}}" has the number 0, which makes no card.',
        ),
        ("{{c1::}} {{c2::two}}", 'The gap "{{c1::}} {{c2::two}}" hides nothing.'),
        ("{{c1:one}}", '"{{c1:one}}" is no gap: one is written {{c1::word}}.'),
    ],
)
def test_a_gap_with_a_fault_is_told_with_its_note(text: str, told: str) -> None:
    (warning,) = about_notes(gapped(text))
    assert warning.startswith("In the note “")
    assert warning.endswith(told)


def test_sound_gaps_and_notes_of_other_kinds_are_not_told() -> None:
    assert about_notes(gapped(r"\({{c1::\frac{x^{2k}}{2k!}}}\)"), gapped("{{c0::x}}", "basic")) == []


def test_many_notes_with_faults_are_counted() -> None:
    warnings = about_notes(*(gapped(f"{{{{c1::}}}} {number}") for number in range(MOST_NOTES + 5)))
    assert len(warnings) == MOST_NOTES + 1
    assert warnings[-1] == "More notes whose gaps have faults: 5."
