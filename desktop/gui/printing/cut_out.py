"""Cards to cut out: a page of fronts, then one of their backs, mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageSize, QPen

from desktop.gui.printing.pages import A4, MARGIN, MM, Pages
from desktop.gui.printing.pictures import PrintedPictures
from desktop.gui.printing.printed import Cards, Printed, sides_of
from desktop.gui.printing.side import PrintedSide
from desktop.gui.words import tr

PADDING = 4 * MM
MARK = 5 * MM


class Grid(NamedTuple):
    """How many cards stand on a page."""

    columns: int = 2
    rows: int = 4


USUAL = Grid()


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

    def _draw(self, pages: Pages, faces: Cards, pictures: PrintedPictures) -> Iterator[None]:
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
                    yield from self._sheet(pages, waiting, cell, first)
                    waiting, first = [], False
            yield
        if waiting:
            yield from self._sheet(pages, waiting, cell, first)

    def _sheet(
        self, pages: Pages, cards: list[tuple[PrintedSide, PrintedSide, int]], cell: QSizeF, first: bool
    ) -> Iterator[None]:
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
            yield

    def _marks(self, pages: Pages, cell: QSizeF) -> None:
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
