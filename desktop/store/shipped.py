"""What a note came with from its author, kept beside what it says now.

So a newer version of it changes what the learner did not. `shipped` of a note is a JSON object with `fields`,
`tags`, `topic` and more. As long as nobody changed a note its `fields` there are null, which means "as they
are now": a collection of 100,000 notes is a third smaller so. A trigger writes them out before the
first change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

AS_THEY_ARE = "'null'"
UNCHANGED = """LIKE '{"fields": null,%'"""
"""SQL: whether a note is as it came."""
WRITE_OUT = f"""UPDATE main.note SET shipped = '{{"fields": ' || fields || substr(shipped, 16)
WHERE shipped {UNCHANGED} AND """
"""Says the same in full, for some notes: what undo puts back must not depend on what they say then."""


def shipped_sql(fields: str) -> str:
    """Return the SQL that writes down what a note came with.

    Args:
        fields: SQL of its fields, or AS_THEY_ARE; the rest is of its row of texts, x.
    """
    return f"""'{{"fields": ' || {fields} || ', "tags": ' || x.tags || ', "topic": ' || json_quote(x.topic)
  || COALESCE(', "modified": ' || x.modified_ms, '')
  || COALESCE(', "source": ' || json_quote(x.source), '') || '}}'"""


def shipped_fields(shipped: Mapping[str, Any], mine: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return the fields that a note came with; None = it was made here.

    Args:
        shipped: as stored.
        mine: what its fields say now.
    """
    if "fields" not in shipped:
        return None
    fields: Mapping[str, str] | None = shipped["fields"]
    return mine if fields is None else fields


def merged(mine: Mapping[str, str], shipped: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Return a note's fields after an update: theirs, save where mine was edited since it was shipped."""
    return {
        name: mine[name] if name in mine and mine[name] != shipped.get(name, mine[name]) else theirs[name]
        for name in theirs
    }
