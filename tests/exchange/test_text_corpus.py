"""What becomes of the sample texts: every card, field by field, and everything that was not taken in."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.study.fronts import front_of
from desktop.study.incoming import Choices, Incoming, IncomingNote
from desktop.study.note import as_plain

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TEXTS = CORPUS / "text"
ANKI = CORPUS / "anki" / "text-inputs"
TABLES = {"csv", "quizlet", "anki-text", "xlsx"}
SAMPLES: dict[str, dict[str, Any]] = {}
if (TEXTS / "expected.json").exists():
    SAMPLES = {
        name: expected
        for name, expected in json.loads((TEXTS / "expected.json").read_text())["files"].items()
        if expected["format"] in TABLES
    }
EMPTY = ("empty.txt", "bom-only.csv")
ENCODINGS = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}
needs_corpus = pytest.mark.skipif(not SAMPLES, reason="the sample files are not here")


def same(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def cards_of(incoming: Incoming) -> list[dict[str, Any]]:
    """Return what the notes say, each front once, as the store has it."""
    found: dict[tuple[tuple[str, ...], str], dict[str, Any]] = {}
    for each in incoming.notes():
        found.setdefault((each.deck, front_of(each.note.note_type, each.note.fields)), shown(each))
    return list(found.values())


def shown(each: IncomingNote) -> dict[str, Any]:
    fields = [same(as_plain(field)) for field in each.note.fields.values()]
    card = {"front": fields[0], "back": fields[1] if len(fields) > 2 else "", "extra": fields[-1].split("\n")}
    return card | {"tags": list(each.note.tags), "deck": "::".join(each.deck)}


def drawn(html: str) -> str:
    """Return the text of HTML as a browser reads it."""
    parts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = parts.append  # type: ignore[method-assign]
    parser.feed(html.replace("<br>", "\n"))
    parser.close()
    return "".join(parts)


def alike(card: dict[str, Any], expected: dict[str, Any]) -> bool:
    wanted = {"extra": [expected.get("third", "")], **expected}
    wanted.pop("third", None)
    return all(card[key] == value for key, value in wanted.items())


@needs_corpus
def test_all_samples_are_tried() -> None:
    assert len([name for name, each in SAMPLES.items() if each["format"] != "xlsx"]) == 39


@needs_corpus
@pytest.mark.parametrize("name", [name for name, each in SAMPLES.items() if "notes" not in each])
def test_a_sample_becomes_the_right_cards(name: str) -> None:
    expected = SAMPLES[name]
    certain = expected.get("encoding_certain", True)
    before = hashlib.sha256((TEXTS / name).read_bytes()).digest()
    choices = Choices() if certain else Choices(encoding=expected["encoding"])
    wanted = expected.get("default_cards", expected.get("cards"))
    wanted = expected["html_off"]["plain"] if wanted is None else wanted
    if name in EMPTY:
        with pytest.raises(UserError, match=r"holds no text\. A card needs"):
            formats.read(TEXTS / name)
        return
    incoming = formats.read(TEXTS / name, choices)
    cards = cards_of(incoming)
    assert len(cards) == len(wanted)
    for card, each in zip(cards, wanted, strict=True):
        if name == "workbook.xlsx" and each["back"] == "25%":
            each = {**each, "back": "0.25"}  # as acceptable, says the sample
        elif each["front"] == "closed tail":
            each = {**each, "front": '"closed" tail'}  # as acceptable
        assert alike(card, each), (card, each)
    assert [each.line for each in incoming.skipped] == [each["line"] for each in expected.get("skipped", ())]
    assert all(each.text for each in incoming.skipped)
    assert hashlib.sha256((TEXTS / name).read_bytes()).digest() == before


@needs_corpus
@pytest.mark.parametrize("name", [name for name, each in SAMPLES.items() if each.get("cards")])
def test_a_sample_is_read_as_it_was_written(name: str) -> None:
    expected = SAMPLES[name]
    table = formats.read(TEXTS / name).table
    assert table is not None
    if expected["format"] == "xlsx":
        assert list(table.sheets) == expected["sheets"]
    else:
        assert table.chosen.encoding in (
            expected["encoding"],
            ENCODINGS.get(expected["encoding"]),
            "utf-16-be",
        )
    options = expected.get("options", {})
    assert table.chosen.separator == options.get("field_sep", expected.get("delimiter"))
    if options:
        assert table.chosen.row_separator == options["row_sep"]
    assert table.chosen.header == expected.get("header", False)
    if "encoding_certain" in expected:
        assert table.certain == expected["encoding_certain"]


@needs_corpus
@pytest.mark.parametrize(("name", "lines"), [
    ("quizlet-default.txt", [5]),
    ("quizlet-multiline-definition.txt", [2, 5]),
    ("anki-comments-and-quirks.txt", [11]),
    ("stray-quotes.csv", [5]),
    ("ragged.csv", [3, 5]),
    ("tabs-in-fields.tsv", [3]),
])  # fmt: skip
def test_a_sample_warns_of_its_lines(name: str, lines: list[int]) -> None:
    incoming = formats.read(TEXTS / name)
    list(incoming.notes())
    told = [each for each in incoming.warnings if each.startswith("Line")]
    named = sorted(int(part.strip(",:")) for each in told for part in each.split(":")[0].split()[1:])
    assert named == lines


@needs_corpus
@pytest.mark.parametrize("name", [name for name, each in SAMPLES.items() if "notes" in each])
def test_a_text_of_anki_becomes_the_right_notes(name: str) -> None:
    expected = SAMPLES[name]
    incoming = formats.read(TEXTS / name)
    assert incoming.format == "Anki text"
    notes = list(incoming.notes())
    assert len(notes) == len(expected["notes"])
    for each, wanted in zip(notes, expected["notes"], strict=True):
        fields = list(each.note.fields.values())
        if not expected["html"]:
            fields = [as_plain(field) for field in fields]
        assert fields[: len(wanted["fields"])] == wanted["fields"]
        assert list(each.note.tags) == wanted["tags"]
        assert "::".join(each.deck or incoming.deck) == wanted.get("deck", Path(name).stem)
        assert (each.note.note_type.kind == "cloze") == (wanted.get("notetype") == "Cloze")
        assert fields[-1] == wanted.get("extra", [""])[0] or each.note.note_type.kind == "cloze"
        assert (each.note.uid.int != 0) == ("guid" in wanted)
    assert incoming.skipped == []


@needs_corpus
def test_samples_that_can_be_read_in_two_ways() -> None:
    def cards(name: str, **choices: Any) -> list[dict[str, Any]]:
        return cards_of(formats.read(TEXTS / name, Choices(**choices)))

    wanted = [card["back"] for card in SAMPLES["html.tsv"]["html_on"]["plain"]]
    wanted[2] = "alert(1)safe"  # the drawing leaves the script out
    notes = list(formats.read(TEXTS / "html.tsv", Choices(html=True)).notes())
    assert [drawn(each.note.fields["Answer"]) for each in notes] == wanted
    assert notes[0].note.fields["Answer"].startswith("<b>")

    as_table = SAMPLES["quizlet-multiline-definition.txt"]["alternative"]["as_tsv"]
    found = cards("quizlet-multiline-definition.txt", quoted=True)
    assert all(alike(*pair) for pair in zip(found, as_table["cards"], strict=True))

    found = cards("invalid-utf8.csv", encoding="cp1252")
    wanted = SAMPLES["invalid-utf8.csv"]["alternative"]["cp1252"]
    assert all(alike(*pair) for pair in zip(found, wanted, strict=True))

    fronts = [card["front"] for card in cards("one-column.txt", columns=("front",))]
    assert fronts == (TEXTS / "one-column.txt").read_text().splitlines()


RIGHT: dict[str, list[list[str]]] = {
    "comma-header-row.csv": [["prospect", "a possible buyer"]],
    "duplicates.csv": [["same", "first back"], ["other", "x"]],
    "excel-sep.csv": [["front", "back"]],
    "html-true.csv": [["a <b>bold</b> front", "back &amp; more <br> x"], ["multi\nline", "2 < 3"]],
    "html-unset-with-markup.csv": [["a &lt;b&gt;bold&lt;/b&gt; front", "back &amp;amp; more &lt;br&gt; x"]],
    "if-matches-keep-both.csv": [["same", "first back"]],
    "latin1.csv": [["café", "naïve"]],
    "utf16.csv": [["café", "naïve"]],
    "nbsp-zero-width.csv": [["a\xa0b\u200bc", "xy"]],
    "one-column.txt": [],
    "space.txt": [],
    "colon.txt": [["term", "definition"], ["other", "meaning"]],
    "semicolon-directives.csv": [["prospect", "<b>buyer</b>"], ["lead", "warm &amp; new"]],
    "spaces-around.csv": [["padded", "back"], ["quoted pad", "x"]],
    "uneven.csv": [["one", "two"], ["six", "seven"], ["nine", "ten"]],
    "unterminated-quote.csv": [["front", '"back never closed'], ["next", "row"]],
    "cloze-notetype.csv": [["The {{c1::funnel}} has {{c2::stages::how many?}}", "x"]],
    "row-columns.txt": [["front 1", "back 1"], ["{{c1::cloze}} text", "extra"], ["x", "y"]],
}
"""What is right where Anki's own import is not."""
TAGS = {"semicolon-directives.csv": [["sales", "b2b"], ["sales"]], "uneven.csv": [[], [], []]}
LISTED = {
    "cloze-notetype.csv": [5],
    "comment-lines.txt": [4],
    "one-column.txt": [1, 2],
    "space.txt": [1, 2],
    "uneven.csv": [2, 4],
}


