"""Cards on their way out, made by hand: every kind of ours, other makers' types, media, progress."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from desktop.exchange.making import NOTE_TYPES
from desktop.study.grades import PRACTICE
from desktop.study.incoming import CardState, IncomingMedia, PastReview
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, NoteType, Template, derived
from desktop.study.outgoing import Outgoing, OutgoingDeck, OutgoingNote
from desktop.study.schedule import Schedule

DAY = date(2026, 11, 25).toordinal()
AT_MS = (DAY - date(1970, 1, 1).toordinal()) * 86_400_000 + 10 * 3_600_000
TOP, BELOW = ("Sales & Marketing",), ("Sales & Marketing", "First “meetings”")
OTHER = NoteType(
    derived(NAMESPACE, "test: type of another maker"),
    "Other maker's",
    "basic",
    ("Term", "Meaning", "Picture"),
    (
        Template("There", "{{Term}}", "{{FrontSide}}<hr id=answer>{{Meaning}} {{Picture}}"),
        Template("Back", "{{Meaning}}", "{{FrontSide}}<hr id=answer>{{Term}}"),
    ),
    ".card { color: green; background: url('_ground.png'); }",
)
TEXTS = {
    "basic": {"Question": "a &lt; b &amp;&amp; c", "Answer": "AT&amp;T", "Explanation": "one<br>two"},
    "reversed": {"Question": "lead", "Answer": "eine Spur", "Explanation": ""},
    "typed": {
        "Question": "Say it",
        "Answer": "benchmark",
        "Accept": "to benchmark\na bench",
        "Explanation": "",
    },
    "cloze": {"Text": "{{c1::Sales}} talks, {{c2::marketing::hint}} tells", "Explanation": "both"},
    "choice": {
        "Question": "Who closes the sale?",
        "Options": "Sales\nMarketing\nNobody",
        "Answer": "Sales",
        "Explanation": "",
    },
}
RISKY = ("=1+1", "+1", "-5 °C", "@name", "'=1+1", "''-1")
"""Texts that a spreadsheet would run, and some that already look guarded."""


def png(width: int = 40, height: int = 30) -> bytes:
    """A red picture."""
    rows = (b"\x00" + b"\xd0\x20\x20" * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


MEDIA = {
    "📈 ROI.PNG": png(41),
    "it's 100% #1 & co.png": png(42),
    "_ground.png": png(43),
    "map.png": png(200, 100),
    "sound.mp3": b"not really a sound",
}


def note(key: str, name: str, texts: dict[str, str] | None = None, **more: Any) -> Note:
    """A note of one of our own types."""
    note_type = kind("occlusion").note_type if key == "occlusion" else NOTE_TYPES[key]
    fields = dict.fromkeys(note_type.fields, "") | (texts or TEXTS[key])
    return Note(derived(NAMESPACE, f"test leaving {name}"), note_type, fields, **more)


def new(each: Note, deck: tuple[str, ...] = TOP, **more: Any) -> OutgoingNote:
    """A note whose cards are new."""
    made = kind(each.note_type.kind).ordinals(each.note_type, each.fields)
    return OutgoingNote(each, deck, cards=tuple(CardState(ordinal, position=7) for ordinal in made), **more)


def plain_notes() -> list[OutgoingNote]:
    """Notes of plain text, which every format can hold."""
    made = [new(note(key, key, tags=("b2b", "first")), BELOW if key == "cloze" else TOP) for key in TEXTS]
    made += [new(note("basic", text, {"Question": text, "Answer": text})) for text in RISKY]
    umlauts = {"Question": "Grüße: 5€ – „so“ 📈", "Answer": "a, b; c\td | e\n".strip().replace("\n", "<br>")}
    return [*made, new(note("basic", "umlauts", umlauts, tags=("two words",)))]


def rich_notes() -> list[OutgoingNote]:
    """Notes that only packages can hold, with answers and marks."""
    picture = '<b>Map</b> <img src="map.png"> [sound:sound.mp3]'
    term = {"Term": "ROI", "Meaning": "return", "Picture": '<img src="%F0%9F%93%88%20ROI.PNG">'}
    other = Note(derived(NAMESPACE, "test leaving other"), OTHER, term, ("x::y",), topic="money")
    shown = {"Question": picture, "Answer": '<img src="it\'s 100%25 #1 &amp; co.png"> <img src="gone.png">'}
    hidden = {
        "Occlusion": "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}",
        "Image": '<img src="map.png">',
        "Header": "Where?",
    }
    stands = Schedule(3, 15, 236, DAY - 10, DAY + 5, False, 1, 5)
    answers = tuple(
        PastReview(AT_MS - days * 86_400_000, grade, 4000 + days, mode)
        for days, grade, mode in ((30, 4, "study"), (29, 2, "study"), (25, 3, "study"), (10, 5, PRACTICE))
    )
    return [
        OutgoingNote(
            other,
            TOP,
            cards=(
                CardState(0, position=1, schedule=stands, reviews=answers, flag=3),
                CardState(1, BELOW, position=2, suspended=True),
            ),
            created_ms=AT_MS - 90 * 86_400_000,
            modified_ms=AT_MS - 5000,
        ),
        OutgoingNote(
            note("basic", "shown", shown),
            TOP,
            cards=(CardState(0, schedule=Schedule(1, 1, 130, DAY - 3, DAY - 2, False, 4, 9), buried=True),),
            created_ms=AT_MS - 90 * 86_400_000,
            modified_ms=AT_MS,
        ),
        new(note("occlusion", "hidden", hidden), BELOW, created_ms=AT_MS, modified_ms=AT_MS),
    ]


def leaving(notes: Sequence[OutgoingNote], **more: Any) -> Outgoing:
    """An export of notes."""

    def make() -> Iterator[OutgoingNote]:
        return iter(notes)

    def find(name: str) -> IncomingMedia | None:
        return IncomingMedia(name, len(MEDIA[name]), lambda: MEDIA[name]) if name in MEDIA else None

    types = {each.note.note_type.uid: each.note.note_type for each in notes}
    decks = tuple(
        OutgoingDeck(
            path, derived(NAMESPACE, f"test deck {path}"), "What <b>it</b> teaches." if path == TOP else ""
        )
        for path in (TOP, BELOW)
    )
    made = Outgoing(TOP[0], decks, tuple(types.values()), make, len(notes), find, lambda: MEDIA, at_ms=AT_MS)
    return replace(made, **more)


def everything(**more: Any) -> Outgoing:
    """An export of all notes above."""
    return leaving([*plain_notes(), *rich_notes()], **more)
