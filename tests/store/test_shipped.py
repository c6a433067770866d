from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.shipped import merged, shipped_fields
from tests.store.conftest import Opener
from tests.store.incoming import file, row, take_in


def shipped_of(collection: object, front: str) -> dict[str, object]:
    sql = "SELECT shipped FROM note WHERE json_extract(fields, '$.Question') = ?"
    found: dict[str, object] = json.loads(collection._database.value(sql, front))  # type: ignore[attr-defined]
    return found


def test_a_note_that_nobody_changed_holds_its_text_once(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("Who asks?", "Sales", key="a")))

    assert shipped_of(collection, "Who asks?")["fields"] is None

    number = collection.cards()[0].note_number
    collection.writing.edit(number, {"Answer": "Marketing"})
    assert shipped_of(collection, "Who asks?")["fields"] == {
        "Question": "Who asks?", "Answer": "Sales", "Explanation": "",
    }  # fmt: skip

    collection.undo()
    take_in(collection, file(row("Who asks?", "Sales people", key="a")))
    assert [view.note.fields["Answer"] for view in collection.cards()] == ["Sales people"]


def test_an_update_that_is_undone_leaves_what_the_note_came_with(opened: Opener) -> None:
    collection = opened()
    take_in(collection, file(row("Who asks?", "Sales", key="a")))
    take_in(collection, file(row("Who asks?", "Sales people", key="a")))
    collection.undo()

    assert [view.note.fields["Answer"] for view in collection.cards()] == ["Sales"]
    assert shipped_of(collection, "Who asks?")["fields"] == {
        "Question": "Who asks?", "Answer": "Sales", "Explanation": "",
    }  # fmt: skip
    again = take_in(collection, file(row("Who asks?", "Sales people", key="a")))
    assert (again.updated, again.kept) == (1, 0)


def test_what_is_not_written_out_is_as_it_is_now() -> None:
    mine = {"A": "x"}
    assert shipped_fields({"fields": None}, mine) == mine
    assert shipped_fields({"fields": {"A": "y"}}, mine) == {"A": "y"}
    assert shipped_fields({}, mine) is None


TEXTS = st.fixed_dictionaries({"Question": st.sampled_from("abc"), "Answer": st.sampled_from("abc")})


@given(mine=TEXTS, shipped=TEXTS, theirs=TEXTS)
def test_merging_takes_theirs_save_for_what_the_learner_changed(
    mine: dict[str, str], shipped: dict[str, str], theirs: dict[str, str]
) -> None:
    fields = merged(mine, shipped, theirs)
    assert fields.keys() == theirs.keys()
    for name in theirs:
        assert fields[name] == (theirs[name] if mine[name] == shipped[name] else mine[name])
    assert merged(shipped, shipped, theirs) == theirs
    assert merged(mine, {}, theirs) == theirs  # never shipped: nothing can have been edited


def test_fields_that_the_new_version_adds_come_in() -> None:
    assert merged({"A": "x"}, {"A": "x"}, {"A": "x", "B": "y"}) == {"A": "x", "B": "y"}
