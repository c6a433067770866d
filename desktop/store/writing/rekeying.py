"""The keys that notes of a type keep their texts under, when fields get other names, come or go.

A note's fields are a JSON object by name. What the notes said before (their changes) and what they came
with is kept under the same names, so that it can still be brought back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from desktop.store.database import Database
from desktop.store.json_text import json_text
from desktop.store.rewriting import gather, write_down

Names = Mapping[str, str | None]
"""New names of fields by old ones; None = the field goes. Those that are not named stay."""
MINE, FIELD_IDS = "mine", "field_ids"
"""Options of a type: what of it a person changed, which updates leave alone; the identities of its fields,
by every name that they ever had."""

WITH_TEXT = """
SELECT n.id FROM note n, json_each(n.fields) f
WHERE n.note_type = ? AND f.key IN (SELECT value FROM json_each(?)) AND f.value <> ''
"""
"""Notes of a type that say something in one of some fields."""


def rekeyed(fields: Mapping[str, str], names: Names, order: Sequence[str]) -> dict[str, str]:
    """Return a note's fields under other names, in the order of the type; what is new is empty.

    Args:
        fields: texts by name.
        names: the names that change.
        order: names of all fields from now on.
    """
    moved = {names.get(name, name): text for name, text in fields.items()}
    moved.pop(None, None)
    texts: dict[str, str] = {name: moved.pop(name, "") for name in order}
    return texts | {name: text for name, text in moved.items() if name is not None}


class State(NamedTuple):
    """The fields of a note type at one time. A field that was never renamed is known by its name.

    Attributes:
        fields: their names, in order.
        ids: identities by name.
    """

    fields: tuple[str, ...]
    ids: Mapping[str, str]

    @classmethod
    def of(cls, fields: str, options: str) -> State:
        """Return the state in the columns of a note type."""
        return cls(tuple(json.loads(fields)), json.loads(options).get(FIELD_IDS, {}))

    def id_of(self, name: str) -> str:
        """Return the identity of a field."""
        return self.ids.get(name, name)

    def elsewhere(self, fields: tuple[str, ...]) -> State:
        """Return the state of the type where it came from, which knows of no names that it got here.

        Args:
            fields: their names there.
        """
        first = {self.id_of(name) for name in self.fields}
        return State(fields, {name: self.id_of(name) for name in fields if name not in first})

    def after(self, renamed: Mapping[str, str], added: Iterable[str], fields: tuple[str, ...]) -> State:
        """Return the state after a change.

        Args:
            renamed: new names by old ones.
            added: names of new fields.
            fields: all names from now on.
        """
        ids = dict(self.ids) | {new: self.id_of(old) for old, new in renamed.items()}
        taken = {self.id_of(name) for name in self.fields} | set(ids.values())
        for name in added:
            ids[name] = name
            while ids[name] in taken:
                ids[name] += "+"
            taken.add(ids[name])
        return State(
            fields, {name: known for name, known in ids.items() if name != known or name in self.ids}
        )


def between(before: State, after: State) -> Names:
    """Return what becomes of the names of fields from one state to another; empty = nothing comes or goes."""
    now = {after.id_of(name): name for name in after.fields}
    names = {name: now.get(before.id_of(name)) for name in before.fields}
    if set(names.values()) == set(after.fields) and all(name == new for name, new in names.items()):
        return {}
    return names


class Rekeying:
    """Brings the notes of a type to other names, inside the transaction that is open.

    Args:
        database: open.
        names: the names that change.
        order: names of all fields from now on.
    """

    def __init__(self, database: Database, names: Names, order: Sequence[str]) -> None:
        self._database = database
        self._names = names
        self._order = order

    def text(self, fields: str) -> str:
        """Return stored fields, rekeyed."""
        return json_text(rekeyed(json.loads(fields), self._names, self._order))

    def shipped(self, shipped: str) -> str:
        """Return what a note came with, rekeyed; where that is what it says, it stays so."""
        told: dict[str, Any] = json.loads(shipped)
        if not told.get("fields"):
            return shipped
        return json_text(told | {"fields": rekeyed(told["fields"], self._names, self._order)})

    def change(self, value: str, field: str) -> str:
        """Return a value of a change of a note, rekeyed."""
        told = json.loads(value)
        if not isinstance(told, str):
            return value
        return json.dumps(self.text(told) if field == "fields" else self.shipped(told))

    def _register(self) -> None:
        register = self._database.register_function
        register(self.text, "rekeyed", 1)
        register(self.shipped, "rekeyed_shipped", 1)
        register(self.change, "rekeyed_change", 2)

    def run(self, note_type: int, but: Iterable[int], *, restored: int = -1) -> None:
        """Rekey the notes of a type, with what they said before.

        Args:
            note_type: its row number.
            but: numbers of actions whose changes stay as they were written down.
            restored: number of an action that has set the fields of notes, which are right already.
        """
        self._register()
        run = self._database.execute_sql
        run(
            "UPDATE change SET before = rekeyed_change(before, field), after = rekeyed_change(after, field)"
            " WHERE entity = 'note' AND field IN ('fields', 'shipped')"
            " AND action NOT IN (SELECT value FROM json_each(?))"
            ' AND "row" IN (SELECT id FROM note WHERE note_type = ?)',
            (json_text(list(but)), note_type),
        )
        with _untouched(self._database):
            run(
                "UPDATE note SET fields = rekeyed(fields), shipped = rekeyed_shipped(shipped)"
                " WHERE note_type = ? AND id NOT IN"
                " (SELECT \"row\" FROM change WHERE action = ? AND entity = 'note' AND field = 'fields')",
                (note_type, restored),
            )

    def keep_texts(self, note_type: int, action: int, stamp: int) -> None:
        """Write down what the notes say in fields that go; see `run`, which comes after."""
        self._register()
        gone = json_text([name for name, new in self._names.items() if new is None])
        losing = f"FROM note WHERE id IN ({WITH_TEXT})"
        gather(self._database, "note", "fields", f"SELECT id, rekeyed(fields) {losing}", (note_type, gone))
        write_down(self._database, "note", "fields", action)
        self._database.execute_sql(  # undo sets it back after the fields: else a trigger would write it out
            'INSERT INTO change (action, entity, "row", field, before, after)'
            " SELECT ?, 'note', id, 'shipped', json_quote(shipped), json_quote(rekeyed_shipped(shipped))"
            f" {losing}",
            (action, note_type, gone),
        )
        self._database.execute_sql(
            f"UPDATE note SET stamps = json_set(stamps, '$.fields', ?) WHERE id IN ({WITH_TEXT})",
            (stamp, note_type, gone),
        )


@contextmanager
def _untouched(database: Database) -> Iterator[None]:
    """Let notes be rewritten without their triggers: no text changes, and the type tells the index."""
    triggers = database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'note'"
    )
    for name, _ in triggers:
        database.execute_sql(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        database.execute_sql(sql)
