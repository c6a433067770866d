from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange.formats import read
from desktop.exchange.sample import Sample
from desktop.exchange.supermemo import SuperMemo
from desktop.study.incoming import Choices, no_progress
from desktop.study.note import as_html

TEXTS = Path(__file__).parents[3] / "shared" / "corpus" / "text"
EXPECTED: dict[str, Any] = {}
if (TEXTS / "expected.json").exists():
    EXPECTED = json.loads((TEXTS / "expected.json").read_text())["files"]
SAMPLES = [name for name, each in EXPECTED.items() if each["format"] == "supermemo-qa"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_becomes_the_right_cards(name: str) -> None:
    expected = EXPECTED[name]
    incoming = read(TEXTS / name)
    for each, card in zip(list(incoming.notes()), expected["cards"], strict=True):
        fields = each.note.fields
        assert (fields["Question"], fields["Answer"]) == (as_html(card["front"]), as_html(card["back"]))
        assert fields.get("Options", "").split("\n")[1:] == card.get("wrong", [])
        learning = card.get("learning", {})
        if learning.get("last"):
            schedule = each.cards[0].schedule
            assert schedule is not None
            assert (schedule.repetition, schedule.lapses) == (learning["repetitions"], learning["lapses"])
            assert (schedule.ease, schedule.interval) == (218, learning["interval_days"])
            assert schedule.due == date.fromisoformat(learning["due"]).toordinal()
        else:
            assert each.cards == ()
    assert [each.line for each in incoming.skipped] == [each["line"] for each in expected["skipped"]]


def test_progress_that_makes_no_sense_is_told_and_the_card_kept(tmp_path: Path) -> None:
    file = tmp_path / "cards.txt"
    file.write_text("Q: a\nA: b\nI: REP=1 LAST=31.02.26\nQ: c\nA: d\n")
    incoming = read(file)
    assert [each.note.fields["Question"] for each in incoming.notes()] == ["a", "c"]
    assert "line 1" in incoming.warnings[0]


LINE = st.sampled_from(
    ["Q: a", "A: b", "A1: c", "I: REP=x LAST=1.1.99", "I: INT=9999999999 LAST=1.1.70", "", "x"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), st.lists(LINE, max_size=9))
def test_anything_is_read_or_refused(tmp_path: Path, data: bytes, lines: list[str]) -> None:
    file = tmp_path / "any.txt"
    for content in (data, "\n".join(lines).encode()):
        file.write_bytes(content)
        sample = Sample.of(file)
        SuperMemo().sniff(sample)
        with suppress(UserError):
            list(SuperMemo().read(sample, Choices(), no_progress).notes())
