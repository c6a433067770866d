from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.json_text import fields_text, json_text


def test_letters_stay_what_they_are() -> None:
    assert json_text({"Frage": "Größe \u4f8b"}) == '{"Frage": "Größe 例"}'


def test_half_a_letter_can_be_stored() -> None:
    text = json_text(["a\ud800ä"])
    assert text.isascii()
    assert json.loads(text) == ["a\ud800ä"]


ANY = st.text(st.characters(exclude_categories=()))


@given(st.dictionaries(ANY, ANY))
def test_fields_are_written_as_any_value_is(fields: dict[str, str]) -> None:
    assert fields_text(fields) == json_text(fields)
    assert json.loads(fields_text(fields)) == fields
    fields_text(fields).encode()
