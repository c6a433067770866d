"""Which deck to study after an import: the one that got most of what is new."""

from __future__ import annotations

from desktop.store.comparing import BACK, NEW
from desktop.store.database import Database

FILLED = f"""
SELECT d.id, d.parent, d.target, COALESCE(m.cards, 0) FROM stage.deck d LEFT JOIN
  (SELECT c.deck, COUNT(*) AS cards FROM stage.card c JOIN stage.note s ON s.id = c.note
   WHERE s.action IN ({NEW}, {BACK}) GROUP BY c.deck) m ON m.deck = d.id
ORDER BY d.id DESC
"""
"""The decks of an import, those below others first, and how many new cards lie in each."""


def fullest(database: Database) -> int | None:
    """Return the number of the deck with most new cards, those below it included; None = there are none.

    Of a path of decks, the deepest one that holds them all.
    """
    below: dict[int | None, list[tuple[int, int, int]]] = {}
    for deck, parent, number, own in database.rows(FILLED):
        count = own + sum(each[0] for each in below.get(deck, ()))
        below.setdefault(parent, []).append((count, deck, number))
    best = max(below.get(None, ()), key=lambda each: (each[0], -each[1]), default=None)
    if best is None or not best[0]:
        return None
    while inner := next((each for each in below.get(best[1], ()) if each[0] == best[0]), None):
        best = inner
    return best[2]
