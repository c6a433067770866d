"""Where a deck that is dragged would come to lie, and the line that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDrag, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QTreeWidget, QTreeWidgetItem

from desktop.gui.deck_delegate import DECK_ROLE, NAME, ROW
from desktop.gui.look import Look
from desktop.gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPaintEvent

WIDEST = 260
OPENS_MS = 700
"""After which a folded deck opens that another is held above."""
EDGE = 0.28
"""The part of a row, at its upper and lower edge, that stands for before and behind it."""


class Drop(NamedTuple):
    """A place for a deck.

    Attributes:
        parent: the row of the deck to lie in; None = at the top.
        before: the row to stand before; None = behind all others there.
        mark: what shows it: a row, or a line of no height.
    """

    parent: QTreeWidgetItem | None
    before: QTreeWidgetItem | None
    mark: QRect


def place_at(tree: QTreeWidget, at: QPoint) -> Drop:
    """Return the place that a point of a tree's viewport stands for.

    The middle of a row stands for the inside of its deck, its edges for the places beside it.
    Below the last deck inside another, a point further to the left stands behind that other one.
    """
    item: QTreeWidgetItem | None = tree.itemAt(at)
    if item is None:
        return Drop(None, None, QRect(0, _bottom(tree), tree.viewport().width(), 0))
    row = tree.visualItemRect(item)
    part = (at.y() - row.top()) / max(1, row.height())
    if part < EDGE:
        return Drop(item.parent(), item, _line(tree, item, row.top()))
    if part <= 1 - EDGE:
        return Drop(item, None, row)
    first = item.child(0) if item.isExpanded() else None
    if first is not None:
        return Drop(item, first, _line(tree, first, row.bottom()))
    return _behind(tree, item, at.x(), row.bottom())


def _behind(tree: QTreeWidget, item: QTreeWidgetItem, x: int, bottom: int) -> Drop:
    """Return the place behind a row; behind one that it lies in, where the point is left of it."""
    parent = item.parent()
    if parent is not None and _after(tree, item) is None and x < tree.visualItemRect(item).left():
        return _behind(tree, parent, x, bottom)
    return Drop(parent, _after(tree, item), _line(tree, item, bottom))


def _bottom(tree: QTreeWidget) -> int:
    """Return the lower edge of the last row that shows."""
    bottom, item = 0, tree.topLevelItem(tree.topLevelItemCount() - 1)
    while item is not None:
        bottom = tree.visualItemRect(item).bottom()
        item = tree.itemBelow(item)
    return bottom


def draw(painter: QPainter, drop: Drop, color: QColor) -> None:
    """Draw a line between two rows, or a frame around one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 2))
    mark = QRectF(drop.mark)
    if drop.mark.height():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(mark.adjusted(1, 1, -2, -2), 6, 6)
    else:
        y = max(4.0, mark.top())
        painter.drawEllipse(QRectF(mark.left() + 1, y - 3, 6, 6))
        painter.drawLine(int(mark.left() + 7), int(y), int(mark.right() - 2), int(y))


def chip(tree: QTreeWidget, name: str, theme: Theme) -> QPixmap:
    """Return a deck's name as it is carried by the mouse."""
    metrics = tree.fontMetrics()
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, WIDEST)
    ratio = tree.devicePixelRatio()
    size = QSize(metrics.horizontalAdvance(text) + 24, metrics.height() + 12)
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(tree.font())
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6)
    painter.setPen(theme.color("text"))
    painter.drawText(QRect(QPoint(0, 0), size), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return made


def _line(tree: QTreeWidget, item: QTreeWidgetItem, y: int) -> QRect:
    left = tree.visualItemRect(item).left()
    return QRect(left, y, tree.viewport().width() - left, 0)


def _after(tree: QTreeWidget, item: QTreeWidgetItem) -> QTreeWidgetItem | None:
    parent = item.parent()
    if parent is not None:
        return parent.child(parent.indexOfChild(item) + 1)
    return tree.topLevelItem(tree.indexOfTopLevelItem(item) + 1)


class DraggedTree(QTreeWidget):
    """A list of decks in which they are dragged to other places; a line shows where to."""

    moved = Signal(object, object, object)
    """Tells the deck, the one to lie in (None: at the top), the one to stand before (None: behind all)."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._drop: Drop | None = None
        self._dragged: int | None = None
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(False)  # the line is drawn here
        self.setAutoExpandDelay(OPENS_MS)

    @property
    def current(self) -> int | None:
        """The number of the deck that the keys are at; None = no deck."""
        item = self.currentItem()
        return (item.data(NAME, DECK_ROLE).number or None) if item else None

    def name_of(self, deck: int) -> str:
        """Return the name that a deck is shown under."""
        raise NotImplementedError

    def reveal(self, at: QPoint) -> None:
        """Scroll the page that the list lies in, so that a point of the list can be seen."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        body = page.widget() if page is not None else None
        if page is not None and body is not None:
            page.ensureVisible(0, self.viewport().mapTo(body, at).y(), 0, self._look.px(ROW))

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Carry the deck's name beside the mouse: the row itself would hide where it goes."""
        deck = self.current
        if deck is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mimeData(self.selectedItems()))
        drag.setPixmap(chip(self, self.name_of(deck), self._look.theme))
        drag.setHotSpot(QPoint(-14, -10))
        self._dragged = deck
        drag.exec(Qt.DropAction.MoveAction)
        self._dragged = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take only decks of this list."""
        event.setAccepted(self._dragged is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the deck would come to lie."""
        super().dragMoveEvent(event)  # folded decks open
        at = event.position().toPoint()
        self._drop = place_at(self, at) if self._dragged is not None else None
        self.reveal(at)
        event.setAccepted(self._drop is not None)
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        super().dragLeaveEvent(event)
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the deck was dropped, once the drag is over; the list itself is filled anew then."""
        drop, deck = self._drop, self._dragged
        self._drop = None
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.viewport().update()
        if drop is not None and deck is not None:
            into, before = (
                each.data(NAME, DECK_ROLE).number if each else None for each in (drop.parent, drop.before)
            )
            QTimer.singleShot(0, self, lambda: self.moved.emit(deck, into, before))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line of a drag above the rows."""
        super().paintEvent(event)
        if self._drop is not None:
            painter = QPainter(self.viewport())
            draw(painter, self._drop, self._look.theme.color("accent"))
            painter.end()
