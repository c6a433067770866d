"""Decks, clocks and dumps for the tests of the store and the command line."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.store.layout import COLLECTION
from desktop.study.calendar import Moment, moment_of
from desktop.study.kinds import kind
from desktop.study.note import DraftDeck, DraftNote, Note, derived

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 11, 25, 10, 0, tzinfo=timezone(timedelta(hours=1)))
DECK = UUID("00000000-0000-0000-0000-00000000d0d0")
DERIVED = ("schedule", "tally", "touched")


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self.when = start

    def __call__(self) -> Moment:
        return moment_of(self.when)

    def move(self, **by: float) -> None:
        self.when += timedelta(**by)

    def tomorrow(self) -> None:
        self.move(days=1)


def basic(
    key: str, question: str = "", *, topic: str = "", tags: Sequence[str] = (), section: str = "One"
) -> DraftNote:
    fields = {"Question": question or f"What is {key}?", "Answer": f"It is {key}.", "Explanation": ""}
    note = Note(
        derived(DECK, key), kind("basic").note_type, fields, tuple(tags), topic and f"{DECK.hex[:8]} {topic}"
    )
    return DraftNote(note, (section,))


def cloze(key: str, text: str, *, section: str = "One") -> DraftNote:
    fields = {"Text": text, "Explanation": ""}
    return DraftNote(Note(derived(DECK, key), kind("cloze").note_type, fields), (section,))


def deck(notes: Iterable[DraftNote], version: int = 1, name: str = "Deck", uid: UUID = DECK) -> DraftDeck:
    return DraftDeck(uid, name, version, "A deck.", tuple(notes))


def plain_deck(cards: int, version: int = 1) -> DraftDeck:
    return deck((basic(f"k{number}") for number in range(cards)), version)


def dump(folder: Path, *, without: Sequence[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, read through a connection of its own."""
    with closing(sqlite3.connect(folder / COLLECTION)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in without and not name.startswith("sqlite_")
        ]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}


def query(folder: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / COLLECTION)) as connection, connection:
        return connection.execute(sql, values).fetchall()


def child(code: str, *arguments: object) -> list[str]:
    """Return the command line of a Python child that runs code of ours."""
    return [sys.executable, "-c", code, *map(str, arguments)]


def child_environment(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | more
