"""Every format that cards can be written in. One more: one file beside this one, one line in EXPORTERS.

What a format cannot hold is told in what `write` returns; nothing is dropped without a word. Printed cards
are drawn by Qt and so are made elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.errors import UserError
from desktop.exchange.anki.out.package import AnkiPackage, WholeAnki
from desktop.exchange.deck_file_out import DeckFile
from desktop.exchange.markdown_out import Markdown
from desktop.exchange.text_out import TextTable
from desktop.exchange.workbook_out import Workbook
from desktop.study.incoming import Progress
from desktop.study.outgoing import Outgoing, Written


class Exporter(Protocol):
    """The writer of one format.

    Attributes:
        title: what people call it, such as "Anki package".
        suffix: the end of its files' names, with its dot.
        holds_progress: whether it can hold where cards stand and how they were answered.
        holds_media: whether it can hold pictures and sounds.
        whole: whether it is for a whole collection only.
    """

    title: str
    suffix: str
    holds_progress: bool
    holds_media: bool
    whole: bool

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file. One of that name is replaced at the end, not before all is well.

        Raises:
            UserError: it cannot be written; nothing was changed.
            Cancelled: `progress` said so; nothing was changed.
        """
        ...


EXPORTERS: tuple[Exporter, ...] = (
    AnkiPackage(),
    AnkiPackage(old=True),
    WholeAnki(),
    TextTable("CSV for spreadsheets", ".csv", ","),
    TextTable("Text with tabs", ".tsv", "\t"),
    Workbook(),
    Markdown(),
    DeckFile(),
)


def exporter_for(target: Path) -> Exporter:
    """Return the first exporter whose files end as a name does.

    Raises:
        UserError: none does.
    """
    suffix = target.suffix.lower()
    for each in EXPORTERS:
        if each.suffix == suffix:
            return each
    known = ", ".join(dict.fromkeys(each.suffix for each in EXPORTERS))
    raise UserError(f"{target.name} does not end as any format does.", f"The ends are {known}.")
