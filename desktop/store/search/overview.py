"""What there is to choose from: tags and note types, with how many notes each has."""

from __future__ import annotations

import json
from typing import NamedTuple

from desktop.store.reader import Reader

TAGS = """
SELECT t.tag, COUNT(*) FROM note_tag t JOIN note n ON n.id = t.note
WHERE t.present = 1 AND n.deleted = 0 GROUP BY t.tag ORDER BY t.tag
"""
TYPES = """
SELECT t.name, t.kind, t.fields, (SELECT COUNT(*) FROM note n WHERE n.note_type = t.id AND n.deleted = 0)
FROM note_type t WHERE t.deleted = 0 ORDER BY t.name, t.id
"""


class TagRow(NamedTuple):
    """A tag, ``::`` between it and those that it lies in."""

    tag: str
    notes: int


class TypeRow(NamedTuple):
    """A note type."""

    name: str
    kind: str
    fields: tuple[str, ...]
    notes: int


def tags(reader: Reader) -> list[TagRow]:
    """Return the tags in use."""
    return [TagRow(*row) for row in reader.rows(TAGS)]


def note_types(reader: Reader) -> list[TypeRow]:
    """Return the note types."""
    return [
        TypeRow(name, kind, tuple(json.loads(fields)), notes)
        for name, kind, fields, notes in reader.rows(TYPES)
    ]
