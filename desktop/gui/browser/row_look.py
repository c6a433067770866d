"""How a row of the table is drawn: calm, with a mark where a card is flagged or set aside."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.gui.browser.columns import flag_name
from desktop.gui.browser.model import Index, Results
from desktop.gui.look import Look
from desktop.gui.theme import Theme

ELIDE = Qt.TextElideMode
FLAG = 14
"""Size of a flag, in pixels at 100 %."""
SHARE = 0.18
"""Part of the accent in the ground of a selected row."""
LIGHT_FLAGS = ("#B3362F", "#A8480F", "#1F7747", "#2466B0", "#A83279", "#0B6B6E", "#6B3FA0")
DARK_FLAGS = ("#F08A83", "#F0A272", "#74C99A", "#83B7F2", "#EC93C7", "#6CC9CB", "#C2A1F0")


def tint(theme: Theme) -> QColor:
    """Return the ground of a selected row: text stays legible on it."""
    pairs = zip(theme.color("accent").getRgb()[:3], theme.color("surface").getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(SHARE * accent + (1 - SHARE) * ground) for accent, ground in pairs))


def flag_color(theme: Theme, flag: int) -> QColor:
    """Return the colour of a flag, 1 to 7."""
    return QColor((DARK_FLAGS if theme.dark else LIGHT_FLAGS)[flag - 1])


class RowLook(QStyledItemDelegate):
    """Draws the cells of a table."""

    def __init__(self, look: Look, table: QTableView, results: Results) -> None:
        super().__init__(table)
        self._look = look
        self._table = table
        self._results = results
        self._flags: dict[str, QIcon] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Let rows that are set aside stand back, and the whole row have the focus."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        names_end_last = self._results.columns[index.column()].key == "deck"
        option.textElideMode = ELIDE.ElideLeft if names_end_last else ELIDE.ElideRight
        row = self._results.row(index.row())
        if row is None:
            return
        if row.suspended or row.deleted:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, self._look.theme.color("muted"))
        if index.column() == 0 and flag_name(row.flag):
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.icon = self._flag(row.flag)
            option.decorationSize = QSize(self._look.px(FLAG), self._look.px(FLAG))

    def _flag(self, flag: int) -> QIcon:
        color = flag_color(self._look.theme, flag)
        if color.name() not in self._flags:
            self._flags[color.name()] = self._look.icons.icon("flag", color)
        return self._flags[color.name()]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; the flag has its colour, and the row that the keys are at an edge."""
        super().paint(painter, option, index)
        if index.row() == self._table.currentIndex().row() and self._table.hasFocus():
            self._draw_edge(painter, option.rect, index)

    def _draw_edge(self, painter: QPainter, area: QRect, index: Index) -> None:
        painter.save()
        painter.setPen(self._look.theme.color("accent"))
        painter.drawLine(area.topLeft(), area.topRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()
