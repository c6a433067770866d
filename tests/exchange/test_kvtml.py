from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.formats import read
from desktop.exchange.kvtml import Kvtml
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, no_progress
from desktop.study.note import as_html, as_plain

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TEXTS = CORPUS / "text"
EXPECTED: dict[str, Any] = {}
if (TEXTS / "expected.json").exists():
    EXPECTED = json.loads((TEXTS / "expected.json").read_text())["files"]
SAMPLES = [name for name, each in EXPECTED.items() if each["format"].startswith("kvtml")]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_becomes_the_right_cards(name: str) -> None:
    expected = EXPECTED[EXPECTED[name].get("same_as", name)]
    incoming = read(TEXTS / name)
    notes = list(incoming.notes())
    for each, card in zip(notes, expected["cards"], strict=True):
        fields = each.note.fields
        assert fields["Question"] == as_html(card["front"])
        assert fields["Answer"].split("<br>")[0] == as_html(card["back"])
        assert "::".join(each.deck) == card["deck"]
        below = [card.get(key) for key in ("front_pronunciation", "back_comment", "front_comment")]
        below += card.get("extra", {}).values()
        assert as_plain(fields["Explanation"]).split("\n") == [text for text in below if text] or [""]
        assert [state.suspended for state in each.cards] == [True] if card.get("suspended") else True
        if "wrong" in card:
            assert fields["Options"].split("\n") == [card["back"], *card["wrong"]]
        if learning := card.get("learning"):
            schedule = each.cards[0].schedule
            assert schedule is not None
            assert (schedule.repetition, schedule.lapses, schedule.counted) == (3, 1, 6)
            assert schedule.interval * 86_400 == learning["interval_seconds"]
    assert len(incoming.skipped) == len(expected.get("skipped", ()))
    said = str([each.note.fields for each in notes])
    assert all(name in said for name in expected.get("missing_media", ()))


@pytest.mark.parametrize("file", sorted((CORPUS / "real").glob("*.kvtml")), ids=lambda file: file.name)
def test_lists_of_other_people_are_read_without_loss(file: Path) -> None:
    root = ElementTree.parse(file).getroot()
    entries = root.findall("entries/entry") or root.findall("e")
    if not entries:
        with pytest.raises(UserError, match="holds no words"):
            read(file)
        return
    incoming = read(file)
    notes = list(incoming.notes())
    assert len(notes) + len(incoming.skipped) == len(entries) == incoming.count
    said = "\n".join(as_plain(field) for each in notes for field in each.note.fields.values())
    said += "\n".join(each.text for each in incoming.skipped)
    texts = [
        (each.text or "").strip()
        for tag in ("text", "comment", "o", "t")
        for entry in entries
        for each in entry.iter(tag)
    ]
    assert [text for text in texts if text not in said] == []
    assert all(each.line for each in notes)


def test_media_beside_the_list_come_along_and_a_kind_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a b.png").write_bytes(b"picture")
    (tmp_path / "out.png").write_bytes(b"not mine")
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "a b.png").write_bytes(b"picture")
    text = (
        '<kvtml version="2.0"><entries><entry id="0"><translation id="0"><text>a</text>'
        "<image>a b.png</image></translation><translation id='1'><text>b</text><image>../out.png</image>"
        "</translation></entry></entries></kvtml>"
    )
    file = folder / "list.kvtml.gz"
    file.write_bytes(gzip.compress(text.encode()))
    incoming = Kvtml().read(Sample.of(file), Choices(kind="reversed"), no_progress)
    (note,) = incoming.notes()
    assert note.note.note_type.name == "Question and answer, both ways"
    assert note.note.fields["Question"] == 'a<br><img src="a%20b.png">'
    assert [(each.name, each.read()) for each in incoming.media] == [("a b.png", b"picture")]
    assert incoming.deck == ("list",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), st.text("0123-:T. x", max_size=12))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, number: str) -> None:
    file = tmp_path / "any.kvtml"
    grade = "".join(f"<{key}>{number}</{key}>" for key in ("count", "currentgrade", "date", "interval"))
    made = (
        f"<kvtml version='2.0'><entries><entry id='{number}'><translation id='0'><text>{number}</text>"
        f"<grade>{grade}</grade></translation></entry></entries></kvtml>"
    )
    for content in (data, made.encode(), gzip.compress(data)):
        file.write_bytes(content)
        sample = Sample.of(file)
        Kvtml().sniff(sample)
        with suppress(UserError):
            list(Kvtml().read(sample, Choices(), no_progress).notes())
