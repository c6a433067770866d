"""Cards on their way out: read note by note over a connection of its own that can only read.

All of it is of one moment, whatever is answered meanwhile, and memory stays flat whatever its size.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.errors import NotFound
from desktop.store.failures import explaining
from desktop.store.forest import Forest
from desktop.store.journal import COUNTER_BITS
from desktop.store.layout import BUSY_SECONDS
from desktop.store.library import told_in
from desktop.store.media import FOLDER, one_form
from desktop.store.reader import Row
from desktop.store.states import COLUMNS, schedule_of
from desktop.study.calendar import Moment
from desktop.study.incoming import CardState, IncomingMedia, PastReview
from desktop.study.note import Note, NoteType, Template
from desktop.study.options import Options
from desktop.study.outgoing import Outgoing, OutgoingDeck, OutgoingNote
from desktop.study.schedule import KEPT

BATCH = 500
PERSONAL_TAGS = frozenset({"leech", "marked"})
"""Tags that programs give for how a person studies."""

LAY_OUT = (
    "CREATE TEMP TABLE inside (deck INTEGER PRIMARY KEY, place INTEGER)",
    "CREATE TEMP TABLE picked (card INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE leaving (place INTEGER PRIMARY KEY, note INTEGER)",
)
PICK = """
INSERT OR IGNORE INTO picked SELECT c.id FROM card c JOIN inside i ON i.deck = c.deck
JOIN note n ON n.id = c.note WHERE c.deleted = 0 AND n.deleted = 0
"""
PUT_IN_ORDER = """
INSERT INTO leaving (note) SELECT c.note FROM picked p JOIN card c ON c.id = p.card
JOIN inside i ON i.deck = c.deck GROUP BY c.note ORDER BY MIN(i.place), MIN(c.position), c.note
"""
# CROSS JOIN keeps the order of the tables: SQLite would otherwise walk a whole log for every batch.
NOTES = """
SELECT n.id, n.uid, n.note_type, n.fields, n.topic, n.created_ms, n.stamps,
  json_extract(n.shipped, '$.modified'), COALESCE(json_extract(n.shipped, '$.source'), '')
FROM leaving l CROSS JOIN note n ON n.id = l.note WHERE l.place BETWEEN ? AND ? ORDER BY l.place
"""
TAGS = """
SELECT t.note, t.tag FROM leaving l CROSS JOIN note_tag t ON t.note = l.note
WHERE l.place BETWEEN ? AND ? AND t.present = 1 ORDER BY l.place, t.tag
"""
CARDS = f"""
SELECT c.note, c.id, c.ordinal, c.deck, c.position, c.suspended, c.buried, c.flag,
  {", ".join("s." + name for name in COLUMNS.split(", "))}
