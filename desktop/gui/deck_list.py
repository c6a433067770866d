"""The list of decks on Home: names, what is due, what is new, how much is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QToolTip,
    QTreeWidgetItem,
)

from desktop.gui.deck_delegate import DECK_ROLE, DUE, KNOWN, NAME, NEW, ROW, DeckDelegate
from desktop.gui.deck_dragging import DraggedTree
from desktop.gui.labels import plain_tip
from desktop.gui.look import Look
from desktop.gui.settings import Settings
from desktop.gui.words import tr
from desktop.store.deck_rows import DeckRow

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent

NAME_ROOM = 120
NO_DECK = DeckRow(0, UUID(int=0), None, "", "", 0, 0, 0, 0, 0)
"""Stands in the row of a deck that has no name yet."""


def spoken(row: DeckRow) -> str:
    """Return a deck's row as a screen reader says it."""
    return tr("{name}: {due} due, {new} new, {known} of {cards} known").format(
        name=row.name, due=row.due_today, new=row.new_today, known=row.known, cards=row.cards
    )


class DeckList(DraggedTree):
    """As tall as its rows; a click or Enter on one wants it studied."""

    chosen = Signal(object)
    """Tells the number of a deck."""
    named = Signal(object, object, str)
    """Tells the deck (None: a new one), the deck that a new one is to lie in, and the name that was typed."""
    menu_wanted = Signal(object, QPoint)
    """Tells the deck (None: none) and the point of the screen to open at."""

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__(look)
        self._settings = settings
        self.setObjectName("decks")
        self.setAccessibleName(tr("Decks"))
        self.setColumnCount(4)
        self.setHeaderLabels([tr("Decks"), tr("due"), tr("new"), tr("known")])
        self._rows: Sequence[DeckRow] = ()
        self.explains: Callable[[int], str] = lambda deck: ""
        """Returns what is said about the numbers of a deck."""
        self._waiting: Sequence[DeckRow] | None = None
        self._delegate = DeckDelegate(look, self._tell_name)
        self._delegate.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self._end_naming))
        self.setItemDelegate(self._delegate)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setIndentation(24)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._make_header()
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.itemCollapsed.connect(lambda item: self._remember(item, True))
        self.itemExpanded.connect(lambda item: self._remember(item, False))

    def _make_header(self) -> None:
        header = self.header()
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in (DUE, NEW, KNOWN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.headerItem().setTextAlignment(column, side)

    def fill(self, rows: Sequence[DeckRow]) -> None:
        """Show decks, parents before children; the row that was current stays so.

        While a deck is being named they wait: nothing that is typed is lost.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = rows
            return
        kept = self.current
        self._waiting = None
        self._delegate.with_colors = any(row.color for row in rows)
        self.blockSignals(True)
        self.clear()
        parents: list[QTreeWidgetItem] = []
        for row in rows:
            del parents[row.depth :]
            item = self._item(row, parents[-1] if parents else None)
            item.setExpanded(self._is_open(row))
            parents.append(item)
            if row.number == kept:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self._rows = rows
        self.fit_height()

    def _item(self, row: DeckRow, parent: QTreeWidgetItem | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        (self.addTopLevelItem if parent is None else parent.addChild)(item)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setData(NAME, DECK_ROLE, row)
        item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, spoken(row))
        item.setText(NAME, row.name)
        return item

    # ------------------------------------------------------------------ naming

    def rename(self, deck: int, typed: str | None = None) -> None:
        """Let the name of a deck be typed, beginning with its name or with `typed`."""
        item = self.item_of(deck)
        if item is not None:
            self._name(item, typed)

    def name_new(self, inside: int | None, typed: str = "") -> None:
        """Let the name of a new deck be typed, in a row at the end of another deck or of the list."""
        parent = self.item_of(inside)
        item = self._item(NO_DECK, parent)
        if parent is not None:
            self.blockSignals(True)
            parent.setExpanded(True)
            self.blockSignals(False)
        self.fit_height()
        self._name(item, typed)

    def _name(self, item: QTreeWidgetItem, typed: str | None) -> None:
        self._delegate.typed = typed
        self.setCurrentItem(item)
        self.setFocus()
        self.editItem(item, NAME)
        if typed:
            for field in self.findChildren(QLineEdit):
                field.end(False)

    def _tell_name(self, row: DeckRow, text: str) -> None:
        item = self.currentItem()
        parent = item.parent() if item is not None else None
        above = parent.data(NAME, DECK_ROLE).number if parent is not None else None
        if row.number == 0 and text.strip():
            QTimer.singleShot(0, self, lambda: self.named.emit(None, above, text))
        elif row.number and text != row.given:
            QTimer.singleShot(0, self, lambda: self.named.emit(row.number, None, text))

    def _end_naming(self) -> None:
        """Take the row of a deck that got no name away, and show what waited."""
        if self.state() != QAbstractItemView.State.EditingState:
            self.fill(self._rows if self._waiting is None else self._waiting)

    # ------------------------------------------------------------------ where the keys are

    def item_of(self, deck: int | None) -> QTreeWidgetItem | None:
        """Return the row of a deck, if it is listed."""
        item = self.topLevelItem(0)
        waiting = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        while waiting and deck is not None:
            item = waiting.pop()
            if item is not None and item.data(NAME, DECK_ROLE).number == deck:
                return item
            waiting += [item.child(at) for at in range(item.childCount())] if item is not None else []
        return None

    def row_of(self, deck: int) -> DeckRow:
        """Return what is shown of a deck."""
        return next(row for row in self._rows if row.number == deck)

    def name_of(self, deck: int) -> str:
        """Return the name that a deck is shown under."""
        return self.row_of(deck).name

    def step_from(self, deck: int) -> int | None:
        """Return the deck that the keys go to when a deck leaves: the next one outside it, else the last."""
        at = next((at for at, row in enumerate(self._rows) if row.number == deck), None)
        if at is None:
            return None
        depth = self._rows[at].depth
        behind = (row.number for row in self._rows[at + 1 :] if row.depth <= depth)
        return next(behind, self._rows[at - 1].number if at else None)

    def go_to(self, deck: int) -> None:
        """Make a deck the current one, and show its row."""
        item = self.item_of(deck)
        above = item.parent() if item is not None else None
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        if item is not None:
            self.setCurrentItem(item)
            self.reveal(self.visualItemRect(item).center())

    def fit_columns(self, across: int) -> None:
        """Give the numbers what the names leave of a width; where that is too little, the names take it."""
        px = self._look.px
        left = across - px(NAME_ROOM)
        known = max(px(84), min(px(220), round(across * 0.28)))
        for column, width in ((DUE, px(58)), (NEW, px(58)), (KNOWN, known)):
            left -= width
            self.setColumnWidth(column, width)
            self.setColumnHidden(column, left < 0)

    def fit_height(self) -> None:
        """Be as tall as the rows that show."""
        rows = 0
        item = self.topLevelItem(0)
        while item is not None:
            rows += 1
            item = self.itemBelow(item)
        height = rows * self._look.px(ROW) + self.header().sizeHint().height() + 8
        self.setFixedHeight(max(height, self._look.px(ROW)))

    def _choose(self, item: QTreeWidgetItem) -> None:
        row: DeckRow = item.data(NAME, DECK_ROLE)
        if row.number:
            self.chosen.emit(row.number)

    # ------------------------------------------------------------------ menu and mouse

    def viewportEvent(self, event: QEvent) -> bool:
        """Say of a row that the mouse rests on why its numbers are what they are."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            row = index.siblingAtColumn(NAME).data(DECK_ROLE) if index.isValid() else None
            text = self.explains(row.number) if row is not None and row.number else ""
            QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu of a deck by the sign beside its name; all else is Qt's."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        on_sign = index.column() == NAME and self._delegate.more_area(self.visualRect(index)).contains(at)
        if on_sign and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.current, event.globalPosition().toPoint())
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the deck below the mouse, or of the current one."""
        by_mouse = event.reason() == event.Reason.Mouse
        item = self.itemAt(event.pos()) if by_mouse else self.currentItem()
        if item is not None:
            self.setCurrentItem(item)
        place = self.visualItemRect(item).center() if item is not None else QPoint()
        at = event.globalPos() if by_mouse else self.viewport().mapToGlobal(place)
        self.menu_wanted.emit(self.current if item is not None else None, at)

    def _remember(self, item: QTreeWidgetItem, collapsed: bool) -> None:
        row: DeckRow = item.data(NAME, DECK_ROLE)
        mark = ("-" if collapsed else "+") + row.uid.hex
        kept = [each for each in self._settings.folded.split() if each[1:] != row.uid.hex]
        self._settings.folded = " ".join([*kept, mark])
        self.fit_height()

    def _is_open(self, row: DeckRow) -> bool:
        """Return whether a deck shows those inside it: as it was left, else only the first does."""
        marks = self._settings.folded.split()
        if "+" + row.uid.hex in marks or "-" + row.uid.hex in marks:
            return "+" + row.uid.hex in marks
        return row.depth > 0 or self.topLevelItemCount() == 1
