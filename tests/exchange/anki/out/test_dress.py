from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.exchange.anki.out.dress import OCCLUSION, dressed
from desktop.exchange.making import NOTE_TYPES
from desktop.study.kinds import kind
from desktop.study.layout import faults, shows_something
from desktop.study.note import NoteType, Template
from tests.exchange import leaving


@pytest.mark.parametrize("note_type", [*NOTE_TYPES.values(), kind("occlusion").note_type, leaving.OTHER])
def test_templates_have_no_mistakes_and_name_the_fields_that_are_there(note_type: NoteType) -> None:
    look = dressed(note_type)
    assert look.fields == note_type.fields
    assert look.style
    for template in look.templates:
        assert faults(template.question, look.fields) == faults(template.answer, look.fields) == ()


def test_a_choice_lists_its_options_below_the_question_and_answer_keeps_them() -> None:
    [template] = dressed(kind("choice").note_type).templates
    assert template.question.index("{{Question}}") < template.question.index("{{Options}}")
    assert "{{FrontSide}}" in template.answer


def test_a_typed_answer_is_typed_and_compared() -> None:
    [template] = dressed(kind("typed").note_type).templates
    assert template.question.count("{{type:Answer}}") == template.answer.count("{{type:Answer}}") == 1
    assert "{{FrontSide}}" not in template.answer, "it would hold the box for typing once more"
    assert "{{Accept}}" in template.answer


def test_an_image_with_hidden_areas_is_one_of_ankis_own_kind() -> None:
    look = dressed(kind("occlusion").note_type)
    assert look.cloze
    assert look.stock == OCCLUSION
    assert "{{cloze:Occlusion}}" in look.templates[0].question
    assert "{{Image}}" in look.templates[0].question


def test_a_type_of_another_maker_goes_back_as_it_came() -> None:
    look = dressed(leaving.OTHER)
    assert (look.templates, look.style) == (leaving.OTHER.templates, leaving.OTHER.style)
    assert not look.cloze
    assert look.stock == 0


def test_a_type_that_asks_to_type_already_is_left_alone() -> None:
    asked = (Template("Card", "{{Question}} {{type:Answer}}", "{{Question}} {{type:Answer}}"),)
    given = NoteType(leaving.OTHER.uid, "Typed there", "typed", ("Question", "Answer"), asked)
    assert dressed(given).templates == asked


def test_a_template_that_was_removed_keeps_its_place_and_makes_no_card() -> None:
    gone = Template(leaving.OTHER.templates[0].name, "{{Term}}", "{{Meaning}}", removed=True)
    look = dressed(replace(leaving.OTHER, templates=(gone, *leaving.OTHER.templates)))
    assert (
        len({each.name for each in look.templates}) == len(look.templates) == len(leaving.OTHER.templates) + 1
    )
    assert look.templates[1:] == leaving.OTHER.templates
    assert faults(look.templates[0].question, look.fields) == ()
    assert not shows_something(look.templates[0].question, dict.fromkeys(look.fields, "x"))
    assert not shows_something(look.templates[0].question, dict.fromkeys(look.fields, ""))
