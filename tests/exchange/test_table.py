from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.columns import Plan
from desktop.exchange.table import Decks, Maker, Told, split_tags, table_of
from desktop.study.incoming import NO_UID, IncomingNote, Skipped, Table
from desktop.study.incoming import Choices as Chosen
from desktop.study.note import NAMESPACE, derived

TWO = ("front", "back")


def made(plan: Plan, *rows: list[str]) -> tuple[list[IncomingNote], list[Skipped], list[str]]:
    skipped: list[Skipped] = []
    told = Told()
    notes = list(Maker(plan, skipped.append, told).notes(iter(enumerate(rows, 1))))
    return notes, skipped, list(told.warnings())


def fields(note: IncomingNote) -> list[str]:
    return list(note.note.fields.values())


def test_text_shows_as_typed_unless_it_is_html() -> None:
    row = [" a < b && c ", "<li>AT&T\nx</li>"]
    plain, _, _ = made(Plan(TWO), row)
    assert fields(plain[0]) == ["a &lt; b &amp;&amp; c", "&lt;li&gt;AT&amp;T<br>x&lt;/li&gt;", ""]
    html, _, _ = made(Plan(TWO, html=True), row)
    assert fields(html[0]) == ["a < b && c", "<li>AT&T\nx</li>", ""]


def test_every_row_is_a_note_or_listed() -> None:
    rows = [["a", "b", "c", "", "d"], ["a"], ["", "b"], [" ", "\u00a0"], [], ["a", ""], ["e", "f"]]
    notes, skipped, told = made(Plan(TWO), *rows)
    assert [(each.line, fields(each)) for each in notes] == [(1, ["a", "b", "c<br>d"]), (7, ["e", "f", ""])]
    assert skipped == [
        Skipped(2, "the back is empty", "a"),
        Skipped(3, "the front is empty", " | b"),
        Skipped(6, "the back is empty", "a | "),
    ]
    assert told == ["Line 1: there are more cells than columns; the last ones are shown below the answer."]


def test_a_front_alone_is_taken_in_where_that_is_meant() -> None:
    notes, skipped, told = made(Plan(TWO, lone=True), ["a", ""], ["b", "c"])
    assert [fields(each)[:2] for each in notes] == [["a", ""], ["b", "c"]]
    assert (skipped, told) == ([], ["Line 1: the back is empty."])
    notes, skipped, told = made(Plan(("front",), lone=True), ["a"])
    assert ([fields(each) for each in notes], skipped, told) == ([["a", "", ""]], [], [])
    assert made(Plan(("front",)), ["a"])[1] == [Skipped(1, "there is only one column", "a")]


def test_gaps_become_a_text_with_gaps() -> None:
    notes, skipped, _ = made(Plan(TWO), ["The {{c1::sun}}", ""], ["{{c2::x}}", "below"], ["{{c1:", "no gap"])
    assert [each.note.note_type.kind for each in notes] == ["cloze", "cloze", "basic"]
    assert fields(notes[1]) == ["{{c2::x}}", "below"]
    assert skipped == []
    _, skipped, _ = made(Plan(("front",), kind="cloze", lone=True), ["no gap"])
    assert skipped == [Skipped(1, "the text has no gap, such as {{c1::answer}}", "no gap")]


@pytest.mark.parametrize(("kind", "cards"), [("basic", (0,)), ("reversed", (0, 1)), ("typed", (0,))])
def test_rows_become_the_kind_that_is_chosen(kind: str, cards: tuple[int, ...]) -> None:
    from desktop.study.kinds import kind as kind_of

    notes, _, _ = made(Plan(TWO, kind=kind), ["a", "b"])
    note = notes[0].note
    assert kind_of(note.note_type.kind).ordinals(note.note_type, note.fields) == cards


def test_names_of_decks_are_texts_in_their_first_spelling() -> None:
    plan = Plan(("front", "back", "deck"))
    rows = [["a", "b", name] for name in ("2024", "sales", "Sales", "A::B", "a :: b::C", "", " ", "::")]
    notes, _, _ = made(plan, *rows)
    assert [each.deck for each in notes] == [
        ("2024",), ("sales",), ("sales",), ("A", "B"), ("A", "B", "C"), (), (), (),
    ]  # fmt: skip


@given(st.lists(st.text("aAß:ſS", max_size=6), max_size=6))
def test_a_deck_is_spelled_in_one_way_only(names: list[str]) -> None:
    decks = Decks()
    paths = [decks.path(name) for name in names]
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for path in paths:
        assert seen.setdefault(tuple(part.casefold() for part in path), path) == path


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("one two::three", ["one", "two::three"]),
        ("a, b", ["a", "b"]),
        ("field work, sales ;x", ["field work", "sales", "x"]),
        (" , ;", []),
        ("", []),
    ],
)
def test_tags_are_parted(text: str, tags: list[str]) -> None:
    assert split_tags(text) == tags
    assert split_tags("a, b", spaced=True) == ["a,", "b"]


def test_tags_of_all_and_of_the_row_stand_once_each() -> None:
    notes, _, _ = made(Plan(("front", "back", "tags", "tags"), tags=("x",)), ["a", "b", "y x", "z"])
    assert notes[0].note.tags == ("x", "y", "z")


def test_identities_are_those_of_the_file_but_never_row_numbers() -> None:
    own = UUID("12345678-1234-5678-1234-567812345678")
    plan = Plan(("id", "front", "back"))
    notes, _, _ = made(plan, ["7", "a", "b"], [str(own), "a", "b"], ["k-7", "a", "b"], ["", "a", "b"])
    assert [each.note.uid for each in notes] == [NO_UID, own, derived(NAMESPACE, "table note k-7"), NO_UID]
    notes, _, _ = made(Plan(plan.columns, source="anki"), [str(own), "a", "b"])
    assert notes[0].note.uid == derived(NAMESPACE, f"anki note {own}")


def test_what_is_told_of_many_lines_is_one_sentence() -> None:
    told = Told()
    for line in range(1, 9):
        told(line, "it is odd")
    told(4, "it is even")
    assert list(told.warnings()) == ["Lines 1, 2, 3, 4, 5 and 3 more: it is odd.", "Line 4: it is even."]


def test_notes_can_be_asked_for_again() -> None:
    rows = [(1, ["a", "b", "c"]), (2, ["a"])]
    incoming = table_of("X", ("D",), Plan(TWO), lambda tell, skip: iter(rows), Table(Chosen()), ["Known."], 2)
    assert incoming.warnings == ["Known."]
    first = list(incoming.notes())
    said = [list(incoming.skipped), list(incoming.warnings)]
    assert list(incoming.notes()) == first
    assert [incoming.skipped, incoming.warnings] == said
    assert len(incoming.warnings) == 2


@given(
    st.lists(st.sampled_from(["front", "back", "extra", "tags", "deck", "id", "", "type"]), max_size=5),
    st.lists(st.lists(st.text(max_size=5), max_size=6), max_size=5),
    st.booleans(),
    st.sampled_from(["basic", "reversed", "typed", "cloze"]),
)
def test_any_table_is_accounted_for(columns: list[str], rows: list[list[str]], html: bool, kind: str) -> None:
    notes, skipped, _ = made(Plan(tuple(columns), html=html, kind=kind), *rows)
    held = [line for line, cells in enumerate(rows, 1) if any(cell.strip() for cell in cells)]
    assert sorted([each.line for each in notes] + [each.line for each in skipped]) == held
