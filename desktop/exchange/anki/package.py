"""Anki's packages and collections as formats."""

from __future__ import annotations

from desktop.exchange.anki.zstd import MAGIC
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming, Progress


class AnkiPackage:
    """Packages of decks (``.apkg``) and of whole collections (``.colpkg``), of every layout."""

    title = "Anki package"
    suffixes = (".apkg", ".colpkg")

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is a zip archive with an Anki collection; a broken one is known by its name."""
        if not sample.is_zip:
            return sample.suffix in self.suffixes and not sample.is_sqlite
        return any(name.startswith("collection.anki") for name in sample.members) or (
            sample.suffix in self.suffixes
        )

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read it; see `Format`."""
        from desktop.exchange.anki.reader import Reader  # heavy: few files are packages

        return Reader(sample, self.title, is_whole=sample.suffix == ".colpkg").incoming


class AnkiCollection:
    """Collections without a package: ``.anki2``, ``.anki21``, and ``.anki21b`` packed by zstd."""

    title = "Anki collection"
    suffixes = (".anki2", ".anki21", ".anki21b")

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is a database of a collection."""
        if sample.head.startswith(MAGIC):
            return sample.suffix == ".anki21b"
        return sample.is_sqlite and sample.has_tables("col", "notes", "cards", "revlog")

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read it; see `Format`."""
        from desktop.exchange.anki.reader import Reader  # heavy: few files are collections

        return Reader(sample, self.title, is_whole=True).incoming
