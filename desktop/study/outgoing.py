"""What goes out to a file, as plain values: the store hands it over, an exporter writes it.

The mirror of `incoming`: notes are the same values, made one by one, and can be asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from desktop.study.calendar import DEFAULT_ROLLOVER
from desktop.study.incoming import IncomingMedia, IncomingNote
from desktop.study.note import NoteType

OutgoingNote = IncomingNote
"""A note on its way out. `deck` is never empty; `cards` holds every card that goes, in their order."""


class OutgoingDeck(NamedTuple):
    """A deck that goes, with cards or without.

    Attributes:
        path: names from the top.
        uid: its identity.
        description: plain text.
    """

    path: tuple[str, ...]
    uid: UUID
    description: str = ""


def no_media(_name: str) -> IncomingMedia | None:
    """Find no file."""
    return None


@dataclass(slots=True)
class Outgoing:
    """What is to be written.

    Attributes:
        name: of the deck that was asked for; empty = everything.
        decks: those that go, parents first.
        note_types: of the notes.
        make: yields the notes; may be called again, and then says the same.
        count: how many notes there are.
        find_media: returns a picture or sound by the name that a note gives it; None = missing.
        all_media: returns the names of all of them, for a whole collection.
        with_progress: whether cards keep where they stand, their answers and marks. Without, nothing
            in it tells of the person who studied.
        at_ms: the present instant, in UTC milliseconds.
        rollover: hour at which a study day starts.
        close: gives back what it holds open.
    """

    name: str
    decks: tuple[OutgoingDeck, ...]
    note_types: tuple[NoteType, ...]
    make: Callable[[], Iterator[OutgoingNote]]
    count: int = 0
    find_media: Callable[[str], IncomingMedia | None] = no_media
    all_media: Callable[[], Iterable[str]] = tuple
    with_progress: bool = True
    at_ms: int = 0
    rollover: int = DEFAULT_ROLLOVER
    close: Callable[[], None] = lambda: None

    @property
    def whole(self) -> bool:
        """Whether it is everything that there is."""
        return not self.name


@dataclass(slots=True)
class Written:
    """What was written.

    Attributes:
        notes, cards, media: how many.
        missing: names that notes use and for which there is no file.
        left_out: what the format cannot hold, a plain sentence each, with how many notes it concerns.
    """

    notes: int = 0
    cards: int = 0
    media: int = 0
    missing: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    def leave_out(self, what: str) -> None:
        """Note that something of a note could not be held."""
        self.left_out[what] = self.left_out.get(what, 0) + 1
