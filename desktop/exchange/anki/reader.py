"""Notes of an Anki collection, one by one: queries side by side, in the order of the notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from desktop.exchange.anki import notes, schedule
from desktop.exchange.anki.container import Container
from desktop.exchange.anki.database import AnkiDatabase
from desktop.exchange.anki.identity import uid_of
from desktop.exchange.sample import Sample
from desktop.study.incoming import CardState, Incoming, IncomingNote, PastReview, Skipped, Tables
from desktop.study.note import Note, NoteType
from desktop.study.schedule import NEW, Schedule

SHOWN = 200
IN_ORDER = " ORDER BY note, ordinal, card"


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
                self._has_log = "revlog" in self._database.tables
                self._has_odd = bool(next(self._database.rows(schedule.HAS_ODD))[0])
                self._states = schedule.states_sql(
                    self._database.day_zero(), has_log=self._has_log, has_odd=self._has_odd
                )
                self.incoming = Incoming(
                    title,
                    (PurePath(sample.name).stem,),
                    self._notes,
                    self._database.count("notes"),
                    self._container.media(),
                    whole=is_whole,
                    options=self._database.options(self._decks),
                    deck_options=self._database.deck_options(self._decks),
                    tables=self._tables() if next(self._database.rows(notes.ARE_DISTINCT))[0] else None,
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

    def _tables(self) -> Tables:
        return Tables(
            self._database.attached,
            notes.PLAIN,
            lambda: self._notes_alone(notes.ODD),
            schedule.HOMES,
            self._types,
            self._states,
            schedule.REVIEWS if self._has_log else None,
            {number: deck.path for number, deck in self._decks.items()},
        )

    def _notes(self) -> Iterator[IncomingNote]:
        states = Grouped(self._database.rows(self._states + IN_ORDER))
        log = self._database.rows(schedule.REVIEWS + IN_ORDER + ", at_ms") if self._has_log else iter(())
        reviews = Grouped(log)
        for each in self._notes_alone():
            mine, history = states.of(each.number), reviews.of(each.number)
            yield each._replace(cards=tuple(self._cards(mine, history, each.deck))) if mine else each

    def _notes_alone(self, sql: str = notes.ALL) -> Iterator[IncomingNote]:
        self.incoming.warnings += [*self._container.warnings, *self._database.warnings]
        homes = Grouped(self._database.rows(schedule.HOMES))
        for row in self._database.rows(sql):
            if not isinstance(row[0], int):
                self._skip(row, "its number is none")
                continue
            home = homes.of(row[0])
            deck = self._decks.get(home[0][1]) if home else None
            made = self._note(row, deck.path if deck else ())
            if made:
                yield made
        self._tell()

    def _tell(self) -> None:
        """Warn of what the queries for cards and answers leave out."""
        for sql, text in (
            (schedule.ORPHANS, "Cards without a note, which were left out: {}."),
            (schedule.ODD if self._has_odd else "SELECT 0",
             "Cards whose numbers make no sense, which come in as new: {}."),
            (schedule.NO_ANSWERS if self._has_log else "SELECT 0",
             "Entries of the log that are no answers, such as dates set by hand: {}."),
        ):  # fmt: skip
            count = next(self._database.rows(sql))[0]
            if count:
                self.incoming.warnings.append(text.format(count))
        homeless = sum(
            count for deck, count in self._database.rows(schedule.USED_DECKS) if deck not in self._decks
        )
        if homeless:
            told = f"Cards whose deck is missing, which come into the deck of the import: {homeless}."
            self.incoming.warnings.append(told)

    def _skip(self, row: tuple[Any, ...], reason: str) -> None:
        shown = str(row[5]).replace("\x1f", " | ")[:SHOWN]
        self.incoming.skipped.append(Skipped(0, reason, shown))

    def _note(self, row: tuple[Any, ...], deck: tuple[str, ...]) -> IncomingNote | None:
        number, guid, type_number, modified, tags, texts, data = row
        note_type = self._types.get(type_number)
        if note_type is None:
            self._skip(row, "its note type is missing")
            return None
        if not isinstance(guid, str | int) or not isinstance(texts, str):
            self._skip(row, "it is broken")
            return None
        fields = self._fields(note_type, texts)
        return IncomingNote(
            Note(uid_of(str(guid)), note_type, fields, tuple(str(tags or "").split()), notes.topic_of(data)),
            deck,
            0,
            (),
            number if number > 0 else None,
            modified * 1000 if isinstance(modified, int) and abs(modified) <= notes.MOST else None,
            str(guid),
            number,
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

    def _cards(
        self, states: list[tuple[Any, ...]], history: list[tuple[Any, ...]], home: tuple[str, ...]
    ) -> Iterator[CardState]:
        answers = {
            card: tuple(PastReview(at, grade, took, mode) for *_, at, grade, took, mode in rows)
            for card, rows in groupby(history, key=itemgetter(2))
        }
        for _, ordinal, card, deck, position, suspended, buried, flag, repetition, *rest, kept in states:
            path = self._decks[deck].path if deck in self._decks else home
            interval, ease, last_day, due, lapses, counted = rest
            yield CardState(
                ordinal,
                path if path != home else None,
                position,
                bool(suspended),
                bool(buried),
                flag,
                NEW
                if repetition is None
                else Schedule(repetition, interval, ease, last_day, due, False, lapses, counted),
                answers.get(card, ()),
                kept,
            )


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
    kinds = _rank(one), _rank(other)
    return bool(one < other) if kinds[0] == kinds[1] and one is not None else kinds[0] < kinds[1]


def _rank(value: Any) -> int:
    """Return which kind of value this is, in the order in which SQLite sorts kinds."""
    return 3 if isinstance(value, bytes) else 2 if isinstance(value, str) else 1 if value is not None else 0
