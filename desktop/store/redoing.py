"""Doing again what undo took back, step by step, as long as nothing else was done since."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from desktop.store.aftermath import follow
from desktop.store.changes import Changes, Undone
from desktop.store.entries import Ranges
from desktop.store.journal import LEECH
from desktop.store.parts import Parts

TAKEN = "undone"
"""The name under which the steps that undo took back are kept, latest last, and what was the latest then."""
MOST = 200
LATEST = "SELECT (SELECT MAX(id) FROM review), (SELECT MAX(id) FROM action)"
SINCE = "Something else was done since. The history can still do it again."
NO_IMPORT = "An import cannot be done again from here. Bring the file in once more."


class Redoable(NamedTuple):
    """What would be done again.

    Attributes:
        kind: review, or the kind of the action.
        label: what it was done to, or the grade of a review.
        why_not: a sentence that says why it cannot be; "" = it can.
    """

    kind: str
    label: str
    why_not: str = ""


class Redoing:
    """Remembers what undo took back. Writes run inside the transaction that is open.

    Args:
        parts: of the collection.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._database = parts.database
        self._before: list[dict[str, Any]] = []

    def _kept(self) -> tuple[list[dict[str, Any]], bool]:
        """Return the steps, and whether nothing else was done since they were taken back."""
        kept = json.loads(self._parts.meta.get(TAKEN) or "{}")
        return kept.get("steps", []), kept.get("latest") == self._latest()

    def _latest(self) -> list[int | None]:
        return list(self._database.row(LATEST) or ())

    def _keep(self, steps: list[dict[str, Any]]) -> None:
        self._parts.meta.set(TAKEN, json.dumps({"steps": steps[-MOST:], "latest": self._latest()}))

    def took_back_answer(self, review: int) -> None:
        """Remember that an answer was taken back."""
        self._took_back({"review": review})

    def took_back_action(self, number: int, given: Ranges) -> None:
        """Remember that an action was taken back.

        Args:
            number: its own.
            given: the entries of the log that were given again with it.
        """
        self._took_back({"action": number, "given": given})

    def _took_back(self, step: dict[str, Any]) -> None:
        self._keep([*self._before, step])

    def begin(self) -> None:
        """Look, before a step is taken back, which of those before it can still be done again."""
        steps, holds = self._kept()
        self._before = steps if holds else []

    # ------------------------------------------------------------------ doing again

    def next(self) -> Redoable | None:
        """Return what would be done again; None where undo took nothing back."""
        steps, holds = self._kept()
        if not steps:
            return None
        step = steps[-1]
        if "review" in step:
            grade = self._database.value("SELECT grade FROM review WHERE id = ?", step["review"])
            return Redoable("review", str(grade), "" if holds else SINCE)
        kind, label = self._database.row("SELECT kind, label FROM action WHERE id = ?", step["action"]) or (
            "",
            "",
        )
        why_not = SINCE if not holds else NO_IMPORT if kind == "import" else ""
        return Redoable(kind, label, why_not)

    def carry_out(self) -> Undone | None:
        """Do the step again that was taken back last; None where that cannot be."""
        found = self.next()
        if found is None or found.why_not:
            return None
        steps, _ = self._kept()
        step = steps.pop()
        if "review" in step:
            old: Ranges = {"review": [(step["review"] - 1, step["review"])]}
            cards, new, changes = *self._answer(step["review"], old), Changes(cards=True, decks=True)
        else:
            data = self._database.value("SELECT data FROM action WHERE id = ?", step["action"])
            old = json.loads(data).get("made", {})
            cards, new = self._act(step["action"], step["given"], old)
            options = found.kind in ("option", "deck options")
            changes = Changes(cards=True, decks=True, options=options)
        for each in steps:
            _follow(each.get("given", {}), old, new)
        self._keep(steps)
        return Undone(found.kind, found.label, tuple(dict.fromkeys(cards)), changes)

    def _answer(self, review: int, made: Ranges) -> tuple[list[int], Ranges]:
        """Give an answer again, and mark its card a leech where it did; return card and entry."""
        given = self._parts.entries.give_again(made)
        cards = self._parts.entries.cards(given)
        marked = "SELECT id FROM action WHERE kind = ? AND after_review = ? AND undone = 1"
        for (number,) in self._database.rows(marked, LEECH, review):
            self._parts.journal.do_again(number)
        self._parts.schedules.settle(cards)
        return cards, given

    def _act(self, number: int, given: Ranges, before: Ranges) -> tuple[list[int], Ranges]:
        """Carry an action out again; return the cards and what it wrote into the log."""
        parts = self._parts
        parts.journal.do_again(number)
        cards = follow(parts, number)
        voided = parts.entries.take_back(given)
        made = parts.entries.give_again(before)
        parts.journal.note(number, **_told(voided=voided, made=made))
        latest = parts.answers.latest()
        parts.journal.comes_after(number, latest[3] if latest else 0)
        return [*cards, *parts.entries.cards(voided), *parts.entries.cards(made)], made


def _follow(given: dict[str, list[Any]], old: Ranges, new: Ranges) -> None:
    """Let a later step take entries back that were given again, where it took back what they were before."""
    for table, ranges in given.items():
        if any(low < end and start < high for low, high in old.get(table, ()) for start, end in ranges):
            ranges += new.get(table, ())


def _told(**ranges: Ranges) -> dict[str, Ranges]:
    return {name: each for name, each in ranges.items() if each}
