"""What is there already of what comes in: every staged note gets an action.

The staged file is attached as `stage`. Comparing writes into that file alone, and may be done again when
the collection has changed in between.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from uuid import UUID

from desktop.store.database import Database
from desktop.store.json_text import json_text
from desktop.store.library import TAKEN_BACK
from desktop.store.reader import Row
from desktop.store.shipped import AS_THEY_ARE, UNCHANGED, merged, shipped_fields, shipped_sql
from desktop.store.writing.rekeying import MINE, State, between, rekeyed
from desktop.study.fronts import LONGEST, front_key
from desktop.study.incoming import Choices
from desktop.study.note import derived

NEW, SAME, UPDATE, DUPLICATE, BACK, GONE = range(6)
"""Actions: to be made; as it was; text changes; stands twice in the file; an import of it was undone; the
learner deleted it."""
ALIKE = 0.5
"""Fronts of one identity that are less alike than this, with no other field in common, are two notes."""

START = """
UPDATE stage.note SET action = 0, same_as = NULL, matched = 0, kept = 0
  WHERE action <> 0 OR matched <> 0 OR kept <> 0;
UPDATE stage.text SET merged = NULL WHERE merged IS NOT NULL;
UPDATE stage.deck SET target = NULL;
UPDATE stage.note_type SET target = (SELECT id FROM main.note_type t WHERE t.uid = stage.note_type.uid);
UPDATE stage.note SET target = NULL WHERE target IS NOT NULL;
UPDATE stage.note SET target = n.id FROM main.note n WHERE n.uid = stage.note.uid;
"""
TWICE = """
UPDATE stage.note SET action = 3, same_as = first FROM
  (SELECT MIN(id) AS first, {by} FROM stage.note WHERE {where} GROUP BY {by} HAVING COUNT(*) > 1) AS twice
WHERE {same} AND {where} AND id <> first AND action = 0
"""
FRONTS = """
SELECT DISTINCT n.id, n.fields, t.fields, t.kind FROM main.card c
JOIN main.note n ON n.id = c.note JOIN main.note_type t ON t.id = n.note_type
WHERE c.deck = ? AND n.deleted = 0 AND c.deleted = 0
  AND n.id NOT IN (SELECT target FROM stage.note WHERE target IS NOT NULL)
"""
MATCH = """
UPDATE stage.note SET target = found, matched = 1 FROM
  (SELECT MIN(s.id) AS this, f.note AS found FROM temp.front f
   JOIN stage.note s ON s.deck = f.deck AND s.front = f.front AND s.target IS NULL AND s.action = 0
   JOIN stage.note_type t ON t.id = s.note_type AND t.fields = f.fields AND t.kind = f.kind
   GROUP BY f.note)
WHERE stage.note.id = this
"""
THERE = f"""
SELECT s.id, x.fields, x.tags,
  CASE WHEN n.shipped {UNCHANGED} THEN x.fields = n.fields AND n.shipped = {shipped_sql(AS_THEY_ARE)}
    ELSE n.shipped = {shipped_sql("x.fields")} END, s.front, s.keyed, s.matched, s.uid, x.modified_ms,
  n.fields, n.shipped, n.deleted, st.target IS n.note_type, t.fields
