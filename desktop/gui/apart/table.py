"""The things by their sides: as tall as its rows, walked through by keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from desktop.gui.apart import wording
from desktop.gui.card_view import SIDES
from desktop.gui.labels import label, plain_tip
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.study.sides import Placing, Thing

NAME, PLACED, INSTEAD = range(3)
ROW = 34
PADDING = 24
CARDS = Qt.ItemDataRole.UserRole


class KeepsColour(QStyledItemDelegate):
    """Draws the row where the keys are in its own colours, without a frame around one cell."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take the colour of the row for that of a selected one."""
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, colour)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the whole row shows it


class SidesTable(QTreeWidget):
    """Shows how often each thing was put on its side; Enter or a double click on one practices its cards."""

    chosen = Signal(object)
    """Tells cards to practice."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._placing: Placing | None = None
        self.setObjectName(name)
        self.setColumnCount(3)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(KeepsColour(self))
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(lambda item: self.chosen.emit(item.data(NAME, CARDS) or ()))

    def show_placing(self, placing: Placing) -> None:
        """Show what was counted; the row that is at hand stays."""
        current = self.currentItem()
        at = self.indexOfTopLevelItem(current) if current is not None else -1
        self._placing = placing
        self.clear()
        self.setHeaderLabels([wording.things(placing).capitalize(), tr("Placed right"), tr("You said")])
        for side in placing.sides:
            on_side = placing.on(side)
            if on_side:
                self._add_side(side, on_side)
            for thing in on_side:
                self._add_thing(thing)
        self.dress()
        if self.hasFocus():
            self._go_to(max(0, min(at, self.topLevelItemCount() - 1)))

    def _go_to(self, at: int) -> None:
        item = self.topLevelItem(at)
        if item is not None:
            self.setCurrentItem(item)

    def _add_side(self, side: str, on_side: tuple[Thing, ...]) -> None:
        right, n = sum(each.right for each in on_side), sum(each.n for each in on_side)
        shape = SIDES.get(side.casefold(), "")
        item = QTreeWidgetItem([f"{shape}  {side}".strip(), wording.share(right, n), ""])
        font = QFont(self.font())
        font.setBold(True)
        for column in (NAME, PLACED):
            item.setFont(column, font)
        if shape:
            item.setForeground(NAME, self._look.theme.color(side.casefold()))
        item.setData(NAME, CARDS, tuple(card for each in on_side for card in each.cards if each.n))
        told = tr("{side}: placed right {share}").format(side=side, share=wording.share(right, n))
        item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, told)
        self.addTopLevelItem(item)

    def _add_thing(self, thing: Thing) -> None:
        item = QTreeWidgetItem(
            [f"     {thing.name}", wording.share(thing.right, thing.n), wording.instead(thing)]
        )
        quiet = self._look.theme.color("muted")
        if not thing.n:
            item.setForeground(NAME, quiet)
        if thing.is_placed or not thing.n:
            item.setForeground(INSTEAD, quiet)
        item.setForeground(PLACED, self._look.theme.color("text" if thing.n else "muted"))
        item.setData(NAME, CARDS, thing.cards if thing.n else ())
        item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, wording.spoken(thing))
        for column in (NAME, PLACED, INSTEAD):
            item.setToolTip(column, plain_tip(wording.spoken(thing)))
        self.addTopLevelItem(item)

    def dress(self) -> None:
        """Share the width out by the size of the text, and be as tall as the rows."""
        font = QFont(self.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        every = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
        rows = [row for row in every if row is not None]
        for column in (PLACED, INSTEAD):
            texts = [self.headerItem().text(column), *(row.text(column) for row in rows)]
            wanted = max(metrics.horizontalAdvance(text) for text in texts) + self._look.px(PADDING)
            self.setColumnWidth(column, min(wanted, max(self.viewport().width() // 3, 1)))
        for row in rows:
            row.setSizeHint(NAME, QSize(0, self._look.px(ROW)))
        height = self.header().sizeHint().height() + len(rows) * self._look.px(ROW) + 8
        self.setFixedHeight(height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        current = self.currentItem()
        if current is None:
            self._go_to(0)
        else:
            current.setSelected(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark no row while the keys are elsewhere."""
        super().focusOutEvent(event)
        self.clearSelection()


class Section(QFrame):
    """A table on its surface, below the names of its sides where there are several."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.table = SidesTable(look, f"apart-table-{number}")
        self.heading = label("", "overline", wrap=True)
        self.heading.setObjectName(f"apart-heading-{number}")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.heading)
        inside.addWidget(self.table)

    def show_placing(self, placing: Placing, heading: str) -> None:
        """Show what was counted; without a heading there is none."""
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.table.setAccessibleName(wording.sides(placing))
        self.table.show_placing(placing)
