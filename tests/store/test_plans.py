from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.errors import NotFound
from desktop.store.collection import Collection
from desktop.store.plans import BUDGET, HOLIDAY, INTERVIEW, label
from tests.store.conftest import Opener
from tests.store.helpers import basic, deck, query

DAY = date(2026, 12, 12).toordinal()


def told(collection: Collection) -> list[tuple[str, int | None, dict[str, Any]]]:
    return [(each.kind, each.last_day, dict(each.data)) for each in collection.plans.listed()]


def test_plans_are_kept_in_the_order_of_their_days(opened: Opener) -> None:
    collection = opened()
    collection.plans.add(INTERVIEW, tag="sales", first_day=DAY - 30, last_day=DAY)
    collection.plans.add(HOLIDAY, first_day=DAY - 9, last_day=DAY - 2)
    collection.plans.add(BUDGET, data={"minutes": 20})
    kept = told(collection)
    assert kept == [("budget", None, {"minutes": 20}), ("holiday", DAY - 2, {}), ("interview", DAY, {})]
    assert [each.tag for each in collection.plans.listed(INTERVIEW)] == ["sales"]
    collection.close()
    assert told(opened()) == kept


def test_each_step_can_be_taken_back(opened: Opener) -> None:
    collection = opened()
    plans = collection.plans
    states = [told(collection)]
    first = plans.add(INTERVIEW, last_day=DAY)
    states.append(told(collection))
    plans.change(first, last_day=DAY + 1, data={"minutes": 5})
    states.append(told(collection))
    plans.remove(first)
    states.append(told(collection))
    assert states == [[], [("interview", DAY, {})], [("interview", DAY + 1, {"minutes": 5})], []]
    assert collection.undoable() == ("remove plan", "interview 2026-12-13")
    for before in reversed(states[:-1]):
        undone = collection.undo()
        assert undone is not None
        assert undone.changes.decks
        assert told(collection) == before
    assert collection.undoable() is None


def test_any_earlier_step_can_be_taken_back(opened: Opener) -> None:
    collection = opened()
    number = collection.plans.add(INTERVIEW, last_day=DAY)
    collection.plans.add(BUDGET, data={"minutes": 20})
    collection.plans.remove(number)
    removed, *_ = collection.past.steps()
    collection.past.reverse(removed)
    assert [kind for kind, *_ in told(collection)] == ["budget", "interview"]


def test_what_changes_nothing_is_no_step(opened: Opener) -> None:
    collection = opened()
    number = collection.plans.add(INTERVIEW, last_day=DAY)
    assert not any(collection.plans.change(number, last_day=DAY))
    collection.undo()
    assert collection.undoable() is None


def test_a_tag_may_be_typed_in_any_case(opened: Opener) -> None:
    collection = opened()
    collection.install(deck([basic("a", tags=["Sales"]), basic("b", tags=["sales::b", "x"])]), "deck")
    plans = collection.plans
    number = plans.add(INTERVIEW, tag="SALES", last_day=DAY)
    assert plans.numbered(number).tag == "Sales"
    plans.change(number, tag="X")
    assert plans.numbered(number).tag == "x"
    plans.change(number, tag="nobody")
    assert plans.numbered(number).tag == "nobody"


def test_every_field_has_its_stamp(opened: Opener) -> None:
    collection = opened()
    number = collection.plans.add(INTERVIEW, last_day=DAY)
    collection.plans.change(number, tag="x")
    assert query(collection.folder, "SELECT stamps FROM plan")[0][0].count(":") == 2


@pytest.mark.parametrize("number", [1, 99])
def test_a_plan_that_is_not_there_is_said_to_be_so(opened: Opener, number: int) -> None:
    plans = opened().plans
    plans.remove(plans.add(INTERVIEW, last_day=DAY))
    for call in (plans.numbered, plans.remove, plans.change):
        with pytest.raises(NotFound, match=f"no plan {number}"):
            call(number)


@pytest.mark.parametrize(
    ("kind", "first", "last", "name"),
    [
        ("interview", DAY - 9, DAY, "interview 2026-12-12"),
        ("holiday", DAY, DAY + 1, "holiday 2026-12-12 – 2026-12-13"),
        ("budget", None, None, "budget"),
        ("interview", None, 1 << 40, "interview"),
    ],
)
def test_what_the_history_calls_a_plan(kind: str, first: int | None, last: int | None, name: str) -> None:
    assert label(kind, first, last) == name
