"""Large collections for measuring: rows written straight into the tables, schedules derived by the app."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

from desktop.store.collection import Collection
from desktop.study.calendar import Moment, study_day
from desktop.study.kinds import kind
from desktop.study.note import DraftDeck, DraftNote, Note, derived

NOW = Moment(1_795_600_000_000, 60)
DECKS = 20
DAY_MS = 24 * 60 * 60 * 1000


def build(folder: Path, cards: int, reviews: int, seed: int = 7) -> Path:
    """Fill a data folder with so many cards in 20 decks, and answers spread over nearly all of them."""
    rng = random.Random(seed)
    _install_decks(folder, seed)
    with closing(sqlite3.connect(folder / "collection.db")) as database, database:
        decks = [row[0] for row in database.execute("SELECT id FROM deck WHERE parent IS NOT NULL")]
        (note_type,) = database.execute("SELECT id FROM note_type").fetchone()
        (last,) = database.execute("SELECT MAX(id) FROM note").fetchone()
        numbers = range(last + 1, cards + 1)
        database.executemany(
            "INSERT INTO note (id, uid, note_type, fields, created_ms) VALUES (?, ?, ?, ?, 0)",
            ((number, rng.randbytes(16), note_type, _fields(number)) for number in numbers),
        )
        database.executemany(
            "INSERT INTO card (id, note, deck, ordinal, position) VALUES (?, ?, ?, 0, ?)",
            ((number, number, decks[number % DECKS], number) for number in numbers),
        )
        database.execute("INSERT OR IGNORE INTO device VALUES (1, ?)", (rng.randbytes(16),))
        database.executemany(
            "INSERT INTO review (card, day, at_ms, offset_min, grade, took_ms, device)"
            " VALUES (?, ?, ?, 60, ?, 4000, 1)",
            _answers(rng, numbers, reviews, study_day(NOW)),
        )
    collection = Collection(folder, lambda: NOW)
    collection.rebuild()
    collection.close()
    return folder


def _install_decks(folder: Path, seed: int) -> None:
    """Make the decks, with one note each, through the app's own door."""
    uid = derived(UUID(int=seed), "deck")
    fields = {"Question": "What is this?", "Answer": "The first card.", "Explanation": ""}
    basic = kind("basic").note_type
    notes = tuple(
        DraftNote(Note(derived(uid, str(at)), basic, fields), (f"Deck {at:02}",)) for at in range(DECKS)
    )
    collection = Collection(folder, lambda: NOW)
    collection.install(DraftDeck(uid, "Big", 1, "", notes), "big")
    collection.close()


def _fields(number: int) -> str:
    return json.dumps(
        {
            "Question": f"What is number {number} of the list, and why does it stand there?",
            "Answer": f"It is answer {number}, for a reason of its own.",
            "Explanation": "",
        }
    )


def _answers(rng: random.Random, cards: range, reviews: int, today: int) -> Iterator[tuple[object, ...]]:
    epoch = date(1970, 1, 1).toordinal()
    per_card = max(1, round(reviews / (0.95 * len(cards))))
    for card in cards[: reviews // per_card]:
        days = sorted(rng.sample(range(today - 700, today), per_card))
        for day in days:
            at_ms = (day - epoch) * DAY_MS + rng.randrange(DAY_MS // 2)
            yield card, day, at_ms, rng.choice((2, 3, 4, 4, 4, 5))
