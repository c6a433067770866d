"""What is derived from the log: schedules and counters."""

from __future__ import annotations

from tests.store.conftest import Opener, with_cards
from tests.store.helpers import FakeClock, query


def test_the_counters_forget_days_that_have_passed(opened: Opener, clock: FakeClock) -> None:
    collection, cards = with_cards(opened, 3)
    for _ in range(60):
        for card in cards:
            collection.grade(card, 2)
        clock.tomorrow()
    assert len(query(collection.folder, "SELECT * FROM tally")) <= 3


def test_a_rebuild_when_the_rules_changed(opened: Opener) -> None:
    collection, cards = with_cards(opened, 3)
    collection.grade(cards[0], 4)
    collection.close()
    query(collection.folder, "UPDATE schedule SET ease = 999")
    query(collection.folder, "UPDATE meta SET value = '0' WHERE name = 'fold'")
    assert opened().check() == []
