"""What is wrong with templates and gaps that come in: told, never a reason to leave anything out."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.study import cloze, layout
from desktop.study.fronts import front_of
from desktop.study.note import NoteType

MOST_NOTES = 20
"""Notes that are told of one by one; the others are counted."""
LONGEST_FRONT = 80


class Findings:
    """Looks at note types and notes, each of them once."""

    def __init__(self) -> None:
        self._types: list[str] = []
        self._notes: list[str] = []
        self._more = 0

    def look_at_type(self, note_type: NoteType) -> None:
        """Find what is wrong with the templates of a note type; the first of it is told."""
        for template in note_type.templates:
            sides = template.question, template.answer
            named = f"The template “{template.name}” of “{note_type.name}”"
            for unknown in (name for side in sides for name in layout.unknown(side, note_type.fields)):
                self._types.append(
                    f"{named} names a field “{unknown}” that it does not have; the cards still show."
                )
                return
            for fault in (fault for side in sides for fault in layout.faults(side, note_type.fields)):
                self._types.append(f"{named} has a fault; the cards still show. {fault}")
                return

    def look_at_note(self, note_type: NoteType, fields: Mapping[str, str]) -> None:
        """Find what is wrong with the gaps of a note."""
        if note_type.kind != "cloze":
            return
        fault = next((told for html in fields.values() if "{{c" in html for told in cloze.faults(html)), "")
        if fault and len(self._notes) < MOST_NOTES:
            self._notes.append(f"In the note “{front_of(note_type, fields)[:LONGEST_FRONT]}”: {fault}")
        elif fault:
            self._more += 1

    @property
    def warnings(self) -> list[str]:
        """What a person should know, a sentence or two each."""
        more = [f"More notes whose gaps have faults: {self._more}."] if self._more else []
        return [*self._types, *self._notes, *more]
