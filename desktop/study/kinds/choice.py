"""A question with options, one of them right."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from desktop.study.answers import Verdict
from desktop.study.chance import draw
from desktop.study.kinds.contract import BELOW_QUESTION, CHOOSE, Fault, Kind, built_in, listed
from desktop.study.note import NoteType, as_plain

OPTIONS, ANSWER = "Options", "Answer"
KEEP_ORDER_UP_TO = 2
FEWEST, MOST = 2, 9
"""Options; each is chosen by a digit."""


class Choice(Kind):
    """Field *Options* holds one option a line, *Answer* the right one, to the letter."""

    key = "choice"
    needs = ("Options", "Answer")
    interaction = CHOOSE
    lists = frozenset({OPTIONS})
    note_type = built_in(
        "choice", "Choice", ("Question", OPTIONS, ANSWER, "Explanation"), "{{Question}}", BELOW_QUESTION
    )

    def fault(self, note_type: NoteType, fields: Mapping[str, str]) -> Fault | None:
        """Return why there is nothing to choose from, or nothing right to choose."""
        options, answer = listed(fields.get(OPTIONS, "")), fields.get(ANSWER, "")
        if not FEWEST <= len(options) <= MOST or len(set(options)) < len(options):
            return Fault(OPTIONS, f"A choice needs {FEWEST} to {MOST} different options.")
        if answer not in options:
            return Fault(ANSWER, f"The answer {as_plain(answer)!r} is not one of the options.")
        return super().fault(note_type, fields)

    def options(self, fields: Mapping[str, str], uid: UUID, turn: int) -> tuple[str, ...]:
        """Return the options: two as written, more shuffled anew each turn."""
        options = listed(fields.get(OPTIONS, ""))
        if len(options) <= KEEP_ORDER_UP_TO:
            return options
        places = sorted(range(len(options)), key=lambda place: draw(uid, turn, place))
        return tuple(options[place] for place in places)

    def check(self, fields: Mapping[str, str], response: str, strict: bool = False) -> Verdict | None:
        """Compare the chosen option with the right one."""
        answer = fields.get(ANSWER, "")
        return Verdict(response == answer, answer)
