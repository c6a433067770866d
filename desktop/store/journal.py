"""Changes that can be taken back: each knows what it changed from and to.

A change of any field of any row goes through `Action.set`, or of many rows at once through `Action.set_all`,
which stamp the field (so that two copies can be merged, field by field) and remember the value before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from desktop.store import rewriting
from desktop.store.database import Database
from desktop.study.calendar import Clock

ENTITIES = ("deck", "note_type", "note", "card", "saved_search", "plan")
TAG = "tag"
"""What a change of a note's tag is written down as; the tag stands where others have the field."""
MEDIA = "media"
"""What a change of a media file is written down as; its name stands where others have the field."""
COUNTER_BITS = 16
LEECH = "leech"
"""The kind of what an answer led to: it is taken back with the answer, never alone."""
MOCK_TEST = "mock test"
"""The kind of the step by which all answers of a test are handed in."""
BEFORE, AFTER = ("before", "MIN"), ("after", "MAX")
"""A side of a change, and which change of a row tells it: a field may have changed twice in an action."""
FIELDS = """
SELECT "row", json_extract({side}, '$') FROM (
  SELECT "row", {side}, {pick}(id) FROM change WHERE action = ? AND entity = ? AND field = ? GROUP BY "row")
"""
TAGS = """
SELECT "row", field, json_extract({side}, '$') FROM (
  SELECT "row", field, {side}, {pick}(id) FROM change WHERE action = ? AND entity = ? GROUP BY "row", field)
"""
MEDIA_NAMES = """
UPDATE media_name SET deleted = c.side, stamp = ? FROM
  (SELECT field, CAST({side} AS INTEGER) AS side, {pick}(id) FROM change
   WHERE action = ? AND entity = ? GROUP BY field) c WHERE media_name.name = c.field
"""
OPTIONS = """
INSERT OR REPLACE INTO option SELECT field, {side}, ? FROM
  (SELECT field, {side}, {pick}(id) FROM change WHERE action = ? AND entity = 'option' GROUP BY field)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """An action in the journal.

    Attributes:
        after_review: number of the latest answer before it.
        data: whatever undoing it needs besides the changes.
    """

    number: int
    kind: str
    label: str
    after_review: int
    data: dict[str, Any]


class Stamps:
    """Stamps for fields: milliseconds and a counter in one growing number (a hybrid clock)."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def next(self) -> int:
        """Return a stamp that is greater than every one before, and keep it as the latest.

        Runs inside the transaction that is open.
        """
        latest = int(self._database.value("SELECT value FROM meta WHERE name = 'stamp'") or 0)
        stamp = max(self._clock().at_ms << COUNTER_BITS, latest + 1)
        self._database.execute_sql("INSERT OR REPLACE INTO meta VALUES ('stamp', ?)", (str(stamp),))
        return stamp


