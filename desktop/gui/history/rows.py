"""The tables of the page: whole rows, calm, drawn like those of the browser."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
)

from desktop.gui.browser.row_look import tint
from desktop.gui.labels import label
from desktop.gui.look import Look

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 34
MUTED = Qt.ItemDataRole.UserRole
"""Whether a row stands back."""


class RowLook(QStyledItemDelegate):
    """Draws the cells; the row that the keys are at has an edge, and one that no longer holds stands back."""

    def __init__(self, look: Look, table: QTableView, path: int) -> None:
        super().__init__(table)
        self._path = path
        self._look = look
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Let the whole row have the focus."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() == self._path:
            option.textElideMode = Qt.TextElideMode.ElideLeft
        if index.data(MUTED):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, self._look.theme.color("muted"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        if index.row() == self._table.currentIndex().row() and self._table.hasFocus():
            painter.save()
            painter.setPen(self._look.theme.color("accent"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            painter.restore()


class Rows(QTableView):
    """A table of whole rows.

    Args:
        look: of the app.
        name: of the widget.
        text: what screen readers call it.
        widths: of the columns in pixels at 100 %; 0 = what is left over.
        empty: what is said where there is no row.
        path: the column with the names of decks, whose end says most; -1 = none.
    """

    entered = Signal()
    """Tells that Enter was pressed on a row."""
    chosen = Signal()
    """Tells that another row is at hand, or others are selected."""

    def __init__(
        self, look: Look, name: str, text: str, widths: Sequence[int], empty: str, *, path: int = -1
    ) -> None:
        super().__init__()
        self._look = look
        self._widths = widths
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setItemDelegate(RowLook(look, self, path))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.empty = label(empty, "muted", wrap=True)
        self.empty.setObjectName(f"{name}-empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.viewport()).addWidget(self.empty)
        self.empty.hide()

    def watch(self) -> None:
        """Begin to tell of what is chosen, once there is a model."""
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentRowChanged.connect(self._go)
        self._look.changed.connect(self._dress)
        self._dress()

    def _go(self) -> None:
        self.viewport().update()
        self.chosen.emit()

    def _dress(self) -> None:
        theme = self._look.theme
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.Highlight, tint(theme))
        colors.setColor(QPalette.ColorRole.HighlightedText, theme.color("text"))
        self.setPalette(colors)
        self.verticalHeader().setMinimumSectionSize(self._look.px(ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW_HEIGHT))
        self.size_columns()

    def size_columns(self) -> None:
        """Share the width out; where it is narrow, every column gives."""
        fixed = [self._look.px(width) for width in self._widths]
        room = max(1, self.viewport().width())
        least = room // 3
        share = min(1.0, (room - least) / max(1, sum(fixed)))
        for at, width in enumerate(fixed):
            left = room - sum(round(each * share) for each in fixed)
            self.setColumnWidth(at, round(width * share) if width else left)

    def resizeEvent(self, event: object) -> None:
        """Share the new width out."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.size_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the row at hand; Home and End go to the first and the last."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        if event.key() in ends and not event.modifiers():
            self.selectRow(ends[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @property
    def chosen_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())
