"""Files that come in, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from desktop.store.collection import Collection
from desktop.study.incoming import (
    NO_UID,
    CardState,
    Choices,
    Incoming,
    IncomingMedia,
    IncomingNote,
    Report,
)
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived

BASIC = kind("basic").note_type
TWO_WAY = NoteType(
    derived(NAMESPACE, "test type"),
    "Two ways",
    "basic",
    ("Front", "Back"),
    (Template("There", "{{Front}}", "{{Back}}"), Template("Back", "{{Back}}", "{{Front}}")),
    ".card { color: red; }",
)


def row(front: str, back: str = "an answer", *, key: str = "", line: int = 0, **more: Any) -> IncomingNote:
    """A note as a text file gives it, or with the identity that its source knows."""
    uid = derived(NAMESPACE, f"test note {key}") if key else NO_UID
    fields = {"Question": front, "Answer": back, "Explanation": ""}
    tags = more.pop("tags", ())
    return IncomingNote(Note(uid, BASIC, fields, tuple(tags)), line=line, **more)


def two_way(front: str, back: str, *, key: str, cards: Sequence[CardState] = (), **more: Any) -> IncomingNote:
    """A note with two cards."""
    note = Note(derived(NAMESPACE, f"test note {key}"), TWO_WAY, {"Front": front, "Back": back})
    return IncomingNote(note, cards=tuple(cards), **more)


def picture(name: str, content: bytes = b"a picture") -> IncomingMedia:
    return IncomingMedia(name, len(content), lambda: content)


def file(*notes: IncomingNote, deck: tuple[str, ...] = ("Sales",), **more: Any) -> Incoming:
    def make() -> Iterator[IncomingNote]:
        return iter(notes)

    return Incoming("Test file", deck, make, len(notes), **more)


def take_in(
    collection: Collection, incoming: Incoming, *, before: Callable[[], object] = lambda: None, **choices: Any
) -> Report:
    """Plan, then apply; the plan must tell what is done."""
    work = collection.start_import(incoming, Choices(**choices))
    try:
        planned = work.plan()
        before()
        done = work.apply()
        assert done == planned
        return done
    finally:
        work.close()