class Action:
    """One undoable action while it is being carried out. It is written down at its first change."""

    def __init__(
        self, database: Database, stamps: Stamps, clock: Clock, kind: str, label: str, data: dict[str, Any]
    ) -> None:
        self._database = database
        self._stamps = stamps
        self._clock = clock
        self._what = (kind, label)
        self._data = data
        self._begun: tuple[int, int] | None = None

    @property
    def begun(self) -> bool:
        """Whether anything was changed."""
        return self._begun is not None

    def begin(self) -> tuple[int, int]:
        """Write the action down, once; return its number and the stamp of its changes."""
        if self._begun is None:
            kind, label = self._what
            latest = self._database.value("SELECT MAX(id) FROM review") or 0
            number = self._database.insert(
                "INSERT INTO action (uid, kind, label, at_ms, after_review, data) VALUES (?, ?, ?, ?, ?, ?)",
                uuid4().bytes,
                kind,
                label,
                self._clock().at_ms,
                latest,
                json.dumps(self._data),
            )
            self._begun = number, self._stamps.next()
        return self._begun

    def set(self, entity: str, row: int, **values: Any) -> bool:
        """Set fields of a row; return whether anything changed."""
        names = list(values)
        old = self._database.row(f"SELECT stamps, {', '.join(names)} FROM {entity} WHERE id = ?", row)
        if old is None:
            return False
        before = dict(zip(names, old[1:], strict=True))
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        number, stamp = self.begin()
        stamps = json.loads(old[0]) | dict.fromkeys(changed, stamp)
        assignments = ", ".join(f"{name} = ?" for name in changed)
        self._database.execute_sql(
            f"UPDATE {entity} SET {assignments}, stamps = ? WHERE id = ?",
            (*changed.values(), json.dumps(stamps), row),
        )
        self._database.many(
            'INSERT INTO change (action, entity, "row", field, before, after) VALUES (?, ?, ?, ?, ?, ?)',
            [
                (number, entity, row, name, json.dumps(before[name]), json.dumps(value))
                for name, value in changed.items()
            ],
        )
        return True

    def tag(self, note: int, tag: str, *, present: bool) -> None:
        """Give a note a tag, or take it away."""
        number, stamp = self.begin()
        sql = "SELECT present FROM note_tag WHERE note = ? AND tag = ?"
        before = int(self._database.value(sql, note, tag) or 0)
        self._database.execute_sql(
            "INSERT OR REPLACE INTO note_tag VALUES (?, ?, ?, ?)", (note, tag, int(present), stamp)
        )
        self._database.execute_sql(
            'INSERT INTO change (action, entity, "row", field, before, after) VALUES (?, ?, ?, ?, ?, ?)',
            (number, TAG, note, tag, json.dumps(before), json.dumps(int(present))),
        )

    def set_media(self, name: str, *, deleted: bool) -> bool:
        """Delete a media file or bring it back; return whether that changed anything."""
        before = self._database.value("SELECT deleted FROM media_name WHERE name = ?", name)
        if before is None or bool(before) == deleted:
            return False
        number, stamp = self.begin()
        self._database.execute_sql(
            "UPDATE media_name SET deleted = ?, stamp = ? WHERE name = ?", (int(deleted), stamp, name)
        )
        self._database.execute_sql(
            'INSERT INTO change (action, entity, "row", field, before, after) VALUES (?, ?, 0, ?, ?, ?)',
            (number, MEDIA, name, json.dumps(int(before)), json.dumps(int(deleted))),
        )
        return True

    def set_all(self, entity: str, field: str, wanted: str, *values: Any) -> int:
        """Set a field of many rows, each to a value of its own; return how many changed.

        Args:
            entity: the table.
            field: of it.
            wanted: a query for pairs of a row number and a value.
            values: bound in the query.
        """
        count = rewriting.gather(self._database, entity, field, wanted, values)
        if count:
            number, stamp = self.begin()
            rewriting.write_down(self._database, entity, field, number)
            rewriting.write(self._database, entity, field, stamp)
        return count

    def tag_all(self, wanted: str, *values: Any) -> int:
        """Give many notes tags, or take them away; return how many pairs changed.

        Args:
            wanted: a query for a note, a tag, and whether the note is to have it (1) or not (0).
            values: bound in the query.
        """
        count = rewriting.gather_tags(self._database, wanted, values)
        if count:
            number, stamp = self.begin()
            rewriting.write_down_tags(self._database, number)
            rewriting.write_tags(self._database, stamp)
        return count

    def remember(self, **data: Any) -> None:
        """Keep what undoing the action needs besides the changes, and what is kept of it already."""
        number, _ = self.begin()
        self._data = self._data | data
        self._database.execute_sql(
            "UPDATE action SET data = ? WHERE id = ?", (json.dumps(self._data), number)
        )

    def set_option(self, name: str, value: Any) -> None:
        """Set an option of the collection; None takes it back to its default."""
        number, stamp = self.begin()
        old = self._database.value("SELECT CAST(value AS BLOB) FROM option WHERE name = ?", name)
        new = json.dumps(value)
        self._database.execute_sql("INSERT OR REPLACE INTO option VALUES (?, ?, ?)", (name, new, stamp))
        self._database.execute_sql(
            'INSERT INTO change (action, entity, "row", field, before, after)'
            " VALUES (?, 'option', 0, ?, ?, ?)",
            (number, name, "null" if old is None else old.decode(errors="replace"), new),
        )


