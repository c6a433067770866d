"""The history as people read it: sittings of answers, and everything else that was done, latest first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from desktop.store.database import Database
from desktop.store.journal import LEECH, MOCK_TEST
from desktop.store.reader import Row
from desktop.study.folding import readable

LONGEST = 80
GAP_MS = 20 * 60 * 1000
"""A pause after which answers belong to another sitting."""
ANSWERS = "answers"
STANDS, UNDONE, TAKEN_BACK = "stands", "undone", "taken back"
"""What became of a step: it holds; undo took it back; a later step took it back."""
TAKING_BACK, AGAIN = "take back", "again"
"""Kinds of steps that take an earlier one back, or do one again."""
REVIEWS = """
SELECT r.id, r.at_ms, c.deck, EXISTS (SELECT 1 FROM void WHERE entry = r.id)
FROM review r JOIN card c ON c.id = r.card WHERE r.day >= ? AND r.device = ? AND r.at_ms >= ? ORDER BY r.id
"""
ACTIONS = """
SELECT id, kind, label, at_ms, after_review, undone, data FROM action
WHERE at_ms >= ? AND kind <> ? ORDER BY id
"""
ONLY = """
SELECT n.fields FROM (SELECT entity, "row" FROM change WHERE action = ? LIMIT 1) h
JOIN note n ON n.id = CASE WHEN h.entity IN ('note', 'tag') THEN h."row"
  WHEN h.entity = 'card' THEN (SELECT note FROM card WHERE id = h."row") END
"""
TOUCHED = """
SELECT COUNT(*), MAX(entity) FROM (SELECT DISTINCT entity, "row" FROM change WHERE action = ? LIMIT 1000)
"""


class Step(NamedTuple):
    """One step of the history.

    Attributes:
        number: of the action; of a sitting, of its first answer.
        last: of a sitting, the number of its last answer; 0 = an action.
        kind: ANSWERS, or that of the action.
        label: what it was done to; of a sitting, the deck, where it is one.
        amount: how many answers, cards or notes; 0 = it is not known.
        of: what is counted, such as ``card``.
        first_ms: when it began, in UTC milliseconds.
        last_ms: when it ended.
        state: STANDS, UNDONE or TAKEN_BACK.
        gone: of a sitting, how many of its answers were taken back.
    """

    number: int
    last: int
    kind: str
    label: str
    amount: int
    of: str
    first_ms: int
    last_ms: int
    state: str
    gone: int = 0

    @property
    def is_sitting(self) -> bool:
        """Whether it is a sitting of answers."""
        return self.kind == ANSWERS


def steps(database: Database, device: int, since_ms: int, since_day: int) -> list[Step]:
    """Return the steps since some instant, latest first.

    Args:
        database: open.
        device: number of this copy: answers that came from elsewhere are no steps here.
        since_ms: UTC milliseconds.
        since_day: a study day that lies before it.
    """
    actions = list(_actions(database, since_ms))
    bounds = sorted({after for after, _ in actions})
    apart = [step for _, step in actions if step.kind == MOCK_TEST]
    handed_in = _made_by(database, apart)
    reviews = [row for row in database.rows(REVIEWS, since_day, device, since_ms) if row[0] not in handed_in]
    sittings = list(_sittings(reviews, bounds, dict(database.rows("SELECT id, name FROM deck"))))
    # An action comes after the answers that were there when it was carried out.
    ordered = [((each.last, 0, 0), each) for each in sittings]
    ordered += [((after, 1, each.number), each) for after, each in actions]
    return [each for _, each in sorted(ordered, key=lambda one: one[0], reverse=True)]


def _made_by(database: Database, actions: list[Step]) -> set[int]:
    """Return the answers that some actions wrote: they are no sitting."""
    found: set[int] = set()
    for each in actions:
        stored = database.value("SELECT data FROM action WHERE id = ?", each.number)
        for low, high in json.loads(stored).get("made", {}).get("review", []):
            found.update(range(low + 1, high + 1))
    return found


def _actions(database: Database, since_ms: int) -> Iterator[tuple[int, Step]]:
    """Yield the actions, each with the latest answer before it."""
    rows = database.rows(ACTIONS, since_ms, LEECH)
    taken = _taken_back(rows)
    for number, kind, label, at_ms, after, undone, stored in rows:
        data = json.loads(stored)
        count, of = data.get("count", 0), data.get("what", "")
        if not count:
            count, of = database.row(TOUCHED, number) or (0, "")
        if not label and count == 1:
            label = _text(database, number)
        state = UNDONE if undone else TAKEN_BACK if number in taken else STANDS
        yield after, Step(number, 0, kind, label, count, of or "", at_ms, at_ms, state)


def _text(database: Database, action: int) -> str:
    """Return what the only note says that an action changed; "" = it changed none."""
    texts = map(readable, json.loads(database.value(ONLY, action) or "{}").values())
    return next((text for text in texts if text), "")[:LONGEST]


def _taken_back(rows: list[Row]) -> set[int]:
    """Return the actions that a later step took back, and that were not done again since."""
    found: set[int] = set()
    for _, kind, _, _, _, undone, stored in rows:
        if undone or not kind.startswith((TAKING_BACK, AGAIN)):
            continue
        of = json.loads(stored).get("of")
        if kind.startswith(TAKING_BACK):
            found.add(of)
        else:
            found.discard(of)
    return found


def _sittings(reviews: list[Row], bounds: list[int], decks: dict[int, str]) -> Iterator[Step]:
    """Yield sittings: answers with no long pause between them, and nothing else done in between."""
    group: list[Row] = []
    limits = iter([*bounds, 1 << 62])
    limit = next(limits)
    for row in reviews:
        new = bool(group) and row[1] - group[-1][1] > GAP_MS
        while row[0] > limit:
            limit = next(limits)
            new = True
        if new and group:
            yield _sitting(group, decks)
            group = []
        group.append(row)
    if group:
        yield _sitting(group, decks)


def _sitting(group: list[Row], decks: dict[int, str]) -> Step:
    lie_in = {deck for _, _, deck, _ in group}
    label = decks.get(next(iter(lie_in)), "") if len(lie_in) == 1 else ""
    gone = sum(each[3] for each in group)
    state = UNDONE if gone == len(group) else STANDS
    first, last = group[0], group[-1]
    return Step(first[0], last[0], ANSWERS, label, len(group), "", first[1], last[1], state, gone)
