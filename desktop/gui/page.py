"""A page of one column in the middle of the window; long pages scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def scrolled(inside: QWidget, page: QWidget) -> QScrollArea:
    """Let a widget scroll up and down inside a frameless area of a page, which it fills."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    return area


def centred(column: QVBoxLayout, page: QWidget) -> QWidget:
    """Fill a page with a column in its middle; return the column's widget, whose width may be limited."""
    body = QWidget()
    body.setLayout(column)
    across = QWidget()
    row = QHBoxLayout(across)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(body, 100)
    row.addStretch(1)
    scrolled(across, page)
    return body
