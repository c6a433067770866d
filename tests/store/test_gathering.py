"""What is taken in set by set is what would be taken in one by one."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.store.staging import Stage
from desktop.study.incoming import Choices, no_progress
from tests.exchange.anki.packages import CRAM, NOTES, SALES, card, database, note, review

AT = 1_795_600_000_000
NUMBER = st.integers(-3, 9) | st.sampled_from([36, 5000, 1_795_600_000, 1 << 62, -(1 << 62)])
ODD = NUMBER | st.sampled_from([2.5, "3", "x", None, b"5", ""])
COLUMNS = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "odue", "flags")


@st.composite
def cards(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    value = draw(st.sampled_from([NUMBER, ODD]))
    places = draw(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), unique=True, max_size=6))
    memory = st.sampled_from(["", "{}", '{"s": 3.5, "d": 2}', '["s"]', '{"s"'])
    return [
        card(
            number,
            note_number,
            ordinal,
            did=draw(st.sampled_from([SALES, CRAM, 99])),
            odid=draw(st.sampled_from([0, 0, SALES])),
            data=draw(memory),
            **{name: draw(value) for name in COLUMNS},
        )
        for number, (note_number, ordinal) in enumerate(sorted(places), 1)
    ]


REVIEWS = st.lists(
    st.builds(
        review,
        st.integers(AT - 9, AT),
        st.integers(1, 7),
        st.integers(0, 5),
        factor=st.sampled_from([0, 2500]),
        kind=st.integers(0, 5),
    ),
    unique_by=lambda row: row[0],
    max_size=8,
)


def staged(file: Path, folder: Path, *, by_tables: bool, history: bool = True) -> tuple[Any, ...]:
    with closing(formats.read(file)) as incoming:
        if not by_tables:
            incoming.tables = None
        target = folder / f"{by_tables}.stage"
        stage = Stage(target, incoming, replace(Choices(), history=history), 4, no_progress)
    with closing(sqlite3.connect(target)) as made:
        found = [
            made.execute(sql).fetchall()
            for sql in (
                "SELECT c.note, c.ordinal, d.path, c.position, c.suspended, c.buried, c.flag"
                " FROM card c JOIN deck d ON d.id = c.deck ORDER BY c.note, c.ordinal",
                "SELECT c.note, c.ordinal, repetition, interval, ease, last_day, due, drill, lapses, counted,"
                " fold, seeded, seed_ms, seed_day, kept FROM standing s JOIN card c ON c.id = s.card"
                " ORDER BY c.note, c.ordinal",
                "SELECT c.note, c.ordinal, day, at_ms, offset_min, grade, mode, took_ms"
                " FROM review r JOIN card c ON c.id = r.card ORDER BY c.note, c.ordinal, at_ms",
                "SELECT id, uid, keyed, front, line FROM note ORDER BY id",
            )
        ]
    return *found, stage.unmade, stage.studied, stage.names_decks


@settings(max_examples=60)
@given(cards(), REVIEWS, st.booleans())
def test_set_by_set_is_one_by_one(
    rows: list[tuple[Any, ...]], reviews: list[tuple[Any, ...]], history: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        notes = [*NOTES[:2], note(3, "front", "")]
        file = database(folder / "x.anki2", notes, rows, reviews)
        one_by_one = staged(file, folder, by_tables=False, history=history)
        assert staged(file, folder, by_tables=True, history=history) == one_by_one


def test_a_source_that_breaks_on_the_way_is_told_in_a_sentence(tmp_path: Path) -> None:
    notes = [note(number, "f" * 900, "b" * 900) for number in range(1, 60)]
    file = database(tmp_path / "x.anki2", notes, [card(n, n) for n in range(1, 60)])
    data = bytearray(file.read_bytes())
    for page in range(len(data) // 4096 // 2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\x7f" * 200
    file.write_bytes(data)
    with pytest.raises(UserError, match="broken"), closing(formats.read(file)) as incoming:
        Stage(tmp_path / "stage.db", incoming, Choices(), 4, no_progress)
