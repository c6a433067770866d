"""The one door to a person's cards: every window and every command goes through it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from desktop.errors import NotFound, UserError
from desktop.store import backups, integrity
from desktop.store.files import COLLECTION, open_collection
from desktop.store.journal import Journal, Stamps
from desktop.store.library import Installed, Library
from desktop.store.models import Card as CardTable
from desktop.store.models import Option
from desktop.store.models import Review as ReviewTable
from desktop.store.planner import DaySummary, DeckRow, Planner
from desktop.store.schedules import Schedules
from desktop.store.schema import FOLD
from desktop.study.calendar import Clock, study_day
from desktop.study.note import DraftDeck, Note
from desktop.study.options import FOLDED, Options, accepted
from desktop.study.queue import Plan
from desktop.study.schedule import STUDY, Review, Schedule, Scheduler, Step, trace
from desktop.study.session import Graded

LONGEST_ANSWER_MS = 10 * 60 * 1000
"""An answer that took longer counts as this long: somebody left the desk."""
LAST_OF_ITS_INSTANT = b"\xff" * 16
CLOCK_SLACK_MS = 12 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed, so that a view can tell whether it cares."""

    cards: bool = False
    decks: bool = False
    options: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back.

    Attributes:
        kind: review, or the kind of the action.
        label: what it was done to, or the grade of a review.
        cards: the cards it concerns, latest first.
    """

    kind: str
    label: str
    cards: tuple[int, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything that a screen shows about one card."""

    number: int
    uid: UUID
    note_number: int
    note: Note
    ordinal: int
    deck: str
    schedule: Schedule
    suspended: bool
    buried: int
    flag: int
    answers: int


