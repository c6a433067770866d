"""A question and its answer."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.study.kinds.contract import BELOW_QUESTION, Kind, built_in
from desktop.study.layout import shows_something
from desktop.study.note import NoteType


class Basic(Kind):
    """One card a template; the learner judges."""

    key = "basic"
    note_type = built_in(
        "basic", "Question and answer", ("Question", "Answer", "Explanation"), "{{Question}}", BELOW_QUESTION
    )

    def ordinals(self, note_type: NoteType, fields: Mapping[str, str]) -> tuple[int, ...]:
        """Return one card for every template whose question shows a field; the first where none does."""
        standing = note_type.standing
        made = tuple(place for place, each in standing if shows_something(each.question, fields))
        return made or tuple(place for place, _ in standing[:1])
