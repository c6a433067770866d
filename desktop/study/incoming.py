"""What comes in from a file, as plain values: readers make it, the store takes it in.

A reader accounts for everything: each note, row or picture of its file is yielded, or stands in
`skipped` with its reason. Nothing here is certain to fit in memory, so notes are made one by one and
can be asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from desktop.study.grades import STUDY
from desktop.study.note import Note, NoteType
from desktop.study.schedule import Schedule

NO_UID = UUID(int=0)
"""Identity of a note that its source gives none: it is matched by its front inside its deck."""

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done (0 = nobody knows how many); raises `Cancelled` to stop."""


class Cancelled(Exception):
    """The person wants no more of it."""


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


class PastReview(NamedTuple):
    """An answer given in another program.

    Attributes:
        at_ms: instant in UTC milliseconds.
        grade: 0 to 5.
        took_ms: how long it took.
        mode: STUDY, or PRACTICE for one that did not count there.
    """

    at_ms: int
    grade: int
    took_ms: int = 0
    mode: str = STUDY


class CardState(NamedTuple):
    """What a source knows of one card of a note, beside its text.

    Attributes:
        ordinal: which card of the note, from 0, as `Kind.ordinals` counts them.
        deck: path of the deck it lies in; None = the note's.
        position: its place among the new cards; None = the note's place in the file.
        suspended: whether it is out of study.
        buried: whether it is put off until tomorrow.
        flag: 0 to 7.
        schedule: where it stands, in study days of this computer; None = as the reviews give it.
        reviews: its history, oldest first.
        kept: what this app has no use for yet, as a JSON object (memory states of other schedulers).
    """

    ordinal: int
    deck: tuple[str, ...] | None = None
    position: int | None = None
    suspended: bool = False
    buried: bool = False
    flag: int = 0
    schedule: Schedule | None = None
    reviews: tuple[PastReview, ...] = ()
    kept: str = ""


class IncomingNote(NamedTuple):
    """A note on its way in.

    Attributes:
        note: its `uid` is derived from the identity that the source gives it, or NO_UID.
        deck: path of names of the deck it goes to; empty = the deck of the import.
        line: where it stands in its file, from 1; 0 = it has no line.
        cards: what is known of its cards; those that are not named are new.
        created_ms: when it was made, in UTC milliseconds; None = now.
        modified_ms: when its source last changed it; an older text never replaces a newer one.
        source: what its source calls it, where it wants to be called that again when it goes back.
        number: by which `Tables` mean it.
    """

    note: Note
    deck: tuple[str, ...] = ()
    line: int = 0
    cards: tuple[CardState, ...] = ()
    created_ms: int | None = None
    modified_ms: int | None = None
    source: str = ""
    number: int = 0


class IncomingMedia(NamedTuple):
    """A picture or sound on its way in.

    Attributes:
        name: by which notes mean it.
        size: bytes, as far as known.
        read: returns what it holds; raises UserError where that cannot be read.
    """

    name: str
    size: int
    read: Callable[[], bytes]


