"""A question whose answer is typed."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.study.answers import Verdict, compare
from desktop.study.kinds.contract import BELOW_QUESTION, TYPE, Kind, built_in, listed
from desktop.study.note import as_plain


class Typed(Kind):
    """Field *Accept* holds other right answers, one a line."""

    key = "typed"
    interaction = TYPE
    note_type = built_in(
        "typed",
        "Typed answer",
        ("Question", "Answer", "Accept", "Explanation"),
        "{{Question}}",
        BELOW_QUESTION,
    )

    def check(self, fields: Mapping[str, str], response: str) -> Verdict | None:
        """Compare what was typed with the answer and everything else that is accepted."""
        accepted = (fields.get("Answer", ""), *listed(fields.get("Accept", "")))
        return compare(response, [as_plain(each) for each in accepted])
