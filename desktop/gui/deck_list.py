"""The list of decks on Home: names, what is due, what is new, how much is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QTreeWidget, QTreeWidgetItem

from desktop.gui.look import Look
from desktop.gui.settings import Settings
from desktop.gui.theme import SMALL
from desktop.gui.words import tr
from desktop.store.planner import DeckRow

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QStyleOptionViewItem

ROW = 44
NAME, DUE, NEW, KNOWN = range(4)
DECK_ROLE = Qt.ItemDataRole.UserRole
NAME_ROOM = 120


def spoken(row: DeckRow) -> str:
    """Return a deck's row as a screen reader says it."""
    return tr("{name}: {due} due, {new} new, {known} of {cards} known").format(
        name=row.name, due=row.due, new=row.new, known=row.known, cards=row.cards
    )


class DeckDelegate(QStyledItemDelegate):
    """Draws a row of the deck list: roomy, numbers in columns, a thin bar for what is known."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(60, self._look.px(ROW))

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the text to `paint`."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell: its ground by the style sheet, the rest here."""
        super().paint(painter, option, index)
        row: DeckRow = index.sibling(index.row(), NAME).data(DECK_ROLE)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(8, 0, -8, 0)
        font = QFont(option.font)
        column = index.column()
        if column == NAME:
            font.setWeight(QFont.Weight.DemiBold if row.depth == 0 else QFont.Weight.Normal)
            self._text(painter, font, area, row.name, theme.color("text"), Qt.AlignmentFlag.AlignLeft)
        elif column == KNOWN:
            self._known(painter, font, area, row)
        else:
            number = row.due if column == DUE else row.new
            color = theme.color("text" if number else "muted")
            text = f"{number:,}" if number else "–"
            self._text(painter, font, area, text, color, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _text(
        self, painter: QPainter, font: QFont, area: QRectF, text: str, color: QColor, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(color)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _known(self, painter: QPainter, font: QFont, area: QRectF, row: DeckRow) -> None:
        theme = self._look.theme
        font.setPixelSize(self._look.px(SMALL))
        text = tr("{known} of {cards}").format(known=f"{row.known:,}", cards=f"{row.cards:,}")
        self._text(painter, font, area, text, theme.color("muted"), Qt.AlignmentFlag.AlignRight)
        taken = painter.fontMetrics().horizontalAdvance(text) + 12
        bar = QRectF(area.left(), area.center().y() - 2, max(0.0, area.width() - taken), 4)
        if bar.width() < 24:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        if row.cards and row.known:
            bar.setWidth(max(4.0, bar.width() * row.known / row.cards))
            painter.setBrush(theme.color("good"))
            painter.drawRoundedRect(bar, 2, 2)


class DeckList(QTreeWidget):
    """As tall as its rows; a click or Enter on one wants it studied."""

    chosen = Signal(object)
    """Tells the number of a deck."""

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__()
        self._settings = settings
        self._look = look
        self.setObjectName("decks")
        self.setAccessibleName(tr("Decks"))
        self.setColumnCount(4)
        self.setHeaderLabels([tr("Decks"), tr("due"), tr("new"), tr("known")])
        self._delegate = DeckDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setIndentation(24)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
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
        """Show decks, parents before children; the row that was current stays so."""
        kept = self.current
        self.blockSignals(True)
        self.clear()
        parents: list[QTreeWidgetItem] = []
        for row in rows:
            del parents[row.depth :]
            item = QTreeWidgetItem()
            (parents[-1].addChild if parents else self.addTopLevelItem)(item)
            item.setData(NAME, DECK_ROLE, row)
            item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, spoken(row))
            item.setText(NAME, row.name)
            item.setToolTip(NAME, tr("Study this deck"))
            item.setExpanded(self._is_open(row))
            parents.append(item)
            if row.number == kept:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.fit_height()

    @property
    def current(self) -> int | None:
        """The number of the deck that the keys are at; None = no deck."""
        item = self.currentItem()
        return item.data(NAME, DECK_ROLE).number if item else None

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
        self.chosen.emit(row.number)

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
