"""All questions of a mock test in a row: which have an answer, and which shows."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from desktop.gui.words import tr
from desktop.study.mock_test import MockTest

EDGES = 8


class Overview(QListWidget):
    """A row of numbers; one with an answer has a dot, so that no colour is needed."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("test-overview")
        self.setAccessibleName(tr("Questions"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self.wanted)

    def show_test(self, test: MockTest) -> None:
        """Show the questions of a test."""
        blocker = QSignalBlocker(self)
        if self.count() != len(test.questions):
            self.clear()
            self.addItems([""] * len(test.questions))
        for at, question in enumerate(test.questions):
            item: QListWidgetItem = self.item(at)
            item.setText(f"{at + 1} ●" if question.is_answered else f"{at + 1} ○")
            said = tr("answered") if question.is_answered else tr("without an answer")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{at + 1}, {said}")
        self.setCurrentRow(test.at)
        self.scrollToItem(self.item(test.at))
        self.setFixedHeight(self.sizeHintForRow(0) + EDGES)
        del blocker
