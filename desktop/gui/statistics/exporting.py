"""Statistics as files: all figures as a table, the charts as a picture or as a report of one page."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter

from desktop.exchange.target import written as safely
from desktop.gui.printing.pages import A4, PIXELS, Pages
from desktop.gui.statistics.sheet import Sheet, draw_sheet
from desktop.study.statistics.figures import FIGURES
from desktop.study.statistics.table import HEAD, table

FINE = 2
"""Dots of a picture to a pixel."""


def write_csv(sheet: Sheet, target: Path) -> None:
    """Write every figure with its definition and n."""
    rows = table(figure(sheet.evidence) for figure in FIGURES.values())
    with safely(target) as partial, partial.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(rows)


def write_png(sheet: Sheet, target: Path) -> None:
    """Draw the charts into a picture."""
    points = QPageSize(A4).size(QPageSize.Unit.Point)
    size = QSizeF(points.width(), points.height()) * PIXELS / 72
    image = QImage((size * FINE).toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(FINE, FINE)
    draw_sheet(painter, size, sheet)
    painter.end()
    with safely(target) as partial:
        if not image.save(str(partial), "PNG"):  # type: ignore[call-overload]  # it refuses the bytes of its own stubs
            raise OSError(0, "the picture could not be written")


def write_pdf(sheet: Sheet, target: Path) -> None:
    """Draw the charts onto a page."""
    with safely(target) as partial:
        pages = Pages(partial, A4, sheet.title)
        try:
            draw_sheet(pages.painter, pages.size, sheet)
        except BaseException:
            pages.painter.end()
            raise
        pages.end()


WAYS: dict[str, tuple[str, Callable[[Sheet, Path], None]]] = {
    ".pdf": ("Report of one page (PDF)", write_pdf),
    ".png": ("Picture (PNG)", write_png),
    ".csv": ("All figures as a table (CSV)", write_csv),
}
"""Each by what its files end with."""
