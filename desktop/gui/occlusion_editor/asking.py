"""The small questions of the occlusion editor."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr
from desktop.render.shapes import LONGEST_TEXT


class LabelDialog(Dialog):
    """Asks what a label says."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent, "occlusion-label", tr("Label on the image"), 380)
        self._box = QPlainTextEdit(text)
        self._box.setObjectName("label-text")
        self._box.setAccessibleName(tr("Label"))
        self._box.setTabChangesFocus(True)
        self._box.setMaximumHeight(self.fontMetrics().height() * 5)
        self.column.addWidget(self._box)
        self.add_button("cancel", tr("Cancel"), self.reject)
        self.add_button("save", tr("Done"), self.accept, primary=True)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)
        self._box.selectAll()
        self._box.setFocus()

    @property
    def text(self) -> str:
        """What it says."""
        return self._box.toPlainText().strip()[:LONGEST_TEXT]


class DiscardDialog(Dialog):
    """Asks before what was drawn is given up."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "discard-drawing", tr("Give up what you drew?"), 420)
        self.add_text(tr("What you drew and wrote here is not saved."))
        self.add_button("discard", tr("Give up"), self.accept)
        self.add_button("keep", tr("Go on"), self.reject, primary=True).setFocus()
