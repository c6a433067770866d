"""Where a window lies on the screen, and lay last time."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FIRST_SIZE = 1040, 720
HANDLE = 40
"""Pixels of the upper edge of a window by which it is moved."""


def placed(window: QWidget) -> str:
    """Return the place of a window as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def place(window: QWidget, saved: str) -> None:
    """Put a window where it was, if it can be seen there on the screens of today; else in the middle."""
    geometry = QByteArray.fromBase64(saved.encode("ascii", "ignore"))
    screen = window.screen().availableGeometry()
    if geometry.isEmpty() or not window.restoreGeometry(geometry) or not is_in_reach(window.geometry()):
        window.setWindowState(Qt.WindowState.WindowNoState)
        width, height = min(FIRST_SIZE[0], screen.width()), min(FIRST_SIZE[1], screen.height())
        window.setGeometry(QRect(0, 0, width, height))
        window.move(screen.center() - window.rect().center())
    if not window.isMaximized() and not window.isFullScreen():
        window.resize(window.size().boundedTo(window.screen().availableSize()))


def is_in_reach(area: QRect) -> bool:
    """Return whether enough of the upper edge lies on a screen to take hold of it."""
    handle = QRect(area.topLeft(), area.size())
    handle.setHeight(HANDLE)
    shown = [each.availableGeometry().intersected(handle) for each in QGuiApplication.screens()]
    return any(part.width() >= 120 and part.height() >= HANDLE // 2 for part in shown)
