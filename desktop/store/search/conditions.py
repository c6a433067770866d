"""A search that was read, as one condition in SQL with every value bound.

The condition is about a schedule `s` and its card `c`, which are only joined where they are named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Protocol
from uuid import UUID

from desktop.errors import UserError
from desktop.store.reader import Reader
from desktop.store.search import wording
from desktop.store.search.index import EDITED
from desktop.store.search.names import Names
from desktop.store.search.vocabulary import Vocabulary
from desktop.store.search.wording import Wording
from desktop.study import query as asked
from desktop.study.calendar import Moment, day_start_ms
from desktop.study.grades import STUDY
from desktop.study.note import identity_of
from desktop.study.options import Options
from desktop.study.query import Query

MOST_PARTS = 150
"""Parts that a search may have: each binds six values at the most, and SQLite may take no more than 999."""
NOTHING, EVERYTHING = "0", "1"

HIDDEN = (
    "EXISTS (SELECT 1 FROM card x JOIN note n ON n.id = x.note JOIN deck d ON d.id = x.deck"
    " WHERE x.id = {card} AND (x.deleted {compared} OR n.deleted {compared} OR d.deleted {compared}))"
)
"""Whether a card was deleted, by itself or with its note or deck."""
SHOWN = "(s.state < 2 OR NOT {hidden})"
SHOWN_CARD = (
    "NOT EXISTS (SELECT 1 FROM schedule o INDEXED BY schedule_out"
    " WHERE o.state = 2 AND o.card = c.id AND {hidden})"
)
"""The same without the schedule of every card: those out of use have an index of their own."""
SHOWN_OF_FEW = (
    "c.id NOT IN (SELECT o.card FROM schedule o INDEXED BY schedule_out WHERE o.state = 2 AND {hidden})"
)
"""The same where few cards are out of use, so that they are looked through first."""
FEW_OUT = 1000
OUT = (
    "SELECT COUNT(*) FROM ("
    f"SELECT 1 FROM schedule INDEXED BY schedule_out WHERE state = 2 LIMIT {FEW_OUT + 1})"
)
OF_SCHEDULE = re.compile(r"\bs\.")
OF_NOTES = "c.note IN (SELECT value FROM json_each(?))"
TAGGED = "c.note IN (SELECT note FROM note_tag WHERE tag IN (SELECT value FROM json_each(?)) AND present = 1)"
LEECHES = "c.note IN (SELECT note FROM note_tag WHERE tag = 'leech' AND present = 1)"
"""What other programs called leeches."""
UNTAGGED = "c.note NOT IN (SELECT note FROM note_tag WHERE present = 1)"
NOTES_KNOWN = "SELECT id FROM note WHERE uid IN (SELECT unhexed(value ->> 0) FROM json_each(?))"
CARDS_KNOWN = (
    "SELECT k.id FROM json_each(?) e CROSS JOIN note n ON n.uid = unhexed(e.value ->> 0)"
    " CROSS JOIN card k ON k.note = n.id AND k.ordinal = e.value ->> 1"
)
RATED = (
    "s.card IN (SELECT r.card FROM review r WHERE r.day BETWEEN ? AND ? {graded}"
    " AND NOT EXISTS (SELECT 1 FROM void v WHERE v.entry = r.id))"
)
IN_STUDY = f"AND r.mode = '{STUDY}'"
NEVER_BEFORE = (
    f" AND NOT EXISTS (SELECT 1 FROM review b WHERE b.card = r.card AND b.day < r.day AND b.mode = '{STUDY}'"
    " AND NOT EXISTS (SELECT 1 FROM void v WHERE v.entry = b.id))"
)
STATES = {
    "due": "(s.state = 1 AND s.ready <= {today})",
    "new": "s.due IS NULL",
    "learning": "(s.due IS NOT NULL AND s.repetition < 2)",
    "known": "s.repetition >= 2",
    "suspended": "(s.state = 2 AND c.suspended = 1)",
    "buried": "c.buried > {today}",
    "leech": f"({{leech}} OR {LEECHES})",
    "flagged": "c.flag > 0",
    "deleted": f"(s.state = 2 AND {HIDDEN.format(card='s.card', compared='= 1')})",
}
NUMBERS = {
    "ease": "(s.due IS NOT NULL AND s.stability IS NULL AND s.ease {sign} ?)",
    "interval": "(s.due IS NOT NULL AND s.interval {sign} ?)",
    "due": "(s.due IS NOT NULL AND s.due {sign} ?)",
    "reviews": "s.counted {sign} ?",
    "lapses": "s.lapses {sign} ?",
    "flag": "c.flag {sign} ?",
    "card": "c.ordinal + 1 {sign} ?",
}


class IndexReader(Reader, Protocol):
    """Reads the index beside the collection."""

    def vocabulary(self) -> Vocabulary:
        """Return the words of the index."""


class Condition(NamedTuple):
    """Which cards.

    Attributes:
        sql: about `s` and `c`, but not whether a card shows at all; see `shown` and `shown_card`.
        values: bound in it.
        is_everything: whether every card that is not deleted fits.
        by_note: whether it asks for words or tags, which few notes have: those are best looked at first.
        problem: a sentence about what in it means nothing; "" = all does.
        hides: how `deleted` of a card, its note or its deck is compared where it does not show.
        few_out: whether few cards are out of use: suspended, buried or deleted.
    """

    sql: str
    values: tuple[object, ...]
    is_everything: bool
    by_note: bool
    problem: str
    hides: str
    few_out: bool

    @property
    def needs_schedule(self) -> bool:
        """Whether it is about `s`."""
        return OF_SCHEDULE.search(self.sql) is not None

    @property
    def with_schedule(self) -> str:
        """The whole condition, where `s` is there."""
        return f"{self.sql} AND {SHOWN.format(hidden=HIDDEN.format(card='s.card', compared=self.hides))}"

    @property
    def of_card(self) -> str:
        """The whole condition, where `c` is there and it is not about `s`."""
        shown = SHOWN_OF_FEW if self.few_out else SHOWN_CARD
        return f"{self.sql} AND {shown.format(hidden=HIDDEN.format(card='o.card', compared=self.hides))}"


def compiled(query: Query, reader: IndexReader, names: Names, now: Moment, options: Options) -> Condition:
    """Return the condition of a search.

    Args:
        query: what is asked for.
        reader: of the index and the collection.
        names: of the collection.
        now: the present moment.
        options: in force, which tell the study day.

    Raises:
        UserError: it has too many parts.
    """
    leaves = list(_leaves(query))
    if len(leaves) > MOST_PARTS:
        raise UserError("This search has too many parts.", f"Leave some out; {MOST_PARTS} are possible.")
    compiler = _Compiler(reader, names, now, options)
    sql = compiler.sql(query)
    return Condition(
        sql,
        tuple(compiler.values),
        sql == EVERYTHING,
        any(map(_picks_notes, query.of if isinstance(query, asked.All) else (query,))),
        compiler.problem,
        ">= 2" if asked.State("deleted") in leaves else ">= 1",
        reader.value(OUT) <= FEW_OUT,
    )


def _picks_notes(part: Query) -> bool:
    return isinstance(part, asked.Words | asked.Pattern) or (
        isinstance(part, asked.Named) and part.key == "tag"
    )


def needs_words(query: Query) -> bool:
    """Return whether the index of words must be fresh for a search."""
    return any(
        isinstance(leaf, asked.Words | asked.Pattern)
        or (isinstance(leaf, asked.Named) and leaf.key == "note")
        or (isinstance(leaf, asked.Span) and leaf.key != "rated")
        for leaf in _leaves(query)
    )


def _leaves(query: Query) -> Iterator[Query]:
    if isinstance(query, asked.All | asked.Any):
        yield from chain.from_iterable(map(_leaves, query.of))
    elif isinstance(query, asked.Not):
        yield from _leaves(query.of)
    else:
        yield query


class _Compiler:
    def __init__(self, reader: IndexReader, names: Names, now: Moment, options: Options) -> None:
        self._reader = reader
        self._names = names
        self._now = now
        self._rollover = options.rollover
        self._today = options.study_day(now)
        self.values: list[object] = []
        self.problem = ""

    def sql(self, query: Query) -> str:
        """Return the condition of one part; its values are added in the order of their places."""
        match query:
            case asked.All(of):
                return self._joined(of, " AND ", EVERYTHING)
            case asked.Any(of):
                return self._joined(of, " OR ", NOTHING)
            case asked.Not(of):
                return f"NOT ({self.sql(of)})"
            case asked.Words() | asked.Pattern():
                return self._note_text(self._wording(query))
            case asked.Named(key, text):
                return self._named(key, text)
            case asked.State(name):
                return self._state(name)
            case asked.Compared(key, sign, number):
                return self._compared(key, sign, number)
            case asked.Span(key, days, grades):
                return self._span(key, days, grades)
            case asked.Answered(nearest, farthest, first):
                self.values += (max(1, self._today - farthest), max(1, self._today - nearest))
                return RATED.format(graded=IN_STUDY + NEVER_BEFORE * first)
            case asked.Identities(key, of):
                return self._identities(key, of)

    def _state(self, name: str) -> str:
        forgotten = ""
        if name == "leech":
            decks: dict[int, list[str]] = {}
            for deck, lapses in self._names.leech_lapses.items():
                decks.setdefault(lapses, []).append(str(deck))
            parts = [f"s.lapses >= {n} AND s.deck IN ({', '.join(of)})" for n, of in decks.items()]
            forgotten = f"({' OR '.join(parts) or NOTHING})"
        return STATES[name].format(today=self._today, leech=forgotten)

    def _joined(self, parts: Sequence[Query], word: str, none: str) -> str:
        """Join conditions; words that the index alone answers are asked for together."""
        matches: list[str] = []
        found: list[str] = []
        for part in parts:
            if isinstance(part, asked.Words):
                worded = self._wording(part)
                if worded.is_plain:
                    matches.append(f"({worded.matches[0]})")
                else:
                    found.append(self._note_text(worded))
            else:
                found.append(self.sql(part))
        if matches:
            found.append(self._note_text(Wording((word.join(matches),))))
        return f"({word.join(found)})" if found else none

    def _wording(self, part: asked.Words | asked.Pattern) -> Wording:
        if part.field and not self._names.fields_like(part.field):
            self.problem = f"No note has a field called “{part.field}”."
            joined = f"{part.field}:{part.text}"
            part = asked.Words(joined) if isinstance(part, asked.Words) else asked.Pattern(joined)
        if isinstance(part, asked.Pattern):
            try:
                return wording.of_pattern(part, self._names)
            except UserError as error:
                self.problem = error.message
                return Wording(never=True)
        return wording.of_words(part, self._names, self._reader.vocabulary)

    def _note_text(self, worded: Wording) -> str:
        if worded.never:
            return NOTHING
        if not worded.matches and not worded.where:
            return EVERYTHING
        if not worded.matches:
            self.values += worded.values
            return f"c.note IN (SELECT t.note FROM text t WHERE {worded.where})"
        at_once = len(worded.matches) == 1
        self.values += (worded.matches[0] if at_once else json.dumps(worded.matches), *worded.values)
        source, match = ("words w", "?") if at_once else ("json_each(?) j CROSS JOIN words w", "j.value")
        if not worded.where:
            return f"c.note IN (SELECT w.rowid FROM {source} WHERE w.words MATCH {match})"
        source += " CROSS JOIN text t ON t.note = w.rowid"
        return f"c.note IN (SELECT t.note FROM {source} WHERE w.words MATCH {match} AND {worded.where})"

    def _named(self, key: str, text: str) -> str:
        if key == "tag" and text.casefold() == "none":
            return UNTAGGED
        if key == "tag":
            return self._one_of(TAGGED, self._names.tags_like(text), f"There is no tag “{text}”.")
        if key == "deck":
            sql = "s.deck IN (SELECT value FROM json_each(?))"
            return self._one_of(sql, self._names.decks(text), f"There is no deck “{text}”.")
        sql = "c.note IN (SELECT note FROM text WHERE note_type IN (SELECT value FROM json_each(?)))"
        return self._one_of(sql, self._names.types_like(text), f"There is no note type “{text}”.")

    def _one_of(self, sql: str, found: Sequence[object], problem: str) -> str:
        if not found:
            self.problem = problem
            return NOTHING
        self.values.append(json.dumps(found))
        return sql

    def _compared(self, key: str, sign: str, number: float) -> str:
        value = round(number * 100) if key == "ease" else number + self._today if key == "due" else number
        self.values.append(float(value))
        return NUMBERS[key].format(sign=sign)

    def _span(self, key: str, days: int, grades: Iterable[int]) -> str:
        first = max(1, self._today - max(1, days) + 1)
        if key == "rated":
            wanted = json.dumps(list(grades))
            self.values += (first, self._today, *((wanted,) if grades else ()))
            graded = "AND r.grade IN (SELECT value FROM json_each(?))" if grades else ""
            return RATED.format(graded=graded)
        self.values.append(day_start_ms(first, self._now.offset_min, self._rollover))
        instant = "t.created_ms" if key == "added" else EDITED
        return f"c.note IN (SELECT t.note FROM text t WHERE {instant} >= ?)"

    def _identities(self, key: str, given: Iterable[str]) -> str:
        """Cards or notes by their identities; the numbers of rows, which windows know, will do as well."""
        numbers = [int(each) for each in given if each.isascii() and each.isdecimal() and len(each) < 19]
        if key == "nid":
            known = [(uid.bytes, 0) for each in given if (uid := _uid(each))]
            column, found = "c.note", NOTES_KNOWN
        else:
            known = [identity for each in given if (identity := identity_of(each))]
            column, found = "s.card", CARDS_KNOWN
        self.values += (json.dumps(numbers), json.dumps([(uid.hex().upper(), at) for uid, at in known]))
        return f"({column} IN (SELECT value FROM json_each(?)) OR {column} IN ({found}))"


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