FROM stage.note s JOIN stage.text x ON x.note = s.id JOIN main.note n ON n.id = s.target
JOIN stage.note_type st ON st.id = s.note_type JOIN main.note_type t ON t.id = n.note_type
WHERE s.action = 0
"""


def folded(name: str) -> str:
    """Return a deck's name as it is compared."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def compare(database: Database, choices: Choices) -> None:
    """Give every staged note its action and, where there is one, the note here that it means."""
    for statement in filter(str.strip, START.split(";")):
        database.execute_sql(statement)
    _follow_types(database)
    _find_decks(database)
    if not choices.keep_duplicates:
        database.execute_sql(twice("deck, front, note_type", "keyed = 0"))
    database.execute_sql(twice("uid", "keyed = 1"))
    if choices.keep_duplicates or database.value("SELECT COUNT(*) FROM stage.note_type") > 1:
        _renumber_duplicates(database)
    _match_fronts(database)
    fates: list[tuple[int, int, int]] = []
    texts: list[tuple[str, int]] = []
    others: list[tuple[int, bytes, str]] = []
    for row in database.rows(THERE):
        if _is_another(row):
            incoming = json.loads(row[1])
            others.append((row[0], row[7], _front(incoming, list(incoming))))
            continue
        action, merged_text, kept = _decide(row, choices)
        fates.append((action, kept, row[0]))
        if action == UPDATE:
            texts.append((merged_text, row[0]))
    database.many("UPDATE stage.note SET action = ?, kept = ? WHERE id = ?", fates)
    database.many("UPDATE stage.text SET merged = ? WHERE note = ?", texts)
    for number, uid, front in others:
        _give_identity(database, number, derived(UUID(bytes=uid), f"other {front}"))


def _follow_types(database: Database) -> None:
    """Bring what comes in to the fields of note types that a person changed since they came."""
    for number, came, here, options in database.rows(
        "SELECT s.id, s.fields, t.fields, t.options FROM stage.note_type s"
        " JOIN main.note_type t ON t.id = s.target WHERE s.fields <> t.fields"
    ):
        if "fields" not in json.loads(options).get(MINE, ()):
            continue
        now = State.of(here, options)
        names = between(now.elsewhere(tuple(json.loads(came))), now)
        rows = database.rows(
            "SELECT s.id, x.fields FROM stage.note s JOIN stage.text x ON x.note = s.id WHERE note_type = ?",
            number,
        )
        database.many(
            "UPDATE stage.text SET fields = ? WHERE note = ?",
            [(json_text(rekeyed(json.loads(text), names, now.fields)), note) for note, text in rows],
        )
        database.execute_sql("UPDATE stage.note_type SET fields = ? WHERE id = ?", (here, number))


def twice(by: str, where: str) -> str:
    """Return the statement that finds what stands twice in the file."""
    same = " AND ".join(f"stage.note.{name} = twice.{name}" for name in by.split(", "))
    return TWICE.format(by=by, where=where, same=same)


def _find_decks(database: Database) -> None:
    here: dict[tuple[int | None, str], int] = {}
    for number, parent, name in database.rows(
        "SELECT id, parent, name FROM main.deck WHERE deleted = 0 ORDER BY id DESC"
    ):
        here[parent, folded(name)] = number
    found: dict[int, int] = {}
    for number, parent, name in database.rows("SELECT id, parent, name FROM stage.deck ORDER BY id"):
        if parent is not None and parent not in found:
            continue
        target = here.get((found.get(parent) if parent is not None else None, folded(name)))
        if target is not None:
            found[number] = target
    database.many("UPDATE stage.deck SET target = ? WHERE id = ?", [(to, at) for at, to in found.items()])


def _renumber_duplicates(database: Database) -> None:
    """Give notes of one front that are all wanted, or of several types, an identity each."""
    rows = database.rows(
        "SELECT n.id, n.uid, first FROM stage.note n JOIN (SELECT MIN(id) AS first, uid FROM stage.note"
        " WHERE keyed = 0 AND action = 0 GROUP BY uid HAVING COUNT(*) > 1) AS twice ON n.uid = twice.uid"
        " WHERE n.keyed = 0 AND n.action = 0 AND n.id <> first ORDER BY n.id"
    )
    places: dict[bytes, int] = {}
    for number, uid, _ in rows:
        places[uid] = places.get(uid, 1) + 1
        _give_identity(database, number, derived(UUID(bytes=uid), f"again {places[uid]}"))


