"""The queries for the notes of an Anki collection: those that are as Anki makes them, and the others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from desktop.exchange.anki.identity import OURS, topic_from, uid_bytes

SEPARATOR = b"\x1f"
MOST = 1 << 50
NOTES = "SELECT id, guid, mid, mod, tags, flds, data FROM notes {where} ORDER BY id"
ALL = NOTES.format(where="")
SOUND = (
    "typeof(id) = 'integer' AND typeof(mid) = 'integer' AND typeof(guid) IN ('text', 'integer')"
    " AND typeof(tags) IN ('text', 'null') AND typeof(flds) = 'text' AND typeof(data) IN ('text', 'null')"
    f" AND id BETWEEN -{MOST} AND {MOST}"
)
IS_PLAIN = f"CASE WHEN {SOUND} THEN is_plain(mid, CAST(guid AS BLOB), CAST(flds AS BLOB)) ELSE 0 END"
PLAIN = f"""
SELECT id AS number, note_uid(guid) AS uid, mid AS type, CAST(flds AS BLOB) AS texts,
  CAST(tags AS BLOB) AS tags, CASE WHEN instr(data, '{OURS}') THEN note_topic(CAST(data AS BLOB)) ELSE '' END
  AS topic, CASE WHEN id > 0 THEN id END AS created_ms,
  CASE WHEN typeof(mod) = 'integer' AND mod BETWEEN -{MOST} AND {MOST} THEN mod * 1000 END AS modified_ms,
  NULLIF(CAST(guid AS TEXT), '') AS source
FROM notes WHERE {IS_PLAIN}"""  # noqa: S608 - names of ours
"""The query for `Tables.notes`: they need nothing that SQL could not do."""
ODD = NOTES.format(where=f"WHERE NOT {IS_PLAIN}")
ARE_DISTINCT = "SELECT COUNT(*) = COUNT(DISTINCT id) FROM notes"


def add_functions(connection: sqlite3.Connection, widths: Mapping[int, int]) -> None:
    """Let a connection run the queries of this module.

    Args:
        widths: how many fields the note types have, by number; filled in before the queries run.
    """

    def is_plain(note_type: int, guid: bytes, texts: bytes) -> bool:
        return widths.get(note_type) == texts.count(SEPARATOR) + 1 and guid.isascii()

    connection.create_function("is_plain", 3, is_plain, deterministic=True)
    connection.create_function("note_uid", 1, lambda guid: uid_bytes(str(guid)), deterministic=True)
    connection.create_function("note_topic", 1, lambda data: topic_of(data.decode("utf-8", "replace")))


def topic_of(data: Any) -> str:
    """Return the topic that a note of ours had."""
    if not isinstance(data, str) or OURS not in data:
        return ""
    try:
        return topic_from(json.loads(data))
    except (ValueError, RecursionError):
        return ""
