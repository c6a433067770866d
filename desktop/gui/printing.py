"""Cards on paper, as PDF: a list to read, or cards to cut out.

Cards to cut out stand with their fronts on one page and their backs on the next, mirrored so that each lies
behind its front when a printer turns the sheet over its long edge. Texts that are too long are made smaller;
those that would be too small go on in the next place, and nothing is cut off.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1
from itertools import count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from desktop.errors import UserError
from desktop.exchange.target import written as safely
from desktop.gui.pictures import Pictures
from desktop.gui.printed_side import LIST, PrintedSide, SideText
from desktop.gui.theme import LIGHT
from desktop.gui.words import tr
from desktop.render.card import Face, clean, face
from desktop.render.occlusion import Scene
from desktop.study.incoming import Progress
from desktop.study.kinds.contract import listed
from desktop.study.outgoing import Outgoing, Written

A4 = QPageSize.PageSizeId.A4
LETTER = QPageSize.PageSizeId.Letter
DOTS = 1200
"""A printer's dots in an inch; drawings and letters are lines, pictures have fewer."""
PIXELS = 96
MM = PIXELS / 25.4
SHARP = 3.0
"""Dots of a picture for each pixel."""
MARGIN = 12 * MM
PADDING = 4 * MM
MARK = 5 * MM
GAP = 4 * MM
"""Between rows of the list, and around its line."""
FOOT = 8 * MM
SMALL = 9
SCENE = "repertoire-scene.png"


class Grid(NamedTuple):
    """How many cards stand on a page."""

    columns: int = 2
    rows: int = 4


USUAL = Grid()