class Skipped(NamedTuple):
    """Something that was not taken in.

    Attributes:
        line: where it stands, from 1; 0 = it has no line.
        reason: why, a plain sentence without a full stop at its end.
        text: the beginning of what it says, so that it is not lost.
    """

    line: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file is to be read and where to; None = as its reader finds.

    Attributes:
        deck: path of the deck for notes that name none.
        encoding: a name that Python knows.
        separator: between columns; one letter or more.
        row_separator: between rows, where that is not the line.
        quoted: whether quotation marks hold cells together.
        header: whether the first row names the columns.
        columns: what each column is: "front", "back", "extra", "tags", "deck", "id", "type" (what the row
            becomes), "options", "accept", "" (left out), or a field's name.
        html: whether cells are HTML; else they show as typed.
        kind: key of the kind of card made from rows: "basic", "reversed", "typed" or "cloze".
        sheet: name of the sheet of a workbook.
        history: whether answers and dates of another program are taken over.
        keep_duplicates: whether notes that stand in the file twice are all taken in.
        overwrite: whether texts that the learner changed are replaced too.
        settings: whether options that come with the file are taken over.
        replace: whether everything that is not in the file goes.
    """

    deck: tuple[str, ...] | None = None
    encoding: str | None = None
    separator: str | None = None
    row_separator: str | None = None
    quoted: bool | None = None
    header: bool | None = None
    columns: tuple[str, ...] | None = None
    html: bool | None = None
    kind: str | None = None
    sheet: str | None = None
    history: bool = True
    keep_duplicates: bool = False
    overwrite: bool = False
    settings: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """How a reader of tables reads a file, for the preview.

    Attributes:
        chosen: every choice as it was made or found; none is None that matters here.
        certain: whether the encoding is sure; else the person should look at the preview.
        names: of the columns, as a header gives them.
        rows: the first ones, as they are in the file.
        sheets: names of the sheets of a workbook.
        encodings: other ones that would do, the likeliest first.
    """

    chosen: Choices
    certain: bool = True
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sheets: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """Cards and answers of a source that is a SQLite database, to be taken in set by set.

    That is much quicker than one by one, and says the same as the `cards` of the notes.

    Attributes:
        attached: attaches the source to a connection of sqlite3 for a while, and turns its failures into
            UserError.
        notes: query for the notes that are as they should be: number, uid (16 bytes), type (a key of
            `note_types`), texts (of all its fields, UTF-8 with U+001F between), tags (words in UTF-8), topic,
            created_ms (NULL = now), modified_ms (NULL = nobody knows), source (see `IncomingNote`).
        others: yields the notes that `notes` leaves out, without their cards.
        homes: query for the decks of the notes: note, deck (a key of `decks`; none of them = it names none).
        note_types: by number.
        states: query for what is known of each card: note, ordinal, card (a number of the source's), deck (a
            key of `decks`; none of them = the note's), position (NULL = the note's), suspended, buried, flag,
            repetition (NULL = it was never studied), interval, ease, last_day, due, lapses, counted, kept.
        reviews: query for the answers: note, ordinal, card, at_ms, grade, took_ms, mode; None = no answers.
        decks: paths of the decks.
    """

    attached: Callable[[Any], AbstractContextManager[None]]
    notes: str
    others: Callable[[], Iterator[IncomingNote]]
    homes: str
    note_types: Mapping[int, NoteType]
    states: str
    reviews: str | None
    decks: Mapping[int, tuple[str, ...]]


@dataclass(slots=True)
class Incoming:
    """A file that was understood.

    Attributes:
        format: title of its format, such as "Anki package".
        deck: path of the deck for notes that name none, unless the person chooses another.
        make: yields the notes; may be called again, and then says the same. It may append to
            `skipped` and `warnings`, which are emptied before each call.
        count: how many notes there are, for the progress.
        media: pictures and sounds.
        skipped: what was not taken in.
        warnings: what a person should know, a plain sentence each.
        table: how a table was read; None = it is no table.
        whole: whether it holds a whole collection, which could replace the one here.
        options: options of the collection that come with it, such as ``new_per_day``.
        deck_options: those of single decks, by path, where they are others.
        tables: a quicker way to the cards; None = they are those of the notes.
        close: gives back what it holds open.
    """

    format: str
    deck: tuple[str, ...]
    make: Callable[[], Iterator[IncomingNote]]
    count: int = 0
    media: Sequence[IncomingMedia] = ()
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    table: Table | None = None
    whole: bool = False
    options: dict[str, int] = field(default_factory=dict)
    deck_options: Mapping[tuple[str, ...], Mapping[str, int]] = field(default_factory=dict)
    tables: Tables | None = None
    close: Callable[[], None] = lambda: None

    def notes(self) -> Iterator[IncomingNote]:
        """Yield the notes from the first; what is told of them is told anew."""
        return self._anew(self.make)

    def beside_tables(self) -> Iterator[IncomingNote]:
        """Yield the notes from the first, but those that are in tables."""
        return self._anew(self.tables.others if self.tables else self.make)

    def _anew(self, make: Callable[[], Iterator[IncomingNote]]) -> Iterator[IncomingNote]:
        self.skipped.clear()
        self.warnings.clear()
        return make()


@dataclass(slots=True)
class Report:
    """What an import does, or did.

    Attributes:
        format: title of the format.
        new, updated, unchanged: notes.
        kept: notes whose text the learner had changed, which stays.
        matched: notes without an identity that were found by their front (also counted above).
        duplicates: notes that stand in the file twice; the first counts.
        skipped: what was not taken in.
        cards: that were made.
        media: files that were added.
        missing: names that notes use and for which there is no file.
        reviews: answers of another program that came with the new cards.
        decks, note_types: names of those that were made.
        warnings: what a person should know.
        studied: whether the source knows how cards were studied.
        names_decks: whether it says which decks its notes lie in.
        deck: number of the deck that got most of the new cards, once they are in; None = there are none.
    """

    format: str = ""
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    matched: int = 0
    duplicates: list[Skipped] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    cards: int = 0
    media: int = 0
    missing: list[str] = field(default_factory=list)
    reviews: int = 0
    decks: list[str] = field(default_factory=list)
    note_types: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    studied: bool = False
    names_decks: bool = False
    deck: int | None = field(default=None, compare=False)

    @property
    def changes(self) -> bool:
        """Whether there is anything that was not there before."""
        return bool(self.new or self.updated or self.media)
