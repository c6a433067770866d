"""What every kind of card promises, whichever it is."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.card import Face, face
from desktop.render.plain import as_text
from desktop.study.kinds import KINDS, Kind, kind
from desktop.study.kinds.contract import CHOOSE, REVEAL, TYPE, listed
from desktop.study.note import NAMESPACE, Note, as_html, derived

CARD = UUID(int=77)
every_kind = pytest.mark.parametrize("each", KINDS, ids=[each.key for each in KINDS])


def example(each: Kind) -> dict[str, str]:
    """Return fields of a note of a kind, each with a word of its own."""
    fields = {name: f"the {name.lower()}" for name in each.note_type.fields}
    if "Options" in fields:
        fields["Options"] = "some option\nthe answer\nthe options"
    if "Accept" in fields:
        fields["Accept"] = "something else\nthe accept"
    if "Text" in fields:
        fields["Text"] = "before {{c1::the text::a hint}} between {{c2::another}} after"
    if "Occlusion" in fields:
        fields["Occlusion"] = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.3:height=.2}}"
        fields["Image"] = '<img src="heart.png"> the image below the occlusion'
        fields["Back Extra"] = "the back extra says the answer"
    return fields


def shown(each: Kind, fields: dict[str, str], ordinal: int = 0) -> Face:
    return face(Note(UUID(int=1), each.note_type, fields), ordinal)


@every_kind
class TestEveryKind:
    def test_both_faces_show_something(self, each: Kind) -> None:
        fields = example(each)
        for ordinal in each.ordinals(each.note_type, fields):
            found = shown(each, fields, ordinal)
            assert as_text(found.question)
            assert as_text(found.answer)
            assert found.question != found.answer

    def test_no_field_is_lost(self, each: Kind) -> None:
        fields = example(each)
        found = shown(each, fields)
        told = [as_text(found.question), as_text(found.answer), *each.options(fields, CARD, 0)]
        for name in each.note_type.fields:
            verdict = each.check(fields, f"the {name.lower()}")
            assert any(f"the {name.lower()}" in text for text in told) or (verdict and verdict.right), name

    def test_the_answer_is_not_on_the_question_side(self, each: Kind) -> None:
        fields = example(each)
        answer = "the text" if "Text" in fields else "the answer"

        found = shown(each, fields)

        assert answer not in as_text(found.question)
        assert answer in as_text(found.answer)
        assert "the explanation" not in as_text(found.question)

    def test_a_note_that_can_be_answered_has_no_fault_and_an_empty_one_has(self, each: Kind) -> None:
        assert each.fault(each.note_type, example(each)) is None
        for empty in (
            {},
            dict.fromkeys(each.note_type.fields, ""),
            dict.fromkeys(each.note_type.fields, "<br>"),
        ):
            found = each.fault(each.note_type, empty)
            assert found is not None
            assert found.field in each.note_type.fields
            assert found.text.endswith(".")

    def test_an_empty_explanation_leaves_no_trace(self, each: Kind) -> None:
        fields = example(each) | {"Explanation": ""}

        assert "explanation" not in shown(each, fields).answer

    def test_its_interaction_is_backed_by_what_it_offers(self, each: Kind) -> None:
        fields = example(each)
        checked = each.check(fields, "the answer")

        assert each.interaction in (REVEAL, CHOOSE, TYPE)
        assert bool(each.options(fields, CARD, 0)) == (each.interaction == CHOOSE)
        assert (checked is not None) == (each.interaction != REVEAL)
        if checked:
            assert checked.right
            assert not getattr(each.check(fields, "nonsense"), "right", True)

    def test_its_note_type_is_the_same_on_every_computer(self, each: Kind) -> None:
        assert each.note_type.uid == derived(NAMESPACE, f"note type {each.key}")
        assert each.note_type.kind == each.key
        assert len(set(each.note_type.fields)) == len(each.note_type.fields)

    @given(data=st.data())
    def test_any_text_in_its_fields_shows_and_checks(self, each: Kind, data: st.DataObject) -> None:
        fields = {name: data.draw(st.text(max_size=30)) for name in each.note_type.fields}
        for ordinal in each.ordinals(each.note_type, fields)[:3] or (0,):
            assert shown(each, fields, ordinal) == shown(each, dict(fields), ordinal)
        assert isinstance(each.options(fields, CARD, 3), tuple)
        found = each.fault(each.note_type, fields)
        assert found is None or found.field in each.note_type.fields
        verdict = each.check(fields, data.draw(st.text(max_size=30)))
        assert verdict is None or isinstance(verdict.right, bool)


def test_keys_differ_and_find_their_kind() -> None:
    assert [kind(each.key) for each in KINDS] == list(KINDS)
    assert len({each.key for each in KINDS}) == len(KINDS)


def test_an_unknown_kind_is_a_plain_card() -> None:
    assert kind("from a newer version").key == "basic"


def test_a_list_holds_one_entry_a_line() -> None:
    assert listed("a\n\n b \nc<br>d\n") == ("a", "b", "c<br>d")
    assert listed("") == ()
    assert listed("\n".join(as_html(text) for text in ("two\nlines", "x < y"))) == (
        "two<br>lines",
        "x &lt; y",
    )
