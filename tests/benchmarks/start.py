"""The app, from the start of the process until Home with its decks is painted."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.gui import application as start
from desktop.study.calendar import system_clock


class OnePaint(QObject):
    """Ends the program after the first paint of the widget that it watches."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False


application = start.make_application()
opened = start.open_or_ask(Path(sys.argv[1]), system_clock)
if opened is None:
    sys.exit(1)
window = start.build(application, opened[1])
watcher = OnePaint()
window.home.tree.viewport().installEventFilter(watcher)
window.show()
application.exec()
