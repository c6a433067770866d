"""Taking in what was staged and compared: set by set, in one transaction, as one action to undo."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any
from uuid import uuid4

from desktop.store.comparing import BACK, DUPLICATE, NEW, UPDATE
from desktop.store.database import Database
from desktop.store.journal import Action
from desktop.store.library import TAKEN_BACK, Library
from desktop.store.schedules import LISTED, MANY, SETTLE, Schedules
from desktop.store.shipped import AS_THEY_ARE, WRITE_OUT, shipped_sql
from desktop.store.states import COLUMNS, PLACES, TOLD, columns_of
from desktop.store.writing.rekeying import MINE
from desktop.study.grades import PRACTICE
from desktop.study.schedule import KEPT, SEED
from desktop.study.schedule import NEW as FRESH

DEVICE = 0
"""Who wrote the answers that came from elsewhere: undo of an answer never means one of these."""
STANDING = {
    name: f"COALESCE(h.{name}, {'NULL' if value is None else value})"
    for name, value in zip(TOLD.split(", "), columns_of(FRESH), strict=False)
}
"""SQL of each column of a card's schedule; one that was never studied has no standing (h)."""
NOTES = f"""
INSERT INTO main.note (id, uid, note_type, fields, shipped, topic, created_ms)
SELECT :note + s.id, s.uid, t.target, x.fields, {shipped_sql(AS_THEY_ARE)}, x.topic,
  COALESCE(x.created_ms, :now)
FROM stage.note s JOIN stage.text x ON x.note = s.id JOIN stage.note_type t ON t.id = s.note_type
WHERE s.action = {NEW} ORDER BY s.id
"""
TAGS = f"""
INSERT OR REPLACE INTO main.note_tag SELECT :note + s.id, e.value, 1, :stamp
FROM stage.note s JOIN stage.text x ON x.note = s.id, json_each(x.tags) e
WHERE s.action = {NEW} AND x.tags <> '[]'
"""
CARDS = f"""
INSERT INTO main.card (id, note, deck, ordinal, position, suspended, buried, flag)
SELECT :card + c.id, :note + c.note, d.target, c.ordinal, c.position, c.suspended,
  c.buried * :tomorrow, c.flag
FROM stage.card c JOIN stage.note s ON s.id = c.note JOIN stage.deck d ON d.id = c.deck
WHERE s.action = {NEW} ORDER BY c.id
"""
SCHEDULES = f"""
INSERT INTO main.schedule (card, deck, state, ready, position, {TOLD})
SELECT :card + c.id, d.target, CASE WHEN c.suspended THEN 2 WHEN h.due IS NULL THEN 0 ELSE 1 END,
  MAX(COALESCE(h.due, 0), c.buried * :tomorrow), c.position, {", ".join(STANDING.values())}
FROM stage.card c JOIN stage.note s ON s.id = c.note JOIN stage.deck d ON d.id = c.deck
LEFT JOIN stage.standing h ON h.card = c.id WHERE s.action = {NEW} ORDER BY c.id
"""
IN_PRACTICE = f"r.mode = '{PRACTICE}'"
REVIEWS = f"""
INSERT OR IGNORE INTO main.review
  (id, card, day, at_ms, offset_min, grade, practice, took_ms, response, device)
SELECT :review + r.id, :card + r.card, r.day, r.at_ms, r.offset_min, r.grade, {IN_PRACTICE}, r.took_ms,
  '', :device
FROM stage.review r JOIN stage.card c ON c.id = r.card JOIN stage.note s ON s.id = c.note
WHERE s.action = {NEW} ORDER BY r.id
"""
STATE = ", ".join(
    f"'{name}', " + (f"json(CASE {sql} WHEN 0 THEN 'false' ELSE 'true' END)" if name == "drill" else sql)
    for name, sql in STANDING.items()
)
STATE = f"json_object({STATE})"
SEEDS = f"""
INSERT OR IGNORE INTO main.event (card, day, at_ms, offset_min, kind, data, device)
SELECT :card + c.id, h.seed_day, h.seed_ms, 0, '{SEED}', {STATE}, :device
FROM stage.standing h JOIN stage.card c ON c.id = h.card JOIN stage.note s ON s.id = c.note
WHERE s.action = {NEW} AND h.seeded ORDER BY c.id
"""
MEMORIES = f"""
INSERT OR IGNORE INTO main.event (card, day, at_ms, offset_min, kind, data, device)
SELECT :card + c.id, h.seed_day, h.seed_ms, 0, '{KEPT}',
  h.kept, :device
FROM stage.standing h JOIN stage.card c ON c.id = h.card JOIN stage.note s ON s.id = c.note
WHERE s.action = {NEW} AND h.kept <> '' ORDER BY c.id
"""
CHANGED = f"""
SELECT s.target, COALESCE(x.merged, x.fields), {shipped_sql("x.fields")}, x.tags, t.target, n.shipped
FROM stage.note s JOIN stage.text x ON x.note = s.id JOIN stage.note_type t ON t.id = s.note_type
JOIN main.note n ON n.id = s.target WHERE s.action IN (?, ?)
"""
WITH_TARGET = f"s.target IS NOT NULL AND s.action NOT IN ({DUPLICATE}, {BACK})"
RESEED = """
SELECT c.id, m.id, COALESCE(h.seeded, 0), COALESCE(h.seed_ms, 0), COALESCE(h.seed_day, 0), {state}
FROM stage.note s
JOIN stage.card c ON c.note = s.id JOIN main.card m ON m.note = s.target AND m.ordinal = c.ordinal
LEFT JOIN stage.standing h ON h.card = c.id WHERE {condition}
"""
AGAIN_REVIEWS = f"""
INSERT OR IGNORE INTO main.review (card, day, at_ms, again, offset_min, grade, practice, took_ms, device)
SELECT :card, r.day, r.at_ms,
  (SELECT COUNT(*) FROM main.review o JOIN void v ON v.entry = o.id
   WHERE o.card = :card AND o.at_ms = r.at_ms),
  r.offset_min, r.grade, {IN_PRACTICE}, r.took_ms, :device
FROM stage.review r WHERE r.card = :staged ORDER BY r.id
"""
AGAIN_EVENT = """
INSERT OR IGNORE INTO main.event (card, day, at_ms, again, offset_min, kind, data, device)
VALUES (:card, :day, :at_ms,
  (SELECT COUNT(*) FROM main.event o JOIN void v ON v.entry = -o.id
   WHERE o.card = :card AND o.day = :day AND o.at_ms = :at_ms AND o.kind = :kind),
  0, :kind, :data, :device)
"""
RANGES = ("note", "card", "review", "event", "deck", "note_type")


