"""What stands on cards and notes: their deck, tags, flags, and whether they are studied."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.store.bulk.deed import NOTE, Deed, Done, OfCards, Work
from desktop.store.changes import Changes
from desktop.store.journal import Action
from desktop.store.writing.notes import tidy

HIGHEST_FLAG = 7
EVERY = """
SELECT n.id, t.value->>0, t.value->>1
FROM temp.chosen c JOIN main.note n ON n.id = c.id CROSS JOIN json_each(?) t
"""
"""Every note with every tag, and whether it is to have it: pairs in JSON."""
BELOW = "::"
AFTER_BELOW = ":;"
"""Comes after every text that begins with BELOW."""


@dataclass(frozen=True)
class Move(OfCards):
    """Move cards to a deck."""

    cards: Iterable[int]
    deck: int
    kind = "move"
    field = "deck"

    def label(self, work: Work) -> str:
        """Return the name of the deck."""
        return work.know_deck(self.deck)

    def value(self, work: Work) -> int:
        """Return the deck."""
        return self.deck


@dataclass(frozen=True)
class Suspend(OfCards):
    """Take cards out of study until somebody brings them back."""

    cards: Iterable[int]
    kind = "suspend"
    field = "suspended"

    def value(self, work: Work) -> int:
        """Return that they are."""
        return 1


@dataclass(frozen=True)
class Unsuspend(OfCards):
    """Bring suspended cards back into study."""

    cards: Iterable[int]
    kind = "unsuspend"
    field = "suspended"

    def value(self, work: Work) -> int:
        """Return that they are not."""
        return 0


@dataclass(frozen=True)
class Bury(OfCards):
    """Put cards off until tomorrow."""

    cards: Iterable[int]
    kind = "bury"
    field = "buried"

    def value(self, work: Work) -> int:
        """Return the day from which they may show again."""
        return work.today + 1


@dataclass(frozen=True)
class Unbury(OfCards):
    """Let buried cards show again today."""

    cards: Iterable[int]
    kind = "unbury"
    field = "buried"

    def value(self, work: Work) -> int:
        """Return that they may show."""
        return 0


@dataclass(frozen=True)
class Flag(OfCards):
    """Mark cards with a flag, 1 to 7."""

    cards: Iterable[int]
    flag: int
    kind = "flag"
    field = "flag"

    def value(self, work: Work) -> int:
        """Return the flag."""
        return max(1, min(self.flag, HIGHEST_FLAG))


@dataclass(frozen=True)
class Unflag(OfCards):
    """Take the flags of cards away."""

    cards: Iterable[int]
    kind = "unflag"
    field = "flag"

    def value(self, work: Work) -> int:
        """Return that there is none."""
        return 0


class OfTags(Deed):
    """Changes the tags of notes."""

    of = NOTE

    def wanted(self, work: Work) -> tuple[str, tuple[str, ...]]:
        """Return the query for a note, a tag and whether it is to have it, and what is bound in it."""
        raise NotImplementedError

    def count(self, work: Work) -> int:
        """Return how many notes get or lose a tag."""
        sql, values = self.wanted(work)
        return int(
            work.database.value(
                f"WITH w (note, tag, present) AS ({sql}) SELECT COUNT(DISTINCT w.note) FROM w"
                " LEFT JOIN note_tag t ON t.note = w.note AND t.tag = w.tag"
                " WHERE COALESCE(t.present, 0) <> w.present",
                *values,
            )
        )

    def carry_out(self, work: Work, action: Action) -> Done:
        """Change them."""
        count = self.count(work)
        sql, values = self.wanted(work)
        action.tag_all(sql, *values)
        return Done(count, Changes(cards=bool(count)))


@dataclass(frozen=True)
class Tag(OfTags):
    """Give notes tags."""

    notes: Iterable[int]
    tags: Iterable[str]
    kind = "tag"
    present = 1

    def label(self, work: Work) -> str:
        """Return the tags."""
        return ", ".join(self._named())

    def wanted(self, work: Work) -> tuple[str, tuple[str, ...]]:
        """Return every note with every tag."""
        work.choose(self.notes)
        return EVERY, (json.dumps([(tag, self.present) for tag in self._named()]),)

    def _named(self) -> tuple[str, ...]:
        """Return the tags as they are stored."""
        if not (named := tidy(self.tags)):
            raise UserError("Name a tag.")
        return named


@dataclass(frozen=True)
class Untag(Tag):
    """Take tags away from notes."""

    kind = "untag"
    present = 0


@dataclass(frozen=True)
class Retag(OfTags):
    """Give notes tags, and take others away.

    Attributes:
        add: tags that they get.
        remove: tags that they lose, unless they get them.
    """

    notes: Iterable[int]
    add: Iterable[str]
    remove: Iterable[str]
    kind = "retag"

    def label(self, work: Work) -> str:
        """Return the tags that they get, and those that they lose."""
        return " → ".join(", ".join(tidy(tags)) for tags in (self.remove, self.add) if tidy(tags))

    def wanted(self, work: Work) -> tuple[str, tuple[str, ...]]:
        """Return every note with every tag."""
        work.choose(self.notes)
        tags = dict.fromkeys(tidy(self.remove), 0) | dict.fromkeys(tidy(self.add), 1)
        return EVERY, (json.dumps(list(tags.items())),)


@dataclass(frozen=True)
class RenameTag(OfTags):
    """Rename a tag with those below it, on every note. Where the new name is in use, the two become one.

    Attributes:
        old: the tag; below it are those that begin with it and ``::``.
        new: what it becomes.
        notes: the notes it is renamed on; None = all.
    """

    old: str
    new: str
    notes: Iterable[int] | None = None
    kind = "rename tag"

    def label(self, work: Work) -> str:
        """Return both names."""
        if len(new := tidy([self.new])) != 1:
            raise UserError("Name a tag.")
        return f"{self.old} → {new[0]}"

    def wanted(self, work: Work) -> tuple[str, tuple[str, ...]]:
        """Return the old tags to go and the new ones to come; what comes wins."""
        among = ""
        if self.notes is not None:
            work.choose(self.notes)
            among = " AND note IN (SELECT id FROM temp.chosen)"
        (new,) = tidy([self.new])
        here = f"FROM main.note_tag WHERE present = 1 AND (tag = ? OR tag >= ? AND tag < ?){among}"
        below = (self.old, self.old + BELOW, self.old + AFTER_BELOW)
        return (
            "SELECT note, tag, MAX(present) FROM ("
            f"SELECT note, tag, 0 AS present {here}"
            f" UNION ALL SELECT note, ? || substr(tag, ?), 1 {here}) GROUP BY note, tag",
            (*below, new, str(len(self.old) + 1), *below),
        )
