"""All charts on one sheet, for a picture and for paper. Always light: paper is."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPicture
from PySide6.QtSvg import QSvgRenderer

from desktop.gui.printing.pages import MARGIN, MM
from desktop.gui.statistics.charts import CHARTS
from desktop.gui.statistics.drawing import Canvas
from desktop.gui.statistics.wording import Names
from desktop.gui.theme import LIGHT
from desktop.gui.words import tr
from desktop.study.statistics.evidence import Evidence
from desktop.study.statistics.figure import Figure
from desktop.study.statistics.figures import FIGURES

TITLE, TEXT, SMALL = 22, 11, 9
COLUMNS = 2
GAP = 6 * MM
WRAP = int(Qt.TextFlag.TextWordWrap)


class Sheet(NamedTuple):
    """What is on the sheet.

    Attributes:
        title: of the whole.
        lines: below it.
        shown: the figure that each chart shows, by the chart's name.
    """

    title: str
    lines: tuple[str, ...]
    evidence: Evidence
    names: Names
    shown: dict[str, str]


def draw_sheet(painter: QPainter, size: QSizeF, sheet: Sheet) -> None:
    """Draw a sheet of a size in pixels of 1/96 inch."""
    across = size.width() - 2 * MARGIN
    top = MARGIN
    top += _write(painter, QRectF(MARGIN, top, across, 40), sheet.title, TITLE, LIGHT.text, bold=True) + MM
    for line in sheet.lines:
        top += _write(painter, QRectF(MARGIN, top, across, 40), line, TEXT, LIGHT.muted)
    top += 4 * MM
    rows = -(-len(CHARTS) // COLUMNS)
    cell = QSizeF(
        (across - GAP * (COLUMNS - 1)) / COLUMNS, (size.height() - top - MARGIN - GAP * (rows - 1)) / rows
    )
    for at, chart in enumerate(CHARTS):
        row, column = divmod(at, COLUMNS)
        corner = QPointF(MARGIN + column * (cell.width() + GAP), top + row * (cell.height() + GAP))
        figure = FIGURES[sheet.shown[chart.name]](sheet.evidence)
        _draw_chart(painter, QRectF(corner, cell), at, figure, sheet.names)


def _draw_chart(painter: QPainter, cell: QRectF, at: int, figure: Figure, names: Names) -> None:
    chart = CHARTS[at]
    painter.setPen(QPen(QColor(LIGHT.line), 0.8))
    painter.drawRoundedRect(cell, 6, 6)
    inside = cell.adjusted(3 * MM, 2.5 * MM, -3 * MM, -2.5 * MM)
    used = _write(painter, inside, tr(figure.title), SMALL, LIGHT.muted, bold=True) + 1
    used += _write(painter, inside.adjusted(0, used, 0, 0), chart.sentence(figure), TEXT, LIGHT.text) + 2
    foot = QRectF(inside.x(), inside.bottom() - SMALL * 1.4, inside.width(), SMALL * 1.4)
    _write(painter, foot, f"n = {figure.n:,}", SMALL, LIGHT.muted)
    picture = QRectF(inside.x(), inside.y() + used, inside.width(), foot.top() - inside.y() - used)
    family = painter.font().family()
    drawing = chart.draw(figure, Canvas(picture.width(), picture.height(), LIGHT, 0.82, family), names)
    if drawing.svg:
        _paint(painter, picture, drawing.svg)


def _paint(painter: QPainter, box: QRectF, svg: bytes) -> None:
    """Paint an SVG by way of a recording: QtSvg loses its letters where dots are as fine as a printer's."""
    recorded = QPicture()
    recorder = QPainter(recorded)
    QSvgRenderer(QByteArray(svg)).render(recorder, QRectF(QPointF(0, 0), box.size()))
    recorder.end()
    painter.save()
    painter.translate(box.topLeft())
    shrink = recorded.logicalDpiX() / painter.device().logicalDpiX()  # as much as playing it enlarges
    painter.scale(shrink, shrink)
    recorded.play(painter)
    painter.restore()


def _write(
    painter: QPainter, box: QRectF, text: str, pixels: float, color: str, *, bold: bool = False
) -> float:
    """Write text into a box, in several lines where it needs them; return how tall it is."""
    font = QFont(painter.font())
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(QColor(color))
    needed = painter.boundingRect(box, WRAP, text)
    painter.drawText(QRectF(box.topLeft(), QSizeF(box.width(), needed.height())), WRAP, text)
    return needed.height()
