"""How a row of the deck list looks, and the field in which a deck is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QWidget

from desktop.gui.look import Look
from desktop.gui.theme import SMALL, deck_color
from desktop.gui.words import tr
from desktop.store.deck_rows import DeckRow

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QStyleOptionViewItem

ROW = 46
NAME, DUE, NEW, KNOWN = range(4)
DECK_ROLE = Qt.ItemDataRole.UserRole
DOT, DOT_ROOM = 9, 20
MORE = 30
"""Room for the sign at the end of a name that opens the menu of a deck."""
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class DeckDelegate(QStyledItemDelegate):
    """Draws a row of the deck list: roomy, numbers in columns, a thin bar for what is known.

    Args:
        named: is told the row of a deck and the name that was typed for it.
    """

    def __init__(self, look: Look, named: Callable[[DeckRow, str], object]) -> None:
        super().__init__()
        self._look = look
        self._named = named
        self.with_colors = False
        self.typed: str | None = None
        """What the field begins with in the place of the name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(60, self._look.px(ROW))

    # ------------------------------------------------------------------ naming

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the field for the name."""
        field = QLineEdit(parent)
        field.setObjectName("deck-name")
        field.setAccessibleName(tr("Name of the deck"))
        field.setPlaceholderText(tr("Name of the deck"))
        return field

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Put the name into the field."""
        row: DeckRow = index.data(DECK_ROLE)
        assert isinstance(editor, QLineEdit)  # noqa: S101
        editor.setText(row.given if self.typed is None else self.typed)
        self.typed = None

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell what was typed."""
        assert isinstance(editor, QLineEdit)  # noqa: S101
        self._named(index.data(DECK_ROLE), editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let the field fill the cell."""
        editor.setGeometry(option.rect.adjusted(0, 3, -4, -3))

    # ------------------------------------------------------------------ drawing

    def more_area(self, cell: QRect) -> QRect:
        """Return where in the cell of a name the sign stands that opens the menu."""
        wide = self._look.px(MORE)
        return QRect(cell.right() - wide, cell.top(), wide, cell.height())

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
            self._name(painter, font, area, row, option)
        elif column == KNOWN:
            self._known(painter, font, area, row)
        else:
            number = row.due_today if column == DUE else row.new_today
            color = theme.color("text" if number else "muted")
            self._text(painter, font, area, f"{number:,}" if number else "–", color, RIGHT)
        painter.restore()

    def _name(
        self, painter: QPainter, font: QFont, area: QRectF, row: DeckRow, option: QStyleOptionViewItem
    ) -> None:
        px, theme = self._look.px, self._look.theme
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            place = self.more_area(option.rect)
            self._look.icons.icon("ellipsis").paint(painter, place.adjusted(6, 6, -6, -6))
            area.setRight(place.left())
        if self.with_colors:
            if row.color:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(deck_color(row.color, theme))
                half = px(DOT) / 2
                painter.drawEllipse(QPointF(area.left() + half, area.center().y()), half, half)
            area.setLeft(area.left() + px(DOT_ROOM))
        font.setWeight(QFont.Weight.DemiBold if row.depth == 0 else QFont.Weight.Normal)
        about = " ".join(row.description.split())
        if about:
            upper, lower = QRectF(area), QRectF(area)
            upper.setBottom(area.center().y() + px(4))
            lower.setTop(area.center().y() + px(2))
            self._text(painter, font, upper, row.name, theme.color("text"), LEFT)
            small = QFont(option.font)
            small.setPixelSize(px(SMALL - 1))
            self._text(painter, small, lower, about, theme.color("muted"), LEFT)
        else:
            self._text(painter, font, area, row.name, theme.color("text"), LEFT)

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
        self._text(painter, font, area, text, theme.color("muted"), RIGHT)
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
