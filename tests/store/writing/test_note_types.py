from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.store.library import NO_LONGER_MADE
from desktop.store.past.steps import Step
from desktop.study.note import NoteType
from desktop.study.own_types import OWN_TYPES
from desktop.study.type_draft import TypeDraft
from tests.store.conftest import Opener
from tests.store.helpers import dump, plain_deck, query
from tests.store.incoming import TWO_WAY, file, row, take_in, two_way

LOG = ("action", "change", "meta", "touched", "device")
Change = Callable[[TypeDraft], TypeDraft]


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    take_in(
        made,
        file(
            *(two_way(f"front {n}", f"back {n}", key=f"k{n}") for n in range(4)),
            two_way("alone", "", key="x"),
        ),
    )
    return made


def type_of(collection: Collection, name: str = "") -> NoteType:
    wanted = name or TWO_WAY.name
    return next(each.note_type for each in collection.note_types.listed() if each.note_type.name == wanted)


def draft_of(collection: Collection, name: str = "") -> TypeDraft:
    return TypeDraft.of(type_of(collection, name))


def texts(collection: Collection) -> list[dict[str, str]]:
    return [
        json.loads(fields) for (fields,) in query(collection.folder, "SELECT fields FROM note ORDER BY id")
    ]


def standing(collection: Collection) -> dict[str, list[Any]]:
    """Everything that undo must bring back, but for the stamps."""
    rows = dump(collection.folder, without=LOG)
    for table in ("note", "card", "note_type"):
        rows[table] = [each[:-1] for each in rows[table]]
    return {table: sorted(each, key=repr) for table, each in rows.items()}


def undone(collection: Collection) -> None:
    collection.past.undo("note type")
    assert collection.check() == []


def test_what_there_is_with_its_notes_and_cards(collection: Collection) -> None:
    listed = collection.note_types.listed()
    assert [each.note_type.uid for each in listed[: len(OWN_TYPES)]] == [each.uid for each in OWN_TYPES]
    assert [(each.notes, each.cards) for each in listed if each.comes_with_the_app] == [(0, 0)] * len(
        OWN_TYPES
    )
    assert (listed[-1].note_type.name, listed[-1].notes, listed[-1].cards) == ("Two ways", 5, 9)


def test_a_field_gets_another_name_everywhere_at_once(collection: Collection) -> None:
    before = standing(collection)
    number = collection.cards()[0].note_number
    collection.writing.edit(number, {"Back": "mine"})
    draft = draft_of(collection).with_field_named(1, "Meaning").with_field("Source")
    assert not collection.note_types.consequences(draft).any
    collection.note_types.change(draft)
    assert texts(collection)[1] == {"Front": "front 1", "Meaning": "back 1", "Source": ""}
    assert type_of(collection).templates[1].question == "{{Meaning}}"
    assert len(collection.cards()) == 9
    old = [
        json.loads(json.loads(text))
        for (text,) in query(
            collection.folder, "SELECT before FROM change WHERE field = 'fields' AND entity = 'note'"
        )
    ]
    assert old == [{"Front": "front 0", "Meaning": "back 0", "Source": ""}], "earlier versions follow"
    undone(collection)
    assert texts(collection)[0] == {"Front": "front 0", "Back": "mine"}
    collection.undo()
    after = standing(collection)
    after["note"] = [each for each in after["note"] if each[0] != number]
    assert after == before | {"note": [each for each in before["note"] if each[0] != number]}
    assert texts(collection)[0] == {"Front": "front 0", "Back": "back 0"}


def test_fields_can_change_their_names_with_one_another(collection: Collection) -> None:
    before = standing(collection)
    draft = (
        draft_of(collection)
        .with_field_named(0, "tmp")
        .with_field_named(1, "Front")
        .with_field_named(0, "Back")
    )
    collection.note_types.change(draft)
    assert texts(collection)[0] == {"Back": "front 0", "Front": "back 0"}
    assert collection.cards()[0].note.note_type.templates[0].question == "{{Back}}"
    undone(collection)
    assert standing(collection) == before


def test_a_field_that_goes_leaves_its_texts_in_the_earlier_versions(collection: Collection) -> None:
    before = standing(collection)
    draft = draft_of(collection).without_template(1).without_field(1)
    told = collection.note_types.consequences(draft)
    assert (told.notes, told.texts, told.binned, told.binned_of) == (5, (("Back", 4),), 4, 4)
    collection.note_types.change(draft)
    assert texts(collection) == [{"Front": f"front {n}"} for n in range(4)] + [{"Front": "alone"}]
    kept = query(collection.folder, "SELECT before FROM change WHERE field = 'fields' AND entity = 'note'")
    assert [json.loads(json.loads(text))["Back"] for (text,) in kept] == [f"back {n}" for n in range(4)]
    assert len(collection.cards()) == 5
    undone(collection)
    assert standing(collection) == before


