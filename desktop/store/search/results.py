"""What a search finds: row numbers in order, and what a table shows of a few of them."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from desktop.store.reader import Reader
from desktop.store.search.conditions import OF_SCHEDULE, Condition
from desktop.store.search.index import EDITED, START
from desktop.store.search.names import Names
from desktop.study.folding import readable

LONGEST = 300
"""Letters of a note's text that a row shows."""
SEPARATOR = "\x1f"

CARDS = "FROM schedule s"
JOIN_CARD = "JOIN card c ON c.id = s.card"
BY_NOTE = "FROM card c CROSS JOIN schedule s ON s.card = c.id"
"""Looks up the cards of notes first, whatever else is asked of them."""
OF_CARD = re.compile(r"\bc\.")
JOIN_TEXT = "JOIN text t ON t.note = c.note"
FIRST_TAG = "(SELECT tag FROM note_tag WHERE note = c.note AND present = 1 ORDER BY tag LIMIT 1)"
JOIN_PLACE = "JOIN temp.place p ON p.of = "


class Column(NamedTuple):
    """What results can be sorted by.

    Attributes:
        key: in SQL; {last} stands where there is no value, so that it comes last either way.
        join: the table that holds it besides `c` and `s`.
        places: returns the place of each of few things, such as decks; `temp.place` holds it meanwhile.
    """

    key: str
    join: str = ""
    places: Callable[[Names], dict[int, int]] | None = None

    @property
    def needs_words(self) -> bool:
        """Whether the index of words must be fresh for it."""
        return JOIN_TEXT in self.join

    @property
    def is_of_notes(self) -> bool:
        """Whether the note alone says it."""
        return not OF_SCHEDULE.search(self.key + self.join)


COLUMNS = {
    "question": Column(START, JOIN_TEXT),
    "deck": Column("p.place", JOIN_PLACE + "s.deck", Names.deck_places),
    "due": Column("COALESCE(s.due, {last})"),
    "interval": Column("CASE WHEN s.due IS NULL THEN {last} ELSE s.interval END"),
    "ease": Column("CASE WHEN s.due IS NULL OR s.stability IS NOT NULL THEN {last} ELSE s.ease END"),
    "lapses": Column("s.lapses"),
    "reviews": Column("s.counted"),
    "created": Column("t.created_ms", JOIN_TEXT),
    "edited": Column(EDITED, JOIN_TEXT),
    "note_type": Column("p.place", f"{JOIN_TEXT} {JOIN_PLACE} t.note_type", Names.type_places),
    "tags": Column(f"COALESCE({FIRST_TAG}, {{last}})"),
}
SORTS = tuple(COLUMNS)
"""The columns that results can be sorted by."""
LAST, LAST_TURNED = "x''", "-1"
"""What SQLite sorts behind every number and text, and before every one."""
BY_TEXT = "FROM text t CROSS JOIN card c ON c.note = t.note CROSS JOIN schedule s ON s.card = c.id"
"""All cards in the order of the texts."""
IN_ORDER = "FROM ({cards} LIMIT -1) s CROSS JOIN card c ON c.id = s.number"
"""Cards that fit in the order of their notes, so that these are read from end to end, not here and there."""

