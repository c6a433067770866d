from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.anki.identity import uid_of
from desktop.exchange.crowdanki import CrowdAnki
from desktop.exchange.formats import read
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, no_progress

REAL = Path(__file__).parents[3] / "shared" / "corpus" / "real"
MODEL = {
    "__type__": "NoteModel",
    "crowdanki_uuid": "m1",
    "name": "Words",
    "css": ".card {}",
    "type": 0,
    "flds": [{"name": "Back", "ord": 1}, {"name": "Front", "ord": 0}],
    "tmpls": [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}} {{Back}}", "ord": 0}],
}
NOTE = {"fields": ["<b>a</b>", "b"], "guid": "g1", "note_model_uuid": "m1", "tags": ["x"], "flags": 2}


def deck(folder: Path, **more: Any) -> Path:
    file = folder / "deck.json"
    made = {"__type__": "Deck", "crowdanki_uuid": "d", "name": "Top::Two", "note_models": [MODEL]}
    file.write_text(json.dumps(made | {"notes": [NOTE], "children": []} | more))
    return file


def test_a_folder_comes_in_with_its_decks_identities_and_media(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.png").write_bytes(b"picture")
    child = {"name": "Top::Two::Below", "notes": [{**NOTE, "guid": "g2"}], "children": [], "media_files": []}
    other = {"name": "Beside", "notes": [{**NOTE, "guid": "g3"}], "children": [], "media_files": ["b.png"]}
    deck(tmp_path, children=[child, other], media_files=["a.png", "../deck.json"])
    incoming = read(tmp_path)
    notes = list(incoming.notes())
    assert [each.note.uid for each in notes] == [uid_of("g1"), uid_of("g2"), uid_of("g3")]
    assert [each.deck for each in notes] == [
        ("Top", "Two"),
        ("Top", "Two", "Below"),
        ("Top", "Two", "Beside"),
    ]
    assert notes[0].note.fields == {"Front": "<b>a</b>", "Back": "b"}
    assert notes[0].note.tags == ("x",)
    assert [each.flag for each in notes[0].cards] == [2]
    assert [(each.name, each.read()) for each in incoming.media] == [("a.png", b"picture")]
    assert [each.rpartition(": ")[2] for each in incoming.warnings] == ["../deck.json, b.png."]


def test_what_is_broken_is_named_and_stops_nothing(tmp_path: Path) -> None:
    bad = [{"fields": 3}, {**NOTE, "note_model_uuid": "gone"}, {**NOTE, "fields": ["1", "2", "3"]}, NOTE]
    incoming = read(deck(tmp_path, notes=bad, note_models=[MODEL, {"name": "odd"}]))
    assert len(list(incoming.notes())) == 2
    assert [each.reason for each in incoming.skipped] == ["it is broken", "its note type is missing"]
    assert len(incoming.warnings) == 2


def test_other_json_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "deck.json"
    file.write_text('{"cards": []}')
    with pytest.raises(UserError, match=r"deck\.json is no deck of CrowdAnki"):
        read(file)


@pytest.mark.parametrize("file", sorted(REAL.glob("cro*")), ids=lambda file: file.name)
def test_decks_of_other_people_are_read_without_loss(file: Path) -> None:
    data = json.loads(file.read_text())
    if "crowdanki_uuid" not in data:
        with pytest.raises(UserError, match="no deck of CrowdAnki"):
            read(file)
        return
    incoming = read(file)
    notes = list(incoming.notes())
    assert [list(each.note.fields.values()) for each in notes] == [each["fields"] for each in data["notes"]]
    assert [list(each.note.tags) for each in notes] == [each["tags"] for each in data["notes"]]
    assert incoming.skipped == []
    assert {each.deck for each in notes} == {tuple(data["name"].split("::"))}


KEYS = st.sampled_from(["notes", "children", "fields", "flds", "tmpls", "name", "guid", "tags", "ord"])
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), JSON, JSON)
def test_anything_is_read_or_refused(tmp_path: Path, data: bytes, one: Any, other: Any) -> None:
    file = tmp_path / "deck.json"
    made = {"crowdanki_uuid": "d", "notes": [one, {**NOTE, "tags": other}], "note_models": [one, MODEL]}
    for content in (data, json.dumps(made).encode(), json.dumps({**made, "children": [other]}).encode()):
        file.write_bytes(content)
        sample = Sample.of(file)
        CrowdAnki().sniff(sample)
        with suppress(UserError):
            list(CrowdAnki().read(sample, Choices(), no_progress).notes())
