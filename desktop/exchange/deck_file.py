"""Deck files of our own: TOML, one file a deck.

    format = 1
    id = "sales-and-marketing"          # never changes: every card's identity grows from it
    name = "Sales and Marketing"
    version = 1
    description = "What it teaches."

    [[section]]                         # a deck inside the deck
    name = "Marketing functions"

    [[section.note]]
    key = "mf3-side"                    # never changes
    kind = "choice"                     # basic, cloze, choice or typed
    question = "..."
    options = ["Marketing", "Sales"]
    answer = "Marketing"
    topic = "MF3"                       # notes of one topic never show on one day
    tags = ["side"]

Texts are plain; a newline is a line break. A section's name may be a path, with ``::`` between the decks.
A mistake is told with file and line.

What the app writes itself has two keys more: ``uid``, the identity of a deck or note that was made
elsewhere, in the place of the one that grows from ``id`` and ``key``, and ``html = true`` where the texts
of a note are HTML as they stand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.errors import DeckFileError
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, DraftDeck, DraftNote, Note, as_html, derived

FORMAT = 1
BIGGEST = 2**31 - 1
DECK_KEYS = {"format", "id", "uid", "name", "version", "description", "source", "section"}
SECTION_KEYS = {"name", "note"}
COMMON_KEYS = {"key", "uid", "kind", "html", "explanation", "covers", "topic", "tags"}
KIND_KEYS: Mapping[str, frozenset[str]] = {
    "basic": frozenset({"question", "answer"}),
    "cloze": frozenset({"text"}),
    "choice": frozenset({"question", "options", "answer"}),
    "typed": frozenset({"question", "answer", "accept"}),
}
OPTIONAL = COMMON_KEYS - {"key", "kind"} | {"accept"}
LISTS = {"options", "accept", "covers", "tags"}

STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'|#[^\n]*", re.DOTALL
)
HEADER = re.compile(r"^[ \t]*\[\[[ \t]*section[ \t]*(\.[ \t]*note[ \t]*)?\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Place:
    """A note (or, without `note`, a section; without both, the head of the deck) by its numbers."""

    section: int | None = None
    note: int | None = None


HEAD = _Place()


class _Source:
    """The text of a file, and where in it everything stands."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self.text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise DeckFileError(f"{file.name} is not UTF-8 text.", "Save it as UTF-8.") from error
        except OSError as error:
            raise DeckFileError(f"{file.name} cannot be read: {error.strerror}.") from error

    def error(self, what: str, place: _Place = HEAD, key: str = "") -> DeckFileError:
        return DeckFileError(f"{self.file.name}, line {self.line(place, key)}: {what}")

    def line(self, place: _Place, key: str = "") -> int:
        """Return the line of a key, or of the header above it where the key cannot be found."""
        start, end = self._span(place)
        found = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=", re.MULTILINE).search(self._bare, start, end)
        return self._bare.count("\n", 0, found.start() if key and found else start) + 1

    @cached_property
    def _bare(self) -> str:
        """The text with strings and comments emptied: what is left to find are headers and keys."""
        return STRING_OR_COMMENT.sub(lambda found: "\n" * found.group().count("\n"), self.text)

    @cached_property
    def _headers(self) -> list[tuple[int, list[int]]]:
        """Where each section's header starts, and the headers of its notes."""
        found: list[tuple[int, list[int]]] = []
        for header in HEADER.finditer(self._bare):
            if not header.group(1):
                found.append((header.start(), []))
            elif found:
                found[-1][1].append(header.start())
        return found

    def _span(self, place: _Place) -> tuple[int, int]:
        starts = sorted(at for start, notes in self._headers for at in (start, *notes))
        start = 0
        if place.section is not None and place.section < len(self._headers):
            start, notes = self._headers[place.section]
            if place.note is not None and place.note < len(notes):
                start = notes[place.note]
        return start, next((at for at in starts if at > start), len(self._bare))


def deck_uid(identifier: str) -> UUID:
    """Return the identity of a deck of ours, the same on every computer."""
    return derived(NAMESPACE, f"deck {identifier}")