class _Pages:
    """The pages of one file, drawn on in pixels of 1/96 inch."""

    def __init__(self, file: Path, paper: QPageSize.PageSizeId, title: str) -> None:
        self._writer = QPdfWriter(str(file))
        self._writer.setResolution(DOTS)
        self._writer.setPageLayout(
            QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self._writer.setTitle(title)
        self._writer.setCreator("Repertoire")
        size = QPageSize(paper).size(QPageSize.Unit.Point)
        self.size = QSizeF(size.width(), size.height()) * PIXELS / 72
        self.painter = QPainter()
        if not self.painter.begin(self._writer):
            raise OSError(0, "the file could not be opened")
        self._scale()
        self.number = 1

    def _scale(self) -> None:
        self.painter.resetTransform()
        self.painter.scale(DOTS / PIXELS, DOTS / PIXELS)

    def turn(self) -> None:
        """Begin the next page."""
        if not self._writer.newPage():
            raise OSError(0, "the file could not be written")
        self._scale()
        self.number += 1

    def end(self) -> None:
        """Finish the file."""
        if not self.painter.end():
            raise OSError(0, "the file could not be written")

    def note(self, box: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
        """Write something small."""
        font = QFont()
        font.setPixelSize(SMALL)
        self.painter.setFont(font)
        self.painter.setPen(QColor(LIGHT.muted))
        self.painter.drawText(box, align, text)


class _Pictures:
    """Pictures of a deck on its way out, each unpacked into a folder of our own when it is drawn."""

    def __init__(self, outgoing: Outgoing, folder: Path, written: Written) -> None:
        self._outgoing = outgoing
        self._folder = folder
        self._written = written
        self._known: dict[str, Path | None] = {}
        self._pictures = Pictures(self.file, lambda: SHARP)

    def file(self, name: str) -> Path | None:
        """Return the file of a picture; None where there is none."""
        if name not in self._known:
            found = self._outgoing.find_media(name)
            file = self._folder / sha1(name.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
            if found is None:
                self._written.missing.append(name)
            else:
                file.write_bytes(found.read())
                self._written.media += 1
            self._known[name] = file if found else None
        return self._known[name]

    def image(self, name: str, room: QSize) -> QImage | None:
        """Return a picture no larger than a room."""
        found = self._pictures.image(name, room)
        self._pictures.forget()
        return found

    def scene(self, scene: Scene, width: int) -> QImage:
        """Return an image of a card that hides parts of it, as the window draws it."""
        from desktop.gui.occlusion_view import OcclusionView  # heavy: few cards have one

        view = OcclusionView()
        room = QSize(width, 2 * width)
        overlay = self.file(scene.overlay) if scene.overlay else None
        view.show_scene(
            scene,
            self.image(scene.image, room) or QImage(),
            LIGHT,
            overlay=overlay.read_bytes() if overlay else b"",
            tallest=2 * width,
        )
        view.resize(width, max(1, view.heightForWidth(width)))
        image = QImage(view.size() * SHARP, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(SHARP)
        image.fill(Qt.GlobalColor.white)
        view.render(image, renderFlags=view.RenderFlag.DrawChildren)
        return image


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
        made = Written()
        if not outgoing.count:
            raise UserError(tr("There are no cards to print."))
        with (
            tempfile.TemporaryDirectory(prefix="repertoire-print-") as folder,
            safely(target) as partial,
            self._opened(partial, outgoing.name) as pages,
        ):
            pictures = _Pictures(outgoing, Path(folder), made)
            self._draw(pages, self._faces(outgoing, made, progress), pictures)
        return made

    @contextmanager
    def _opened(self, file: Path, title: str) -> Iterator[_Pages]:
        pages = _Pages(file, self._paper, title or tr("Cards"))
        try:
            yield pages
        except BaseException:
            pages.painter.end()
            raise
        pages.end()

    def _faces(
        self, outgoing: Outgoing, made: Written, progress: Progress
    ) -> Iterator[tuple[Face, tuple[str, ...]]]:
        """Yield each card with what there is to choose."""
        for each in outgoing.make():
            note = each.note
            options = listed(note.fields.get("Options", "")) if note.note_type.kind == "choice" else ()
            for state in each.cards:
                yield face(note, state.ordinal, deck=state.deck or each.deck), options
                made.cards += 1
            made.notes += 1
            progress(made.notes, outgoing.count)

    def _draw(
        self, pages: _Pages, faces: Iterator[tuple[Face, tuple[str, ...]]], pictures: _Pictures
    ) -> None:
        raise NotImplementedError


def sides_of(
    card: Face, options: tuple[str, ...], pictures: _Pictures, width: int
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


class CutOutCards(Printed):
    """Cards to cut out, fronts and backs.

    Args:
        paper: A4, LETTER or another size.
        grid: how many cards stand on a page.
    """

    def __init__(self, paper: QPageSize.PageSizeId = A4, grid: Grid = USUAL) -> None:
        super().__init__(paper)
        self.title = tr("Cards to cut out (PDF)")
        self._grid = grid

    def _draw(
        self, pages: _Pages, faces: Iterator[tuple[Face, tuple[str, ...]]], pictures: _Pictures
    ) -> None:
        grid = self._grid
        cell = QSizeF(
            (pages.size.width() - 2 * MARGIN) / grid.columns, (pages.size.height() - 2 * MARGIN) / grid.rows
        )
        room = cell - QSizeF(2 * PADDING, 2 * PADDING)
        waiting: list[tuple[PrintedSide, PrintedSide, int]] = []
        first = True
        for card, options in faces:
            front, back = sides_of(card, options, pictures, int(room.width()))
            sides = (PrintedSide(front, room, pictures.image), PrintedSide(back, room, pictures.image))
            for place in range(max(each.places for each in sides)):
                waiting.append((*sides, place))
                if len(waiting) == grid.columns * grid.rows:
                    self._sheet(pages, waiting, cell, first)
                    waiting, first = [], False
        if waiting:
            self._sheet(pages, waiting, cell, first)

    def _sheet(
        self, pages: _Pages, cards: list[tuple[PrintedSide, PrintedSide, int]], cell: QSizeF, first: bool
    ) -> None:
        """Draw a page of fronts, then one of their backs."""
        for is_back in (False, True):
            if not first or is_back:
                pages.turn()
            if not is_back:
                self._marks(pages, cell)
            for at, (*sides, place) in enumerate(cards):
                row, column = divmod(at, self._grid.columns)
                if is_back:
                    column = self._grid.columns - 1 - column
                corner = QPointF(MARGIN + column * cell.width(), MARGIN + row * cell.height())
                sides[is_back].draw(pages.painter, corner + QPointF(PADDING, PADDING), place)
                last = max(each.places for each in sides)
                if last > 1:
                    box = QRectF(corner, cell).adjusted(0, 0, -1.5 * MM, -0.8 * MM)
                    corner_flag = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
                    pages.note(box, f"{place + 1}/{last}", corner_flag)

    def _marks(self, pages: _Pages, cell: QSizeF) -> None:
        """Draw where to cut: short lines in the margins, and crosses where cards meet."""
        painter, width, height = pages.painter, pages.size.width(), pages.size.height()
        pen = QPen(QColor("#8a8f98"), 0.5)
        painter.setPen(pen)
        xs = [MARGIN + column * cell.width() for column in range(self._grid.columns + 1)]
        ys = [MARGIN + row * cell.height() for row in range(self._grid.rows + 1)]
        for x in xs:
            for edge in (MARGIN - MARK - 1, height - MARGIN + 1):
                painter.drawLine(QPointF(x, edge), QPointF(x, edge + MARK))
        for y in ys:
            for edge in (MARGIN - MARK - 1, width - MARGIN + 1):
                painter.drawLine(QPointF(edge, y), QPointF(edge + MARK, y))
        for x in xs[1:-1]:
            for y in ys[1:-1]:
                painter.drawLine(QPointF(x - MM, y), QPointF(x + MM, y))
                painter.drawLine(QPointF(x, y - MM), QPointF(x, y + MM))


class CardList(Printed):
    """A list: questions on the left, answers on the right."""

    def __init__(self, paper: QPageSize.PageSizeId = A4) -> None:
        super().__init__(paper)
        self.title = tr("List to print (PDF)")

    def _draw(
        self, pages: _Pages, faces: Iterator[tuple[Face, tuple[str, ...]]], pictures: _Pictures
    ) -> None:
        width = (pages.size.width() - 2 * MARGIN - 2 * GAP) / 2
        lowest = pages.size.height() - MARGIN - FOOT
        room = QSizeF(width, lowest - MARGIN)
        at = MARGIN
        self._foot(pages)
        for card, options in faces:
            texts = sides_of(card, options, pictures, int(width))
            sides = [PrintedSide(each, room, pictures.image, LIST) for each in texts]
            for place in count():
                if place == max(each.places for each in sides):
                    break
                height = max(each.height for each in sides)
                if at + height > lowest:
                    pages.turn()
                    self._foot(pages)
                    at = MARGIN
                for left, side in zip((MARGIN, MARGIN + width + 2 * GAP), sides, strict=True):
                    side.draw(pages.painter, QPointF(left, at), place, centred=False)
                at += height + GAP
                if at + GAP < lowest:
                    pages.painter.setPen(QPen(QColor(LIGHT.line), 0.5))
                    pages.painter.drawLine(QPointF(MARGIN, at), QPointF(pages.size.width() - MARGIN, at))
                at += GAP

    def _foot(self, pages: _Pages) -> None:
        box = QRectF(MARGIN, pages.size.height() - MARGIN - FOOT, pages.size.width() - 2 * MARGIN, FOOT)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        pages.note(box, str(pages.number), middle)
