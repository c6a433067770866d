"""Holidays as a study day meets them: what is put off, and what is worth studying ahead."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from desktop.store.options import OptionTable
from desktop.store.plans import HOLIDAY, standing
from desktop.store.reader import Reader
from desktop.study.planning.holiday import AHEAD_DAYS, AHEAD_MOST, Holiday, share, united

IN_BREAK = "FROM schedule WHERE state = 1 AND ready BETWEEN ? AND ?"
LATENESS = "CAST(? - due AS REAL) / MAX(1, interval)"
FIRST = f"SELECT card, deck {IN_BREAK} ORDER BY {LATENESS}, card LIMIT ?"
SUFFERING = f"""
SELECT card FROM (
  SELECT card, last_day {IN_BREAK} AND last_day < ? ORDER BY {LATENESS} DESC, card LIMIT {10 * AHEAD_MOST}) s
WHERE NOT EXISTS (SELECT 1 FROM review r WHERE r.card = s.card AND r.practice = 0
    AND r.day > s.last_day AND r.day >= ?) LIMIT ?"""


class Away(NamedTuple):
    """What holidays put off on a day.

    Attributes:
        until: the last day of the one that it lies in; None = it lies in none.
        held: how many due cards come on a later day, by deck.
        condition: SQL that leaves those out, to be added to one of `schedule`.
        values: bound in it.
    """

    until: int | None = None
    held: Mapping[int, int] = {}
    condition: str = ""
    values: tuple[object, ...] = ()


def holidays(reader: Reader) -> list[Holiday]:
    """Return the holidays of a collection, in order."""
    return united(
        (plan.first_day, plan.last_day)
        for plan in standing(reader, HOLIDAY)
        if plan.first_day is not None and plan.last_day is not None
    )


def away(reader: Reader, before: DuesBefore, today: int, answered: Iterable[tuple[int, int]]) -> Away:
    """Return what holidays put off today.

    Args:
        reader: of the collection.
        before: tells when the cards answered today were due.
        today: the study day.
        answered: those cards, each with its deck.
    """
    for each in holidays(reader):
        if each.first <= today <= each.last:
            due = reader.rows(
                "SELECT deck, SUM(cards) FROM tally WHERE state = 1 AND ready <= ? GROUP BY deck", today
            )
            return Away(each.last, dict(due), "AND 0")
        if each.left(today):
            dues = before.dues(today, dict(answered))
            done = sum(due is not None and each.first <= due <= each.last for due in dues)
            return _after(reader, each, today, done)
    return Away()


def _after(reader: Reader, holiday: Holiday, today: int, done: int) -> Away:
    days = holiday.first, holiday.last
    left: dict[int, int] = dict(reader.rows(f"SELECT deck, COUNT(*) {IN_BREAK} GROUP BY deck", *days))
    count = sum(left.values())
    comes = max(0, share(count + done, holiday.left(today)) - done)
    if comes >= count:
        return Away()
    first = reader.rows(FIRST, *days, holiday.last + 1, comes)
    for _, deck in first:
        left[deck] -= 1
    chosen = json.dumps([card for card, _ in first])
    return Away(
        None,
        left,
        "AND (ready < ? OR ready > ? OR card IN (SELECT value FROM json_each(?)))",
        (*days, chosen),
    )


class DuesBefore:
    """The days on which cards were due before they were answered today, from the log before today."""

    def __init__(self, reader: Reader, table: OptionTable) -> None:
        self._reader = reader
        self._table = table
        self._found: dict[int, int | None] = {}
        self._key = (0, 0)

    def dues(self, today: int, answered: Mapping[int, int]) -> list[int | None]:
        """Return the days of cards; None = a card was new.

        Args:
            today: the study day.
            answered: the cards, each with its deck.
        """
        if not answered:
            return []
        key = today, int(self._reader.value("SELECT COUNT(*) FROM void"))
        if key != self._key:
            self._found, self._key = {}, key
        missing = {card: deck for card, deck in answered.items() if card not in self._found}
        if missing:
            self._find(today, missing)
        return [self._found[card] for card in answered]

    def _find(self, today: int, answered: Mapping[int, int]) -> None:
        from desktop.store.schedules import ENTRIES, LISTED  # heavy: only after a holiday
        from desktop.store.states import entry_of  # heavy: only after a holiday
        from desktop.study.note import card_uid  # heavy: only after a holiday
        from desktop.study.schedule import fold, order_of  # heavy: only after a holiday

        cards = json.dumps(list(answered))
        self._found |= dict.fromkeys(answered)
        uids = {
            card: card_uid(uid, ordinal)
            for card, uid, ordinal in self._reader.rows(
                "SELECT c.id, n.uid, c.ordinal FROM card c JOIN note n ON n.id = c.note"
                f" WHERE c.id IN {LISTED}",
                cards,
            )
        }
        schedulers = self._table.schedulers()
        condition = f"AND card IN {LISTED} AND day < {int(today)}"
        rows = self._reader.rows(ENTRIES.format(and_card=condition), cards, cards)
        for card, its in groupby(rows, key=lambda row: row[0]):
            entries = sorted(map(entry_of, its), key=order_of)
            self._found[card] = fold(schedulers(answered[card]), entries, uids[card]).due


class Ahead(NamedTuple):
    """What is worth studying before a holiday.

    Attributes:
        holiday: that begins soon.
        cards: those that would suffer most, the one that would be latest first.
    """

    holiday: Holiday
    cards: tuple[int, ...]


def study_ahead(reader: Reader, today: int) -> Ahead | None:
    """Return what is worth studying ahead; None where no holiday begins within the next days.

    A card that was answered early on one of those days, or today, is out.
    """
    for each in holidays(reader):
        if each.first - AHEAD_DAYS <= today < each.first:
            rows = reader.rows(
                SUFFERING,
                each.first,
                each.last,
                today,
                each.last + 1,
                each.first - AHEAD_DAYS,
                AHEAD_MOST,
            )
            return Ahead(each, tuple(card for (card,) in rows))
    return None
