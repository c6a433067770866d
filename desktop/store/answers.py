"""Writing answers down, and what the log of them says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.store.balance import Balance
from desktop.store.catch_up import Remembered
from desktop.store.database import Database
from desktop.store.leeches import Leeches
from desktop.store.models import Review as ReviewTable
from desktop.store.options import OptionTable
from desktop.store.reader import Row
from desktop.store.schedules import Schedules, Stand
from desktop.study.calendar import Clock, Moment
from desktop.study.grades import PRACTICE, STUDY
from desktop.study.note import card_name
from desktop.study.schedule import Review, Schedule, Step, classify, trace
from desktop.study.session import Graded

LONGEST_ANSWER_MS = 10 * 60 * 1000
"""An answer that took longer counts as this long: somebody left the desk."""
LONGEST_RESPONSE = 500
CLOCK_SLACK_MS = 12 * 60 * 60 * 1000
DAY_MS = 24 * 60 * 60 * 1000

IN_PRACTICE, EARLY = 1, 2
"""What `practice` holds of an answer that is not just one in study."""
LATEST = """
SELECT r.id, r.card, r.grade, {place} AS place FROM review r
WHERE r.id > ? AND r.device = ? AND r.again {again}
  AND NOT EXISTS (SELECT 1 FROM void WHERE entry = r.id) ORDER BY place DESC LIMIT 1
"""
LATEST_FIRST = LATEST.format(again="= 0", place="r.id")
LATEST_AGAIN = LATEST.format(
    again="> 0",
    place="(SELECT MIN(o.id) FROM review o WHERE o.card = r.card AND o.at_ms = r.at_ms)",
)


class Answers:
    """The log of answers of one collection."""

    def __init__(
        self,
        database: Database,
        schedules: Schedules,
        table: OptionTable,
        leeches: Leeches,
        clock: Clock,
        device: int,
        remembered: Remembered,
    ) -> None:
        self._remembered = remembered
        self._leeches = leeches
        self._database = database
        self._schedules = schedules
        self._table = table
        self._clock = clock
        self._device = device
        self._none_up_to = 0
        self._balance = Balance(database, table)

    def grade(self, card: int, grade: int, took_ms: int, mode: str, response: str) -> Graded:
        """Store an answer; when this returns it is on the disk."""
        moment = self._clock()
        with self._database.write():
            stand = self._schedules.stand(card)
            before = stand.schedule
            (review,) = self._reviews(stand, moment, [grade], mode)
            (after,) = self._schedules.after(stand, [review])
            day = review.day
            self._remembered.note(day)
            number = self._database.insert(
                "INSERT INTO review"
                " (card, day, at_ms, offset_min, grade, practice, took_ms, shift, response, device)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                card,
                day,
                review.at_ms,
                moment.offset_min,
                grade,
                IN_PRACTICE if mode == PRACTICE else EARLY if classify(before, day) == "early" else 0,
                max(0, min(took_ms, LONGEST_ANSWER_MS)),
                review.shift,
                response[:LONGEST_RESPONSE],
                self._device,
            )
            self._schedules.store(card, after)
            options = self._table.of_deck(stand.deck)
            leech = self._leeches.mark(card, before, after, options)
        return Graded(card, number, grade, day, before, after, options.repeat_hard, leech)

    def preview(self, card: int, grades: Sequence[int]) -> list[Schedule]:
        """Return where a card would stand after each grade, given now: exactly what would be stored."""
        stand = self._schedules.stand(card)
        return self._schedules.after(stand, self._reviews(stand, self._clock(), grades))

    def _reviews(
        self, stand: Stand, moment: Moment, grades: Sequence[int], mode: str = STUDY
    ) -> list[Review]:
        """Return answers as they would be stored, each with the day that the card would come on."""
        day = self._table.options.study_day(moment)
        at_ms = self._schedules.free_instant(stand.card, moment.at_ms)
        reviews = [Review(day, grade, at_ms, mode=mode) for grade in grades]
        if not all(map(stand.is_followed_by, reviews)):
            return reviews
        return [
            self._balance.chosen(review, stand.uid, stand.schedule, stand.scheduler) for review in reviews
        ]

    def trace(self, card: int, then: int | None = None) -> list[Step]:
        """Return what every answer did to a card, oldest first; last what a grade given now would do."""
        stand, entries = self._schedules.stand(card), self._schedules.entries(card)
        if then is None:
            return list(trace(stand.scheduler, entries, stand.uid))
        (review,) = self._reviews(stand, self._clock(), [then])
        steps = list(trace(stand.scheduler, [*entries, review], stand.uid))
        return sorted(steps, key=lambda step: step.entry is review)  # the clock may have been ahead

    def log(self) -> list[dict[str, Any]]:
        """Return the whole log, oldest first; answers that were taken back are marked."""
        voided = {entry for (entry,) in self._database.rows("SELECT entry FROM void")}
        names = {
            card: card_name(uid, ordinal)
            for card, uid, ordinal in self._database.rows(
                "SELECT c.id, n.uid, c.ordinal FROM card c JOIN note n ON n.id = c.note"
            )
        }
        rows = ReviewTable.select().order_by(ReviewTable.id).execute(self._database)
        return [
            {
                "review": str(row.id),
                "card": names[row.card],
                "day": row.day,
                "at_ms": row.at_ms,
                "offset_min": row.offset_min,
                "grade": row.grade,
                "mode": PRACTICE if row.practice == IN_PRACTICE else STUDY,
                "took_ms": row.took_ms,
                "shift": row.shift,
                "early": row.practice == EARLY,
                "response": row.response,
                "undone": row.id in voided,
            }
            for row in rows
        ]

    def days_ahead(self) -> int:
        """Return by how many days the newest answer that stands lies ahead of the clock; 0 = it does not."""
        newest = self._database.value(
            "SELECT at_ms FROM review WHERE id NOT IN (SELECT entry FROM void) ORDER BY id DESC LIMIT 1"
        )
        gap = int(newest or 0) - self._clock().at_ms
        return 0 if gap < CLOCK_SLACK_MS else max(1, round(gap / DAY_MS))

    def latest(self) -> Row | None:
        """Return number, card, grade and place of this copy's latest answer that stands.

        One that was given again keeps the place of the first: its number, among those of the others.
        """
        first = self._database.row(LATEST_FIRST, self._none_up_to, self._device)
        after = first[0] if first else self._none_up_to  # those given again before it were first even earlier
        again = self._database.row(LATEST_AGAIN, after, self._device)
        found = max((each for each in (first, again) if each), key=lambda each: int(each[3]), default=None)
        if found is None:  # a million answers of other copies are looked through once
            self._none_up_to = self._database.value("SELECT MAX(id) FROM review") or 0
        return found

    def void(self, review: int, card: int) -> None:
        """Take an answer back, inside the transaction that is open."""
        self._database.execute_sql(
            "INSERT OR IGNORE INTO void VALUES (?, ?, ?)", (review, self._clock().at_ms, self._device)
        )
        self._leeches.unmark(review, card)
        self._schedules.refold(card)
