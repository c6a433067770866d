from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.gui.number_box import MARGIN, NumberBox


def test_a_number_keeps_away_from_the_edges(qapp: QApplication) -> None:
    box = NumberBox()
    margins = box.lineEdit().textMargins()
    assert margins.left() == margins.right() == MARGIN
