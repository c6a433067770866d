"""The index follows the collection, whatever happens to either."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store.backups import take_back
from desktop.store.collection import Collection
from desktop.store.layout import SEARCH
from desktop.store.search import index
from desktop.store.search.link import BESIDE
from desktop.store.search.searcher import Searcher
from desktop.study.incoming import Cancelled
from tests.store.conftest import Opener
from tests.store.helpers import ROOT, FakeClock, basic, child, child_environment, deck, query
from tests.store.search.conftest import Open


def texts(folder: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return every text of an index, and every word with its places."""
    with closing(sqlite3.connect(folder / SEARCH)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab (main, words, instance)")
        return (
            connection.execute("SELECT * FROM text ORDER BY note").fetchall(),
            connection.execute("SELECT term, doc, col, offset FROM temp.places ORDER BY 2, 3, 4").fetchall(),
        )


def made_anew(collection: Collection, searching: Open) -> object:
    for end in BESIDE:
        (collection.folder / (SEARCH + end)).unlink(missing_ok=True)
    searching(collection).refresh()
    return texts(collection.folder)


def edit(collection: Collection, number: int, text: str) -> None:
    collection.writing.edit(collection.card(number).note_number, {"Explanation": text})


def test_an_edit_is_found_and_its_undo(collection: Collection, searcher: Searcher) -> None:
    card = collection.cards()[0].number
    assert searcher.search("zebra").total == 0
    edit(collection, card, "A zebra.")
    assert searcher.search("zebra").total == 1
    edit(collection, card, "A lion.")
    assert (searcher.search("zebra").total, searcher.search("lion").total) == (0, 1)
    collection.undo()
    assert (searcher.search("zebra").total, searcher.search("lion").total) == (1, 0)


def test_new_notes_are_found(collection: Collection, searcher: Searcher) -> None:
    assert searcher.search("zebra").total == 0
    collection.install(deck([basic("z", "A zebra?")], version=2), "more")
    assert searcher.search("zebra").total == 1


def test_it_is_the_one_that_would_be_made_anew(
    collection: Collection, searching: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 3)
    rng = random.Random(5)
    searcher = searching(collection)
    cards = [view.number for view in collection.cards() if view.note.note_type.kind == "basic"]
    for number in range(40):
        match rng.randrange(4):
            case 0:
                collection.install(
                    deck([basic(f"n{number}", f"What {number}?")], version=number + 2), f"{number}"
                )
            case 1:
                collection.undo()
            case _:
                edit(collection, rng.choice(cards), f"word{rng.randrange(9)} {'x ' * rng.randrange(4)}é東")
        if rng.random() < 0.5:
            searcher.refresh()
    searcher.refresh()
    searcher.close()
    followed = texts(collection.folder)
    assert len(followed[0]) > 7
    assert followed == made_anew(collection, searching)


def test_after_much_came_in_the_file_holds_nothing_else(
    collection: Collection, searching: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 2)
    monkeypatch.setattr(index, "MANY", 7)
    searcher = searching(collection)
    assert searcher.search("*").total == 8
    assert searcher._link is not None
    assert searcher._link.value("PRAGMA main.freelist_count") == 0
    (segments,) = searcher._link.rows("SELECT COUNT(DISTINCT segid) FROM words_idx")
    assert segments == (1,)
    assert searcher.search("cold call").total == 2
    followed = texts(collection.folder)
    searcher.close()
    assert followed == made_anew(collection, searching)


def test_fields_that_change_their_order_are_told_apart_anew(
    collection: Collection, searcher: Searcher
) -> None:
    assert searcher.search("question:cafe").total == 1
    names = json.dumps(["Answer", "Explanation", "Question"])
    query(collection.folder, "UPDATE note_type SET fields = ? WHERE kind = 'basic'", names)
    assert searcher.search("question:cafe").total == 1
    assert searcher.search("answer:cafe").total == 0


def test_what_is_studied_and_marked_costs_the_index_nothing(
    collection: Collection, searcher: Searcher
) -> None:
    searcher.refresh()
    told: list[tuple[int, int]] = []
    for view in collection.cards():
        collection.grade(view.number, 4)
    collection.flag([view.number for view in collection.cards()], 1)
    collection.suspend([view.number for view in collection.cards()])
    searcher.refresh(progress=lambda done, total: told.append((done, total)))
    assert told == []


def test_nothing_watches_new_notes_come_in(collection: Collection) -> None:
    triggers = query(
        collection.folder,
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('note', 'note_tag', 'card')",
    )
    assert triggers
    assert not [sql for (sql,) in triggers if "INSERT ON" in sql]


def test_old_changes_are_forgotten(collection: Collection, searcher: Searcher) -> None:
    searcher.refresh()
    note = collection.cards()[0].note_number
    query(
        collection.folder,
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 25000)"
        " INSERT INTO touched (note) SELECT ? FROM n",
        note,
    )
    edit(collection, collection.cards()[0].number, "A zebra.")
    ((count,),) = query(collection.folder, "SELECT COUNT(*) FROM touched")
    assert count == 20_001
    assert searcher.search("zebra").total == 1


# ---------------------------------------------------------------- other histories