class Intake:
    """Writes one import, inside the transaction that is open.

    Args:
        database: with the staged file attached.
        today: study day.
        now_ms: UTC milliseconds.
    """

    def __init__(
        self,
        database: Database,
        library: Library,
        schedules: Schedules,
        *,
        today: int,
        now_ms: int,
    ) -> None:
        self._database = database
        self._library = library
        self._schedules = schedules
        self._today = today
        self._now_ms = now_ms
        self._base = {table: self._last(table) for table in RANGES}

    def ranges(self) -> dict[str, int]:
        """Return the highest row number of each table that grows: what comes after is of this import."""
        return dict(self._base)

    def _last(self, table: str) -> int:
        return int(self._database.value(f"SELECT MAX(id) FROM main.{table}") or 0)

    def write(self, action: Action, stamp: int, *, replace: bool = False) -> None:
        """Take everything in."""
        self._make_decks(action)
        self._make_types(action)
        with self._schedules.counted_afterwards(many=self._is_large()):
            self._run(NOTES, TAGS, CARDS, SCHEDULES, REVIEWS, SEEDS, MEMORIES, stamp=stamp)
        self._fold_new()
        if replace:
            self._set_aside_others(action)
        changing = f"id IN (SELECT target FROM stage.note WHERE action IN ({UPDATE}, {BACK}))"
        self._database.execute_sql(WRITE_OUT + changing)
        for row in self._database.rows(CHANGED, UPDATE, BACK):
            self._change(action, row)
        if replace:
            self._reseed(WITH_TARGET, at_ms=self._now_ms)
        self._reseed(f"s.action = {BACK}")
        action.remember(stamp=stamp, **{table: [lo, self._last(table)] for table, lo in self._base.items()})

    def _is_large(self) -> bool:
        return int(self._database.value("SELECT COUNT(*) FROM stage.card")) > MANY

    def _run(self, *statements: str, stamp: int) -> None:
        values: dict[str, Any] = {name: self._base[name] for name in ("note", "card", "review")}
        values |= {"now": self._now_ms, "tomorrow": self._today + 1, "stamp": stamp, "device": DEVICE}
        for sql in statements:
            used = {name: value for name, value in values.items() if f":{name}" in sql}
            self._database.execute_sql(sql, used)

    def _make_decks(self, action: Action) -> None:
        made: dict[int, int] = {}
        for number, parent, name, uid, target in self._database.rows(
            "SELECT id, parent, name, uid, target FROM stage.deck ORDER BY id"
        ):
            above = made.get(parent) if parent is not None else None
            made[number] = self._deck(action, uid, above, name) if target is None else target
        self._database.many(
            "UPDATE stage.deck SET target = ? WHERE id = ?", [(to, number) for number, to in made.items()]
        )

    def _deck(self, action: Action, uid: bytes, parent: int | None, name: str) -> int:
        there = self._database.row("SELECT id, deleted FROM main.deck WHERE uid = ?", uid)
        if there and there[1]:
            action.set("deck", there[0], deleted=0, name=name, parent=parent)
            return int(there[0])
        if there:  # that deck has another name or place by now
            uid = uuid4().bytes
        place = self._database.value("SELECT COUNT(*) FROM main.deck WHERE parent IS ?", parent)
        return self._database.insert(
            "INSERT INTO main.deck (uid, parent, name, position) VALUES (?, ?, ?, ?)",
            uid,
            parent,
            name,
            place,
        )

    def _make_types(self, action: Action) -> None:
        for number, target, *values in self._database.rows(
            "SELECT id, target, uid, name, kind, fields, templates, style, options FROM stage.note_type"
            f" WHERE id IN (SELECT note_type FROM stage.note WHERE action <> {DUPLICATE})"
        ):
            if target is not None:
                mine = self._mine(target)
                told = {"templates": values[4], "style": values[5]}
                new = {name: text for name, text in told.items() if name not in mine}
                action.set("note_type", target, **new, deleted=0)
                continue
            made = self._database.insert(
                "INSERT INTO main.note_type (uid, name, kind, fields, templates, style, options)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                *values,
            )
            self._database.execute_sql("UPDATE stage.note_type SET target = ? WHERE id = ?", (made, number))

    def _mine(self, note_type: int) -> Collection[str]:
        """Return what of a note type a person changed here."""
        options = self._database.value("SELECT options FROM main.note_type WHERE id = ?", note_type)
        found: list[str] = json.loads(options).get(MINE, [])
        return found

    def _fold_new(self) -> None:
        """Compute the schedules of new cards that do not follow from what came of them alone.

        Their history came without one, or the scheduler of their deck remembers more than came.
        """
        remembers = self._schedules.remembers()
        decks = self._database.rows("SELECT id, target FROM stage.deck")
        cards = self._database.rows(
            "SELECT ? + c.id FROM stage.standing h JOIN stage.card c ON c.id = h.card"
            f" JOIN stage.note s ON s.id = c.note WHERE s.action = {NEW}"
            f" AND (h.fold = 1 OR c.deck IN {LISTED})",
            self._base["card"],
            json.dumps([deck for deck, target in decks if remembers(target)]),
        )
        if cards:
            self._schedules.refold_all(card for (card,) in cards)

    def _change(self, action: Action, row: tuple[Any, ...]) -> None:
        number, fields, shipped, tags, note_type, before = row
        values = {"fields": fields, "shipped": shipped, "note_type": note_type}
        action.set("note", number, **values, deleted=0)
        wanted, came = set(json.loads(tags)), set(json.loads(before).get("tags", ()))
        sql = "SELECT tag FROM main.note_tag WHERE note = ? AND present = 1"
        there = {tag for (tag,) in self._database.rows(sql, number)}
        for tag in sorted(wanted - there - came):
            action.tag(number, tag, present=True)
        for tag in sorted(there & came - wanted):
            action.tag(number, tag, present=False)
        self._library.recard(number)

    def _set_aside_others(self, action: Action) -> None:
        """Delete every note that is not in the file."""
        for (number,) in self._database.rows(
            "SELECT id FROM main.note WHERE deleted = 0 AND id <= ? AND id NOT IN"
            " (SELECT target FROM stage.note WHERE target IS NOT NULL)",
            self._base["note"],
        ):
            action.set("note", number, deleted=1)
            self._schedules.settle(self._library.cards_of(number))

    def _reseed(self, condition: str, at_ms: int | None = None) -> None:
        """Bring cards that are here already to where the file says that they stand.

        Args:
            condition: which staged notes (s).
            at_ms: when that is; None = when the file says, with its history.
        """
        self._database.execute_sql("CREATE INDEX IF NOT EXISTS stage.card_note ON card (note)")
        for staged, card, *seed in self._database.rows(RESEED.format(condition=condition, state=STATE)):
            seeded, seed_ms, seed_day, state = seed
            if at_ms is None:
                self._add_history(staged, card)
            if seeded or at_ms is not None:
                self._database.execute_sql(
                    AGAIN_EVENT,
                    {
                        "card": card,
                        "day": seed_day if at_ms is None else self._today,
                        "at_ms": seed_ms if at_ms is None else at_ms,
                        "kind": SEED,
                        "data": state,
                        "device": DEVICE,
                    },
                )
            self._schedules.refold(card)
            self._schedules.settle([card])

    def _add_history(self, staged: int, card: int) -> None:
        self._database.execute_sql(AGAIN_REVIEWS, {"card": card, "staged": staged, "device": DEVICE})


