"""Notes of our own note types, made from what other formats hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from desktop.study.incoming import NO_UID
from desktop.study.kinds import kind
from desktop.study.note import Note, NoteType, as_html
from desktop.study.own_types import REVERSED

NOTE_TYPES: dict[str, NoteType] = {
    "basic": kind("basic").note_type,
    "reversed": REVERSED,
    "typed": kind("typed").note_type,
    "cloze": kind("cloze").note_type,
    "choice": kind("choice").note_type,
}
"""What a row can become."""
LIST_FIELDS = {"options": "Options", "accept": "Accept"}
"""Fields that hold one entry a line, by what columns call them."""


def html_of(text: str, html: bool) -> str:
    """Return a field: text that is HTML already, or shown as typed."""
    return text.strip() if html else as_html(text)


def note_of(
    key: str,
    front: str,
    back: str = "",
    extra: Sequence[str] = (),
    *,
    tags: Sequence[str] = (),
    uid: UUID = NO_UID,
    lists: Mapping[str, str] = MappingProxyType({}),
) -> Note:
    """Return a note of one of NOTE_TYPES.

    Args:
        key: of NOTE_TYPES.
        front: HTML of the question, or of the text with gaps.
        back: HTML of the answer; with gaps, of what is shown below them.
        extra: HTML of what is shown below the answer, a paragraph each.
        tags: of the note.
        uid: identity, where the source gives one.
        lists: HTML of "options" to choose from and of answers to "accept", one a line.
    """
    note_type = NOTE_TYPES[key]
    below = "<br>".join(each for each in extra if each)
    if key == "cloze":
        texts = {"Text": front, "Explanation": "<br>".join(each for each in (back, below) if each)}
    else:
        texts = {"Question": front, "Answer": back, "Explanation": below}
    texts |= {LIST_FIELDS[role]: text for role, text in lists.items()}
    if tuple(texts) == note_type.fields:
        fields = texts
    else:
        fields = {name: texts.get(name, "") for name in note_type.fields}
    return Note(uid, note_type, fields, tuple(dict.fromkeys(tags)))
