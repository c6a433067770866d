"""Words, phrases and parts of words as conditions on the text of notes.

The index answers what it can (words, beginnings of words, phrases, one field); what remains, such as signs
and ``*`` in the middle, is looked at in the texts that it leaves over. For a part of a word, the words that
hold it are looked up first; only where they are very many, or numbers, are all texts read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.store.reader import Reader
from desktop.store.search.index import COLUMNS
from desktop.store.search.matching import compiled
from desktop.store.search.names import Names
from desktop.study.folding import folded, is_unspaced, tokens
from desktop.study.query import Pattern, Words

MOST_WORDS = 1000
"""How many words that hold a part are looked up in the index; of more, reading all texts is as quick."""
FEW_WORDS = 100
"""How many of them are looked up at once; of more, one after the other is quicker."""
SHORTEST = 2
"""Letters of a part that is looked up."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a note's text must fit.

    Attributes:
        matches: for the index, in the language of FTS5: one of them is enough; empty = any.
        where: about a row `t` of `text`, in SQL; "" = nothing more.
        values: bound in `where`.
        never: whether nothing fits.
    """

    matches: tuple[str, ...] = ()
    where: str = ""
    values: tuple[str, ...] = ()
    never: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the index alone answers it, at once."""
        return len(self.matches) == 1 and not self.where and not self.never


@dataclass(frozen=True, slots=True)
class _Place:
    """In which fields.

    Attributes:
        columns: of the index; empty = anywhere.
        places: of the fields by note type, in JSON.
        types: note types that have them, in JSON.
        is_exact: whether the columns and the types together say it all.
        never: whether there are none.
    """

    columns: tuple[int, ...] = ()
    places: str = ""
    types: str = ""
    is_exact: bool = True
    never: bool = False


def of_words(words: Words, names: Names, reader: Reader) -> Wording:
    """Return what a note's text must fit to hold words."""
    place = _place(words.field, names)
    if place.never:
        return Wording(never=True)
    text = folded(words.text)
    bare = text.strip("*")
    if not bare:
        return _placed([], "*[^ ]*" if words.field else "*", place)
    starts = not text.startswith("*")
    parts = re.split(r"\*+", bare)
    if starts and len(parts) == 1:
        return _beginning(bare, place, goes_on=not words.phrase or text.endswith("*"))
    matches = [_first(parts[0])] if starts else []
    many: list[str] = []
    for part in parts[starts:]:
        found = _inside(part, reader)
        if found is None:
            return Wording(never=True)
        if len(found) <= FEW_WORDS:
            matches.append(" OR ".join(map(_phrase, found)))
        elif not many or len(found) < len(many):
            many = [_phrase(words) for words in found]
    fixed = " AND ".join(f"({each})" for each in matches if each)
    looked_up = [" AND ".join(filter(None, (fixed, each))) for each in many] or [fixed]
    whole = len(parts) == 1 and bare.isalnum() and looked_up[0]
    return _placed(looked_up, "" if whole else _glob(*parts), place, _glob(*parts))


def of_pattern(pattern: Pattern, names: Names) -> Wording:
    """Return what a note's text must fit to match a regular expression.

    Raises:
        UserError: it is none.
    """
    compiled(pattern.text)
    place = _place(pattern.field, names)
    if place.never:
        return Wording(never=True)
    if pattern.field:
        return Wording((), "matches(?, in_fields(t.text, t.note_type, ?))", (pattern.text, place.places))
    return Wording((), "matches(?, t.text)", (pattern.text,))


def _beginning(text: str, place: _Place, *, goes_on: bool) -> Wording:
    words = tokens(text)
    if not words:
        return _placed([], _glob(text), place)
    match = _phrase(words) + ("*" if goes_on else "")
    is_plain = all(sign.isalnum() or sign == " " for sign in text)
    return _placed([match], "" if is_plain else _glob(text), place, _glob(text))


def _first(text: str) -> str:
    words = tokens(text)
    return _phrase(words) + "*" if words else ""


def _inside(part: str, reader: Reader) -> list[list[str]] | None:
    """Return what the index must have of a part of a word, as phrases one of which is enough.

    Returns:
        an empty list where all texts must be read, None where nothing holds it.
    """
    if is_unspaced(part):
        return [tokens(part)]
    if not part.isalnum() or part.isdecimal() or len(tokens(part)) != 1 or len(part) < SHORTEST:
        return []
    found = reader.rows("SELECT word FROM word WHERE word GLOB ? LIMIT ?", _glob(part), MOST_WORDS + 1)
    if len(found) > MOST_WORDS:
        return []
    return [[word] for (word,) in found] or None


def _phrase(words: Iterable[str]) -> str:
    return '"' + " ".join(words) + '"'


def _glob(*parts: str) -> str:
    """Return the pattern of a text that has parts in it, in this order."""
    return "*" + "*".join(re.sub(r"([\[?*])", r"[\1]", part) for part in parts) + "*"


def _place(name: str, names: Names) -> _Place:
    if not name:
        return _Place()
    found = names.fields_like(name)
    if not found:
        return _Place(never=True)
    columns = {min(at, COLUMNS - 1) for places in found.values() for at in places}
    sets = {tuple(min(at, COLUMNS - 1) for at in places) for places in found.values()}
    return _Place(
        tuple(sorted(columns)),
        json.dumps(found),
        json.dumps(list(found)),
        is_exact=len(sets) == 1 and max(columns) < COLUMNS - 1,
    )


def _placed(matches: Iterable[str], glob: str, place: _Place, thorough: str = "") -> Wording:
    """Return a wording inside fields.

    Args:
        matches: for the index.
        glob: what the text must be like besides.
        place: the fields.
        thorough: what the fields must be like where the index cannot tell them apart.
    """
    told = tuple(filter(None, matches))
    if not place.columns:
        return Wording(told, "t.text GLOB ?", (glob,)) if glob not in ("", "*") else Wording(told)
    columns = " ".join(f"f{column}" for column in place.columns)
    told = tuple(f"{{{columns}}} : ({match})" for match in told)
    glob = glob or ("" if place.is_exact else thorough)
    of_type = "t.note_type IN (SELECT value FROM json_each(?))"
    if not glob:
        return Wording(told, of_type, (place.types,))
    return Wording(
        told,
        f"{of_type} AND in_fields(t.text, t.note_type, ?) GLOB ?",
        (place.types, place.places, glob),
    )