def test_cards_of_a_template_that_goes_are_in_the_bin_with_their_answers(collection: Collection) -> None:
    before = standing(collection)
    second = next(each for each in collection.cards() if each.ordinal == 1)
    collection.grade(second.number, 4)
    answered = standing(collection)
    collection.note_types.change(draft_of(collection).without_template(1))
    states = query(collection.folder, "SELECT ordinal, deleted, COUNT(*) FROM card GROUP BY 1, 2 ORDER BY 1")
    assert states == [(0, 0, 5), (1, 1, 4)]
    assert len(collection.reviews()) == 1
    assert collection.card(second.number).note.note_type.templates[1].question == "{{Back}}"
    assert [each.ordinal for each in collection.cards()] == [0] * 5
    undone(collection)
    assert standing(collection) == answered
    collection.undo()
    assert standing(collection)["card"] == before["card"]


def test_a_new_template_makes_cards_that_undo_sets_aside(collection: Collection) -> None:
    draft = draft_of(collection).with_template("Third")
    assert collection.note_types.consequences(draft).made == 4, "one note has nothing to ask for"
    collection.note_types.change(draft)
    assert len(collection.cards()) == 13
    assert [each.deck for each in collection.cards() if each.ordinal == 2] == ["Sales"] * 4
    undone(collection)
    assert len(collection.cards()) == 9
    assert query(collection.folder, "SELECT deleted FROM card WHERE ordinal = 2") == [(NO_LONGER_MADE,)] * 4


def test_a_front_that_asks_for_more_sets_cards_aside(collection: Collection) -> None:
    before = standing(collection)
    draft = (
        draft_of(collection)
        .with_field("Extra")
        .with_template_changed(1, question="{{#Extra}}{{Back}}{{/Extra}}")
    )
    told = collection.note_types.consequences(draft)
    assert (told.set_aside, told.made, told.binned) == (4, 0, 0)
    collection.note_types.change(draft)
    assert len(collection.cards()) == 5
    undone(collection)
    assert standing(collection) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: draft.with_template_changed(0, question="no field"),
        lambda draft: replace(draft, name=" "),
    ],
)
def test_what_nobody_could_answer_is_refused(collection: Collection, change: Change) -> None:
    before = dump(collection.folder)
    with pytest.raises(UserError):
        collection.note_types.change(change(draft_of(collection)))
    assert dump(collection.folder) == before


def test_a_type_that_was_changed_in_the_meantime_is_not_overwritten(collection: Collection) -> None:
    draft = replace(draft_of(collection), style="a { }")
    collection.note_types.change(replace(draft_of(collection), name="Other"))
    with pytest.raises(UserError, match="in the meantime"):
        collection.note_types.change(draft)


def test_style_name_and_strictness_change(collection: Collection) -> None:
    draft = replace(draft_of(collection), style="b { color: red }", name=" New  name ", strict=True)
    collection.note_types.change(draft)
    made = type_of(collection, "New  name")
    assert (made.style, made.strict) == ("b { color: red }", True)
    assert collection.undoable() == ("note type", "New  name")
    undone(collection)
    assert type_of(collection) == draft.before


def test_a_draft_that_changes_nothing_is_no_step(collection: Collection) -> None:
    before = collection.undoable()
    collection.note_types.change(draft_of(collection))
    assert collection.undoable() == before


def test_a_copy_is_a_type_of_its_own_and_undo_takes_it_back(collection: Collection) -> None:
    collection.note_types.change(draft_of(collection).without_template(0))
    uid = collection.note_types.add(type_of(collection), "  Mine ")
    made = type_of(collection, "Mine")
    assert made.uid == uid
    assert [each.name for each in made.templates] == ["Back"], "removed templates stay behind"
    assert collection.undoable() == ("add note type", "Mine")
    collection.undo()
    assert "Mine" not in [each.note_type.name for each in collection.note_types.listed()]
    with pytest.raises(UserError, match="needs a name"):
        collection.note_types.add(made, " ")


def test_a_type_of_the_app_can_be_dressed_before_it_is_used(opened: Opener) -> None:
    collection = opened()
    draft = replace(TypeDraft.of(OWN_TYPES[0]), style=".card { color: blue; }")
    collection.note_types.change(draft)
    collection.install(plain_deck(2), "deck")
    assert collection.cards()[0].note.note_type.style == ".card { color: blue; }"
    with pytest.raises(UserError, match="stays"):
        collection.note_types.remove(OWN_TYPES[0].uid)


