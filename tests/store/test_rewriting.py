"""Many rows at once come out as they do one by one, and so does taking them back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.store.collection import Collection
from desktop.store.journal import Journal
from desktop.store.parts import Parts
from tests.store.helpers import FakeClock, basic, deck, dump

CARDS = st.dictionaries(st.integers(0, 8), st.integers(0, 3), max_size=6)
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.dictionaries(st.integers(0, 8), st.text(SIGNS, max_size=20), max_size=6)
TAGS = st.dictionaries(
    st.tuples(st.integers(1, 6), st.sampled_from(["a", "b", "é'\"", "b::c"])), st.booleans(), max_size=8
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("flag"), CARDS),
        st.tuples(st.just("suspended"), st.dictionaries(st.integers(0, 8), st.integers(0, 1))),
        st.tuples(st.just("topic"), TEXTS),
        st.tuples(st.just("tag"), TAGS),
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> list[Parts]:
    """Two collections with the same notes, whose clocks stand still."""
    made = []
    for name in ("one", "many"):
        folder = tmp_path_factory.mktemp(name)
        collection = Collection(folder, FakeClock())
        collection.install(deck(basic(f"k{at}", tags=["a"]) for at in range(6)), "deck")
        made.append(collection._parts)
    return made


def entity_of(field: str) -> str:
    return "note" if field == "topic" else "card"


def one_by_one(journal: Journal, steps: list[tuple[str, dict[Any, Any]]]) -> None:
    with journal.action("test") as action:
        for field, values in steps:
            for key, value in sorted(values.items()):
                if field != "tag":
                    action.set(entity_of(field), key, **{field: value})
                elif has_tag(journal, *key) != value:
                    action.tag(*key, present=value)


def has_tag(journal: Journal, note: int, tag: str) -> bool:
    sql = "SELECT 1 FROM note_tag WHERE note = ? AND tag = ? AND present = 1"
    return journal._database.value(sql, note, tag) is not None


def all_at_once(journal: Journal, steps: list[tuple[str, dict[Any, Any]]]) -> None:
    with journal.action("test") as action:
        for field, values in steps:
            listed = json.dumps(
                [[*(key if field == "tag" else (key,)), value] for key, value in values.items()]
            )
            if field == "tag":
                action.tag_all("SELECT value->>0, value->>1, value->>2 FROM json_each(?)", listed)
            else:
                wanted = "SELECT value->>0, value->>1 FROM json_each(?) ORDER BY 1"
                action.set_all(entity_of(field), field, wanted, listed)


def state(folder: Path) -> dict[str, list[Any]]:
    """Return all rows but identities drawn by chance; JSON is read: each writer has its own spaces."""
    rows = dump(folder, without=["device", "meta", "touched"])
    rows["action"] = [row[:1] + row[2:] for row in rows["action"]]
    for table in ("card", "note"):
        rows[table] = [(*row[:-1], json.loads(row[-1])) for row in rows[table]]
    rows["change"] = [(*row[1:5], json.loads(row[5]), json.loads(row[6])) for row in rows["change"]]
    rows["change"].sort(key=repr)
    return rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(steps=STEPS)
def test_set_by_set_is_one_by_one(twins: list[Parts], steps: list[tuple[str, dict[Any, Any]]]) -> None:
    one, many = twins
    folders = [each.database.file.parent for each in twins]
    before = state(folders[1])
    one_by_one(one.journal, steps)
    all_at_once(many.journal, steps)
    assert state(folders[0]) == state(folders[1])
    if state(folders[1])["action"] == before["action"]:
        return
    for parts in twins:
        undone = parts.history.undo()
        assert undone is not None
        assert undone.kind == "test"
    assert state(folders[0]) == state(folders[1])
    for table in ("card", "note"):
        assert [row[:-1] for row in state(folders[1])[table]] == [row[:-1] for row in before[table]]
    standing = [[row[:3] for row in rows["note_tag"] if row[2]] for rows in (state(folders[1]), before)]
    assert standing[0] == standing[1]


def test_two_cards_of_a_note_swap_their_ordinals_and_swap_back(tmp_path: Path) -> None:
    parts = Collection(tmp_path, FakeClock())._parts
    with parts.database.write():
        parts.database.execute_sql("INSERT INTO deck (uid, name, position) VALUES (x'01', 'D', 0)")
        parts.database.execute_sql(
            "INSERT INTO note_type (uid, name, kind, fields, templates)"
            " VALUES (x'01', 'T', 'basic', '[]', '[]')"
        )
        parts.database.execute_sql(
            "INSERT INTO note (uid, note_type, fields, created_ms) VALUES (x'01', 1, '{}', 0)"
        )
        for ordinal in range(3):
            parts.database.execute_sql(
                "INSERT INTO card (note, deck, ordinal, position) VALUES (1, 1, ?, 0)", (ordinal,)
            )
    ordinals = "SELECT id, ordinal FROM card ORDER BY id"
    before = parts.database.rows(ordinals)
    with parts.journal.action("swap") as action:
        assert action.set_all("card", "ordinal", "SELECT id, 2 - ordinal FROM card") == 2
    assert parts.database.rows(ordinals) == [(1, 2), (2, 1), (3, 0)]
    with parts.database.write():
        (entry,) = parts.journal.standing()
        parts.journal.take_back(entry.number)
    assert parts.database.rows(ordinals) == before
