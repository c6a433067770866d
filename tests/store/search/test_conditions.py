"""Which cards their state finds."""

from __future__ import annotations

import json
import random
import sqlite3

import pytest

from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.store.search.conditions import MOST_PARTS
from desktop.store.search.searcher import Searcher
from desktop.study.grades import PRACTICE
from tests.store.helpers import FakeClock, basic, deck, query
from tests.store.search.conftest import Texts


@pytest.fixture
def studied(collection: Collection, clock: FakeClock) -> Collection:
    """Three days later: a is known, b failed, c suspended, d buried and flagged, e to g are new."""
    a, b, c, d, *_ = (view.number for view in collection.cards())
    collection.grade(a, 5)
    clock.tomorrow()
    collection.grade(a, 4)
    collection.grade(b, 2)
    clock.tomorrow()
    collection.grade(c, 4)
    collection.undo()
    collection.suspend([c])
    clock.tomorrow()
    collection.bury([d])
    collection.flag([d], 2)
    return collection


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is:new", "cdeffg"),
        ("-is:new", "ab"),
        ("is:due", "b"),
        ("is:known", "a"),
        ("is:learning", "b"),
        ("is:suspended", "c"),
        ("is:buried", "d"),
        ("is:flagged", "d"),
        ("flag:2", "d"),
        ("flag:0", "abceffg"),
        ("flag>=1", "d"),
        ("is:leech", "a"),
        ("ease<2.6", "b"),
        ("ease>=2,6", "a"),
        ("interval>1", "a"),
        ("interval<=1", "b"),
        ("due<0", "b"),
        ("due>0", "a"),
        ("reviews>=2", "a"),
        ("reviews=0", "cdeffg"),
        ("lapses>0", ""),
        ("rated:1", ""),
        ("rated:3", "ab"),
        ("rated:4:easy", "a"),
        ("rated:3:easy", ""),
        ("rated:9:again", "b"),
        ("rated:0..9", "ab"),
        ("rated:0..0", ""),
        ("rated:2..2", "ab"),
        ("introduced:2..2", "b"),
        ("introduced:3", "b"),
        ("introduced:4", "ab"),
        ("added:3", ""),
        ("added:4", "abcdeffg"),
        ("is:deleted", ""),
        ("is:due or is:suspended", "bc"),
        ("-(is:new or is:due)", "a"),
        ("is:new -is:suspended deck:two call", ""),
    ],
)
def test_what_states_find(studied: Collection, keys: Texts, text: str, found: str) -> None:
    assert keys(text) == list(found)


def test_practice_introduces_no_card(collection: Collection, keys: Texts) -> None:
    first, *_ = collection.cards()
    collection.grade(first.number, 4, mode=PRACTICE)
    assert keys("rated:1") == ["a"]
    assert keys("rated:0..0") == []
    assert keys("introduced:1") == []


def test_eight_lapses_make_a_leech(studied: Collection, keys: Texts) -> None:
    query(studied.folder, "UPDATE schedule SET lapses = 8 WHERE card = (SELECT MAX(id) FROM card)")
    assert keys("is:leech") == ["a", "g"]


def test_edited_means_the_text(collection: Collection, clock: FakeClock, keys: Texts) -> None:
    clock.tomorrow()
    assert keys("edited:1") == []
    collection.writing.edit(collection.cards()[1].note_number, {"Explanation": "Mine."})
    assert keys("edited:1") == ["b"]
    assert keys("added:1") == []


def test_deleted_cards_are_found_only_when_asked_for(collection: Collection, keys: Texts) -> None:
    first, second, third, *_ = collection.cards()
    query(collection.folder, "UPDATE note SET deleted = 1 WHERE id = ?", first.note_number)
    query(collection.folder, "UPDATE card SET deleted = 2 WHERE id = ?", second.number)
    query(collection.folder, "UPDATE note SET deleted = 3 WHERE id = ?", third.note_number)
    collection.rebuild()
    assert keys("") == list("deffg")
    assert keys("buyer or call or cafe") == ["d"]
    assert keys("is:deleted") == ["a"]
    assert keys("buyer is:deleted") == ["a"]
    assert keys("buyer or is:deleted or cafe") == ["a", "d"]


