"""A first glance shows what the open collection shows, and leaves everything else to opening it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from desktop.errors import StoreDamaged, StoreNewer
from desktop.store import schema
from desktop.store.collection import Collection
from desktop.store.glance import glance
from tests.store.conftest import Opener
from tests.store.helpers import ROOT, FakeClock, child, child_environment, plain_deck, query


@pytest.fixture
def studied(opened: Opener, clock: FakeClock) -> Collection:
    """A collection in use for two days, closed."""
    collection = opened()
    collection.install(plain_deck(30), "deck")
    collection.set_option("new_per_day", 7)
    for number, card in enumerate(collection.plan().cards):
        collection.grade(card, number % 6)
    clock.tomorrow()
    collection.grade(collection.plan().cards[0], 2)
    collection.close()
    return collection


def test_a_glance_shows_what_is_there_and_changes_nothing(studied: Collection, opened: Opener) -> None:
    before = studied.file.read_bytes()
    seen = opened(at_once=False)
    assert seen._opened is None
    first = seen.tree(), seen.plan(), seen.outlook(), seen.options, seen.seconds_per_card(), seen.today()
    named = seen.deck_named("One"), seen.installed()
    assert seen._opened is None
    assert studied.file.read_bytes() == before
    assert [file.name for file in studied.folder.iterdir()] == ["collection.db"]
    seen.open()
    assert seen._opened is not None
    assert first == (
        seen.tree(),
        seen.plan(),
        seen.outlook(),
        seen.options,
        seen.seconds_per_card(),
        seen.today(),
    )
    assert named == (seen.deck_named("One"), seen.installed())


def test_the_first_answer_opens_it(studied: Collection, opened: Opener) -> None:
    seen = opened(at_once=False)
    card = seen.plan().cards[0]
    left = seen.plan().left
    graded = seen.grade(card, 5)
    assert seen.card(card).schedule == graded.after
    assert seen.plan().left == left - 1
    assert seen.check() == []


def test_a_glance_can_be_closed_without_opening(studied: Collection, opened: Opener) -> None:
    seen = opened(at_once=False)
    seen.tree()
    seen.close()
    seen.close()
    assert len(opened().reviews()) == 8


def test_nothing_is_glanced_at_that_is_not_plainly_right(
    studied: Collection, opened: Opener, tmp_path: Path
) -> None:
    assert glance(tmp_path / "nothing.db") is None
    whole = studied.file.read_bytes()
    for broken in (b"", b"text", whole[:5000], whole[:8192] + b"\xff" * 4096 + whole[12288:]):
        studied.file.write_bytes(broken)
        assert glance(studied.file) is None
    studied.file.write_bytes(whole)
    seen = glance(studied.file)
    assert seen is not None
    seen.close()


@pytest.mark.parametrize(
    "sql", ["PRAGMA user_version = 99", "UPDATE meta SET value = '0' WHERE name = 'fold'"]
)
def test_another_version_is_not_glanced_at(studied: Collection, sql: str) -> None:
    query(studied.folder, sql)
    assert glance(studied.file) is None


def test_what_another_program_has_open_is_not_glanced_at(studied: Collection, opened: Opener) -> None:
    other = opened()
    other.grade(other.plan().cards[0], 4)
    seen = opened(at_once=False)
    assert seen._opened is not None
    assert len(seen.reviews()) == 9


def test_a_folder_of_a_server_is_opened_at_once(studied: Collection, opened: Opener) -> None:
    assert opened(at_once=False, wal=False)._opened is not None


def test_what_is_wrong_is_said_as_without_a_glance(studied: Collection, opened: Opener) -> None:
    query(studied.folder, f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(StoreNewer):
        opened(at_once=False)
    studied.file.write_bytes(b"broken" * 1000)
    with pytest.raises(StoreDamaged):
        opened(at_once=False)


def test_a_glance_needs_no_peewee(studied: Collection) -> None:
    code = """
import sys
from pathlib import Path
from desktop.store.collection import Collection
from desktop.study.calendar import system_clock
seen = Collection(Path(sys.argv[1]), system_clock, at_once=False)
assert seen.tree() and seen.outlook()
assert "peewee" not in sys.modules
seen.open()
assert "peewee" in sys.modules
seen.close()
"""
    subprocess.run(child(code, studied.folder), cwd=ROOT, env=child_environment(), check=True)