def take_back(database: Database, schedules: Schedules, data: dict[str, Any], now_ms: int) -> None:
    """Undo an import: what it made is set aside, its entries in the log are void.

    Runs inside the transaction that is open, after the journal has set changed fields back.

    Args:
        data: of the action: for each table the last row before the import and the last one of it.
    """
    for table, entry in (("review", "id"), ("event", "-id")):
        database.execute_sql(
            f"INSERT OR IGNORE INTO void SELECT {entry}, ?, ? FROM {table} WHERE id > ? AND id <= ?",
            (now_ms, DEVICE, *data[table]),
        )
    database.execute_sql(f"UPDATE note SET deleted = {TAKEN_BACK} WHERE id > ? AND id <= ?", data["note"])
    database.execute_sql(
        f"UPDATE schedule SET ({COLUMNS}) = ({PLACES}) WHERE card > ? AND card <= ?",
        (*columns_of(FRESH), *data["card"]),
    )
    database.execute_sql(SETTLE + "AND c.id > ? AND c.id <= ?", data["card"])
    others = database.rows(
        "SELECT card FROM review WHERE id > ? AND id <= ?"
        " UNION SELECT card FROM event WHERE id > ? AND id <= ?",
        *data["review"],
        *data["event"],
    )
    low, high = data["card"]
    for (card,) in others:
        if not low < card <= high:
            schedules.refold(card)
            schedules.settle([card])
    database.execute_sql(
        f"UPDATE deck SET deleted = {TAKEN_BACK} WHERE id > ? AND id <= ? AND NOT EXISTS"
        " (SELECT 1 FROM card c JOIN note n ON n.id = c.note"
        "  WHERE c.deck = deck.id AND c.deleted = 0 AND n.deleted = 0)",
        data["deck"],
    )
    database.execute_sql(
        f"UPDATE note_type SET deleted = {TAKEN_BACK} WHERE id > ? AND id <= ? AND NOT EXISTS"
        " (SELECT 1 FROM note n WHERE n.note_type = note_type.id AND n.deleted = 0)",
        data["note_type"],
    )
    database.execute_sql("UPDATE media_name SET deleted = 1 WHERE stamp = ?", (data.get("stamp", -1),))
