"""D-07: from every version that was ever released, through every crash on the way."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.store import backups, models, schema
from desktop.store.collection import Collection
from desktop.store.layout import COLLECTION
from desktop.store.schema import statements
from tests.store.conftest import Opener
from tests.store.helpers import ROOT, FakeClock, child, child_environment, dump, query

PAST = Path(__file__).parents[1] / "data" / "collections"
"""One collection of every version of the schema: made by `tests/data/collections/make.py`."""

STEPS, NEWEST = schema.STEPS, schema.VERSION

GOOD = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO place (name) SELECT name FROM deck;
ALTER TABLE note ADD COLUMN source TEXT NOT NULL DEFAULT '';
"""
BAD = """
UPDATE deck SET name = 'spoilt';
DELETE FROM review;
INSERT INTO nowhere VALUES (1);
"""


def schema_of(folder: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(folder / COLLECTION)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return sorted((kind, name, " ".join((sql or "").split())) for kind, name, sql in rows)


def version_of(folder: Path) -> int:
    with closing(sqlite3.connect(folder / COLLECTION)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def past(tmp_path: Path) -> Path:
    folder = tmp_path / "cards"
    folder.mkdir()
    shutil.copy(PAST / f"v{NEWEST}.db", folder / COLLECTION)
    return folder


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_steps(*more: str) -> None:
        monkeypatch.setattr(schema, "STEPS", (*STEPS, *more))
        monkeypatch.setattr(schema, "VERSION", NEWEST + len(more))

    return set_steps


def test_there_is_a_past_collection_of_every_version() -> None:
    assert {file.name for file in PAST.glob("*.db")} == {
        f"v{version}.db" for version in range(1, schema.VERSION + 1)
    }


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_every_past_collection_opens_and_keeps_everything(
    tmp_path: Path, opened: Opener, version: int
) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    shutil.copy(PAST / f"v{version}.db", folder / COLLECTION)
    collection = opened()
    assert [row.name for row in collection.tree()] == ["Deck", "One", "Two"]
    assert len(collection.cards()) == 6
    assert [row["grade"] for row in collection.reviews()] == [4, 2, 5, 3, 4, 1]
    assert [view.schedule.interval for view in collection.cards()] == [6, 1, 1, 0, 0, 0]
    assert [view.suspended for view in collection.cards()] == [False] * 4 + [True, False]
    assert collection.options.cap == 500
    assert collection.check() == []
    assert collection.undo()
    assert collection.check() == []


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_a_migrated_schema_is_the_fresh_one(tmp_path: Path, opened: Opener, version: int) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    shutil.copy(PAST / f"v{version}.db", folder / COLLECTION)
    opened().close()
    opened(tmp_path / "fresh").close()
    assert schema_of(folder) == schema_of(tmp_path / "fresh")
    assert version_of(folder) == schema.VERSION


def test_answers_of_one_instant_that_were_counted_to_two_days_are_both_kept(
    tmp_path: Path, opened: Opener
) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    shutil.copy(PAST / "v7.db", folder / COLLECTION)
    query(
        folder,
        "INSERT INTO review (card, day, at_ms, offset_min, grade, mode, took_ms, device)"
        " SELECT card, day + 1, at_ms, offset_min, grade, 'practice', took_ms, device"
        " FROM review WHERE id = 1",
    )
    log = "SELECT id, card, day, at_ms, grade, mode, response FROM review ORDER BY id"
    before = query(folder, log)
    opened(folder)
    assert query(folder, log) == before
    same = (
        "SELECT r.again, r.mode FROM review o JOIN review r USING (card, at_ms) WHERE o.id = 1 ORDER BY r.id"
    )
    assert query(folder, same) == [(0, "study"), (1, "practice")]


def test_the_models_are_the_tables(opened: Opener) -> None:
    collection = opened()
    tables = {
        name
        for (name,) in collection._database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    }
    without_model = {"note_tag", "tally", "touched", "media", "media_name"}
    assert {model._meta.table_name for model in models.MODELS} == tables - without_model
    for model in models.MODELS:
        columns = collection._database.rows(f'PRAGMA table_info("{model._meta.table_name}")')
        fields = model._meta.sorted_fields
        assert [field.column_name for field in fields] == [name for _, name, *_ in columns]
        for field, (_, name, kind, not_null, default, key) in zip(fields, columns, strict=True):
            assert bool(not_null or key) == (not field.null), name
            assert bool(key) == field.primary_key, name
            assert (kind == "TEXT") == (field.field_type == "TEXT"), name
            if field.default is not None:
                expected = field.default if isinstance(field.default, str) else int(field.default)
                assert default.strip("'") == str(expected), name


# ---------------------------------------------------------------- statements


def test_statements_are_cut_at_their_ends() -> None:
    found = statements("CREATE TABLE a (x);\n\nINSERT INTO a\nVALUES (1); -- one\nDELETE FROM a;\n")
    assert [each.split()[0] for each in found] == ["CREATE", "INSERT", "DELETE"]


def test_a_trigger_is_one_statement() -> None:
    found = statements(schema.TALLY_TRIGGERS)
    assert len(found) == 3
    assert all(each.startswith("CREATE TRIGGER") and each.endswith("END;") for each in found)


@pytest.mark.parametrize("step", range(len(schema.STEPS)))
def test_no_statement_of_a_step_is_dropped(step: int) -> None:
    script = schema.STEPS[step]
    assert "".join("".join(statements(script)).split()) == "".join(script.split())


# ---------------------------------------------------------------- steps that fail


def test_steps_run_in_turn_after_a_backup(past: Path, opened: Opener, steps: Any) -> None:
    before = dump(past)
    steps(GOOD, "ALTER TABLE place ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;")
    collection = opened()
    assert version_of(past) == NEWEST + 2
    assert collection._database.rows("SELECT name, seen FROM place") == [("Deck", 0), ("One", 0), ("Two", 0)]
    (backup,) = collection.backups()
    assert backup.reason == "before upgrade"
    with closing(sqlite3.connect(backup.file)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (NEWEST,)
        assert copy.execute("SELECT COUNT(*) FROM review").fetchone() == (len(before["review"]),)
    collection.close()
    opened().close()
    assert len(backups.listed(past)) == 1


def test_a_new_collection_needs_no_backup_of_nothing(opened: Opener, steps: Any, tmp_path: Path) -> None:
    steps(GOOD)
    (tmp_path / "cards").mkdir()
    assert opened().backups() == []


def test_a_step_that_fails_leaves_the_version_before_and_all_data(
    past: Path, opened: Opener, steps: Any
) -> None:
    before = dump(past)
    steps(BAD)
    with pytest.raises(Exception, match="nowhere"):
        opened()
    assert version_of(past) == NEWEST
    assert dump(past) == before
    assert [each.reason for each in backups.listed(past)] == ["before upgrade"]
    steps()
    assert opened().check() == []


def test_the_good_steps_before_a_bad_one_stay(past: Path, opened: Opener, steps: Any) -> None:
    steps(GOOD, BAD)
    with pytest.raises(Exception, match="nowhere"):
        opened()
    assert version_of(past) == NEWEST + 1
    steps(GOOD)
    collection = opened()
    assert len(collection.reviews()) == 6
    assert collection.check() == []


KILL_AT = """
import os, sys
from pathlib import Path
from desktop.store import schema
from desktop.store.collection import Collection
from desktop.store.database import Database
from tests.store.helpers import FakeClock
schema.STEPS = (*schema.STEPS, *sys.argv[3:])
schema.VERSION = len(schema.STEPS)
run, left = Database.execute_sql, int(sys.argv[2])
def counting(self, sql, params=None):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return run(self, sql, params)
Database.execute_sql = counting
Collection(Path(sys.argv[1]), FakeClock()).close()
"""


def killed_at(folder: Path, statement: int, *steps: str) -> bool:
    """Return whether a start was killed before a statement (else it ran to its end)."""
    done = subprocess.run(
        child(KILL_AT, folder, statement, *steps), cwd=ROOT, env=child_environment(), capture_output=True
    )
    assert done.returncode in (0, 9), done.stderr.decode()
    return done.returncode == 9


def check_next_start(folder: Path, steps: Any, reviews: int) -> None:
    steps(GOOD)
    collection = Collection(folder, FakeClock())
    assert version_of(folder) == NEWEST + 1
    assert collection._database.rows("SELECT COUNT(*) FROM place") == collection._database.rows(
        "SELECT COUNT(*) FROM deck"
    )
    assert len(collection.reviews()) == reviews
    assert collection.check() == []
    collection.close()
    assert [file.name for file in folder.glob("*.part")] == []


def each_statement(folder: Path, tmp_path: Path, *step: str) -> Iterator[Path]:
    """Yield a copy of a folder for every statement of a start, killed before that statement."""
    for number in range(1000):
        copy = tmp_path / f"killed at {number}"
        shutil.copytree(folder, copy)
        if not killed_at(copy, number, *step):
            assert number > 10
            return
        yield copy


@pytest.mark.slow
def test_a_kill_between_any_two_statements_of_an_upgrade(past: Path, tmp_path: Path, steps: Any) -> None:
    for folder in each_statement(past, tmp_path, GOOD):
        check_next_start(folder, steps, reviews=6)


@pytest.mark.slow
def test_a_kill_between_any_two_statements_of_the_first_start(tmp_path: Path, steps: Any) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    for folder in each_statement(nothing, tmp_path):
        check_next_start(folder, steps, reviews=0)


@pytest.mark.parametrize("number", [8, 11, 14])
def test_a_kill_in_the_middle_of_an_upgrade(past: Path, steps: Any, number: int) -> None:
    assert killed_at(past, number, GOOD)
    check_next_start(past, steps, reviews=6)


@pytest.mark.parametrize("number", [1, 9, 40])
def test_a_kill_in_the_middle_of_the_first_start(tmp_path: Path, steps: Any, number: int) -> None:
    folder = tmp_path / "cards"
    assert killed_at(folder, number)
    check_next_start(folder, steps, reviews=0)


def test_first_starts_at_once_agree(tmp_path: Path) -> None:
    code = KILL_AT.replace(
        "Collection(Path(sys.argv[1]), FakeClock()).close()",
        """
collection = Collection(Path(sys.argv[1]), FakeClock(), busy_seconds=30)
collection._parts.meta.device()
print(collection._database.rows("SELECT uid FROM device"))
collection.close()
""",
    )
    starts = [
        subprocess.Popen(
            child(code, tmp_path / "cards", 10_000, GOOD),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=child_environment(),
            text=True,
        )
        for _ in range(4)
    ]
    said = [start.communicate()[0] for start in starts]
    assert [start.returncode for start in starts] == [0] * 4
    assert len(set(said)) == 1
    assert version_of(tmp_path / "cards") == NEWEST + 1
