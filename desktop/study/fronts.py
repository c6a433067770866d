"""The front of a note as it is compared: two notes with one front ask the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from desktop.study.note import NoteType, as_plain

LONGEST = 2000
"""Letters of a front that are compared."""


def front_of(note_type: NoteType, fields: Mapping[str, str]) -> str:
    """Return the front of a note: its first field, in one Unicode form (NFC), without spare white space.

    Case counts. Pictures have no text, so a front without any is compared as HTML.
    """
    html = next((fields[name] for name in note_type.fields if fields.get(name)), "")
    return front_key(html)


def front_key(html: str) -> str:
    """Return what is compared of a field; see `front_of`."""
    plain = as_plain(html) if "<" in html or "&" in html else html
    joined = " ".join((plain if plain.strip() else html).split())
    return (joined if joined.isascii() else unicodedata.normalize("NFC", joined))[:LONGEST]
