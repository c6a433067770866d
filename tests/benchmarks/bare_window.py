"""The measure of the start: a PySide6 window with one label; says "painted" after its first paint."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


def painted() -> None:
    """Tell the program that measures."""
    print("painted", flush=True)


class OnePaint(QLabel):
    """Ends the program after its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
        QTimer.singleShot(0, QApplication.quit)


if __name__ == "__main__":
    application = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(OnePaint("Hello"))
    window.resize(1040, 720)
    window.show()
    application.exec()
