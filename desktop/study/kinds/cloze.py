"""A text with gaps, one card a number."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.study import cloze
from desktop.study.kinds.contract import EXPLAINED, Fault, Kind, built_in
from desktop.study.note import NoteType


class Cloze(Kind):
    """The card of number n (its ordinal plus one) hides the gaps of that number."""

    key = "cloze"
    text_decides = True
    note_type = built_in(
        "cloze", "Text with gaps", ("Text", "Explanation"), "{{cloze:Text}}", "{{cloze:Text}}" + EXPLAINED
    )

    def ordinals(self, note_type: NoteType, fields: Mapping[str, str]) -> tuple[int, ...]:
        """Return one card for every number that any field's gaps bear; the first where none does."""
        found = {number for text in fields.values() for number in cloze.numbers(text)}
        return tuple(number - 1 for number in sorted(found)) or (0,)

    def fault(self, note_type: NoteType, fields: Mapping[str, str]) -> Fault | None:
        """Return what is wrong with the gaps."""
        with_gaps = [name for name in note_type.fields if any(cloze.gaps(fields.get(name, "")))]
        for name in with_gaps or note_type.fields[:1]:
            if told := cloze.faults(fields.get(name, "")):
                return Fault(name, told[0])
        if not any(cloze.numbers(text) for text in fields.values()):
            return Fault(note_type.fields[0], "The text has no gap such as {{c1::word}}.")
        return None
