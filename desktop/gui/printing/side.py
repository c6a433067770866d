"""One side of a card on paper: compiled and drawn as on the screen, then fitted to its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QTextDocument,
)

from desktop.gui.card_look import card_style, card_theme
from desktop.gui.card_text import HIGHEST_PICTURE, INDENT, FindPicture
from desktop.gui.drawings import InlineDrawings
from desktop.gui.theme import LIGHT
from desktop.render.clean import named
from desktop.render.document import compile_card
from desktop.render.drawing import Drawing

CARD, LIST = (20, 15), (15, 13)
"""Type sizes of a short and of a long text, in pixels: 15 and 11 points on a card, 11 and 10 in a list."""
STEPS = (1.0, 0.9, 0.8, 0.7, 0.6)
"""How much a text is made smaller until it fits; one that never does goes on in another place."""
DEEPEST_FOLDS = 4
PAPER = replace(card_theme(LIGHT._replace(window="#ffffff"), 1.0), text="#000000")
STYLE = card_style(LIGHT)


@dataclass(frozen=True, slots=True)
class SideText:
    """What a side shows.

    Attributes:
        html: clean HTML.
        style: style sheets of the deck.
        number: of the card's template, from 1.
        drawings: of its formulas.
        pictures: of its own, beside those of the deck, by name.
    """

    html: str
    style: str
    number: int
    drawings: Mapping[str, Drawing]
    pictures: Mapping[str, QImage]


class _Document(QTextDocument):
    """A document that gets pictures from where it is told, and opens no file and no address."""

    def __init__(self) -> None:
        super().__init__()
        self.images: dict[str, QImage | None] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture that was found; a clear dot in the place of any other."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        full = QUrl.ComponentFormattingOption.FullyEncoded
        address = name.toString(full) if isinstance(name, QUrl) else name
        found = self.images.get(named(address)) if address.startswith("media:") else None
        if found is not None:
            return found
        dot = QImage(1, 1, QImage.Format.Format_ARGB32)
        dot.fill(Qt.GlobalColor.transparent)
        return dot


class PrintedSide:
    """A side laid out in a room, over as many places as it needs.

    Args:
        side: what it shows.
        room: of one place, in pixels of 1/96 inch.
        find: returns a picture of the deck by its name, no larger than a size.
        sizes: CARD, which is made smaller before it takes a second place, or LIST.
    """

    def __init__(
        self, side: SideText, room: QSizeF, find: FindPicture, sizes: tuple[int, int] = CARD
    ) -> None:
        self._room = room
        self._find = find
        self._sizes = sizes
        for self._scale in STEPS if sizes == CARD else STEPS[:1]:
            width = room.width() / self._scale
            self._document = self._laid_out(side, width)
            self.height = self._document.size().height() * self._scale
            if self.height <= room.height():
                self.places = 1
                return
        self._document.setPageSize(QSizeF(width, room.height() / self._scale))
        self.places = self._document.pageCount()
        self.height = room.height()

    def _laid_out(self, side: SideText, width: float) -> _Document:
        document = _Document()

        def size_of(name: str) -> tuple[int, int] | None:
            if name not in document.images:
                own = side.pictures.get(name)
                highest = min(HIGHEST_PICTURE, int(self._room.height() / self._scale))
                document.images[name] = own or self._find(name, QSize(int(width), highest))
            image = document.images[name]
            if image is None:
                return None
            size = image.deviceIndependentSize().toSize()
            return size.width(), size.height()

        largest, smallest = self._sizes
        theme = replace(PAPER, width=max(80, int(width)), largest=largest, smallest=smallest)
        opened: frozenset[int] = frozenset()
        for _ in range(DEEPEST_FOLDS):
            compiled = compile_card(
                side.html,
                f"{STYLE}\n{side.style}",
                theme,
                opened=opened,
                number=side.number,
                pictures=size_of,
                drawings=side.drawings,
            )
            closed = {fold.number for fold in compiled.folds if not fold.is_open}
            if not closed:
                break
            opened = opened ^ closed
        font = QFont()
        font.setPixelSize(compiled.size)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        document.setUseDesignMetrics(True)
        document.setDocumentMargin(0)
        document.setDefaultFont(font)
        document.setIndentWidth(compiled.size * INDENT)
        inline = document.inline = InlineDrawings(document)  # type: ignore[attr-defined]  # lives as long
        inline.show(side.drawings, QColor(theme.text))
        document.setHtml(compiled.html)
        inline.settle()
        document.setTextWidth(width)
        return document

    def draw(self, painter: QPainter, at: QPointF, place: int = 0, *, centred: bool = True) -> None:
        """Draw what stands in one of its places; beyond the last there is nothing.

        Args:
            painter: in pixels of 1/96 inch.
            at: upper left corner.
            place: which one, from 0.
            centred: whether a text that leaves room stands in its middle.
        """
        if place >= self.places:
            return
        spare = self._room.height() - self.height if centred and self.places == 1 else 0.0
        height = self._room.height() / self._scale
        painter.save()
        painter.translate(at + QPointF(0, spare / 2))
        painter.scale(self._scale, self._scale)
        if self.places > 1:
            painter.translate(0, -place * height)
            painter.setClipRect(QRectF(0, place * height, self._room.width() / self._scale, height))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(PAPER.text))
        self._document.documentLayout().draw(painter, context)
        painter.restore()