class Journal:
    """Writes actions down and takes them back."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.stamps = Stamps(database, clock)

    @contextmanager
    def action(self, kind: str, label: str = "", data: dict[str, Any] | None = None) -> Iterator[Action]:
        """Carry out one undoable action in one transaction. Nothing is written where it changes nothing.

        Args:
            kind: the name of what is done, such as "suspend".
            label: what it is done to, as people read it.
            data: whatever undoing it needs besides the changes.
        """
        with self._database.write():
            yield Action(self._database, self.stamps, self._clock, kind, label, data or {})

    def standing(self) -> Iterator[Entry]:
        """Yield the actions that were not undone, latest first."""
        before = 1 << 62
        while found := self._database.row(
            "SELECT id, kind, label, after_review, data FROM action WHERE undone = 0 AND kind <> ? AND id < ?"
            " ORDER BY id DESC LIMIT 1",
            LEECH,
            before,
        ):
            before, kind, label, after_review, data = found
            yield Entry(before, kind, label, after_review, json.loads(data))

    def fields(self, number: int) -> list[tuple[str, str]]:
        """Return what an action changed: table and field; the field of tags and options is empty."""
        found: list[tuple[str, str]] = self._database.rows(
            f"SELECT DISTINCT entity, iif(entity IN ('{TAG}', 'option', '{MEDIA}'), '', field) FROM change"
            " WHERE action = ?",
            number,
        )
        return found

    def note(self, number: int, **data: Any) -> None:
        """Keep something more about an action; inside the transaction that is open."""
        stored = self._database.value("SELECT data FROM action WHERE id = ?", number)
        self._database.execute_sql(
            "UPDATE action SET data = ? WHERE id = ?", (json.dumps(json.loads(stored) | data), number)
        )

    def take_back(self, number: int) -> None:
        """Set every field that an action changed to what it was, inside the transaction that is open."""
        self._set(number, BEFORE)
        self._database.execute_sql("UPDATE action SET undone = 1 WHERE id = ?", (number,))

    def do_again(self, number: int) -> None:
        """Set every field that an action changed to what that made of it, after it was taken back."""
        self._set(number, AFTER)
        self._database.execute_sql("UPDATE action SET undone = 0 WHERE id = ?", (number,))
        self.comes_after(number, self._database.value("SELECT MAX(id) FROM review") or 0)

    def comes_after(self, number: int, place: int) -> None:
        """Let an action come after the answer with a place; see `Answers.latest`."""
        self._database.execute_sql("UPDATE action SET after_review = ? WHERE id = ?", (place, number))

    def _set(self, number: int, side: tuple[str, str]) -> None:
        """Set every field that an action changed to what it was on a side of the change."""
        stamp = self.stamps.next()

        def of(sql: str) -> str:
            return sql.format(side=side[0], pick=side[1])

        for entity, field in self.fields(number):
            if entity == "option":
                self._database.execute_sql(of(OPTIONS), (stamp, number))
            elif entity == MEDIA:
                self._database.execute_sql(of(MEDIA_NAMES), (stamp, number, MEDIA))
            elif entity == TAG:
                rewriting.gather_tags(self._database, of(TAGS), (number, TAG))
                rewriting.write_tags(self._database, stamp)
            elif entity in ENTITIES:
                rewriting.gather(self._database, entity, field, of(FIELDS), (number, entity, field))
                rewriting.write(self._database, entity, field, stamp)
