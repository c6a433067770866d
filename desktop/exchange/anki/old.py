"""Decks of Anki 1: one database a deck, with facts instead of notes and Python's own way to name fields."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import PurePath
from typing import Any

from desktop.exchange.anki.container import Container
from desktop.exchange.anki.database import reading
from desktop.exchange.anki.schedule import EPOCH
from desktop.exchange.sample import Sample
from desktop.study.calendar import LAST_DAY, moment_of, study_day
from desktop.study.grades import AGAIN, EASY, GOOD, HARD
from desktop.study.incoming import CardState, Choices, Incoming, IncomingNote, PastReview, Progress, Skipped
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived
from desktop.study.schedule import EASE_FLOOR, EASE_START, NEW, Schedule

NAMED = re.compile(r"%\((?:text:)?([^()]{1,200})\)s")
MUSTACHE = re.compile(r"\{\{\{([^{}]{1,200})\}\}\}")
GRADES = {1: AGAIN, 2: HARD, 3: GOOD, 4: EASY}
SUSPENDED = -3
"""Priority of a card that is out of study."""
LARGEST_VALUE = 64 << 20
FACTS = "SELECT id, modelId, tags, created, modified FROM facts ORDER BY created, id"
FIELDS = (
    "SELECT f.value, m.name FROM fields f JOIN fieldModels m ON m.id = f.fieldModelId"
    " WHERE f.factId = ? ORDER BY f.ordinal"
)
CARDS = (
    "SELECT id, cardModelId, interval, due, factor, reps, successive, noCount, priority, type FROM cards"
    " WHERE factId = ? ORDER BY ordinal"
)
REVIEWS = "SELECT time, ease, thinkingTime FROM reviewHistory WHERE cardId = ? ORDER BY time"


class OldAnki:
    """Reads decks of Anki 1."""

    title = "Anki 1 deck"
    suffixes: tuple[str, ...] = (".anki",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is a database of Anki 1."""
        return sample.is_sqlite and sample.has_tables("facts", "fields", "models", "cardModels", "cards")

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read it; see `Format`."""
        container = Container(sample)
        try:
            reader = _Reader(container, sample.name)
        except BaseException:
            container.close()
            raise
        return reader.incoming(self.title)


class _Reader:
    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name
        with reading(name):
            self._db = sqlite3.connect(
                f"{container.database.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
            self._db.text_factory = lambda data: data.decode("utf-8", "replace")
            self._db.execute("PRAGMA trusted_schema = OFF")
            self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
            self._types, self._ordinals = self._note_types()
            (self._count,) = self._db.execute("SELECT COUNT(*) FROM facts").fetchone()

    def incoming(self, title: str) -> Incoming:
        deck = PurePath(self._name).stem
        media = self._container.media()
        self._made = Incoming(title, (deck,), self._notes, self._count, media, close=self._close)
        return self._made

    def _close(self) -> None:
        self._db.close()
        self._container.close()

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(self._db.execute(sql, values)) as cursor:
            return cursor.fetchall()

    def _note_types(self) -> tuple[dict[int, NoteType], dict[int, int]]:
        """Return the note types by number, and which card each card model makes."""
        fields: dict[int, list[str]] = defaultdict(list)
        for model, field in self._rows("SELECT modelId, name FROM fieldModels ORDER BY modelId, ordinal"):
            fields[model].append(str(field))
        templates: dict[int, list[Template]] = defaultdict(list)
        ordinals: dict[int, int] = {}
        for number, model, name, asked, told in self._rows(
            "SELECT id, modelId, name, qformat, aformat FROM cardModels ORDER BY modelId, ordinal"
        ):
            ordinals[number] = len(templates[model])
            question = translated(str(asked or ""))
            answer = "{{FrontSide}}<hr id=answer>" + translated(str(told or ""))
            templates[model].append(Template(str(name), question, answer))
        types: dict[int, NoteType] = {}
        for model, name in self._rows("SELECT id, name FROM models"):
            if fields[model] and templates[model]:
                names = tuple(dict.fromkeys(fields[model]))
                key = "\x1f".join([str(model), str(name), *names])
                uid = derived(NAMESPACE, f"anki 1 type {key}")
                types[model] = NoteType(uid, str(name), "basic", names, tuple(templates[model]))
        return types, ordinals

    def _notes(self) -> Iterator[IncomingNote]:
        with reading(self._name):
            for fact, model, tags, created, modified in self._rows(FACTS):
                texts = {str(name): str(value or "") for value, name in self._rows(FIELDS, fact)}
                note_type = self._types.get(model)
                if note_type is None:
                    shown = " | ".join(texts.values())[:200]
                    self._made.skipped.append(Skipped(0, "its note type is missing", shown))
                    continue
                fields = {name: texts.get(name, "") for name in note_type.fields}
                uid = derived(NAMESPACE, f"anki 1 note {fact}")
                note = Note(uid, note_type, fields, tuple(str(tags or "").replace(",", " ").split()))
                yield IncomingNote(
                    note,
                    cards=tuple(self._states(fact)),
                    created_ms=milliseconds(created),
                    modified_ms=milliseconds(modified),
                )

    def _states(self, fact: int) -> Iterator[CardState]:
        for number, model, interval, due, factor, reps, successive, failed, priority, _ in self._rows(
            CARDS, fact
        ):
            ordinal = self._ordinals.get(model)
            if ordinal is None:
                continue
            reviews = tuple(self._reviews(number))
            told = interval, due, factor, reps, successive, failed
            yield CardState(
                ordinal, suspended=priority == SUSPENDED, schedule=schedule_of(told), reviews=reviews
            )

    def _reviews(self, card: int) -> Iterator[PastReview]:
        for at, ease, took in self._rows(REVIEWS, card):
            at_ms = milliseconds(at)
            if at_ms is not None and ease in GRADES:
                yield PastReview(at_ms, GRADES[ease], milliseconds(took) or 0)


def translated(template: str) -> str:
    """Return a template in today's language."""
    return MUSTACHE.sub(r"{{\1}}", NAMED.sub(r"{{\1}}", template)).replace("\n", "<br>")


def milliseconds(seconds: Any) -> int | None:
    """Return seconds as whole milliseconds; None where they make no sense."""
    if not isinstance(seconds, int | float) or not 0 <= seconds < 1e11:
        return None
    return int(seconds * 1000)


def schedule_of(told: tuple[Any, ...]) -> Schedule:
    """Return where a card stands; intervals of Anki 1 are fractions of days, due dates seconds."""
    numbers = [value if isinstance(value, int | float) and abs(value) < 1e11 else 0 for value in told]
    interval, due, factor, reps, successive, failed = numbers
    if not reps:
        return NEW
    days = max(1, round(interval))
    day = min(_day(due), LAST_DAY)
    repetition = 1 if days <= 1 else 2 if days <= 6 else max(3, int(successive))
    return Schedule(
        repetition=repetition,
        interval=days,
        ease=max(EASE_FLOOR, round(factor * 100)) if factor else EASE_START,
        last_day=max(1, day - days),
        due=max(2, day),
        lapses=max(0, int(failed)),
        counted=max(1, int(reps)),
    )


def _day(seconds: float) -> int:
    try:
        return study_day(moment_of(datetime.fromtimestamp(seconds).astimezone()))
    except (OverflowError, OSError, ValueError):
        return EPOCH
