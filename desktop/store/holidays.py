"""Holidays as a study day meets them: what is put off, and what is worth studying ahead."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from desktop.store.forest import Forest
from desktop.store.options import OptionTable
from desktop.store.plans import HOLIDAY, standing
from desktop.store.reader import Reader
from desktop.study.planning.holiday import AHEAD_DAYS, AHEAD_MOST, Holiday, share, united

IN_BREAK = "FROM schedule WHERE state = 1 AND ready BETWEEN ? AND ?"
LATENESS = "CAST(? - due AS REAL) / MAX(1, interval)"
FIRST = f"SELECT card, deck {IN_BREAK} ORDER BY {LATENESS}, card LIMIT ?"
SUFFERING = f"""
SELECT s.card FROM schedule s WHERE s.state = 1 AND s.ready BETWEEN ? AND ?
  AND s.last_day < ?
  AND NOT EXISTS (SELECT 1 FROM review r WHERE r.card = s.card AND r.practice = 0
    AND r.day > s.last_day AND r.day >= ?)
ORDER BY {LATENESS} DESC, s.card LIMIT ?"""


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


def away(
    reader: Reader, table: OptionTable, forest: Forest, today: int, answered: Iterable[tuple[int, int]]
) -> Away:
    """Return what holidays put off today.

    Args:
        reader: of the collection.
        table: of its options.
        forest: its decks.
        today: the study day.
        answered: cards answered today, each with its deck.
    """
    for each in holidays(reader):
        if each.first <= today <= each.last:
            due = reader.rows(
                "SELECT deck, SUM(cards) FROM tally WHERE state = 1 AND ready <= ? GROUP BY deck", today
            )
            return Away(each.last, dict(due), "AND 0")
        if each.left(today):
            return _after(reader, each, today, _done(reader, table, forest, each, today, dict(answered)))
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


def _done(
    reader: Reader,
    table: OptionTable,
    forest: Forest,
    holiday: Holiday,
    today: int,
    answered: Mapping[int, int],
) -> int:
    """Return how many of the cards answered today had their day in a holiday, from the log before today."""
    if not answered:
        return 0
    from desktop.store.schedules import ENTRIES, LISTED, entry_of  # heavy: only after a holiday
    from desktop.study.note import card_uid  # heavy: only after a holiday
    from desktop.study.schedule import fold, order_of  # heavy: only after a holiday

    cards = json.dumps(list(answered))
    uids = {
        card: card_uid(uid, ordinal)
        for card, uid, ordinal in reader.rows(
            f"SELECT c.id, n.uid, c.ordinal FROM card c JOIN note n ON n.id = c.note WHERE c.id IN {LISTED}",
            cards,
        )
    }
    schedulers = table.schedulers()
    rows = reader.rows(ENTRIES.format(and_card=f"AND card IN {LISTED} AND day < {int(today)}"), cards, cards)
    count = 0
    for card, its in groupby(rows, key=lambda row: row[0]):
        entries = sorted(map(entry_of, its), key=order_of)
        due = fold(schedulers(answered[card]), entries, uids[card]).due
        count += due is not None and holiday.first <= due <= holiday.last
    return count


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
                each.first - AHEAD_DAYS,
                each.last + 1,
                AHEAD_MOST,
            )
            return Ahead(each, tuple(card for (card,) in rows))
    return None
