from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange import formats
from desktop.exchange.quizlet import Quizlet, made_up, terms
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming
from desktop.study.note import as_plain

LIST = 'lead\tsomeone\n"the close"\tsays yes; "sign here"\nempty\t\n'


def cards(incoming: Incoming) -> list[tuple[str, str]]:
    notes = [each.note.fields for each in incoming.notes()]
    return [(as_plain(each["Question"]), as_plain(each["Answer"])) for each in notes]


def test_nothing_is_quoted_and_empty_definitions_are_kept() -> None:
    incoming = formats.read_text(LIST, "Clipboard")
    assert incoming.format == Quizlet.title
    assert cards(incoming) == [("lead", "someone"), ('"the close"', 'says yes; "sign here"'), ("empty", "")]
    assert incoming.warnings == ["Line 3: the back is empty."]


def test_definitions_of_several_lines() -> None:
    incoming = formats.read_text("a\tone\ntwo\n\nthree\nb\tc\td\ne\tf\n", "Clipboard")
    assert cards(incoming) == [("a", "one\ntwo\nthree"), ("b", "c\td"), ("e", "f")]
    assert incoming.warnings == [
        "Lines 2, 4: there is no separator; it was joined to the line above.",
        "Line 5: there are several separators; it was parted at the first.",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a===b|||c===d|||", ("===", "|||")),
        ("a :: b\nc :: d\n", ("::", "\n")),
        ("a\tb;;c\td;;", ("\t", ";;")),
        ("a, b -- c\nd -- e, f", ("--", "\n")),
        ("a==b==c\nd==e", None),
        ("one -- thought\nanother", None),
        ("a\tb -- c\nd\te -- f", None),
        ("{{c1::a}}\n{{c2::b}}", None),
        ("wait... what\nso... yes", None),
        ("a\tb\nc\td", None),
        ("", None),
    ],
)
def test_separators_that_somebody_made_up(text: str, found: tuple[str, str] | None) -> None:
    assert made_up(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\tb\nc\td\n", "x.txt"),
        ('"a\tb"\tc\nd\t\n', "x.txt"),
        ("front\tback\na\t\n", "x.txt"),
        ("a\tb\tc\nd\te\tf\ng\th\t\n", "x.txt"),
        (LIST, "x.csv"),
        ("a,b\nc,\n", "x.txt"),
    ],
)
def test_tables_are_no_lists(text: str, name: str) -> None:
    assert not Quizlet().sniff(Sample.of_text(text, name))


def test_choices_are_done() -> None:
    assert cards(formats.read_text(LIST, "x", Choices(quoted=True)))[1][0] == "the close"
    assert cards(formats.read_text(LIST, "x", Choices(header=True)))[0][0] == '"the close"'
    swapped = formats.read_text(LIST, "x", Choices(columns=("back", "front")))
    assert cards(swapped) == [("someone", "lead"), ('says yes; "sign here"', '"the close"')]
    assert [each.line for each in swapped.skipped] == [3]
    named = formats.read_text("term===meaning|||c===d|||", "x", Choices(header=True))
    assert cards(named) == [("c", "d")]
    custom = formats.read_text(LIST, "x", Choices(separator=";", row_separator="\n"))
    assert cards(custom)[0] == ("lead\tsomeone", "")


def test_what_was_found_can_be_chosen_and_changes_nothing() -> None:
    for text in (LIST, "a===b|||c===d|||", "a\tone\ntwo\nb\tc\n"):
        first = formats.read_text(text, "x")
        assert first.table is not None
        assert first.format == Quizlet.title
        again = formats.read_text(text, "x", first.table.chosen)
        assert list(again.notes()) == list(first.notes())
        assert again.warnings == first.warnings


@given(st.lists(st.tuples(st.text("ab \"'", min_size=1), st.text('ab;,\n"|=')), min_size=1))
def test_any_list_comes_back(pairs: list[tuple[str, str]]) -> None:
    pairs = [(term, meaning) for term, meaning in pairs if term.strip()]
    text = "".join(f"{term}\t{meaning}##" for term, meaning in pairs)
    found = [tuple(cells) for _, cells in terms(text, "\t", "##", lambda line, what: None)]
    assert found == pairs


@given(st.text('ab\t\n"', max_size=50))
def test_no_line_is_lost(text: str) -> None:
    said = "\n".join("\t".join(cells) for _, cells in terms(text, "\t", "\n", lambda line, what: None))
    assert [c for c in said if c not in "\t\n"] == [c for c in text if c not in "\t\n"]
