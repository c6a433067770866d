"""What the worker does for the window that brings decks in: reading, planning, the first cards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from desktop.errors import UserError
from desktop.exchange import formats
from desktop.gui.progressing import Progressing
from desktop.store.collection import Collection
from desktop.store.importing import Import
from desktop.study.incoming import Choices, Incoming, IncomingNote, Progress, Report
from desktop.study.media_names import media_names

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
        if self.path is not None:
            return formats.read(self.path, choices, progress)
        return formats.read_text(self.text, self.name, choices)


class Planned:
    """A source that was read, and what taking it in would do. `close` it.

    Attributes:
        incoming: as it was read.
        report: what would happen.
        notes: the first ones.
        studied: whether any of its cards brings answers or dates.
        names_decks: whether its notes name their decks.
    """

    def __init__(
        self, collection: Collection, source: Source, choices: Choices, progress: Progressing
    ) -> None:
        self.studied = self.names_decks = False
        self._folder = tempfile.TemporaryDirectory(prefix="repertoire-import-")
        self._files: dict[str, Path] = {}
        self._import: Import | None = None
        try:
            self.incoming = source.read(choices, progress)
            self._import = collection.start_import(self.incoming, choices)
            self.notes = tuple(islice(self.incoming.notes(), SHOWN))
            self._unpack()
            made, self.incoming.make = self.incoming.make, lambda: self._watched(made)
            self.report = self._import.plan(progress)
            self.incoming.make = made
        except BaseException:
            self.close()
            raise

    def _watched(self, make: Callable[[], Iterator[IncomingNote]]) -> Iterator[IncomingNote]:
        for each in make():
            if each.cards and not self.studied:
                self.studied = any(card.reviews or card.schedule for card in each.cards)
            if each.deck:
                self.names_decks = True
            yield each

    def _unpack(self) -> None:
        """Put the pictures of the first notes where they can be drawn from."""
        offered = {each.name: each for each in self.incoming.media}
        used = {
            name for each in self.notes for html in each.note.fields.values() for name in media_names(html)
        }
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
