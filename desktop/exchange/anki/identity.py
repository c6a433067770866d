"""How a note of ours is called in a package, and how it is known again when it comes back.

A note that was made here is called ``repertoire-`` and its identity; a package holds our own note types
twice, as Anki draws them and (in a place that Anki keeps but does not read) as they are here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desktop.study.kinds import KINDS
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived_bytes

OURS = "repertoire"
"""Key of what is ours among the other data of a note type or a note."""
GUID = re.compile(r"repertoire-([0-9a-f]{32})")


def guid_of(uid: UUID) -> str:
    """Return what a note is called in a package."""
    return f"{OURS}-{uid.hex}"


def uid_of(guid: str) -> UUID:
    """Return the identity of a note of a package: its own where it was made here, else a derived one."""
    return UUID(bytes=uid_bytes(guid))


def uid_bytes(guid: str) -> bytes:
    """Return the bytes of `uid_of`; quicker for many."""
    ours = GUID.fullmatch(guid) if guid.startswith(OURS) else None
    return bytes.fromhex(ours[1]) if ours else derived_bytes(NAMESPACE.bytes, f"anki note {guid}")


def type_data(note_type: NoteType) -> dict[str, Any]:
    """Return a note type as a JSON object, for the other data of one in a package."""
    return {
        OURS: {
            "uid": note_type.uid.hex,
            "name": note_type.name,
            "kind": note_type.kind,
            "fields": list(note_type.fields),
            "templates": [
                [each.name, each.question, each.answer, *([True] if each.removed else [])]
                for each in note_type.templates
            ],
            "style": note_type.style,
            "strict": note_type.strict,
            **({"order": list(note_type.order)} if note_type.order else {}),
        }
    }


def type_from(data: Any, fields: tuple[str, ...]) -> NoteType | None:
    """Return the note type that the other data of one tells of.

    Args:
        data: as JSON gives it; nothing in it is believed.
        fields: names of the fields that it has in the package.

    Returns:
        None where it is none of ours, or its fields were changed since.
    """
    told = data.get(OURS) if isinstance(data, Mapping) else None
    if not isinstance(told, Mapping):
        return None
    try:
        uid = UUID(told["uid"])
        templates = tuple(map(_template, told["templates"]))
        name, kind, style = (_text(told[key]) for key in ("name", "kind", "style"))
        named = tuple(map(_text, told["fields"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    if named != fields or not templates or kind not in [each.key for each in KINDS]:
        return None
    order = _order(told.get("order"), len(templates))
    return NoteType(uid, name, kind, fields, templates, style, told.get("strict") is True, order)


def _template(told: Any) -> Template:
    name, question, answer, *removed = told
    return Template(_text(name), _text(question), _text(answer), removed == [True])


def _order(told: Any, count: int) -> tuple[int, ...]:
    if isinstance(told, list) and all(type(each) is int for each in told) and sorted(told) == [*range(count)]:
        return tuple(told)
    return ()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def note_data(note: Note) -> dict[str, Any]:
    """Return what a package has no place for of a note, as a JSON object; empty where there is nothing."""
    return {OURS: {"topic": note.topic}} if note.topic else {}


def topic_from(data: Any) -> str:
    """Return the topic that the data of a note tells of; empty where there is none."""
    told = data.get(OURS) if isinstance(data, Mapping) else None
    topic = told.get("topic") if isinstance(told, Mapping) else None
    return topic if isinstance(topic, str) else ""
