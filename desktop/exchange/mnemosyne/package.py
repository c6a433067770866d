"""Files of Mnemosyne as formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from desktop.errors import UserError
from desktop.exchange import beside
from desktop.exchange.archive import LARGEST_MEMBER, Archive, pieces
from desktop.exchange.markup import root_of
from desktop.exchange.mnemosyne.model import Source
from desktop.exchange.sample import Sample
from desktop.study.incoming import Choices, Incoming, IncomingMedia, IncomingNote, Progress

CARDS, METADATA = "cards.xml", "METADATA"
NO_MNEMOSYNE = "{} holds no cards of Mnemosyne."
OLD_HEAD = b"--- Mnemosyne Data Base ---"


class MnemosyneCards:
    """Card sets that people share."""

    title = "Mnemosyne card set"
    suffixes: tuple[str, ...] = (".cards",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is an archive of cards; a broken one is known by its name."""
        return CARDS in sample.members or (sample.is_zip and sample.suffix == ".cards")

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        from desktop.exchange.mnemosyne.archive_file import source_of  # heavy: few are of Mnemosyne

        if sample.path is None:
            raise UserError(f"{sample.name} is no file.")
        archive = Archive(sample.path, sample.name)
        try:
            with closing(archive.chunks(CARDS, LARGEST_MEMBER)) as chunks:
                source = source_of(chunks, sample.name)
            if source is None:
                raise UserError(NO_MNEMOSYNE.format(sample.name), "Export it from Mnemosyne again.")
            named = _metadata(archive).get("card_set_name", "").strip()
            media, odd = beside.in_archive(archive, lambda member: member not in (CARDS, METADATA))
            source.skipped += odd
        except BaseException:
            archive.close()
            raise
        return _incoming(self.title, sample, source, named, media, archive.close)


def _metadata(archive: Archive) -> dict[str, str]:
    if METADATA not in archive:
        return {}
    try:
        text = archive.read(METADATA, 1 << 20).decode("utf-8", "replace")
    except UserError:
        return {}
    return {key: value for key, _, value in (line.partition(":") for line in text.splitlines())}


class MnemosyneDatabase:
    """The database of a learner."""

    title = "Mnemosyne database"
    suffixes: tuple[str, ...] = (".db",)

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is a database with facts and cards as Mnemosyne has them."""
        return sample.is_sqlite and sample.has_tables("data_for_fact", "tags_for_card", "cards")

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        from desktop.exchange.mnemosyne.database import source_of  # heavy: few are of Mnemosyne

        source = source_of(sample)
        media: Sequence[IncomingMedia] = ()
        if sample.path is not None:
            media = beside.all_in(sample.path.with_name(sample.path.name + "_media"))
        return _incoming(self.title, sample, source, "Mnemosyne", media)


class MnemosyneFirst:
    """Files of Mnemosyne 1: XML is read; its database holds code of Python, and is not."""

    title = "Mnemosyne 1"
    suffixes: tuple[str, ...] = (".xml", ".mem")

    def sniff(self, sample: Sample) -> bool:
        """Return whether it is XML of Mnemosyne, or its old database."""
        if sample.head.startswith(OLD_HEAD):
            return True
        if sample.suffix == ".mem" and not (sample.is_zip or sample.is_sqlite):
            return True
        root = root_of(sample.unpacked)
        return root is not None and root[0] == "mnemosyne"

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file; see `Format.read`."""
        from desktop.exchange.mnemosyne.first import source_of  # heavy: few are of Mnemosyne

        if sample.suffix == ".mem" or sample.head.startswith(OLD_HEAD):
            raise UserError(
                f"{sample.name} is a database of Mnemosyne 1, which could run any program and is not read.",
                "Open it in Mnemosyne 2 (File, Import), export it there as a card set, and bring that.",
            )
        with closing(pieces(sample)) as chunks:
            source = source_of(chunks, sample.name)
        if source is None:
            raise UserError(NO_MNEMOSYNE.format(sample.name))
        return _incoming(self.title, sample, source, "", ())


def _incoming(
    title: str,
    sample: Sample,
    source: Source,
    named: str,
    media: Sequence[IncomingMedia],
    close: Callable[[], None] = lambda: None,
) -> Incoming:
    from desktop.exchange.mnemosyne.notes import Maker  # heavy: few are of Mnemosyne

    deck = (named or Path(sample.name).stem,)

    def make() -> Iterator[IncomingNote]:
        maker = Maker(source, deck)
        yield from maker()
        incoming.skipped += maker.skipped
        incoming.warnings += maker.warnings

    incoming = Incoming(title, deck, make, len(source.facts), media, close=close)
    return incoming
