"""Notes that are taken set by set are those that would be taken one by one."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange import formats
from desktop.store import plain_notes
from desktop.store.staging import Stage
from desktop.study.incoming import Cancelled, Choices, no_progress
from tests.exchange.anki.packages import CRAM, SALES, card, database, note

SAID = """
SELECT n.number, n.uid, n.keyed, t.name, d.path, x.fields, x.tags, x.topic, x.created_ms, x.modified_ms,
  x.source
FROM note n JOIN text x ON x.note = n.id JOIN note_type t ON t.id = n.note_type JOIN deck d ON d.id = n.deck
ORDER BY n.number
"""
MADE = "SELECT n.number, c.ordinal FROM card c JOIN note n ON n.id = c.note ORDER BY 1, 2"
USED = "SELECT DISTINCT u.name, n.number FROM used u JOIN note n ON n.id = u.note ORDER BY 1, 2"
TEXT = st.sampled_from(["", "a", "  ", "<img src='a b.png'>", "Ä\x00ö", 'x "y"', "[sound:s.mp3]", "\udcff"])
TOPIC = '{"repertoire": {"topic": "T"}}'


@st.composite
def notes(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Return rows as Anki writes them, and some with a value that is not as it should be."""
    odd = {
        1: st.sampled_from([None, "", "é", b"g", 7, 2.5, "repertoire-" + "0a" * 16]),
        2: st.sampled_from([None, 5, "x", 2.0]),
        3: st.sampled_from([None, "x", -(1 << 63), 1 << 62]),
        5: st.sampled_from([None, " a  b a ", "é", 7, b"x y"]),
        6: st.sampled_from([None, "one", "a\x1fb\x1fc", b"a\x1fb", 7]),
        10: st.sampled_from([None, TOPIC, "{repertoire", b"repertoire", 7]),
    }
    made = []
    for number in draw(st.lists(st.sampled_from([-5, 1, 2, 3, 4, 1 << 60]), unique=True, max_size=6)):
        texts = draw(st.lists(TEXT, min_size=2, max_size=2))
        row = list(note(number, *(text.replace("\udcff", "") for text in texts)))
        if draw(st.booleans()):
            place = draw(st.sampled_from(sorted(odd)))
            row[place] = draw(odd[place])
        made.append(tuple(row))
    return made


def staged(file: Path, *, by_tables: bool) -> tuple[Any, ...]:
    with closing(formats.read(file)) as incoming:
        if not by_tables:
            incoming.tables = None
        target = file.with_suffix(f".{by_tables}")
        stage = Stage(target, incoming, Choices(), 4, no_progress)
        told = sorted(incoming.warnings), sorted(incoming.skipped), sorted(stage.cardless)
    with closing(sqlite3.connect(target)) as made:
        return *(made.execute(sql).fetchall() for sql in (SAID, MADE, USED)), told, stage.names_decks


@settings(max_examples=150)
@given(notes(), st.lists(st.sampled_from([SALES, CRAM, 99]), min_size=6, max_size=6))
def test_set_by_set_is_one_by_one(rows: list[tuple[Any, ...]], decks: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        cards = [card(at, row[0], did=did) for at, (row, did) in enumerate(zip(rows, decks, strict=False), 1)]
        file = database(Path(name) / "x.anki2", rows, cards)
        assert staged(file, by_tables=True) == staged(file, by_tables=False)


def test_texts_that_are_no_utf_8_are_read_as_well_as_can_be(tmp_path: Path) -> None:
    file = database(tmp_path / "x.anki2", [note(1, "front", "back", tags="t")], [card(1, 1)])
    with closing(sqlite3.connect(file)) as broken, broken:
        broken.execute("UPDATE notes SET flds = CAST(x'61ff1f62' AS TEXT), tags = CAST(x'74ff' AS TEXT)")
    by_tables = staged(file, by_tables=True)
    assert by_tables == staged(file, by_tables=False)
    assert "a\ufffd" in by_tables[0][0][5]


def test_numbers_that_stand_twice_lose_no_note(tmp_path: Path) -> None:
    file = database(tmp_path / "x.anki2", [], [])
    with closing(sqlite3.connect(file)) as odd, odd:
        odd.execute("DROP TABLE notes")
        odd.execute("CREATE TABLE notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)")
        rows = [note(1, "a", "b"), note(1, "c", "d", guid="other"), note(2, "e", "f")]
        odd.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    with closing(formats.read(file)) as incoming:
        Stage(tmp_path / "stage", incoming, Choices(), 4, no_progress)
    with closing(sqlite3.connect(tmp_path / "stage")) as made:
        assert made.execute("SELECT COUNT(*) FROM note").fetchone() == (3,)


def test_progress_is_told_of_every_batch_and_can_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_notes, "BATCH", 10)
    file = database(
        tmp_path / "x.anki2",
        [note(n, f"f{n}", "b") for n in range(1, 36)],
        [card(n, n) for n in range(1, 36)],
    )
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    def stop(done: int, total: int) -> None:
        if done >= 20:
            raise Cancelled

    with closing(formats.read(file)) as incoming:
        Stage(tmp_path / "one", incoming, Choices(), 4, progress)
        with pytest.raises(Cancelled):
            Stage(tmp_path / "two", incoming, Choices(), 4, stop)
    assert told == [(10, 35), (20, 35), (30, 35), (35, 35), (35, 35)]
