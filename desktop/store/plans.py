"""What a person means to do, and by when: plans. Making, changing and removing one can be taken back.

A plan is only ever read: when a day is planned, when Home or a page tells of it. Nothing of it enters a
schedule, so that removing one leaves no trace. Plans stay in their collection and its backups; they belong
to one person's days, and do not travel with exported decks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

from desktop.errors import NotFound
from desktop.store.changes import Changes
from desktop.study.calendar import LAST_DAY, date_of

if TYPE_CHECKING:
    from desktop.store.database import Database
    from desktop.store.journal import Journal
    from desktop.store.options import OptionTable
    from desktop.store.planner import Planner
    from desktop.store.reader import Reader, Row
    from desktop.study.calendar import Clock

INTERVIEW, HOLIDAY, BUDGET = "interview", "holiday", "budget"
"""Kinds of plans."""
CHANGED = Changes(cards=True, decks=True)
COLUMNS = "id, uid, kind, deck, tag, first_day, last_day, data"


class PlanRow(NamedTuple):
    """One plan.

    Attributes:
        deck: the deck that it is about, with those below it; None = all.
        tag: that the notes have that it is about; "" = any.
        first_day: study day; of an interview, the one on which it was planned.
        last_day: study day; of an interview, the one it is on.
        data: what else a kind needs.
    """

    number: int
    uid: UUID
    kind: str
    deck: int | None
    tag: str
    first_day: int | None
    last_day: int | None
    data: Mapping[str, Any]


def standing(reader: Reader, kind: str = "") -> tuple[PlanRow, ...]:
    """Return the plans (of one kind) that were not removed, by their days.

    A plan for a deck that was deleted is there, too: it says so, and comes to life with the deck.
    """
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM plan WHERE deleted = 0 AND (? = '' OR kind = ?) ORDER BY last_day, uid",
        kind,
        kind,
    )
    return tuple(map(_row, rows))


def _row(row: Row) -> PlanRow:
    number, uid, kind, deck, tag, first, last, data = row
    return PlanRow(number, UUID(bytes=uid), kind, deck, tag, first, last, json.loads(data))


class Plans:
    """The plans of a collection."""

    def __init__(
        self, database: Database, journal: Journal, table: OptionTable, planner: Planner, clock: Clock
    ) -> None:
        self._planner = planner
        self._database = database
        self._journal = journal
        self._table = table
        self._clock = clock

    def today(self) -> int:
        """Return the study day it is."""
        return self._table.options.study_day(self._clock())

    def listed(self, kind: str = "") -> tuple[PlanRow, ...]:
        """Return the plans (of one kind), by their days."""
        return standing(self._database, kind)

    def interview_of(self, card: int) -> int | None:
        """Return the study day of the interview that a card comes for today before it is due."""
        return self._planner.top_up_for(card, self.today())

    def numbered(self, number: int) -> PlanRow:
        """Return one plan.

        Raises:
            NotFound: there is none, or it was removed.
        """
        row = self._database.row(f"SELECT {COLUMNS} FROM plan WHERE id = ? AND deleted = 0", number)
        if row is None:
            raise NotFound(f"There is no plan {number}.", "The command `plan list` lists them.")
        return _row(row)

    def add(
        self,
        kind: str,
        *,
        deck: int | None = None,
        tag: str = "",
        first_day: int | None = None,
        last_day: int | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> int:
        """Make a plan; return its number. Undoable. See `PlanRow`; a tag may be typed in any case."""
        tag = self._spelled(tag)
        with self._journal.action("add plan", label(kind, first_day, last_day)) as action:
            # A row that counts as removed, which undoing its making brings it back to.
            number = self._database.insert(
                "INSERT INTO plan (uid, kind, deck, tag, first_day, last_day, data, deleted)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                uuid4().bytes,
                kind,
                deck,
                tag,
                first_day,
                last_day,
                json.dumps(dict(data or {})),
            )
            action.set("plan", number, deleted=0)
        return number

    def _spelled(self, tag: str) -> str:
        """Return a tag as notes have it, where none has it exactly so."""
        sql = "SELECT tag FROM note_tag WHERE tag = ? COLLATE NOCASE ORDER BY tag <> ? LIMIT 1"
        return str(self._database.value(sql, tag, tag) or tag) if tag else ""

    def change(self, number: int, **values: Any) -> Changes:
        """Change fields of a plan; see `PlanRow`. Undoable.

        Raises:
            NotFound: there is none, or it was removed.
        """
        if "tag" in values:
            values["tag"] = self._spelled(values["tag"])
        now = self.numbered(number)._replace(**values)
        if "data" in values:
            values["data"] = json.dumps(dict(values["data"]))
        with self._journal.action("change plan", label(now.kind, now.first_day, now.last_day)) as action:
            changed = action.set("plan", number, **values)
        return CHANGED if changed else Changes()

    def remove(self, number: int) -> Changes:
        """Remove a plan: every day is again as it would be without it. Undoable.

        Raises:
            NotFound: there is none, or it was removed.
        """
        now = self.numbered(number)
        with self._journal.action("remove plan", label(now.kind, now.first_day, now.last_day)) as action:
            action.set("plan", number, deleted=1)
        return CHANGED


def label(kind: str, first_day: int | None, last_day: int | None) -> str:
    """Return what the history calls a plan, such as "interview 2026-12-12"."""
    days = [last_day] if kind == INTERVIEW else [first_day, last_day]
    told = [date_of(day).isoformat() for day in days if day is not None and 0 < day <= LAST_DAY]
    return f"{kind} {' – '.join(told)}".strip()
