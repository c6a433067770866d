"""A question whose answer is typed."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.study.answers import Verdict, compare, expected_of
from desktop.study.kinds.contract import BELOW_QUESTION, TYPE, Fault, Kind, built_in, listed
from desktop.study.layout import is_empty
from desktop.study.note import NoteType, as_plain


class Typed(Kind):
    """The answer, and others with semicolons between; field *Accept* holds more, one a line."""

    key = "typed"
    needs = ("Answer", "Accept")
    interaction = TYPE
    lists = frozenset({"Accept"})
    note_type = built_in(
        "typed",
        "Typed answer",
        ("Question", "Answer", "Accept", "Explanation"),
        "{{Question}}",
        BELOW_QUESTION,
    )

    def fault(self, note_type: NoteType, fields: Mapping[str, str]) -> Fault | None:
        """Return why nothing that is typed could be right."""
        if is_empty(fields.get("Answer", "")):
            return Fault("Answer", "The answer is empty.")
        return super().fault(note_type, fields)

    def check(self, fields: Mapping[str, str], response: str, strict: bool = False) -> Verdict | None:
        """Compare what was typed with the answer and everything else that is accepted."""
        more = [as_plain(each) for each in listed(fields.get("Accept", ""))]
        return compare(response, [*expected_of(fields.get("Answer", "")), *more], strict=strict)
