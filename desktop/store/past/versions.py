"""The earlier versions of a note: every text that it ever had since the history began."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from desktop.store.database import Database

CHANGED = """
SELECT a.at_ms, h.before, h.after, a.kind FROM change h JOIN action a ON a.id = h.action
WHERE h.entity = 'note' AND h.field = 'fields' AND h."row" = ? ORDER BY h.id
"""


class Version(NamedTuple):
    """What a note said for a time.

    Attributes:
        since_ms: when it came to say so, in UTC milliseconds.
        kind: of the step that made it so; "" = it was made so.
        fields: HTML by field name.
        is_present: whether it says so now.
    """

    since_ms: int
    kind: str
    fields: Mapping[str, str]
    is_present: bool = False


def versions(database: Database, note: int) -> list[Version]:
    """Return the texts that a note had, the latest first: each once, as it was last."""
    row = database.row("SELECT fields, created_ms FROM note WHERE id = ?", note)
    if row is None:
        return []
    present, since_ms = json.loads(row[0]), row[1]
    found: list[Version] = []
    for at_ms, before, after, kind in database.rows(CHANGED, note):
        if not found:
            found.append(Version(since_ms, "", _fields(before)))
        found.append(Version(at_ms, kind, _fields(after)))
    if not found:
        return [Version(since_ms, "", present, True)]
    latest: dict[str, Version] = {}
    for each in reversed(found):
        latest.setdefault(json.dumps(each.fields), each)
    kept = list(latest.values())
    mine = [each._replace(is_present=True) for each in kept if each.fields == present]
    return [*mine, *(each for each in kept if each.fields != present)]


def _fields(stored: str) -> dict[str, str]:
    fields: dict[str, str] = json.loads(json.loads(stored))
    return fields
