from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.anki.identity import guid_of, note_data, topic_from, type_data, type_from, uid_of
from desktop.study.kinds import KINDS
from desktop.study.note import NAMESPACE, Template, derived
from tests.exchange import leaving

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["repertoire", "uid", "kind", "fields", "templates", "x"]), inner)
    ),
    max_leaves=12,
)


@given(st.uuids())
def test_a_note_of_ours_is_known_again(uid: UUID) -> None:
    assert uid_of(guid_of(uid)) == uid


@pytest.mark.parametrize(
    "guid", ["n;(y<vGY`E", "", "repertoire-", "repertoire-" + "g" * 32, "repertoire-" + "A" * 32]
)
def test_a_note_of_others_gets_the_identity_that_every_computer_derives(guid: str) -> None:
    assert uid_of(guid) == derived(NAMESPACE, f"anki note {guid}")


@pytest.mark.parametrize("note_type", [*(each.note_type for each in KINDS), leaving.OTHER])
def test_a_note_type_comes_back_as_it_was(note_type: Any) -> None:
    assert type_from(json.loads(json.dumps(type_data(note_type))), note_type.fields) == note_type


def test_a_template_that_was_removed_comes_back_removed() -> None:
    given = replace(leaving.OTHER, templates=(*leaving.OTHER.templates, Template("Gone", "q", "a", True)))
    assert type_from(json.loads(json.dumps(type_data(given))), given.fields) == given


def test_a_note_type_whose_fields_were_changed_elsewhere_is_not_taken_for_ours() -> None:
    data = type_data(leaving.OTHER)
    assert type_from(data, ("Term", "Meaning", "Photo")) is None


@given(JSON)
def test_what_others_wrote_there_is_believed_in_nothing(data: Any) -> None:
    type_from(data, ("Front",))
    assert isinstance(topic_from(data), str)


def test_a_topic_comes_back() -> None:
    plain = leaving.note("basic", "one")
    assert note_data(plain) == {}
    assert topic_from({}) == ""
    [other] = [each.note for each in leaving.rich_notes() if each.note.topic]
    assert topic_from(json.loads(json.dumps(note_data(other)))) == other.topic == "money"
