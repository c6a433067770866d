from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.gui.browser.columns import COLUMNS, USUAL, Layout, Order, flag_name
from desktop.store.search.results import SORTS, CardRow

TODAY = 740_000


def row(**more: object) -> CardRow:
    made = CardRow(
        card=1, note=1, note_uid=b"", ordinal=0, text="Question?", answer="Answer.",
        deck_path=("Top", "Below"),
        note_type="Basic", due=None, interval=0, ease=250, lapses=0, reviews=0, repetition=0,
        created_ms=0, edited_ms=0, suspended=False, buried=0, flag=0, deleted=False, tags=(),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def shown(key: str, **more: object) -> str:
    return COLUMNS[key].show(row(**more), TODAY)


def test_what_can_be_sorted_by_is_what_the_search_sorts_by() -> None:
    assert {key for key, column in COLUMNS.items() if column.sorts} == set(SORTS)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "new"),
        ({"due": TODAY}, "today"),
        ({"due": TODAY - 30}, "today"),
        ({"due": TODAY + 1}, "tomorrow"),
        ({"due": TODAY + 40}, "28 Feb 2027"),
        ({"due": TODAY, "suspended": True}, "suspended"),
        ({"due": TODAY, "buried": TODAY + 1}, "put off"),
        ({"due": TODAY, "buried": TODAY}, "today"),
        ({"due": TODAY, "suspended": True, "deleted": True}, "deleted"),
        ({"due": 10**9}, "31 Dec 9999"),
    ],
)
def test_when_a_card_is_due(more: dict[str, object], text: str) -> None:
    assert shown("due", **more) == text


def test_new_cards_have_no_numbers() -> None:
    assert [shown(key) for key in ("interval", "ease", "lapses", "reviews")] == ["", "", "", ""]
    studied = {"due": TODAY, "interval": 1, "ease": 236, "lapses": 2, "reviews": 1200}
    assert [shown(key, **studied) for key in ("interval", "ease", "lapses", "reviews")] == [
        "1 day", "2.36", "2", "1,200",
    ]  # fmt: skip


@pytest.mark.parametrize("at_ms", [0, 1 << 62, -(1 << 62)])
def test_instants_that_make_no_sense_are_not_shown(at_ms: int) -> None:
    assert shown("created", created_ms=at_ms) == ""


def test_names_are_shown_as_they_are() -> None:
    name = '<b>Sales</b> & "Co"'
    assert shown("deck", deck_path=(name, "x")) == f"{name} › x"
    assert shown("note_type", note_type=name) == name
    assert shown("tags", tags=("a", name)) == f"a  {name}"


def test_flags_have_names() -> None:
    assert flag_name(1) == "Red"
    assert [flag_name(0), flag_name(8), flag_name(-1)] == ["", "", ""]


def test_a_layout_is_read_back_as_it_was_written() -> None:
    layout = Layout.read("due:120 question:300")
    assert list(layout.widths) == ["due", "question"]
    assert Layout.read(layout.written()) == layout


@pytest.mark.parametrize(
    "text", ["", "bogus", "bogus:3", "question", "question:x", "question:-5", "question:99999"]
)
def test_a_layout_that_makes_no_sense_is_the_usual_one(text: str) -> None:
    assert tuple(Layout.read(text).widths) == USUAL


def test_columns_come_and_go_but_never_all() -> None:
    layout = Layout.read("question:300")
    assert layout.toggled("question") == layout
    assert list(layout.toggled("due").widths) == ["question", "due"]
    assert layout.toggled("due").toggled("due") == layout


@pytest.mark.parametrize(
    ("text", "order"), [("", Order()), ("x", Order()), ("flag", Order()), ("-due", Order("due", True))]
)
def test_an_order_is_read(text: str, order: Order) -> None:
    assert Order.read(text) == order
    assert Order.read(order.written()) == order