def test_a_type_goes_with_its_notes_and_comes_back_with_them(collection: Collection) -> None:
    before = standing(collection)
    collection.note_types.remove(TWO_WAY.uid)
    assert collection.cards() == []
    assert TWO_WAY.uid not in [each.note_type.uid for each in collection.note_types.listed()]
    assert collection.past.undo("remove note type") is not None
    assert standing(collection) == before
    assert collection.check() == []


def test_notes_to_look_at(collection: Collection) -> None:
    types = collection.note_types
    assert [each.fields["Front"] for each in types.samples(TWO_WAY.uid, most=2)] == ["front 0", "front 1"]
    assert [each.fields["Front"] for each in types.samples(TWO_WAY.uid, "alone")] == ["alone"]
    assert types.samples(TWO_WAY.uid, "100%") == []
    assert types.samples(OWN_TYPES[-1].uid) == []


# ---------------------------------------------------------------------- any step of the history


def step_of(collection: Collection, kind: str) -> Step:
    return next(each for each in collection.past.steps() if each.kind == kind)


def test_any_change_of_fields_can_be_taken_back_later_and_done_again(collection: Collection) -> None:
    collection.note_types.change(draft_of(collection).with_field_named(1, "Meaning").with_field("Source"))
    number = collection.cards()[0].note_number
    collection.writing.edit(number, {"Meaning": "mine"})
    step = step_of(collection, "note type")
    collection.past.reverse(step)
    assert texts(collection)[:2] == [
        {"Front": "front 0", "Back": "mine"},
        {"Front": "front 1", "Back": "back 1"},
    ]
    assert type_of(collection).fields == ("Front", "Back")
    assert len(collection.cards()) == 9
    collection.past.undo("take back note type")
    assert texts(collection)[0] == {"Front": "front 0", "Meaning": "mine", "Source": ""}
    assert collection.check() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: draft.with_field_named(1, "Meaning").with_field("Source"),
        lambda draft: (
            draft.with_field_named(1, "tmp").with_field_named(0, "Back").with_field_named(1, "Front")
        ),
        lambda draft: draft.without_template(1).without_field(1),
        lambda draft: draft.with_template("Third"),
        lambda draft: draft.with_template_moved(1, -1),
    ],
)
def test_any_change_that_undo_took_back_is_done_again(collection: Collection, change: Change) -> None:
    collection.writing.edit(collection.cards()[0].note_number, {"Back": "mine"})
    collection.note_types.change(change(draft_of(collection)))
    after = standing(collection)
    number = collection.cards()[0].note_number
    told = [each.fields for each in collection.past.versions(number)]
    for _ in range(2):
        collection.undo()
        done = collection.past.redo()
        assert done is not None
        assert done.kind == "note type"
        assert standing(collection) == after
        assert [each.fields for each in collection.past.versions(number)] == told
        assert collection.check() == []


def test_a_removed_field_comes_back_with_its_texts_beside_what_was_edited_since(
    collection: Collection,
) -> None:
    collection.note_types.change(draft_of(collection).without_template(1).without_field(1))
    number = collection.cards()[0].note_number
    collection.writing.edit(number, {"Front": "edited"})
    collection.past.reverse(step_of(collection, "note type"))
    assert texts(collection)[0] == {"Front": "edited", "Back": ""}, "what changed since stays"
    assert texts(collection)[1] == {"Front": "front 1", "Back": "back 1"}
    assert type_of(collection).fields == ("Front", "Back")
    versions = collection.past.versions(number)
    assert "back 0" in [each.fields.get("Back") for each in versions]
    assert collection.check() == []


def test_earlier_versions_bear_the_names_of_today(collection: Collection) -> None:
    number = collection.cards()[0].note_number
    collection.writing.edit(number, {"Back": "mine"})
    collection.note_types.change(draft_of(collection).with_field_named(1, "Meaning"))
    version = next(
        each for each in collection.past.versions(number) if each.fields.get("Meaning") == "back 0"
    )
    collection.past.bring_back(number, version)
    assert texts(collection)[0] == {"Front": "front 0", "Meaning": "back 0"}


# ---------------------------------------------------------------------- what comes in afterwards


def test_a_name_that_was_given_to_another_field_is_not_mistaken(collection: Collection) -> None:
    collection.note_types.change(draft_of(collection).with_field_named(1, "Meaning"))
    collection.note_types.change(draft_of(collection).with_field("Back"))
    take_in(collection, file(two_way("more", "much more", key="new")))
    assert texts(collection)[-1] == {"Front": "more", "Meaning": "much more", "Back": ""}


