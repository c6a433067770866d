from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.exchange.csv_file import CsvFile
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming, no_progress
from desktop.study.note import as_plain


def read(text: str, name: str = "words.csv", **choices: object) -> Incoming:
    sample = Sample.of_text(text, name)
    return CsvFile().read(sample, Choices(**choices), no_progress)  # type: ignore[arg-type]


def cards(incoming: Incoming) -> list[tuple[str, str]]:
    notes = [each.note.fields for each in incoming.notes()]
    return [(as_plain(each["Question"]), as_plain(each["Answer"])) for each in notes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a < b,AT&T\n<b>x</b>,x &amp; y", [("a < b", "AT&T"), ("<b>x</b>", "x &amp; y")]),
        ("Top of funnel?;ready: to buy", [("Top of funnel?", "ready: to buy")]),
        ("#1,x\n#2,y", [("#1", "x"), ("#2", "y")]),
        ("Question\tAnswer\nq\ta", [("q", "a")]),
        ("sep=;\na, b;c\nd;e", [("a, b", "c"), ("d", "e")]),
        ("term: definition\nother: meaning", [("term", "definition"), ("other", "meaning")]),
        ("{{x}},y\nz,w", [("{{x}}", "y"), ("z", "w")]),
        ("| Front | Back |\n|---|:-:|\n| a | b |\n| c | d |", [("a", "b"), ("c", "d")]),
        ("Term | Meaning\n--- | ---\na | b", [("a", "b")]),
    ],
)
def test_texts_are_read_as_they_were_meant(text: str, found: list[tuple[str, str]]) -> None:
    assert cards(read(text)) == found


def test_stray_marks_are_told_by_their_line() -> None:
    incoming = read('5" screen,monitor\n"open,never closed\na,b\nc,d\n')
    assert cards(incoming) == [('5" screen', "monitor"), ('"open', "never closed"), ("a", "b"), ("c", "d")]
    assert next(each for each in incoming.warnings if "quotation" in each).startswith("Line 2:")


def test_rows_of_two_one_and_four_are_accounted_for() -> None:
    incoming = read("a,b\nc\nd,e,f,g\n")
    notes = list(incoming.notes())
    assert [each.line for each in notes] == [1, 3]
    assert notes[1].note.fields["Explanation"] == "f<br>g"
    assert [(each.line, each.text) for each in incoming.skipped] == [(2, "c")]


def test_decks_and_tags_of_rows() -> None:
    incoming = read("deck,front,back,tags\n2024,a,b,x y\nsales,c,d,\nSales,e,f,\nA::B,g,h,\n")
    assert [each.deck for each in incoming.notes()] == [("2024",), ("sales",), ("sales",), ("A", "B")]


def test_every_choice_is_done_and_shown() -> None:
    text = "x#y#z\n1#<b>2</b>#3\n"
    choices = {"separator": "#", "header": True, "columns": ("back", "front", "tags"), "html": True}
    incoming = read(text, **choices, kind="reversed", quoted=False)
    note = next(iter(incoming.notes()))
    assert (note.note.fields["Question"], note.note.fields["Answer"]) == ("<b>2</b>", "1")
    assert (note.note.tags, note.note.note_type.name, note.line) == (
        ("3",),
        "Question and answer, both ways",
        2,
    )
    table = incoming.table
    assert table is not None
    assert (table.names, table.rows) == (("x", "y", "z"), (("1", "<b>2</b>", "3"),))
    assert {key: getattr(table.chosen, key) for key in choices} == choices
    assert (table.chosen.quoted, table.chosen.kind, table.chosen.row_separator) == (False, "reversed", "\n")


