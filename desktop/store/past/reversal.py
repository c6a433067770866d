"""Taking any earlier step back, or doing it again. What changed since stays as it is, unless told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from desktop.errors import NotFound, UserError
from desktop.store import rewriting
from desktop.store.aftermath import follow
from desktop.store.changes import Changes
from desktop.store.entries import Ranges
from desktop.store.journal import ENTITIES, LEECH, MEDIA, TAG, Action
from desktop.store.library import TAKEN_BACK as OUT
from desktop.store.parts import Parts
from desktop.store.past.steps import AGAIN, TAKING_BACK, Step
from desktop.study.options import accepted

WHOLE = ("restore", "rescue")
"""Kinds of steps that put another file in the place of all cards."""
WINDOW = """
WINDOW w AS (PARTITION BY {by} ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
"""
MET_AND_LEFT = """
json_extract(FIRST_VALUE(before) OVER w, '$') AS met, json_extract(LAST_VALUE(after) OVER w, '$') AS left
"""
FIELDS = f"""
WITH p AS (SELECT DISTINCT "row", {MET_AND_LEFT} FROM change
  WHERE action = ? AND entity = ? AND field = ? {WINDOW.format(by='"row"')})
SELECT p."row", p.{{to}} FROM p JOIN main.{{entity}} e ON e.id = p."row"
WHERE {{force}} OR e.{{field}} IS p.{{now}}
"""
TAGS = f"""
WITH p AS (SELECT DISTINCT "row" AS note, field AS tag, {MET_AND_LEFT} FROM change
  WHERE action = ? AND entity = 'tag' {WINDOW.format(by='"row", field')})
SELECT p.note, p.tag, p.{{to}} FROM p LEFT JOIN main.note_tag t ON t.note = p.note AND t.tag = p.tag
WHERE {{force}} OR COALESCE(t.present, 0) = p.{{now}}
"""
OPTIONS = f"""
SELECT DISTINCT p.name, p.met, p.left, o.value FROM (
  SELECT field AS name, FIRST_VALUE(before) OVER w AS met, LAST_VALUE(after) OVER w AS left FROM change
  WHERE action = ? AND entity = 'option' {WINDOW.format(by="field")}) p
LEFT JOIN main.option o ON o.name = p.name
"""
LEECHES = "SELECT id FROM action WHERE kind = ? AND after_review BETWEEN ? AND ? AND undone = 0"
CAME_IN = "SELECT id, {out} FROM main.{table} e WHERE id > ? AND id <= ? AND deleted = 0"
EMPTY = {
    "note": "",
    "deck": " AND NOT EXISTS (SELECT 1 FROM main.card c JOIN main.note n ON n.id = c.note"
    " WHERE c.deck = e.id AND c.deleted = 0 AND n.deleted = 0)",
    "note_type": " AND NOT EXISTS (SELECT 1 FROM main.note n WHERE n.note_type = e.id AND n.deleted = 0)",
}
"""What an import brought goes out in this order: decks and note types only where nothing else uses them."""
SINCE = """
SELECT COUNT(*) FROM review r JOIN card c ON c.id = r.card
WHERE r.id > ? AND NOT EXISTS (SELECT 1 FROM void WHERE entry = r.id) AND ({cards})
"""
GONE_CARDS = """
c.note IN (
  SELECT "row" FROM change WHERE action = ? AND entity = 'note' AND field = 'deleted' AND after = '0')
OR (c.note > ? AND c.note <= ?)
"""


class Outlook(NamedTuple):
    """What taking a step back, or doing it again, would do.

    Attributes:
        changes: fields, tags and entries of the log that it would change.
        kept: fields and tags that changed since and stay as they are now, unless told.
        said: sentences about what somebody may not expect.
    """

    changes: int
    kept: int
    said: tuple[str, ...] = ()


class Reversal:
    """Takes one step back, or does it again.

    Args:
        parts: of the collection.
        step: the step.
        again: whether it is done again.
        force: whether what changed since changes too.

    Raises:
        UserError: it cannot be done.
    """

    def __init__(self, parts: Parts, step: Step, *, again: bool = False, force: bool = False) -> None:
        self._parts = parts
        self._database = parts.database
        self._step = step
        self._again = again
        self._force = force
        self._data: dict[str, Any] = {}
        if step.is_sitting:
            self._data["made"] = {"review": [(step.number - 1, step.last)]}
        else:
            stored = self._database.value("SELECT data FROM action WHERE id = ?", step.number)
            if stored is None:
                raise NotFound("This step is no longer in the history.")
            self._data = json.loads(stored)
        if step.kind in WHOLE:
            raise UserError(
                "A backup in the place of all cards can only be taken back while it is the latest step.",
                "The menu File has the backups; restoring one can be undone, too.",
            )
        if again and step.kind == "import":
            raise UserError("An import cannot be done again from here.", "Bring the file in once more.")

    @property
    def kind(self) -> str:
        """The kind of the step that this makes."""
        return f"{AGAIN if self._again else TAKING_BACK} {self._step.kind}"

    def outlook(self) -> Outlook:
        """Return what it would do. Nothing is written."""
        changes = kept = 0
        for entity, field, wanted, values in self._wanted(force=True):
            every = self._gather(entity, field, wanted, values)
            free = self._gather(entity, field, self._query(entity, field, force=self._force), values)
            changes, kept = changes + free, kept + every - free
        changes += len(self._options()) + len(self._media())
        made, voided = self._entries()
        changes += self._parts.entries.count(made, stands=True) + self._parts.entries.count(
            voided, stands=False
        )
        if self._is_import:
            wanted, *bound = self._came_in("note")
            changes += self._gather("note", "deleted", wanted, tuple(bound))
        return Outlook(changes, kept, tuple(self._said(kept)))

    def carry_out(self, action: Action) -> Changes:
        """Do it, inside the transaction that is open."""
        for entity, field, wanted, values in self._wanted(force=self._force):
            if entity == TAG:
                action.tag_all(wanted, *values)
            else:
                action.set_all(entity, field, wanted, *values)
        for name, value in self._options():
            action.set_option(name, value)
        for name, deleted in self._media():
            action.set_media(name, deleted=deleted)
        if self._is_import:
            for table in EMPTY:
                wanted, *bound = self._came_in(table)
                action.set_all(table, "deleted", wanted, *bound)
        entries = self._parts.entries
        made, voided = self._entries()
        taken = entries.take_back(made)
        given = entries.give_again(voided)
        if not (action.begun or taken or given):
            return Changes()
        number, _ = action.begin()
        of = {} if self._step.is_sitting else {"of": self._step.number}
        action.remember(**of, voided=taken, made=given)
        follow(self._parts, number)
        options = any(entity == "option" for entity, _ in self._parts.journal.fields(number))
        return Changes(cards=True, decks=True, options=options)

    # ------------------------------------------------------------------ fields

    def _wanted(self, *, force: bool) -> Iterator[tuple[str, str, str, tuple[Any, ...]]]:
        """Yield table, field, query and what is bound in it, for all that the step changed."""
        for number in self._actions():
            for entity, field in self._parts.journal.fields(number):
                values = (number,) if entity == TAG else (number, entity, field)
                if entity == TAG or entity in ENTITIES:
                    yield entity, field, self._query(entity, field, force=force), values

    def _actions(self) -> list[int]:
        """Return the actions that the step is; of a sitting, those by which its answers marked leeches."""
        if not self._step.is_sitting:
            return [self._step.number]
        rows = self._database.rows(LEECHES, LEECH, self._step.number, self._step.last)
        return [number for (number,) in rows]

    def _query(self, entity: str, field: str, *, force: bool) -> str:
        now, to = ("met", "left") if self._again else ("left", "met")
        query = TAGS if entity == TAG else FIELDS
        return query.format(entity=entity, field=field, force=int(force), now=now, to=to)

    def _gather(self, entity: str, field: str, wanted: str, values: tuple[Any, ...]) -> int:
        if entity == TAG:
            return rewriting.gather_tags(self._database, wanted, values)
        return rewriting.gather(self._database, entity, field, wanted, values)

    def _options(self) -> list[tuple[str, Any]]:
        """Return the options that change, with their values; an administrator's stay."""
        if self._step.is_sitting:
            return []
        found: list[tuple[str, Any]] = []
        for name, met, left, stored in self._database.rows(OPTIONS, self._step.number):
            now, to = (met, left) if self._again else (left, met)
            present = "null" if stored is None else stored
            if name in self._parts.table.locked or (present != now and not self._force) or present == to:
                continue
            value = json.loads(to)
            found.append((name, None if value is None else accepted(name, value)))
        return found

    def _media(self) -> list[tuple[str, bool]]:
        """Return the media files that are deleted (True) or come back."""
        if self._step.is_sitting:
            return []
        rows = self._database.rows(
            "SELECT c.field, c.before, c.after, m.deleted FROM change c JOIN media_name m ON m.name = c.field"
            " WHERE c.action = ? AND c.entity = ?",
            self._step.number,
            MEDIA,
        )
        wanted = [(name, int(after if self._again else before), now) for name, before, after, now in rows]
        return [(name, bool(to)) for name, to, now in wanted if to != now]

    # ------------------------------------------------------------------ imports and the log

    @property
    def _is_import(self) -> bool:
        return self._step.kind == "import"

    def _came_in(self, table: str) -> tuple[Any, ...]:
        """Return the query for the rows that an import brought and that go out, and what is bound in it."""
        return (CAME_IN.format(table=table, out=OUT) + EMPTY[table], *self._data.get(table, (0, 0)))

    def _entries(self) -> tuple[Ranges, Ranges]:
        """Return the entries of the log to take back, and those to give again."""
        made, voided = self._data.get("made", {}), self._data.get("voided", {})
        return (voided, made) if self._again else (made, voided)

    # ------------------------------------------------------------------ what is said

    def _said(self, kept: int) -> Iterator[str]:
        if kept:
            yield f"Texts, tags or marks that changed since and stay as they are now: {kept}."
        if self._again:
            return
        if self._step.is_sitting:
            among = "r.card IN (SELECT card FROM review WHERE id >= ? AND id <= ?)"
            values: tuple[int, ...] = (self._step.last, self._step.number, self._step.last)
            if count := int(self._database.value(SINCE.format(cards=among), *values)):
                yield f"Later answers to the same cards, which then count anew: {count}."
            return
        after = self._database.value("SELECT after_review FROM action WHERE id = ?", self._step.number)
        low, high = self._data.get("note", (0, 0)) if self._is_import else (0, 0)
        sql = SINCE.format(cards=GONE_CARDS)
        if count := int(self._database.value(sql, after, self._step.number, low, high)):
            yield f"Answers that you gave since to cards that go; they come back with the cards: {count}."
