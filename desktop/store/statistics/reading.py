"""The queries behind the figures. `deck` is a row number with all below it; None is everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from desktop.store.forest import Forest, subtree
from desktop.store.reader import Reader
from desktop.store.statistics.counters import STANDS
from desktop.study.grades import PASS, STUDY
from desktop.study.statistics.evidence import (
    EASES,
    HARDEST,
    HOUR,
    INTERVALS,
    LATEST,
    SIDE,
    TAG,
    Hard,
    Part,
    Tally,
)

INSIDE = "deck IN (SELECT id FROM inside)"
SUMS = ", ".join(f"SUM({name})" for name in Tally._fields)
STUDIED = "+state = 1"
"""That a card is in study and not new. The sign keeps SQLite from its index: nearly all are, and reading
them in their order is three times as quick."""
OFTENEST = 40
"""Decks, tags or sides that a breakdown holds at most: those asked most often."""

HOUR_OF = "(r.at_ms / 60000 + r.offset_min) / 60 % 24"
FIRSTS = f"""
SELECT card, hour, grade >= {PASS} AS passed FROM (
  SELECT r.card, r.grade, {HOUR_OF} AS hour,
    ROW_NUMBER() OVER (PARTITION BY r.card, r.day ORDER BY r.at_ms, r.id) AS place
  FROM {{source}} WHERE r.day BETWEEN ? AND ? AND r.mode = '{STUDY}' AND {STANDS})
WHERE place = 1"""
EVERYWHERE = "review r"
OF_DECK = "inside CROSS JOIN card k ON k.deck = inside.id CROSS JOIN review r ON r.card = k.id"
"""Read card by card: a deck may hold few of very many answers."""

GROUPED = {
    HOUR: "SELECT hour, COUNT(*), SUM(passed) FROM first GROUP BY hour",
    TAG: "SELECT t.tag, COUNT(*), SUM(passed) FROM first JOIN card c ON c.id = first.card"
    " JOIN note_tag t ON t.note = c.note WHERE t.present = 1 GROUP BY t.tag",
    SIDE: "SELECT n.note_type, c.ordinal, COUNT(*), SUM(passed) FROM first JOIN card c ON c.id = first.card"
    " JOIN note n ON n.id = c.note GROUP BY n.note_type, c.ordinal",
}


def quoted(name: str) -> str:
    """Return a name as a search takes it, whatever is in it."""
    return '"' + name.replace('"', "*") + '"'


def scope(deck: int | None, word: str = "AND") -> str:
    """Return the condition that a row is of a deck; everything needs none."""
    return "" if deck is None else f" {word} {INSIDE}"


def days(reader: Reader, deck: int | None) -> dict[int, Tally]:
    """Return what was done on every study day."""
    start = "" if deck is None else subtree(reader, deck)
    sql = f"{start} SELECT day, {SUMS} FROM counted {scope(deck, 'WHERE')} GROUP BY day ORDER BY day"
    return {day: Tally(*sums) for day, *sums in reader.rows(sql)}


def ahead(reader: Reader, deck: int | None, today: int) -> dict[int, int]:
    """Return how many cards come back on each study day; what is overdue counts today."""
    sql = (
        subtree(reader, deck) + "SELECT MAX(ready, ?) AS due, SUM(cards) FROM tally WHERE state = 1"
        f"{scope(deck)} GROUP BY due HAVING SUM(cards) > 0"
    )
    return dict(reader.rows(sql, today))


def standing(reader: Reader, deck: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the cards in each range of intervals and of ease factors, read in one go.

    Cards of a scheduler that knows no ease factors are in none of theirs.
    """
    columns = [f"COUNT(*) FILTER (WHERE interval >= {begin})" for begin in INTERVALS]
    columns += [f"COUNT(*) FILTER (WHERE ease >= {begin} AND stability IS NULL)" for begin in EASES]
    sql = f"{subtree(reader, deck)} SELECT {', '.join(columns)} FROM schedule WHERE {STUDIED}{scope(deck)}"
    at_least = reader.rows(sql)[0]
    return differences(at_least[: len(INTERVALS)]), differences(at_least[len(INTERVALS) :])


