"""Putting notes and cards into the recycle bin, and taking them out again. Nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.store import rewriting
from desktop.store.bulk.deed import CARD, NOTE, Deed, Done, Work
from desktop.store.changes import Changes
from desktop.store.journal import Action
from desktop.study.folding import readable

LONGEST_LABEL = 80
DECK = "deck"
NOTES = "SELECT c.id, 1 FROM temp.chosen c JOIN main.note n ON n.id = c.id WHERE n.deleted = 0"
LIVING = "SELECT id FROM main.card WHERE note = n.id AND deleted = 0"
EMPTIED = f"""
SELECT n.id, 1 FROM (SELECT DISTINCT note FROM main.card WHERE deleted = 0 AND id IN temp.chosen) t
JOIN main.note n ON n.id = t.note
WHERE n.deleted = 0 AND NOT EXISTS ({LIVING} AND id NOT IN temp.chosen)
"""
"""Notes that would keep no card: they go as a whole, so that they come back as a whole."""
CARDS = f"""
SELECT c.id, 1 FROM main.card c JOIN main.note n ON n.id = c.note
WHERE c.id IN temp.chosen AND c.deleted = 0 AND n.deleted = 0
  AND EXISTS ({LIVING} AND id NOT IN temp.chosen)
"""
BACK = "SELECT e.id, 0 FROM main.{table} e WHERE e.deleted = 1 AND e.id IN temp.chosen"
WITH_THEIRS = """
WITH RECURSIVE down (id, stamp) AS (
  SELECT d.id, json_extract(d.stamps, '$.deleted') FROM main.deck d WHERE d.id IN temp.chosen
  UNION SELECT d.id, down.stamp FROM main.deck d JOIN down ON d.parent = down.id
  WHERE d.deleted = 1 AND json_extract(d.stamps, '$.deleted') = down.stamp)
SELECT {columns} FROM down
"""
"""Decks, and those below them that were deleted in the same step."""
OF_DECKS = f"""
{WITH_THEIRS.format(columns="DISTINCT {table}.id")}
JOIN main.card ON card.deck = down.id JOIN main.note ON note.id = card.note
WHERE {{table}}.deleted = 1 AND json_extract({{table}}.stamps, '$.deleted') = down.stamp
"""
"""The cards, or the notes, that were deleted with their decks."""
ABOVE = """
WITH RECURSIVE up (id, parent) AS (
  SELECT id, parent FROM main.deck WHERE id IN temp.chosen
  UNION SELECT d.id, d.parent FROM main.deck d JOIN up ON d.id = up.parent)
SELECT d.id, 0 FROM main.deck d JOIN up ON up.id = d.id WHERE d.deleted
"""
"""Decks that something comes back into, with those they lie in: without them it would not be seen."""


def delete_chosen(action: Action) -> None:
    """Delete the cards in ``temp.chosen``, with the notes that keep none. Their schedules are not settled."""
    # The notes are told by the cards that are there: those go second.
    action.set_all(NOTE, "deleted", EMPTIED)
    action.set_all(CARD, "deleted", CARDS)


def first_text(work: Work, note: int) -> str:
    """Return what a note begins with, for a label."""
    texts = work.database.value(
        "SELECT group_concat(value, ' ') FROM json_each((SELECT fields FROM note WHERE id = ?))", note
    )
    return readable(str(texts or ""))[:LONGEST_LABEL]


@dataclass(frozen=True)
class DeleteNotes(Deed):
    """Put notes with all their cards into the recycle bin."""

    notes: Iterable[int]
    kind = "delete"
    of = NOTE

    def label(self, work: Work) -> str:
        """Return what the note says, where it is one."""
        work.choose(self.notes)
        numbers = work.numbers("SELECT id FROM temp.chosen LIMIT 2")
        return first_text(work, numbers[0]) if len(numbers) == 1 else ""

    def count(self, work: Work) -> int:
        """Return how many notes go."""
        work.choose(self.notes)
        return rewriting.gather(work.database, NOTE, "deleted", NOTES, ())

    def carry_out(self, work: Work, action: Action) -> Done:
        """Put them there."""
        work.choose(self.notes)
        count = action.set_all(NOTE, "deleted", NOTES)
        if count:
            work.settle_notes()
        return Done(count, Changes(cards=bool(count), decks=bool(count)))


@dataclass(frozen=True)
class DeleteCards(Deed):
    """Put cards into the recycle bin; a note that keeps no card goes as a whole."""

    cards: Iterable[int]
    kind = "delete"

    def count(self, work: Work) -> int:
        """Return how many cards go."""
        work.choose(self.cards)
        return int(
            work.database.value(
                "SELECT COUNT(*) FROM temp.chosen t JOIN card c ON c.id = t.id JOIN note n ON n.id = c.note"
                " WHERE c.deleted = 0 AND n.deleted = 0"
            )
        )

    def carry_out(self, work: Work, action: Action) -> Done:
        """Put them there."""
        count = self.count(work)
        delete_chosen(action)
        if count:
            work.settle_cards()
        return Done(count, Changes(cards=bool(count), decks=bool(count)))


@dataclass(frozen=True)
class Restore(Deed):
    """Take notes, cards and decks out of the recycle bin, as they went in.

    The decks that they lie in come back with them, and so does the note of a card.

    Attributes:
        decks: with the decks below them that were deleted in the same step.
    """

    notes: Iterable[int] = ()
    cards: Iterable[int] = ()
    decks: Iterable[int] = ()
    kind = "recover"
    of = NOTE

    def count(self, work: Work) -> int:
        """Return how many notes, cards and decks come out of the bin, besides what comes with them."""
        found = 0
        for table, numbers in ((CARD, self.cards), (NOTE, self.notes), (DECK, self.decks)):
            work.choose(numbers)
            found += rewriting.gather(work.database, table, "deleted", BACK.format(table=table), ())
        return found

    def carry_out(self, work: Work, action: Action) -> Done:
        """Take them out."""
        cards, notes = list(self.cards), list(self.notes)
        work.choose(self.decks)
        decks = work.numbers(WITH_THEIRS.format(columns="down.id"))
        cards += work.numbers(OF_DECKS.format(table=CARD))
        notes += work.numbers(OF_DECKS.format(table=NOTE))
        work.choose(cards)
        count = action.set_all(CARD, "deleted", BACK.format(table=CARD))
        notes += work.numbers("SELECT DISTINCT note FROM card WHERE id IN temp.chosen")
        work.choose(notes)
        count += action.set_all(NOTE, "deleted", BACK.format(table=NOTE))
        action.set_all(
            "note_type",
            "deleted",
            "SELECT DISTINCT note_type, 0 FROM main.note WHERE id IN temp.chosen",
        )
        lies_in = work.numbers("SELECT DISTINCT deck FROM card WHERE note IN temp.chosen")
        cards += work.parts.library.recard_all(work.numbers("SELECT id FROM temp.chosen"))
        work.choose([*decks, *lies_in])
        count += action.set_all(DECK, "deleted", ABOVE)
        cards += work.numbers('SELECT c.id FROM temp.gathered g JOIN card c ON c.deck = g."row"')
        work.parts.schedules.settle(dict.fromkeys(cards))
        return Done(count, Changes(cards=bool(count), decks=bool(count)))