def read(file: Path) -> DraftDeck:
    """Read a deck file.

    Raises:
        DeckFileError: it has a mistake; the message names file and line.
    """
    source = _Source(file)
    try:
        data = tomllib.loads(source.text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = found.group(1) if found else str(source.text.count("\n") + 1)
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise DeckFileError(f"{file.name}, line {line}: this is not valid TOML ({why}).") from error
    return _deck(data, source)


def _deck(data: dict[str, Any], source: _Source) -> DraftDeck:
    for key in ("id", "name"):
        if not _is_text(data.get(key)):
            raise source.error(f"the deck needs {key!r}, a text", HEAD, key)
    for key in ("format", "version"):
        if type(data.get(key)) is not int or not 1 <= data[key] <= BIGGEST:
            raise source.error(f"the deck needs {key!r}, a whole number from 1", HEAD, key)
    if data["format"] != FORMAT:
        raise source.error(
            f"format {data['format']} is not known; this app reads format {FORMAT}", HEAD, "format"
        )
    if unknown := set(data) - DECK_KEYS:
        raise source.error(f"the deck has an unknown key {min(unknown)!r}", HEAD, min(unknown))
    about = [data[key] for key in ("description", "source") if key in data]
    if not all(isinstance(part, str) for part in about):
        raise source.error("'description' and 'source' must be texts")
    uid = _uid(data, deck_uid(data["id"]), source, HEAD)
    notes = _notes(data, uid, source)
    if not notes:
        raise source.error("the deck has no notes")
    description = "\n".join(part.strip() for part in about if part.strip())
    return DraftDeck(uid, data["name"], data["version"], description, tuple(notes))


def _notes(data: dict[str, Any], deck: UUID, source: _Source) -> list[DraftNote]:
    notes: list[DraftNote] = []
    seen: dict[str, _Place] = {}
    for at, section in enumerate(_tables(data.get("section", []), "section", source, HEAD)):
        here = _Place(at)
        if not _is_text(section.get("name")):
            raise source.error("a section needs a name", here, "name")
        if unknown := set(section) - SECTION_KEYS:
            raise source.error(f"a section has no {min(unknown)!r}", here, min(unknown))
        path = tuple(part.strip() for part in section["name"].split("::") if part.strip())
        if not path:
            raise source.error("a section needs a name", here, "name")
        for number, entry in enumerate(_tables(section.get("note", []), "note", source, here)):
            place = _Place(at, number)
            note = _note(entry, deck, source, place)
            if entry["key"] in seen:
                first = source.line(seen[entry["key"]], "key")
                raise source.error(f"key {entry['key']!r} stands on line {first} already", place, "key")
            seen[entry["key"]] = place
            notes.append(DraftNote(note, path))
    return notes


def _uid(table: Mapping[str, Any], grown: UUID, source: _Source, place: _Place) -> UUID:
    """Return the identity that a deck or note names, or else the one that grows from its key."""
    if "uid" not in table:
        return grown
    try:
        return UUID(table["uid"])
    except (ValueError, AttributeError, TypeError) as error:
        raise source.error("'uid' must be an identity, 32 digits and letters a to f", place, "uid") from error


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _tables(value: Any, key: str, source: _Source, place: _Place) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        header = "[[section]]" if key == "section" else "[[section.note]]"
        raise source.error(f"{key!r} must be written as {header}", place, key)
    return value


def _note(entry: dict[str, Any], deck: UUID, source: _Source, place: _Place) -> Note:
    chosen = entry.get("kind")
    if chosen is None:
        raise source.error("the note needs 'kind'", place)
    if not isinstance(chosen, str) or chosen not in KIND_KEYS:
        raise source.error(f"kind {chosen!r} is not one of {', '.join(KIND_KEYS)}", place, "kind")
    allowed = COMMON_KEYS | KIND_KEYS[chosen]
    if unknown := set(entry) - allowed:
        raise source.error(f"a {chosen} note has no {min(unknown)!r}", place, min(unknown))
    for key in sorted(allowed):
        _check_value(entry, key, source, place)
    fields = _fields(chosen, entry)
    _check_sense(chosen, fields, source, place)
    return Note(
        uid=_uid(entry, derived(deck, f"note {entry['key']}"), source, place),
        note_type=kind(chosen).note_type,
        fields=fields,
        tags=tuple(entry.get("tags", ())),
        topic=f"{deck.hex[:8]} {entry['topic']}" if entry.get("topic") else "",
    )


def _check_value(entry: dict[str, Any], key: str, source: _Source, place: _Place) -> None:
    value = entry.get(key)
    if value is None:
        if key not in OPTIONAL:
            raise source.error(f"the note needs {key!r}", place)
        return
    if key == "html":
        if value is not True:
            raise source.error("'html' can only be true", place, key)
    elif key in LISTS:
        if not isinstance(value, list) or not all(_is_text(each) for each in value):
            raise source.error(f"{key!r} must be a list of texts", place, key)
    elif not _is_text(value):
        raise source.error(f"{key!r} must be a text", place, key)


def _check_sense(chosen: str, fields: Mapping[str, str], source: _Source, place: _Place) -> None:
    asked = kind(chosen)
    if fault := asked.fault(asked.note_type, fields):
        text = fault.text[0].lower() + fault.text[1:].removesuffix(".")
        raise source.error(text, place, fault.field.lower())


def _fields(chosen: str, entry: dict[str, Any]) -> dict[str, str]:
    """Return the fields of the note type that comes with the app, as HTML."""

    made: Callable[[str], str] = str if entry.get("html") else as_html

    def text(key: str) -> str:
        return made(entry.get(key, ""))

    def lines(key: str) -> str:
        return "\n".join(made(each) for each in entry.get(key, ()))

    names = {"Question": text("question"), "Answer": text("answer"), "Text": text("text")}
    names |= {"Options": lines("options"), "Accept": lines("accept"), "Explanation": text("explanation")}
    return {name: names[name] for name in kind(chosen).note_type.fields}
