from __future__ import annotations

from desktop.exchange.plainly import FORMATTED
from desktop.exchange.rows_out import OTHER_DECKS, OTHER_TYPE, columns, rows
from desktop.study.outgoing import Outgoing, Written
from tests.exchange import leaving


def table(outgoing: Outgoing) -> tuple[list[dict[str, str]], Written]:
    written = Written()
    names, *found = rows(outgoing, written, lambda done: None)
    return [dict(zip(names, row, strict=True)) for row in found], written


def test_columns_are_those_that_the_notes_need() -> None:
    basic = leaving.note("basic", "x").note_type
    assert columns((basic,)) == ("Front", "Back", "Extra", "Tags", "Deck", "ID")
    every = columns(leaving.leaving(leaving.plain_notes()).note_types)
    assert every == ("Front", "Back", "Extra", "Options", "Accept", "Kind", "Tags", "Deck", "ID")


def test_plain_notes_lose_nothing() -> None:
    notes = leaving.plain_notes()
    found, written = table(leaving.leaving(notes))
    assert written.left_out == {}
    assert written.notes == len(notes)
    assert written.cards == sum(len(each.cards) for each in notes)
    by_id = {row["ID"]: row for row in found}
    basic, choice, cloze, typed = (
        by_id[str(leaving.note(key, key).uid)] for key in ("basic", "choice", "cloze", "typed")
    )
    assert (basic["Front"], basic["Back"], basic["Extra"]) == ("a < b && c", "AT&T", "one\ntwo")
    assert (choice["Options"], choice["Back"], choice["Kind"]) == (
        "Sales\nMarketing\nNobody",
        "Sales",
        "choice",
    )
    assert cloze["Front"] == "{{c1::Sales}} talks, {{c2::marketing::hint}} tells"
    assert cloze["Deck"] == "Sales & Marketing::First “meetings”"
    assert (typed["Accept"], typed["Kind"]) == ("to benchmark\na bench", "typed")


def test_tags_with_spaces_stand_between_commas() -> None:
    notes = [
        leaving.new(leaving.note("basic", str(tags), tags=tags))
        for tags in (("a", "b"), ("two words",), ("a", "two words"), ("a,b",))
    ]
    found, written = table(leaving.leaving(notes))
    assert [row["Tags"] for row in found] == ["a b", "two words,", "a, two words", "a b,"]
    assert list(written.left_out.values()) == [1]


def test_what_a_table_cannot_hold_is_told() -> None:
    found, written = table(leaving.leaving(leaving.rich_notes()))
    assert written.left_out == {OTHER_DECKS: 1, OTHER_TYPE: 2, FORMATTED: 3}
    assert (found[0]["Front"], found[0]["Back"], found[0]["Extra"]) == ("ROI", "return", "[📈 ROI.PNG]")
