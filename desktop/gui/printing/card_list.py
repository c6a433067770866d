"""A list of cards to read: questions on the left, answers on the right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageSize, QPen

from desktop.gui.printing.pages import A4, MARGIN, MM, Pages
from desktop.gui.printing.pictures import PrintedPictures
from desktop.gui.printing.printed import Cards, Printed, sides_of
from desktop.gui.printing.side import LIST, PrintedSide
from desktop.gui.theme import LIGHT
from desktop.gui.words import tr

GAP = 4 * MM
"""Between rows of the list, and around its line."""
FOOT = 8 * MM


class CardList(Printed):
    """A list: questions on the left, answers on the right."""

    def __init__(self, paper: QPageSize.PageSizeId = A4) -> None:
        super().__init__(paper)
        self.title = tr("List to print (PDF)")

    def _draw(self, pages: Pages, faces: Cards, pictures: PrintedPictures) -> Iterator[None]:
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
            yield

    def _foot(self, pages: Pages) -> None:
        box = QRectF(MARGIN, pages.size.height() - MARGIN - FOOT, pages.size.width() - 2 * MARGIN, FOOT)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        pages.note(box, str(pages.number), middle)
