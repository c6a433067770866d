"""What a kind of card has to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from desktop.study.answers import Verdict
from desktop.study.layout import shows_something
from desktop.study.note import NAMESPACE, NoteType, Template, derived

REVEAL, CHOOSE, TYPE = "reveal", "choose", "type"
"""How a question is answered: by looking, by choosing an option, by typing."""

EXPLAINED = "{{#Explanation}}<p class=explanation>{{Explanation}}</p>{{/Explanation}}"
BELOW_QUESTION = "{{FrontSide}}<hr id=answer>{{Answer}}" + EXPLAINED


class Fault(NamedTuple):
    """Why a note cannot be asked, in a sentence, and the field where that can be put right."""

    field: str
    text: str


class Kind:
    """Makes cards from a note and checks what a learner answers.

    As it stands: one card a template, nothing to choose from, the learner judges.

    Attributes:
        key: the name it is stored under.
        interaction: REVEAL, CHOOSE or TYPE.
        text_decides: whether which cards a note makes follows from what its fields say, and not only from
            which of them say anything.
        lists: names of fields that hold one entry a line, see `listed`.
        note_type: the note type of this kind that comes with the app.
        needs: names of the fields that it looks for.
    """

    key: str
    interaction: str = REVEAL
    text_decides: bool = False
    lists: frozenset[str] = frozenset()
    note_type: NoteType
    needs: tuple[str, ...] = ()

    def ordinals(self, note_type: NoteType, fields: Mapping[str, str]) -> tuple[int, ...]:
        """Return which cards a note makes: numbers from 0, one a card."""
        return tuple(place for place, _ in note_type.standing)

    def fault(self, note_type: NoteType, fields: Mapping[str, str]) -> Fault | None:
        """Return the first reason why nobody could answer the cards of a note; None = it is fine."""
        if any(shows_something(each.question, fields) for _, each in note_type.standing):
            return None
        return Fault(note_type.fields[0], "The question is empty.")

    def options(self, fields: Mapping[str, str], uid: UUID, turn: int) -> tuple[str, ...]:
        """Return the options to choose from, as HTML, in the order to show them.

        Args:
            fields: the note's.
            uid: the card's; options are shuffled by it, so that places are not learned.
            turn: how often the card was answered; each turn has its own order.
        """
        return ()

    def check(self, fields: Mapping[str, str], response: str, strict: bool = False) -> Verdict | None:
        """Return how a response (an option's HTML, or typed text) compares; None = not checkable.

        Args:
            fields: the note's.
            response: what was answered.
            strict: whether case, accents, punctuation and articles of typed text count.
        """
        return None


def built_in(kind: str, name: str, fields: tuple[str, ...], question: str, answer: str) -> NoteType:
    """Return a note type of the app's own; its identity is the same on every computer."""
    template = Template("Card", question, answer)
    return NoteType(derived(NAMESPACE, f"note type {kind}"), name, kind, fields, (template,))


def listed(text: str) -> tuple[str, ...]:
    """Return the entries of a field that holds one a line."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())