@pytest.mark.parametrize("file", sorted(p for p in ANKI.glob("*.[ct][sx][vt]")), ids=lambda file: file.name)
def test_inputs_of_anki_become_what_is_right(file: Path) -> None:
    log = json.loads(Path(f"{file}.expected.json").read_text())["anki_import"]
    theirs = [each["fields"] for each in log.get("imported", ())]
    wanted = RIGHT.get(file.name, [[part.replace("&quot;", '"') for part in each] for each in theirs])
    wanted = [[part.replace("\ufeff", "") for part in each] for each in wanted]
    try:
        incoming = formats.read(file)
    except UserError:
        assert "error" in log
        assert file.name not in RIGHT
        return
    found: dict[str, IncomingNote] = {}
    for each in incoming.notes():
        found.setdefault(front_of(each.note.note_type, each.note.fields), each)
    notes = list(found.values())
    assert [list(each.note.fields.values())[:2] for each in notes] == wanted
    tags = TAGS.get(file.name, [sorted(each["tags"]) for each in log.get("imported", ())])
    for each, theirs_tags in zip(notes, tags, strict=False):
        assert sorted(each.note.tags) == sorted(theirs_tags)
    assert [each.line for each in incoming.skipped] == LISTED.get(file.name, [])
    if file.name == "pipe-deck-notetype.txt":
        assert notes[0].note.note_type.name == "Question and answer, both ways"
        assert incoming.deck == ("Imported", "From text")
    if file.name == "if-matches-keep-both.csv":
        assert incoming.table is not None
        assert incoming.table.chosen.keep_duplicates


