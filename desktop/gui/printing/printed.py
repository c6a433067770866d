"""What both ways of printing share: cards one by one, each with what there is to choose, onto pages."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from PySide6.QtGui import QPageSize

from desktop.errors import UserError
from desktop.exchange.target import written as safely
from desktop.gui.printing.pages import A4, Pages
from desktop.gui.printing.pictures import PrintedPictures
from desktop.gui.printing.side import SideText
from desktop.gui.words import tr
from desktop.render.card import Face, clean, face
from desktop.study.incoming import Progress
from desktop.study.kinds.contract import listed
from desktop.study.outgoing import Outgoing, Written

SCENE = "repertoire-scene.png"

Cards = Iterator[tuple[Face, tuple[str, ...]]]
"""Cards, each with what there is to choose."""


class Printed:
    """What both ways of printing share: it is an exporter like those of `desktop.exchange`.

    Args:
        paper: A4, LETTER or another size.
    """

    title = ""
    suffix = ".pdf"
    holds_progress = False
    holds_media = True
    whole = False

    def __init__(self, paper: QPageSize.PageSizeId = A4) -> None:
        self._paper = paper

    def write(self, outgoing: Outgoing, target: Path, progress: Progress) -> Written:
        """Write a file; see `Exporter.write`."""
        pieces = self.pieces(outgoing, target, progress)
        while True:
            try:
                next(pieces)
            except StopIteration as ended:
                return cast(Written, ended.value)

    def pieces(self, outgoing: Outgoing, target: Path, progress: Progress) -> Generator[None, None, Written]:
        """Write a file as `write` does, and pause after each small piece of the work.

        Cards are drawn with what belongs to the window's thread; in the pauses the window answers.
        """
        made = Written()
        if not outgoing.count:
            raise UserError(tr("There are no cards to print."))
        with (
            tempfile.TemporaryDirectory(prefix="repertoire-print-") as folder,
            safely(target) as partial,
            self._opened(partial, outgoing.name) as pages,
        ):
            pictures = PrintedPictures(outgoing, Path(folder), made)
            yield from self._draw(pages, self._faces(outgoing, made, progress), pictures)
        return made

    @contextmanager
    def _opened(self, file: Path, title: str) -> Iterator[Pages]:
        pages = Pages(file, self._paper, title or tr("Cards"))
        try:
            yield pages
        except BaseException:
            pages.painter.end()
            raise
        pages.end()

    def _faces(self, outgoing: Outgoing, made: Written, progress: Progress) -> Cards:
        """Yield each card with what there is to choose."""
        for each in outgoing.make():
            note = each.note
            options = listed(note.fields.get("Options", "")) if note.note_type.kind == "choice" else ()
            for state in each.cards:
                yield face(note, state.ordinal, deck=state.deck or each.deck), options
                made.cards += 1
            made.notes += 1
            progress(made.notes, outgoing.count)

    def _draw(self, pages: Pages, faces: Cards, pictures: PrintedPictures) -> Iterator[None]:
        raise NotImplementedError


def sides_of(
    card: Face, options: tuple[str, ...], pictures: PrintedPictures, width: int
) -> tuple[SideText, SideText]:
    """Return front and back of a card as they are printed."""
    if card.scenes:
        made = []
        for scene in card.scenes:
            html = f'{clean(scene.header)}<img src="{SCENE}">{clean(scene.extra)}'
            made.append(SideText(html, card.style, card.number, {}, {SCENE: pictures.scene(scene, width)}))
        return made[0], made[-1]
    listing = "".join(f"<li>{clean(each)}</li>" for each in options)
    asked = card.question + (f"<ol>{listing}</ol>" if listing else "")
    front, back = (
        SideText(html, card.style, card.number, card.drawings, {}) for html in (asked, card.answer)
    )
    return front, back