def differences(at_least: Sequence[int]) -> tuple[int, ...]:
    """Return how many lie in each range, from how many lie in it or beyond."""
    return tuple(here - beyond for here, beyond in zip(at_least, [*at_least[1:], 0], strict=True))


def hardest(reader: Reader, deck: int | None) -> tuple[Hard, ...]:
    """Return the cards with the most lapses."""
    sql = (
        f"{subtree(reader, deck)} SELECT card, lapses, counted FROM schedule WHERE {STUDIED} AND lapses > 0"
        f"{scope(deck)} ORDER BY lapses DESC, counted, card LIMIT {HARDEST}"
    )
    return tuple(Hard(*row) for row in reader.rows(sql))


def by_deck(reader: Reader, deck: int | None, since: int, today: int) -> tuple[Part, ...]:
    """Return how often cards were right first time, by deck."""
    forest = Forest(reader.rows)
    named = {each: "::".join(forest.path(each)) for each in forest.places}
    found = reader.rows(
        f"{subtree(reader, deck)} SELECT deck, SUM(asked), SUM(right) FROM counted WHERE day BETWEEN ? AND ?"
        f" AND {INSIDE} GROUP BY deck HAVING SUM(asked) > 0",
        since,
        today,
    )
    return _oftenest(Part(named[each], n, right, f"deck:{quoted(named[each])}") for each, n, right in found)


def looked_at(counted: Mapping[int, Tally], since: int, today: int) -> int:
    """Return the first of the latest study days that hold LATEST first answers; no earlier than `since`."""
    held = 0
    for day in sorted((day for day in counted if since <= day <= today), reverse=True):
        held += counted[day].asked
        if held >= LATEST:
            return day
    return since


def by_other(reader: Reader, by: str, deck: int | None, since: int, today: int) -> tuple[Part, ...]:
    """Return how often cards were right first time, by tag, side or hour."""
    firsts = FIRSTS.format(source=EVERYWHERE if deck is None else OF_DECK)
    start = f"{subtree(reader, deck).strip()}, first AS MATERIALIZED ({firsts}) "
    rows = reader.rows(start + GROUPED[by], since, today)
    if by == HOUR:
        return tuple(Part(str(hour), n, right) for hour, n, right in rows)
    if by == TAG:
        return _oftenest(Part(tag, n, right, f"tag:{quoted(tag)}") for tag, n, right in rows)
    return _oftenest(_sides(reader, rows))


def _sides(reader: Reader, rows: list[tuple[int, int, int, int]]) -> list[Part]:
    """Name the sides: one for each template of a note type; all gaps of a text are one side."""
    types = {
        number: (name, [each[0] for each in json.loads(templates)])
        for number, name, templates in reader.rows("SELECT id, name, templates FROM note_type")
    }
    sums: dict[tuple[int, int], tuple[int, int]] = {}
    for number, ordinal, n, right in rows:
        side = min(ordinal, max(0, len(types[number][1]) - 1))
        asked, passed = sums.get((number, side), (0, 0))
        sums[number, side] = asked + n, passed + right
    found = []
    for (number, side), (n, right) in sums.items():
        name, sides = types[number]
        many = len(sides) > 1
        search = f"note:{quoted(name)}" + (f" card:{side + 1}" if many else "")
        found.append(Part(f"{name}: {sides[side]}" if many else name, n, right, search))
    return found


def _oftenest(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts that were asked most often, the lowest share first."""
    most = sorted(parts, key=lambda part: (-part.asked, part.name))[:OFTENEST]
    return tuple(sorted(most, key=lambda part: (part.right / part.asked, part.name)))
