"""Writing deck files of our own; `deck_file` describes and reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.errors import UserError
from desktop.exchange.deck_file import FORMAT, KIND_KEYS
from desktop.exchange.plainly import is_plain
from desktop.exchange.target import written as safely
from desktop.study.incoming import Progress
from desktop.study.kinds import kind
from desktop.study.kinds.contract import listed
from desktop.study.note import NAMESPACE, Note, as_plain, derived
from desktop.study.outgoing import Outgoing, OutgoingNote, Written

OTHER_TYPE = "Notes of other note types than ours are left out: this format cannot hold them."
NOT_ASKABLE = "Notes that nobody could answer are left out."
TOP_NOTES = "Notes that lie in no section come into one of their deck's name."
OTHER_DECKS = "Cards of one note in several decks go by the deck of the first."
FIELDS = {
    "question": "Question",
    "answer": "Answer",
    "text": "Text",
    "options": "Options",
    "accept": "Accept",
    "explanation": "Explanation",
}


class DeckFile:
    """Writes a deck as a file that can be read and changed by hand."""

    title = "Deck file"
    suffix = ".toml"
    holds_progress = False
    holds_media = False
    whole = False

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file; see `Exporter.write`."""
        made = Written()
        tops = {each.path[0] for each in outgoing.decks}
        top = tops.pop() if len(tops) == 1 else ""
        with safely(target) as partial, partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_head(outgoing, top))
            deck = _uid_of(outgoing, top)
            section = None
            for done, each in enumerate(outgoing.make(), 1):
                if entry := _entry(each, deck, made):
                    if (path := _section(each.deck, top, made)) != section:
                        section = path
                        file.write(f"\n[[section]]\nname = {_value('::'.join(path))}\n")
                    file.write("\n[[section.note]]\n")
                    file.writelines(f"{key} = {_value(value)}\n" for key, value in entry.items())
                    made.notes += 1
                    made.cards += len(each.cards)
                if done % 500 == 0:
                    progress(done, outgoing.count)
            if not made.notes:
                raise UserError("There is no note that a deck file could hold.", "Choose another format.")
        return made


def _uid_of(outgoing: Outgoing, top: str) -> UUID:
    own = [each.uid for each in outgoing.decks if each.path == (top,)]
    return own[0] if own else derived(NAMESPACE, f"deck file {top}")


def _head(outgoing: Outgoing, top: str) -> Iterator[str]:
    uid = _uid_of(outgoing, top)
    about = next((each.description for each in outgoing.decks if each.path == (top,)), "")
    yield f"format = {FORMAT}\n"
    yield f"id = {_value(uid.hex)}\nuid = {_value(uid.hex)}\n"
    yield f"name = {_value(top or 'Cards')}\nversion = 1\n"
    if about:
        yield f"description = {_value(about)}\n"


def _section(path: tuple[str, ...], top: str, made: Written) -> tuple[str, ...]:
    below = path[1:] if top else path
    if below:
        return below
    made.leave_out(TOP_NOTES)
    return (top,)


def _entry(each: OutgoingNote, deck: UUID, made: Written) -> dict[str, Any] | None:
    """Return a note as the table of a deck file, None where that could not be read back."""
    note, key = each.note, each.note.note_type.kind
    if key not in KIND_KEYS or note.note_type.uid != kind(key).note_type.uid:
        made.leave_out(OTHER_TYPE)
        return None
    texts = _texts(note, key)
    if texts is None or kind(key).fault(note.note_type, note.fields):
        made.leave_out(NOT_ASKABLE)
        return None
    if any(state.deck not in (None, each.deck) for state in each.cards):
        made.leave_out(OTHER_DECKS)
    uid = note.uid.hex
    tags = {"tags": list(note.tags)} if note.tags else {}
    return {"key": uid, "uid": uid, "kind": key} | texts | _topic(note, deck) | tags


def _topic(note: Note, deck: UUID) -> dict[str, str]:
    topic = note.topic.removeprefix(f"{deck.hex[:8]} ")
    return {"topic": topic} if topic.strip() else {}


def _texts(note: Note, key: str) -> dict[str, Any] | None:
    """Return the texts of a note: plain where that says all, else HTML."""
    names = [name for name in FIELDS if name in KIND_KEYS[key] or name == "explanation"]
    found = {name: _parts(name, note.fields.get(FIELDS[name], "")) for name in names}
    filled = {name: parts for name, parts in found.items() if any(part.strip() for part in parts)}
    if any(name not in filled for name in KIND_KEYS[key] - {"accept"}):
        return None
    html = not all(is_plain(part) for parts in filled.values() for part in parts)
    texts = {name: [part if html else as_plain(part) for part in parts] for name, parts in filled.items()}
    made = {name: parts if name in ("options", "accept") else parts[0] for name, parts in texts.items()}
    return made | ({"html": True} if html else {})


def _parts(name: str, html: str) -> Sequence[str]:
    return listed(html) if name in ("options", "accept") else (html,)


def _value(value: Any) -> str:
    """Return a value as TOML writes it: as JSON does, but for the one letter that it wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
