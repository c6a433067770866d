"""Notes whose first field says the same: somebody may be writing one for the second time."""

from __future__ import annotations

from uuid import UUID

from desktop.store.reader import Reader
from desktop.store.search.index import BETWEEN, KEY, START
from desktop.study.folding import folded, searchable

MOST = 20
"""Notes that are named; whoever asks wants to know of one."""
SAME = f"""
SELECT t.note FROM text t JOIN note n ON n.id = t.note
WHERE {START} = ? AND substr(ltrim(t.text, char(31)) || char(31), 1, ?) = ?
  AND n.deleted = 0 AND n.note_type = (SELECT id FROM note_type WHERE uid = ?) AND n.id <> ?
ORDER BY t.note LIMIT {MOST}
"""
SAME_SHORT = SAME.replace(f"{START} = ?", f"{START} >= ? AND {START} < ?")


def alike(reader: Reader, note_type: UUID, html: str, but: int) -> tuple[int, ...]:
    """Return the notes of a type whose first field says the same, whatever its case and accents.

    Where that one is empty, the first one that says anything counts.

    Args:
        reader: of an index that is up to date.
        note_type: its identity.
        html: of the field.
        but: row number of a note that does not count; 0 = all count.
    """
    text = folded(searchable(html)).replace(BETWEEN, " ")
    if not text:
        return ()
    whole = text + BETWEEN
    rest = (len(whole), whole, note_type.bytes, but)
    if len(text) >= KEY:
        rows = reader.rows(SAME, text[:KEY], *rest)
    else:  # the field may be the last one, with nothing after it
        rows = reader.rows(SAME_SHORT, text, text + chr(ord(BETWEEN) + 1), *rest)
    return tuple(number for (number,) in rows)