def _give_identity(database: Database, number: int, uid: UUID) -> None:
    there = database.value("SELECT id FROM main.note WHERE uid = ?", uid.bytes)
    database.execute_sql(
        "UPDATE stage.note SET uid = ?, target = ?, action = ? WHERE id = ?",
        (uid.bytes, there, NEW if there is None else SAME, number),
    )


def _match_fronts(database: Database) -> None:
    """Find notes that came by another way, or whose source gives them new identities each time."""
    database.execute_sql("DROP TABLE IF EXISTS temp.front")
    database.execute_sql(
        "CREATE TEMP TABLE front (note INTEGER PRIMARY KEY, deck INTEGER, front TEXT, fields TEXT, kind TEXT)"
    )
    for deck, target in database.rows(
        "SELECT id, target FROM stage.deck d WHERE target IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM stage.note WHERE deck = d.id AND target IS NULL AND action = 0)"
    ):
        rows = database.execute_sql(FRONTS, (target,))
        database.many(
            "INSERT OR IGNORE INTO temp.front VALUES (?, ?, ?, ?, ?)",
            [
                (note, deck, _front(json.loads(fields), json.loads(names)), names, key)
                for note, fields, names, key in rows.fetchall()
            ],
        )
    _fill_fronts(database)
    database.execute_sql("CREATE INDEX temp.front_text ON front (deck, front)")
    database.execute_sql(MATCH)


def _fill_fronts(database: Database) -> None:
    """Compute the fronts of notes that have an identity, where they could be known by their fronts."""
    rows = database.rows(
        "SELECT s.id, x.fields, t.fields FROM stage.note s JOIN stage.text x ON x.note = s.id"
        " JOIN stage.note_type t ON t.id = s.note_type WHERE s.front IS NULL AND s.target IS NULL"
        " AND s.action = 0 AND s.deck IN (SELECT deck FROM temp.front)"
    )
    database.many(
        "UPDATE stage.note SET front = ? WHERE id = ?",
        [(_front(json.loads(fields), json.loads(names)), number) for number, fields, names in rows],
    )


def _front(fields: Mapping[str, str], names: list[str]) -> str:
    return front_key(next((fields[name] for name in names if fields.get(name)), ""))


def _is_another(row: Row) -> bool:
    """Return whether a note of the same identity says something else altogether (two makers, one number)."""
    _, theirs, _, is_known, _, keyed, matched, *_ = row
    if matched or is_known or not keyed:
        return False
    names = json.loads(row[13])
    mine = json.loads(row[9])
    old = shipped_fields(json.loads(row[10]), mine) or mine
    incoming = json.loads(theirs)
    front = _front(incoming, list(incoming))
    for there in (mine, old):
        if any(text and there.get(name) == text for name, text in incoming.items()):
            return False
        before = _front(there, names)
        if SequenceMatcher(None, before[:LONGEST], front, autojunk=False).ratio() >= ALIKE:
            return False
    return True


def _decide(row: Row, choices: Choices) -> tuple[int, str, int]:
    """Return action, merged fields and whether some of them stay as the learner wrote them."""
    _, theirs, tags, is_known, _, _, _, _, modified, mine, shipped, deleted, same_type, _ = row
    if deleted == TAKEN_BACK:
        return BACK, theirs, 0
    if deleted and not choices.replace:
        return GONE, theirs, 0
    if is_known and not choices.replace:
        return SAME, theirs, 0
    there, before = json.loads(mine), json.loads(shipped)
    if modified is not None and modified < before.get("modified", modified) and not choices.replace:
        return SAME, theirs, 0
    incoming = fields = json.loads(theirs)
    if not (choices.overwrite or choices.replace):
        shipped_as = shipped_fields(before, there)
        fields = merged(there, dict.fromkeys(there, "") if shipped_as is None else shipped_as, incoming)
    same = fields == there and same_type and json.loads(tags) == before.get("tags", [])
    return SAME if same and not deleted else UPDATE, json_text(fields), int(fields != incoming)
