"""Words, phrases and parts of words as conditions on the text of notes.

The index answers what it can (words, beginnings of words); what remains, such as phrases, fields, signs and
``*`` in the middle, is looked at in the texts that it leaves over. For a part of a word, the words that hold
it are looked up first; only where they are very many, or numbers, are all texts read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.store.search.matching import compiled
from desktop.store.search.names import Names
from desktop.store.search.vocabulary import Vocabulary
from desktop.study.folding import folded, is_unspaced, literal_pattern, phrase_pattern, tokens
from desktop.study.query import Pattern, Words

MOST_WORDS = 3000
"""How many words that hold a part are looked up in the index; of more, reading all texts is as quick."""
FEW_WORDS = 20
"""How many of them are looked up at once; of more, one after the other is quicker."""
SHORTEST = 2
"""Letters of a part that is looked up."""
AT_ONCE = 50
"""Words of a phrase that are looked up in the index; the text must have the others too."""
GLOB, SAYS = "glob", "says"
"""Functions of SQL that a pattern and a text are given to; see `matching.says`."""


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
class _Fields:
    """The fields that a text must stand in.

    Attributes:
        places: of the fields by note type, in JSON; "" = anywhere.
        types: note types that have them, in JSON.
        never: whether there are none.
    """

    places: str = ""
    types: str = ""
    never: bool = False


def of_words(words: Words, names: Names, vocabulary: Callable[[], Vocabulary]) -> Wording:
    """Return what a note's text must fit to hold words."""
    fields = _fields(words.field, names)
    if fields.never:
        return Wording(never=True)
    text = folded(words.text)
    bare = text.strip("*")
    if not bare:
        return _placed([], GLOB, "*[^ ]*", fields) if words.field else Wording()
    starts = not text.startswith("*")
    parts = re.split(r"\*+", bare)
    if starts and len(parts) == 1:
        return _beginning(bare, fields, goes_on=not words.phrase or text.endswith("*"))
    matches = [_all(tokens(parts[0]), goes_on=True)] if starts else []
    many: list[str] = []
    for part in parts[starts:]:
        found = _inside(part, vocabulary())
        if found is None:
            return Wording(never=True)
        if len(found) <= FEW_WORDS:
            matches.append(" OR ".join(found))
        elif not many or len(found) < len(many):
            many = found
    fixed = " AND ".join(f"({each})" for each in matches if each)
    looked_up = [" AND ".join(filter(None, (fixed, each))) for each in many] or [fixed]
    is_whole = len(parts) == 1 and _is_of_one_word(bare) and looked_up[0] and not words.field
    return Wording(tuple(looked_up)) if is_whole else _placed(looked_up, GLOB, _glob(*parts), fields)


def of_pattern(pattern: Pattern, names: Names) -> Wording:
    """Return what a note's text must fit to match a regular expression.

    Raises:
        UserError: it is none.
    """
    compiled(pattern.text)
    fields = _fields(pattern.field, names)
    return Wording(never=True) if fields.never else _placed([], "matches", pattern.text, fields)


def _beginning(text: str, fields: _Fields, *, goes_on: bool) -> Wording:
    words = tokens(text)
    if not words:
        return _placed([], GLOB, _glob(text), fields)
    match = _all(words, goes_on=goes_on)
    is_plain = all(sign.isalnum() or sign == " " for sign in text)
    if is_plain and len(words) == 1 and not fields.places:
        return Wording((match,))
    pattern = phrase_pattern(words, goes_on=goes_on) if is_plain else literal_pattern(text, goes_on=goes_on)
    return _placed([match], SAYS, pattern, fields)


def _inside(part: str, words: Vocabulary) -> list[str] | None:
    """Return what the index must have of a part of a word; one of them is enough.

    Returns:
        an empty list where all texts must be read, None where nothing holds it.
    """
    if is_unspaced(part):
        return [_all(tokens(part))]
    if not _is_of_one_word(part) or part.isdecimal() or len(part) < SHORTEST:
        return []
    found = words.holding(part, MOST_WORDS + 1)
    if len(found) > MOST_WORDS:
        return []
    return [_all([word]) for word in found] or None


def _is_of_one_word(text: str) -> bool:
    return text.isalnum() and len(tokens(text)) == 1


def _all(words: Iterable[str], *, goes_on: bool = False) -> str:
    """Return what the index must have for all words to be there, in the language of FTS5."""
    quoted = [f'"{word}"' for word in words]
    if quoted and goes_on:
        quoted[-1] += "*"
    return " AND ".join(list(dict.fromkeys(quoted))[:AT_ONCE])


def _glob(*parts: str) -> str:
    """Return the pattern of a text that has parts in it, in this order."""
    return "*" + "*".join(re.sub(r"([\[?*])", r"[\1]", part) for part in parts) + "*"


def _fields(name: str, names: Names) -> _Fields:
    if not name:
        return _Fields()
    found = names.fields_like(name)
    return _Fields(json.dumps(found), json.dumps(list(found)), never=not found)


def _placed(matches: Iterable[str], function: str, pattern: str, fields: _Fields) -> Wording:
    """Return a wording whose text, or some of its fields, a function must find a pattern in."""
    told = tuple(filter(None, matches))
    if not fields.places:
        return Wording(told, f"{function}(?, t.text)", (pattern,))
    where = "t.note_type IN (SELECT value FROM json_each(?)) AND "
    if function == SAYS:
        where += "says_in_fields(?, t.text, t.note_type, ?)"
        return Wording(told, where, (fields.types, pattern, fields.places))
    where += f"{function}(?, in_fields(t.text, t.note_type, ?))"
    if function == GLOB:  # quick, and leaves few texts to be taken apart
        return Wording(told, f"t.text GLOB ? AND {where}", (pattern, fields.types, pattern, fields.places))
    return Wording(told, where, (fields.types, pattern, fields.places))
