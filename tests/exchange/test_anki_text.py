from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.exchange.anki_text import AnkiText, head_of, kind_of
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming, no_progress
from desktop.study.note import NAMESPACE, derived


def read(text: str, **choices: object) -> Incoming:
    return AnkiText().read(Sample.of_text(text, "words.txt"), Choices(**choices), no_progress)  # type: ignore[arg-type]


def fields(incoming: Incoming) -> list[list[str]]:
    return [list(each.note.fields.values()) for each in incoming.notes()]


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("#separator:tab\na\tb", True),
        ("# made by hand\n\n#HTML : true\na,b", True),
        ("#separator:Comma,,\na,b", True),
        ("tags: one two\na\tb", True),
        ("tags: what notes are called\nterm: meaning\n", False),
        ("#1,first\n#2,second", False),
        ("#unknown:x\na,b", False),
        ("a,b\n#separator:tab\n", False),
        ("", False),
    ],
)
def test_it_is_known_by_its_first_lines(text: str, theirs: bool) -> None:
    assert AnkiText().sniff(Sample.of_text(text, "x.txt")) == theirs
    if text:
        assert (formats.read_text(text, "x").format == "Anki text") == theirs


def test_everything_that_the_first_lines_say() -> None:
    head = head_of(
        "tags: a b\n# note\n#Separator: Pipe \n#if matches:keep both,,\n#tags:c\n#deck:A::B\n\nx|y\n"
    )
    assert head is not None
    assert (head.separator, head.tags, head.lines) == ("|", ("a", "b", "c"), 7)
    assert (head.value("if matches"), head.value("deck")) == ("keep both", "A::B")


@pytest.mark.parametrize(
    ("value", "separator"),
    [
        ("tab\t\t", "\t"),
        ("Comma,,", ","),
        (";", ";"),
        ("\t", "\t"),
        (" semicolon", ";"),
        ("SPACE", " "),
        ("", None),
    ],
)
def test_separators_are_named_or_written(value: str, separator: str | None) -> None:
    head = head_of(f"#separator:{value}\na")
    assert head is not None
    assert head.separator == separator


def test_special_columns_are_no_fields() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        "g 1\tBasic\tA::B\tq\t<i>a</i>\tx y\n"
        "g2\tCloze\tA::C\t{{c1::gap}}\tmore\t\n"
        "g3\tMy own\ta\tq\ta\t\n"
        "g4\tBasic (and reversed card)\tA\tq\ta\t\n"
    )
    incoming = read(text)
    notes = list(incoming.notes())
    assert [each.note.uid for each in notes] == [
        derived(NAMESPACE, f"anki note {guid}") for guid in ("g 1", "g2", "g3", "g4")
    ]
    assert [each.deck for each in notes] == [("A", "B"), ("A", "C"), ("A",), ("A",)]
    assert [each.note.note_type.kind for each in notes] == ["basic", "cloze", "basic", "basic"]
    assert notes[3].note.note_type.name == "Question and answer, both ways"
    assert list(notes[0].note.fields.values()) == ["q", "<i>a</i>", ""]
    assert notes[0].note.tags == ("x", "y")
    assert next(each for each in incoming.warnings if "My own" in each).startswith("Line 9:")


def test_columns_are_fields_by_their_names() -> None:
    incoming = read("#separator:Comma\n#columns:Back,Tags,Front,\n#tags column:2\na,t,q\n")
    notes = list(incoming.notes())
    assert list(notes[0].note.fields.values()) == ["q", "a", ""]
    assert notes[0].note.tags == ("t",)
    assert incoming.table is not None
    assert incoming.table.chosen.columns == ("back", "tags", "front")


def test_the_deck_and_type_of_all() -> None:
    incoming = read("#deck:A::b\n#notetype:Cloze\n#separator:,\n{{c1::x}},y\nno gap,y\n")
    assert incoming.deck == ("A", "b")
    assert fields(incoming) == [["{{c1::x}}", "y"]]
    assert [each.line for each in incoming.skipped] == [5]
    assert any("“Odd”" in each for each in read("#notetype:Odd\na\tb\n").warnings)


def test_a_header_row_is_a_card_because_anki_names_columns_above() -> None:
    text = "#separator:tab\nfront\tback\nx\ty\n"
    assert fields(read(text))[0][:2] == ["front", "back"]
    assert fields(read(text, header=True)) == [["x", "y", ""]]


def test_html_only_where_it_is_said() -> None:
    body = "#separator:tab\n<b>a</b>\tb\n"
    assert fields(read(body))[0][0] == "&lt;b&gt;a&lt;/b&gt;"
    assert fields(read("#html:true\n" + body))[0][0] == "<b>a</b>"
    assert fields(read("#html:true\n" + body, html=False))[0][0] == "&lt;b&gt;a&lt;/b&gt;"
    assert any("look like HTML" in each for each in read(body).warnings)
    assert read("#html:false\n" + body).warnings == []


def test_comments_are_no_cards_and_rows_among_them_are_listed() -> None:
    incoming = read('#separator:tab\na\tb\n# only a remark\n#row\tvalue\n"#x"\ty\n')
    assert [each[:2] for each in fields(incoming)] == [["a", "b"], ["#x", "y"]]
    assert [(each.line, each.text) for each in incoming.skipped] == [(4, "#row value")]


def test_semicolons_of_entities_part_nothing() -> None:
    assert fields(read("#separator:Semicolon\n#html:true\na;b &amp; c\n"))[0][:2] == ["a", "b &amp; c"]


def test_an_empty_back_is_told() -> None:
    incoming = read("#separator:tab\na\tb\nc\n")
    assert [each[:2] for each in fields(incoming)] == [["a", "b"], ["c", ""]]
    assert incoming.warnings == ["Line 3: the back is empty."]


def test_what_it_says_of_duplicates_is_a_choice() -> None:
    table = read("#if matches:keep both\na\tb\n").table
    assert table is not None
    assert table.chosen.keep_duplicates


def test_first_lines_alone_hold_nothing() -> None:
    with pytest.raises(UserError, match="holds no text"):
        read("#separator:tab\n#html:true\n")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Basic", "basic"), ("Basic (optional reversed card)", "basic"),
        ("basic (and reversed card)", "reversed"), ("Basic (type in the answer)", "typed"),
        ("Cloze", "cloze"), ("Vocabulary", None), ("", None),
    ],
)  # fmt: skip
def test_note_types_of_anki(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


KEYS = [
    "separator",
    "html",
    "tags",
    "columns",
    "notetype",
    "deck",
    "guid column",
    "tags column",
    "if matches",
]


@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.text("tab,;|0123456789:\t trueé", max_size=8)), max_size=5),
    st.text('ab#"\t,;|\n', max_size=60),
)
def test_any_first_lines_are_read_or_refused_plainly(said: list[tuple[str, str]], body: str) -> None:
    text = "#html:false\n" + "".join(f"#{key}:{value}\n" for key, value in said) + body
    try:
        incoming = formats.read_text(text, "x.txt")
    except UserError:
        return
    lines = [each.line for each in incoming.notes()] + [each.line for each in incoming.skipped]
    assert len(lines) == len(set(lines))
