"""Note types: what there are, and changing them with all of their notes and cards.

Each change is one step that can be taken back. A type may have a hundred thousand notes: everything here
opens the collection anew, so that any thread may do it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from desktop.errors import UserError
from desktop.store.changes import Changes
from desktop.store.database import Database
from desktop.store.json_text import json_text
from desktop.store.library import ORDER, STRICT, TAKEN_BACK, options_of, templates_text
from desktop.store.parts import Parts
from desktop.store.writing.recarding import Difference, difference
from desktop.store.writing.rekeying import FIELD_IDS, MINE, WITH_TEXT, Names, Rekeying, State, rekeyed
from desktop.study.note import Note, NoteType
from desktop.study.own_types import OWN, OWN_TYPES
from desktop.study.type_draft import LONGEST_NAME, TypeDraft

CHANGE, ADD, REMOVE = "note type", "add note type", "remove note type"
"""Kinds of the actions."""

NOTES = "SELECT note_type, COUNT(*) FROM note WHERE deleted = 0 GROUP BY 1"
CARDS = """
SELECT n.note_type, COUNT(*) FROM note n CROSS JOIN card c ON c.note = n.id
WHERE n.deleted = 0 AND c.deleted = 0 GROUP BY 1
"""
SAMPLES = """
SELECT id, uid, fields, topic FROM note WHERE note_type = ? AND deleted = 0 AND fields LIKE ? ESCAPE '!'
ORDER BY id LIMIT ?
"""
OF_TYPE = "SELECT c.id FROM note n CROSS JOIN card c ON c.note = n.id WHERE n.note_type = ?"
OF_TEMPLATES = """
SELECT c.id, 1 FROM note n CROSS JOIN card c ON c.note = n.id
WHERE n.note_type = ? AND c.deleted = 0 AND c.ordinal IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A note type and how many notes and cards it has that were not deleted."""

    note_type: NoteType
    notes: int
    cards: int

    @property
    def comes_with_the_app(self) -> bool:
        """Whether it is one of the app's own, which cannot be removed."""
        return self.note_type.uid in OWN


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a draft would do to notes and cards that were not deleted.

    Attributes:
        notes: how many the type has.
        texts: by the names of fields that go: how many notes say something there.
        binned: cards of templates that go, which the recycle bin takes.
        binned_of: how many notes those are of.
        made: cards that are called for from now on.
        set_aside: cards that nothing calls for any more; they keep their answers.
        back: cards that were set aside and come back.
    """

    notes: int = 0
    texts: tuple[tuple[str, int], ...] = ()
    binned: int = 0
    binned_of: int = 0
    made: int = 0
    set_aside: int = 0
    back: int = 0

    @property
    def any(self) -> bool:
        """Whether a person should be asked first."""
        lost = any(count for _, count in self.texts)
        return bool(lost or self.binned or self.made or self.set_aside or self.back)


class NoteTypes:
    """The note types of one collection.

    Args:
        open_parts: opens the collection anew, on the thread that asks.
    """

    def __init__(self, open_parts: Callable[[], Parts]) -> None:
        self._open_parts = open_parts

    @contextmanager
    def _parts(self) -> Iterator[Parts]:
        parts = self._open_parts()
        try:
            yield parts
        finally:
            parts.database.close()

    # ------------------------------------------------------------------ what there is

    def listed(self) -> list[TypeRow]:
        """Return the note types: those that come with the app first, whether in use or not."""
        with self._parts() as parts:
            notes: dict[int, int] = dict(parts.database.rows(NOTES))
            cards: dict[int, int] = dict(parts.database.rows(CARDS))
            rows: dict[UUID, TypeRow] = {}
            for number, deleted in parts.database.rows("SELECT id, deleted FROM note_type"):
                found = parts.library.note_type(number)
                if not deleted or found.uid in OWN:
                    rows[found.uid] = TypeRow(found, notes.get(number, 0), cards.get(number, 0))
        own = [rows.pop(each.uid, TypeRow(each, 0, 0)) for each in OWN_TYPES]
        return [*own, *sorted(rows.values(), key=lambda row: row.note_type.name.casefold())]

    def samples(self, uid: UUID, containing: str = "", most: int = 100) -> list[Note]:
        """Return some notes of a type, the first of those whose fields have a text in them."""
        like = "".join(f"!{sign}" if sign in "!%_" else sign for sign in containing)
        with self._parts() as parts:
            row = parts.database.row("SELECT id FROM note_type WHERE uid = ?", uid.bytes)
            if row is None:
                return []
            note_type = parts.library.note_type(row[0])
            found = parts.database.rows(SAMPLES, row[0], f"%{like}%", most)
        return [
            Note(UUID(bytes=each), note_type, json.loads(fields), (), topic)
            for _, each, fields, topic in found
        ]

    def consequences(self, draft: TypeDraft) -> Consequences:
        """Return what a draft would do to notes and cards."""
        with self._parts() as parts:
            number = parts.database.value("SELECT id FROM note_type WHERE uid = ?", draft.before.uid.bytes)
            if number is None:
                return Consequences()
            return _consequences(parts.database, number, draft)

    # ------------------------------------------------------------------ changing

    def change(self, draft: TypeDraft) -> Changes:
        """Make of a note type what a draft says. Undoable.

        Raises:
            UserError: nobody could answer its cards, or it was changed in the meantime; nothing was changed.
        """
        if stops := next((each for each in draft.troubles() if each.stops), None):
            raise UserError(stops.text)
        if not draft.is_changed:
            return Changes()
        with self._parts() as parts, parts.journal.action(CHANGE, draft.name.strip()) as action:
            number = parts.library.type_number(draft.before)
            if parts.library.note_type(number) != draft.before:
                raise UserError("This note type was changed in the meantime.", "Look at it as it is now.")
            found = _difference(parts.database, number, draft)
            action_number, stamp = action.begin()
            if draft.renamed or draft.removed or draft.added:
                keys = Rekeying(parts.database, _names(draft), draft.names)
                keys.keep_texts(number, action_number, stamp)
                keys.run(number, [action_number])
            made = draft.note_type
            options = json.loads(parts.database.value("SELECT options FROM note_type WHERE id = ?", number))
            action.set(
                "note_type",
                number,
                name=made.name,
                fields=json_text(made.fields),
                templates=templates_text(made.templates),
                style=made.style,
                options=json_text(_options(options, draft)),
                deleted=0,
            )
            if draft.removed_templates:
                ordinals = json_text(draft.removed_templates)
                action.set_all("card", "deleted", OF_TEMPLATES, number, ordinals)
            parts.library.recard_all(found.notes)
            action.remember(count=_count(parts.database, number))
        return Changes(cards=True, decks=True)

    def add(self, start: NoteType, name: str) -> UUID:
        """Add a note type that is at first like another; return its identity. Undoable.

        Raises:
            UserError: it has no name.
        """
        name = _tidy(name)
        templates = tuple(each for _, each in start.arranged)
        made = replace(start, uid=uuid4(), name=name, templates=templates, order=())
        with self._parts() as parts, parts.journal.action(ADD, name) as action:
            number = parts.library.type_number(made)
            # It counts as taken back at first: undoing the step brings it back to that.
            parts.database.execute_sql("UPDATE note_type SET deleted = ? WHERE id = ?", (TAKEN_BACK, number))
            action.set("note_type", number, deleted=0)
        return made.uid

    def remove(self, uid: UUID) -> Changes:
        """Remove a note type; its notes go to the recycle bin. Undoable.

        Raises:
            UserError: it comes with the app, or there is none.
        """
        if uid in OWN:
            raise UserError("This note type comes with the app and stays.")
        with self._parts() as parts:
            number, _ = parts.library.options_of(uid)
            name = parts.library.note_type(number).name
            with parts.journal.action(REMOVE, name) as action:
                notes = "SELECT id, 1 FROM note WHERE note_type = ? AND deleted = 0"
                count = action.set_all("note", "deleted", notes, number)
                action.set("note_type", number, deleted=1)
                action.remember(count=count)
                parts.schedules.settle(card for (card,) in parts.database.rows(OF_TYPE, number))
        return Changes(cards=True, decks=True)


def _count(database: Database, number: int) -> int:
    return int(database.value("SELECT COUNT(*) FROM note WHERE note_type = ?", number))


def _consequences(database: Database, number: int, draft: TypeDraft) -> Consequences:
    found = _difference(database, number, draft)
    gone = {
        name: int(database.value(f"SELECT COUNT(DISTINCT id) FROM ({WITH_TEXT}) JOIN note USING (id)"
            " WHERE deleted = 0", number, json_text([name])))
        for name in draft.removed
    }  # fmt: skip
    binned = database.row(
        f"SELECT COUNT(*), COUNT(DISTINCT c.note) FROM card c JOIN note n ON n.id = c.note"
        f" WHERE n.deleted = 0 AND c.id IN (SELECT id FROM ({OF_TEMPLATES}))",
        number,
        json_text(draft.removed_templates),
    )
    cards, notes = binned or (0, 0)
    return Consequences(
        notes=int(database.value("SELECT COUNT(*) FROM note WHERE note_type = ? AND deleted = 0", number)),
        texts=tuple(gone.items()),
        binned=cards,
        binned_of=notes,
        made=found.fresh,
        set_aside=found.gone - cards,
        back=found.back,
    )


def _difference(database: Database, number: int, draft: TypeDraft) -> Difference:
    names = _names(draft)
    changed = bool(names or draft.added)
    return difference(
        database,
        number,
        draft.note_type,
        lambda fields: rekeyed(fields, names, draft.names) if changed else fields,
    )


def _names(draft: TypeDraft) -> Names:
    """Return what becomes of the names of fields that do not stay as they are."""
    names: dict[str, str | None] = dict.fromkeys(draft.removed)
    return names | dict(draft.renamed)


def _options(options: dict[str, Any], draft: TypeDraft) -> dict[str, Any]:
    """Return the options of a type after a change."""
    before, after = draft.before, draft.note_type
    parts = ("fields", "templates", "style")
    mine = {part for part in parts if getattr(before, part) != getattr(after, part)}
    if "fields" in mine:
        mine.add("templates")  # those of an update would name the old fields
    made = {key: value for key, value in options.items() if key not in (STRICT, ORDER)} | options_of(after)
    if mine:
        made[MINE] = sorted(mine.union(options.get(MINE, ())))
    state = State(before.fields, options.get(FIELD_IDS, {}))
    if ids := state.after(draft.renamed, draft.added, draft.names).ids:
        made[FIELD_IDS] = dict(ids)
    return made


def _tidy(name: str) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise UserError("The note type needs a name.")
    return name
