"""Reading what `desktop.study.sides` judges: the cards that tell sides apart, and what was said to them.

Of the log only the latest chosen or typed answers are read, by an index of their own, so that Home can ask.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import closing

from desktop.store.forest import subtree
from desktop.store.parts import Parts
from desktop.store.reader import Reader, Row
from desktop.study import sides
from desktop.study.answers import as_line
from desktop.study.grades import PASS
from desktop.study.kinds.choice import ANSWER, OPTIONS, Choice
from desktop.study.kinds.contract import listed
from desktop.study.sides import Asked, Placing, Said
from desktop.study.statistics.apart import LOOKED_AT

ACCEPT = "Accept"
STATE_NEW, STATE_REVIEW = 0, 1
MOST_GROUPS = 5
MOST_CARDS = 5_000
"""Notes of a group of tags that are read, so that what was never asked for is known too."""

LATE = f"""
late (id, card, response, at_ms, grade) AS MATERIALIZED (
  SELECT id, card, response, at_ms, grade FROM review WHERE {{which}} LIMIT {LOOKED_AT})"""
CHOSEN = "response <> '' ORDER BY at_ms DESC"
ANY = "1 ORDER BY day DESC, id DESC"
SAID = """
SELECT l.card, l.at_ms, l.response, l.grade FROM late l CROSS JOIN card c ON c.id = l.card
WHERE c.deck IN (SELECT id FROM inside) AND c.deleted = 0
  AND NOT EXISTS (SELECT 1 FROM void WHERE entry = l.id)"""
CARDS = """
SELECT c.id, n.fields, t.kind, s.state,
  (SELECT json_group_array(tag) FROM note_tag WHERE note = n.id AND present = 1)
FROM ({source}) g CROSS JOIN card c ON {joined} JOIN note n ON n.id = c.note
JOIN note_type t ON t.id = n.note_type JOIN schedule s ON s.card = c.id
WHERE c.deck IN (SELECT id FROM inside) AND c.deleted = 0 AND n.deleted = 0"""
OF_LATE = CARDS.format(source="SELECT value AS card FROM json_each(?)", joined="c.id = g.card")
OF_CHOICES = f"{OF_LATE} AND t.kind = '{Choice.key}'"
OF_GROUP = CARDS.format(
    source="SELECT DISTINCT note FROM note_tag WHERE present = 1 AND tag >= ? AND tag < ?"
    f" LIMIT {MOST_CARDS}",
    joined="c.note = g.note",
)
TAGS = """
WITH RECURSIVE each (tag) AS (
  SELECT MIN(tag) FROM note_tag
  UNION ALL SELECT (SELECT MIN(tag) FROM note_tag WHERE tag > each.tag) FROM each WHERE each.tag IS NOT NULL)
SELECT tag FROM each WHERE tag LIKE '%::%'"""
"""All tags that are in a group, from one to the next along their index."""


class Apart:
    """Tells how well sides are told apart; any thread may ask.

    Args:
        parts_anew: opens the collection once more.
    """

    def __init__(self, parts_anew: Callable[[], Parts]) -> None:
        self._parts_anew = parts_anew

    def by_options(self, deck: int | None = None) -> tuple[Placing, ...]:
        """Return what was chosen on cards that share their options; soon enough for Home.

        Args:
            deck: its row number; those below it count with it. None = everywhere.
        """
        with closing(self._parts_anew().database) as database:
            return sides.by_options(*_told(database, deck, CHOSEN))

    def placings(self, deck: int | None = None) -> tuple[Placing, ...]:
        """Return the same; where no cards share their options, what was answered on pairs of tags."""
        with closing(self._parts_anew().database) as database:
            found = sides.by_options(*_told(database, deck, CHOSEN))
            if not found:
                counts = Counter(sides.head(tag) for (tag,) in database.rows(TAGS))
                pairs = [group for group, tags in counts.items() if tags == 2]
                found = sides.by_tags(*_told(database, deck, ANY, pairs)) if pairs else ()
            return found


def _told(
    reader: Reader, deck: int | None, which: str, groups: Sequence[str] = ()
) -> tuple[list[Asked], list[Said]]:
    """Return what was said lately, and the cards of it, with all cards of some groups of tags.

    Args:
        groups: of tags; without any, those that most cards with options are in.
    """
    inside = subtree(reader, deck).strip()
    rows = reader.rows(f"{inside},{LATE.format(which=which)}{SAID}")
    if not rows:
        return [], []
    met = {card for card, *_ in rows}
    of_late = OF_LATE if groups else OF_CHOICES
    found = reader.rows(inside + of_late, json.dumps(sorted(met)))
    cards = {row[0]: _asked(row, met) for row in found}
    for group in groups or _groups(cards.values()):
        found = reader.rows(f"{inside}{OF_GROUP}", f"{group}::", f"{group}:;")
        cards.update((row[0], _asked(row, met)) for row in found if row[0] not in cards)
    said = [
        Said(card, at_ms, as_line(response), grade >= PASS)
        for card, at_ms, response, grade in rows
        if card in cards
    ]
    return list(cards.values()), said


def _groups(cards: Iterable[Asked]) -> list[str]:
    counts = Counter(group for card in cards if card.options for group in map(sides.head, card.tags) if group)
    return [group for group, _ in counts.most_common(MOST_GROUPS)]


def _asked(row: Row, met: Container[int]) -> Asked:
    card, text, kind, state, tags = row
    fields = {name: str(value) for name, value in json.loads(text).items()}
    options = fields.get(OPTIONS, "") if kind == Choice.key else ""
    return Asked(
        card,
        as_line(next(iter(fields.values()), "")),
        tuple(json.loads(tags)),
        tuple(as_line(each) for each in listed(options)),
        tuple(
            line
            for each in (fields.get(ANSWER, ""), *listed(fields.get(ACCEPT, "")))
            for line in (as_line(each),)
            if line
        ),
        state == STATE_REVIEW or (state == STATE_NEW and card in met),
    )