FROM leaving l CROSS JOIN card c ON c.note = l.note CROSS JOIN picked p ON p.card = c.id
CROSS JOIN schedule s ON s.card = c.id WHERE l.place BETWEEN ? AND ? ORDER BY l.place, c.ordinal
"""
OF_CARDS = """
FROM leaving l CROSS JOIN card c ON c.note = l.note CROSS JOIN picked p ON p.card = c.id
CROSS JOIN {table} r ON r.card = c.id
WHERE l.place BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM void v WHERE v.entry = r.id)
"""
REVIEWS = (
    "SELECT r.card, r.at_ms, r.grade, r.took_ms, r.mode"
    + OF_CARDS.format(table="review")
    + "ORDER BY r.card, r.day, r.at_ms, r.again"
)
MEMORIES = (
    "SELECT r.card, r.data"
    + OF_CARDS.format(table="event")
    + f"AND r.kind = '{KEPT}' ORDER BY r.card, r.day, r.at_ms"
)
DECKS_USED = "SELECT DISTINCT c.deck FROM picked p JOIN card c ON c.id = p.card"
MEDIA = """
SELECT m.hash, m.size FROM media_name n JOIN media m ON m.hash = n.hash
WHERE n.folded = ? AND n.deleted = 0 ORDER BY n.name <> ?, n.name LIMIT 1
"""


class Reading:
    """One export's view of a collection.

    Args:
        file: the collection.
        now: the present moment.
        options: in force, which tell the study day.
        deck: row number of the deck to take with those below it; None = all.
        cards: row numbers of the cards to take instead; None = all of the deck.
        with_progress: whether anything that tells of the person who studied goes too.
    """

    def __init__(
        self,
        file: Path,
        now: Moment,
        options: Options,
        deck: int | None,
        cards: Sequence[int] | None,
        with_progress: bool,
    ) -> None:
        self._file = file
        self._today = options.study_day(now)
        self._with_progress = with_progress
        with explaining(file):
            self._connection = sqlite3.connect(
                f"{file.absolute().as_uri()}?mode=ro",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            for sql in LAY_OUT:
                self._run(sql)
            self._run("BEGIN")
            self._paths: dict[int, tuple[str, ...]] = {}
            self._numbers: dict[tuple[str, ...], int] = {}
            self.decks = tuple(self._take_decks(deck))
            self._pick(cards)
            self.count = int(self._run("SELECT COUNT(*) FROM leaving").fetchone()[0])
            self._types = self._read_types()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        with explaining(self._file):
            return self._connection.execute(sql, values)

    def _rows(self, sql: str, *values: Any) -> list[Row]:
        cursor = self._run(sql, *values)
        with explaining(self._file):
            return cursor.fetchall()

    def _take_decks(self, top: int | None) -> Iterator[OutgoingDeck]:
        """Yield the decks that go, parents first, and note them and the paths of all."""
        forest = Forest(self._rows)
        taken = forest.inside(top)
        self._paths = {number: forest.path(number) for number in forest.inside(None)}
        for number in taken:
            path, place = self._paths[number], forest.places[number]
            self._numbers[path] = number
            self._run("INSERT INTO inside VALUES (?, ?)", number, len(self._numbers))
            yield OutgoingDeck(path, UUID(bytes=place.uid), place.description)
        if top is not None and not taken:
            raise NotFound("There is no such deck.", "It may have been deleted.")

    def _pick(self, cards: Sequence[int] | None) -> None:
        if cards is None:
            self._run(PICK)
        else:
            with explaining(self._file):
                self._connection.executemany(
                    "INSERT OR IGNORE INTO picked SELECT c.id FROM card c JOIN inside i ON i.deck = c.deck"
                    " JOIN note n ON n.id = c.note WHERE c.id = ? AND c.deleted = 0 AND n.deleted = 0",
                    ((card,) for card in cards),
                )
            used = {deck for (deck,) in self._rows(DECKS_USED)}
            self.decks = tuple(each for each in self.decks if self._numbers[each.path] in used)
        self._run(PUT_IN_ORDER)

    def _read_types(self) -> dict[int, NoteType]:
        return {
            number: NoteType(
                UUID(bytes=uid),
                name,
                key,
                tuple(json.loads(fields)),
                tuple(Template(*each) for each in json.loads(templates)),
                style,
                **told_in(options),
            )
            for number, uid, name, key, fields, templates, style, options in self._rows(
                "SELECT id, uid, name, kind, fields, templates, style, options FROM note_type WHERE id IN"
                " (SELECT n.note_type FROM leaving l JOIN note n ON n.id = l.note) ORDER BY id"
            )
        }

    @property
    def note_types(self) -> tuple[NoteType, ...]:
        """The note types of the notes that go."""
        return tuple(self._types.values())

    def notes(self) -> Iterator[OutgoingNote]:
        """Yield the notes in the order of their decks and places."""
        for start in range(1, self.count + 1, BATCH):
            span = start, start + BATCH - 1
            tags = _grouped(self._rows(TAGS, *span))
            cards = _grouped(self._rows(CARDS, *span))
            reviews: dict[int, list[Row]] = {}
            kept: dict[int, str] = {}
            if self._with_progress:
                reviews = _grouped(self._rows(REVIEWS, *span))
                kept = dict(self._rows(MEMORIES, *span))
            for row in self._rows(NOTES, *span):
                states = [
                    self._state(card[1:], reviews.get(card[0], ()), kept.get(card[0], ""))
                    for card in cards.get(row[0], ())
                ]
                yield self._note(row, [tag for (tag,) in tags.get(row[0], ())], states)

    def _note(self, row: Row, tags: list[str], states: list[CardState]) -> OutgoingNote:
        _, uid, note_type, fields, topic, created_ms, stamps, modified, source = row
        deck = states[0].deck or ()
        if not self._with_progress:
            tags = [tag for tag in tags if tag.casefold() not in PERSONAL_TAGS]
        stamp = max(json.loads(stamps).values(), default=0) >> COUNTER_BITS
        return OutgoingNote(
            Note(UUID(bytes=uid), self._types[note_type], json.loads(fields), tuple(tags), topic),
            deck,
            cards=tuple(state._replace(deck=None) if state.deck == deck else state for state in states),
            created_ms=created_ms if self._with_progress else None,
            modified_ms=max(created_ms, stamp, modified or 0) if self._with_progress else None,
            source=source,
        )

    def _state(self, row: Row, reviews: Iterable[Row], kept: str) -> CardState:
        ordinal, deck, position, suspended, buried, flag = row[:6]
        if not self._with_progress:
            return CardState(ordinal, self._paths[deck], position)
        schedule = schedule_of(row[6:])
        return CardState(
            ordinal,
            self._paths[deck],
            position,
            suspended=bool(suspended),
            buried=buried > self._today,
            flag=flag,
            schedule=None if schedule.is_new else schedule,
            reviews=tuple(PastReview(*each) for each in reviews),
            kept=kept,
        )

    def find_media(self, name: str) -> IncomingMedia | None:
        """Return a picture or sound by the name that a note gives it; None where it is missing."""
        plain = one_form(name)
        found = self._rows(MEDIA, plain.casefold(), plain)
        if not found:
            return None
        digest = found[0][0].hex()
        file = self._file.parent / FOLDER / digest[:2] / digest
        return IncomingMedia(name, found[0][1], file.read_bytes) if file.is_file() else None

    def all_media(self) -> Iterator[str]:
        """Yield the names of all pictures and sounds."""
        for (name,) in self._rows("SELECT name FROM media_name WHERE deleted = 0 ORDER BY name"):
            yield name


def _grouped(rows: Iterable[Row]) -> dict[Any, list[Row]]:
    """Return rows by their first column, which is cut off."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1:])
    return found


def outgoing(
    file: Path,
    now: Moment,
    options: Options,
    *,
    deck: int | None = None,
    cards: Sequence[int] | None = None,
    with_progress: bool = True,
) -> Outgoing:
    """Return what is to be exported; see `Reading` for the arguments.

    Raises:
        NotFound: there is no such deck.
        StoreError: the collection cannot be read.
    """
    reading = Reading(file, now, options, deck, cards, with_progress)
    name = reading.decks[0].path[-1] if deck is not None else ""
    return Outgoing(
        name or ("Cards" if cards is not None else ""),
        reading.decks,
        reading.note_types,
        reading.notes,
        reading.count,
        reading.find_media,
        reading.all_media,
        with_progress,
        now.at_ms,
        options.rollover,
        reading.close,
    )