ROWS = """
SELECT c.id, c.note, n.uid, c.ordinal, c.deck, n.note_type, n.fields,
  s.due, s.interval, iif(s.stability IS NULL, s.ease, NULL), s.lapses, s.counted, s.repetition,
  t.created_ms, {edited},
  c.suspended, c.buried, c.flag,
  c.deleted OR n.deleted OR d.deleted,
  (SELECT group_concat(tag, char(31)) FROM note_tag WHERE note = n.id AND present = 1)
FROM json_each(?) i CROSS JOIN card c ON {key} = i.value CROSS JOIN note n ON n.id = c.note
CROSS JOIN deck d ON d.id = c.deck CROSS JOIN schedule s ON s.card = c.id LEFT JOIN text t ON t.note = n.id
"""
CARDS_OF = """
SELECT c.id AS number FROM json_each(?) i CROSS JOIN card c ON c.note = i.value WHERE c.deleted = 0
ORDER BY i.key, c.ordinal
"""
NOTES_OF = """
SELECT c.note AS number FROM json_each(?) i CROSS JOIN card c ON c.id = i.value
GROUP BY c.note ORDER BY MIN(i.key)
"""
FIRST_CARD = (
    "c.id = (SELECT id FROM card WHERE note = i.value ORDER BY deleted > 0, ordinal LIMIT 1) AND c.note"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search.

    Attributes:
        numbers: row numbers of cards, or of notes, in order.
        total: how many there are; more than `numbers` where only a part was asked for.
        problem: a sentence about what in the search makes no sense or means nothing; "" = all does.
    """

    numbers: array[int] = field(default_factory=lambda: array("q"))
    total: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """What a table shows of a card; of a note it is its first card.

    Attributes:
        note_uid: identity of the note.
        text: the first field of the note that says something, without markup, on one line.
        answer: the next one that does.
        deck_path: names of its deck and of those that lies in, from the top.
        due: study day; None = new.
        ease: in hundredths; None where its scheduler knows none.
        reviews: answers that moved its schedule.
        created_ms: UTC milliseconds, as is `edited_ms`; 0 = the index does not know yet.
        buried: study day from which it may show again.
    """

    card: int
    note: int
    note_uid: bytes
    ordinal: int
    text: str
    answer: str
    deck_path: tuple[str, ...]
    note_type: str
    due: int | None
    interval: int
    ease: int | None
    lapses: int
    reviews: int
    repetition: int
    created_ms: int
    edited_ms: int
    suspended: bool
    buried: int
    flag: int
    deleted: bool
    tags: tuple[str, ...]


def statement(
    condition: Condition, sort: str, *, notes: bool, descending: bool, place: str | None = None
) -> tuple[str, tuple[object, ...]]:
    """Return the query for the row numbers of what fits a condition, in order, and what is bound in it.

    Those without a value in the column, such as a due day, come last either way.

    Args:
        condition: see `conditions.compiled`.
        sort: one of SORTS.
        notes: whether notes are wanted instead of cards.
        descending: whether the order is turned round.
        place: how numbers of notes tell when they were made; see `runs.place`.
    """
    turned = " DESC" if descending else ""
    if sort == "created" and place is not None:
        return _as_made(condition, place, turned, notes=notes), condition.values
    column = COLUMNS[sort]
    key = column.key.format(last=LAST_TURNED if descending else LAST)
    source = _source(condition, column.join, key, "c.note" * notes)
    if column.is_of_notes and not condition.by_note:
        inner = _source(condition, "")
        cards = inner.selecting(inner.card, f"ORDER BY {inner.card}")
        source = Source(f"{IN_ORDER.format(cards=cards)} {column.join}", "1", "s.number")
    if notes:
        key = f"{'MAX' if descending else 'MIN'}({key})"
        order = f"GROUP BY c.note ORDER BY {key}{turned}, c.note{turned}"
        return source.selecting("c.note", order), condition.values
    if condition.is_everything and sort == "question":
        source = Source(BY_TEXT, condition.with_schedule)
    else:
        key = f"+{key}"  # a plus keeps SQLite from reading all texts in order for the sake of a few
    tie = "t.note" if sort == "question" else source.card
    return source.selecting(source.card, f"ORDER BY {key}{turned}, {tie}{turned}"), condition.values


def _as_made(condition: Condition, place: str, turned: str, *, notes: bool) -> str:
    source = _source(condition, "", "c.note")
    order = "".join(f"{key}{turned}, " for key in (place, "c.note") if key)
    if notes:
        return source.selecting("c.note", f"GROUP BY c.note ORDER BY {order[:-2]}")
    return source.selecting(source.card, f"ORDER BY {order}c.ordinal{turned}")


def counting(condition: Condition, *, notes: bool) -> tuple[Any, ...]:
    """Return the query for how many fit a condition, with what is bound in it."""
    counted = "DISTINCT c.note" if notes else "*"
    source = _source(condition, "", counted)
    return f"SELECT COUNT({counted}) {source.tables} WHERE {source.where}", *condition.values


class Source(NamedTuple):
    """Where the cards of a query come from.

    Attributes:
        tables: in SQL, with FROM.
        where: the condition.
        card: the number of a card.
    """

    tables: str
    where: str
    card: str = "s.card"

    def selecting(self, columns: str, order: str) -> str:
        """Return the query for numbers in an order."""
        return f"SELECT {columns} AS number {self.tables} WHERE {self.where} {order}"


def _source(condition: Condition, join: str, *used: str) -> Source:
    """Return the tables that a query needs: most can do without one of the two, which halves their time."""
    needs_schedule = condition.needs_schedule or any(map(OF_SCHEDULE.search, (join, *used)))
    needs_card = any(map(OF_CARD.search, (condition.sql, join, *used)))
    if not needs_schedule and (needs_card or condition.by_note):
        return Source(f"FROM card c {join}", condition.of_card, "c.id")
    if condition.by_note:
        return Source(f"{BY_NOTE} {join}", condition.with_schedule)
    return Source(f"{CARDS}{f' {JOIN_CARD}' if needs_card else ''} {join}", condition.with_schedule)


def rows(reader: Reader, names: Names, numbers: Iterable[int], *, notes: bool = False) -> list[CardRow]:
    """Return what a table shows of some cards or notes, in their order; those that are gone are left out."""
    wanted = list(numbers)
    sql = ROWS.format(key=FIRST_CARD if notes else "c.id", edited=EDITED)
    found: dict[int, CardRow] = {}
    for row in reader.rows(sql, json.dumps(wanted)):
        card, note, note_uid, ordinal, deck, note_type, fields, *rest = row
        due, interval, ease, lapses, reviews, repetition, created_ms, edited_ms, *marks, tags = rest
        name, order = names.note_types[note_type]
        suspended, buried, flag, deleted = marks
        found[note if notes else card] = CardRow(
            card,
            note,
            note_uid,
            ordinal,
            *_first_texts(json.loads(fields), order),
            names.paths[deck],
            name,
            due,
            interval,
            ease,
            lapses,
            reviews,
            repetition,
            created_ms or 0,
            edited_ms or 0,
            bool(suspended),
            buried,
            flag,
            bool(deleted),
            tuple(sorted(tags.split(SEPARATOR))) if tags else (),
        )
    return [found[number] for number in wanted if number in found]


def _first_texts(fields: dict[str, str], order: Iterable[str]) -> tuple[str, str]:
    """Return what the first two fields say that say something."""
    found = (text[:LONGEST] for name in order if (text := readable(fields.get(name, ""))))
    return next(found, ""), next(found, "")
