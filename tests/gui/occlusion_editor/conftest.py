from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui.look import Look
from desktop.gui.occlusion_editor.canvas import Canvas
from desktop.gui.settings import Settings
from tests.gui.conftest import NONE, settle

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def image(width: int = 400, height: int = 200) -> QImage:
    """A red picture."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#c0392b"))
    return made


def spot(canvas: Canvas, x: float, y: float) -> QPoint:
    """Where a place of the image lies on the canvas."""
    box = canvas.box
    return QPoint(round(box.left() + x * box.width()), round(box.top() + y * box.height()))


def drag(
    canvas: Canvas,
    start: tuple[float, float],
    end: tuple[float, float],
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    """Drag the mouse over the image."""
    a, b = spot(canvas, *start), spot(canvas, *end)
    QTest.mousePress(canvas, button, held, a)
    QTest.mouseMove(canvas, (a + b) / 2)
    QTest.mouseMove(canvas, b)
    QTest.mouseRelease(canvas, button, held, b)
    settle()


@pytest.fixture
def canvas(qapp: QApplication, tmp_path: Path) -> Iterator[Canvas]:
    made = Canvas(Look(qapp, Settings(tmp_path), tmp_path / "cache"))
    made.resize(600, 400)
    made.show_image(image())
    made.show()
    made.activateWindow()
    made.setFocus()
    settle()
    yield made
    made.close()
    made.deleteLater()
