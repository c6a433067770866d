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

Texts are plain; a newline is a line break. A mistake is told with file and line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.errors import DeckFileError
from desktop.study import cloze
from desktop.study.kinds import KINDS, kind
from desktop.study.note import NAMESPACE, DraftDeck, DraftNote, Note, as_html, derived

FORMAT = 1
HEADER = re.compile(r"^\s*\[\[\s*section\s*\.\s*note\s*\]\]")
DECK_KEYS = {"format", "id", "name", "version", "description", "source", "section"}
COMMON_KEYS = {"key", "kind", "explanation", "covers", "topic", "tags"}
KIND_KEYS: Mapping[str, frozenset[str]] = {
    "basic": frozenset({"question", "answer"}),
    "cloze": frozenset({"text"}),
    "choice": frozenset({"question", "options", "answer"}),
    "typed": frozenset({"question", "answer", "accept"}),
}
OPTIONAL = COMMON_KEYS - {"key", "kind"} | {"accept"}
LISTS = {"options", "accept", "covers", "tags"}


class _Source:
    """The text of a file, and where in it each note stands."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self.text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise DeckFileError(f"{file.name} is not UTF-8 text.", "Save it as UTF-8.") from error
        except OSError as error:
            raise DeckFileError(f"{file.name} cannot be read: {error.strerror}.") from error
        self.lines = self.text.splitlines()
        self.headers = [number for number, line in enumerate(self.lines, 1) if HEADER.match(line)]

    def error(self, what: str, note: int | None = None, key: str = "") -> DeckFileError:
        return DeckFileError(f"{self.file.name}, line {self.line(note, key)}: {what}")

    def line(self, note: int | None, key: str) -> int:
        """Return the line of a note's key, as near as it can be told."""
        first = self.headers[note] if note is not None and note < len(self.headers) else 1
        last = len(self.lines)
        if note is not None and note + 1 < len(self.headers):
            last = self.headers[note + 1] - 1
        pattern = re.compile(rf"^\s*{re.escape(key)}\s*=") if key else None
        for number in range(first, last + 1):
            if pattern and pattern.match(self.lines[number - 1]):
                return number
        return first


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
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = found.group(1) if found else str(len(source.lines))
        raise DeckFileError(f"{file.name}, line {line}: this is not valid TOML ({error}).") from error
    return _deck(data, source)


def _deck(data: dict[str, Any], source: _Source) -> DraftDeck:
    for key, is_a in (("id", str), ("name", str), ("version", int), ("format", int)):
        if not isinstance(data.get(key), is_a) or data.get(key) == "":
            raise source.error(f"the deck needs {key!r}", None, key)
    if data["format"] != FORMAT:
        raise source.error(
            f"format {data['format']} is not known; this app reads format {FORMAT}", None, "format"
        )
    if unknown := set(data) - DECK_KEYS:
        raise source.error(f"the deck has an unknown key {min(unknown)!r}", None, min(unknown))
    uid = deck_uid(data["id"])
    notes: list[DraftNote] = []
    seen: dict[str, int] = {}
    for section in data.get("section", []):
        name = section.get("name", "")
        if not isinstance(name, str) or not name.strip():
            raise source.error("a section needs a name", len(notes))
        for entry in section.get("note", []):
            note = _note(entry, uid, source, len(notes))
            if entry["key"] in seen:
                first = source.line(seen[entry["key"]], "key")
                raise source.error(f"key {entry['key']!r} stands on line {first} already", len(notes), "key")
            seen[entry["key"]] = len(notes)
            notes.append(DraftNote(note, (name.strip(),)))
    if not notes:
        raise source.error("the deck has no notes")
    description = "\n".join(
        part.strip() for part in (data.get("description", ""), data.get("source", "")) if part
    )
    return DraftDeck(uid, data["name"], data["version"], description, tuple(notes))


def _note(entry: dict[str, Any], deck: UUID, source: _Source, at: int) -> Note:
    chosen = entry.get("kind")
    if chosen not in KIND_KEYS or chosen not in [each.key for each in KINDS]:
        raise source.error(f"kind {chosen!r} is not one of {', '.join(KIND_KEYS)}", at, "kind")
    allowed = COMMON_KEYS | KIND_KEYS[chosen]
    if unknown := set(entry) - allowed:
        raise source.error(f"a {chosen} note has no {min(unknown)!r}", at, min(unknown))
    for key in sorted(allowed):
        _check_value(entry, key, source, at)
    fields = _fields(chosen, entry)
    _check_sense(chosen, entry, source, at)
    return Note(
        uid=derived(deck, f"note {entry['key']}"),
        note_type=kind(chosen).note_type,
        fields=fields,
        tags=tuple(entry.get("tags", ())),
        topic=f"{deck.hex[:8]} {entry['topic']}" if entry.get("topic") else "",
    )


def _check_value(entry: dict[str, Any], key: str, source: _Source, at: int) -> None:
    value = entry.get(key)
    if value is None:
        if key not in OPTIONAL:
            raise source.error(f"the note needs {key!r}", at)
        return
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise source.error(f"{key!r} must be a list of texts", at, key)
    elif not isinstance(value, str) or not value.strip():
        raise source.error(f"{key!r} must be a text", at, key)


def _check_sense(chosen: str, entry: dict[str, Any], source: _Source, at: int) -> None:
    if chosen == "cloze" and not cloze.numbers(entry["text"]):
        raise source.error("the text has no gap such as {{c1::word}}", at, "text")
    if chosen == "choice":
        options = entry["options"]
        if not 2 <= len(options) <= 9 or len(set(options)) < len(options):
            raise source.error("a choice needs 2 to 9 different options", at, "options")
        if entry["answer"] not in options:
            raise source.error(f"the answer {entry['answer']!r} is not one of the options", at, "answer")


def _fields(chosen: str, entry: dict[str, Any]) -> dict[str, str]:
    """Return the fields of the note type that comes with the app, as HTML."""

    def text(key: str) -> str:
        return as_html(entry.get(key, ""))

    def lines(key: str) -> str:
        return "\n".join(as_html(each) for each in entry.get(key, ()))

    names = {"Question": text("question"), "Answer": text("answer"), "Text": text("text")}
    names |= {"Options": lines("options"), "Accept": lines("accept"), "Explanation": text("explanation")}
    return {name: names[name] for name in kind(chosen).note_type.fields}
