"""A question with options, one of them right."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from desktop.study.answers import Verdict
from desktop.study.chance import draw
from desktop.study.kinds.contract import BELOW_QUESTION, CHOOSE, Kind, built_in, listed

KEEP_ORDER_UP_TO = 2


class Choice(Kind):
    """Field *Options* holds one option a line, *Answer* the right one, to the letter."""

    key = "choice"
    interaction = CHOOSE
    note_type = built_in(
        "choice", "Choice", ("Question", "Options", "Answer", "Explanation"), "{{Question}}", BELOW_QUESTION
    )

    def options(self, fields: Mapping[str, str], uid: UUID, turn: int) -> tuple[str, ...]:
        """Return the options: two as written, more shuffled anew each turn."""
        options = listed(fields.get("Options", ""))
        if len(options) <= KEEP_ORDER_UP_TO:
            return options
        places = sorted(range(len(options)), key=lambda place: draw(uid, turn, place))
        return tuple(options[place] for place in places)

    def check(self, fields: Mapping[str, str], response: str, strict: bool = False) -> Verdict | None:
        """Compare the chosen option with the right one."""
        answer = fields.get("Answer", "")
        return Verdict(response == answer, answer)
