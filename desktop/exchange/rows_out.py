"""Notes as rows of plain text, a column for each thing that a reader of tables knows by its name.

Front, Back, Extra    the sides and what stands below the answer
Options, Accept       of choices and typed answers, one a line
Kind                  basic, reversed, typed, cloze or choice, where not all are basic or cloze
Tags                  between spaces; between commas where one has a space
Deck                  the path of names, with :: between them
ID                    identity of the note: brought back, it is known again
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.exchange.making import NOTE_TYPES
from desktop.exchange.plainly import FORMATTED, is_plain, plain_of
from desktop.study.note import Note, NoteType
from desktop.study.outgoing import Outgoing, OutgoingNote, Written

FRONT, BACK, EXTRA = "Front", "Back", "Extra"
OPTIONS, ACCEPT, KIND, TAGS, DECK, ID = "Options", "Accept", "Kind", "Tags", "Deck", "ID"
FIELDS = {
    "Question": FRONT,
    "Text": FRONT,
    "Answer": BACK,
    "Explanation": EXTRA,
    "Options": OPTIONS,
    "Accept": ACCEPT,
}
KEYS = {each.uid: key for key, each in NOTE_TYPES.items()}
UNMARKED = frozenset({"basic", "cloze"})
"""Kinds that are known by their text."""
OTHER_TYPE = "Note types of other makers are not kept: their notes become front, back and extra."
OTHER_DECKS = "Cards of one note in several decks go by the deck of the first."
COMMA_IN_TAG = "Tags cannot hold commas or semicolons: they became spaces."


def columns(note_types: tuple[NoteType, ...]) -> tuple[str, ...]:
    """Return the names of the columns that notes of some types need."""
    keys = {KEYS.get(each.uid, "basic") for each in note_types}
    kinds = {OPTIONS} if "choice" in keys else set()
    kinds |= {ACCEPT} if "typed" in keys else set()
    kinds |= {KIND} if keys - UNMARKED else set()
    every = (FRONT, BACK, EXTRA, OPTIONS, ACCEPT, KIND, TAGS, DECK, ID)
    return tuple(name for name in every if name not in (OPTIONS, ACCEPT, KIND) or name in kinds)


def rows(outgoing: Outgoing, written: Written, told: Callable[[int], None]) -> Iterator[list[str]]:
    """Yield the names of the columns, then a row for each note.

    Args:
        outgoing: what is written.
        written: counts what was, and takes what could not be held.
        told: of how many notes were done.
    """
    names = columns(outgoing.note_types)
    yield list(names)
    for each in outgoing.make():
        cells = _cells(each, written)
        yield [cells.get(name, "") for name in names]
        written.notes += 1
        written.cards += len(each.cards)
        if written.notes % 500 == 0:
            told(written.notes)
    told(written.notes)


def _cells(each: OutgoingNote, written: Written) -> dict[str, str]:
    note = each.note
    key = KEYS.get(note.note_type.uid)
    if any(state.deck not in (None, each.deck) for state in each.cards):
        written.leave_out(OTHER_DECKS)
    cells = _ours(note, written) if key else _others(note, written)
    return cells | {
        KIND: key or "basic",
        TAGS: _tags(note.tags, written),
        DECK: "::".join(each.deck),
        ID: str(note.uid),
    }


def _ours(note: Note, written: Written) -> dict[str, str]:
    parts = {name: note.fields.get(name, "").split("\n") for name in note.note_type.fields}
    if not all(is_plain(line) for lines in parts.values() for line in lines) or any(
        len(lines) > 1 and name not in ("Options", "Accept") for name, lines in parts.items()
    ):
        written.leave_out(FORMATTED)
    return {FIELDS[name]: "\n".join(plain_of(line) for line in lines) for name, lines in parts.items()}


def _others(note: Note, written: Written) -> dict[str, str]:
    written.leave_out(OTHER_TYPE)
    htmls = [note.fields.get(name, "") for name in note.note_type.fields]
    if not all(map(is_plain, htmls)):
        written.leave_out(FORMATTED)
    front, back, *others = [*map(plain_of, htmls), "", ""][: max(2, len(htmls))]
    return {FRONT: front, BACK: back, EXTRA: "\n".join(filter(None, others))}


def _tags(tags: tuple[str, ...], written: Written) -> str:
    plain = [" ".join(tag.replace(",", " ").replace(";", " ").split()) for tag in tags]
    if plain != list(tags):
        written.leave_out(COMMA_IN_TAG)
    if not any(" " in tag for tag in plain):
        return " ".join(plain)
    return ", ".join(plain) + ("," if len(plain) == 1 else "")
