"""Options as they lie in the table."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.errors import UserError
from desktop.study.options import Options
from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, query


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


# ---------------------------------------------------------------------- what an administrator holds

LOCKED = {"cap": 2, "new_per_day": 1, "theme": "light"}


def test_a_locked_option_holds_and_nothing_changes_it(opened: Opener) -> None:
    collection, _ = with_cards(opened, 3)
    collection.set_option("new_per_day", 9)
    collection.set_option("rollover", 5)
    collection.close()
    locked = opened(locked=LOCKED)
    assert locked.locked == {"cap": 2, "new_per_day": 1}
    assert locked.options == replace(Options(), cap=2, new_per_day=1, rollover=5)
    for name, value in (("cap", 7), ("new_per_day", 7), ("cap", 2)):
        with pytest.raises(UserError, match=f"The option {name} is set by your administrator"):
            locked.set_option(name, value)
    locked.set_option("rollover", 6)
    assert locked.undo()
    assert locked.undo()  # of what was set before the lock, which still holds
    assert locked.undo()
    assert locked.options == replace(Options(), cap=2, new_per_day=1)


def test_schedules_follow_a_lock_when_it_comes_and_when_it_goes(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    for _ in range(4):
        schedule = collection.grade(cards[0], 5).after
        clock.move(days=schedule.interval)
    free = collection.card(cards[0]).schedule
    assert free.interval > 30
    collection.close()
    for at_once in (True, False):
        locked = opened(locked=LOCKED, at_once=at_once)
        held = locked.card(cards[0]).schedule
        assert held.interval == 2
        assert locked.check() == []
        locked.close()
    again = opened(at_once=False)
    assert again.card(cards[0]).schedule == free
    assert again.check() == []


def test_a_backup_from_before_a_lock_follows_it_too(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    for _ in range(4):
        clock.move(days=collection.grade(cards[0], 5).after.interval)
    backup = collection.backup().file
    collection.close()
    locked = opened(locked=LOCKED)
    locked.restore(backup)
    assert locked.card(cards[0]).schedule.interval == 2


def test_a_glance_is_enough_where_the_rules_are_the_same(opened: Opener) -> None:
    collection, _ = with_cards(opened, 3)
    collection.close()
    assert opened(locked={"new_per_day": 1}, at_once=False)._opened is None
    assert opened(locked={"cap": 30}, at_once=False)._opened is not None
