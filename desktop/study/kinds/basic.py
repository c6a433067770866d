"""A question and its answer."""

from __future__ import annotations

from desktop.study.kinds.contract import BELOW_QUESTION, Kind, built_in


class Basic(Kind):
    """One card a template; the learner judges."""

    key = "basic"
    note_type = built_in(
        "basic", "Question and answer", ("Question", "Answer", "Explanation"), "{{Question}}", BELOW_QUESTION
    )
