"""Notes of an Anki collection, one by one: three queries side by side, in the order of the notes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from desktop.exchange.anki.container import Container
from desktop.exchange.anki.database import AnkiDatabase, Deck
from desktop.exchange.anki.identity import OURS, topic_from, uid_of
from desktop.exchange.anki.schedule import CARD_COLUMNS, CardRow, card_row, past_review, state_of
from desktop.exchange.sample import Sample
from desktop.study.calendar import DEFAULT_ROLLOVER
from desktop.study.incoming import (
    CardState,
    Incoming,
    IncomingNote,
    PastReview,
    Skipped,
)
from desktop.study.note import Note, NoteType

NOTES = "SELECT id, guid, mid, mod, tags, flds, data FROM notes ORDER BY id"
CARDS = f"SELECT {CARD_COLUMNS} FROM cards ORDER BY nid, ord"  # noqa: S608 - names of ours
REVIEWS = (
    "SELECT c.nid, c.id, r.id, r.ease, r.time, r.factor, r.type FROM revlog r JOIN cards c ON c.id = r.cid"
    " ORDER BY c.nid, c.id, r.id"
)
SHOWN = 200
DAY_MS, HOUR_MS = 86_400_000, 3_600_000
EPOCH = 719_163


class Reader:
    """Reads one package.

    Args:
        sample: the file.
        title: of its format.
        is_whole: whether it holds a whole collection.
    """

    def __init__(self, sample: Sample, title: str, *, is_whole: bool) -> None:
        self._container = Container(sample)
        try:
            self._database = AnkiDatabase(self._container.database, sample.name)
            try:
                self._types = self._database.note_types()
                self._decks = self._database.decks()
                self._zero = self._database.day_zero()
                self._offsets: dict[int, int] = {}
                self.incoming = Incoming(
                    title,
                    (PurePath(sample.name).stem,),
                    self._notes,
                    self._database.count("notes"),
                    self._container.media(),
                    whole=is_whole,
                    options=self._database.options(self._decks),
                    close=self.close,
                )
            except BaseException:
                self._database.close()
                raise
        except BaseException:
            self._container.close()
            raise

    def close(self) -> None:
        """Give back what was opened."""
        self._database.close()
        self._container.close()

    def _notes(self) -> Iterator[IncomingNote]:
        self._homeless = self._odd = self._unanswered = 0
        self.incoming.warnings += [*self._container.warnings, *self._database.warnings]
        cards = Grouped(self._database.rows(CARDS))
        has_log = "revlog" in self._database.tables
        reviews = Grouped(self._database.rows(REVIEWS) if has_log else iter(()))
        for row in self._database.rows(NOTES):
            number = row[0]
            mine = cards.of(number)
            history = reviews.of(number)
            if not isinstance(number, int):
                self._skip(row, "its number is none")
                continue
            made = self._note(row, mine, history)
            if made:
                yield made
        orphans = cards.left_over()
        for count, text in (
            (orphans, "Cards without a note, which were left out: {}."),
            (self._odd, "Cards whose numbers make no sense, which come in as new: {}."),
            (self._homeless, "Cards whose deck is missing, which come into the deck of the import: {}."),
            (self._unanswered, "Entries of the log that are no answers, such as dates set by hand: {}."),
        ):
            if count:
                self.incoming.warnings.append(text.format(count))

    def _skip(self, row: tuple[Any, ...], reason: str) -> None:
        shown = str(row[5]).replace("\x1f", " | ")[:SHOWN]
        self.incoming.skipped.append(Skipped(0, reason, shown))

    def _note(
        self, row: tuple[Any, ...], cards: list[tuple[Any, ...]], history: list[tuple[Any, ...]]
    ) -> IncomingNote | None:
        number, guid, type_number, modified, tags, texts, data = row
        note_type = self._types.get(type_number)
        if note_type is None:
            self._skip(row, "its note type is missing")
            return None
        if not isinstance(guid, str | int) or not isinstance(texts, str):
            self._skip(row, "it is broken")
            return None
        fields = self._fields(note_type, texts)
        topic = _topic(data) if isinstance(data, str) and OURS in data else ""
        note = Note(uid_of(str(guid)), note_type, fields, tuple(str(tags or "").split()), topic)
        states = self._states(cards, history)
        deck = states[0][1] if states else ()
        return IncomingNote(
            note,
            deck,
            0,
            tuple(state for state, _ in states),
            number if number > 0 else None,
            modified * 1000 if isinstance(modified, int) else None,
            str(guid),
        )

    def _fields(self, note_type: NoteType, texts: str) -> dict[str, str]:
        values = texts.replace("\x00", "").split("\x1f")
        names = note_type.fields
        if len(values) > len(names):
            extra = " | ".join(values[len(names) :])[:SHOWN]
            self.incoming.warnings.append(
                f"A note has more fields than its type, which stay out: {extra or '(empty)'}."
            )
        elif len(values) < len(names):
            self.incoming.warnings.append(
                f"A note has fewer fields than its type; the last ones are empty: {values[0][:SHOWN]}."
            )
            values += [""] * (len(names) - len(values))
        return dict(zip(names, values, strict=False))

    def _states(
        self, cards: list[tuple[Any, ...]], history: list[tuple[Any, ...]]
    ) -> list[tuple[CardState, tuple[str, ...]]]:
        found: list[tuple[CardState, tuple[str, ...]]] = []
        first: tuple[str, ...] = ()
        for row in cards:
            try:
                card = card_row(row)
            except (ValueError, TypeError, OverflowError):
                self._odd += 1
                continue
            path = self._path(card)
            first = first or path
            reviews, last_day = self._reviews(card.number, history) if history else ((), None)
            found.append(
                (state_of(card, reviews, last_day, self._zero, path if path != first else None), path)
            )
        return found

    def _path(self, card: CardRow) -> tuple[str, ...]:
        deck: Deck | None = self._decks.get(card.home or card.deck)
        if deck is None:
            self._homeless += 1
            return ()
        return deck.path

    def _reviews(
        self, card: int, history: list[tuple[Any, ...]]
    ) -> tuple[tuple[PastReview, ...], int | None]:
        made: list[PastReview] = []
        for _, number, at_ms, ease, took, factor, kind in history:
            if number != card:
                continue
            try:
                review = past_review(int(at_ms), int(ease), int(took), int(factor), int(kind))
            except (TypeError, ValueError):
                review = None
            if review is None:
                self._unanswered += 1
            else:
                made.append(review)
        return tuple(made), self._day(made[-1].at_ms) if made else None

    def _day(self, at_ms: int) -> int:
        hour = at_ms // HOUR_MS
        offset = self._offsets.get(hour)
        if offset is None:
            try:
                offset = (time.localtime(hour * 3600).tm_gmtoff or 0) * 1000
            except (OverflowError, OSError, ValueError):
                offset = 0
            self._offsets[hour] = offset
        return (at_ms + offset - DEFAULT_ROLLOVER * HOUR_MS) // DAY_MS + EPOCH


class Grouped:
    """Rows in groups by their first column, in ascending order, asked for in that order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._row = next(rows, None)
        self._passed = 0

    def of(self, key: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a key; those of smaller keys are passed over."""
        row = self._row
        if row is None:
            return []
        if row[0] != key:
            row = self._pass_to(key)
        found: list[tuple[Any, ...]] = []
        while row is not None and row[0] == key:
            found.append(row)
            row = next(self._rows, None)
        self._row = row
        return found

    def _pass_to(self, key: Any) -> tuple[Any, ...] | None:
        row = self._row
        while row is not None and _less(row[0], key):
            self._passed += 1
            row = next(self._rows, None)
        self._row = row
        return row

    def left_over(self) -> int:
        """Return how many rows nobody asked for."""
        while self._row is not None:
            self._passed += 1
            self._row = next(self._rows, None)
        return self._passed


def _less(one: Any, other: Any) -> bool:
    """Return whether SQLite puts one value before another."""
    if type(one) is int and type(other) is int:
        return one < other
    kinds = (one is not None) + (isinstance(one, str)), (other is not None) + (isinstance(other, str))
    return bool(one < other) if kinds[0] == kinds[1] and one is not None else kinds[0] < kinds[1]


def _topic(data: str) -> str:
    """Return the topic that a note of ours had."""
    try:
        return topic_from(json.loads(data))
    except (ValueError, RecursionError):
        return ""
