"""How a row of the table is drawn: calm, with a mark where a card is flagged or set aside."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.gui.browser.columns import flag_name
from desktop.gui.browser.model import Index, Results
from desktop.gui.look import Look
from desktop.gui.theme import Theme

ELIDE = Qt.TextElideMode
FLAG = 14
"""Size of a flag, in pixels at 100 %."""
MARGIN = 9
"""Left and right of a text, in pixels."""
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

    def _flag(self, flag: int) -> QIcon:
        color = flag_color(self._look.theme, flag)
        if color.name() not in self._flags:
            self._flags[color.name()] = self._look.icons.icon("flag", color)
        return self._flags[color.name()]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; the flag has its colour, and the row that the keys are at an edge.

        The style would take three times as long, and while one types, every cell is drawn at every key.
        """
        area, at = option.rect, index.column()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, option.palette.highlight())
        row = self._results.row(index.row())
        if row is not None:
            inner = area.adjusted(MARGIN, 0, -MARGIN, 0)
            if at == 0 and flag_name(row.flag):
                inner = self._draw_flag(painter, inner, row.flag)
            column = self._results.columns[at]
            elide = ELIDE.ElideLeft if column.key == "deck" else ELIDE.ElideRight  # its end says most
            stands_back = row.suspended or row.deleted
            painter.setPen(self._look.theme.color("muted" if stands_back else "text"))
            text = column.show(row, self._results.today)
            painter.drawText(inner, column.side, option.fontMetrics.elidedText(text, elide, inner.width()))
        if index.row() == self._table.currentIndex().row() and self._table.hasFocus():
            self._draw_edge(painter, area, index)

    def _draw_flag(self, painter: QPainter, area: QRect, flag: int) -> QRect:
        """Draw a flag; return where there is room beside it."""
        size = self._look.px(FLAG)
        self._flag(flag).paint(painter, area.left(), area.top(), size, area.height())
        return area.adjusted(size + MARGIN, 0, 0, 0)

    def _draw_edge(self, painter: QPainter, area: QRect, index: Index) -> None:
        painter.save()
        painter.setPen(self._look.theme.color("accent"))
        painter.drawLine(area.topLeft(), area.topRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()
