"""A text with gaps, one card a number."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.study import cloze
from desktop.study.kinds.contract import EXPLAINED, Kind, built_in
from desktop.study.note import NoteType


class Cloze(Kind):
    """The card of number n (its ordinal plus one) hides the gaps of that number."""

    key = "cloze"
    note_type = built_in(
        "cloze", "Text with gaps", ("Text", "Explanation"), "{{cloze:Text}}", "{{cloze:Text}}" + EXPLAINED
    )

    def ordinals(self, note_type: NoteType, fields: Mapping[str, str]) -> tuple[int, ...]:
        """Return one card for every number that any field's gaps bear; the first where none does."""
        found = {number for text in fields.values() for number in cloze.numbers(text)}
        return tuple(number - 1 for number in sorted(found)) or (0,)
