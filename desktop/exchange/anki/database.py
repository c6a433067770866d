"""The tables of a collection of Anki, in either of their two forms, read with no trust in them.

Up to schema 11 note types, decks and presets are JSON in the one row of ``col``; from 14 on they are tables
with messages in them.
"""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.exchange.anki import messages, notes
from desktop.exchange.anki.identity import type_from
from desktop.exchange.anki.schedule import add_functions
from desktop.study.calendar import LocalDays
from desktop.study.note import NAMESPACE, NoteType, Template, derived

NEEDED = ("col", "notes", "cards")
NEW_PER_DAY, REVIEWS_PER_DAY = 9, 10
"""Fields of a preset's message."""
IS_CLOZE = 1
LARGEST_VALUE = 64 << 20
"""Bytes of the longest text or blob that is looked at."""
PATIENCE_SECONDS = 900.0
"""A query that takes longer never ends."""
FIRST_DAY = date(1970, 1, 1)
SEPARATOR = "\x1f"
NUMBER = re.compile(r"-?[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of Anki.

    Attributes:
        path: names from the top.
        is_filtered: whether its cards are at home elsewhere.
        preset: number of its preset.
    """

    path: tuple[str, ...]
    is_filtered: bool = False
    preset: int = 1


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what SQLite says of a broken file into a sentence."""
    try:
        yield
    except (sqlite3.Error, OverflowError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise
        raise UserError(
            f"{name} is broken: its cards cannot be read.",
            "Export the deck from Anki again, then try once more.",
        ) from error


class AnkiDatabase:
    """A collection of Anki, open for reading.

    Args:
        file: a private copy.
        name: what to call it.

    Raises:
        UserError: it is none, or broken.
    """

    def __init__(self, file: Path, name: str) -> None:
        self.name = name
        self.warnings: list[str] = []
        self._widths: dict[int, int] = {}
        self._uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        with reading(name):
            self._connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self.close()
                raise

    def _prepare(self) -> None:
        connection = self._connection
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        self._guard(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -16000")
        kinds = dict(
            connection.execute(
                "SELECT name, sql LIKE 'CREATE VIRTUAL%' OR type <> 'table' FROM sqlite_master"
            )
        )
        self.tables = frozenset(name for name, is_odd in kinds.items() if not is_odd)
        if not self.tables.issuperset(NEEDED):
            raise UserError(f"{self.name} is a database, but no collection of Anki.")

    @contextmanager
    def attached(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let another connection read these tables too, with as little trust."""
        with reading(self.name):
            self._guard(connection)
            connection.execute("ATTACH DATABASE ? AS source", (self._uri,))
            yield

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def _guard(self, connection: sqlite3.Connection) -> None:
        """Believe nothing, wait not for ever, and know the functions that the queries ask for."""
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        until = time.monotonic() + PATIENCE_SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > until, 1_000_000)
        connection.create_collation(
            "unicase", lambda one, other: (one.lower() > other.lower()) - (one.lower() < other.lower())
        )
        add_functions(connection, LocalDays().day)
        notes.add_functions(connection, self._widths)

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query."""
        with reading(self.name):
            yield from self._connection.execute(sql, values)

    def count(self, table: str) -> int:
        """Return the number of rows of a table; 0 where there is none."""
        if table not in self.tables:
            return 0
        return int(next(self.rows(f"SELECT COUNT(*) FROM {table}"))[0])  # noqa: S608 - a name of ours

    def _json(self, column: str) -> Mapping[str, Any]:
        found = next(self.rows(f"SELECT {column} FROM col"), None)  # noqa: S608 - a name of ours
        try:
            data = json.loads(found[0]) if found and found[0] else {}
        except (ValueError, TypeError, RecursionError):
            data = {}
        return data if isinstance(data, Mapping) else {}

    # ------------------------------------------------------------------ days

    def day_zero(self) -> int:
        """Return the study day, as an ordinal, from which the days of this collection are counted."""
        found = next(self.rows("SELECT crt FROM col"), None)
        created = int(found[0]) if found and isinstance(found[0], int | float) and abs(found[0]) < 1e15 else 0
        west = self._creation_offset()
        if west is None:
            try:
                west = -(time.localtime(created).tm_gmtoff or 0) // 60
            except (OverflowError, OSError, ValueError):
                west = 0
        try:
            return (datetime(1970, 1, 1) + timedelta(seconds=created, minutes=-west)).date().toordinal()
        except OverflowError:
            return FIRST_DAY.toordinal()

    def _creation_offset(self) -> int | None:
        """Return by how many minutes the clock of its maker was behind UTC."""
        value: Any = self._json("conf").get("creationOffset")
        if "config" in self.tables:
            found = next(self.rows("SELECT val FROM config WHERE key = 'creationOffset'"), None)
            try:
                value = json.loads(found[0]) if found else value
            except (ValueError, TypeError):
                value = None
        return value if isinstance(value, int) and abs(value) < 1500 else None

    # ------------------------------------------------------------------ decks

    def decks(self) -> dict[int, Deck]:
        """Return the decks by number."""
        if "decks" in self.tables:
            return {
                int(number): self._deck(str(name or "").split(SEPARATOR), kind)
                for number, name, kind in self.rows("SELECT id, name, kind FROM decks")
            }
        found: dict[int, Deck] = {}
        for number, deck in self._json("decks").items():
            if isinstance(deck, Mapping) and isinstance(deck.get("name"), str) and NUMBER.fullmatch(number):
                preset = deck.get("conf")
                found[int(number)] = Deck(
                    path_of(deck["name"].split("::")),
                    bool(deck.get("dyn")),
                    preset if isinstance(preset, int) else 1,
                )
        return found

    @staticmethod
    def _deck(names: list[str], kind: bytes) -> Deck:
        told = messages.message(kind)
        normal, filtered = told.get(1), told.get(2)
        preset = messages.whole(messages.message(normal), 1) if isinstance(normal, bytes) else 1
        return Deck(path_of(names), filtered is not None, preset)

    def options(self, decks: Mapping[int, Deck]) -> dict[str, int]:
        """Return the daily limits of the preset that most cards lie under."""
        preset = self._main_preset(decks)
        return {} if preset is None else self._limits(preset)

    def deck_options(self, decks: Mapping[int, Deck]) -> dict[tuple[str, ...], dict[str, int]]:
        """Return the daily limits of decks under other presets, where they differ, by path."""
        usual = self.options(decks)
        limits = {preset: self._limits(preset) for preset in {deck.preset for deck in decks.values()}}
        return {
            deck.path: limits[deck.preset]
            for deck in decks.values()
            if not deck.is_filtered and limits[deck.preset] and limits[deck.preset] != usual
        }

    def _main_preset(self, decks: Mapping[int, Deck]) -> int | None:
        used: Counter[int] = Counter()
        for deck, cards in self.rows("SELECT did, COUNT(*) FROM cards GROUP BY did"):
            if deck in decks and not decks[deck].is_filtered:
                used[decks[deck].preset] += cards
        return used.most_common(1)[0][0] if used else None

    def _limits(self, preset: int) -> dict[str, int]:
        if "deck_config" in self.tables:
            found = next(self.rows("SELECT config FROM deck_config WHERE id = ?", preset), None)
            told = messages.message(found[0]) if found and isinstance(found[0], bytes) else {}
            limits = {"new_per_day": told.get(NEW_PER_DAY), "reviews_per_day": told.get(REVIEWS_PER_DAY)}
        else:
            config = self._json("dconf").get(str(preset))
            config = config if isinstance(config, Mapping) else {}
            limits = {
                name: part.get("perDay") if isinstance(part := config.get(key), Mapping) else None
                for name, key in (("new_per_day", "new"), ("reviews_per_day", "rev"))
            }
        return {name: value for name, value in limits.items() if isinstance(value, int)}

    # ------------------------------------------------------------------ note types

    def note_types(self) -> dict[int, NoteType]:
        """Return the note types by number; one that makes no sense is left out."""
        in_tables = self.tables.issuperset(("notetypes", "fields", "templates")) and self.count("notetypes")
        found = dict(self._tables_types() if in_tables else self._json_types())
        self._widths.update((number, len(note_type.fields)) for number, note_type in found.items())
        return found

    def _json_types(self) -> Iterator[tuple[int, NoteType]]:
        for number, model in self._json("models").items():
            try:
                names = [str(each["name"]) for each in model["flds"]]
                templates = [
                    (str(each["name"]), str(each["qfmt"]), str(each["afmt"])) for each in model["tmpls"]
                ]
                style = str(model.get("css", ""))
                is_cloze = model.get("type") == 1
                made = self._type(int(number), str(model["name"]), names, templates, style, is_cloze)
            except (KeyError, TypeError, ValueError, AttributeError):
                self.warnings.append(f"A note type ({number}) makes no sense, so that its notes stay out.")
                continue
            yield int(number), type_from(model, made.fields) or made

    def _tables_types(self) -> Iterator[tuple[int, NoteType]]:
        for number, name, config in self.rows("SELECT id, name, config FROM notetypes"):
            told = messages.message(config)
            name = str(name or "")
            names = [
                str(each or "")
                for (each,) in self.rows("SELECT name FROM fields WHERE ntid = ? ORDER BY ord", number)
            ]
            templates = []
            for title, text in self.rows(
                "SELECT name, config FROM templates WHERE ntid = ? ORDER BY ord", number
            ):
                sides = messages.message(text)
                templates.append((str(title or ""), messages.text(sides, 1), messages.text(sides, 2)))
            if not names or not templates:
                self.warnings.append(f"The note type “{name}” makes no sense, so that its notes stay out.")
                continue
            style, is_cloze = messages.text(told, 3), messages.whole(told, 1) == IS_CLOZE
            made = self._type(number, name, names, templates, style, is_cloze)
            yield number, type_from(_other(told), made.fields) or made

    def _type(
        self,
        number: int,
        name: str,
        names: list[str],
        templates: list[tuple[str, str, str]],
        style: str,
        is_cloze: bool,
    ) -> NoteType:
        fields = self._distinct(name, names)
        made = tuple(Template(*each) for each in templates)
        key = "\x1f".join([str(number), name, *fields, "", *(each.name for each in made)])
        has_shapes = is_cloze and any("image-occlusion" in each.question.lower() for each in made)
        kind = "occlusion" if has_shapes else "cloze" if is_cloze else "basic"
        return NoteType(derived(NAMESPACE, f"anki type {key}"), name, kind, fields, made, style)

    def _distinct(self, name: str, fields: list[str]) -> tuple[str, ...]:
        """Return names of fields of which none stands twice."""
        made: list[str] = []
        for field in fields:
            other, number = field, 1
            while other in made:
                number += 1
                other = f"{field} {number}"
            if other != field:
                self.warnings.append(
                    f"The note type “{name}” has two fields “{field}”; one is called “{other}” here."
                )
            made.append(other)
        return tuple(made)


def _other(told: dict[int, messages.Value]) -> Any:
    """Return the data of other programs in a note type's message."""
    try:
        return json.loads(messages.text(told, 255) or "{}")
    except (ValueError, RecursionError):
        return {}


def path_of(names: list[str]) -> tuple[str, ...]:
    """Return the path of a deck; a part without a name is left out."""
    return tuple(name.strip() for name in names if name.strip()) or ("Default",)
