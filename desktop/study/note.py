"""Notes, note types and cards as plain values.

A field holds HTML, as in the packages that people bring, whatever it came from: plain text is
escaped on the way in. So text shows as typed, and an export gives back what an import took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from html import escape, unescape
from uuid import UUID

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
NAMESPACE = UUID("9b0f3a52-6e0c-5d0e-8a44-3f1f5b0c7d21")
"""Root of every identity that must be the same on every computer."""
MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Template:
    """How one card of a note looks, in the template language of the Anki family.

    Attributes:
        removed: whether it makes no cards any more. It keeps its place, by which cards are known, and its
            text, so that a card that comes back from the recycle bin can be shown.
    """

    name: str
    question: str
    answer: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class NoteType:
    """The fields of a kind of note and the cards made from them.

    Attributes:
        kind: key of a member of KINDS, which makes the cards and checks answers.
        style: CSS of the cards.
        strict: whether case, accents, punctuation and articles of typed answers count.
        order: ordinals of templates as a person put them; empty = as they are. A card is known by its ordinal
            here and where it came from, so these stay.
    """

    uid: UUID
    name: str
    kind: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    style: str = ""
    strict: bool = False
    order: tuple[int, ...] = ()

    @property
    def standing(self) -> tuple[tuple[int, Template], ...]:
        """The templates that were not removed, each with its ordinal."""
        return tuple((place, each) for place, each in enumerate(self.templates) if not each.removed)

    @property
    def arranged(self) -> tuple[tuple[int, Template], ...]:
        """The templates that were not removed, in the order to show them, each with its ordinal."""
        return tuple((at, self.templates[at]) for at in self.in_order([at for at, _ in self.standing]))

    def in_order(self, ordinals: Iterable[int]) -> list[int]:
        """Return ordinals of cards in the order to show them."""
        places = {ordinal: place for place, ordinal in enumerate(self.order)}
        return sorted(ordinals, key=lambda ordinal: (places.get(ordinal, ordinal), ordinal))


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wants to know.

    Attributes:
        fields: HTML by field name.
        topic: notes of one topic never show on one study day; empty = only its own cards.
    """

    uid: UUID
    note_type: NoteType
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A note on its way in from a file, with the deck it goes to, as a path of names."""

    note: Note
    deck: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftDeck:
    """A whole deck on its way in.

    Attributes:
        uid: identity of the top deck; the same on every computer.
        version: raised by its authors with every change.
    """

    uid: UUID
    name: str
    version: int
    description: str
    notes: tuple[DraftNote, ...] = field(default=())


def derived(parent: UUID, key: str) -> UUID:
    """Return the identity that every computer derives for a part of something: a UUID of version 5."""
    return UUID(bytes=derived_bytes(parent.bytes, key))


def derived_bytes(parent: bytes, key: str) -> bytes:
    """Return the bytes of `derived`, for the bytes of its parent."""
    made = bytearray(sha1(parent + key.encode(), usedforsecurity=False).digest()[:16])
    made[6] = made[6] & 0x0F | 0x50
    made[8] = made[8] & 0x3F | 0x80
    return bytes(made)


def card_uid(note: bytes, ordinal: int) -> UUID:
    """Return the identity of a card, for that of its note."""
    return UUID(bytes=derived_bytes(note, f"card {ordinal}"))


def card_name(note: bytes, ordinal: int) -> str:
    """Return the name by which commands mean a card: its note's identity, a slash, its ordinal."""
    return f"{UUID(bytes=note)}/{ordinal}"


def identity_of(name: str) -> tuple[bytes, int] | None:
    """Return what `card_name` made a name of; None where it is no such name."""
    note, _, ordinal = name.partition("/")
    if not (ordinal.isascii() and ordinal.isdecimal() and len(ordinal) < MOST_DIGITS):
        return None
    try:
        return UUID(note).bytes, int(ordinal)
    except ValueError:
        return None


def as_html(text: str) -> str:
    """Return plain text as the HTML that shows it as typed."""
    return escape(text.strip(), quote=False).replace("\n", "<br>")


def as_plain(html: str) -> str:
    """Return what HTML says, to compare with: the way back from `as_html`."""
    return unescape(TAG.sub("", BREAK.sub("\n", html)))
