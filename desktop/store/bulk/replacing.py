"""Find and replace in the fields of many notes, with a preview of what it would do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.store.bulk.deed import NOTE, Deed, Done, Work
from desktop.store.bulk.pattern import Pattern, literal, regular
from desktop.store.changes import Changes
from desktop.store.journal import Action
from desktop.store.json_text import json_text
from desktop.study.folding import readable
from desktop.study.kinds import kind
from desktop.study.note import NoteType

LONGEST_LABEL = 40
SHOWN = 50
"""Places that a preview shows."""
AROUND = 40
"""Letters before and behind a change that it shows."""
CHOSEN = """
SELECT n.id, n.note_type, n.fields FROM temp.chosen c JOIN main.note n ON n.id = c.id
WHERE n.deleted = 0 ORDER BY n.id
"""


class Hit(NamedTuple):
    """A field that changes: what it says around the first change, before and after."""

    note: int
    field: str
    before: str
    after: str


@dataclass
class Preview:
    """What find and replace would do.

    Attributes:
        notes: that change.
        matches: places that change in them.
        unfit: notes with matches that stay as they are, since nobody could answer them afterwards.
        hits: the first fields that change.
    """

    notes: int = 0
    matches: int = 0
    unfit: int = 0
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Replace(Deed):
    r"""Replace text in the fields of notes.

    Attributes:
        find: literally, or a regular expression.
        into: what comes in its place: literally, or with groups such as ``\1`` for a regular expression.
        is_regex: whether `find` is a regular expression.
        match_case: whether case counts.
        field: name of the fields to look in; "" = all.
        in_html: whether the HTML is meant; else what people read, and tags stay as they are.
    """

    notes: Iterable[int]
    find: str
    into: str
    is_regex: bool = False
    match_case: bool = True
    field: str = ""
    in_html: bool = False
    kind = "replace"
    of = NOTE

    def label(self, work: Work) -> str:
        """Return both texts.

        Raises:
            UserError: there is nothing to find, or it is no regular expression.
        """
        self._pattern()
        return f"{self.find[:LONGEST_LABEL]} → {self.into[:LONGEST_LABEL]}"

    def count(self, work: Work) -> int:
        """Return how many notes change."""
        return self.preview(work).notes

    def preview(self, work: Work) -> Preview:
        """Return what would change. Nothing is written.

        Raises:
            UserError: the regular expression takes too long, or it is none.
        """
        seen = Preview()
        for _ in self._rewritten(work, seen):
            pass
        return seen

    def carry_out(self, work: Work, action: Action) -> Done:
        """Replace, and bring the cards of the notes up to date."""
        seen = Preview()
        work.parts.library.recard_all(work.set_fields(action, self._rewritten(work, seen)))
        return Done(seen.notes, Changes(cards=bool(seen.notes), decks=bool(seen.notes)), _said(seen))

    def _pattern(self) -> Pattern:
        make = regular if self.is_regex else literal
        return make(self.find, self.into, match_case=self.match_case)

    def _rewritten(self, work: Work, seen: Preview) -> Iterator[tuple[int, str]]:
        """Yield the notes that change with their new fields in JSON; count them in `seen`."""
        pattern = self._pattern()
        work.choose(self.notes)
        types: dict[int, NoteType] = {}
        hits: list[Hit] = []
        for note, number, stored in work.database.execute_sql(CHOSEN):
            fields: dict[str, str] = json.loads(stored)
            changed, matches = self._changed(pattern, fields)
            if not changed:
                continue
            if number not in types:
                types[number] = work.parts.library.note_type(number)
            if _is_unfit(types[number], fields, fields | changed):
                seen.unfit += 1
                continue
            seen.notes += 1
            seen.matches += matches
            if len(hits) < SHOWN:
                hits += [_hit(note, name, fields[name], html) for name, html in changed.items()]
            yield note, json_text(fields | changed)
        seen.hits = tuple(hits[:SHOWN])

    def _changed(self, pattern: Pattern, fields: Mapping[str, str]) -> tuple[dict[str, str], int]:
        """Return the fields that change, and how many places in them do."""
        changed: dict[str, str] = {}
        matches = 0
        for name, html in fields.items():
            if self.field and name != self.field:
                continue
            new, count = pattern.in_html(html) if self.in_html else pattern.in_text(html)
            if new != html:
                changed[name] = new
                matches += count
        return changed, matches


def _is_unfit(note_type: NoteType, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Return whether nobody could answer a note any more."""
    fault = kind(note_type.kind).fault
    return fault(note_type, after) is not None and fault(note_type, before) is None


def _hit(note: int, field: str, before: str, after: str) -> Hit:
    """Return a change with some letters around it; where only tags change, the HTML tells."""
    old, new = readable(before), readable(after)
    if old == new:
        old, new = before, after
    same = next((at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), 0)
    if not same and (old.startswith(new) or new.startswith(old)):
        same = min(len(old), len(new))
    behind = 0
    while behind < min(len(old), len(new)) - same and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    return Hit(note, field, _cut(old, same, behind), _cut(new, same, behind))


def _cut(text: str, same: int, behind: int) -> str:
    start = max(0, same - AROUND)
    end = min(len(text), len(text) - behind + AROUND, start + 6 * AROUND)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _said(seen: Preview) -> tuple[str, ...]:
    if not seen.unfit:
        return ()
    return (f"Notes that stay as they are, since nobody could answer them afterwards: {seen.unfit}.",)
