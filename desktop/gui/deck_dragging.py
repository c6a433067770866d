"""Where a deck that is dragged would come to lie, and the line that says so."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from desktop.gui.theme import Theme

WIDEST = 260
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
