"""Files that are dropped on the window, and the sign that it will take them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.gui.words import tr

MARGIN = 16


class Drops(QLabel):
    """Lies over the window while files are held above it.

    Args:
        window: takes the files.
        bring: is given them, once the program that they come from is free again.
    """

    def __init__(self, window: QWidget, bring: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(tr("Drop to look at it and bring it in"), window)
        self.setObjectName("drop-sign")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window = window
        self._bring = bring
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files; everything else is left to the window."""
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self.hide()
        elif isinstance(event, QDropEvent) and kind in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            files = files_of(event.mimeData())
            if not files:
                return False
            event.acceptProposedAction()
            if kind == QEvent.Type.DragEnter:
                self._show()
            else:
                self.hide()
                QTimer.singleShot(0, self, lambda: self._bring(files))
            return True
        return False

    def _show(self) -> None:
        self.setGeometry(self._window.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        self.show()
        self.raise_()


def files_of(data: QMimeData) -> list[Path]:
    """Return the files of this computer among what is dragged."""
    return [Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile()]
