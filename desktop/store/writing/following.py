"""Notes and cards that follow a note type after an action, or its undo, has set it."""

from __future__ import annotations

import json

from desktop.store.parts import Parts
from desktop.store.writing.recarding import difference
from desktop.store.writing.rekeying import Rekeying, State, between

CHANGED = """
SELECT before, after FROM change WHERE action = ? AND entity = 'note_type' AND "row" = ? AND field = ?
ORDER BY id LIMIT 1
"""


def follow_type(parts: Parts, number: int, action: int) -> None:
    """Bring the notes of a type to its fields and make the cards that it calls for.

    Runs inside the transaction that is open.

    Args:
        parts: of the collection.
        number: of the type.
        action: number of the one whose changes were made or taken back.
    """
    row = parts.database.row("SELECT fields, options FROM note_type WHERE id = ?", number)
    if row is None:
        return
    now = State.of(*row)
    then = State.of(
        *(_other(parts, number, action, *each) for each in zip(("fields", "options"), row, strict=True))
    )
    if names := between(then, now):
        data = json.loads(parts.database.value("SELECT data FROM action WHERE id = ?", action))
        but = [action, *([data["of"]] if "of" in data else [])]
        Rekeying(parts.database, names, now.fields).run(number, but, restored=action)
    parts.library.recard_all(difference(parts.database, number, parts.library.note_type(number)).notes)


def _other(parts: Parts, number: int, action: int, field: str, now: str) -> str:
    """Return what a field of the type was before the action, or its undo, set it."""
    found = parts.database.row(CHANGED, action, number, field)
    if found is None:
        return now
    before, after = (str(json.loads(each)) for each in found)
    return before if now == after else after
