"""What an import finds in its note types and notes: cards they make, files they use, faults they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from desktop.store.json_text import json_text
from desktop.store.library import options_of, templates_text
from desktop.study.findings import Findings
from desktop.study.fronts import front_of
from desktop.study.incoming import Skipped
from desktop.study.kinds import Kind, kind
from desktop.study.layout import is_empty
from desktop.study.media_names import media_names
from desktop.study.note import NoteType

SHOWN = 200


class Looker:
    """Looks at note types and notes, and numbers the note types as they come up.

    Attributes:
        rows: note types that nobody wrote yet, as the file of an import has them.
        used: names of files that note types use, each with 0 for the note, that nobody wrote yet.
        patterns: ordinals of the cards that notes make; many notes make the same.
        cardless: notes that make no card.
        findings: what is wrong.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.used: list[tuple[str, int]] = []
        self.patterns: list[tuple[int, ...]] = []
        self.cardless: list[Skipped] = []
        self.findings = Findings()
        self._seen: dict[int, tuple[NoteType, int]] = {}  # by what is the quickest to compare: where it is
        self._types: dict[UUID, int] = {}
        self._kinds: dict[int, Kind] = {}
        self._numbers: dict[tuple[int, ...], int] = {}
        self._made: dict[tuple[int, tuple[bool, ...]], tuple[int, ...]] = {}

    def type_of(self, note_type: NoteType) -> int:
        """Return the number of a note type."""
        seen = self._seen.get(id(note_type))
        if seen is not None:
            return seen[1]
        number = self._types.get(note_type.uid) or self._add_type(note_type)
        self._seen[id(note_type)] = note_type, number
        return number

    def _add_type(self, note_type: NoteType) -> int:
        number = self._types[note_type.uid] = len(self._types) + 1
        self.rows.append(
            (
                number,
                note_type.uid.bytes,
                note_type.name,
                note_type.kind,
                json_text(note_type.fields),
                templates_text(note_type.templates),
                note_type.style,
                json_text(options_of(note_type)),
            )
        )
        self._kinds[number] = kind(note_type.kind)
        self.findings.look_at_type(note_type)
        used = [note_type.style, *(text for t in note_type.templates for text in (t.question, t.answer))]
        self.used += [(name, 0) for text in used for name in media_names(text)]
        return number

    def look(
        self, note_type: NoteType, fields: Mapping[str, str], line: int = 0
    ) -> tuple[int, Sequence[str]]:
        """Find what is wrong with a note; return the number of its pattern, and the files that it uses.

        Args:
            note_type: of the note.
            fields: HTML by name.
            line: where it stands in its file; 0 = it has no line.
        """
        names: list[str] = []
        for html in fields.values():
            if "[sound:" in html or "<" in html:
                names += media_names(html)
        self.findings.look_at_note(note_type, fields)
        made = self._ordinals(note_type, fields)
        if not made:
            self.cardless.append(Skipped(line, "it makes no card", front_of(note_type, fields)[:SHOWN]))
        pattern = self._numbers.get(made)
        if pattern is None:
            pattern = self._numbers[made] = len(self.patterns)
            self.patterns.append(made)
        return pattern, names

    def _ordinals(self, note_type: NoteType, fields: Mapping[str, str]) -> tuple[int, ...]:
        """Return which cards a note makes; where its text does not decide that, it is asked once for many."""
        number = self.type_of(note_type)
        asked = self._kinds[number]
        if asked.text_decides:
            return asked.ordinals(note_type, fields)
        key = number, tuple([is_empty(html) for html in fields.values()])
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = asked.ordinals(note_type, fields)
        return made
