"""A box for a whole number."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

MARGIN = 7
"""Pixels left and right of the number; the padding of a style sheet does not reach it."""


class NumberBox(QSpinBox):
    """A spin box whose number keeps away from its edges."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(MARGIN, 0, MARGIN, 0)
