"""The check of a collection, and what a rebuild mends."""

from __future__ import annotations

import pytest

from tests.store.conftest import Opener, with_cards
from tests.store.helpers import query


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE schedule SET ease = 777", "does not follow from their answers"),
        ("UPDATE schedule SET due = due + 1 WHERE due IS NOT NULL", "does not follow"),
        ("DELETE FROM schedule WHERE card = 1", "1 cards have no schedule"),
        ("UPDATE schedule SET state = 2", "do not go with their cards"),
        ("UPDATE schedule SET ready = 5", "do not go with their cards"),
        ("UPDATE schedule SET position = 99", "do not go with their cards"),
        ("UPDATE card SET suspended = 1", "do not go with their cards"),
        ("UPDATE tally SET cards = cards + 1", "counters"),
        ("DELETE FROM tally", "counters"),
        ("DELETE FROM review", "does not follow"),
        ("UPDATE card SET deck = 77", "refers to a deck that is not there"),
    ],
)
def test_the_check_finds_what_is_wrong_and_a_rebuild_mends_what_is_derived(
    opened: Opener, harm: str, found: str
) -> None:
    collection, cards = with_cards(opened, 3)
    for card in cards[:2]:
        collection.grade(card, 4)
    collection.close()
    query(collection.folder, harm)
    collection = opened()
    problems = collection.check()
    assert any(found in problem for problem in problems), problems
    collection.rebuild()
    if "deck = 77" not in harm:
        assert collection.check() == []
