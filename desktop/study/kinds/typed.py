"""A question whose answer is typed."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from desktop.study.answers import Verdict, compare
from desktop.study.kinds.contract import BELOW_QUESTION, TYPE, Kind, built_in, listed


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
        return compare(response, [unescape(each) for each in accepted])
