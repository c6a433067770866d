"""Widgets that follow each other like words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays widgets out like words, line by line.

    Args:
        parent: that holds them.
        space: between them, in pixels.
        stretches: whether the last one takes what is left of its line.
    """

    def __init__(self, parent: QWidget, space: int = 4, *, stretches: bool = False) -> None:
        super().__init__(parent)
        self._space = space
        self._stretches = stretches
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def move_last(self, widget: QWidget) -> None:
        """Put a widget behind all others."""
        self._items.sort(key=lambda item: item.widget() is widget)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Lay everything out."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(QSize(0, item.minimumSize().height()))
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        left, right = rect.left() + margins.left(), rect.right() - margins.right()
        x, y, line = left, rect.top() + margins.top(), 0
        for at, item in enumerate(self._items):
            hint = item.sizeHint().boundedTo(QSize(max(20, right - left), 10_000))
            if x > left and x + hint.width() > right + 1:
                x, y, line = left, y + line + self._space, 0
            last = self._stretches and at == len(self._items) - 1
            width = max(hint.width(), right - x + 1) if last else hint.width()
            if move:
                item.setGeometry(QRect(x, y, width, hint.height()))
            x += width + self._space
            line = max(line, hint.height())
        return y + line + margins.bottom() - rect.top()
