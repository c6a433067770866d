"""Cards as games and tests need them: both sides as one line of text. Any thread may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desktop.gui.asking import asking
from desktop.render.card import face
from desktop.render.plain import spoken
from desktop.store.cards import CardView as Card
from desktop.store.collection import Collection
from desktop.study.answers import as_line
from desktop.study.choices import PICTURE, UNSAYABLE, Asked, accepted
from desktop.study.kinds.choice import ANSWER, Choice
from desktop.study.matching import Pair
from desktop.study.mock_test import MockTest, Question, groups_of

SHARED = 3
"""Cards with the same options, so that these are sides."""
BATCH = 30
"""Cards that are read at once."""


def pairs(collection: Collection, numbers: Sequence[int], most: int) -> tuple[list[Pair], int]:
    """Return cards for a game, and how many stay out: too long for a tile, or with pictures or formulas.

    Args:
        collection: open.
        numbers: of cards to take them from, in their order.
        most: how many are wanted.
    """
    fitting: list[Pair] = []
    left_out = 0
    for at in range(0, len(numbers), BATCH):
        for card in collection.practising.cards(numbers[at : at + BATCH]):
            pair = _pair(card)
            if pair is None or not pair.fits:
                left_out += 1
            else:
                fitting.append(pair)
            if len(fitting) == most:
                return fitting, left_out
    return fitting, left_out


def _pair(card: Card) -> Pair | None:
    shown = face(card.note, card.ordinal, deck=card.deck_path)
    html = f"{shown.question} {shown.answer}"
    if shown.scenes or PICTURE.search(html) or UNSAYABLE.search(html):
        return None
    return Pair(card.number, _line(spoken(shown)[0]), right_answer(card))


def right_answer(card: Card) -> str:
    """Return the right answer of a card as one line."""
    fields = card.note.fields
    if card.note.note_type.kind == Choice.key:
        return as_line(fields.get(ANSWER, ""))
    words = accepted(Asked(card.note.note_type, fields, card.ordinal))
    return words[0] if words else _line(spoken(face(card.note, card.ordinal, deck=card.deck_path))[1])


def _line(text: str) -> str:
    return " ".join(text.split())


def mock_test(collection: Collection, name: str, numbers: Sequence[int], found: int) -> MockTest:
    """Return a test of cards."""
    cards = collection.practising.cards(numbers)
    options = Counter(frozenset(asking(card).options) for card in cards)
    return MockTest(name, [_question(card, options) for card in cards], found)


def _question(card: Card, options: Counter[frozenset[str]]) -> Question:
    shown = face(card.note, card.ordinal, deck=card.deck_path)
    right = right_answer(card)
    own = frozenset(asking(card).options)
    side = right if own and options[own] >= SHARED else ""
    groups = groups_of(card.deck, side, card.note.tags)
    return Question(card.number, _line(spoken(shown)[0]), right, groups, is_choice=bool(own))
