"""Notes that have rare words in common with a note: what is said alike is easily mixed up."""

from __future__ import annotations

from collections import Counter
from math import log

from desktop.store.reader import Reader
from desktop.study.folding import folded, tokens

MOST = 40
"""Notes that are named."""
MOST_WORDS = 12
"""Words that are looked for, the rarest."""
MOST_LOOKED_AT = 60
"""Words of a note whose rarity is looked up."""
COMMON = 2000
"""A word in so many notes tells little."""
HAVING = "SELECT rowid FROM words WHERE words MATCH ?"
COUNT = f"SELECT COUNT(*) FROM ({HAVING} LIMIT {COMMON + 1})"


def near(reader: Reader, note: int, also: str = "") -> tuple[int, ...]:
    """Return the notes that share the rarest words with a note, those with the most first.

    Args:
        reader: of an index that is up to date.
        note: row number.
        also: words that are looked for besides those of the note.
    """
    text = reader.value("SELECT text FROM text WHERE note = ?", note) or ""
    said = dict.fromkeys([*tokens(folded(also)), *tokens(text)])
    counted = [(reader.value(COUNT, _quoted(word)), word) for word in list(said)[:MOST_LOOKED_AT]]
    rare = sorted(each for each in counted if 1 <= each[0] <= COMMON)[:MOST_WORDS]
    weight: Counter[int] = Counter()
    for count, word in rare:
        worth = round(100 * log(2 + COMMON / count))
        for (number,) in reader.rows(HAVING, _quoted(word)):
            weight[number] += worth
    del weight[note]
    return tuple(number for number, _ in sorted(weight.items(), key=lambda each: (-each[1], each[0]))[:MOST])


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