def test_a_restored_backup_is_what_is_searched(collection: Collection, searching: Open) -> None:
    """The clock stands still, so that only the marks tell the two histories apart."""
    searcher = searching(collection)
    card = collection.cards()[0].number
    backup = collection.backup()
    edit(collection, card, "A zebra.")
    assert searcher.search("zebra").total == 1
    collection.restore(backup.file)
    assert searcher.search("zebra").total == 0
    edit(collection, card, "A lion.")
    assert (searcher.search("zebra").total, searcher.search("lion").total) == (0, 1)
    collection.undo()
    collection.undo()
    assert (searcher.search("zebra").total, searcher.search("lion").total) == (1, 0)


def test_a_collection_that_another_one_replaced(
    collection: Collection, searching: Open, opened: Opener, tmp_path: Path
) -> None:
    searcher = searching(collection)
    assert searcher.search("buyer").total == 1
    other = opened(tmp_path / "other")
    other.install(deck([basic(f"o{n}", "An otter?") for n in range(20)], name="Other"), "other")
    other.close()
    collection.close()
    take_back(tmp_path / "other" / "collection.db", collection.file)
    collection = opened()
    assert (searcher.search("buyer").total, searcher.search("otter").total) == (0, 20)


def test_an_empty_collection(opened: Opener, searching: Open) -> None:
    collection = opened()
    searcher = searching(collection)
    assert searcher.search("", sort="question").total == 0
    assert searcher.search("what").total == 0
    collection.install(deck([basic("a")]), "deck")
    assert searcher.search("what").total == 1


# ---------------------------------------------------------------- crashes and damage


def test_a_refresh_that_was_ended_goes_on_where_it_was(
    collection: Collection, searching: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 2)
    told: list[tuple[int, int]] = []

    def end(done: int, total: int) -> None:
        told.append((done, total))
        raise Cancelled

    searcher = searching(collection)
    for _ in range(2):
        with pytest.raises(Cancelled):
            searcher.refresh(progress=end)
    searcher.refresh(progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 7), (2, 5), (2, 3), (3, 3)]
    assert searcher.search("*").total == 8


KILLED = """
import os, sys
from pathlib import Path
from desktop.store.search import index
from desktop.store.search.searcher import Searcher
from desktop.study.calendar import system_clock
index.BATCH = 2
left = int(sys.argv[2])
class Connection:
    def __init__(self, real): self.real = real
    def __getattr__(self, name): return getattr(self.real, name)
    def execute(self, *what): self.count(); return self.real.execute(*what)
    def executemany(self, *what): self.count(); return self.real.executemany(*what)
    def count(self):
        global left
        left -= 1
        if left < 0: os._exit(9)
init = index.Index.__init__
index.Index.__init__ = lambda self, connection: init(self, Connection(connection))
Searcher(Path(sys.argv[1]), system_clock).refresh()
"""


@pytest.mark.parametrize("statement", [2, 8, 25, 38, 50])
def test_a_kill_in_the_middle_loses_nothing(collection: Collection, searching: Open, statement: int) -> None:
    done = subprocess.run(
        child(KILLED, collection.file, statement), cwd=ROOT, env=child_environment(), capture_output=True
    )
    assert done.returncode == 9, done.stderr.decode()
    searcher = searching(collection)
    assert searcher.search("*").total == 8
    searcher.close()
    assert texts(collection.folder) == made_anew(collection, searching)


def spoil_bytes(file: Path) -> None:
    file.write_bytes(b"this is no database" * 500)


def spoil_words(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE words_data SET block = x'00' WHERE id > 10")


def drop_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE text")


def other_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA user_version = 999")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize(
    "spoil", [spoil_bytes, spoil_words, drop_table, other_version, cut_short, Path.unlink]
)
def test_a_spoilt_index_is_made_anew(collection: Collection, searching: Open, spoil: object) -> None:
    first = searching(collection)
    assert first.search("buyer").total == 1
    first.close()
    spoil(collection.folder / SEARCH)  # type: ignore[operator]
    assert searching(collection).search("buyer").total == 1


# ---------------------------------------------------------------- side by side


def test_answers_are_stored_while_it_is_made(
    collection: Collection, searching: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 2)
    cards = iter(view.number for view in collection.cards())
    searching(collection).refresh(progress=lambda done, total: collection.grade(next(cards), 4) and None)
    assert len(collection.reviews()) == 4


def test_it_is_made_while_somebody_writes(collection: Collection, searching: Open) -> None:
    searcher = searching(collection)
    with collection._database.write():
        collection._database.execute_sql("UPDATE note SET topic = 'x'")
        assert searcher.search("buyer").total == 1


def test_the_collection_cannot_be_written_from_a_search(searcher: Searcher) -> None:
    searcher.refresh()
    assert searcher._link is not None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        searcher._link.connection.execute("UPDATE note SET topic = 'x'")


def test_two_windows_share_it(collection: Collection, searching: Open) -> None:
    one, other = searching(collection), searching(collection)
    one.refresh()
    told: list[int] = []
    other.refresh(progress=lambda done, total: told.append(done))
    assert told == []
    edit(collection, collection.cards()[0].number, "A zebra.")
    assert (one.search("zebra").total, other.search("zebra").total) == (1, 1)


def test_without_a_write_ahead_log(opened: Opener, searching: Open, clock: FakeClock) -> None:
    collection = opened(wal=False)
    collection.install(deck([basic("a")]), "deck")
    assert searching(collection).search("what").total == 1
    assert not (collection.folder / (SEARCH + "-wal")).exists()