def test_identities_and_row_numbers(collection: Collection, searcher: Searcher, keys: Texts) -> None:
    a, b, *_ = collection.cards()
    assert keys(f"cid:{a.name}") == ["a"]
    assert keys(f"cid:{a.number},{b.name}") == ["a", "b"]
    assert keys(f"nid:{a.note.uid},{b.note_number}") == ["a", "b"]
    assert keys("nid:x,99999999999999999999,-1") == []


def test_a_search_of_too_many_parts_is_refused(searcher: Searcher) -> None:
    with pytest.raises(UserError, match="too many parts"):
        searcher.search("a " * (MOST_PARTS + 1))
    searcher.search("a " * MOST_PARTS)


@pytest.mark.parametrize("part", ["-question:+*x", "question:*x*+ or", "-rated:1:again", "-a+", "cid:1,2 or"])
def test_as_many_values_as_every_sqlite_takes(searcher: Searcher, part: str) -> None:
    """F-03, U-13: no search binds more than 999 values."""
    searcher.search("")
    assert searcher._link is not None
    searcher._link.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
    searcher._link.connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 1000)
    searcher.search(" ".join([part] * MOST_PARTS)[:2000])


def test_a_search_over_many_tags(collection: Collection, searcher: Searcher) -> None:
    """F-03: more tags than a statement has variables."""
    tags = [f"topic::{n}" for n in range(1200)] + ["x" * 500]
    notes = [basic(f"t{n}", tags=[tag]) for n, tag in enumerate(tags)]
    collection.install(deck(notes, version=2), "tags")
    assert searcher.search("tag:topic").total == 1200
    assert searcher.search("tag:topic::11*").total == 111
    assert searcher.search("tag:" + "x" * 500).total == 1


def test_a_note_of_many_fields(collection: Collection, searcher: Searcher) -> None:
    names = [f"field {n}" for n in range(203)]
    note = collection.cards()[0].note_number
    (type_number,) = query(collection.folder, "SELECT note_type FROM note WHERE id = ?", note)[0]
    fields = {name: f"word{n} shared" for n, name in enumerate(names)} | {"field 7": "y" * 1_000_000}
    query(collection.folder, "UPDATE note_type SET fields = ? WHERE id = ?", json.dumps(names), type_number)
    query(collection.folder, "UPDATE note SET fields = ? WHERE id = ?", json.dumps(fields), note)
    assert searcher.search('"field 150":word150').total == 1
    assert searcher.search('"field 150":word151').total == 0
    assert searcher.search('"field 3":word3').total == 1
    assert searcher.search('"field 3":word4').total == 0
    assert searcher.search('"field 7":yyyy').total == 1
    assert searcher.search('"field 20*":shared').total == 1


PIECES = [
    *"()\"':*?%_[]-+\\^$.|&;,\0\n\t{}<>=!~#@/`´é東\u0301\ud83d🔥",
    "or",
    "and",
    "NOT",
    "NEAR(",
    "re:",
    "re:(a+)+$",
    "re:[",
    "re:(?P<x",
    "deck:",
    "tag:",
    "is:",
    "is:due",
    "is:deleted",
    "question:",
    "question:re:",
    "ease<",
    "interval>=3",
    "due<-1",
    "rated:1:",
    "added:999999",
    "flag:1e9",
    "nid:",
    "cid:1,,x",
    "w:",
    "card:",
    "'; DROP TABLE card; --",
    "cold",
    "call",
    " ",
    "  ",
]


def test_a_thousand_odd_searches_fail_in_words_or_not_at_all(
    searcher: Searcher, collection: Collection
) -> None:
    rng = random.Random(11)
    sentences: list[str] = []
    for _ in range(1000):
        text = "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 14)))
        try:
            sentences.append(searcher.search(text, notes=rng.random() < 0.3).problem)
        except UserError as error:
            sentences.append(error.message)
    told = [each for each in sentences if each]
    assert 100 < len(told) < 900
    assert all(each.endswith(".") for each in told)
    assert collection.check() == []