class Collection:
    """A person's cards, open.

    Args:
        folder: the data folder; made where it is missing.
        clock: tells the present moment.
        wal: whether SQLite may keep a write-ahead log: only on a disk of this computer.
    """

    def __init__(self, folder: Path, clock: Clock, *, wal: bool = True) -> None:
        self.folder = folder
        self.clock = clock
        self._wal = wal
        self._open()

    @property
    def file(self) -> Path:
        """The database file."""
        return self.folder / COLLECTION

    def _open(self) -> None:
        self._database = open_collection(
            self.file, wal=self._wal, before_migration=lambda: self.backup("before upgrade")
        )
        self._schedules = Schedules(self._database)
        self._library = Library(self._database, self._schedules)
        self._planner = Planner(self._database)
        self._journal = Journal(self._database, self.clock)
        self._device = self._own_device()
        self._set_options()
        if self._meta("fold") != str(FOLD):
            with self._database.write():
                self._schedules.rebuild(self.scheduler)

    def close(self) -> None:
        """Close the file. Everything was stored before."""
        self._database.close()

    def _meta(self, name: str) -> str:
        return str(self._database.value("SELECT value FROM meta WHERE name = ?", name) or "")

    def _set_meta(self, name: str, value: str) -> None:
        self._database.execute_sql("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _own_device(self) -> bytes:
        if not self._meta("device"):
            self._set_meta("device", uuid4().hex)
        return UUID(self._meta("device")).bytes

    # ------------------------------------------------------------------ options

    def _set_options(self) -> None:
        known = {each.name for each in fields(Options)}
        values: dict[str, Any] = {}
        for row in Option.select().execute(self._database):
            value = json.loads(row.value)
            if row.name in known and value is not None:
                try:
                    values[row.name] = accepted(row.name, value)
                except UserError:
                    continue
        self.options = Options(**values)
        self.scheduler: Scheduler = self.options.make_scheduler()

    def set_option(self, name: str, value: Any) -> Changes:
        """Set an option; a value outside its limits is held inside them. Undoable."""
        value = accepted(name, value)
        if getattr(self.options, name) == value:
            return Changes()
        with self._journal.action("option", name) as action:
            action.set_option(name, value)
            self._options_changed([name])
        return Changes(cards=name in FOLDED, decks=True, options=True)

    def _options_changed(self, names: Iterable[str]) -> None:
        self._set_options()
        if FOLDED.intersection(names):
            self._schedules.rebuild(self.scheduler)

    # ------------------------------------------------------------------ reading

    def today(self) -> int:
        """Return the study day it is."""
        return study_day(self.clock(), self.options.rollover)

    def tree(self) -> tuple[DeckRow, ...]:
        """Return the decks with what is due today, parents before children."""
        return self._planner.tree(self.today())

    def plan(self, deck: int | None = None, *, extra_new: int = 0) -> Plan:
        """Return what is left to study today in a deck (None: everywhere)."""
        return self._planner.plan(deck, self.today(), self.options, extra_new)

    def seconds_per_card(self) -> float:
        """Return the learner's usual time for an answer."""
        return self._planner.seconds_per_card()

    def summary(self, deck: int | None = None) -> DaySummary:
        """Return what was done today in a deck (None: everywhere)."""
        return self._planner.summary(deck, self.today())

    def deck_named(self, name: str) -> int:
        """Return the deck with a name, or with a path of names joined by ``::``.

        Raises:
            NotFound: no deck has it.
        """
        wanted = name.casefold()
        path: list[str] = []
        for row in self.tree():
            path = [*path[: row.depth], row.name]
            if wanted in (row.name.casefold(), "::".join(path).casefold()):
                return row.number
        raise NotFound(f"There is no deck called {name!r}.", "The command `decks` lists them.")

    def card_with(self, uid: str) -> int:
        """Return the card with an identity.

        Raises:
            NotFound: there is none.
        """
        try:
            number = self._database.value("SELECT id FROM card WHERE uid = ?", UUID(uid).bytes)
        except ValueError:
            number = None
        if number is None:
            raise NotFound(f"There is no card {uid!r}.", "The command `cards` lists them.")
        return int(number)

    def cards(self, deck: int | None = None) -> list[CardView]:
        """Return all cards of a deck and those below it that were not deleted, in their order."""
        numbers = [
            card
            for each in self._planner.tree_order(deck)
            for (card,) in self._database.rows(
                "SELECT c.id FROM card c JOIN note n ON n.id = c.note"
                " WHERE c.deck = ? AND c.deleted = 0 AND n.deleted = 0 ORDER BY c.position, c.ordinal",
                each,
            )
        ]
        return [self.card(number) for number in numbers]

    def card(self, number: int) -> CardView:
        """Return one card with its note and schedule.

        Raises:
            NotFound: there is no such card.
        """
        row = CardTable.select().where(CardTable.id == number).execute(self._database)
        card = next(iter(row), None)
        if card is None:
            raise NotFound("There is no such card.", "It may have been deleted.")
        _, schedule = self._schedules.read(number)
        return CardView(
            number=number,
            uid=card.uid,
            note_number=card.note,
            note=self._library.note(card.note),
            ordinal=card.ordinal,
            deck=self._database.value("SELECT name FROM deck WHERE id = ?", card.deck),
            schedule=schedule,
            suspended=bool(card.suspended),
            buried=card.buried,
            flag=card.flag,
            answers=self._database.value("SELECT COUNT(*) FROM review WHERE card = ?", number),
        )

    def trace(self, card: int) -> list[Step]:
        """Return what every answer did to a card, oldest first."""
        uid, _ = self._schedules.read(card)
        return list(trace(self.scheduler, self._schedules.entries(card), uid))

    def preview(self, card: int, grades: Sequence[int]) -> list[Schedule]:
        """Return where a card would stand after each grade, given now: exactly what would be stored."""
        moment = self.clock()
        day = study_day(moment, self.options.rollover)
        reviews = [Review(day, grade, moment.at_ms, LAST_OF_ITS_INSTANT) for grade in grades]
        return self._schedules.after(card, self.scheduler, reviews)

    def reviews(self) -> list[dict[str, Any]]:
        """Return the whole log, oldest first; answers that were taken back are marked."""
        voided = {uid for (uid,) in self._database.rows("SELECT entry FROM void")}
        uids: dict[int, bytes] = dict(self._database.rows("SELECT id, uid FROM card"))
        rows = ReviewTable.select().order_by(ReviewTable.id).execute(self._database)
        return [
            {
                "review": str(row.uid),
                "card": str(UUID(bytes=uids[row.card])),
                "day": row.day,
                "at_ms": row.at_ms,
                "offset_min": row.offset_min,
                "grade": row.grade,
                "mode": row.mode,
                "took_ms": row.took_ms,
                "response": row.response,
                "undone": row.uid.bytes in voided,
            }
            for row in rows
        ]

    def clock_is_behind(self) -> int:
        """Return by how many days the clock seems to be behind the newest answer; 0 = it is fine."""
        newest = self._database.value("SELECT at_ms FROM review ORDER BY id DESC LIMIT 1")
        gap = int(newest or 0) - self.clock().at_ms
        return 0 if gap < CLOCK_SLACK_MS else max(1, round(gap / 86_400_000))

    # ------------------------------------------------------------------ answers

    def grade(
        self, card: int, grade: int, *, took_ms: int = 0, mode: str = STUDY, response: str = ""
    ) -> Graded:
        """Store an answer; when this returns it is on the disk.

        Raises:
            StoreError: nothing was stored.
        """
        moment = self.clock()
        day = study_day(moment, self.options.rollover)
        uid = uuid4()
        review = Review(day, grade, moment.at_ms, uid.bytes, mode)
        took_ms = max(0, min(took_ms, LONGEST_ANSWER_MS))
        with self._database.write():
            _, before = self._schedules.read(card)
            (after,) = self._schedules.after(card, self.scheduler, [review])
            self._database.execute_sql(
                "INSERT INTO review"
                " (uid, card, day, at_ms, offset_min, grade, mode, took_ms, response, device)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    uid.bytes,
                    card,
                    day,
                    moment.at_ms,
                    moment.offset_min,
                    grade,
                    mode,
                    took_ms,
                    response[:500],
                    self._device,
                ),
            )
            self._schedules.store(card, after)
        return Graded(card, uid, grade, day, before, after)

    # ------------------------------------------------------------------ cards

    def suspend(self, cards: Sequence[int], suspended: bool = True) -> Changes:
        """Take cards out of study until somebody brings them back. Undoable."""
        return self._set_cards("suspend" if suspended else "unsuspend", cards, suspended=int(suspended))

    def bury(self, cards: Sequence[int]) -> Changes:
        """Put cards off until tomorrow. Undoable."""
        return self._set_cards("bury", cards, buried=self.today() + 1)

    def flag(self, cards: Sequence[int], flag: int) -> Changes:
        """Mark cards with a flag, 1 to 7; 0 takes it away. Undoable."""
        return self._set_cards("flag" if flag else "unflag", cards, flag=max(0, min(flag, 7)))

    def _set_cards(self, kind: str, cards: Sequence[int], **values: int) -> Changes:
        with self._journal.action(kind) as action:
            for card in cards:
                action.set("card", card, **values)
            self._schedules.settle(cards)
        return Changes(cards=True, decks=True)

    def edit_note(self, number: int, texts: Mapping[str, str]) -> Changes:
        """Change fields of a note. Its cards keep their schedules. Undoable."""
        note = self._library.note(number)
        changed = {name: text for name, text in texts.items() if note.fields.get(name) != text}
        if not changed:
            return Changes()
        with self._journal.action("edit") as action:
            action.set("note", number, fields=json.dumps(dict(note.fields) | changed))
            self._library.recard(number)
        return Changes(cards=True, decks=True)

    def install(self, draft: DraftDeck, signature: str) -> Installed:
        """Take in a deck file or its newer version; `signature` tells later that it is in."""
        moment = self.clock()
        with self._database.write():
            stamp = Stamps(self._database, self.clock).next()
            installed = self._library.install(draft, stamp, moment.at_ms)
            self._set_meta(f"deck {draft.uid}", signature)
            self._set_meta("bundled " + signature, str(draft.uid))
        return installed

    def has_installed(self, signature: str) -> bool:
        """Return whether a deck file with this signature was taken in already."""
        return bool(self._meta("bundled " + signature))

    # ------------------------------------------------------------------ undo

    def undoable(self) -> tuple[str, str] | None:
        """Return kind and label of what undo would take back now; a review's label is its grade."""
        review, action = self._latest_review(), self._journal.latest()
        if review and (action is None or review[0] > action[3]):
            return "review", str(review[3])
        return (action[1], action[2]) if action else None

    def _latest_review(self) -> tuple[Any, ...] | None:
        """Return id, uid, card and grade of this copy's latest answer that stands."""
        return self._database.row(
            "SELECT id, uid, card, grade FROM review r WHERE device = ?"
            " AND NOT EXISTS (SELECT 1 FROM void WHERE entry = r.uid) ORDER BY id DESC LIMIT 1",
            self._device,
        )

    def undo(self) -> Undone | None:
        """Take back the latest answer or action; None where there is none."""
        review, action = self._latest_review(), self._journal.latest()
        if review and (action is None or review[0] > action[3]):
            return self._void(review)
        if action is None:
            return None
        number, kind, label, _, data = action
        if kind == "restore":
            self.restore(self.folder / backups.FOLDER / data["previous"], undoable=False)
            return Undone(kind, label, (), Changes(everything=True))
        with self._database.write():
            touched = self._journal.take_back(number)
            cards = [row for entity, row in touched if entity == "card"]
            for row in dict.fromkeys(row for entity, row in touched if entity == "note"):
                self._library.recard(row)
                cards += [card for (card,) in self._database.rows("SELECT id FROM card WHERE note = ?", row)]
            self._schedules.settle(cards)
            if kind == "option":
                self._options_changed([label])
        return Undone(kind, label, tuple(dict.fromkeys(cards)), Changes(True, True, options=kind == "option"))

    def _void(self, review: tuple[Any, ...]) -> Undone:
        _, uid, card, grade = review
        with self._database.write():
            self._database.execute_sql(
                "INSERT OR IGNORE INTO void VALUES (?, ?, ?)", (uid, self.clock().at_ms, self._device)
            )
            self._schedules.refold(card, self.scheduler)
        return Undone("review", str(grade), (card,), Changes(cards=True, decks=True))

    # ------------------------------------------------------------------ care

    def check(self) -> list[str]:
        """Return what is wrong with the collection, one sentence each."""
        return integrity.problems(self._database, self._schedules, self.scheduler)

    def rebuild(self) -> None:
        """Derive every schedule anew from the log."""
        with self._database.write():
            self._schedules.rebuild(self.scheduler)

    def backup(self, reason: str = "by hand") -> backups.Backup:
        """Make a verified backup in the data folder."""
        return backups.make(self.file, self.clock(), reason)

    def backups(self) -> list[backups.Backup]:
        """Return the backups, latest first."""
        return backups.listed(self.folder)

    def restore(self, backup: Path, *, undoable: bool = True) -> Changes:
        """Put a backup in the place of the collection. Undoable: what was there is backed up first.

        Raises:
            StoreDamaged: the backup is not sound; nothing was changed.
        """
        backups.examine(backup)
        previous = self.backup("before restore")
        self._database.close()
        try:
            backups.put_back(backup, self.file)
        finally:
            self._open()
        if undoable:
            with self._journal.action("restore", backup.stem, {"previous": previous.file.name}):
                pass
        return Changes(everything=True)
