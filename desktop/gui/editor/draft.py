"""What somebody was writing when they left the page that adds notes; it survives a crash too.

One small file in the data folder, written whole or not at all, a moment after each change.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from desktop.store.json_text import json_text

FILE = "draft.json"
INSIDE: dict[str, type] = {"fields": str, "tags": str, "pinned": list}
"""What stands in the values that hold others."""


@dataclass
class Draft:
    """A note that was not added yet, and how the page was left.

    Attributes:
        note_type: identity of the note type; empty = never chosen.
        sides: whether a choice is one between the two sides.
        deck: identity of the deck; empty = never chosen.
        fields: HTML by field name.
        pinned: names of the pinned fields, by the identity of their note type.
    """

    note_type: str = ""
    sides: bool = False
    deck: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    pinned: dict[str, list[str]] = field(default_factory=dict)


def load(folder: Path) -> Draft:
    """Return the draft in a data folder; a new one where there is none that can be read."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Draft()
    return Draft(**_sound(found)) if isinstance(found, dict) else Draft()


def save(folder: Path, draft: Draft) -> bool:
    """Write a draft; return whether that could be done."""
    partial = folder / f"{FILE}.part"
    try:
        partial.write_text(json_text(asdict(draft)), encoding="utf-8")
        partial.replace(folder / FILE)
    except OSError:
        return False
    return True


def _sound(found: dict[str, Any]) -> dict[str, Any]:
    """Return those values that are what they should be."""
    made: dict[str, Any] = {}
    for name, usual in asdict(Draft()).items():
        value = found.get(name)
        inside = INSIDE.get(name)
        if not isinstance(value, type(usual)):
            continue
        entries = value.values() if isinstance(value, dict) else value
        if inside is None or all(isinstance(each, inside) for each in entries):
            made[name] = value
    return made
