"""Options as they lie in the table."""

from __future__ import annotations

import json

import pytest

from desktop.errors import UserError
from desktop.study.options import Options
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import query


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cap", "{"),
        ("cap", ""),
        ("cap", '"many"'),
        ("cap", "true"),
        ("cap", "null"),
        ("cap", "1e400"),
        ("cap", "[" * 100_000),
        ("cap", b"\xff\xfe"),
        ("cap", json.dumps({"a": 1})),
        ("scheduler", '"unknown"'),
        ("scheduler", "[]"),
        ("rollover", "NaN"),
        ("fuzz", "1"),
        ("an option of tomorrow", "5"),
        (b"\xff", "5"),
    ],
)
def test_an_option_that_makes_no_sense_counts_as_its_default(
    opened: Opener, name: str | bytes, value: str | bytes
) -> None:
    collection, _ = with_cards(opened, 3)
    collection.close()
    query(
        collection.folder,
        "INSERT INTO option VALUES (CAST(? AS TEXT), CAST(? AS TEXT), 1)",
        name,
        value,
    )
    again = opened()
    assert again.options == Options()
    again.grade(again.cards()[0].number, 4)
    again.set_option("cap", 12)
    assert again.options.cap == 12
    assert again.undo()
    assert again.options == Options()
    assert again.check() == []


@pytest.mark.parametrize(("value", "held"), [("0", 1), ("-5", 1), ("1" + "0" * 30, 36_500)])
def test_an_option_outside_its_limits_is_held_inside_them(opened: Opener, value: str, held: int) -> None:
    collection, _ = with_cards(opened, 3)
    collection.close()
    query(collection.folder, "INSERT INTO option VALUES ('cap', ?, 1)", value)
    assert opened().options.cap == held


def test_names_that_are_no_options_are_refused(opened: Opener) -> None:
    with pytest.raises(UserError):
        opened().set_option("wishes", 3)


def test_the_scheduler_follows_the_options(opened: Opener) -> None:
    collection = opened()
    before = collection.scheduler
    assert collection.scheduler is before
    collection.set_option("cap", 12)
    assert collection.scheduler is not before


def test_an_option_that_could_not_be_stored_is_not_in_force(opened: Opener) -> None:
    collection = opened()
    collection._database.execute_sql("PRAGMA query_only = ON")
    with pytest.raises(UserError):
        collection.set_option("cap", 12)
    assert collection.options == Options()
