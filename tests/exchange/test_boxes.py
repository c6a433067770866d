from __future__ import annotations

import gzip
import json
import zipfile
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.boxes import Boxes
from desktop.exchange.formats import read
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, no_progress
from desktop.study.note import as_html, as_plain

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TEXTS = CORPUS / "text"
EXPECTED: dict[str, Any] = {}
if (TEXTS / "expected.json").exists():
    EXPECTED = json.loads((TEXTS / "expected.json").read_text())["files"]
FORMS = ("pauker", "jmemorize", "freshmemory", "cuecard-wcu")
SAMPLES = [name for name, each in EXPECTED.items() if each["format"] in FORMS]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_becomes_the_right_cards(name: str) -> None:
    expected = EXPECTED[EXPECTED[name].get("same_as", name)]
    with closing(read(TEXTS / name)) as incoming:
        notes = list(incoming.notes())
    for each, card in zip(notes, expected["cards"], strict=True):
        fields = each.note.fields
        front = card["front"] if card["front"].startswith("<b>") else as_html(card["front"])
        assert (fields["Question"], fields["Answer"]) == (front, as_html(card["back"]))
        assert [as_plain(fields["Explanation"])] == list(card.get("extra", {"": ""}).values())
        assert "::".join(each.deck[1:]) == card.get("deck", "")
        schedule = each.cards[0].schedule if each.cards else None
        assert (schedule is not None) == bool(card.get("box") or "learned_ms" in card)
        if schedule and "learned_ms" in card:
            last = datetime.fromtimestamp(card["learned_ms"] / 1000).date().toordinal()
            assert schedule.last_day == last
            assert schedule.interval == round(card["expires_days"])
        elif schedule:
            assert schedule.due == date.fromisoformat(card["due"]).toordinal()
            assert schedule.lapses == card["tests"] - card["hits"]
    assert incoming.skipped == []


def test_a_real_lesson_of_jmemorize_is_read_without_loss() -> None:
    file = CORPUS / "real" / "jml002__test.jml"
    if not file.exists():
        pytest.skip("the files of other people are not here")
    root = ElementTree.fromstring(gzip.decompress(file.read_bytes()))
    with closing(read(file)) as incoming:
        found = [
            (as_plain(n.note.fields["Question"]), as_plain(n.note.fields["Answer"])) for n in incoming.notes()
        ]
    wanted = [(each.get("Frontside"), each.get("Backside")) for each in root.iter("Card")]
    assert len(found) + len(incoming.skipped) == len(wanted)
    assert sorted(found) == sorted(wanted)


def test_what_has_one_side_is_named_and_media_come_along(tmp_path: Path) -> None:
    file = tmp_path / "lesson.jml"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "lesson.xml",
            "<Lesson><Category name='All'><Deck><Card Frontside='a' Backside=''/>\n"
            "<Card Frontside='b' Backside='c'/></Deck></Category></Lesson>",
        )
        archive.writestr("images/a.png", b"picture")
        archive.writestr("../b.png", b"no")
    with closing(read(file)) as incoming:
        assert [each.line for each in incoming.notes()] == [2]
        assert [each.text for each in incoming.skipped] == ["../b.png", "a"]
        assert [(each.name, each.read()) for each in incoming.media] == [("a.png", b"picture")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), st.text("0123456789-. NovA", max_size=14))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, value: str) -> None:
    file = tmp_path / "any.jml"
    lesson = (
        f'<Lesson><Batch/><Batch/><Batch/><Batch><Card><FrontSide LearnedTimestamp="{value}"/></Card></Batch>'
        f'<Category><Deck/><Deck><Card DateTested="{value}" DateExpired="{value}" TestsTotal="{value}"/>'
        "</Deck></Category></Lesson>"
    )
    for content in (data, gzip.compress(data), lesson.encode()):
        file.write_bytes(content)
        sample = Sample.of(file)
        Boxes().sniff(sample)
        with suppress(UserError):
            incoming = Boxes().read(sample, Choices(), no_progress)
            list(incoming.notes())
            incoming.close()
