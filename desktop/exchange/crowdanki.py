"""Decks that people keep in folders with CrowdAnki: ``deck.json`` and the ``media`` beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from desktop.errors import UserError
from desktop.exchange import beside
from desktop.exchange.anki.identity import type_from, uid_of
from desktop.exchange.encoding import LARGEST
from desktop.exchange.sample import Sample
from desktop.study.incoming import CardState, Choices, Incoming, IncomingNote, Progress, Skipped
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived

DEEPEST = 100
MARKS = (b'"__type__"', b'"crowdanki_uuid"', b'"note_models"')
ODD_TYPE = "A note type (“{}”) makes no sense, so that its notes stay out."
SURPLUS = "Notes with more fields than their type have the last ones left out: {}."
MISSING = "Pictures and sounds that the deck lists are not beside it (in its folder “media”): {}."
SHOWN = 200


class _Entry(NamedTuple):
    """A note as the file has it, and the deck it lies in."""

    deck: tuple[str, ...]
    note: Any


class CrowdAnki:
    """Reads a deck in a folder."""

    title = "CrowdAnki deck"
    suffixes: tuple[str, ...] = (".json",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is JSON of CrowdAnki; other JSON is refused by name."""
        head = sample.head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return head.startswith(b"{") and (sample.suffix == ".json" or any(each in head for each in MARKS))

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        try:
            data = json.loads(sample.data(LARGEST).decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise UserError(
                f"{sample.name} is broken: it is no whole JSON file.", "Export the deck again."
            ) from error
        if (
            not isinstance(data, Mapping)
            or not isinstance(data.get("notes"), list)
            or not any(key in data for key in ("note_models", "crowdanki_uuid"))
        ):
            raise UserError(
                f"{sample.name} is no deck of CrowdAnki.",
                "Choose the deck.json that CrowdAnki wrote, with its media folder beside it.",
            )
        return _Reader(self.title, sample, data).incoming


class _Reader:
    def __init__(self, title: str, sample: Sample, data: Mapping[str, Any]) -> None:
        self._odd: list[str] = []
        self._types: dict[str, NoteType] = {}
        self._entries: list[_Entry] = []
        self._names: list[str] = []
        self._walk(data, "", (), 0)
        media = beside.named(sample.path.parent / "media", self._names) if sample.path else []
        found = {each.name for each in media}
        self._missing = [name for name in dict.fromkeys(self._names) if name not in found]
        deck = _path(data.get("name")) or (Path(sample.name).stem,)
        self.incoming = Incoming(title, deck, self._notes, len(self._entries), media)

    def _walk(self, data: Mapping[str, Any], above: str, path: tuple[str, ...], depth: int) -> None:
        if depth > DEEPEST:
            raise UserError("The decks of the file are nested too deeply.")
        name = data.get("name")
        name = name if isinstance(name, str) else ""
        path = (*path, *_path(name.removeprefix(f"{above}::") if above else name))
        for model in _list(data, "note_models"):
            self._type(model)
        self._names += [each for each in _list(data, "media_files") if isinstance(each, str)]
        self._entries += [_Entry(path, each) for each in _list(data, "notes")]
        for child in _list(data, "children"):
            if isinstance(child, Mapping):
                self._walk(child, name, path, depth + 1)

    def _type(self, model: Any) -> None:
        try:
            uid, name = str(model["crowdanki_uuid"]), str(model["name"])
            fields = tuple(str(each["name"]) for each in sorted(model["flds"], key=_order))
            templates = tuple(
                Template(str(each["name"]), str(each["qfmt"]), str(each["afmt"]))
                for each in sorted(model["tmpls"], key=_order)
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            shown = model.get("name", "?") if isinstance(model, Mapping) else "?"
            self._odd.append(ODD_TYPE.format(str(shown)[:SHOWN]))
            return
        if not fields or not templates or len(set(fields)) < len(fields):
            self._odd.append(ODD_TYPE.format(name))
            return
        is_cloze = model.get("type") == 1
        shapes = is_cloze and any("image-occlusion" in each.question.lower() for each in templates)
        key = "\x1f".join([uid, *fields, "", *(each.name for each in templates)])
        made = NoteType(
            derived(NAMESPACE, f"crowdanki type {key}"),
            name,
            "occlusion" if shapes else "cloze" if is_cloze else "basic",
            fields,
            templates,
            str(model.get("css") or ""),
        )
        self._types[uid] = type_from(model, fields) or made

    def _notes(self) -> Iterator[IncomingNote]:
        self.incoming.warnings += self._odd
        if self._missing:
            self.incoming.warnings.append(MISSING.format(", ".join(self._missing[:10])))
        surplus = 0
        for deck, entry in self._entries:
            try:
                fields = [str(each) for each in entry["fields"]]
                guid, model = str(entry["guid"]), str(entry["note_model_uuid"])
                tags = tuple(str(each) for each in entry.get("tags") or () if str(each).strip())
            except (KeyError, TypeError, AttributeError):
                self.incoming.skipped.append(Skipped(0, "it is broken", str(entry)[:SHOWN]))
                continue
            note_type = self._types.get(model)
            if note_type is None:
                shown = " | ".join(fields)[:SHOWN]
                self.incoming.skipped.append(Skipped(0, "its note type is missing", shown))
                continue
            surplus += any(fields[len(note_type.fields) :])
            texts = dict.fromkeys(note_type.fields, "") | dict(zip(note_type.fields, fields, strict=False))
            note = Note(uid_of(guid), note_type, texts, tags)
            yield IncomingNote(note, deck, cards=_flagged(note, entry.get("flags")))
        if surplus:
            self.incoming.warnings.append(SURPLUS.format(surplus))


def _flagged(note: Note, flags: Any) -> tuple[CardState, ...]:
    if not isinstance(flags, int) or not flags & 7:
        return ()
    made = kind(note.note_type.kind).ordinals(note.note_type, note.fields)
    return tuple(CardState(ordinal, flag=flags & 7) for ordinal in made)


def _order(part: Mapping[str, Any]) -> int:
    return int(part.get("ord") or 0)


def _path(name: Any) -> tuple[str, ...]:
    parts = name.split("::") if isinstance(name, str) else ()
    return tuple(part.strip() for part in parts if part.strip())


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    return found if isinstance(found, list) else []