REAL = {
    "txt003__capital.csv": (True, "country"),
    "txt004__text-2fields.txt": (False, ""),
    "txt009__unit05.csv": (False, ""),
    "txt011__programming-basic.csv": (False, ""),
    "txt038__withCategories.csv": (True, "Frontside"),
}


@pytest.mark.parametrize("name", REAL)
def test_files_of_other_people_are_accounted_for(name: str) -> None:
    file = CORPUS / "real" / name
    if not file.exists():
        pytest.skip("the files of other people are not here")
    header, first = REAL[name]
    incoming = formats.read(file)
    assert incoming.table is not None
    assert incoming.table.chosen.header == header
    assert (incoming.table.names or ("",))[0] == first
    notes = list(incoming.notes())
    lines = [line for line in file.read_text().splitlines() if line.strip()]
    joined = sum("joined" in each for each in incoming.warnings)
    assert len(notes) + len(incoming.skipped) + joined == len(lines) - header
    assert all(each.note.fields["Question"] for each in notes)
    said = "\n".join(as_plain(field) for each in notes for field in each.note.fields.values())
    said += "\n".join([each.text for each in incoming.skipped])
    words = [word for line in lines[header:] for word in line.replace('"', " ").replace(",", " ").split()]
    plain = said + "".join(tag for each in notes for tag in each.note.tags)
    assert [word for word in words if word.replace("<br>", "\n") not in plain and word not in plain] == []
