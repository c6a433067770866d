from __future__ import annotations

from dataclasses import replace

from desktop.study.kinds.basic import Basic
from desktop.study.note import Template

BOTH_WAYS = replace(
    Basic.note_type, templates=(Template("There", "{{Question}}", ""), Template("Back", "{{Answer}}", ""))
)


def test_a_card_is_made_for_every_template_whose_question_shows_a_field() -> None:
    def made(question: str, answer: str) -> tuple[int, ...]:
        return Basic().ordinals(BOTH_WAYS, {"Question": question, "Answer": answer})

    assert made("a", "b") == (0, 1)
    assert made("a", "<br>") == (0,)
    assert made("", "b") == (1,)


def test_a_note_that_shows_nothing_still_has_a_card_to_be_found_by() -> None:
    assert Basic().ordinals(Basic.note_type, {}) == (0,)
    assert Basic().ordinals(BOTH_WAYS, {"Question": "", "Answer": " "}) == (0,)


def test_a_reversed_card_may_depend_on_a_field() -> None:
    optional = replace(
        Basic.note_type,
        templates=(Template("There", "{{Front}}", ""), Template("Back", "{{#Add}}{{Back}}{{/Add}}", "")),
    )

    assert Basic().ordinals(optional, {"Front": "a", "Back": "b", "Add": "y"}) == (0, 1)
    assert Basic().ordinals(optional, {"Front": "a", "Back": "b", "Add": ""}) == (0,)


def test_the_learner_judges() -> None:
    assert Basic().check({"Answer": "a"}, "a") is None


def test_some_question_must_show_something() -> None:
    assert Basic().fault(BOTH_WAYS, {"Question": "", "Answer": "b"}) is None
    assert Basic().fault(Basic.note_type, {"Question": '<img src="a.png">', "Answer": ""}) is None
    empty = ("Question", "The question is empty.")
    assert Basic().fault(Basic.note_type, {"Question": "<br>", "Answer": "b"}) == empty
