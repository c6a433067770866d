"""Deck files of our own as a format: see `deck_file` for what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.errors import UserError
from desktop.exchange import deck_file
from desktop.exchange.encoding import beginning
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming, IncomingNote, Progress

FORMAT = re.compile(r"^[ \t]*format[ \t]*=[ \t]*\d+", re.MULTILINE)
SECTION = re.compile(r"^[ \t]*\[\[[ \t]*section\b|^[ \t]*(?:id|name|version)[ \t]*=", re.MULTILINE)


class OwnDeck:
    """Reads a deck file."""

    title = "Deck file"
    suffixes: tuple[str, ...] = (".toml",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is text with the keys of a deck file, or named so."""
        if sample.path is None or sample.is_zip or sample.is_gzip or sample.is_sqlite:
            return False
        text = beginning(sample.head)
        known = FORMAT.search(text) is not None and SECTION.search(text) is not None
        return known or (bool(text) and sample.suffix == ".toml")

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        if sample.path is None:
            raise UserError(f"{sample.name} is no file.")
        draft = deck_file.read(sample.path)
        top = (draft.name,)  # a section of that name holds what lies in the deck itself
        notes = [
            IncomingNote(each.note, top if each.deck == top else (*top, *each.deck)) for each in draft.notes
        ]

        def make() -> Iterator[IncomingNote]:
            return iter(notes)

        return Incoming(self.title, top, make, len(notes))
