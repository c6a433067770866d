from __future__ import annotations

from uuid import UUID

import pytest

from desktop.errors import UserError
from desktop.study.kinds import kind
from desktop.study.note import NoteType, Template
from desktop.study.own_types import OWN_TYPES
from desktop.study.type_draft import TypeDraft

TWO = NoteType(
    UUID(int=7),
    "Two ways",
    "basic",
    ("Front", "Back", "More"),
    (
        Template("There", "{{Front}}", "{{FrontSide}}<hr>{{Back}}{{#More}}<p>{{More}}</p>{{/More}}"),
        Template("Back", "{{Back}}", "{{Front}}"),
    ),
    ".card { color: red; }",
)


def copied(key: str) -> NoteType:
    made = kind(key).note_type
    return NoteType(UUID(int=9), made.name, key, made.fields, made.templates)


def test_a_draft_changes_nothing_at_first() -> None:
    draft = TypeDraft.of(TWO)
    assert not draft.is_changed
    assert draft.note_type == TWO
    assert draft.troubles() == ()


def test_fields_are_renamed_added_moved_and_removed() -> None:
    draft = (
        TypeDraft.of(TWO)
        .with_field_named(0, " Prompt ")
        .with_field("Source")
        .with_field_at(3, 0)
        .without_field(3)
    )
    assert draft.names == ("Source", "Prompt", "Back")
    assert (draft.renamed, draft.added, draft.removed) == ({"Front": "Prompt"}, ("Source",), ("More",))
    assert draft.templates[0] == Template("There", "{{Prompt}}", "{{FrontSide}}<hr>{{Back}}")
    assert draft.templates[1].answer == "{{Prompt}}"


def test_a_field_that_is_renamed_back_is_as_it_was() -> None:
    assert not TypeDraft.of(TWO).with_field_named(0, "X").with_field_named(0, "Front").is_changed


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("  ", "needs a name"),
        ("a{b", "cannot have"),
        ("a:b", "cannot have"),
        ("#a", "cannot begin"),
        ("back", "already"),
        ("FrontSide", "something else"),
        ("x" * 101, "at most"),
        ("a\u202eb", "cannot have"),
    ],
)
def test_names_that_no_template_could_name_are_refused(name: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        TypeDraft.of(TWO).with_field(name)
    with pytest.raises(UserError, match=told):
        TypeDraft.of(TWO).with_field_named(0, name)


def test_the_last_field_and_the_last_template_stay() -> None:
    draft = TypeDraft.of(TWO).without_field(2).without_field(1)
    with pytest.raises(UserError, match="at least one field"):
        draft.without_field(0)
    with pytest.raises(UserError, match="at least one template"):
        TypeDraft.of(TWO).without_template(0).without_template(1)


@pytest.mark.parametrize("note_type", OWN_TYPES)
def test_the_fields_of_the_apps_own_types_stay(note_type: NoteType) -> None:
    draft = TypeDraft.of(note_type)
    for change in (
        lambda: draft.with_field("New"),
        lambda: draft.with_field_named(0, "New"),
        lambda: draft.without_field(0),
        lambda: draft.with_field_at(0, 1),
    ):
        with pytest.raises(UserError, match="Make a copy"):
            change()


@pytest.mark.parametrize(
    ("key", "field"), [("typed", "Answer"), ("choice", "Options"), ("occlusion", "Image")]
)
def test_fields_that_a_kind_looks_for_stay_but_may_be_moved(key: str, field: str) -> None:
    draft = TypeDraft.of(copied(key))
    place = draft.names.index(field)
    with pytest.raises(UserError, match="need the field"):
        draft.with_field_named(place, "Other")
    with pytest.raises(UserError, match="need the field"):
        draft.without_field(place)
    assert draft.with_field_at(place, 0).names[0] == field


def test_a_removed_template_keeps_its_place_and_a_new_one_comes_after() -> None:
    draft = TypeDraft.of(TWO).without_template(0).with_template("Third")
    assert [ordinal for ordinal, _ in draft.standing] == [1, 2]
    assert draft.templates[0].removed
    assert draft.removed_templates == (0,)
    assert draft.without_template(2).templates == TypeDraft.of(TWO).without_template(0).templates


def test_kinds_whose_cards_come_from_the_text_have_one_template() -> None:
    with pytest.raises(UserError, match="one template"):
        TypeDraft.of(copied("cloze")).with_template("Second")


def test_what_nobody_could_answer_stops_a_draft_and_the_rest_is_told_with_its_line() -> None:
    draft = TypeDraft.of(TWO)
    empty = draft.with_template_changed(0, question="nothing <b>here</b>").troubles()
    assert empty[0].stops
    assert "shows no field" in empty[0].text
    [unknown, open_] = draft.with_template_changed(1, question="{{Back}}\n{{Bck}}\n{{#More}}x").troubles()
    assert (unknown.place, unknown.back, unknown.line) == (1, False, 2)
    assert unknown.text == 'There is no field "Bck".'
    assert (open_.line, open_.stops) == (3, False)
    assert (
        TypeDraft.of(TWO).with_template_changed(0, name=" ").troubles()[0].text == "A template needs a name."
    )
    assert "called" in draft.with_template_changed(0, name="Back").troubles()[0].text


def test_templates_are_shown_in_another_order_under_the_same_ordinals() -> None:
    start = TypeDraft.of(TWO)
    draft = start.with_template("Third").with_template_moved(2, -1)
    assert [ordinal for ordinal, _ in draft.arranged] == [0, 2, 1]
    assert [ordinal for ordinal, _ in draft.standing] == [0, 1, 2]
    assert draft.note_type.in_order([0, 1, 2]) == [0, 2, 1]
    assert draft.with_template_moved(0, -1).arranged == draft.arranged, "the first stays first"
    gone = draft.without_template(0).with_template_moved(1, -5)
    assert [ordinal for ordinal, _ in gone.arranged] == [1, 2]
    moved = start.with_template_moved(0, 1)
    assert moved.is_changed
    assert not moved.with_template_moved(0, -1).is_changed
    assert [at for at, _ in moved.with_template("New").without_template(2).arranged] == [1, 0]
