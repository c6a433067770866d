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
from desktop.exchange.formats import read, read_text
from desktop.exchange.markdown import Markdown
from desktop.exchange.markdown_body import html_of
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming, IncomingNote, no_progress
from desktop.study.kinds import kind
from desktop.study.note import as_plain

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TEXTS = CORPUS / "text"
EXPECTED: dict[str, Any] = {}
if (TEXTS / "expected.json").exists():
    EXPECTED = json.loads((TEXTS / "expected.json").read_text())["files"]
SAMPLES = [name for name, each in EXPECTED.items() if each["format"].startswith("markdown")]


def made(text: str, folder: Path) -> tuple[Incoming, list[IncomingNote]]:
    file = folder / "notes.md"
    file.write_text(text)
    incoming = read(file)
    return incoming, list(incoming.notes())


def plain(html: str) -> list[str]:
    return [line.strip() for line in as_plain(html).split("\n") if line.strip()]


def signs(text: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_becomes_the_right_cards(name: str) -> None:
    expected = EXPECTED[name]
    incoming = read(TEXTS / name)
    seen = {tuple(each.note.fields.values()): each for each in incoming.notes()}
    for each, card in zip(seen.values(), expected["cards"], strict=True):
        fields = each.note.fields
        if "cloze" in card:
            assert [word for word in card["clozes"] if f"::{word}}}}}" in fields["Text"]] == card["clozes"]
            assert each.note.note_type.kind == "cloze"
        else:
            assert plain(fields["Question"]) == signs(card["front"])
            assert plain(fields["Answer"]) == signs(card["back"])
        assert len(each.note.note_type.templates) == (2 if card.get("reversed") else 1)
        assert "::".join(each.deck) == card.get("deck", expected.get("deck", Path(name).stem))
        assert list(each.note.tags) == card.get("tags", [])
        if learning := card.get("learning"):
            schedule = each.cards[0].schedule
            assert schedule is not None
            assert schedule.due == date.fromisoformat(learning["due"]).toordinal()
            assert (schedule.interval, schedule.ease) == (4, 270)
    notes = [each.note for each in seen.values()]
    cards = sum(len(kind(each.note_type.kind).ordinals(each.note_type, each.fields)) for each in notes)
    assert cards == expected.get("card_count", cards)
    assert incoming.skipped == []


REAL = {"mdd003__Art.md": 2, "mdd004__Geography.md": 2, "mdd005__Math.md": 6}


@pytest.mark.parametrize("name", REAL)
def test_texts_of_other_people_are_read_without_loss(name: str) -> None:
    file = CORPUS / "real" / name
    if not file.exists():
        pytest.skip("the files of other people are not here")
    incoming = read(file)
    notes = list(incoming.notes())
    text = file.read_text()
    marks = sum(line.startswith(("Q:", "C:")) for line in text.split("\n"))
    assert len(notes) == marks == REAL[name]
    assert incoming.skipped == []
    said = "".join(field for each in notes for field in each.note.fields.values())
    assert all(word in said for word in ("thetempest.webp", "jss.webp") if word in text)
    assert said.count("<img") == text.count("![](")


def test_headings_are_fronts_and_decks(tmp_path: Path) -> None:
    text = "# Sales\n\n## Calls\n\n### What ends one?\nA *next* step.\n\n```\n# code\n```\n\n# Own\nbody\n"
    incoming, notes = made(text, tmp_path)
    assert [each.deck for each in notes] == [("notes", "Sales", "Calls"), ("notes",)]
    assert [each.note.fields["Question"] for each in notes] == ["What ends one?", "Own"]
    assert "<em>next</em>" in notes[0].note.fields["Answer"]
    assert "# code" in notes[0].note.fields["Answer"]
    assert [each.line for each in notes] == [5, 12]
    assert incoming.skipped == []


def test_what_is_no_card_is_told(tmp_path: Path) -> None:
    incoming, notes = made("Q: a\n---\nA: b\n\n---\nstray\n\nC: none\n\nQ: c\nA: d\n", tmp_path)
    assert [each.note.fields["Question"] for each in notes] == ["c"]
    assert [each.line for each in incoming.skipped] == [1, 3, 6, 8]
    incoming, _ = made("a::b\n\njust text\n", tmp_path)
    assert ["line 3" in each for each in incoming.warnings] == [True]


def test_formulas_code_and_pictures_stay_whole(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(b"picture")
    text = "Q: $a_1 < b_2$ `x $y$`\nA: ![[a b.png]] costs 5$ and 6$\n\n"
    text += "C: [$\\frac{a}{\\sqrt{b}}$] \\[no\\] [l](u)\n"
    incoming, (one, two) = made(text, tmp_path)
    assert one.note.fields["Question"] == "\\(a_1 &lt; b_2\\) <code>x $y$</code>"
    assert one.note.fields["Answer"] == '<img src="a%20b.png"> costs 5$ and 6$'
    assert two.note.fields["Text"] == '{{c1::\\(\\frac{a}{\\sqrt{b} }\\)}} [no] <a href="u">l</a>'
    assert [each.name for each in incoming.media] == ["a b.png"]


def test_a_text_without_cards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Markdown without cards"):
        made("Just prose.\n\nMore of it.\n", tmp_path)


def test_a_text_from_elsewhere_is_known_by_its_gaps() -> None:
    assert read_text("Q: a\nA: b\n\nC: [x] y\n", "clipboard").format == "Markdown"


@pytest.mark.parametrize(("text", "html"), [
    ("a\nb", "a<br>b"),
    ("a\n\nb", "a<br><br>b"),
    ("**a** `b < c`", "<strong>a</strong> <code>b &lt; c</code>"),
    ("\\1. not a list", "1. not a list"),
    ("\\Q: not a mark", "Q: not a mark"),
    ('say "so" & <', 'say "so" &amp; &lt;'),
    ("[x](javascript:1)", "[x](javascript:1)"),
])  # fmt: skip
def test_bodies(text: str, html: str) -> None:
    assert html_of(text) == html


LINE = st.sampled_from(["Q: a", "A: b", "C: [x]", "a::b", "a:::b", "?", "??", "==x== y", "## i", "```"])
ODD = st.sampled_from(
    ["", "---", "🧠 a : b", "#flashcards/x", "<!--SR:!2026-13-01,4,270-->", "$a$", "[[", "\\"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(), st.lists(LINE | ODD | st.text(max_size=5), max_size=12))
def test_anything_is_read_or_refused(tmp_path: Path, data: bytes, lines: list[str]) -> None:
    file = tmp_path / "any.md"
    for content in (data, "\n".join(lines).encode("utf-8", "replace")):
        file.write_bytes(content)
        sample = Sample.of(file)
        Markdown().sniff(sample)
        with suppress(UserError):
            list(Markdown().read(sample, Choices(), no_progress).notes())
