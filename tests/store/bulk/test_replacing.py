r"""X-07: literal means literal, also `$5` and `\1`; a wrong or endless expression is told in words."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.store.bulk import pattern
from desktop.store.bulk.pattern import literal, regular
from desktop.store.bulk.replacing import Hit, Replace
from desktop.store.collection import Collection
from tests.store.conftest import Opener
from tests.store.helpers import basic, cloze, deck


@pytest.fixture
def collection(opened: Opener) -> Collection:
    made = opened()
    notes = [
        basic("a", "The price is <b>high</b> &amp; the price stays"),
        basic("b", "Price of a call"),
        cloze("c", "A {{c1::price}} and {{c2::prices}}"),
    ]
    made.install(deck(notes), "deck")
    return made


def numbers(collection: Collection) -> list[int]:
    return list(dict.fromkeys(view.note_number for view in collection.cards()))


def texts(collection: Collection) -> list[str]:
    found = {view.note_number: view.note for view in collection.cards()}
    return [note.fields.get("Question") or note.fields["Text"] for note in found.values()]


def test_a_literal_replacement_is_exactly_that(collection: Collection) -> None:
    before = texts(collection)
    replace = Replace(numbers(collection), "price", r"$5 \1")
    assert collection.bulk.count(replace) == 2
    collection.bulk.do(replace)
    assert texts(collection) == [
        r"The $5 \1 is <b>high</b> &amp; the $5 \1 stays",
        "Price of a call",
        r"A {{c1::$5 \1}} and {{c2::$5 \1s}}",
    ]
    assert collection.undoable() == ("replace", r"price → $5 \1")
    collection.undo()
    assert texts(collection) == before
    assert collection.check() == []


def test_a_preview_counts_and_shows_the_first_places_and_writes_nothing(collection: Collection) -> None:
    seen = collection.bulk.preview(Replace(numbers(collection), "price", "cost", match_case=False))
    assert (seen.notes, seen.matches, seen.unfit) == (3, 5, 0)
    first, second, third = seen.hits
    assert first == Hit(
        1, "Question", "The price is high & the price stays", "The cost is high & the cost stays"
    )
    assert (second.before, second.after) == ("Price of a call", "cost of a call")
    assert (third.field, third.after) == ("Text", "A cost and costs")
    assert collection.undoable() is None


def test_what_people_read_is_meant_and_what_comes_in_is_no_tag(collection: Collection) -> None:
    chosen = numbers(collection)
    assert collection.bulk.count(Replace(chosen, "b>", "i>")) == 0
    assert collection.bulk.count(Replace(chosen, "amp;", "x")) == 0
    collection.bulk.do(Replace(chosen, "high & the", "<i> &"))
    assert texts(collection)[0] == "The price is <b>high</b> &amp; the price stays"  # a tag stands between
    collection.bulk.do(Replace(chosen, "& the", "<i> &"))
    assert texts(collection)[0] == "The price is <b>high</b> &lt;i&gt; &amp; price stays"
    collection.bulk.do(Replace(chosen, "b>", "i>", in_html=True))
    assert texts(collection)[0] == "The price is <i>high</i> &lt;i&gt; &amp; price stays"


def test_only_one_field_and_only_the_chosen_notes(collection: Collection) -> None:
    chosen = numbers(collection)
    assert collection.bulk.count(Replace(chosen, "price", "cost", field="Text")) == 1
    assert collection.bulk.count(Replace(chosen, "price", "cost", field="Answer")) == 0
    assert collection.bulk.count(Replace(chosen[1:], "price", "cost")) == 1


def test_groups_of_a_regular_expression(collection: Collection) -> None:
    collection.bulk.do(Replace(numbers(collection), r"(\w+) of a (\w+)", r"\2: \1 ($5)", is_regex=True))
    assert texts(collection)[1] == "call: Price ($5)"


def test_cards_follow_the_text_and_undo_brings_them_back(collection: Collection) -> None:
    chosen = numbers(collection)
    cards = [view.number for view in collection.cards()]
    collection.bulk.do(Replace(chosen, "c2::", "c1::"))
    assert [view.ordinal for view in collection.cards() if view.note_number == chosen[2]] == [0]
    assert collection.check() == []
    collection.undo()
    assert [view.number for view in collection.cards()] == cards
    assert collection.check() == []


def test_notes_that_nobody_could_answer_stay_as_they_are_and_that_is_said(collection: Collection) -> None:
    replace = Replace(numbers(collection), r"\{\{c\d::(\w+)\}\}", r"\1", is_regex=True)
    assert collection.bulk.preview(replace).unfit == 1
    done = collection.bulk.do(replace)
    assert done.changed == 0
    assert "nobody could answer" in done.said[0]
    assert texts(collection)[2] == "A {{c1::price}} and {{c2::prices}}"
    assert collection.undoable() is None


@pytest.mark.parametrize(
    ("find", "into", "told"),
    [
        ("", "x", "Say what to find."),
        ("(", "x", "This is no regular expression"),
        ("a{99999999999999999999}", "x", "This is no regular expression"),
        ("price", r"\1", "This is no replacement"),
        ("price", r"\g<name>", "This is no replacement"),
        ("price", "\\", "This is no replacement"),
    ],
)
def test_what_makes_no_sense_is_told(collection: Collection, find: str, into: str, told: str) -> None:
    replace = Replace(numbers(collection), find, into, is_regex=True)
    with pytest.raises(UserError, match=told):
        collection.bulk.preview(replace)
    with pytest.raises(UserError, match=told):
        collection.bulk.do(replace)
    assert collection.undoable() is None


def test_a_catastrophic_expression_gives_up_politely(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pattern, "LONGEST_SECONDS", 0.05)
    collection.bulk.do(Replace(numbers(collection), "Price", "a" * 60 + "!"))
    with pytest.raises(UserError, match="takes too long"):
        collection.bulk.do(Replace(numbers(collection), r"((a|a)+)+$", "", is_regex=True))
    assert collection.undoable()[0] == "replace"  # type: ignore[index]


@given(find=st.text(min_size=1, max_size=6), into=st.text(max_size=6), text=st.text(max_size=30))
def test_a_literal_is_what_python_replaces(find: str, into: str, text: str) -> None:
    if " " not in find:
        assert literal(find, into, match_case=True).in_html(text)[0] == text.replace(find, into)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    find=st.text(alphabet="ab()[]{}*+?|\\^$.,1-:<>=!&# ", max_size=12),
    into=st.text(alphabet="ab\\1g<>{}$&", max_size=6),
    text=st.text(alphabet="ab<>&;/ ", max_size=30),
)
def test_any_expression_works_or_is_told(find: str, into: str, text: str) -> None:
    with suppress(UserError):
        made, count = regular(find, into, match_case=False).in_text(text)
        assert count or made == text
