"""How one card is asked: what there is to choose or type, how that is checked, which grade is suggested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.render.sides import sides
from desktop.store.cards import CardView as Card
from desktop.study.answers import Verdict, compare, expected_of
from desktop.study.choices import Asked, Offer, offer
from desktop.study.grades import AGAIN, GOOD, HARD
from desktop.study.kinds import kind
from desktop.study.kinds.contract import CHOOSE, TYPE

Lenders = Callable[[int], Sequence[Asked]]


def suggested_grade(verdict: Verdict | None) -> int:
    """Return the grade to point at: Good where it is right or nobody checked, Hard for a slip."""
    if verdict is None or verdict.right:
        return GOOD
    return HARD if verdict.close else AGAIN


@dataclass(frozen=True, slots=True)
class Asking:
    """What a card asks for.

    Attributes:
        interaction: of the card's kind: REVEAL, CHOOSE or TYPE.
        options: to choose from, as HTML.
        offer: options that other cards lend; None = the card's own, or none.
        expected: what its template asks to be typed; empty = nothing.
    """

    interaction: str = ""
    options: tuple[str, ...] = ()
    offer: Offer | None = None
    expected: tuple[str, ...] = ()

    @property
    def typing(self) -> bool:
        """Whether the answer is typed."""
        return bool(self.interaction == TYPE or self.expected) and not self.offer

    @property
    def can_reveal(self) -> bool:
        """Whether the answer can be looked at without choosing."""
        return self.interaction != CHOOSE and not self.offer

    def check(self, card: Card, response: str) -> Verdict | None:
        """Return how a response compares with the answer; None where the learner judges."""
        if self.offer:
            return Verdict(response == self.offer.right, self.offer.right)
        note_type = card.note.note_type
        if self.expected:
            return compare(response, self.expected, strict=note_type.strict)
        return kind(note_type.kind).check(card.note.fields, response, note_type.strict)


def asking(card: Card, lenders: Lenders | None = None) -> Asking:
    """Return how a card is asked.

    Args:
        card: the card.
        lenders: returns the cards that can lend options to one without; None = it is asked as it is.
    """
    note = card.note
    made = kind(note.note_type.kind)
    options = made.options(note.fields, card.uid, card.answers)
    lent = None
    if lenders is not None and not options:
        asked = Asked(note.note_type, note.fields, card.ordinal)
        lent = offer(asked, lenders(card.number), card.uid, card.answers)
    expected = expected_of(sides(note, card.ordinal, deck=card.deck_path).expected)
    return Asking(made.interaction, lent.options if lent else options, lent, expected)
