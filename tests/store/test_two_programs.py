"""A window and a command line on one folder."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing

import pytest

from desktop.errors import StoreBusy
from tests.store.conftest import Opener
from tests.store.helpers import ROOT, child, child_environment, plain_deck


def test_both_answer_and_both_see_everything(opened: Opener) -> None:
    window, command = opened(), opened()
    window.install(plain_deck(4), "deck")
    cards = [view.number for view in command.cards()]
    for turn in range(12):
        collection = (window, command)[turn % 2]
        collection.grade(cards[turn % 4], turn % 6)
    assert len(window.reviews()) == len(command.reviews()) == 12
    assert window.reviews() == command.reviews()
    assert window.check() == command.check() == []


def test_an_option_set_by_one_holds_for_the_other_at_once(opened: Opener) -> None:
    window, command = opened(), opened()
    window.install(plain_deck(4), "deck")
    card = window.cards()[0].number
    window.set_option("cap", 3)
    assert command.options.cap == 3
    for _ in range(4):
        command.grade(card, 5)
        command.clock.move(days=10)  # type: ignore[attr-defined]
    assert command.card(card).schedule.interval == 3
    assert window.check() == command.check() == []
    command.set_option("rollover", 20)
    assert window.today() == command.today()


def test_one_undoes_what_the_other_did(opened: Opener) -> None:
    window, command = opened(), opened()
    window.install(plain_deck(4), "deck")
    card = window.cards()[0].number
    window.grade(card, 2)
    command.suspend([card])
    window.grade(card, 4)
    assert command.undo().kind == "review"  # type: ignore[union-attr]
    assert window.undo().kind == "suspend"  # type: ignore[union-attr]
    assert command.undo().label == "2"  # type: ignore[union-attr]
    assert window.undo() is None
    assert window.check() == []


def test_stamps_of_both_grow(opened: Opener) -> None:
    window, command = opened(), opened()
    window.install(plain_deck(4), "deck")
    card = window.cards()[0].number
    stamps = []
    for turn in range(6):
        (window, command)[turn % 2].flag([card], turn + 1)
        stamps.append(window._database.value("SELECT value FROM meta WHERE name = 'stamp'"))
    assert stamps == sorted(set(stamps), key=int)


def test_one_that_is_held_up_says_so_and_stores_nothing(opened: Opener) -> None:
    window, command = opened(busy_seconds=0.05), opened()
    window.install(plain_deck(4), "deck")
    card = window.cards()[0].number
    with command._database.write(), pytest.raises(StoreBusy):
        window.grade(card, 4)
    assert window.reviews() == []
    window.grade(card, 4)
    assert window.check() == []


ANSWERS = """
import sys
from pathlib import Path
from desktop.store.collection import Collection
from tests.store.helpers import FakeClock
clock = FakeClock()
collection = Collection(Path(sys.argv[1]), clock, busy_seconds=60, wal=sys.argv[2] == "wal")
cards = [view.number for view in collection.cards()]
for turn in range(40):
    clock.move(hours=5)
    if turn % 13 == 5:
        collection.set_option("cap", 10 + turn + int(sys.argv[3]))
    print(collection.grade(cards[turn % len(cards)], turn % 6).review, flush=True)
collection.close()
"""


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_programs_that_answer_at_once_lose_nothing(opened: Opener, mode: str) -> None:
    collection = opened(wal=mode == "wal")
    collection.install(plain_deck(4), "deck")
    programs = [
        subprocess.Popen(
            child(ANSWERS, collection.folder, mode, number),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=child_environment(),
            text=True,
        )
        for number in range(3)
    ]
    said = [program.communicate()[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0]
    stored = {row["review"] for row in collection.reviews()}
    assert stored == {review for each in said for review in each}
    assert len(stored) == 120
    assert collection.check() == []


def test_closing_one_leaves_the_log_of_the_other(opened: Opener) -> None:
    """A file descriptor closed by hand would drop the other's locks; its log could be deleted."""
    window = opened()
    window.install(plain_deck(4), "deck")
    card = window.cards()[0].number
    for _ in range(3):
        opened().close()
        assert window.file.with_name("collection.db-wal").exists()
    with closing(sqlite3.connect(window.file)):
        pass
    code = "import sys; from pathlib import Path; from desktop.store.collection import Collection\n"
    code += "from tests.store.helpers import FakeClock\nCollection(Path(sys.argv[1]), FakeClock()).close()"
    subprocess.run(child(code, window.folder), cwd=ROOT, env=child_environment(), check=True)
    assert window.file.with_name("collection.db-wal").exists()
    window.grade(card, 4)
    assert window.check() == []
