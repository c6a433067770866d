"""Every format that can be brought. One more: one file beside this one, one line in FORMATS.

A file is known by what it holds, never by its name alone: the first format that says it is one of its own
reads it. Those that can be told for certain stand first, plain text last.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.errors import UserError
from desktop.exchange.anki.old import AnkiOld
from desktop.exchange.anki.package import AnkiCollection, AnkiPackage
from desktop.exchange.anki_text import AnkiText
from desktop.exchange.boxes import Boxes
from desktop.exchange.crowdanki import CrowdAnki
from desktop.exchange.csv_file import CsvFile
from desktop.exchange.kvtml import Kvtml
from desktop.exchange.markdown import Markdown
from desktop.exchange.mnemosyne.package import MnemosyneCards, MnemosyneDatabase, MnemosyneFirst
from desktop.exchange.own_deck import OwnDeck
from desktop.exchange.quizlet import Quizlet
from desktop.exchange.sample import Sample
from desktop.exchange.spreadsheet import Spreadsheet
from desktop.exchange.supermemo import SuperMemo
from desktop.study.incoming import Choices, Incoming, Progress, no_progress


class Format(Protocol):
    """The reader of one format.

    Attributes:
        title: what people call it, such as "Anki package".
        suffixes: usual ends of its files' names, with their dots, for the file dialog.
    """

    @property
    def title(self) -> str: ...  # noqa: D102 - see above
    @property
    def suffixes(self) -> tuple[str, ...]: ...  # noqa: D102 - see above

    def sniff(self, sample: Sample) -> bool:
        """Return whether a file is one of this format, by what it holds. Never raises."""
        ...

    def read(self, sample: Sample, choices: Choices, progress: Progress) -> Incoming:
        """Read a file.

        Raises:
            UserError: it cannot be read at all; the sentence says why and what to do.
            Cancelled: `progress` said so.
        """
        ...


FORMATS: tuple[Format, ...] = (
    AnkiPackage(),
    AnkiCollection(),
    AnkiOld(),
    Spreadsheet(),
    MnemosyneCards(),
    MnemosyneDatabase(),
    MnemosyneFirst(),
    Kvtml(),
    Boxes(),
    CrowdAnki(),
    OwnDeck(),
    AnkiText(),
    Markdown(),
    SuperMemo(),
    Quizlet(),
    CsvFile(),
)


class Unreadable(UserError):
    """A file is not what it seems to be, or nothing that can be read."""


def format_of(sample: Sample) -> Format:
    """Return the format of a file.

    Raises:
        Unreadable: no format knows it.
    """
    for each in FORMATS:
        if each.sniff(sample):
            return each
    raise Unreadable(
        f"{sample.name} holds no cards that this app can read.",
        "It reads Anki packages, texts, spreadsheets, Mnemosyne and more; the README has the list.",
    )


def read(file: Path, choices: Choices | None = None, progress: Progress = no_progress) -> Incoming:
    """Read a file of any format.

    Raises:
        UserError: it cannot be read.
        Cancelled: `progress` said so.
    """
    sample = Sample.of(file)
    return format_of(sample).read(sample, choices or Choices(), progress)


def read_text(text: str, name: str, choices: Choices | None = None) -> Incoming:
    """Read a text that comes from no file, such as the clipboard's.

    Raises:
        UserError: it holds no cards.
    """
    sample = Sample.of_text(text, name)
    return format_of(sample).read(sample, choices or Choices(), no_progress)