def test_the_same_file_again_knows_notes_whose_fields_have_other_names(collection: Collection) -> None:
    draft = draft_of(collection).with_field_named(1, "tmp").with_field_named(0, "Prompt")
    collection.note_types.change(draft)
    collection.note_types.change(draft_of(collection).with_field_named(1, "Meaning").with_field("Source"))
    collection.writing.edit(collection.cards()[2].note_number, {"Source": "a book"})
    before = standing(collection)
    report = take_in(
        collection,
        file(
            *(two_way(f"front {n}", f"back {n}", key=f"k{n}") for n in range(4)),
            two_way("alone", "", key="x"),
        ),
    )
    assert (report.unchanged, report.updated, report.new) == (5, 0, 0)
    assert standing(collection) == before


def test_a_newer_file_brings_its_texts_to_the_new_names_and_mine_stay(collection: Collection) -> None:
    collection.note_types.change(draft_of(collection).with_field_named(1, "Meaning").with_field("Source"))
    collection.writing.edit(collection.cards()[0].note_number, {"Meaning": "mine", "Source": "a book"})
    newer = (
        two_way("front 0", "theirs 0", key="k0"),
        two_way("front 1", "theirs 1", key="k1"),
        two_way("more", "much more", key="new"),
    )
    report = take_in(collection, file(*newer))
    assert (report.updated, report.new, report.note_types) == (1, 1, [])
    assert texts(collection)[0] == {"Front": "front 0", "Meaning": "mine", "Source": "a book"}
    assert texts(collection)[1] == {"Front": "front 1", "Meaning": "theirs 1", "Source": ""}
    assert texts(collection)[-1] == {"Front": "more", "Meaning": "much more", "Source": ""}
    assert type_of(collection).templates[1].question == "{{Meaning}}", "templates stay as they were changed"


def test_style_and_templates_follow_their_source_until_they_are_changed_here(collection: Collection) -> None:
    collection.note_types.change(replace(draft_of(collection), style="mine"))
    other = replace(
        TWO_WAY,
        style="theirs",
        templates=(replace(TWO_WAY.templates[0], answer="{{Back}}!"), TWO_WAY.templates[1]),
    )
    note = two_way("front 0", "another back", key="k0")
    take_in(collection, file(note._replace(note=replace(note.note, note_type=other))))
    made = type_of(collection)
    assert (made.style, made.templates[0].answer) == ("mine", "{{Back}}!")


def test_templates_in_another_order_change_no_card_and_new_ones_are_asked_in_it(
    collection: Collection,
) -> None:
    before = standing(collection)
    first = collection.plan().cards[:4]
    draft = draft_of(collection).with_template_moved(1, -1)
    assert not collection.note_types.consequences(draft).any
    collection.note_types.change(draft)
    assert {**standing(collection), "note_type": []} == {**before, "note_type": []}
    assert [each.name for _, each in type_of(collection).arranged] == ["Back", "There"]
    views = {card.number: card for card in collection.cards()}
    assert [views[card].ordinal for card in first] == [0, 0, 0, 0]
    assert [views[card].ordinal for card in collection.plan().cards] == [1, 1, 1, 1, 0]
    undone(collection)
    assert standing(collection) == before
    assert collection.plan().cards[:4] == first


def test_a_deck_whose_templates_are_in_another_order_here_comes_again_as_it_was(
    collection: Collection,
) -> None:
    collection.note_types.change(draft_of(collection).with_template_moved(1, -1))
    collection.grade(collection.plan().cards[0], 4)
    before = standing(collection)
    notes = [two_way(f"front {n}", f"back {n}", key=f"k{n}") for n in range(4)]
    report = take_in(collection, file(*notes, two_way("alone", "", key="x")))
    assert (report.unchanged, report.updated, report.new) == (5, 0, 0)
    assert standing(collection) == before


def test_a_copy_has_its_templates_where_they_are_shown(collection: Collection) -> None:
    collection.note_types.change(draft_of(collection).with_template_moved(1, -1))
    collection.note_types.add(type_of(collection), "Copy")
    copy = type_of(collection, "Copy")
    assert [each.name for each in copy.templates] == ["Back", "There"]
    assert copy.order == ()


def test_rows_of_a_table_make_notes_of_the_apps_type_as_it_is_dressed_here(opened: Opener) -> None:
    collection = opened()
    draft = TypeDraft.of(OWN_TYPES[0]).with_template_changed(
        0, answer="{{FrontSide}}<hr id=answer><b>{{Answer}}</b>"
    )
    collection.note_types.change(draft)
    take_in(collection, file(row("What is an offer?")))
    assert "<b>" in collection.cards()[0].note.note_type.templates[0].answer
