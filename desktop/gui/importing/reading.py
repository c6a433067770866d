"""What the worker does for the window that brings decks in: reading, planning, the first cards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.errors import UserError
from desktop.gui.progressing import Progressing
from desktop.render.card import Face, face
from desktop.store.collection import Collection
from desktop.study.incoming import Choices, Incoming, IncomingNote, Progress, Report
from desktop.study.kinds import kind
from desktop.study.media_names import media_names

if TYPE_CHECKING:
    from desktop.store.importing import Import

SHOWN = 20
"""Notes whose cards can be looked at before they are taken in."""
LARGEST_PICTURE = 20 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, or a text from elsewhere.

    Attributes:
        name: what it is called.
        path: the file; None = the text is all there is.
        text: from the clipboard.
    """

    name: str
    path: Path | None = None
    text: str = ""

    @classmethod
    def of(cls, path: Path) -> Source:
        """Return a file as a source."""
        return cls(path.name, path)

    def read(self, choices: Choices, progress: Progress) -> Incoming:
        """Read it; see `formats.read`."""
        from desktop.exchange import formats  # heavy: loaded on the worker, while the dialog opens

        if self.path is not None:
            return formats.read(self.path, choices, progress)
        return formats.read_text(self.text, self.name, choices)


class FirstCard(NamedTuple):
    """A card that can be looked at before it is taken in.

    Attributes:
        face: what it shows.
        options: what there is to choose.
        deck: path of the deck that it names.
    """

    face: Face
    options: tuple[str, ...]
    deck: tuple[str, ...]


class Planned:
    """A source that was read, and what taking it in would do. `close` it.

    Attributes:
        incoming: as it was read.
        report: what would happen.
        cards: those of the first notes.
    """

    def __init__(
        self, collection: Collection, source: Source, choices: Choices, progress: Progressing
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="repertoire-import-")
        self._files: dict[str, Path] = {}
        self._import: Import | None = None
        try:
            self.incoming = source.read(choices, progress)
            self._import = collection.start_import(self.incoming, choices)
            notes = tuple(islice(self.incoming.notes(), SHOWN))
            self.cards = tuple(card for each in notes for card in first_cards(each))
            self._unpack(notes)
            self.report = self._import.plan(progress)
        except BaseException:
            self.close()
            raise

    def _unpack(self, notes: Iterable[IncomingNote]) -> None:
        """Put the pictures of the first notes where they can be drawn from."""
        offered = {each.name: each for each in self.incoming.media}
        used = {name for each in notes for html in each.note.fields.values() for name in media_names(html)}
        for number, name in enumerate(sorted(used)):
            media = offered.get(name)
            if media is None or media.size > LARGEST_PICTURE:
                continue
            file = Path(self._folder.name) / str(number)
            try:
                file.write_bytes(media.read())
            except (UserError, OSError):
                continue  # the report tells of it
            self._files[name] = file

    def file(self, name: str) -> Path | None:
        """Return the file of a picture of the first notes."""
        return self._files.get(name)

    def apply(self, progress: Progressing) -> Report:
        """Take it in; see `Import.apply`."""
        assert self._import is not None  # noqa: S101
        return self._import.apply(progress)

    def close(self) -> None:
        """Forget it; nothing is left but what `apply` did."""
        if self._import is not None:
            self._import.close()
        elif hasattr(self, "incoming"):
            self.incoming.close()
        self._folder.cleanup()


def first_cards(incoming: IncomingNote) -> Iterator[FirstCard]:
    """Yield the cards of a note as they will be studied."""
    note = incoming.note
    made = kind(note.note_type.kind)
    for ordinal in note.note_type.in_order(made.ordinals(note.note_type, note.fields)):
        shown = face(note, ordinal, deck=incoming.deck)
        yield FirstCard(shown, made.options(note.fields, note.uid, 0), incoming.deck)
