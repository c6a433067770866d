"""The keys that notes of a type keep their texts under, when fields get other names, come or go.

A note's fields are a JSON object by name. What the notes said before (their changes) and what they came
with is kept under the same names, so that it can still be brought back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from desktop.store.database import Database
from desktop.store.json_text import json_text
from desktop.store.rewriting import gather, write_down

Names = Mapping[str, str | None]
"""New names of fields by old ones; None = the field goes. Those that are not named stay."""

MINE, RENAMED = "mine", "renamed"
"""Options of a type: what of it a person changed, which updates leave alone; what its fields are called now,
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

    def run(self, note_type: int, action: int, *, restored: bool = False) -> None:
        """Rekey the notes of a type, with what they said before.

        Args:
            note_type: its row number.
            action: number of the one that does this; what it wrote down stays as it is.
            restored: whether the action was taken back and its notes have their texts again.
        """
        self._register()
        run = self._database.execute_sql
        run(
            "UPDATE change SET before = rekeyed_change(before, field), after = rekeyed_change(after, field)"
            " WHERE entity = 'note' AND field IN ('fields', 'shipped') AND action <> ?"
            ' AND "row" IN (SELECT id FROM note WHERE note_type = ?)',
            (action, note_type),
        )
        with _untouched(self._database):
            run(
                "UPDATE note SET fields = rekeyed(fields), shipped = rekeyed_shipped(shipped)"
                " WHERE note_type = ? AND id NOT IN"
                " (SELECT \"row\" FROM change WHERE action = ? AND entity = 'note' AND field = 'fields')",
                (note_type, action if restored else -1),
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
            f" SELECT ?, 'note', id, 'shipped', json_quote(shipped), json_quote(shipped) {losing}",
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