def test_what_was_found_can_be_chosen_and_changes_nothing() -> None:
    for text in (
        "Question,Answer\nq,a\n",
        "a\tb\nc\td\te\n",
        'sep=;\n"a;b";c\n',
        "one\ntwo\n",
        "{{c1::one}}\ntwo\n",
        "Question,Tags\na,b\n",
        "| a | b |\n|---|---|\n| c | d |",
        "a===b|||c===d",
    ):
        first = read(text)
        assert first.table is not None
        again = read(text, **{key: getattr(first.table.chosen, key) for key in Choices.__slots__})
        assert again.table is not None
        assert replace(again.table, encodings=()) == replace(first.table, encodings=())
        assert list(again.notes()) == list(first.notes())
        assert again.skipped == first.skipped


def test_separators_of_ones_own() -> None:
    incoming = read("a => b;; c => d\ne;;", separator="=>", row_separator=";;")
    assert cards(incoming) == [("a", "b"), ("c", "d\ne")]


def test_one_column_is_no_card_and_one_message() -> None:
    incoming = read("Just a sentence\nAnd another, longer\nAnd a third\n")
    assert cards(incoming) == []
    assert [each.line for each in incoming.skipped] == [1, 2, 3]
    assert len(incoming.warnings) == 1
    assert "only one column" in incoming.warnings[0]
    fronts = read("Just a sentence\nAnd another\n", columns=("front",))
    assert cards(fronts) == [("Just a sentence", ""), ("And another", "")]
    assert fronts.warnings == []
    gaps = read("{{c1::Gaps}} make cards\nNo gap\n")
    assert [each.note.fields["Text"] for each in gaps.notes()] == ["{{c1::Gaps}} make cards"]
    assert [each.line for each in gaps.skipped] == [2]


@pytest.mark.parametrize("text", ["", "\n \n", ",,,\n,\n", "\ufeff", "sep=;\n"])
def test_nothing_is_said_plainly(text: str) -> None:
    with pytest.raises(UserError, match="holds no text"):
        cards(read(text))


def test_the_clipboard_is_read_like_a_file(tmp_path: Path) -> None:
    text = "Sales\tOne at a time\r\nMarketing\tMany at once\r\n"
    pasted = formats.read_text(text, "Clipboard")
    file = tmp_path / "words.csv"  # tabs in a .csv
    file.write_text(text, newline="")
    brought = formats.read(file)
    assert cards(pasted) == cards(brought) == [("Sales", "One at a time"), ("Marketing", "Many at once")]
    assert (pasted.deck, brought.deck) == ((), ("words",))


def test_lost_letters_are_told() -> None:
    assert any("were lost" in each for each in read("caf\ufffd,b\n").warnings)


@pytest.mark.parametrize(
    "head",
    [
        b"<?xml version='1.0'?><a/>",
        b'{"a": 1}',
        b"[]",
        b"{\\rtf1 x}",
        b"%PDF-1.4\n",
        b"\x89PNG\r\n\x1a\n\0\0",
    ],
)
def test_other_files_are_none(head: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(head)
    assert not CsvFile().sniff(Sample.of(file))


@pytest.mark.parametrize("text", ["{{c1::a}}", "[[link]],b", "{a},b", "[1],b", "a", ""])
def test_texts_are_texts(text: str) -> None:
    assert CsvFile().sniff(Sample.of_text(text, "x"))


@given(
    st.binary(max_size=300) | st.text('ab",;\t\n#:=|-', max_size=80).map(str.encode),
    st.sampled_from(["x.csv", "x.txt"]),
)
@example(b"!;::;!", "x.txt")
def test_any_bytes_are_read_or_refused_plainly(data: bytes, name: str) -> None:
    sample = Sample(name, None, len(data), data, data)
    try:
        incoming = formats.format_of(sample).read(sample, Choices(), no_progress)
        notes = list(incoming.notes())
    except UserError:
        return
    parted = incoming.table.chosen.row_separator if incoming.table else None
    if parted in (None, "\n"):  # else a line may hold several rows
        assert not {each.line for each in notes} & {each.line for each in incoming.skipped if each.line}
    assert all(each.note.fields for each in notes)
