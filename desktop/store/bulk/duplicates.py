"""Notes that say the same, and making one of them. Case, accents and markup do not count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.errors import UserError
from desktop.store.bulk.deed import NOTE, Deed, Done, Work
from desktop.store.changes import Changes
from desktop.store.database import Database
from desktop.store.journal import Action
from desktop.store.json_text import json_text
from desktop.store.schedules import LISTED
from desktop.study.folding import folded, readable, searchable

LONGEST_TEXT = 120
NOTES = "SELECT id, note_type, fields FROM note WHERE deleted = 0 {among} ORDER BY id"
ANSWERS = f"""
SELECT n.id, n.fields, n.note_type, COALESCE(SUM(s.counted), 0),
  COALESCE(SUM(s.due IS NOT NULL AND c.deleted = 0), 0)
FROM note n LEFT JOIN card c ON c.note = n.id LEFT JOIN schedule s ON s.card = c.id
WHERE n.deleted = 0 AND n.id IN {LISTED} GROUP BY n.id
"""


class Group(NamedTuple):
    """Notes that say the same.

    Attributes:
        text: what the oldest of them says.
        notes: row numbers, the oldest first.
    """

    text: str
    notes: tuple[int, ...]


class Merging(NamedTuple):
    """What merging a group would do.

    Attributes:
        keep: the note that stays, with its cards and their schedules.
        gone: the notes that go to the recycle bin, with theirs.
        answers: of the note that stays, that moved its schedule.
        filled: its empty fields that get a text of another note.
        differing: its fields of which another note has another text, which goes with that note.
    """

    keep: int
    gone: tuple[int, ...]
    answers: int
    filled: Mapping[str, str]
    differing: tuple[str, ...]


def groups(database: Database, *, field: str = "", among: Iterable[int] | None = None) -> list[Group]:
    """Return the notes that say the same, those with the most copies first.

    Args:
        database: open.
        field: name of the field that is compared, in notes of any type; "" = the first of each note, among
            notes of one type. Empty ones are like no other.
        among: the notes to look at; None = all.
    """
    where = "" if among is None else f"AND id IN {LISTED}"
    values = () if among is None else (json.dumps(list(among)),)
    firsts = {
        number: json.loads(fields) for number, fields in database.rows("SELECT id, fields FROM note_type")
    }
    found: dict[tuple[int, str], list[int]] = {}
    for note, note_type, stored in database.execute_sql(NOTES.format(among=where), values):
        fields = json.loads(stored)
        html = fields.get(field) if field else _first(fields, firsts[note_type])
        if key := folded(searchable(html or "")):
            found.setdefault((0 if field else note_type, key), []).append(note)
    alike = sorted((each for each in found.items() if len(each[1]) > 1), key=lambda each: -len(each[1]))
    return [Group(key[:LONGEST_TEXT], tuple(notes)) for (_, key), notes in alike]


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    """Return the first field of a note that is not empty."""
    return next((fields[name] for name in names if fields.get(name)), "")


def merging(database: Database, notes: Iterable[int], keep: int | None = None) -> Merging:
    """Return what merging notes would do.

    Args:
        database: open.
        notes: row numbers.
        keep: the one that stays; None = the one with the most answers, of those the oldest.

    Raises:
        UserError: fewer than two of them are there.
    """
    rows = {row[0]: row for row in database.rows(ANSWERS, json.dumps(list(notes)))}
    if len(rows) < 2 or (keep is not None and keep not in rows):
        raise UserError("There are no two notes to merge any more.", "Look for duplicates again.")
    kept = keep if keep is not None else min(rows, key=lambda note: (-rows[note][3], note))
    fields = json.loads(rows[kept][1])
    gone = tuple(sorted(set(rows) - {kept}))
    filled: dict[str, str] = {}
    differing: dict[str, None] = {}
    for other in gone:
        for name, html in json.loads(rows[other][1]).items():
            mine = filled.get(name) or fields.get(name, None)
            if not html or mine == html:
                continue
            if mine:
                differing[name] = None
            elif mine is not None:
                filled[name] = html
            else:
                differing[name] = None
    return Merging(kept, gone, rows[kept][3], filled, tuple(differing))


@dataclass(frozen=True)
class Merge(Deed):
    """Make one note of those that say the same.

    One of each group stays, with its schedule: the one with the most answers, of those the oldest. It gets
    all their tags, and their texts where its own fields are empty. The others go to the recycle bin.

    Attributes:
        groups: row numbers of the notes of each.
        keep: the notes that are to stay instead, at most one in a group.
    """

    groups: tuple[tuple[int, ...], ...]
    keep: frozenset[int] = frozenset()
    kind = "merge"
    of = NOTE

    def label(self, work: Work) -> str:
        """Return what the notes say, where it is one group."""
        if len(self.groups) != 1:
            return ""
        (fields,) = work.database.row("SELECT fields FROM note WHERE id = ?", self.groups[0][0]) or ("{}",)
        texts = map(readable, json.loads(fields).values())
        return next((text for text in texts if text), "")[:LONGEST_TEXT]

    def plans(self, work: Work) -> list[Merging]:
        """Return what becomes of each group; those of which fewer than two are left are passed over."""
        planned: list[Merging] = []
        for group in self.groups:
            wanted = next((note for note in group if note in self.keep), None)
            try:
                planned.append(merging(work.database, group, wanted))
            except UserError:
                continue
        return planned

    def count(self, work: Work) -> int:
        """Return how many notes go."""
        return sum(len(each.gone) for each in self.plans(work))

    def carry_out(self, work: Work, action: Action) -> Done:
        """Merge them."""
        plans = self.plans(work)
        for each in plans:
            if each.filled:
                (stored,) = work.database.row("SELECT fields FROM note WHERE id = ?", each.keep) or ("{}",)
                action.set(NOTE, each.keep, fields=json_text(json.loads(stored) | dict(each.filled)))
        into = json.dumps([[note, each.keep] for each in plans for note in each.gone])
        action.tag_all(TAGS, into)
        gone = action.set_all(NOTE, "deleted", "SELECT value->>0, 1 FROM json_each(?)", into)
        work.parts.library.recard_all(note for each in plans for note in (each.keep, *each.gone))
        differing = sum(bool(each.differing) for each in plans)
        where = "one group" if differing == 1 else f"{differing} groups"
        said = (f"Texts that differ went to the recycle bin with their notes, in {where}.",)
        return Done(gone, Changes(cards=bool(gone), decks=bool(gone)), said if differing else ())


TAGS = """
SELECT DISTINCT i.value->>1, t.tag, 1 FROM json_each(?) i
JOIN main.note_tag t ON t.note = i.value->>0 WHERE t.present = 1
"""
"""The tags of the notes that go, for the note that stays."""
